// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/casework/stays/stay_lookup.h"

#include <vector>

namespace indaro::casework {

/// Contacts after the exit: 1 week, 1, 3, 6 and 12 months [domain.md 5: 10.1, P: to be confirmed by CCSPRTP]. When each is
/// due follows from the day she left, so that nothing is missed when the program was closed for weeks.
inline constexpr int FollowUpCount = 5;
/// The day contact `number` (1 … FollowUpCount) is due.
[[nodiscard]] QDate followUpDay(QDate left, int number);

/// What was agreed at the exit. It says how she is reached: kept with the identity.
struct FollowUpPlan
{
    base::Value agreed; ///< yes, no: whether she wants to be contacted
    base::Value way;    ///< codelist follow_up_way
    base::Value words;  ///< the safe words, day and hour
    /// This laptop is not given where it is kept. Whether she said no is not known here, so nobody is called from here.
    bool isElsewhere = false;
    std::optional<StayId> stay{}; ///< the last that ended
};

/// One contact, or that nobody was reached.
struct FollowUpDraft
{
    int number = 0; ///< which of the planned ones; 0: one between them
    base::Value way;
    base::Value result; ///< codelist follow_up_result; needed
    base::Value note;
};
struct FollowUp
{
    sync::RecordId id;
    StayId stay;
    int number = 0;
    base::UtcMs happenedAt = 0;
    QString way{};
    QString result{};
    QString note{};
};

/// A contact that should be made.
struct FollowUpDue
{
    CaseId person;
    StayId stay;
    QString caseCode{};
    QString displayName{};
    int number = 0;
    QDate due{};
    bool isLate = false;
};

/// Store thread. Errors of all: model::checkField's, the store's, and where said.

/// Inside the caller's transaction, or, where there is none, in one of its own: what was agreed for this stay, again too.
[[nodiscard]] base::Result<void> keepFollowUpPlan(Desk &desk, CaseId person, StayId stay, const FollowUpPlan &plan);
/// Of the last stay that ended. Empty when nothing was agreed.
[[nodiscard]] base::Result<FollowUpPlan> loadFollowUpPlan(Desk &desk, CaseId person);

/// Of the last stay that ended. Errors: WrongState (no stay ended; she wants no contact or no more, or it cannot be known
/// here, and it is not she who came or called), InvalidArgument (no result).
[[nodiscard]] base::Result<sync::RecordId> recordFollowUp(Desk &desk, CaseId person, const FollowUpDraft &draft);
/// Newest first.
[[nodiscard]] base::Result<std::vector<FollowUp>> listFollowUpsOf(Desk &desk, CaseId person);

/// Those due by the day `ahead` days from now, the oldest first: of each person the latest that is due and not done. None of
/// who is in the house again, has died, or wants no more contact; none at all where that cannot be known.
[[nodiscard]] base::Result<std::vector<FollowUpDue>> listDueFollowUps(Desk &desk, int ahead);

} // namespace indaro::casework
