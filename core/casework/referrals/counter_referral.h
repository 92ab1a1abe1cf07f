// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/casework/referrals/referral_course.h"

namespace indaro::casework {

/// The slip that comes back [domain.md 6.2], by the field names of the slip of resources/templates/referral.
struct CounterReferral
{
    QMap<QString, QString> form; ///< all fields but the table of services and what is of body and mind
    QString result{};            ///< slip_result
    QString recommendations{};   ///< slip_recommendations
    std::vector<std::pair<QString, ServiceAnswerDraft>> services{};
    base::Value evidence = "slip";              ///< codelist referral_evidence
    base::Value paperOn{};                      ///< the day it was written
    std::optional<sync::RecordId> attachment{}; ///< the paper as it was scanned
    base::Value way{};                          ///< codelist referral_way: of one that this house gives back
};

/// One that came back, as it was taken in.
struct ReceivedSlip
{
    sync::RecordId id;
    QMap<QString, QString> form{};
    bool isHealthHidden = false; ///< this account may not read the two below
    QString result{};
    QString recommendations{};
    QString evidence{};
    QString paperOn{};
    base::UtcMs recordedAt = 0;
    QString recordedBy{};
};

/// Takes the slip in as one: the slip itself, the answer of each service, and the steps it proves (received, accepted or
/// refused, answered with a slip). A slip may come twice (the same service still running, then finished): each is kept.
/// What is of body and mind is in the health compartment. Store thread, one transaction.
/// Errors: UnknownRecord, WrongState (not out of the house, withdrawn, closed), InvalidArgument (field=slip_decision;
/// refused without a reason, field=slip_refusal), TextTooLong, model::checkField's, and the store's.
[[nodiscard]] base::Result<sync::RecordId> takeInSlip(Desk &desk, sync::RecordId referral, const CounterReferral &slip);
namespace rows {
/// The same inside the caller's transaction.
[[nodiscard]] base::Result<sync::RecordId> bearSlip(Desk &desk, sync::RecordId referral, const CounterReferral &slip);
} // namespace rows
/// Newest first. Errors: the store's.
[[nodiscard]] base::Result<std::vector<ReceivedSlip>> listSlipsOf(Desk &desk, sync::RecordId referral);

/// The referral with this serial number, of any laptop of the house. Errors: UnknownRecord, and the store's.
[[nodiscard]] base::Result<sync::RecordId> findReferralBySerial(Desk &desk, const QString &serial);

} // namespace indaro::casework
