// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/random.h"
#include "core/crypto/system_random.h"
#include "core/wire/invitation.h"
#include "core/wire/roster_rules.h"
#include "core/wire/snapshot_manifest.h"

#include <algorithm>
#include <functional>

namespace indaro::tests {

/// A laptop as far as the wire sees one: keys, and its chain of envelopes.
struct WireLaptop
{
    wire::DeviceId id;
    crypto::SignKeyPair sign = crypto::makeSignKeyPair();
    crypto::BoxKeyPair box = crypto::makeBoxKeyPair();
    std::map<wire::Stream, std::pair<std::uint64_t, crypto::Digest>> heads{}; ///< number and hash of its last

    [[nodiscard]] wire::RosterDevice entry(bool isAdmin) const
    {
        return {id, sign.publicKey, box.publicKey, wire::AllGroups, isAdmin, false, {}};
    }
};

/// An invented shelter that makes real rosters and envelopes: laptop `a` is admin, `b` is not.
class WireShelter
{
public:
    explicit WireShelter(base::Random &random)
        : id(wire::ShelterId::make(random)),
          user(wire::UserId::make(random)), a{wire::DeviceId::make(random)}, b{wire::DeviceId::make(random)},
          m_key(crypto::randomSecret(32))
    {
        wire::RosterBlock first{id, 1, {}, a.id, user, 0, {}};
        first.state.devices.push_back(a.entry(true));
        first.state.users.push_back({user, wire::rights::All, wire::AllGroups});
        first.state.epochs.push_back({0, 1, wire::keyIdOf(m_key), {{a.id, {}}}, {}});
        blocks.push_back(wire::signRosterBlock(first, a.sign).value());
        next([&](wire::RosterBlock &block) { add(block, b.entry(false)); });
    }

    /// A block after the last one, changed by `edit`, signed by laptop a.
    const wire::SignedRosterBlock &next(const std::function<void(wire::RosterBlock &)> &edit)
    {
        wire::RosterBlock block{id, blocks.back().block.seq + 1, {blocks.back().hash}, a.id, user,
                                0,  blocks.back().block.state};
        edit(block);
        blocks.push_back(wire::signRosterBlock(block, a.sign).value());
        return blocks.back();
    }
    static void add(wire::RosterBlock &block, const wire::RosterDevice &device)
    {
        auto &list = block.state.devices;
        list.insert(std::find_if(list.begin(), list.end(), [&](const auto &d) { return device.id < d.id; }), device);
    }
    /// Shuts laptop b out where its stream is now, or at `number`.
    const wire::SignedRosterBlock &revokeB(std::uint64_t number, const crypto::Digest &hash)
    {
        return next([&](wire::RosterBlock &block) {
            auto &list = block.state.devices;
            auto &device = *std::find_if(list.begin(), list.end(), [&](const auto &d) { return d.id == b.id; });
            device.isRevoked = true;
            device.cuts = {{wire::Stream::General, number, hash}};
        });
    }

    /// The next envelope of a laptop, `size` bytes of content.
    base::Bytes seal(WireLaptop &laptop, std::size_t size, wire::Stream stream = wire::Stream::General)
    {
        auto &[number, hash] = laptop.heads[stream];
        base::Bytes bytes = sealAt(laptop, number + 1, number == 0 ? crypto::Digest{} : hash, size, stream);
        ++number;
        hash = wire::envelopeHash(bytes);
        return bytes;
    }
    base::Bytes sealAt(const WireLaptop &laptop, std::uint64_t number, const crypto::Digest &prev, std::size_t size,
                       wire::Stream stream = wire::Stream::General,
                       wire::EnvelopeType type = wire::EnvelopeType::Operations) const
    {
        const base::Bytes plain(size, std::byte{'x'});
        const wire::SectionToSeal section{0, &m_key, plain};
        return wire::sealEnvelope({type, stream, id, laptop.id, number, prev}, {&section, 1}, laptop.sign,
                                  crypto::randomNonce())
            .value();
    }

    [[nodiscard]] std::vector<base::Bytes> blockBytes() const
    {
        std::vector<base::Bytes> out;
        for (const auto &block : blocks)
            out.push_back(block.bytes);
        return out;
    }
    [[nodiscard]] base::Bytes joinRequest(const WireLaptop &laptop, std::string_view code,
                                          std::vector<base::Bytes> sent) const
    {
        return wire::signJoinRequest({*wire::normalInvitationCode(code), id, laptop.id, std::move(sent)}, laptop.sign);
    }

    wire::ShelterId id;
    wire::UserId user;
    WireLaptop a;
    WireLaptop b;
    std::vector<wire::SignedRosterBlock> blocks;

private:
    base::SecretBytes m_key;
};

/// Bytes one after the other, as an upload carries envelopes.
inline base::Bytes joined(const std::vector<base::Bytes> &parts)
{
    base::Bytes out;
    for (const base::Bytes &part : parts)
        out.insert(out.end(), part.begin(), part.end());
    return out;
}

} // namespace indaro::tests
