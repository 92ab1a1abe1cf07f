// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/crypto/hash.h"
#include "core/wire/reading.h"

/// What the files between organisations begin with: magic 4, version, u32 length of the whole file, and the fingerprint of
/// the organisation that can open it. Private to core/wire.
namespace indaro::wire {

inline constexpr std::size_t FileHeaderSize = 4 + 1 + 4 + 32;

[[nodiscard]] inline base::Bytes fileHeader(std::string_view magic, std::uint8_t version, std::size_t total,
                                            const crypto::Digest &recipient)
{
    base::ByteWriter out;
    out.raw(base::asBytes(magic));
    out.u8(version);
    out.u32(static_cast<std::uint32_t>(total));
    out.raw(recipient);
    return std::move(out).take();
}

/// `least`: what every such file is longer than. Errors: PackageNotOne, PackageTooNew, PackageTruncated, PackageAltered
/// (longer than it says), PackageWrongRecipient.
[[nodiscard]] inline base::Result<void> checkFileHeader(base::ByteView file, std::string_view magic, std::uint8_t version,
                                                        std::size_t least, const crypto::Digest &own)
{
    using base::Errc;
    const auto start = file.first(std::min(file.size(), magic.size()));
    if (base::asText(start) != magic.substr(0, start.size()))
        return base::Error(Errc::PackageNotOne);
    if (file.size() <= magic.size())
        return base::Error(Errc::PackageTruncated);
    const auto found = std::to_integer<std::uint8_t>(file[magic.size()]);
    if (found == 0)
        return base::Error(Errc::PackageNotOne);
    if (found > version)
        return base::Error(Errc::PackageTooNew, {{"version", std::int64_t(found)}});
    base::ByteReader in(file.subspan(magic.size() + 1));
    const std::size_t total = in.u32();
    const auto recipient = takeArray<32>(in);
    if (!in.isValid() || file.size() < total)
        return base::Error(Errc::PackageTruncated);
    if (file.size() > total || total <= least)
        return base::Error(Errc::PackageAltered);
    if (recipient != own)
        return base::Error(Errc::PackageWrongRecipient);
    return {};
}

} // namespace indaro::wire
