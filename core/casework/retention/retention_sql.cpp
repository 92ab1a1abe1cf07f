// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/casework/retention/retention.h"

#include "core/casework/audit/audit.h"
#include "core/casework/checklists/guards.h"
#include "core/casework/checklists/step_marks.h"
#include "core/casework/first_values.h"
#include "core/casework/plans/approvals.h"
#include "core/casework/plans/record_rows.h"
#include "core/casework/retention/retention_rules.h"
#include "core/casework/row_values.h"
#include "core/casework/stays/stay_lookup.h"
#include "core/model/field_table.h"
#include "core/model/partial_date.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace indaro::casework {

namespace fields = model::fields;
using base::Errc;
using base::Error;
using base::Result;
using base::Value;

namespace {

constexpr const char *ClosingForm = "closure"; ///< sop::Step::form of the steps this form is the evidence of

constexpr std::string_view SelectClosings =
    "SELECT r.id, r.case_file, r.closed_at, r.closed_by, r.reason, r.note, r.keep_until, r.basis, r.basis_note, r.at_end, "
    "r.reopened_at, r.reopened_why, r.reopened_note FROM retention r ";

Result<Closing> readClosing(const store::Statement &row)
{
    const auto id = row.id<sync::RecordTag>(0);
    const auto person = row.id<sync::RecordTag>(1);
    if (!id || !person)
        return Error(Errc::StoreDamaged);
    Closing closing{.id = *id, .person = *person};
    closing.closedAt = row.value(2).integerOr(0);
    closing.closedBy = row.id<sync::UserTag>(3);
    closing.reason = toText(row, 4);
    closing.note = toText(row, 5);
    if (const QDate day = QDate::fromString(toText(row, 6), Qt::ISODate); day.isValid())
        closing.keepUntil = day;
    closing.basis = toText(row, 7);
    closing.basisNote = toText(row, 8);
    closing.atEnd = toText(row, 9);
    closing.reopenedAt = momentOf(row.value(10));
    closing.reopenedWhy = toText(row, 11);
    closing.reopenedNote = toText(row, 12);
    return closing;
}

/// The day a draft names, or the rule's; with words where no rule gives it.
Result<Value> checkedDay(Desk &desk, CaseId person, const Value &keepUntil, const Value &basis, const Value &basisNote)
{
    const bool isByRule = basis.textOr({}).empty() || basis == Value("rule");
    if (!isByRule && basisNote.textOr({}).empty())
        return neededField(fields::retention::BasisNote);
    if (keepUntil.textOr({}).empty()) {
        if (!isByRule)
            return neededField(fields::retention::KeepUntil);
        INDARO_TRY_ASSIGN(const QDate day, keepUntilByRule(desk, person));
        return Value(day.toString(Qt::ISODate).toStdString());
    }
    const QDate today = model::localDay(desk.clock.nowUtc());
    INDARO_TRY_ASSIGN(const Value checked, model::checkField(fields::retention::KeepUntil, keepUntil, today));
    const auto day = model::PartialDate::parse(QString::fromStdString(checked.textOr({})));
    if (!day || day->day == 0)
        return neededField(fields::retention::KeepUntil); // a month is no day somebody can be reminded on
    if (day->earliest() < today)
        return Error(Errc::ValueOutOfRange, {{"table", std::int64_t(fields::retention::Table)},
                                             {"field", std::int64_t(fields::retention::KeepUntil.field)}});
    return checked;
}

Result<void> bearClosing(Desk &desk, sync::RecordId id, const sync::FieldValues &facts)
{
    FirstValues values(model::localDay(desk.clock.nowUtc()));
    for (const auto &[field, value] : facts)
        INDARO_TRY(values.add(field, value));
    INDARO_TRY(desk.log.birth({fields::retention::Table, id}, values.values()));
    return {};
}

/// Every closing that is not ended: two laptops may have closed the file at once.
Result<std::vector<sync::RecordId>> openClosings(Desk &desk, CaseId person)
{
    std::vector<sync::RecordId> closings;
    INDARO_TRY_ASSIGN(auto rows, desk.log.connection().prepare(
                                     "SELECT id FROM retention WHERE case_file = ?1 AND reopened_at IS NULL ORDER BY id"));
    rows.bind(1, person);
    INDARO_TRY(forEachRow(rows, [&]() -> Result<void> {
        if (const auto id = rows.id<sync::RecordTag>(0))
            closings.push_back(*id);
        return {};
    }));
    return closings;
}

/// In the caller's transaction.
Result<void> endClosings(Desk &desk, CaseId person, const std::vector<sync::RecordId> &closings, const Value &why,
                         const Value &note)
{
    for (const sync::RecordId &closing : closings) {
        INDARO_TRY(changeRecord(desk, closing,
                                {{fields::retention::ReopenedAt, momentValue(desk.clock.nowUtc())},
                                 {fields::retention::ReopenedBy, ownAccount(desk)},
                                 {fields::retention::ReopenedWhy, why},
                                 {fields::retention::ReopenedNote, note}}));
    }
    return recordAudit(desk, AuditVerb::FileReopened, person, why.textOr({}));
}

Result<void> checkClosable(Desk &desk, CaseId person)
{
    INDARO_TRY(checkPerson(desk, person));
    if (const auto stay = presentStayOf(desk, person))
        return Error(Errc::StayOpen);
    else if (stay.error().code != Errc::WrongState)
        return stay.error();
    INDARO_TRY_ASSIGN(const bool isClosed, isFileClosed(desk, person));
    return isClosed ? Result<void>(Errc::WrongState) : Result<void>();
}

bool isOwnStep(const sop::Step &step)
{
    return step.form == QLatin1StringView(ClosingForm);
}

/// What holds the closing back beside what it is itself the evidence of, whose marks are returned.
Result<std::vector<NewMark>> checkSteps(Desk &desk, CaseId person)
{
    INDARO_TRY_ASSIGN(const Blockade blockade, blockadeOf(desk, {sop::Action::Closure, person}));
    std::vector<NewMark> own;
    for (const ChecklistLine &line : blockade.list.lines) {
        const sop::Step &step = *line.line.step;
        if (isOwnStep(step))
            own.push_back({.step = step.id, .occurrence = line.line.occurrence, .evidence = step.evidence});
    }
    if (own.size() == blockade.list.lines.size())
        return own;
    const auto first =
        std::ranges::find_if(blockade.list.lines, [](const ChecklistLine &line) { return !isOwnStep(*line.line.step); });
    return Error(Errc::StepsOpen, {{"step", first->line.step->id.toStdString()},
                                   {"steps", std::int64_t(blockade.list.lines.size() - own.size())}});
}

} // namespace

