// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/casework/checklists/checklist_reading.h"

#include <limits>
#include <map>
#include <memory>
#include <set>
#include <string>

namespace indaro::casework::rows {

/// The steps of one person that are late, one for each line of her checklist.
struct LateSteps
{
    std::vector<QString> steps{}; ///< ids
    /// Until when nothing of it changes by waiting, on this day. What was written meanwhile, and a new day (ages, agreements
    /// that end), are another matter.
    base::UtcMs holdsUntil = std::numeric_limits<base::UtcMs>::max();
};

/// What is due of one checklist after another: the rule of listDueSteps, which asks it of everybody. For one call, as
/// ChecklistReading; whoever calls asks who may see it. Store thread; errors: as checklistFor, but that a pack cannot be
/// read here is none: her page says why, and everybody else's steps must be seen.
class DueReader
{
public:
    [[nodiscard]] static base::Result<DueReader> of(Desk &desk);

    /// Late, due today or within three days, in the order of the pack.
    [[nodiscard]] base::Result<std::vector<DueStep>> dueOf(Desk &desk, const ChecklistOwner &owner) const;
    [[nodiscard]] base::Result<LateSteps> lateOf(Desk &desk, CaseId person) const;

private:
    explicit DueReader(ChecklistReading reading) : m_reading(std::move(reading)) {}
    [[nodiscard]] base::Result<std::optional<Checklist>> read(Desk &desk, const ChecklistOwner &owner) const;
    [[nodiscard]] base::Result<bool> isSettled(Desk &desk, const ChecklistOwner &owner) const;

    ChecklistReading m_reading;
    /// What follows the closing of a file, by its procedure.
    struct AfterClosing
    {
        std::shared_ptr<const sop::Pack> pack;
        std::optional<std::vector<std::string>> proven; ///< by the closing itself; none: not all of it is
    };
    mutable std::map<const sop::Pack *, AfterClosing> m_afterClosing; ///< found once, not for each file
    std::set<CaseId> m_closed; ///< whose file was closed in her last stay, with the day until which it is kept
};

} // namespace indaro::casework::rows
