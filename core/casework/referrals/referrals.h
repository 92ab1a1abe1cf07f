// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/casework/desk.h"

#include <QHash>
#include <QMap>
#include <QString>
#include <QStringList>

#include <optional>
#include <span>
#include <vector>

namespace indaro::casework {

/// What a referral form holds, by the field names of resources/templates/referral; the codes of a choice are separated
/// by one space. Personal lines are kept apart, in the identity compartment, and are printed only when their name is in
/// `shared` [domain.md 6.1, default: code only].
struct ReferralContent
{
    QMap<QString, QString> form;
    QMap<QString, QString> person;
    QStringList shared;
    bool showsHouseAddress = false;
    friend bool operator==(const ReferralContent &, const ReferralContent &) = default;
};
/// The names of the personal lines of the form.
[[nodiscard]] const QStringList &personalLines();

struct HouseDetails;
/// The lines that would print the house's address although it is not switched on for this receiver: two words of it that
/// stand together are enough. Lines that are not shared print nothing and are left out. Field names of the form.
[[nodiscard]] QStringList linesNamingTheHouse(const ReferralContent &content, const HouseDetails &house);

/// What leaves of a referral, on paper or sealed (package.h): the lines that are not personal, those of the person that are
/// shared, and the address of the house where it is switched on; by the field names of the form. The only place that decides
/// it: what is not in here is printed and packed nowhere.
[[nodiscard]] QMap<QString, QString> linesThatLeave(const ReferralContent &content, const HouseDetails &house);

/// domain.md 6.2. Where a referral stands is worked out from what was printed and from its steps (referral_course.h).
enum class ReferralStatus {
    Draft,
    Printed,
    Sent,
    Received,
    Accepted,
    Refused,
    InProgress,
    Done,
    FedBack,
    Closed,
    Revoked,
    Expired,
    Returned
};
[[nodiscard]] QString toCode(ReferralStatus status);
[[nodiscard]] std::optional<ReferralStatus> referralStatusFromCode(const QString &code);

/// What a step said, and when it was written down.
struct HeardStatus
{
    ReferralStatus status = ReferralStatus::Draft;
    base::UtcMs recordedAt = 0;
};
/// Where a referral stands: as far as anybody heard; of two answers the later.
[[nodiscard]] ReferralStatus standingOf(ReferralStatus written, std::span<const HeardStatus> heard) noexcept;

struct Referral
{
    sync::RecordId id;
    sync::RecordId caseFile;
    QString serial; ///< SERIES-YEAR-NNNN [contracts.md 10]
    ReferralStatus status;
    QString writtenAt;                    ///< local date and time, ISO
    std::optional<base::UtcMs> printedAt; ///< printed, or sent without paper: since then its content is fixed
    std::optional<base::UtcMs> answeredAt;
    ReferralContent content;
    QString partnerNumber{}; ///< what the other organisation calls it
    bool isIncoming = false; ///< another organisation sent it; then its content is theirs, and never changed
};

/// One line of a list; nothing personal.
struct ReferralSummary
{
    sync::RecordId id;
    sync::RecordId caseFile;
    QString caseCode;
    QString serial;
    ReferralStatus status;
    QString priority;
    QString receiverAgency;
    QString writtenAt;
    std::optional<base::UtcMs> printedAt;
    std::optional<base::UtcMs> dueAt; ///< when an answer is expected: 24 h, 72 h or 14 days after printing
};

/// Fills the form from the file: code, sender, call-back number and every personal line (not shared until switched on).
/// Errors: UnknownRecord, and the store's.
[[nodiscard]] base::Result<ReferralContent> prefillReferral(Desk &desk, sync::RecordId caseFile);

/// Takes the next serial of this laptop and year. Errors: UnknownRecord, TextTooLong (field=…), and the store's.
[[nodiscard]] base::Result<Referral> createReferral(Desk &desk, sync::RecordId caseFile, const ReferralContent &content);
/// Every changed part is saved at once. Errors: UnknownRecord, WrongState (already printed: what is on paper is never
/// changed, a new referral replaces it), TextTooLong, and the store's.
[[nodiscard]] base::Result<void> saveReferral(Desk &desk, sync::RecordId id, const ReferralContent &content);
/// Errors: UnknownRecord, and the store's.
[[nodiscard]] base::Result<Referral> loadReferral(Desk &desk, sync::RecordId id);

/// Everything a print is asked, before the printer is: the consents of this moment (referral_consent.h), so that a
/// withdrawal stops a second print too. Of what leaves without an agreement the director hears from now on. Errors:
/// ConsentMissing, UnknownRecord, WrongState (revoked or closed; one that came in), and the store's.
[[nodiscard]] base::Result<Referral> checkReferralPrint(Desk &desk, sync::RecordId id);
/// The paper is there: asks the same once more, fixes the content, notes the consent as a record of its own, and logs the
/// print; of one that was fixed before, that it is a copy. `printed`: what stands on the paper; given, a draft is fixed as
/// that. Errors: as checkReferralPrint; WrongState too where it says something else than the paper by now.
[[nodiscard]] base::Result<Referral> markReferralPrinted(Desk &desk, sync::RecordId id,
                                                         const std::optional<ReferralContent> &printed = {});
/// Whether a paper of it is printed again, under the same serial, and has to say so.
[[nodiscard]] bool isPrintedAgain(const Referral &referral) noexcept;
/// Newest first; of one file, or of all.
[[nodiscard]] base::Result<std::vector<ReferralSummary>> listReferrals(Desk &desk,
                                                                       const std::optional<sync::RecordId> &caseFile);
/// How long an answer may take, by the priority of the form [domain.md 6.1 (3)].
[[nodiscard]] base::UtcMs answerPeriod(const QString &priority) noexcept;
/// What was heard of a person's referrals, by heardKey; of all persons when none is given. Errors: the store's.
using HeardOfReferrals = QHash<QByteArray, std::vector<HeardStatus>>;
[[nodiscard]] base::Result<HeardOfReferrals> loadHeard(Desk &desk, const std::optional<sync::RecordId> &caseFile);
[[nodiscard]] QByteArray heardKey(const sync::RecordId &referral);
/// Of one referral. Errors: the store's.
[[nodiscard]] base::Result<std::vector<HeardStatus>> heardOf(Desk &desk, sync::RecordId referral);
[[nodiscard]] bool waitsForAnswer(ReferralStatus status) noexcept;
/// Printed or sent and still without an answer, the longest overdue first.
[[nodiscard]] base::Result<std::vector<ReferralSummary>> listUnansweredReferrals(Desk &desk);

} // namespace indaro::casework
