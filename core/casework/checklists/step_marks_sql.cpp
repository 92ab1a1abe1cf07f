// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/casework/checklists/step_marks.h"

#include "core/casework/checklists/case_situation.h"
#include "core/casework/checklists/checklist_reading.h"
#include "core/casework/conflicts/conflict_fields.h"
#include "core/casework/house/house.h"
#include "core/casework/paper/paper_entries.h"
#include "core/casework/row_values.h"
#include "core/model/field_table.h"
#include "core/model/partial_date.h"

#include <QDateTime>
#include <QTimeZone>

#include <algorithm>
#include <map>

namespace indaro::casework::rows {

using base::Errc;
using base::Error;
using base::Result;
using namespace Qt::StringLiterals;
namespace fields = model::fields;

namespace {

constexpr qsizetype LongestWords = 4000;

std::string marksWhere(std::uint16_t table, const char *condition)
{
    return "SELECT step, occurrence, state, evidence, note, marked_at, marked_by, urgent, seen_at, id FROM " +
           std::string(model::schema().findTable(table)->name) + " WHERE " + condition;
}

/// What of the marks is read.
struct MarksAsked
{
    bool withHealth = true;
    bool withNames = true;
    bool withCalls = true;
};

Result<void> takeMarks(Desk &desk, store::Statement &select, std::uint16_t table, const MarksAsked &asked,
                       std::vector<StepMark> &marks)
{
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
        if (const auto user = asked.withNames ? sync::UserId::fromBytes(select.blob(6)) : std::nullopt) {
            if (!names.contains(*user)) {
                INDARO_TRY_ASSIGN(const auto member, findStaff(desk, *user));
                names[*user] = member ? member->name : QString();
            }
            mark.by = names[*user];
        }
        marks.push_back(std::move(mark));
    }
}

Result<void> readMarksOf(Desk &desk, const ChecklistOwner &owner, std::uint16_t table, const MarksAsked &asked,
                         std::vector<StepMark> &marks)
{
    INDARO_TRY_ASSIGN(auto select,
                      desk.db.prepare(marksWhere(table, owner ? "case_file = ?1" : "case_file IS NULL AND hold IS NULL")));
    if (owner)
        select.bind(1, *owner);
    return takeMarks(desk, select, table, asked, marks);
}

/// What was said of the call by which she came: it is kept in the file of the first who came by it. What another laptop said
/// of it before it knew that they had come belongs to no file yet, and counts all the same.
Result<void> readMarksOfCalls(Desk &desk, CaseId person, const MarksAsked &asked, std::vector<StepMark> &marks)
{
    INDARO_TRY_ASSIGN(auto holds,
                      desk.log.connection().prepare("SELECT id, case_file FROM hold WHERE case_file = ?1 OR "
                                                    "(case_file IS NOT NULL AND instr(others, lower(hex(?1))) > 0)"));
    holds.bind(1, person);
    return forEachRow(holds, [&]() -> Result<void> {
        const auto hold = holds.id<sync::RecordTag>(0);
        const auto first = holds.id<sync::RecordTag>(1);
        if (!hold || !first)
            return Error(Errc::StoreDamaged);
        INDARO_TRY_ASSIGN(auto select,
                          desk.db.prepare(marksWhere(fields::step_mark::Table,
                                                     "hold = ?1 AND (case_file IS NULL OR (case_file = ?2 AND ?2 <> ?3))")));
        select.bind(1, *hold);
        select.bind(2, *first);
        select.bind(3, person); // whose own have been read
        return takeMarks(desk, select, fields::step_mark::Table, asked, marks);
    });
}

void sortMarks(std::vector<StepMark> &marks)
{
    std::sort(marks.begin(), marks.end(), [](const StepMark &left, const StepMark &right) {
        return left.mark.at != right.mark.at ? left.mark.at < right.mark.at : left.record < right.record;
    });
}

/// When this is said: after what it answers, whatever two clocks say.
base::UtcMs momentAfter(base::UtcMs at, const std::vector<StepMark> &known, const NewMark &mark)
{
    for (const StepMark &each : known) {
        if (each.mark.step == mark.step && each.mark.occurrence == mark.occurrence)
            at = std::max(at, each.mark.at + 1);
    }
    return at;
}

/// What the paper says: a day, or a day with its hour.
Result<base::UtcMs> momentOnPaper(const QString &text, base::UtcMs now)
{
    const auto fault = [](Errc code) { return Error(code, {{"field", std::string("done_at")}}); };
    const auto moment = model::parseLocalMoment(text);
    const auto day = moment ? model::PartialDate::parse(moment->left(10)) : moment.error();
    if (!day || day->day == 0)
        return fault(Errc::InvalidArgument);
    if (day->earliest() > model::localDay(now))
        return fault(Errc::DateInFuture);
    const QTime hour = QTime::fromString(moment->mid(11), u"HH:mm"_s);
    if (!hour.isValid())
        return paperMoment(day->toIso(), now);
    const base::UtcMs at = QDateTime(day->earliest(), hour, QTimeZone(model::LocalOffsetSeconds)).toMSecsSinceEpoch();
    return at > now ? Result<base::UtcMs>(fault(Errc::DateInFuture)) : at;
}

/// When what is said was done: now, or when the paper says. On the day she came, not before she did: it is of this stay.
Result<base::UtcMs> momentDone(Desk &desk, const ChecklistOwner &owner, const NewMark &mark)
{
    const base::UtcMs now = desk.clock.nowUtc();
    if (mark.state == sop::StepState::Open || mark.state == sop::StepState::Waived)
        return now;
    QString onPaper = mark.doneAt;
    if (onPaper.isEmpty() && owner) {
        INDARO_TRY_ASSIGN(const auto underWay, paperEntryUnderWay(desk));
        onPaper = underWay && underWay->person == *owner ? underWay->source.paperOn : QString();
    }
    if (onPaper.isEmpty())
        return now;
    INDARO_TRY_ASSIGN(const base::UtcMs at, momentOnPaper(onPaper, now));
    if (!owner)
        return at;
    INDARO_TRY_ASSIGN(const sop::Situation situation, situationFor(desk, *owner));
    const bool isOfThatDay = situation.since > 0 && model::localDay(situation.since) == model::localDay(at);
    return isOfThatDay ? std::min(std::max(at, situation.since), now) : at;
}

sync::FieldValues markValues(Desk &desk, std::uint16_t table, const NewMark &mark, int revision, base::UtcMs at)
{
    const auto of = [table](sync::FieldId field) { return sync::FieldId{table, field.field}; };
    const auto user = desk.log.user();
    sync::FieldValues values{{of(fields::step_mark::Step), mark.step.toStdString()},
                             {of(fields::step_mark::State), sop::toString(mark.state).toStdString()},
                             {of(fields::step_mark::MarkedAt), at},
                             {of(fields::step_mark::MarkedBy), base::Bytes(user.bytes().begin(), user.bytes().end())},
                             {of(fields::step_mark::Revision), std::int64_t{revision}}};
    const auto add = [&](sync::FieldId field, const QString &text) {
        if (!text.isEmpty())
            values.emplace_back(of(field), text.toStdString());
    };
    add(fields::step_mark::Occurrence, mark.occurrence);
    add(fields::step_mark::Evidence, mark.evidence.join(u' '));
    add(fields::step_mark::Note, mark.note.trimmed());
    add(fields::step_mark::Urgent, mark.isUrgent ? u"yes"_s : QString());
    return values;
}

Result<std::vector<StepMark>> marksAsked(Desk &desk, const ChecklistOwner &owner, const MarksAsked &asked)
{
    std::vector<StepMark> marks;
    INDARO_TRY(readMarksOf(desk, owner, fields::step_mark::Table, asked, marks));
    if (owner && asked.withCalls)
        INDARO_TRY(readMarksOfCalls(desk, *owner, asked, marks));
    if (asked.withHealth)
        INDARO_TRY(readMarksOf(desk, owner, fields::step_mark_health::Table, asked, marks));
    sortMarks(marks);
    return marks;
}

} // namespace

