// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/casework/referrals/ladder.h"
#include "core/casework/referrals/referral_course.h"

namespace indaro::casework {

/// A referral inside the house, from the file to a colleague by her role [domain.md 6.1 (4)]: the nurse, the psychologist,
/// the legal assistant. Nothing leaves, so no consent is asked and nothing is printed; who reads what of the person stays as
/// the roles have it. Its steps are those of any referral, and each is a record of its own. Store thread; each command is
/// one transaction. Errors of all: AccessRefused, the store's, and where said.

struct InternalReferralDraft
{
    base::Value toRole{};   ///< codelist staff_role; needed
    base::Value services{}; ///< codelist referral_service
    base::Value request{};  ///< what is asked, without the story; needed
    base::Value priority{}; ///< emergency, urgent, normal; Null: normal
};
/// It is sent at once. Errors: UnknownRecord, InvalidArgument (no role, no request), model::checkField's.
[[nodiscard]] base::Result<sync::RecordId> referInside(Desk &desk, CaseId person, const InternalReferralDraft &draft);

struct InternalReferral
{
    sync::RecordId id;
    CaseId person;
    QString caseCode{};
    QString serial{};
    QString toRole{};
    QString priority{};
    QStringList services{};
    QString request{};
    ReferralStatus status = ReferralStatus::Sent;
    QString lastNote{}; ///< what the last step said: why not, or what was done
    QString sentBy{};   ///< name of the account
    base::UtcMs sentAt = 0;
    base::UtcMs dueAt = 0;      ///< when an answer is expected
    std::optional<Rung> rung{}; ///< how far it has climbed while nobody answers; at most the director
    bool isAsked = false;       ///< somebody asked on this rung since (recordReferralCall)
    bool isForMe = false;       ///< to a role of who is signed in
    bool isMine = false;        ///< who is signed in has sent it
    bool mayEnd = false;        ///< who is signed in may close it or take it back: who sent it, or a director
    [[nodiscard]] bool isOver() const { return status == ReferralStatus::Closed || status == ReferralStatus::Revoked; }
};
/// The newest first; of one file, or of all.
[[nodiscard]] base::Result<std::vector<InternalReferral>> listInternalReferrals(Desk &desk,
                                                                                const std::optional<CaseId> &person);
/// What is to be looked at by who is signed in: asked of her role and not answered yet, and what she asked until it is
/// closed; a director sees what was answered and nobody has closed, and what waits longer than its urgency allows, whoever
/// asked. First what has climbed to the director, to her and to who asked, then by when an answer was expected.
[[nodiscard]] base::Result<std::vector<InternalReferral>> listInternalReferralsForMe(Desk &desk);

/// Whom to ask on this rung: the colleagues of that role; those and the social workers; the directors.
[[nodiscard]] base::Result<std::vector<LadderContact>> contactsInside(Desk &desk, const InternalReferral &referral,
                                                                      Rung rung);

/// What the colleague may say, in its order: accepted, refused, in progress, done, fed back; and who sent it: closed,
/// withdrawn.
[[nodiscard]] std::vector<ReferralStatus> nextInside(const InternalReferral &referral);
/// A refusal and a feed-back say something: `note`. Errors: UnknownRecord (none inside the house), WrongState (not one of
/// nextInside), InvalidArgument (no note).
[[nodiscard]] base::Result<void> recordInternalStep(Desk &desk, sync::RecordId referral, ReferralStatus status,
                                                    const base::Value &note);

/// For the files of this library.
namespace rows {
/// What the ladder says of one nobody has answered.
[[nodiscard]] base::Result<WaitingReferral> climbInside(Desk &desk, const InternalReferral &inside);
} // namespace rows

} // namespace indaro::casework
