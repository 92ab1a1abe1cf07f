// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/crypto/comparison_code.h"
#include "core/sync/trust.h"

#include <optional>
#include <string>

/// How a new laptop joins a shelter, in person, by two files and two comparisons of 30 digits [security.md 2.6]: it
/// writes a request and shows code A; an admin laptop shows the same from the file; it answers with the roster and the
/// keys sealed to the new laptop; both show code B. A code that differs means that somebody is in between: stop.
namespace indaro::sync {

using crypto::isSameCode;

struct EnrolmentRequest
{
    DeviceId device;
    crypto::SignPublicKey signKey{};
    crypto::BoxPublicKey boxKey{};
    std::string series;           ///< of its printed numbers: the admin's program refuses one that is taken
    std::string name;             ///< what the staff will call it
    std::optional<UserId> person; ///< who works on it; nothing in requests of older programs
    std::string code;             ///< A
    crypto::Digest hash{};
};

/// The file the new laptop writes; the same as long as it is not enrolled. No name of a person is in it: it travels on a
/// stick that may be lost. Errors: WrongState (is in a shelter already).
[[nodiscard]] base::Result<base::Bytes> makeEnrolmentRequest(const Trust &trust, std::string_view series,
                                                             std::string_view name,
                                                             const std::optional<UserId> &person = {});
/// On any laptop. Errors: WireDamaged, WireTooNew, CryptoAuthFailed (it was changed).
[[nodiscard]] base::Result<EnrolmentRequest> readEnrolmentRequest(base::ByteView file);

/// On the admin laptop: writes the block and gives the file for the new laptop. `typedCode` is code A as read from the
/// new laptop's screen. `secret`: what only the new laptop may read (its token for the server), or nothing.
/// Errors: EnrolmentCodeWrong, RosterRefused, as readEnrolmentRequest, and the store's.
struct EnrolmentAnswer
{
    base::Bytes file;
    std::string code; ///< B
};
[[nodiscard]] base::Result<EnrolmentAnswer> approveEnrolment(Trust &trust, base::ByteView request,
                                                             std::string_view typedCode, const Trust::Grant &grant,
                                                             UserId author, base::ByteView secret);

/// What the new laptop has read but not believed yet.
struct PendingEnrolment
{
    wire::RosterChain chain;
    std::string code; ///< B
    base::Bytes secret;
};
/// Errors: EnrolmentNotForUs (an answer to another request), CryptoAuthFailed (not signed by an admin of the roster in
/// it), RosterRefused, WireDamaged, WireTooNew.
[[nodiscard]] base::Result<PendingEnrolment> readEnrolmentAnswer(const Trust &trust, base::ByteView request,
                                                                 base::ByteView file);
/// `typedCode` is code B as read from the admin laptop's screen. Errors: EnrolmentCodeWrong, WrongState, and the store's.
[[nodiscard]] base::Result<void> finishEnrolment(Trust &trust, PendingEnrolment pending, std::string_view typedCode);

} // namespace indaro::sync
