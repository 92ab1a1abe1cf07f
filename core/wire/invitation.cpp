// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/wire/invitation.h"

#include "core/crypto/system_random.h"
#include "core/wire/reading.h"
#include "core/wire/signed_request.h"

namespace indaro::wire {

namespace {

constexpr std::string_view Alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
constexpr std::size_t CodeLength = 20;
constexpr std::string_view JoinMagic = "INJN";
constexpr std::uint8_t Version = 1;

crypto::Digest labelled(std::string_view label, base::ByteView secret)
{
    crypto::Hasher hasher;
    hasher.update(base::asBytes(label));
    hasher.update(secret);
    return hasher.finish();
}

} // namespace

Token makeToken()
{
    Token token{};
    crypto::SystemRandom().fill(token);
    return token;
}

std::string tokenText(const Token &token)
{
    return base::toBase64Url(token);
}

std::optional<Token> tokenFromText(std::string_view text)
{
    if (text.size() != 22)
        return std::nullopt;
    const auto bytes = base::fromBase64Url(text);
    if (!bytes || bytes->size() != Token().size())
        return std::nullopt;
    Token token{};
    std::copy(bytes->begin(), bytes->end(), token.begin());
    return token;
}

crypto::Digest tokenHash(const Token &token)
{
    return labelled("indaro/v1/token", token);
}

std::string makeInvitationCode()
{
    std::string out;
    for (std::size_t i = 0; i < CodeLength; ++i) {
        if (i > 0 && i % 5 == 0)
            out += '-';
        out += Alphabet[crypto::randomBelow(32)];
    }
    return out;
}

std::optional<std::string> normalInvitationCode(std::string_view typed)
{
    std::string out;
    for (char c : typed) {
        if (c == ' ' || c == '-')
            continue;
        if (c >= 'a' && c <= 'z')
            c = static_cast<char>(c - 'a' + 'A');
        if (c == 'O')
            c = '0';
        if (c == 'I' || c == 'L')
            c = '1';
        if (Alphabet.find(c) == std::string_view::npos || out.size() == CodeLength)
            return std::nullopt;
        out += c;
    }
    return out.size() == CodeLength ? std::optional(out) : std::nullopt;
}

crypto::Digest invitationHash(std::string_view normalCode)
{
    return labelled("indaro/v1/invitation", base::asBytes(normalCode));
}

base::Bytes signJoinRequest(const JoinRequest &request, const crypto::SignKeyPair &deviceKeys)
{
    INDARO_CHECK(request.code.size() == CodeLength);
    base::ByteWriter out;
    out.raw(base::asBytes(JoinMagic));
    out.u8(Version);
    out.raw(base::asBytes(request.code));
    out.raw(request.shelter.bytes());
    out.raw(request.device.bytes());
    return signRequest(std::move(out), request.rosterBlocks, JoinContext, deviceKeys);
}

base::Result<JoinRequestView> parseJoinRequest(base::ByteView body)
{
    if (body.size() > MaxUpload)
        return tooLarge(body.size());
    base::ByteReader in(body);
    INDARO_TRY(takeStart(in, JoinMagic, Version));
    const std::string code(base::asText(in.raw(CodeLength)));
    if (normalInvitationCode(code) != code)
        return damaged("code");
    const auto shelter = takeId<ShelterId>(in);
    const auto device = takeId<DeviceId>(in);
    JoinRequestView view{{code, shelter, device, {}}, {}, {}};
    INDARO_TRY_ASSIGN(auto end, takeRequestEnd(in, body));
    view.request.rosterBlocks = std::move(end.blocks);
    view.signature = end.signature;
    view.signedPart = end.signedPart;
    return view;
}

base::Result<void> verifyJoinRequest(const JoinRequestView &view, const crypto::SignPublicKey &signKey)
{
    return verifyRequest(view.signedPart, view.signature, JoinContext, signKey);
}

base::Bytes encodeJoinAnswer(const JoinAnswer &answer)
{
    base::ByteWriter out;
    out.u8(Version);
    out.raw(answer.token);
    out.raw(answer.serverKey);
    return std::move(out).take();
}

base::Result<JoinAnswer> decodeJoinAnswer(base::ByteView body)
{
    base::ByteReader in(body);
    INDARO_TRY(takeStart(in, {}, Version));
    const JoinAnswer answer{takeArray<16>(in), takeArray<32>(in)};
    if (!in.isValid() || !in.atEnd())
        return damaged("length");
    return answer;
}

} // namespace indaro::wire
