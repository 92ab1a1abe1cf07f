// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/casework/checklists/family_steps.h"

#include "core/casework/checklists/step_marks.h"
#include "core/casework/people/family.h"
#include "core/model/field_table.h"

#include <algorithm>

namespace indaro::casework {

namespace fields = model::fields;
using base::Errc;
using base::Error;
using base::Result;
using base::Value;

namespace {

bool hasOpen(const Checklist &list, const QString &step, const QString &occurrence)
{
    return std::ranges::any_of(list.lines, [&](const ChecklistLine &line) {
        return line.line.step->id == step && line.line.occurrence == occurrence && line.line.isOpen();
    });
}

} // namespace

Result<std::vector<FamilyStep>> familyWithOpenStep(Desk &desk, CaseId person, const QString &step, const QString &occurrence)
{
    INDARO_TRY(desk.access.mustRead(Thing::Procedure));
    INDARO_TRY_ASSIGN(const Value unit, desk.log.load(fields::case_file::FamilyUnit, person));
    INDARO_TRY_ASSIGN(const auto family, rows::familyMembers(desk, unit, person));
    std::vector<FamilyStep> waiting;
    for (const FamilyMember &member : family) {
        if (!member.isPresent)
            continue;
        INDARO_TRY_ASSIGN(const Checklist list, rows::checklistFor(desk, member.id));
        if (hasOpen(list, step, occurrence))
            waiting.push_back({member.id, member.displayName});
    }
    return waiting;
}

Result<void> markStepForFamily(Desk &desk, CaseId person, const NewMark &mark, const std::vector<CaseId> &others)
{
    if (mark.state != sop::StepState::Done)
        return Error(Errc::InvalidArgument, {{"field", std::string("state")}});
    INDARO_TRY_ASSIGN(const auto waiting, familyWithOpenStep(desk, person, mark.step, mark.occurrence));
    if (waiting.empty())
        return markStep(desk, person, mark);
    INDARO_TRY_ASSIGN(auto transaction, desk.db.begin());
    INDARO_TRY(rows::markWithin(desk, person, mark));
    NewMark same = mark;
    same.note.clear();
    for (const FamilyStep &member : waiting) {
        if (std::ranges::find(others, member.person) != others.end())
            INDARO_TRY(rows::markWithin(desk, member.person, same));
    }
    return transaction.commit();
}

} // namespace indaro::casework
