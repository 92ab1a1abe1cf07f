// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/wire/snapshot_manifest.h"

#include "core/wire/reading.h"

namespace indaro::wire {

namespace {

constexpr std::string_view Magic = "INSN";
constexpr std::uint8_t Version = 1;
constexpr std::size_t MaxManifest = 512 * KiB;

} // namespace

base::Bytes signSnapshotManifest(const SnapshotManifest &manifest, const crypto::SignKeyPair &keys)
{
    INDARO_CHECK(!manifest.parts.empty() && manifest.parts.size() <= MaxSnapshotParts);
    INDARO_CHECK(manifest.snapshot >= 1 && manifest.snapshot <= MaxNumber);
    base::ByteWriter out;
    out.raw(base::asBytes(Magic));
    out.u8(Version);
    out.raw(manifest.shelter.bytes());
    out.raw(manifest.device.bytes());
    out.u64(manifest.snapshot);
    out.u8(static_cast<std::uint8_t>(manifest.stream));
    out.u64(static_cast<std::uint64_t>(manifest.time));
    encodeHaveVector(out, manifest.covers);
    out.u16(static_cast<std::uint16_t>(manifest.parts.size()));
    for (const auto &part : manifest.parts) {
        out.raw(part.hash);
        out.u32(part.length);
    }
    out.raw(crypto::sign(keys, SnapshotContext, crypto::hash(out.bytes())));
    return std::move(out).take();
}

base::Result<SnapshotManifestView> parseSnapshotManifest(base::ByteView bytes)
{
    if (bytes.size() > MaxManifest)
        return tooLarge(bytes.size());
    base::ByteReader in(bytes);
    INDARO_TRY(takeStart(in, Magic, Version));
    const auto shelter = takeId<ShelterId>(in);
    const auto device = takeId<DeviceId>(in);
    const std::uint64_t snapshot = in.u64();
    const std::uint8_t stream = in.u8();
    const auto time = static_cast<base::UtcMs>(in.u64());
    if (!in.isValid() || stream >= StreamCount || snapshot < 1 || snapshot > MaxNumber)
        return damaged("header");
    SnapshotManifest manifest{shelter, device, snapshot, static_cast<Stream>(stream), time, {}, {}};
    INDARO_TRY_ASSIGN(manifest.covers, decodeHaveVector(in));
    const std::size_t count = in.u16();
    if (!in.isValid() || count == 0)
        return damaged("parts");
    if (count > MaxSnapshotParts)
        return base::Error(base::Errc::WireTooLarge, {{"entries", static_cast<std::int64_t>(count)}});
    for (std::size_t i = 0; i < count && in.isValid(); ++i) {
        manifest.parts.push_back({takeArray<32>(in), in.u32()});
        if (manifest.parts.back().length > MaxSnapshotPart)
            return tooLarge(manifest.parts.back().length);
    }
    const auto signature = takeArray<64>(in);
    if (!in.isValid() || !in.atEnd())
        return damaged("length");
    const base::ByteView signedPart = bytes.first(bytes.size() - 64);
    return SnapshotManifestView{std::move(manifest), signedPart, signature, crypto::hash(signedPart)};
}

base::Result<void> verifySnapshotManifest(const SnapshotManifestView &view, const crypto::SignPublicKey &signKey)
{
    return crypto::verify(signKey, SnapshotContext, view.hash, view.signature);
}

} // namespace indaro::wire