Result<Checklist> stepsBeforeClosing(Desk &desk, CaseId person)
{
    INDARO_TRY_ASSIGN(Blockade blockade, blockadeOf(desk, {sop::Action::Closure, person}));
    std::erase_if(blockade.list.lines, [](const ChecklistLine &line) { return isOwnStep(*line.line.step); });
    return std::move(blockade.list);
}

Result<bool> isFileClosed(Desk &desk, CaseId person)
{
    INDARO_TRY_ASSIGN(auto find, desk.log.connection().prepare(
                                     "SELECT 1 FROM retention WHERE case_file = ?1 AND reopened_at IS NULL LIMIT 1"));
    find.bind(1, person);
    return find.step();
}

Result<std::optional<Closing>> lastClosing(Desk &desk, CaseId person)
{
    INDARO_TRY_ASSIGN(auto find, desk.db.prepare(std::string(SelectClosings) +
                                                 "WHERE r.case_file = ?1 ORDER BY r.closed_at DESC, r.id DESC LIMIT 1"));
    find.bind(1, person);
    INDARO_TRY_ASSIGN(const bool found, find.step());
    if (!found)
        return std::optional<Closing>();
    INDARO_TRY_ASSIGN(Closing closing, readClosing(find));
    return std::optional(std::move(closing));
}

Result<QDate> keepUntilByRule(Desk &desk, CaseId person)
{
    INDARO_TRY_ASSIGN(auto find,
                      desk.db.prepare("SELECT f.is_minor, i.birth_date, f.estimated_age, f.estimated_on FROM case_file f "
                                      "LEFT JOIN identity i ON i.id = f.id WHERE f.id = ?1"));
    find.bind(1, person);
    INDARO_TRY_ASSIGN(const bool found, find.step());
    if (!found)
        return Error(Errc::UnknownRecord, {{"table", std::int64_t(fields::case_file::Table)}});
    const QDate today = model::localDay(desk.clock.nowUtc());
    std::optional<QDate> birth;
    if (const auto date = model::PartialDate::parse(toText(find, 1)))
        birth = date->latest();
    else if (const auto age = momentOf(find.value(2)); age && *age <= 120) {
        const QDate estimatedOn = QDate::fromString(toText(find, 3), Qt::ISODate);
        birth = (estimatedOn.isValid() ? estimatedOn : today).addYears(-int(*age));
    }
    return keepUntilBy(today, find.textView(0) != "no", birth);
}

