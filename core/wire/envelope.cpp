// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/wire/envelope.h"

#include "core/crypto/padding.h"
#include "core/wire/reading.h"

namespace indaro::wire {

using base::Errc;
using base::Error;

namespace {

constexpr std::string_view Magic = "INDR";
constexpr std::uint8_t Version = 1;
constexpr std::size_t TotalOffset = EnvelopeHeaderSize - 4;
constexpr std::size_t LeastPlain = 256; ///< smallest padded section
constexpr std::string_view KeyIdLabel = "keyid v1";

struct Start
{
    EnvelopeHeader header;
    std::uint8_t sections;
    crypto::AeadNonce nonce;
    std::uint32_t total;
};

bool isZero(base::ByteView bytes)
{
    return std::all_of(bytes.begin(), bytes.end(), [](std::byte b) { return b == std::byte{0}; });
}

/// Precondition: EnvelopeHeaderSize bytes are there.
base::Result<Start> readStart(base::ByteReader &in)
{
    INDARO_TRY(takeStart(in, Magic, Version));
    const std::uint8_t type = in.u8();
    const std::uint8_t stream = in.u8();
    const std::uint8_t sections = in.u8();
    const auto shelter = takeId<ShelterId>(in);
    const auto device = takeId<DeviceId>(in);
    Start start{{static_cast<EnvelopeType>(type), static_cast<Stream>(stream), shelter, device, in.u64(), takeArray<32>(in)},
                sections,
                takeArray<crypto::AeadNonceSize>(in),
                in.u32()};
    if (!in.isValid())
        return damaged("header");
    if (type != 1 && type != 2)
        return damaged("type");
    if (stream >= StreamCount)
        return damaged("stream");
    if (sections < 1 || sections > GroupCount)
        return damaged("sections");
    if (start.header.number < 1 || start.header.number > MaxNumber)
        return damaged("number");
    if ((start.header.number == 1) != isZero(start.header.prev))
        return damaged("prev");
    if (start.total > MaxEnvelope)
        return tooLarge(start.total);
    const std::size_t least =
        EnvelopeHeaderSize + SignatureSize + sections * (SectionEntrySize + LeastPlain + crypto::AeadTagSize);
    if (start.total < least)
        return damaged("total");
    return start;
}

/// What is authenticated with a section: everything visible, and which section it is.
base::Bytes associatedOf(base::ByteView associated, std::size_t index)
{
    base::Bytes out(associated.begin(), associated.end());
    out.push_back(static_cast<std::byte>(index));
    return out;
}

} // namespace

crypto::Digest keyIdOf(const base::SecretBytes &key)
{
    return crypto::keyCommitment(key, KeyIdLabel);
}

crypto::Digest envelopeHash(base::ByteView envelope)
{
    INDARO_CHECK(envelope.size() > SignatureSize);
    return crypto::hash(envelope.first(envelope.size() - SignatureSize));
}

base::Result<std::optional<EnvelopeStart>> envelopeStart(base::ByteView start)
{
    if (start.size() < EnvelopeHeaderSize)
        return std::optional<EnvelopeStart>();
    base::ByteReader in(start.first(EnvelopeHeaderSize));
    INDARO_TRY_ASSIGN(const auto found, readStart(in));
    return std::optional(EnvelopeStart{found.header, found.total});
}

base::Result<std::optional<std::size_t>> envelopeLength(base::ByteView start)
{
    INDARO_TRY_ASSIGN(const auto found, envelopeStart(start));
    return found ? std::optional(found->length) : std::nullopt;
}

base::Result<EnvelopeView> parseEnvelope(base::ByteView bytes)
{
    if (bytes.size() > MaxEnvelope)
        return tooLarge(bytes.size());
    base::ByteReader in(bytes);
    INDARO_TRY_ASSIGN(const auto start, readStart(in));
    if (start.total != bytes.size())
        return damaged("total");
    EnvelopeView view{start.header, start.nonce, {}, {}, {}, {}, bytes, {}};
    view.associated = bytes.first(EnvelopeHeaderSize + start.sections * SectionEntrySize);
    view.signedPart = bytes.first(bytes.size() - SignatureSize);
    base::ByteReader body(view.signedPart.subspan(view.associated.size()));
    for (std::size_t i = 0; i < start.sections; ++i) {
        const Group group = in.u8();
        SectionView section{group, takeArray<32>(in), body.raw(in.u32())};
        const bool inOrder = i == 0 ? group == 0 : group > view.sections.back().group;
        if (!inOrder || group >= GroupCount)
            return damaged("group");
        if (!body.isValid() || section.ciphertext.size() < LeastPlain + crypto::AeadTagSize)
            return damaged("length");
        for (const SectionView &other : view.sections)
            if (other.keyId == section.keyId)
                return damaged("keyId"); // one nonce serves all sections, so their keys must differ
        view.sections.push_back(section);
    }
    if (!body.atEnd())
        return damaged("length");
    base::ByteReader end(bytes.last(SignatureSize));
    view.signature = takeArray<SignatureSize>(end);
    view.hash = crypto::hash(view.signedPart);
    return view;
}

base::Result<void> verifyEnvelope(const EnvelopeView &envelope, const crypto::SignPublicKey &signKey)
{
    return crypto::verify(signKey, EnvelopeContext, envelope.hash, envelope.signature);
}

base::Result<base::Bytes> openSection(const EnvelopeView &envelope, std::size_t index, const base::SecretBytes &key)
{
    INDARO_CHECK(index < envelope.sections.size());
    const SectionView &section = envelope.sections[index];
    if (!crypto::equalConstantTime(keyIdOf(key), section.keyId))
        return Error(Errc::WireWrongKey);
    INDARO_TRY_ASSIGN(auto plain, crypto::openAeadDetached(key, envelope.nonce, section.ciphertext,
                                                           associatedOf(envelope.associated, index)));
    if (!crypto::unpadMe(plain, LeastPlain))
        return damaged("padding");
    return plain;
}

std::size_t sealedSize(std::span<const std::size_t> plainSizes)
{
    std::size_t size = EnvelopeHeaderSize + SignatureSize;
    for (const std::size_t plain : plainSizes)
        size += SectionEntrySize + crypto::paddedSize(plain, LeastPlain) + crypto::AeadTagSize;
    return size;
}

base::Result<base::Bytes> sealEnvelope(const EnvelopeHeader &header, std::span<const SectionToSeal> sections,
                                       const crypto::SignKeyPair &signKeys, const crypto::AeadNonce &nonce)
{
    INDARO_CHECK(!sections.empty() && sections.size() <= GroupCount);
    INDARO_CHECK(header.number >= 1 && header.number <= MaxNumber && (header.number == 1) == isZero(header.prev));
    std::vector<std::size_t> sizes;
    std::vector<crypto::Digest> keyIds;
    for (const SectionToSeal &section : sections) {
        INDARO_CHECK(section.group < GroupCount &&
                     (sizes.empty() ? section.group == 0 : section.group > sections[sizes.size() - 1].group));
        const crypto::Digest keyId = keyIdOf(*section.key);
        INDARO_CHECK(std::find(keyIds.begin(), keyIds.end(), keyId) == keyIds.end());
        keyIds.push_back(keyId);
        sizes.push_back(section.plain.size());
    }
    const std::size_t total = sealedSize(sizes);
    if (total > MaxEnvelope)
        return tooLarge(total);

    base::ByteWriter out;
    out.raw(base::asBytes(Magic));
    out.u8(Version);
    out.u8(static_cast<std::uint8_t>(header.type));
    out.u8(static_cast<std::uint8_t>(header.stream));
    out.u8(static_cast<std::uint8_t>(sections.size()));
    out.raw(header.shelter.bytes());
    out.raw(header.device.bytes());
    out.u64(header.number);
    out.raw(header.prev);
    out.raw(nonce);
    out.u32(static_cast<std::uint32_t>(total));
    for (std::size_t i = 0; i < sections.size(); ++i) {
        out.u8(sections[i].group);
        out.raw(keyIds[i]);
        out.u32(static_cast<std::uint32_t>(crypto::paddedSize(sizes[i], LeastPlain) + crypto::AeadTagSize));
    }
    const base::Bytes associated = out.bytes();
    for (std::size_t i = 0; i < sections.size(); ++i) {
        base::Bytes padded(sections[i].plain.begin(), sections[i].plain.end());
        crypto::padMe(padded, LeastPlain);
        out.raw(crypto::sealAeadDetached(*sections[i].key, nonce, padded, associatedOf(associated, i)));
    }
    out.raw(crypto::sign(signKeys, EnvelopeContext, crypto::hash(out.bytes())));
    INDARO_CHECK(out.bytes().size() == total);
    return std::move(out).take();
}

} // namespace indaro::wire
