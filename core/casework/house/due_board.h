// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/casework/checklists/checklists.h"
#include "core/casework/justice/hearings.h"
#include "core/casework/plans/due_plans.h"
#include "core/casework/stays/follow_ups.h"

#include <optional>
#include <vector>

namespace indaro::casework {

/// Everything somebody should do by now, from everywhere: steps of the procedures, plans and risks, contacts after an exit,
/// complaints to be answered, actions of the self-check, incidents that concern nobody by name and must be told (the others
/// are steps of whom they concern), who is expected back, what must be
/// answered about somebody announced, belongings that moved without a signature, kits that run out, days at court.
/// Worked out each time from what is written and the hour it is: no reminder was ever set that sleep, another clock or a
/// restart could lose, and what was done is not asked for again.

enum class DueKind : std::uint8_t {
    Step,
    Plan,
    Contact,
    Complaint,
    SelfCheck,
    Incident,
    Absence,
    Custody,
    Stock,
    Call,
    Court
};

struct DueThing
{
    DueKind kind = DueKind::Step;
    sop::Urgency urgency = sop::Urgency::Late; ///< Late, Today or Coming (within three days)
    base::UtcMs due = 0;
    bool isWholeDay = false;
    ChecklistOwner owner{}; ///< none: the house
    QString displayName{};
    QStringList who{};                       ///< role codes of the procedure, the responsible one first
    bool isOwn = false;                      ///< the signed-in person's role is responsible
    std::shared_ptr<const sop::Pack> pack{}; ///< of a step
    QString step{};                          ///< its id
    QString occurrence{};                    ///< which time of it
    std::optional<DueOfPlan> plan{};         ///< of a plan
    std::optional<DueHearing> court{};       ///< of a day at court
    int number = 0;                          ///< of a contact; of the stock, how many are left
    bool mustBeTold = false;                 ///< of a complaint: somebody outside the house
    QString words{};                         ///< of an action of the self-check; of the stock, what is low
};

struct DueBoard
{
    bool isDirector = false;        ///< sees everybody's as her own
    QStringList roles{};            ///< of the signed-in person, as the procedure writes them
    std::vector<DueThing> things{}; ///< late, today, coming; in each the own first, then by deadline, families together
};
/// Store thread. Errors: the store's.
[[nodiscard]] base::Result<DueBoard> loadDueBoard(Desk &desk);

} // namespace indaro::casework