Result<sync::RecordId> closeFile(Desk &desk, CaseId person, const ClosingDraft &draft, const std::string &agreed)
{
    INDARO_TRY(desk.access.mustDo(Thing::Register));
    INDARO_TRY(checkClosable(desk, person));
    if (draft.reason.textOr({}).empty())
        return neededField(fields::retention::Reason);
    INDARO_TRY_ASSIGN(const Value keepUntil, checkedDay(desk, person, draft.keepUntil, draft.basis, draft.basisNote));
    INDARO_TRY_ASSIGN(const auto marks, checkSteps(desk, person));
    INDARO_TRY_ASSIGN(const Approver approver, approverOf(desk, desk.log.user(), agreed)); // last: somebody is asked for it
    INDARO_TRY_ASSIGN(auto transaction, desk.db.begin());
    for (const NewMark &mark : marks)
        INDARO_TRY(rows::markWithin(desk, person, mark));
    const auto id = sync::RecordId::make(desk.random);
    INDARO_TRY(keepApproval(desk, person, "closure", id, approver, draft.reason));
    INDARO_TRY(recordAudit(desk, AuditVerb::FileClosed, person, draft.reason.textOr({}) + " until " + keepUntil.textOr({})));
    // Last: from then on nothing of hers is written.
    INDARO_TRY(bearClosing(desk, id,
                           {{fields::retention::CaseFile, idValue(person)},
                            {fields::retention::ClosedAt, momentValue(desk.clock.nowUtc())},
                            {fields::retention::ClosedBy, ownAccount(desk)},
                            {fields::retention::Reason, draft.reason},
                            {fields::retention::Note, draft.note},
                            {fields::retention::KeepUntil, keepUntil},
                            {fields::retention::Basis, draft.basis.isNull() ? Value("rule") : draft.basis},
                            {fields::retention::BasisNote, draft.basisNote},
                            {fields::retention::AtEnd, draft.atEnd}}));
    INDARO_TRY(transaction.commit());
    return id;
}

Result<void> reopenFile(Desk &desk, CaseId person, const Value &why, const Value &note)
{
    INDARO_TRY(desk.access.mustDo(Thing::Register));
    if (why.textOr({}).empty())
        return neededField(fields::retention::ReopenedWhy);
    INDARO_TRY_ASSIGN(auto transaction, desk.db.begin());
    INDARO_TRY_ASSIGN(const auto closings, openClosings(desk, person));
    if (closings.empty())
        return Error(Errc::WrongState);
    INDARO_TRY(endClosings(desk, person, closings, why, note));
    return transaction.commit();
}

Result<void> rows::reopenIfClosed(Desk &desk, CaseId person, std::string_view why)
{
    INDARO_TRY_ASSIGN(const auto closings, openClosings(desk, person));
    return closings.empty() ? Result<void>() : endClosings(desk, person, closings, std::string(why), Value());
}

Result<void> setKeepUntil(Desk &desk, CaseId person, const Value &keepUntil, const Value &basis, const Value &basisNote,
                          const std::string &agreed)
{
    INDARO_TRY(desk.access.mustDo(Thing::Register));
    INDARO_TRY_ASSIGN(const auto last, lastClosing(desk, person));
    if (!last || !last->isClosed())
        return Error(Errc::WrongState);
    INDARO_TRY_ASSIGN(const Value day, checkedDay(desk, person, keepUntil, basis, basisNote));
    INDARO_TRY_ASSIGN(const Approver approver, approverOf(desk, desk.log.user(), agreed));
    INDARO_TRY_ASSIGN(auto transaction, desk.db.begin());
    INDARO_TRY(changeRecord(desk, last->id,
                            {{fields::retention::KeepUntil, day},
                             {fields::retention::Basis, basis.isNull() ? Value("rule") : basis},
                             {fields::retention::BasisNote, basisNote}}));
    INDARO_TRY(recordAudit(desk, AuditVerb::RetentionChanged, person,
                           "until " + day.textOr({}) + " by " + approver.id.toText() + " " + approver.way));
    return transaction.commit();
}

Result<std::vector<ClosedFile>> listClosedFiles(Desk &desk)
{
    if (!desk.access.mayRead(Thing::Register))
        return std::vector<ClosedFile>();
    INDARO_TRY_ASSIGN(auto rows,
                      desk.db.prepare("SELECT r.id, r.case_file, r.closed_at, r.closed_by, r.reason, r.note, r.keep_until, "
                                      "r.basis, r.basis_note, r.at_end, r.reopened_at, r.reopened_why, r.reopened_note, "
                                      "f.case_code, f.display_name FROM retention r JOIN case_file f ON f.id = r.case_file "
                                      "WHERE r.reopened_at IS NULL ORDER BY r.keep_until, r.id"));
    std::vector<ClosedFile> files;
    INDARO_TRY(forEachRow(rows, [&]() -> Result<void> {
        INDARO_TRY_ASSIGN(Closing closing, readClosing(rows));
        const CaseId person = closing.person;
        // Two laptops may have closed it at once: it is one file, and the later day holds.
        std::erase_if(files, [&](const ClosedFile &file) { return file.person == person; });
        files.push_back({person, toText(rows, 13), toText(rows, 14), std::move(closing)});
        return {};
    }));
    return files;
}

Result<std::vector<ClosedFile>> listFilesToDecide(Desk &desk, int daysAhead)
{
    const QDate last = model::localDay(desk.clock.nowUtc()).addDays(daysAhead);
    INDARO_TRY_ASSIGN(auto files, listClosedFiles(desk));
    std::erase_if(files, [&](const ClosedFile &file) { return !file.closing.keepUntil || *file.closing.keepUntil > last; });
    return files;
}

} // namespace indaro::casework
