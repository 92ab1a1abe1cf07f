// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/wire/have_vector.h"

#include "core/wire/limits.h"
#include "core/wire/reading.h"

namespace indaro::wire {

namespace {

constexpr std::string_view HaveMagic = "INHV";
constexpr std::uint8_t HaveVersion = 1;

/// u16 count, bounded. Errors: WireDamaged, WireTooLarge.
base::Result<std::size_t> takeCount(base::ByteReader &in)
{
    const std::size_t count = in.u16();
    if (!in.isValid())
        return damaged("count");
    if (count > MaxVectorEntries)
        return base::Error(base::Errc::WireTooLarge, {{"entries", static_cast<std::int64_t>(count)}});
    return count;
}

struct Entry
{
    StreamKey key;
    std::uint64_t number;
};

void writeEntry(base::ByteWriter &out, const StreamKey &key, std::uint64_t number)
{
    out.raw(key.device.bytes());
    out.u8(static_cast<std::uint8_t>(key.stream));
    writeVarint(out, number);
}

base::Result<Entry> takeEntry(base::ByteReader &in)
{
    const auto device = takeId<DeviceId>(in);
    const std::uint8_t stream = in.u8();
    bool ok = true;
    const std::uint64_t number = readVarint(in, ok);
    if (!in.isValid() || !ok || stream >= StreamCount || number == 0)
        return damaged("entry");
    return Entry{{device, static_cast<Stream>(stream)}, number};
}

} // namespace

std::uint64_t numberIn(const HaveVector &vector, const StreamKey &key)
{
    const auto at = vector.find(key);
    return at == vector.end() ? 0 : at->second;
}

bool isCoveredBy(const HaveVector &small, const HaveVector &large)
{
    return std::all_of(small.begin(), small.end(),
                       [&](const auto &entry) { return entry.second <= numberIn(large, entry.first); });
}

void writeVarint(base::ByteWriter &out, std::uint64_t value)
{
    while (value >= 0x80) {
        out.u8(static_cast<std::uint8_t>(value | 0x80));
        value >>= 7;
    }
    out.u8(static_cast<std::uint8_t>(value));
}

std::uint64_t readVarint(base::ByteReader &in, bool &ok)
{
    std::uint64_t value = 0;
    for (unsigned shift = 0; shift < 63; shift += 7) {
        const std::uint8_t byte = in.u8();
        value |= static_cast<std::uint64_t>(byte & 0x7f) << shift;
        if (byte < 0x80) {
            if ((byte == 0 && shift > 0) || value > MaxNumber || !in.isValid())
                ok = false;
            return value;
        }
    }
    ok = false;
    return 0;
}

void encodeHaveVector(base::ByteWriter &out, const HaveVector &vector)
{
    INDARO_CHECK(vector.size() <= MaxVectorEntries);
    out.u16(static_cast<std::uint16_t>(vector.size()));
    for (const auto &[key, number] : vector)
        writeEntry(out, key, number);
}

base::Result<HaveVector> decodeHaveVector(base::ByteReader &in)
{
    INDARO_TRY_ASSIGN(const auto count, takeCount(in));
    HaveVector out;
    for (std::size_t i = 0; i < count; ++i) {
        INDARO_TRY_ASSIGN(const auto entry, takeEntry(in));
        if (!out.empty() && !(out.rbegin()->first < entry.key))
            return damaged("order");
        out.emplace_hint(out.end(), entry.key, entry.number);
    }
    return out;
}

HashPrefix prefixOf(const crypto::Digest &hash)
{
    HashPrefix out{};
    std::copy_n(hash.begin(), out.size(), out.begin());
    return out;
}

void encodeHeads(base::ByteWriter &out, const std::vector<Head> &heads)
{
    INDARO_CHECK(heads.size() <= MaxVectorEntries);
    out.u16(static_cast<std::uint16_t>(heads.size()));
    for (const Head &head : heads) {
        writeEntry(out, head.key, head.number);
        out.raw(head.hash);
    }
}

base::Result<std::vector<Head>> decodeHeads(base::ByteReader &in)
{
    INDARO_TRY_ASSIGN(const auto count, takeCount(in));
    std::vector<Head> out;
    for (std::size_t i = 0; i < count; ++i) {
        INDARO_TRY_ASSIGN(const auto entry, takeEntry(in));
        if (!out.empty() && !(out.back().key < entry.key))
            return damaged("order");
        out.push_back({entry.key, entry.number, takeArray<16>(in)});
        if (!in.isValid())
            return damaged("entry");
    }
    return out;
}

base::Bytes signHaveStatement(const HaveStatement &statement, const crypto::SignKeyPair &keys)
{
    base::ByteWriter out;
    out.raw(base::asBytes(HaveMagic));
    out.u8(HaveVersion);
    out.raw(statement.shelter.bytes());
    out.raw(statement.device.bytes());
    out.u64(static_cast<std::uint64_t>(statement.time));
    encodeHeads(out, statement.heads);
    out.raw(crypto::sign(keys, HaveContext, out.bytes()));
    return std::move(out).take();
}

base::Result<HaveStatementView> parseHaveStatement(base::ByteView bytes)
{
    if (bytes.size() > MaxSmallBody)
        return tooLarge(bytes.size());
    base::ByteReader in(bytes);
    INDARO_TRY(takeStart(in, HaveMagic, HaveVersion));
    const auto shelter = takeId<ShelterId>(in);
    const auto device = takeId<DeviceId>(in);
    const auto time = static_cast<base::UtcMs>(in.u64());
    INDARO_TRY_ASSIGN(auto heads, decodeHeads(in));
    const auto signature = takeArray<64>(in);
    if (!in.isValid() || !in.atEnd())
        return damaged("length");
    return HaveStatementView{{shelter, device, time, std::move(heads)}, bytes.first(bytes.size() - 64), signature};
}

base::Result<void> verifyHaveStatement(const HaveStatementView &view, const crypto::SignPublicKey &signKey)
{
    return crypto::verify(signKey, HaveContext, view.signedPart, view.signature);
}

} // namespace indaro::wire
