// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/casework/referrals/referrals.h"

namespace indaro::casework {

/// Who is asked when nobody answers [domain.md 4.20, 5: 7.7]: each further period of its urgency (24 h, 72 h, two weeks)
/// without an answer climbs a rung. Worked out from the hour and what is written, never set. One inside the house climbs the
/// same rungs, and ends with the director (internal_referrals.h).
enum class Rung : std::uint8_t { Receiver, Second, Director, Commission };
[[nodiscard]] QString toCode(Rung rung);
[[nodiscard]] std::optional<Rung> rungFromCode(const QString &code);

/// A try to get an answer.
struct ReferralCall
{
    sync::RecordId id;
    Rung rung = Rung::Receiver;
    QString result{}; ///< codelist referral_call
    QString spokeTo{};
    QString phone{};
    QString promisedOn{}; ///< the day by which they will answer
    QString note{};
    base::UtcMs recordedAt = 0;
    QString recordedBy{};
};
struct ReferralCallDraft
{
    Rung rung = Rung::Receiver;
    base::Value result{}; ///< needed
    base::Value spokeTo{};
    base::Value phone{};
    base::Value promisedOn{}; ///< a date; needed when an answer was promised
    base::Value note{};
};

/// A referral that waits, and what the ladder says of it.
struct WaitingReferral
{
    ReferralSummary referral;
    std::optional<Rung> rung{};            ///< none: it is not due yet, or an answer was promised for later
    base::UtcMs due = 0;                   ///< the hour this rung was reached; of one that is not due: the first
    base::UtcMs nextAt = 0;                ///< when the next rung is reached
    bool isAsked = false;                  ///< somebody tried on this rung since it was reached
    std::optional<base::UtcMs> promised{}; ///< the latest promise
    QString phone{};                       ///< as the form has it, for the first rung
    std::vector<ReferralCall> calls{};     ///< the latest first
};
/// The rung at `now` of a referral first due at `due`, asked every `period`.
[[nodiscard]] std::optional<Rung> rungAt(base::UtcMs now, base::UtcMs due, base::UtcMs period) noexcept;

/// Store thread. Errors of all: the store's, and where said.

/// Errors: UnknownRecord, WrongState (it waits for no answer), InvalidArgument (no result; promised without a day),
/// model::checkField's.
[[nodiscard]] base::Result<sync::RecordId> recordReferralCall(Desk &desk, sync::RecordId referral,
                                                              const ReferralCallDraft &draft);
/// A letter to the receiver is about to leave the printer: counts as asked, and is logged. Errors: UnknownRecord, WrongState
/// (it waits for no answer).
[[nodiscard]] base::Result<void> noteReminderPrinted(Desk &desk, sync::RecordId referral);
/// Every referral that left and has no answer, the most pressing first.
[[nodiscard]] base::Result<std::vector<WaitingReferral>> listWaitingReferrals(Desk &desk);
/// The same of one; nothing when it waits for none. Errors: UnknownRecord.
[[nodiscard]] base::Result<std::optional<WaitingReferral>> waitingOf(Desk &desk, sync::RecordId referral);
/// Whom to call on this rung: the receiver's other entries of the directory, the directors of the house, the commission.
struct LadderContact
{
    QString name;
    QString phone;
};
[[nodiscard]] base::Result<std::vector<LadderContact>> contactsOn(Desk &desk, const Referral &referral, Rung rung);

} // namespace indaro::casework
