// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/session/anchor.h"

#include "core/base/file.h"

#include <algorithm>

namespace indaro::session {

using base::Errc;
using base::Result;
using base::SecretBytes;

namespace {

constexpr std::string_view Magic = "IDAN";
constexpr std::uint8_t Version = 2;
constexpr std::uint8_t WithoutLog = 1; ///< written before the change log had a chain
constexpr std::size_t DigestSize = std::tuple_size_v<crypto::Digest>;
constexpr std::size_t FileLimit = 4096;

std::filesystem::path pathOf(const std::filesystem::path &folder)
{
    return folder / "anchor";
}

void readHead(base::ByteReader &in, crypto::Digest &head)
{
    const base::ByteView bytes = in.raw(DigestSize);
    std::copy(bytes.begin(), bytes.end(), head.begin());
}

/// Nothing when the file is not whole or not ours.
std::optional<Anchor> decode(base::ByteView bytes, const SecretBytes &vaultKey)
{
    if (bytes.size() < DigestSize)
        return std::nullopt;
    const base::ByteView body = bytes.first(bytes.size() - DigestSize);
    if (!crypto::equalConstantTime(crypto::mac(anchorKeyOf(vaultKey), body), bytes.last(DigestSize)))
        return std::nullopt;
    base::ByteReader in(body);
    if (base::asText(in.raw(Magic.size())) != Magic)
        return std::nullopt;
    const std::uint8_t version = in.u8();
    if (version != Version && version != WithoutLog)
        return std::nullopt;
    const auto vaultId = VaultId::fromBytes(in.raw(VaultId::Size));
    if (!vaultId)
        return std::nullopt;
    Anchor anchor{*vaultId, in.u64(), {}};
    HistoryPosition &position = anchor.position;
    position.operations = in.u64();
    position.auditLines = in.u64();
    readHead(in, position.auditHead);
    if (version == Version) {
        position.logLines = in.u64();
        readHead(in, position.logHead);
    }
    return in.isValid() && in.atEnd() ? std::optional(anchor) : std::nullopt;
}

} // namespace

Result<void> writeAnchor(const std::filesystem::path &folder, const Anchor &anchor, const SecretBytes &vaultKey)
{
    base::ByteWriter out;
    out.raw(base::asBytes(Magic));
    out.u8(Version);
    out.raw(anchor.vaultId.bytes());
    out.u64(anchor.slotGeneration);
    out.u64(anchor.position.operations);
    out.u64(anchor.position.auditLines);
    out.raw(anchor.position.auditHead);
    out.u64(anchor.position.logLines);
    out.raw(anchor.position.logHead);
    out.raw(crypto::mac(anchorKeyOf(vaultKey), out.bytes()));
    return base::writeFileDurably(pathOf(folder), out.bytes());
}

Result<AnchorFinding> checkAnchor(const std::filesystem::path &folder, const SlotFile &slots, const SecretBytes &vaultKey,
                                  const HistoryReader &history, store::Connection &db)
{
    if (!history)
        return AnchorFinding::Good;
    const auto bytes = base::readFile(pathOf(folder), FileLimit);
    if (!bytes)
        return bytes.error().code == Errc::FileNotFound ? AnchorFinding::Missing : AnchorFinding::Damaged;
    const auto anchor = decode(*bytes, vaultKey);
    if (!anchor || anchor->vaultId != slots.vaultId)
        return AnchorFinding::Damaged;
    INDARO_TRY_ASSIGN(const HistoryPosition now, history(db, anchor->position));
    if (slots.generation < anchor->slotGeneration || now.operations < anchor->position.operations ||
        now.auditLines < anchor->position.auditLines || now.logLines < anchor->position.logLines)
        return AnchorFinding::Older;
    const bool isSame = now.auditHead == anchor->position.auditHead && now.logHead == anchor->position.logHead;
    return isSame ? AnchorFinding::Good : AnchorFinding::OtherHistory;
}

} // namespace indaro::session
