// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/casework/checklists/exit_sheet.h"

#include "core/casework/checklists/step_marks.h"
#include "core/casework/conflicts/conflict_fields.h"

#include <algorithm>

namespace indaro::casework {

using base::Result;

namespace {

constexpr QLatin1StringView ExitForm("exit"); ///< sop::Step::form

} // namespace

bool isExitSheet(const sop::Step &step)
{
    return step.form == ExitForm && std::ranges::find(step.guards, sop::Action::Exit) != step.guards.end();
}

Result<void> noteExitSheet(Desk &desk, CaseId person, const QString &refusedBecause)
{
    INDARO_TRY(Readable::of(desk)); // the first one of a laptop writes, and not within another transaction
    INDARO_TRY_ASSIGN(const Blockade blockade, blockadeOf(desk, {sop::Action::Exit, person}));
    INDARO_TRY_ASSIGN(auto transaction, desk.db.begin());
    for (const ChecklistLine &line : blockade.list.lines) {
        const sop::Step &step = *line.line.step;
        if (!isExitSheet(step))
            continue;
        NewMark mark{.step = step.id, .occurrence = line.line.occurrence};
        if (refusedBecause.isEmpty()) {
            mark.evidence = step.evidence;
        } else {
            mark.state = sop::StepState::Refused;
            mark.note = refusedBecause;
        }
        INDARO_TRY(rows::markWithin(desk, person, mark));
    }
    return transaction.commit();
}

} // namespace indaro::casework
