// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/casework/checklists/guards.h"
#include "core/casework/referrals/referral_consent.h"

namespace indaro::casework {

/// What the procedure may hold a print of this referral back for: any referral, and one that asks for the formal
/// identification of the person besides [domain.md 5: 2.6, 3.4]. To be asked in this order; it reads nothing.
[[nodiscard]] std::vector<GuardedAction> printingGuards(const Referral &referral);

/// What becomes of a referral after it was written [domain.md 6.2]. Each step is a record of its own, with the time, the
/// person and what proves it, and where the referral stands is worked out from all of them: two laptops that both hear of it
/// have nothing to settle, and a step that was told late does not set it back.

/// Whether a referral that stands at `from` may go on to `to`. Only forward, as far as anybody heard: an answer may be the
/// first news of it. What was refused, came back or ran out is only closed; what was withdrawn or closed is over.
[[nodiscard]] bool mayFollow(ReferralStatus from, ReferralStatus to) noexcept;
/// A step that is heard from somebody else and counts only with what proves it.
[[nodiscard]] bool needsEvidence(ReferralStatus status) noexcept;

/// Something that happened. Dates and times are local, as they were said.
struct ReferralStepDraft
{
    ReferralStatus status = ReferralStatus::Received;
    base::Value way{};        ///< codelist referral_way; needed when it was sent
    base::Value evidence{};   ///< codelist referral_evidence; needed for what others did (needsEvidence)
    base::Value happenedAt{}; ///< yyyy-MM-ddTHH:mm or a day; Null: now
    base::Value spokeTo{};    ///< the person over there
    base::Value note{};
    base::Value paperOn{}; ///< the day it was written on paper, where it is typed later [domain.md 4.13]
    std::optional<sync::RecordId> attachment{};
};

struct ReferralStep
{
    sync::RecordId id;
    ReferralStatus status = ReferralStatus::Received;
    QString way{};
    QString evidence{};
    QString happenedAt{};
    QString spokeTo{};
    QString note{};
    QString paperOn{};
    std::optional<sync::RecordId> attachment{};
    base::UtcMs recordedAt = 0;
    QString recordedBy{}; ///< name of the account
};

/// Store thread; each is one transaction. Errors of all: model::checkField's, the store's, and where said.

/// A draft may be sent without paper (telephone, e-mail, package): the consents are asked as for a print, and its content is
/// fixed. Errors: UnknownRecord, WrongState, InvalidArgument (field=way or evidence), ConsentMissing (sending only),
/// DateInFuture.
[[nodiscard]] base::Result<sync::RecordId> recordReferralStep(Desk &desk, sync::RecordId referral,
                                                              const ReferralStepDraft &draft);
/// In the order they happened.
[[nodiscard]] base::Result<std::vector<ReferralStep>> listStepsOf(Desk &desk, sync::RecordId referral);

/// What became of one service that was asked for; each is answered for itself.
struct ServiceAnswer
{
    QString service; ///< codelist referral_service, or the code as it came
    QString answer;  ///< codelist referral_answer; empty: nothing heard
    QString reason{};
    QString answeredOn{};
    QString note{};
};
struct ServiceAnswerDraft
{
    base::Value answer{};     ///< codelist referral_answer; needed
    base::Value reason{};     ///< codelist referral_refusal; needed when refused
    base::Value answeredOn{}; ///< a date; Null: today
    base::Value note{};
};
/// Also of a service nobody asked for, which they gave. Errors: UnknownRecord, WrongState (it has not left the house),
/// InvalidArgument (no service, no answer; refused without a reason).
[[nodiscard]] base::Result<void> recordServiceAnswer(Desk &desk, sync::RecordId referral, const QString &service,
                                                     const ServiceAnswerDraft &draft);
/// Those the referral asks for, in its order, then those that were given besides.
[[nodiscard]] base::Result<std::vector<ServiceAnswer>> listServiceAnswers(Desk &desk, sync::RecordId referral);

/// What the other organisation calls it; empty takes it back. Errors: UnknownRecord.
[[nodiscard]] base::Result<void> setPartnerNumber(Desk &desk, sync::RecordId referral, const QString &number);

/// For the files of this library: inside the caller's transaction.
namespace rows {
/// Errors: UnknownRecord, the store's.
[[nodiscard]] base::Result<void> bearStep(Desk &desk, const Referral &referral, const ReferralStepDraft &draft);
/// The record of a referral and its personal lines, with the next serial; `more`: its other fields. Errors: TextTooLong, and
/// the store's.
[[nodiscard]] base::Result<sync::RecordId> bearReferral(Desk &desk, sync::RecordId caseFile, const ReferralContent &content,
                                                        const sync::FieldValues &more);
/// Why a referral may leave now; nothing is written yet but, without an agreement, that the director must hear of it.
/// Outside a transaction. Errors: ConsentMissing, the store's.
struct Leave
{
    ConsentFacts facts;
    ConsentRule rule = ConsentRule::Given;
};
[[nodiscard]] base::Result<Leave> leaveOf(Desk &desk, const Referral &referral);
/// A draft that leaves without a paper: what is written down stays as it is from now on, as after a print.
[[nodiscard]] base::Result<void> fixWithoutPaper(Desk &desk, const Referral &referral, const Leave &leave,
                                                 const base::Value &way);
/// The first answer of a referral, for what is due.
[[nodiscard]] base::Result<void> noteAnswered(Desk &desk, const Referral &referral, ReferralStatus status);
/// Errors: as recordServiceAnswer.
[[nodiscard]] base::Result<void> putServiceAnswer(Desk &desk, const Referral &referral, const QString &service,
                                                  const ServiceAnswerDraft &draft);
/// What leaves without an agreement and was approved by no director who is signed in: a typed name approves nothing by
/// itself. Outside a transaction. Errors: ConsentMissing (field=no_consent_approver; standing=untold where a name was typed)
/// where the procedure has no step by which a director hears of it, the store's.
[[nodiscard]] base::Result<void> tellDirectorOf(Desk &desk, const Referral &referral, ConsentRule rule);
} // namespace rows

} // namespace indaro::casework
