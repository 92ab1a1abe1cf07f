// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/casework/desk.h"
#include "core/casework/people/person_draft.h"
#include "core/sop/schedule.h"

#include <vector>

namespace indaro::casework {

/// What the plans and the risks of people ask for, beside the steps of their procedures. Worked out from the records each
/// time, so that it is right after any number of days without the program.
enum class PlanDueKind : std::uint8_t {
    RiskReview, ///< of who is in the house: its day follows from the level
    SafetyPlan, ///< to be looked at within a day after the risks were
    Action,     ///< of the plan
    PlanReview,
    Approval,      ///< somebody asked for it: due at once
    BestInterests, ///< to be looked at again
};

struct DueOfPlan
{
    CaseId person;
    QString caseCode{};
    QString displayName{};
    PlanDueKind kind = PlanDueKind::Action;
    sync::RecordId record; ///< the assessment, the action …
    /// What the action is, which level, what kind of approval or which occasion; a code but of an action. Empty where this
    /// account may not read it.
    QString words{};
    base::UtcMs due = 0;
    bool isWholeDay = false;
    sop::Urgency urgency = sop::Urgency::Late; ///< Late, Today or Coming (within three days)
    friend bool operator==(const DueOfPlan &, const DueOfPlan &) = default;
};

/// The most urgent first. Store thread. Errors: the store's.
[[nodiscard]] base::Result<std::vector<DueOfPlan>> listDueOfPlans(Desk &desk);

} // namespace indaro::casework
