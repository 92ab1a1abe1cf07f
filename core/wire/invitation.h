// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/random.h"
#include "core/wire/exchange.h"

/// How a shelter and a device come to a server: a one-time code by word of mouth, then a token in every
/// request.
namespace indaro::wire {

/// 128 random bits; `Authorization: Bearer` and 22 characters of base64url. A server keeps tokenHash() only.
using Token = std::array<std::byte, 16>;
[[nodiscard]] Token makeToken();
[[nodiscard]] std::string tokenText(const Token &token);
[[nodiscard]] std::optional<Token> tokenFromText(std::string_view text);
[[nodiscard]] crypto::Digest tokenHash(const Token &token);

/// 100 random bits as four groups of five letters and digits (Crockford's alphabet, no I, L, O, U).
[[nodiscard]] std::string makeInvitationCode();
/// As typed by a person: any case, spaces and dashes anywhere, O for 0, I and L for 1. Empty when it is not a
/// code.
[[nodiscard]] std::optional<std::string> normalInvitationCode(std::string_view typed);
/// Precondition: of normalInvitationCode().
[[nodiscard]] crypto::Digest invitationHash(std::string_view normalCode);

inline constexpr std::string_view JoinContext = "indaro/v1/join";

/// POST /v1/join: a device with an invitation. For a new shelter the blocks start with its genesis; for a
/// device of a known shelter they may be empty. Signed, so that nobody joins in another's name.
struct JoinRequest
{
    std::string code; ///< normal form
    ShelterId shelter;
    DeviceId device;
    std::vector<base::Bytes> rosterBlocks;
};
[[nodiscard]] base::Bytes signJoinRequest(const JoinRequest &request, const crypto::SignKeyPair &deviceKeys);
struct JoinRequestView
{
    JoinRequest request;
    base::ByteView signedPart;
    crypto::Signature signature;
};
[[nodiscard]] base::Result<JoinRequestView> parseJoinRequest(base::ByteView body);
[[nodiscard]] base::Result<void> verifyJoinRequest(const JoinRequestView &view, const crypto::SignPublicKey &signKey);

/// What the device keeps. The server key must be pinned (by the roster) before receipts count.
struct JoinAnswer
{
    Token token;
    crypto::SignPublicKey serverKey{};
};
[[nodiscard]] base::Bytes encodeJoinAnswer(const JoinAnswer &answer);
[[nodiscard]] base::Result<JoinAnswer> decodeJoinAnswer(base::ByteView body);

} // namespace indaro::wire
