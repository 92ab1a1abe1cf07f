// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/wire/package_reply.h"

#include "core/crypto/padding.h"
#include "core/wire/limits.h"
#include "core/wire/package_parts.h"

namespace indaro::wire {

using base::Errc;
using base::Error;
using base::Result;

namespace {

constexpr std::string_view Magic = "INRA";
constexpr std::string_view PackageMagic = "INRP";
constexpr std::uint8_t Version = 1;
constexpr std::size_t LeastReply = 1024; ///< smallest padded answer: a refusal and a receipt look alike

Result<void> checkText(const std::string &text, const char *field, std::size_t limit)
{
    if (text.size() <= limit)
        return {};
    return Error(Errc::TextTooLong, {{"field", std::string(field)}, {"limit", std::int64_t(limit)}});
}

/// The addressee stands in the signature, so that an answer cannot be passed on as if it were for somebody else.
base::Bytes signedMessage(const crypto::Digest &addressee, base::ByteView body)
{
    base::ByteWriter out;
    out.raw(addressee);
    out.raw(body);
    return std::move(out).take();
}

base::Bytes bodyOf(const PackageReply &reply, const OrganisationKey &signer)
{
    base::ByteWriter out;
    out.u8(static_cast<std::uint8_t>(reply.answer));
    out.raw(reply.package.bytes());
    out.raw(reply.hash);
    out.raw(encodeOrganisationKey(signer));
    out.u64(static_cast<std::uint64_t>(reply.at));
    out.text(reply.reason);
    out.text(reply.number);
    out.text(reply.note);
    return std::move(out).take();
}

Result<OpenedReply> readReply(base::ByteView plain, const crypto::Digest &addressee)
{
    base::ByteReader in(plain);
    const auto answer = in.u8();
    const auto id = takeId<PackageId>(in);
    const auto hash = takeArray<32>(in);
    const auto signer = decodeOrganisationKey(in.raw(OrganisationKeySize));
    const auto at = static_cast<base::UtcMs>(in.u64());
    std::string reason = in.text();
    std::string number = in.text();
    std::string note = in.text();
    const std::size_t bodySize = plain.size() - std::min(plain.size(), in.remaining());
    const auto signature = takeArray<64>(in);
    const bool isWhole = in.isValid() && in.atEnd() && signer && answer >= 1 && answer <= 3;
    if (!isWhole || reason.size() > MaxReplyCode || number.size() > MaxReplyCode || note.size() > MaxReplyNote)
        return Error(Errc::PackageAltered);
    if (!crypto::verify(signer->sign, PackageReplyContext, signedMessage(addressee, plain.first(bodySize)), signature))
        return Error(Errc::PackageAltered);
    return OpenedReply{
        {id, hash, static_cast<PackageAnswer>(answer), at, std::move(reason), std::move(number), std::move(note)}, *signer};
}

} // namespace

Result<base::Bytes> sealPackageReply(const PackageReply &reply, const OrganisationKey &sender,
                                     const OrganisationSecrets &recipient)
{
    INDARO_TRY(checkText(reply.reason, "reason", MaxReplyCode));
    INDARO_TRY(checkText(reply.number, "number", MaxReplyCode));
    INDARO_TRY(checkText(reply.note, "note", MaxReplyNote));
    const crypto::Digest addressee = fingerprintOf(sender);
    base::Bytes plain = bodyOf(reply, recipient.publicKey());
    const auto signature = crypto::sign(recipient.sign, PackageReplyContext, signedMessage(addressee, plain));
    plain.insert(plain.end(), signature.begin(), signature.end());
    crypto::padMe(plain, LeastReply);
    INDARO_TRY_ASSIGN(const auto sealed, crypto::sealTo(sender.box, plain));
    base::ByteWriter out;
    out.raw(fileHeader(Magic, Version, FileHeaderSize + sealed.size(), addressee));
    out.raw(sealed);
    return std::move(out).take();
}

Result<OpenedReply> openPackageReply(base::ByteView file, const OrganisationSecrets &sender)
{
    if (file.size() > MaxSmallBody)
        return tooLarge(file.size());
    const crypto::Digest own = fingerprintOf(sender.publicKey());
    INDARO_TRY(checkFileHeader(file, Magic, Version, FileHeaderSize + crypto::SealOverhead, own));
    const auto opened = crypto::openSealed(sender.box, file.subspan(FileHeaderSize));
    if (!opened)
        return Error(Errc::PackageAltered);
    base::Bytes plain(opened->view().begin(), opened->view().end());
    if (!crypto::unpadMe(plain, LeastReply))
        return Error(Errc::PackageAltered);
    return readReply(plain, own);
}

OrganisationFile organisationFileOf(base::ByteView file) noexcept
{
    if (file.size() < Magic.size())
        return OrganisationFile::Neither;
    const auto magic = base::asText(file.first(Magic.size()));
    if (magic == PackageMagic)
        return OrganisationFile::Package;
    return magic == Magic ? OrganisationFile::Reply : OrganisationFile::Neither;
}

} // namespace indaro::wire
