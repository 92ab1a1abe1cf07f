// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/wire/roster.h"

#include "core/wire/reading.h"

#include <tuple>

namespace indaro::wire {

using base::Errc;
using base::Error;

namespace {

constexpr std::string_view Magic = "INRO";
constexpr std::uint8_t Version = 1;
constexpr std::uint8_t AdminFlag = 1;
constexpr std::uint8_t RevokedFlag = 2;

template <class List, class Key> bool isRising(const List &list, Key key)
{
    for (std::size_t i = 1; i < list.size(); ++i)
        if (!(key(list[i - 1]) < key(list[i])))
            return false;
    return true;
}

auto epochKey(const RosterEpoch &epoch)
{
    return std::tie(epoch.group, epoch.number, epoch.keyId);
}

/// The name of what is not canonical, or null: one state has one encoding only.
const char *findDisorder(const RosterBlock &block)
{
    const RosterState &state = block.state;
    if (block.seq < 1 || block.seq > MaxNumber)
        return "seq";
    if (block.parents.size() > 2 || !isRising(block.parents, [](const auto &p) { return p; }))
        return "parents";
    if (state.devices.empty() || !isRising(state.devices, [](const auto &d) { return d.id; }))
        return "devices";
    for (const RosterDevice &device : state.devices) {
        if (device.groups > AllGroups || (!device.isRevoked && !device.cuts.empty()) || device.cuts.size() > StreamCount)
            return "device";
        if (!isRising(device.cuts, [](const Cut &c) { return c.stream; }))
            return "cuts";
        for (const Cut &cut : device.cuts)
            if (static_cast<std::uint8_t>(cut.stream) >= StreamCount || cut.number < 1 || cut.number > MaxNumber)
                return "cut";
    }
    if (!isRising(state.users, [](const auto &u) { return u.id; }))
        return "users";
    for (const RosterUser &user : state.users)
        if (user.rights > rights::All || user.groups > AllGroups)
            return "user";
    for (std::size_t i = 1; i < state.epochs.size(); ++i)
        if (!(epochKey(state.epochs[i - 1]) < epochKey(state.epochs[i])))
            return "epochs";
    for (const RosterEpoch &epoch : state.epochs)
        if (epoch.group >= GroupCount || !isRising(epoch.devices, [](const auto &d) { return d.device; }))
            return "epoch";
    if (!isRising(state.servers, [](const auto &s) { return s.signKey; }))
        return "servers";
    for (const RosterServer &server : state.servers)
        if (server.url.size() > MaxUrl)
            return "url";
    return nullptr;
}

bool isTooLarge(const RosterState &state)
{
    return state.devices.size() > MaxDevices || state.users.size() > MaxUsers || state.epochs.size() > MaxEpochs ||
           state.servers.size() > MaxServers;
}

void writeDevices(base::ByteWriter &out, const std::vector<RosterDevice> &devices)
{
    out.u16(static_cast<std::uint16_t>(devices.size()));
    for (const RosterDevice &device : devices) {
        out.raw(device.id.bytes());
        out.raw(device.signKey);
        out.raw(device.boxKey);
        out.u8(device.groups);
        out.u8(static_cast<std::uint8_t>((device.isAdmin ? AdminFlag : 0) | (device.isRevoked ? RevokedFlag : 0)));
        out.u8(static_cast<std::uint8_t>(device.cuts.size()));
        for (const Cut &cut : device.cuts) {
            out.u8(static_cast<std::uint8_t>(cut.stream));
            out.u64(cut.number);
            out.raw(cut.hash);
        }
    }
}

void writeEpochs(base::ByteWriter &out, const std::vector<RosterEpoch> &epochs)
{
    out.u16(static_cast<std::uint16_t>(epochs.size()));
    for (const RosterEpoch &epoch : epochs) {
        out.u8(epoch.group);
        out.u32(epoch.number);
        out.raw(epoch.keyId);
        out.u16(static_cast<std::uint16_t>(epoch.devices.size()));
        for (const auto &[device, sealed] : epoch.devices) {
            out.raw(device.bytes());
            out.raw(sealed);
        }
        out.u8(epoch.recovery ? 1 : 0);
        if (epoch.recovery) {
            out.raw(epoch.recovery->key);
            out.raw(epoch.recovery->sealed);
        }
    }
}

base::Bytes encode(const RosterBlock &block)
{
    base::ByteWriter out;
    out.raw(base::asBytes(Magic));
    out.u8(Version);
    out.raw(block.shelter.bytes());
    out.u64(block.seq);
    out.u8(static_cast<std::uint8_t>(block.parents.size()));
    for (const auto &parent : block.parents)
        out.raw(parent);
    out.raw(block.issuer.bytes());
    out.raw(block.author.bytes());
    out.u64(static_cast<std::uint64_t>(block.time));
    writeDevices(out, block.state.devices);
    out.u16(static_cast<std::uint16_t>(block.state.users.size()));
    for (const RosterUser &user : block.state.users) {
        out.raw(user.id.bytes());
        out.u8(user.rights);
        out.u8(user.groups);
    }
    writeEpochs(out, block.state.epochs);
    out.u8(block.state.recoveryKey ? 1 : 0);
    if (block.state.recoveryKey)
        out.raw(*block.state.recoveryKey);
    out.u8(static_cast<std::uint8_t>(block.state.servers.size()));
    for (const RosterServer &server : block.state.servers) {
        out.raw(server.signKey);
        out.u8(static_cast<std::uint8_t>(server.url.size()));
        out.raw(base::asBytes(server.url));
    }
    return std::move(out).take();
}

/// 0 or 1, nothing else: one encoding per state.
base::Result<bool> takeFlag(base::ByteReader &in)
{
    const std::uint8_t flag = in.u8();
    if (!in.isValid() || flag > 1)
        return damaged("flag");
    return flag == 1;
}

/// A count whose items of at least `least` bytes can be in what is left.
base::Result<std::size_t> takeCount(base::ByteReader &in, std::size_t most, std::size_t least)
{
    const std::size_t count = in.u16();
    if (!in.isValid())
        return damaged("count");
    if (count > most)
        return Error(Errc::WireTooLarge, {{"entries", static_cast<std::int64_t>(count)}});
    if (count * least > in.remaining())
        return damaged("count");
    return count;
}

base::Result<std::vector<RosterDevice>> takeDevices(base::ByteReader &in)
{
    INDARO_TRY_ASSIGN(const auto count, takeCount(in, MaxDevices, 83));
    if (count == 0)
        return damaged("devices");
    std::vector<RosterDevice> out;
    for (std::size_t i = 0; i < count; ++i) {
        const auto id = takeId<DeviceId>(in);
        RosterDevice device{id, takeArray<32>(in), takeArray<32>(in), in.u8(), false, false, {}};
        const std::uint8_t flags = in.u8();
        if (flags > (AdminFlag | RevokedFlag))
            return damaged("device");
        device.isAdmin = (flags & AdminFlag) != 0;
        device.isRevoked = (flags & RevokedFlag) != 0;
        const std::size_t cuts = in.u8();
        if (!in.isValid() || cuts > StreamCount || (cuts > 0 && !device.isRevoked))
            return damaged("cuts");
        for (std::size_t c = 0; c < cuts; ++c)
            device.cuts.push_back({static_cast<Stream>(in.u8()), in.u64(), takeArray<32>(in)});
        out.push_back(std::move(device));
    }
    return out;
}

base::Result<std::vector<RosterEpoch>> takeEpochs(base::ByteReader &in)
{
    INDARO_TRY_ASSIGN(const auto count, takeCount(in, MaxEpochs, 40));
    std::vector<RosterEpoch> out;
    for (std::size_t i = 0; i < count; ++i) {
        RosterEpoch epoch{in.u8(), in.u32(), takeArray<32>(in), {}, {}};
        INDARO_TRY_ASSIGN(const auto devices, takeCount(in, MaxDevices, DeviceId::Size + SealedKeySize));
        for (std::size_t d = 0; d < devices; ++d) {
            const auto device = takeId<DeviceId>(in);
            epoch.devices.push_back({device, takeArray<SealedKeySize>(in)});
        }
        INDARO_TRY_ASSIGN(const bool hasRecovery, takeFlag(in));
        if (hasRecovery)
            epoch.recovery = RosterEpoch::ForRecovery{takeArray<32>(in), takeArray<SealedKeySize>(in)};
        out.push_back(std::move(epoch));
    }
    return out;
}

base::Result<RosterState> takeState(base::ByteReader &in)
{
    RosterState state;
    INDARO_TRY_ASSIGN(state.devices, takeDevices(in));
    INDARO_TRY_ASSIGN(const auto users, takeCount(in, MaxUsers, 18));
    for (std::size_t i = 0; i < users; ++i) {
        const auto id = takeId<UserId>(in);
        state.users.push_back({id, in.u8(), in.u8()});
    }
    INDARO_TRY_ASSIGN(state.epochs, takeEpochs(in));
    INDARO_TRY_ASSIGN(const bool hasRecovery, takeFlag(in));
    if (hasRecovery)
        state.recoveryKey = takeArray<32>(in);
    const std::size_t servers = in.u8();
    if (servers > MaxServers)
        return Error(Errc::WireTooLarge, {{"entries", static_cast<std::int64_t>(servers)}});
    for (std::size_t i = 0; i < servers; ++i) {
        const auto key = takeArray<32>(in);
        state.servers.push_back({key, std::string(base::asText(in.raw(in.u8())))});
    }
    return state;
}

} // namespace

const RosterDevice *RosterState::device(const DeviceId &id) const
{
    const auto at = std::find_if(devices.begin(), devices.end(), [&](const auto &d) { return d.id == id; });
    return at == devices.end() ? nullptr : &*at;
}

const RosterUser *RosterState::user(const UserId &id) const
{
    const auto at = std::find_if(users.begin(), users.end(), [&](const auto &u) { return u.id == id; });
    return at == users.end() ? nullptr : &*at;
}

const RosterEpoch *RosterState::newestEpoch(Group group) const
{
    const RosterEpoch *newest = nullptr;
    for (const RosterEpoch &epoch : epochs)
        if (epoch.group == group && (newest == nullptr || epochKey(*newest) < epochKey(epoch)))
            newest = &epoch;
    return newest;
}

const RosterEpoch *RosterState::epochOf(const crypto::Digest &keyId) const
{
    const auto at = std::find_if(epochs.begin(), epochs.end(), [&](const auto &e) { return e.keyId == keyId; });
    return at == epochs.end() ? nullptr : &*at;
}

base::Result<SignedRosterBlock> signRosterBlock(const RosterBlock &block, const crypto::SignKeyPair &keys)
{
    if (isTooLarge(block.state))
        return tooLarge(0);
    if (const char *what = findDisorder(block))
        return Error(Errc::InvalidArgument, {{"what", std::string(what)}});
    SignedRosterBlock out{block, {}, {}, encode(block)};
    if (out.bytes.size() + out.signature.size() > MaxRosterBlock)
        return tooLarge(out.bytes.size());
    out.hash = crypto::hash(out.bytes);
    out.signature = crypto::sign(keys, RosterContext, out.hash);
    out.bytes.insert(out.bytes.end(), out.signature.begin(), out.signature.end());
    return out;
}

base::Result<SignedRosterBlock> parseRosterBlock(base::ByteView bytes)
{
    if (bytes.size() > MaxRosterBlock)
        return tooLarge(bytes.size());
    base::ByteReader in(bytes);
    INDARO_TRY(takeStart(in, Magic, Version));
    const auto shelter = takeId<ShelterId>(in);
    const std::uint64_t seq = in.u64();
    const std::size_t parentCount = in.u8();
    if (!in.isValid() || parentCount > 2)
        return damaged("parents");
    std::vector<crypto::Digest> parents;
    for (std::size_t i = 0; i < parentCount; ++i)
        parents.push_back(takeArray<32>(in));
    const auto issuer = takeId<DeviceId>(in);
    const auto author = takeId<UserId>(in);
    const auto time = static_cast<base::UtcMs>(in.u64());
    INDARO_TRY_ASSIGN(auto state, takeState(in));
    SignedRosterBlock out{
        {shelter, seq, std::move(parents), issuer, author, time, std::move(state)}, takeArray<64>(in), {}, {}};
    if (!in.isValid() || !in.atEnd())
        return damaged("length");
    if (const char *what = findDisorder(out.block))
        return damaged(what);
    out.bytes.assign(bytes.begin(), bytes.end());
    out.hash = crypto::hash(bytes.first(bytes.size() - out.signature.size()));
    return out;
}

} // namespace indaro::wire