Result<std::vector<StepMark>> readMarks(Desk &desk, const ChecklistOwner &owner, bool withHealth)
{
    return marksAsked(desk, owner, {.withHealth = withHealth});
}

Result<std::vector<StepMark>> readMarks(Desk &desk, const ChecklistOwner &owner, const ChecklistReading &reading)
{
    return marksAsked(desk, owner,
                      {.withHealth = reading.allows(fields::step_mark_health::Table),
                       .withNames = reading.withNames(),
                       .withCalls = !owner || reading.mayHaveCall(*owner)});
}

Result<std::vector<StepMark>> readMarksOfHold(Desk &desk, sync::RecordId hold)
{
    std::vector<StepMark> marks;
    INDARO_TRY_ASSIGN(auto select, desk.log.connection().prepare(marksWhere(fields::step_mark::Table, "hold = ?1")));
    select.bind(1, hold);
    INDARO_TRY(takeMarks(desk, select, fields::step_mark::Table, {}, marks));
    sortMarks(marks);
    return marks;
}

Result<void> checkMark(Desk &desk, const sop::Step &step, const NewMark &mark)
{
    const bool needsReason = mark.state == sop::StepState::NotApplicable || mark.state == sop::StepState::Refused ||
                             mark.state == sop::StepState::Waived;
    if (needsReason && mark.note.trimmed().isEmpty())
        return Error(Errc::InvalidArgument, {{"field", std::string("note")}});
    if (mark.note.size() > LongestWords)
        return Error(Errc::TextTooLong, {{"field", std::string("note")}, {"limit", std::int64_t{LongestWords}}});
    if (mark.state == sop::StepState::Waived) {
        if (!(mark.isUrgent ? step.allowsUrgentWaiver : desk.access.isDirector()))
            return Error(Errc::AccessRefused, {{"step", mark.step.toStdString()}});
    }
    return {};
}

