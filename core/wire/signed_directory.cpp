// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/wire/signed_directory.h"

#include "core/wire/reading.h"

namespace indaro::wire {

using base::Result;

namespace {

constexpr std::string_view DirectoryMagic = "INDD";
constexpr std::uint8_t DirectoryVersion = 1;
constexpr std::size_t SignatureSize = 64;
constexpr std::size_t DirectoryFrame = 4 + 1 + OrganisationKeySize + 8 + 4 + SignatureSize;

} // namespace

Result<base::Bytes> signDirectory(base::UtcMs madeAt, base::ByteView content, const OrganisationSecrets &signer)
{
    if (content.size() > MostDirectoryBytes - DirectoryFrame)
        return tooLarge(content.size());
    base::ByteWriter out;
    out.raw(base::asBytes(DirectoryMagic));
    out.u8(DirectoryVersion);
    out.raw(encodeOrganisationKey(signer.publicKey()));
    out.u64(static_cast<std::uint64_t>(madeAt));
    out.blob(content);
    out.raw(crypto::sign(signer.sign, DirectoryContext, out.bytes()));
    return std::move(out).take();
}

Result<SignedDirectory> readSignedDirectory(base::ByteView file)
{
    if (file.size() > MostDirectoryBytes)
        return tooLarge(file.size());
    base::ByteReader in(file);
    INDARO_TRY(takeStart(in, DirectoryMagic, DirectoryVersion));
    const auto key = decodeOrganisationKey(in.raw(OrganisationKeySize));
    const auto madeAt = static_cast<base::UtcMs>(in.u64());
    const base::ByteView content = in.blob();
    const auto signature = takeArray<SignatureSize>(in);
    if (!in.isValid() || !in.atEnd() || !key)
        return damaged("length");
    if (!crypto::verify(key->sign, DirectoryContext, file.first(file.size() - SignatureSize), signature))
        return damaged("signature");
    return SignedDirectory{*key, madeAt, base::Bytes(content.begin(), content.end())};
}

} // namespace indaro::wire
