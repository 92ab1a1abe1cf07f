// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/casework/checklists/step_marks.h"
#include "core/casework/first_values.h"
#include "core/casework/row_values.h"
#include "core/casework/stays/follow_ups.h"
#include "core/model/field_table.h"
#include "core/model/partial_date.h"

#include <algorithm>
#include <set>

namespace indaro::casework {

namespace fields = model::fields;
using base::Errc;
using base::Error;
using base::Result;
using base::Value;
using namespace Qt::StringLiterals;

namespace {

/// The last stay of a person, when it has ended.
Result<std::optional<StayId>> lastEndedStay(Desk &desk, CaseId person)
{
    INDARO_TRY_ASSIGN(auto find, desk.db.prepare("SELECT id FROM stay WHERE case_file = ?1 AND left_at IS NOT NULL "
                                                 "ORDER BY left_at DESC, id LIMIT 1"));
    find.bind(1, person);
    INDARO_TRY_ASSIGN(const bool found, find.step());
    return found ? find.id<sync::RecordTag>(0) : std::optional<StayId>();
}

Result<std::set<int>> contactsMade(Desk &desk, StayId stay, bool &isOver)
{
    INDARO_TRY_ASSIGN(auto rows, desk.db.prepare("SELECT number, result FROM follow_up WHERE stay = ?1"));
    rows.bind(1, stay);
    std::set<int> made;
    INDARO_TRY(forEachRow(rows, [&]() -> Result<void> {
        made.insert(int(rows.value(0).integerOr(0)));
        isOver = isOver || rows.textView(1) == "no_more_contact";
        return {};
    }));
    return made;
}

/// The latest contact that is due by `until`: an earlier one that nobody made is not made up for any more.
int latestDue(QDate left, QDate until)
{
    int number = FollowUpCount;
    while (number > 0 && followUpDay(left, number) > until)
        --number;
    return number;
}

/// Inside the caller's transaction: the procedure asks for the same contacts by a step, which is done with this one.
Result<void> tickContact(Desk &desk, const Checklist &list, CaseId person, int number)
{
    const sync::ChangeLog::GateLift lift(desk.log); // it follows from what was written
    for (const ChecklistLine &line : list.lines) {
        const sop::Step &step = *line.line.step;
        const bool isSame = step.form == "follow-up"_L1 && step.due && step.due->event == sop::Event::Exit &&
                            step.due->spans.size() == std::size_t{FollowUpCount} && line.line.number == number;
        if (isSame && line.line.isOpen())
            INDARO_TRY(rows::markWithin(
                desk, person, {.step = step.id, .occurrence = line.line.occurrence, .evidence = {u"form"_s}, .note = {}}));
    }
    return {};
}

} // namespace

QDate followUpDay(QDate left, int number)
{
    constexpr int Months[] = {0, 1, 3, 6, 12};
    return number == 1 ? left.addDays(7) : left.addMonths(Months[std::clamp(number, 1, FollowUpCount) - 1]);
}

Result<void> keepFollowUpPlan(Desk &desk, CaseId person, StayId stay, const FollowUpPlan &plan)
{
    const QDate today = model::localDay(desk.clock.nowUtc());
    const auto write = [&]() -> Result<void> {
        const Value caseFile = idValue(person);
        INDARO_TRY_ASSIGN(const bool isThere, desk.log.exists({fields::follow_up_plan::Table, stay}));
        if (!isThere) {
            FirstValues values(today);
            INDARO_TRY(values.addAll({{fields::follow_up_plan::CaseFile, &caseFile},
                                      {fields::follow_up_plan::Agreed, &plan.agreed},
                                      {fields::follow_up_plan::Way, &plan.way},
                                      {fields::follow_up_plan::AgreedWords, &plan.words}}));
            INDARO_TRY(desk.log.birth({fields::follow_up_plan::Table, stay}, values.values()));
            return {};
        }
        for (const auto &[field, value] :
             {std::pair(fields::follow_up_plan::Agreed, &plan.agreed), std::pair(fields::follow_up_plan::Way, &plan.way),
              std::pair(fields::follow_up_plan::AgreedWords, &plan.words)}) {
            INDARO_TRY_ASSIGN(const Value checked, model::checkField(field, *value, today));
            INDARO_TRY(desk.log.edit(field, stay, checked));
        }
        return {};
    };
    if (desk.db.isInTransaction())
        return write();
    INDARO_TRY_ASSIGN(auto transaction, desk.db.begin());
    INDARO_TRY(write());
    return transaction.commit();
}

Result<FollowUpPlan> loadFollowUpPlan(Desk &desk, CaseId person)
{
    FollowUpPlan plan;
    plan.isElsewhere = desk.log.isElsewhere(sync::Compartment::Identity);
    INDARO_TRY_ASSIGN(plan.stay, lastEndedStay(desk, person));
    if (!plan.stay || plan.isElsewhere)
        return plan;
    INDARO_TRY_ASSIGN(auto find, desk.db.prepare("SELECT agreed, way, agreed_words FROM follow_up_plan WHERE id = ?1"));
    find.bind(1, *plan.stay);
    INDARO_TRY_ASSIGN(const bool found, find.step());
    if (found) {
        plan.agreed = find.value(0);
        plan.way = find.value(1);
        plan.words = find.value(2);
    }
    return plan;
}

Result<sync::RecordId> recordFollowUp(Desk &desk, CaseId person, const FollowUpDraft &draft)
{
    INDARO_TRY(desk.access.mustDo(Thing::Care));
    if (draft.result.textOr({}).empty())
        return Error(Errc::InvalidArgument, {{"table", std::int64_t(fields::follow_up::Table)},
                                             {"field", std::int64_t(fields::follow_up::Result.field)}});
    const auto list = rows::checklistFor(desk, person); // one that cannot be read here asks for nothing
    INDARO_TRY_ASSIGN(auto transaction, desk.db.begin());
    INDARO_TRY_ASSIGN(const auto stay, lastEndedStay(desk, person));
    INDARO_TRY_ASSIGN(const FollowUpPlan plan, loadFollowUpPlan(desk, person));
    if (!stay)
        return Error(Errc::WrongState);
    bool isOver = false;
    INDARO_TRY(contactsMade(desk, *stay, isOver));
    const bool isUnwanted = isOver || plan.isElsewhere || plan.agreed.textOr({}) == "no";
    if (isUnwanted && draft.way.textOr({}) != "came_back")
        return Error(Errc::WrongState);
    FirstValues values(model::localDay(desk.clock.nowUtc()));
    INDARO_TRY(values.add(fields::follow_up::CaseFile, idValue(person)));
    INDARO_TRY(values.add(fields::follow_up::Stay, idValue(*stay)));
    INDARO_TRY(values.add(fields::follow_up::Number, std::int64_t{draft.number}));
    INDARO_TRY(values.add(fields::follow_up::HappenedAt, momentValue(desk.clock.nowUtc())));
    INDARO_TRY(values.add(fields::follow_up::Way, draft.way));
    INDARO_TRY(values.add(fields::follow_up::Result, draft.result));
    INDARO_TRY(values.add(fields::follow_up::Note, draft.note));
    INDARO_TRY(values.add(fields::follow_up::RecordedBy, idValue(sync::RecordId::sameAs(desk.log.user()))));
    const auto id = sync::RecordId::make(desk.random);
    INDARO_TRY(desk.log.birth({fields::follow_up::Table, id}, values.values()));
    if (list)
        INDARO_TRY(tickContact(desk, *list, person, draft.number));
    INDARO_TRY(transaction.commit());
    return id;
}

Result<std::vector<FollowUp>> listFollowUpsOf(Desk &desk, CaseId person)
{
    if (!desk.access.mayRead(Thing::Care))
        return std::vector<FollowUp>();
    INDARO_TRY_ASSIGN(auto rows, desk.db.prepare("SELECT id, stay, number, happened_at, way, result, note FROM follow_up "
                                                 "WHERE case_file = ?1 ORDER BY happened_at DESC, id"));
    rows.bind(1, person);
    std::vector<FollowUp> contacts;
    INDARO_TRY(forEachRow(rows, [&]() -> Result<void> {
        const auto id = rows.id<sync::RecordTag>(0);
        const auto stay = rows.id<sync::RecordTag>(1);
        if (!id || !stay)
            return Error(Errc::StoreDamaged);
        contacts.push_back({*id, *stay, int(rows.value(2).integerOr(0)), rows.value(3).integerOr(0), toText(rows, 4),
                            toText(rows, 5), toText(rows, 6)});
        return {};
    }));
    return contacts;
}

Result<std::vector<FollowUpDue>> listDueFollowUps(Desk &desk, int ahead)
{
    // Whether she may be contacted is told there, and that she died in the register.
    if (desk.log.isElsewhere(sync::Compartment::Identity) || !desk.access.mayRead(Thing::Identity) ||
        !desk.access.mayRead(Thing::Register) || !desk.access.mayRead(Thing::Care))
        return std::vector<FollowUpDue>();
    const QDate today = model::localDay(desk.clock.nowUtc());
    INDARO_TRY_ASSIGN(auto rows,
                      desk.db.prepare("SELECT c.id, s.id, c.case_code, c.display_name, s.left_at FROM case_file c "
                                      "JOIN stay s ON s.case_file = c.id LEFT JOIN follow_up_plan p ON p.id = s.id "
                                      "WHERE c.status = 'left' AND s.left_at IS NOT NULL "
                                      "AND s.exit_reason IS NOT 'death' AND p.agreed IS NOT 'no' "
                                      "AND NOT EXISTS (SELECT 1 FROM stay n WHERE n.case_file = c.id AND "
                                      "(n.left_at IS NULL OR n.left_at > s.left_at)) ORDER BY s.left_at, c.id"));
    std::vector<FollowUpDue> due;
    INDARO_TRY(forEachRow(rows, [&]() -> Result<void> {
        const auto person = rows.id<sync::RecordTag>(0);
        const auto stay = rows.id<sync::RecordTag>(1);
        const QDate left = QDate::fromString(toText(rows, 4).left(10), Qt::ISODate);
        if (!person || !stay || !left.isValid())
            return {};
        const int number = latestDue(left, today.addDays(ahead));
        bool isOver = false;
        INDARO_TRY_ASSIGN(const std::set<int> made, contactsMade(desk, *stay, isOver));
        if (number == 0 || isOver || made.contains(number))
            return {};
        const QDate day = followUpDay(left, number);
        due.push_back({*person, *stay, toText(rows, 2), toText(rows, 3), number, day, day < today});
        return {};
    }));
    std::stable_sort(due.begin(), due.end(), [](const auto &a, const auto &b) { return a.due < b.due; });
    return due;
}

} // namespace indaro::casework
