// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/wire/package.h"

#include "core/crypto/padding.h"
#include "core/crypto/stream.h"
#include "core/crypto/system_random.h"
#include "core/wire/limits.h"
#include "core/wire/package_parts.h"
#include "core/wire/reading.h"

namespace indaro::wire {

using base::Errc;
using base::Error;
using base::Result;

namespace {

constexpr std::string_view Magic = "INRP";
constexpr std::uint8_t Version = 1;
constexpr std::size_t LeastContent = 4096; ///< smallest padded content: a short referral and a long one look alike
constexpr std::size_t KeySize = 32;
constexpr std::size_t StatementSize = 1 + 16 + OrganisationKeySize + 32 + 8 + 8 + 16 + 16 + 32;
constexpr std::size_t CoverSize = KeySize + StatementSize + 64 + 64;
constexpr std::size_t SealedCoverSize = CoverSize + crypto::SealOverhead;
constexpr std::size_t FrontSize = FileHeaderSize + SealedCoverSize;
constexpr std::size_t FinalChunk = crypto::StreamChunkSize; ///< the last one is shorter than this, and always there
constexpr std::string_view KeyLabel = "indaro/v1/referral-key";

Error altered()
{
    return {Errc::PackageAltered};
}

std::size_t streamSize(std::size_t padded)
{
    return crypto::StreamHeaderSize + padded + (padded / FinalChunk + 1) * crypto::StreamChunkOverhead;
}

base::Bytes sealStream(const base::SecretBytes &key, base::ByteView padded, base::ByteView associated)
{
    crypto::StreamWriter stream(key, associated);
    base::ByteWriter out;
    out.raw(stream.header());
    while (padded.size() >= FinalChunk) {
        out.raw(stream.seal(padded.first(FinalChunk), false));
        padded = padded.subspan(FinalChunk);
    }
    out.raw(stream.seal(padded, true));
    return std::move(out).take();
}

Result<base::Bytes> openStream(const base::SecretBytes &key, base::ByteView sealed, base::ByteView associated)
{
    base::ByteReader in(sealed);
    const auto header = takeArray<crypto::StreamHeaderSize>(in);
    auto stream = crypto::StreamReader::open(key, header, associated);
    if (!in.isValid() || !stream)
        return altered();
    base::Bytes plain;
    while (!stream->isFinished()) {
        const std::size_t size = std::min(in.remaining(), FinalChunk + crypto::StreamChunkOverhead);
        auto chunk = stream->open(in.raw(size));
        if (!chunk)
            return altered();
        plain.insert(plain.end(), chunk->begin(), chunk->end());
    }
    if (!in.atEnd() || !crypto::unpadMe(plain, LeastContent))
        return altered();
    return plain;
}

/// What the signatures are over besides the header of the file.
base::Bytes statementOf(const PackageCover &cover, const OrganisationKey &sender, const crypto::SignPublicKey &device,
                        const crypto::Digest &ciphertext)
{
    base::ByteWriter out;
    out.u8(static_cast<std::uint8_t>(cover.kind));
    out.raw(cover.id.bytes());
    out.raw(encodeOrganisationKey(sender));
    out.raw(device);
    out.u64(static_cast<std::uint64_t>(cover.madeAt));
    out.u64(static_cast<std::uint64_t>(cover.expiresAt));
    out.raw(cover.consent);
    out.raw(cover.inReplyTo);
    out.raw(ciphertext);
    INDARO_CHECK(out.bytes().size() == StatementSize);
    return std::move(out).take();
}

/// The cipher does not commit to its key, so the signatures do.
base::Bytes signedMessage(base::ByteView header, const base::SecretBytes &key, base::ByteView statement)
{
    base::ByteWriter out;
    out.raw(header);
    out.raw(crypto::keyCommitment(key, KeyLabel));
    out.raw(statement);
    return std::move(out).take();
}

base::Bytes withSignature(base::ByteView message, const crypto::Signature &signature)
{
    base::Bytes out(message.begin(), message.end());
    out.insert(out.end(), signature.begin(), signature.end());
    return out;
}

struct OpenedCover
{
    PackageCover cover;
    OrganisationKey sender;
    crypto::SignPublicKey device{};
    base::SecretBytes key;
};

/// Takes the cover apart and checks both signatures, and that it belongs to this ciphertext.
Result<OpenedCover> readCover(base::ByteView plain, base::ByteView header, base::ByteView ciphertext)
{
    base::ByteReader in(plain);
    auto key = base::SecretBytes::copyOf(in.raw(KeySize));
    base::ByteReader statement(plain.subspan(KeySize, StatementSize));
    const auto kind = statement.u8();
    const auto id = takeId<PackageId>(statement);
    INDARO_TRY_ASSIGN(const auto sender, decodeOrganisationKey(statement.raw(OrganisationKeySize)));
    const auto device = takeArray<32>(statement);
    const auto madeAt = static_cast<base::UtcMs>(statement.u64());
    const auto expiresAt = static_cast<base::UtcMs>(statement.u64());
    const auto consent = takeArray<16>(statement);
    const auto inReplyTo = takeArray<16>(statement);
    const auto hash = takeArray<32>(statement);
    base::ByteReader end(plain.subspan(KeySize + StatementSize));
    const auto deviceSignature = takeArray<64>(end);
    const auto houseSignature = takeArray<64>(end);
    if (kind < 1 || kind > 3)
        return altered();
    if (hash != crypto::hash(ciphertext))
        return altered();
    const base::Bytes message = signedMessage(header, key, plain.subspan(KeySize, StatementSize));
    if (!crypto::verify(device, PackageDeviceContext, message, deviceSignature) ||
        !crypto::verify(sender.sign, PackageHouseContext, withSignature(message, deviceSignature), houseSignature))
        return altered();
    return OpenedCover{
        {static_cast<PackageKind>(kind), id, madeAt, expiresAt, consent, inReplyTo}, sender, device, std::move(key)};
}

Result<void> checkRules(const OpenedCover &opened, const PackageRules &rules)
{
    if (!rules.isKnownSender(opened.sender))
        return Error(Errc::PackageSenderUnknown,
                     {{"digits", comparisonCodeOf(opened.sender)}, {"key", organisationKeyText(opened.sender)}});
    if (rules.now >= opened.cover.expiresAt)
        return Error(Errc::PackageExpired, {{"at", std::int64_t(opened.cover.expiresAt)}});
    if (rules.wasOpened(opened.cover.id))
        return Error(Errc::PackageReplayed);
    return {};
}

} // namespace

std::size_t largestPackageContent() noexcept
{
    // PADME adds at most 12 %, and a chunk of the stream 17 bytes of 64 KiB.
    return (MaxPackage - FrontSize - crypto::StreamHeaderSize) / 8 * 7 - LeastContent;
}

Result<base::Bytes> sealPackage(const PackageCover &cover, base::ByteView content, const OrganisationKey &recipient,
                                const OrganisationSecrets &sender, const crypto::SignKeyPair &device)
{
    if (content.size() > largestPackageContent())
        return tooLarge(content.size());
    base::Bytes padded(content.begin(), content.end());
    crypto::padMe(padded, LeastContent);
    const std::size_t total = FrontSize + streamSize(padded.size());
    INDARO_CHECK(total <= MaxPackage);
    const base::Bytes header = fileHeader(Magic, Version, total, fingerprintOf(recipient));
    const base::SecretBytes key = crypto::randomSecret(KeySize);
    const base::Bytes stream = sealStream(key, padded, header);
    crypto::wipe(padded);

    const base::Bytes statement = statementOf(cover, sender.publicKey(), device.publicKey, crypto::hash(stream));
    const base::Bytes message = signedMessage(header, key, statement);
    const auto deviceSignature = crypto::sign(device, PackageDeviceContext, message);
    const auto houseSignature = crypto::sign(sender.sign, PackageHouseContext, withSignature(message, deviceSignature));

    base::SecretBytes plain(CoverSize);
    auto at = plain.span().begin();
    for (const base::ByteView part :
         {key.view(), base::ByteView(statement), base::ByteView(deviceSignature), base::ByteView(houseSignature)})
        at = std::copy(part.begin(), part.end(), at);
    INDARO_TRY_ASSIGN(const auto sealed, crypto::sealTo(recipient.box, plain.view()));
    base::ByteWriter out;
    out.raw(header);
    out.raw(sealed);
    out.raw(stream);
    INDARO_CHECK(out.bytes().size() == total);
    return std::move(out).take();
}

Result<OpenedPackage> openPackage(base::ByteView file, const OrganisationSecrets &recipient, const PackageRules &rules)
{
    INDARO_CHECK(rules.isKnownSender && rules.wasOpened);
    if (file.size() > MaxPackage)
        return tooLarge(file.size());
    INDARO_TRY(checkFileHeader(file, Magic, Version, FrontSize, fingerprintOf(recipient.publicKey())));
    const auto header = file.first(FileHeaderSize);
    const auto ciphertext = file.subspan(FrontSize);
    const auto plain = crypto::openSealed(recipient.box, file.subspan(FileHeaderSize, SealedCoverSize));
    if (!plain || plain->size() != CoverSize)
        return altered();
    INDARO_TRY_ASSIGN(const auto opened, readCover(plain->view(), header, ciphertext));
    INDARO_TRY(checkRules(opened, rules));
    INDARO_TRY_ASSIGN(auto content, openStream(opened.key, ciphertext, header));
    return OpenedPackage{opened.cover, opened.sender, opened.device, packageHash(file), std::move(content)};
}

crypto::Digest packageHash(base::ByteView file)
{
    return crypto::hash(file);
}

} // namespace indaro::wire
