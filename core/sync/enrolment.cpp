// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/enrolment.h"

#include "core/sync/training_mark.h"
#include "core/wire/limits.h"

#include <algorithm>

namespace indaro::sync {

using base::Errc;
using base::Error;
using base::Result;

namespace {

constexpr std::string_view RequestMagic = "INDQ";
constexpr std::string_view AnswerMagic = "INDA";
constexpr std::uint8_t RequestVersion = 2; // 1: nothing about who works on it
constexpr std::uint8_t AnswerVersion = 1;
constexpr std::string_view RequestContext = "indaro/v1/enrol-request";
constexpr std::string_view AnswerContext = "indaro/v1/enrol-answer";
constexpr std::string_view CodeALabel = "indaro/v1/enrol";
constexpr std::string_view CodeBLabel = "indaro/v1/enrolled";
constexpr std::size_t MaxLabel = 200;
constexpr std::size_t MaxFile = 8 * wire::MiB;

Error damaged(const char *what)
{
    return Error(Errc::WireDamaged, {{"what", std::string(what)}});
}

/// What comes before the signature of one of the two files.
struct SignedFile
{
    base::ByteView body; ///< after magic and version
    base::ByteView signedPart;
    crypto::Signature signature{};
    std::uint8_t version = 0;
};

Result<SignedFile> openFile(base::ByteView file, std::string_view magic, std::uint8_t newest)
{
    const std::size_t head = magic.size() + 1;
    SignedFile out;
    if (file.size() < head + out.signature.size() || file.size() > MaxFile ||
        base::asText(file.first(magic.size())) != magic)
        return damaged("enrolment file");
    out.version = std::to_integer<std::uint8_t>(file[magic.size()]);
    if (out.version == 0 || out.version > newest)
        return Error(Errc::WireTooNew, {{"version", static_cast<std::int64_t>(out.version)}});
    out.signedPart = file.first(file.size() - out.signature.size());
    out.body = out.signedPart.subspan(head);
    const auto signature = file.last(out.signature.size());
    std::copy(signature.begin(), signature.end(), out.signature.begin());
    return out;
}

base::Bytes sealFile(base::ByteWriter out, const crypto::SignKeyPair &keys, std::string_view context)
{
    const auto signature = crypto::sign(keys, context, out.bytes());
    out.raw(signature);
    return std::move(out).take();
}

template <std::size_t Size> std::array<std::byte, Size> readArray(base::ByteReader &in)
{
    std::array<std::byte, Size> out{};
    const auto bytes = in.raw(Size);
    std::copy(bytes.begin(), bytes.end(), out.begin());
    return out;
}

std::string codeB(const crypto::Digest &request, const wire::RosterChain &chain, const crypto::SignPublicKey &adminKey)
{
    return crypto::comparisonCode(CodeBLabel, {request, chain.current().hash, adminKey});
}

} // namespace

Result<base::Bytes> makeEnrolmentRequest(const Trust &trust, std::string_view series, std::string_view name,
                                         const std::optional<UserId> &person)
{
    INDARO_TRY(refuseTraining(trust.connection()));
    if (trust.isMember())
        return Error(Errc::WrongState);
    const DeviceSecrets &secrets = trust.secrets();
    base::ByteWriter out;
    out.raw(base::asBytes(RequestMagic));
    out.u8(RequestVersion);
    out.raw(secrets.device.bytes());
    out.raw(secrets.sign.publicKey);
    out.raw(secrets.box.publicKey);
    out.text(series.substr(0, MaxLabel));
    out.text(name.substr(0, MaxLabel));
    out.u8(person ? 1 : 0);
    if (person)
        out.raw(person->bytes());
    return sealFile(std::move(out), secrets.sign, RequestContext);
}

Result<EnrolmentRequest> readEnrolmentRequest(base::ByteView file)
{
    INDARO_TRY_ASSIGN(const auto opened, openFile(file, RequestMagic, RequestVersion));
    base::ByteReader in(opened.body);
    const auto device = DeviceId::fromBytes(in.raw(DeviceId::Size));
    if (!device)
        return damaged("enrolment request");
    EnrolmentRequest request{*device,
                             readArray<32>(in),
                             readArray<32>(in),
                             in.text(),
                             in.text(),
                             std::nullopt,
                             crypto::comparisonCode(CodeALabel, {file}),
                             crypto::hash(file)};
    const std::uint8_t people = opened.version > 1 ? in.u8() : std::uint8_t{0};
    if (people == 1)
        request.person = UserId::fromBytes(in.raw(UserId::Size));
    if (people > 1 || (people == 1 && !request.person) || !in.isValid() || !in.atEnd() || request.series.size() > MaxLabel ||
        request.name.size() > MaxLabel)
        return damaged("enrolment request");
    INDARO_TRY(crypto::verify(request.signKey, RequestContext, opened.signedPart, opened.signature));
    return request;
}

Result<EnrolmentAnswer> approveEnrolment(Trust &trust, base::ByteView file, std::string_view typedCode,
                                         const Trust::Grant &grant, UserId author, base::ByteView secret)
{
    INDARO_TRY(refuseTraining(trust.connection()));
    if (!trust.isMember())
        return Error(Errc::WrongState);
    INDARO_TRY_ASSIGN(const auto request, readEnrolmentRequest(file));
    if (!isSameCode(request.code, typedCode))
        return Error(Errc::EnrolmentCodeWrong);
    const auto known = trust.state();
    const auto *line = known.device(request.device);
    const bool isOurs =
        line != nullptr && line->signKey == request.signKey && line->boxKey == request.boxKey && !line->isRevoked;
    if (!isOurs) // the same request again: the stick was lost on the way back
        INDARO_TRY(trust.addDevice(request.device, request.signKey, request.boxKey, grant, author));
    base::ByteWriter out;
    out.raw(base::asBytes(AnswerMagic));
    out.u8(AnswerVersion);
    out.raw(request.hash);
    out.raw(trust.secrets().device.bytes());
    base::ByteWriter inside; // a box is never empty
    inside.u8(AnswerVersion);
    inside.raw(secret);
    INDARO_TRY_ASSIGN(const auto sealed, crypto::sealTo(request.boxKey, inside.bytes()));
    out.blob(sealed);
    const auto blocks = trust.blocksAfter({});
    out.u16(static_cast<std::uint16_t>(blocks.size()));
    for (const auto &block : blocks)
        out.blob(block);
    return EnrolmentAnswer{sealFile(std::move(out), trust.secrets().sign, AnswerContext),
                           codeB(request.hash, trust.chain(), trust.secrets().sign.publicKey)};
}

Result<PendingEnrolment> readEnrolmentAnswer(const Trust &trust, base::ByteView request, base::ByteView file)
{
    INDARO_TRY(refuseTraining(trust.connection()));
    INDARO_TRY_ASSIGN(const auto opened, openFile(file, AnswerMagic, AnswerVersion));
    base::ByteReader in(opened.body);
    const auto requestHash = readArray<32>(in);
    const auto admin = DeviceId::fromBytes(in.raw(DeviceId::Size));
    const auto sealed = in.blob();
    std::vector<base::Bytes> blocks;
    for (std::size_t left = in.u16(); left > 0 && in.isValid(); --left) {
        const auto block = in.blob();
        blocks.emplace_back(block.begin(), block.end());
    }
    if (!in.isValid() || !in.atEnd() || !admin || blocks.empty())
        return damaged("enrolment answer");
    const DeviceSecrets &mine = trust.secrets();
    if (requestHash != crypto::hash(request))
        return Error(Errc::EnrolmentNotForUs);
    INDARO_TRY_ASSIGN(auto chain, wire::RosterChain::load(blocks));
    const auto state = chain.state();
    const auto *self = state.device(mine.device);
    const auto *issuer = state.device(*admin);
    if (self == nullptr || self->signKey != mine.sign.publicKey || self->boxKey != mine.box.publicKey || self->isRevoked)
        return Error(Errc::EnrolmentNotForUs);
    if (issuer == nullptr || !issuer->isAdmin || issuer->isRevoked)
        return Error(Errc::CryptoAuthFailed);
    INDARO_TRY(crypto::verify(issuer->signKey, AnswerContext, opened.signedPart, opened.signature));
    INDARO_TRY_ASSIGN(const auto secret, crypto::openSealed(mine.box, sealed));
    const auto inside = secret.view().subspan(1);
    const std::string code = codeB(requestHash, chain, issuer->signKey);
    return PendingEnrolment{std::move(chain), code, base::Bytes(inside.begin(), inside.end())};
}

Result<void> finishEnrolment(Trust &trust, PendingEnrolment pending, std::string_view typedCode)
{
    if (!isSameCode(pending.code, typedCode))
        return Error(Errc::EnrolmentCodeWrong);
    return trust.join(std::move(pending.chain));
}

} // namespace indaro::sync
