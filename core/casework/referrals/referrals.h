// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/casework/desk.h"

#include <QMap>
#include <QString>
#include <QStringList>

#include <optional>
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

/// domain.md 6.2. Each change is an operation of the change log, so "who and when" needs no column of its own.
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

struct Referral
{
    sync::RecordId id;
    sync::RecordId caseFile;
    QString serial; ///< SERIES-YEAR-NNNN [contracts.md 10]
    ReferralStatus status;
    QString writtenAt; ///< local date and time, ISO
    std::optional<base::UtcMs> printedAt;
    std::optional<base::UtcMs> answeredAt;
    ReferralContent content;
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

/// Fixes the content, notes the consent as a record of its own, and logs the print. Call it before paper leaves the
/// printer; every print asks the consents of that moment (referral_consent.h), so that a withdrawal stops a second print
/// too. Errors: ConsentMissing, UnknownRecord, WrongState (revoked or closed), and the store's.
[[nodiscard]] base::Result<Referral> markReferralPrinted(Desk &desk, sync::RecordId id);
/// Sending asks the consents again. Errors: UnknownRecord, WrongState (a step back or past printing, except to Revoked),
/// ConsentMissing, and the store's.
[[nodiscard]] base::Result<void> setReferralStatus(Desk &desk, sync::RecordId id, ReferralStatus status);

/// Newest first; of one file, or of all.
[[nodiscard]] base::Result<std::vector<ReferralSummary>> listReferrals(Desk &desk,
                                                                       const std::optional<sync::RecordId> &caseFile);
/// Printed or sent and still without an answer, the longest overdue first.
[[nodiscard]] base::Result<std::vector<ReferralSummary>> listUnansweredReferrals(Desk &desk);

} // namespace indaro::casework
