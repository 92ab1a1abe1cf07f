// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/casework/consents/consent_rule.h"
#include "core/casework/people/person_draft.h"

namespace indaro::casework {

/// An agreement that is taken back [domain.md 4.6]: nothing more leaves by it, referrals in preparation stop, and everybody
/// who was sent something by it gets a letter, which is a task until it is printed and answered. Store thread; each command
/// is one transaction. Errors of all: model::checkField's, UnknownRecord, and the store's.

/// Something that has left the house for a named receiver.
struct SentItem
{
    QString kind{}; ///< codelist disclosure_kind
    Receiver receiver{};
    QString serial{}; ///< of a referral
    std::optional<sync::RecordId> referral{};
    base::UtcMs sentAt = 0;   ///< of what was told on a day: its noon
    QStringList dataGroups{}; ///< of a file, a paper, or what was told
    QString way{};            ///< codelist disclosure_way: of what was told or written
    QString what{};           ///< which paper, or in words what was told; stays in the house
    friend bool operator==(const SentItem &, const SentItem &) = default;
};
/// Whether this act was about what was sent: the same receiver, whatever it was sent for; of an agreement to speak of her at
/// conferences what was told at one, of one to contact the family what the family was told.
[[nodiscard]] bool isAbout(const RecordedConsent &consent, const SentItem &sent);
/// Everything of hers that has left and was not given back, newest first.
[[nodiscard]] base::Result<std::vector<SentItem>> listSentOf(Desk &desk, CaseId person);
/// Of those, what one of these acts was about.
[[nodiscard]] base::Result<std::vector<SentItem>> listSentUnder(Desk &desk, CaseId person,
                                                                const std::vector<sync::RecordId> &consents);

struct WithdrawalDraft
{
    std::vector<sync::RecordId> consents{}; ///< that hold today; at least one
    base::Value effectiveOn{};              ///< Null: today
    base::Value withdrawnBy{};              ///< codelist consent_given_by; needed
    base::Value way{};                      ///< codelist consent_way; needed
    base::Value witness{};                  ///< needed where it was said by word of mouth
    base::Value language{};
    base::Value wish{}; ///< codelist withdrawal_wish; Null: destroy
    base::Value note{};
};
struct WithdrawalResult
{
    sync::RecordId id;
    int letters = 0;
    int stoppedReferrals = 0;
};
/// Errors: InvalidArgument (table=, field= of what is missing), WrongState (one of them does not hold any more).
[[nodiscard]] base::Result<WithdrawalResult> withdrawConsents(Desk &desk, CaseId person, const WithdrawalDraft &draft);

/// One letter to one receiver. It names serials, never the person.
struct WithdrawalLetter
{
    sync::RecordId id;
    CaseId person;
    sync::RecordId withdrawal;
    QString caseCode{};
    QString serial{};
    Receiver receiver{};
    std::vector<SentItem> sent{}; ///< serial, kind and day alone
    QString wish{};               ///< codelist withdrawal_wish
    base::UtcMs writtenAt = 0;
    std::optional<base::UtcMs> printedAt{};
    QString answer{}; ///< codelist consent_withdrawn_answer; empty: none yet
    QString answeredOn{};
    QString answerNote{};

    /// Nothing more is expected: the receiver has said what became of it.
    [[nodiscard]] bool isAnswered() const;
};
/// Newest first; of one person, or of all.
[[nodiscard]] base::Result<std::vector<WithdrawalLetter>> listLettersOf(Desk &desk, const std::optional<CaseId> &person);
[[nodiscard]] base::Result<WithdrawalLetter> loadLetter(Desk &desk, sync::RecordId letter);
/// Before paper leaves the printer: the receiver counts as told, and the referrals it names as withdrawn. Again: only the
/// audit. Errors: as above.
[[nodiscard]] base::Result<void> markLetterPrinted(Desk &desk, sync::RecordId letter);
/// What the receiver says; needed. It may be corrected.
[[nodiscard]] base::Result<void> recordLetterAnswer(Desk &desk, sync::RecordId letter, const base::Value &answer,
                                                    const base::Value &answeredOn, const base::Value &note);

} // namespace indaro::casework
