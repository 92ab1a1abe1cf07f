// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/casework/plans/needs.h"

#include "core/casework/plans/record_rows.h"
#include "core/casework/stays/stay_lookup.h"
#include "core/model/field_table.h"
#include "core/model/partial_date.h"

#include <algorithm>
#include <array>

namespace indaro::casework {

namespace fields = model::fields;
using base::Errc;
using base::Error;
using base::Result;
using base::Value;
using namespace Qt::StringLiterals;

namespace {

constexpr auto PlanAreas =
    std::to_array<std::string_view>({"safety", "health", "mind", "legal", "papers", "family", "children", "housing",
                                     "school", "trade", "daily", "friends", "return", "other"});
constexpr auto ActionEnds = std::to_array<std::string_view>({"done", "not_done", "not_wanted", "not_possible"});

template <std::size_t N> bool isOneOf(const std::array<std::string_view, N> &codes, std::string_view code)
{
    return std::find(codes.begin(), codes.end(), code) != codes.end();
}

std::size_t placeOf(const QString &area)
{
    return std::size_t(std::find(PlanAreas.begin(), PlanAreas.end(), area.toStdString()) - PlanAreas.begin());
}

Result<PlanRecord> findNeed(Desk &desk, sync::RecordId id)
{
    INDARO_TRY_ASSIGN(PlanRecord found, findRecord(desk, id, {fields::need::Table, fields::need_health::Table}));
    INDARO_TRY(desk.access.checkWrite(found.record.table)); // it is looked for to be changed
    return found;
}

Result<PlanRecord> findAction(Desk &desk, sync::RecordId id)
{
    INDARO_TRY_ASSIGN(PlanRecord found,
                      findRecord(desk, id, {fields::plan_action::Table, fields::plan_action_health::Table}));
    INDARO_TRY(desk.access.checkWrite(found.record.table)); // it is looked for to be changed
    return found;
}

sync::FieldValues inTable(std::uint16_t table, sync::FieldValues values)
{
    for (auto &[field, value] : values)
        field = fieldIn(table, field);
    return values;
}

sync::FieldValues needValues(const NeedDraft &draft)
{
    return {{fields::need::State, draft.state.isNull() ? Value("not_asked") : draft.state},
            {fields::need::What, draft.what},
            {fields::need::Goal, draft.goal},
            {fields::need::GoalWords, draft.goalWords}};
}

sync::FieldValues actionValues(const ActionDraft &draft)
{
    return {{fields::plan_action::What, draft.what},
            {fields::plan_action::Responsible, draft.responsible},
            {fields::plan_action::Account, draft.account ? idValue(sync::RecordId::sameAs(*draft.account)) : Value()},
            {fields::plan_action::Provider, draft.provider},
            {fields::plan_action::DueOn, draft.dueOn},
            {fields::plan_action::Meeting, draft.meeting ? idValue(*draft.meeting) : Value()}};
}

Result<void> checkAction(Desk &desk, const ActionDraft &draft)
{
    if (draft.what.textOr({}).empty())
        return neededField(fields::plan_action::What);
    if (draft.responsible.textOr({}).empty() && !draft.account && draft.provider.textOr({}).empty())
        return neededField(fields::plan_action::Responsible);
    if (draft.meeting)
        INDARO_TRY(findRecord(desk, *draft.meeting, {fields::meeting::Table}));
    return {};
}

PlanAction toAction(const PlanRecord &record)
{
    PlanAction action{.id = record.id(), .isHidden = record.isHidden};
    action.what = record.text(fields::plan_action::What);
    action.responsible = record.text(fields::plan_action::Responsible);
    if (const auto account = record.idOf(fields::plan_action::Account))
        action.account = sync::UserId::sameAs(*account);
    action.provider = record.text(fields::plan_action::Provider);
    action.dueOn = record.text(fields::plan_action::DueOn);
    action.state = record.text(fields::plan_action::State);
    action.result = record.text(fields::plan_action::Result);
    action.endedOn = record.text(fields::plan_action::EndedOn);
    action.meeting = record.idOf(fields::plan_action::Meeting);
    action.changedAt = record.momentAt(fields::plan_action::ChangedAt).value_or(0);
    return action;
}

Need toNeed(const PlanRecord &record)
{
    return {.id = record.id(),
            .isHidden = record.isHidden,
            .area = record.text(fields::need::Area),
            .state = record.text(fields::need::State),
            .what = record.text(fields::need::What),
            .goal = record.text(fields::need::Goal),
            .goalWords = record.text(fields::need::GoalWords),
            .changedAt = record.momentAt(fields::need::ChangedAt).value_or(0)};
}

/// What was agreed has changed now, and who changed it.
Result<void> noteChange(Desk &desk, const PlanRecord &record, sync::FieldId at, sync::FieldId by)
{
    const std::uint16_t table = record.record.table;
    INDARO_TRY(
        changeRecord(desk, record.id(),
                     {{fieldIn(table, at), momentValue(desk.clock.nowUtc())}, {fieldIn(table, by), ownAccount(desk)}}));
    return {};
}

} // namespace

bool isHealthArea(std::string_view area) noexcept
{
    return area == "health" || area == "mind";
}

bool isHealthService(std::string_view service) noexcept
{
    return service == "health" || service == "sexual_violence_care" || service == "mhpss" || service == "disability";
}

bool PlanAction::isOpen() const
{
    return !isOneOf(ActionEnds, state.toStdString());
}

bool PlanAction::isLate(QDate today) const
{
    const auto due = model::PartialDate::parse(dueOn);
    return isOpen() && due && due->latest() < today;
}

Result<sync::RecordId> addNeed(Desk &desk, CaseId person, const NeedDraft &draft)
{
    const std::string area = draft.area.textOr({});
    if (!isOneOf(PlanAreas, area))
        return neededField(fields::need::Area);
    INDARO_TRY_ASSIGN(auto transaction, desk.db.begin());
    INDARO_TRY(checkPerson(desk, person));
    sync::FieldValues values = needValues(draft);
    values.insert(values.begin(), {{fields::need::CaseFile, idValue(person)}, {fields::need::Area, draft.area}});
    values.push_back({fields::need::ChangedAt, momentValue(desk.clock.nowUtc())});
    values.push_back({fields::need::ChangedBy, ownAccount(desk)});
    const std::uint16_t table = isHealthArea(area) ? fields::need_health::Table : fields::need::Table;
    INDARO_TRY_ASSIGN(const auto id, bearRecord(desk, table, values));
    INDARO_TRY(transaction.commit());
    return id;
}

Result<void> changeNeed(Desk &desk, sync::RecordId id, const NeedDraft &draft)
{
    INDARO_TRY_ASSIGN(auto transaction, desk.db.begin());
    INDARO_TRY_ASSIGN(const PlanRecord need, findNeed(desk, id));
    INDARO_TRY_ASSIGN(const bool isOther, changeRecord(desk, id, inTable(need.record.table, needValues(draft))));
    if (isOther)
        INDARO_TRY(noteChange(desk, need, fields::need::ChangedAt, fields::need::ChangedBy));
    return transaction.commit();
}

Result<void> dropNeed(Desk &desk, sync::RecordId id)
{
    INDARO_TRY_ASSIGN(const PlanRecord need, findNeed(desk, id));
    INDARO_TRY_ASSIGN(const CaseId person, personOf(need));
    INDARO_TRY_ASSIGN(const auto actions,
                      recordsAbout(desk, person, {fields::plan_action::Table, fields::plan_action_health::Table}));
    if (std::ranges::any_of(actions, [&](const auto &action) { return action.idOf(fields::plan_action::Need) == id; }))
        return Error(Errc::WrongState);
    INDARO_TRY_ASSIGN(auto transaction, desk.db.begin());
    INDARO_TRY(desk.log.remove({need.record.table, id}));
    return transaction.commit();
}

Result<sync::RecordId> addAction(Desk &desk, sync::RecordId needId, const ActionDraft &draft)
{
    INDARO_TRY_ASSIGN(auto transaction, desk.db.begin());
    INDARO_TRY(checkAction(desk, draft));
    INDARO_TRY_ASSIGN(const PlanRecord need, findNeed(desk, needId));
    INDARO_TRY_ASSIGN(const CaseId person, personOf(need));
    sync::FieldValues values = actionValues(draft);
    values.insert(values.begin(),
                  {{fields::plan_action::CaseFile, idValue(person)}, {fields::plan_action::Need, idValue(needId)}});
    values.push_back({fields::plan_action::ChangedAt, momentValue(desk.clock.nowUtc())});
    values.push_back({fields::plan_action::ChangedBy, ownAccount(desk)});
    const bool isHealth = need.record.table == fields::need_health::Table;
    INDARO_TRY_ASSIGN(const auto id,
                      bearRecord(desk, isHealth ? fields::plan_action_health::Table : fields::plan_action::Table, values));
    INDARO_TRY(transaction.commit());
    return id;
}

Result<void> changeAction(Desk &desk, sync::RecordId id, const ActionDraft &draft)
{
    INDARO_TRY_ASSIGN(auto transaction, desk.db.begin());
    INDARO_TRY(checkAction(desk, draft));
    INDARO_TRY_ASSIGN(const PlanRecord action, findAction(desk, id));
    if (!toAction(action).isOpen())
        return Error(Errc::WrongState);
    INDARO_TRY_ASSIGN(const bool isOther, changeRecord(desk, id, inTable(action.record.table, actionValues(draft))));
    if (isOther)
        INDARO_TRY(noteChange(desk, action, fields::plan_action::ChangedAt, fields::plan_action::ChangedBy));
    return transaction.commit();
}

Result<void> reportAction(Desk &desk, sync::RecordId id, const Value &state, const Value &result, const Value &endedOn)
{
    const std::string code = state.textOr({});
    const bool isEnd = isOneOf(ActionEnds, code);
    INDARO_TRY_ASSIGN(auto transaction, desk.db.begin());
    INDARO_TRY_ASSIGN(const PlanRecord action, findAction(desk, id));
    const std::uint16_t table = action.record.table;
    if (!isEnd && code != "planned" && code != "under_way")
        return neededField(fieldIn(table, fields::plan_action::State));
    if (isEnd && code != "done" && result.textOr({}).empty())
        return neededField(fieldIn(table, fields::plan_action::Result));
    const Value today = model::localDay(desk.clock.nowUtc()).toString(Qt::ISODate).toStdString();
    const Value ended = !isEnd ? Value() : endedOn.isNull() ? today : endedOn;
    INDARO_TRY(changeRecord(desk, id,
                            inTable(table, {{fields::plan_action::State, state},
                                            {fields::plan_action::Result, result},
                                            {fields::plan_action::EndedOn, ended}})));
    return transaction.commit();
}

Result<std::vector<Need>> listNeedsOf(Desk &desk, CaseId person)
{
    INDARO_TRY_ASSIGN(const auto records, recordsAbout(desk, person, {fields::need::Table, fields::need_health::Table}));
    INDARO_TRY_ASSIGN(const auto actions,
                      recordsAbout(desk, person, {fields::plan_action::Table, fields::plan_action_health::Table}));
    std::vector<Need> needs;
    for (const PlanRecord &record : records) {
        Need need = toNeed(record);
        for (const PlanRecord &action : actions) {
            if (action.idOf(fields::plan_action::Need) == need.id)
                need.actions.push_back(toAction(action));
        }
        std::ranges::stable_sort(need.actions, [](const PlanAction &a, const PlanAction &b) {
            return a.dueOn.isEmpty() != b.dueOn.isEmpty() ? b.dueOn.isEmpty() : a.dueOn < b.dueOn;
        });
        needs.push_back(std::move(need));
    }
    std::ranges::stable_sort(needs, {}, [](const Need &need) { return placeOf(need.area); });
    return needs;
}

} // namespace indaro::casework