Result<void> bearMark(Desk &desk, const ChecklistOwner &owner, const NewMark &mark, const sop::Pack &pack,
                      base::UtcMs notBefore)
{
    INDARO_TRY_ASSIGN(const Readable readable, Readable::of(desk));
    const bool isHealth = sop::isHealthStep(pack, mark.step);
    const std::uint16_t table = isHealth ? fields::step_mark_health::Table : fields::step_mark::Table;
    if (isHealth && !readable.allows(table)) // whoever keeps the night ticks its routines, and reads no notes
        return Error(Errc::AccessRefused, {{"step", mark.step.toStdString()}});
    INDARO_TRY_ASSIGN(const auto known, readMarks(desk, owner, isHealth));
    INDARO_TRY_ASSIGN(const base::UtcMs done, momentDone(desk, owner, mark));
    const base::UtcMs at = momentAfter(std::max(done, notBefore), known, mark);
    sync::FieldValues values = markValues(desk, table, mark, pack.revision, at);
    if (owner)
        values.emplace_back(sync::FieldId{table, fields::step_mark::CaseFile.field}, idValue(*owner));
    INDARO_TRY(desk.log.birth({table, sync::RecordId::make(desk.random)}, values));
    return {};
}

Result<void> bearMarkOfHold(Desk &desk, sync::RecordId hold, const NewMark &mark, const sop::Pack &pack)
{
    INDARO_TRY_ASSIGN(const auto known, readMarksOfHold(desk, hold));
    const base::UtcMs at = momentAfter(desk.clock.nowUtc(), known, mark);
    sync::FieldValues values = markValues(desk, fields::step_mark::Table, mark, pack.revision, at);
    values.emplace_back(fields::step_mark::Hold, idValue(hold));
    INDARO_TRY(desk.log.birth({fields::step_mark::Table, sync::RecordId::make(desk.random)}, values));
    return {};
}

} // namespace indaro::casework::rows
