// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/wire/organisation_key.h"

#include "core/crypto/aead.h"
#include "core/crypto/comparison_code.h"
#include "core/crypto/system_random.h"
#include "core/wire/reading.h"

namespace indaro::wire {

using base::Errc;
using base::Error;
using base::Result;

namespace {

constexpr std::string_view TextMagic = "indaro-key-";
constexpr std::string_view TextVersion = "1:";
constexpr std::string_view FingerprintLabel = "indaro/v1/organisation-key";
constexpr std::string_view CodeLabel = "indaro/v1/organisation-code";
constexpr std::size_t CheckSize = 4; ///< a slip of the pen, not an attack: that is what the 30 digits are for

constexpr std::string_view SeedMagic = "INOS";
constexpr std::uint8_t SeedVersion = 1;
constexpr std::size_t SeedSize = 32;
constexpr std::size_t SeedHeaderSize = 4 + 1 + crypto::SaltSize + 8 + 4 + 32;
constexpr std::string_view SeedLabel = "indaro/v1/organisation-seed";

crypto::Digest labelled(std::string_view label, base::ByteView bytes)
{
    base::ByteWriter message;
    message.text(label);
    message.raw(bytes);
    return crypto::hash(message.bytes());
}

} // namespace

base::Bytes encodeOrganisationKey(const OrganisationKey &key)
{
    base::ByteWriter out;
    out.raw(key.box);
    out.raw(key.sign);
    return std::move(out).take();
}

Result<OrganisationKey> decodeOrganisationKey(base::ByteView bytes)
{
    if (bytes.size() != OrganisationKeySize)
        return damaged("length");
    base::ByteReader in(bytes);
    const auto box = takeArray<32>(in);
    return OrganisationKey{box, takeArray<32>(in)};
}

crypto::Digest fingerprintOf(const OrganisationKey &key)
{
    return labelled(FingerprintLabel, encodeOrganisationKey(key));
}

std::string comparisonCodeOf(const OrganisationKey &key)
{
    return crypto::comparisonCode(CodeLabel, {encodeOrganisationKey(key)});
}

std::string organisationKeyText(const OrganisationKey &key)
{
    base::Bytes bytes = encodeOrganisationKey(key);
    const crypto::Digest check = fingerprintOf(key);
    bytes.insert(bytes.end(), check.begin(), check.begin() + CheckSize);
    return std::string(TextMagic) + std::string(TextVersion) + base::toBase64Url(bytes);
}

Result<OrganisationKey> parseOrganisationKeyText(std::string_view text)
{
    constexpr std::size_t Limit = 4096;
    std::string line;
    for (const char c : text.substr(0, Limit)) {
        if (c != ' ' && c != '\t' && c != '\r' && c != '\n')
            line += c;
    }
    if (!line.starts_with(TextMagic))
        return damaged("magic");
    line.erase(0, TextMagic.size());
    if (!line.starts_with(TextVersion)) {
        const bool isNumber = !line.empty() && line.front() >= '1' && line.front() <= '9';
        return isNumber ? Error(Errc::WireTooNew) : damaged("magic");
    }
    const auto bytes = base::fromBase64Url(std::string_view(line).substr(TextVersion.size()));
    if (!bytes || bytes->size() != OrganisationKeySize + CheckSize)
        return damaged("length");
    INDARO_TRY_ASSIGN(const auto key, decodeOrganisationKey(base::ByteView(*bytes).first(OrganisationKeySize)));
    const crypto::Digest check = fingerprintOf(key);
    if (!std::equal(check.begin(), check.begin() + CheckSize, bytes->begin() + OrganisationKeySize))
        return damaged("check");
    return key;
}

base::SecretBytes makeOrganisationSeed()
{
    return crypto::randomSecret(SeedSize);
}

Result<OrganisationSecrets> organisationFromSeed(const base::SecretBytes &seed)
{
    if (seed.size() != SeedSize)
        return Error(Errc::CryptoBadInput);
    INDARO_TRY_ASSIGN(auto box, crypto::boxKeyPairFromSeed(crypto::hashSecret(seed, "indaro/v1/organisation-box")));
    INDARO_TRY_ASSIGN(auto sign, crypto::signKeyPairFromSeed(crypto::hashSecret(seed, "indaro/v1/organisation-sign")));
    return OrganisationSecrets{std::move(box), std::move(sign)};
}

Result<base::Bytes> sealOrganisationSeed(const base::SecretBytes &seed, const base::SecretBytes &passphrase,
                                         const crypto::KdfPolicy &policy)
{
    const base::SecretBytes salt = crypto::randomSecret(crypto::SaltSize);
    INDARO_TRY_ASSIGN(const auto key, crypto::deriveFromPassphrase(passphrase, salt.view(), policy.standard, policy));
    base::ByteWriter out;
    out.raw(base::asBytes(SeedMagic));
    out.u8(SeedVersion);
    out.raw(salt.view());
    out.u64(policy.standard.memoryBytes);
    out.u32(policy.standard.passes);
    out.raw(crypto::keyCommitment(key, SeedLabel));
    const base::Bytes header = out.bytes();
    out.raw(crypto::sealAead(key, seed.view(), header));
    return std::move(out).take();
}

Result<base::SecretBytes> openOrganisationSeed(base::ByteView file, const base::SecretBytes &passphrase,
                                               const crypto::KdfPolicy &policy)
{
    base::ByteReader in(file);
    INDARO_TRY(takeStart(in, SeedMagic, SeedVersion));
    const auto salt = takeArray<crypto::SaltSize>(in);
    const std::uint64_t memory = in.u64();
    const crypto::KdfParameters parameters{memory, in.u32()};
    const auto commitment = takeArray<32>(in);
    if (!in.isValid() || in.remaining() != crypto::AeadNonceSize + SeedSize + crypto::AeadTagSize)
        return damaged("length");
    INDARO_TRY_ASSIGN(const auto key, crypto::deriveFromPassphrase(passphrase, salt, parameters, policy));
    if (!crypto::equalConstantTime(crypto::keyCommitment(key, SeedLabel), commitment))
        return Error(Errc::WrongPassphrase);
    auto seed = crypto::openAead(key, file.subspan(SeedHeaderSize), file.first(SeedHeaderSize));
    if (!seed)
        return Error(Errc::WrongPassphrase);
    return std::move(seed).value();
}

} // namespace indaro::wire
