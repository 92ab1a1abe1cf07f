// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/casework/checklists/step_marks.h"

#include "core/casework/conflicts/conflict_fields.h"
#include "core/casework/house/house.h"
#include "core/casework/row_values.h"
#include "core/model/field_table.h"

#include <algorithm>
#include <map>

namespace indaro::casework::rows {

using base::Errc;
using base::Error;
using base::Result;
using namespace Qt::StringLiterals;
namespace fields = model::fields;

namespace {

Result<void> readMarksOf(Desk &desk, const ChecklistOwner &owner, std::uint16_t table, std::vector<StepMark> &marks)
{
    const std::string name(model::schema().findTable(table)->name);
    INDARO_TRY_ASSIGN(auto select, desk.db.prepare("SELECT step, occurrence, state, evidence, note, marked_at, marked_by, "
                                                   "urgent, seen_at, id FROM " +
                                                   name + (owner ? " WHERE case_file = ?1" : " WHERE case_file IS NULL")));
    if (owner)
        select.bind(1, *owner);
    std::map<sync::UserId, QString> names;
    for (;;) {
        INDARO_TRY_ASSIGN(const bool found, select.step());
        if (!found)
            return {};
        const auto id = select.id<sync::RecordTag>(9);
        if (!id)
            return Error(Errc::StoreDamaged);
        StepMark mark;
        mark.mark = {toText(select, 0), toText(select, 1),
                     sop::findStepState(toText(select, 2)).value_or(sop::StepState::Open), select.integer(5),
                     toText(select, 7) == u"yes"_s};
        mark.evidence = toText(select, 3).split(u' ', Qt::SkipEmptyParts);
        mark.note = toText(select, 4);
        mark.record = sync::RecordKey{table, *id};
        mark.isSeen = select.integer(8) > 0;
        if (const auto user = sync::UserId::fromBytes(select.blob(6))) {
            if (!names.contains(*user)) {
                INDARO_TRY_ASSIGN(const auto member, findStaff(desk, *user));
                names[*user] = member ? member->name : QString();
            }
            mark.by = names[*user];
        }
        marks.push_back(std::move(mark));
    }
}

} // namespace

Result<std::vector<StepMark>> readMarks(Desk &desk, const ChecklistOwner &owner, bool withHealth)
{
    std::vector<StepMark> marks;
    INDARO_TRY(readMarksOf(desk, owner, fields::step_mark::Table, marks));
    if (withHealth)
        INDARO_TRY(readMarksOf(desk, owner, fields::step_mark_health::Table, marks));
    std::sort(marks.begin(), marks.end(), [](const StepMark &left, const StepMark &right) {
        return left.mark.at != right.mark.at ? left.mark.at < right.mark.at : left.record < right.record;
    });
    return marks;
}

Result<void> bearMark(Desk &desk, const ChecklistOwner &owner, const NewMark &mark, const sop::Pack &pack,
                      base::UtcMs notBefore)
{
    INDARO_TRY_ASSIGN(const Readable readable, Readable::of(desk));
    const bool isHealth = sop::isHealthStep(pack, mark.step);
    const std::uint16_t table = isHealth ? fields::step_mark_health::Table : fields::step_mark::Table;
    if (isHealth && !readable.allows(table)) // whoever keeps the night ticks its routines, and reads no notes
        return Error(Errc::AccessRefused, {{"step", mark.step.toStdString()}});
    // A word that could be read when this one was said is older than it, whatever two clocks say.
    base::UtcMs at = std::max(desk.clock.nowUtc(), notBefore);
    INDARO_TRY_ASSIGN(const auto before, readMarks(desk, owner, isHealth));
    for (const StepMark &known : before) {
        if (known.mark.step == mark.step && known.mark.occurrence == mark.occurrence)
            at = std::max(at, known.mark.at + 1);
    }
    const auto of = [table](sync::FieldId field) { return sync::FieldId{table, field.field}; };
    const auto user = desk.log.user();
    sync::FieldValues values{{of(fields::step_mark::Step), mark.step.toStdString()},
                             {of(fields::step_mark::State), sop::toString(mark.state).toStdString()},
                             {of(fields::step_mark::MarkedAt), at},
                             {of(fields::step_mark::MarkedBy), base::Bytes(user.bytes().begin(), user.bytes().end())},
                             {of(fields::step_mark::Revision), std::int64_t{pack.revision}}};
    const auto add = [&](sync::FieldId field, const QString &text) {
        if (!text.isEmpty())
            values.emplace_back(of(field), text.toStdString());
    };
    if (owner)
        values.emplace_back(of(fields::step_mark::CaseFile), idValue(*owner));
    add(fields::step_mark::Occurrence, mark.occurrence);
    add(fields::step_mark::Evidence, mark.evidence.join(u' '));
    add(fields::step_mark::Note, mark.note.trimmed());
    add(fields::step_mark::Urgent, mark.isUrgent ? u"yes"_s : QString());
    INDARO_TRY(desk.log.birth({table, sync::RecordId::make(desk.random)}, values));
    return {};
}

} // namespace indaro::casework::rows
