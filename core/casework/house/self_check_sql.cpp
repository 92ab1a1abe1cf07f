// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/casework/audit/audit.h"
#include "core/casework/checklists/step_marks.h"
#include "core/casework/house/routines.h"
#include "core/casework/house/self_check.h"
#include "core/casework/interviews/answer_rows.h"
#include "core/casework/plans/record_rows.h"
#include "core/casework/row_values.h"
#include "core/casework/stays/stay_lookup.h"
#include "core/model/field_table.h"
#include "core/model/partial_date.h"
#include "core/sync/derived_id.h"

#include <algorithm>
#include <map>

namespace indaro::casework {

namespace fields = model::fields;
using base::Errc;
using base::Error;
using base::Result;
using base::Value;
using namespace Qt::StringLiterals;

namespace {

/// The pack a round began with, where it can be read: the one the house follows, which may have moved on since.
Result<std::shared_ptr<const sop::Pack>> packOf(Desk &desk, const QString &packId, int revision)
{
    const auto followed = rows::followedPackOf(desk, {});
    if (followed && followed->pack->id == packId && followed->pack->revision == revision)
        return followed->pack;
    const auto shipped = loadShippedPack(desk, packId, revision);
    if (shipped)
        return shipped->pack;
    if (followed && followed->pack->id == packId)
        return followed->pack; // the same questions but for those that were changed
    return std::shared_ptr<const sop::Pack>();
}

Result<SelfCheck> findCheck(Desk &desk, sync::RecordId id)
{
    INDARO_TRY_ASSIGN(const auto checks, listSelfChecks(desk));
    const auto found = std::ranges::find(checks, id, &SelfCheck::id);
    return found == checks.end() ? Result<SelfCheck>(Error(Errc::UnknownRecord)) : Result<SelfCheck>(*found);
}

Result<void> readLines(Desk &desk, SelfCheck &check)
{
    INDARO_TRY_ASSIGN(auto select,
                      desk.db.prepare("SELECT id, item, answer, evidence, action, who, until_on, done_on, done_note FROM "
                                      "self_check_line WHERE self_check = ?1"));
    select.bind(1, check.id);
    INDARO_TRY(forEachRow(select, [&]() -> Result<void> {
        const auto id = select.id<sync::RecordTag>(0);
        if (!id)
            return Error(Errc::StoreDamaged);
        check.lines.push_back({*id, check.id, check.number, toText(select, 1), toText(select, 2), toText(select, 3),
                               toText(select, 4), toText(select, 5), toText(select, 6), toText(select, 7),
                               toText(select, 8)});
        return {};
    }));
    std::map<QString, std::size_t> places;
    if (check.pack != nullptr) {
        for (const sop::Step *item : selfCheckItems(*check.pack))
            places.emplace(item->id, places.size());
    }
    std::ranges::sort(check.lines, {}, [&](const SelfCheckLine &line) {
        const auto place = places.find(line.item);
        return std::pair(place == places.end() ? places.size() : place->second, line.item);
    });
    return {};
}

/// A question of this round that is not answered, or not so and nobody says what is to be done.
bool isUnfinished(const SelfCheck &check, const sop::Step &item)
{
    const SelfCheckLine *line = check.find(item.id);
    if (line == nullptr || line->answer.isEmpty())
        return true;
    return (line->answer == "no"_L1 || line->answer == "partly"_L1) && !line->hasAction();
}

/// Inside the caller's transaction: each question is a step of the house's checklist.
Result<void> tickQuestions(Desk &desk, const Checklist &house, const SelfCheck &check)
{
    for (const sop::Step *item : selfCheckItems(*house.pack)) {
        const SelfCheckLine *line = check.find(item->id);
        if (line != nullptr)
            INDARO_TRY(tickRoutine(desk, house, item->id, {u"tick"_s, u"note"_s}));
    }
    return {};
}

} // namespace

sync::RecordId selfCheckLineId(sync::RecordId check, const QString &item)
{
    return sync::derivedId({"self_check_line", rows::idText(check), item.toStdString()});
}

const SelfCheckLine *SelfCheck::find(QStringView item) const
{
    const auto found = std::ranges::find_if(lines, [&](const SelfCheckLine &line) { return line.item == item; });
    return found == lines.end() ? nullptr : &*found;
}

std::optional<int> SelfCheck::score() const
{
    int asked = 0;
    int halves = 0;
    for (const SelfCheckLine &line : lines) {
        if (line.answer.isEmpty() || line.answer == "not_applicable"_L1)
            continue;
        ++asked;
        halves += line.answer == "yes"_L1 ? 2 : line.answer == "partly"_L1 ? 1 : 0;
    }
    return asked == 0 ? std::nullopt : std::optional(halves * 50 / asked);
}

Result<sync::RecordId> beginSelfCheck(Desk &desk)
{
    INDARO_TRY(desk.access.mustDo(Thing::House));
    INDARO_TRY_ASSIGN(const auto checks, listSelfChecks(desk));
    int number = 0;
    for (const SelfCheck &check : checks) {
        if (!check.closedAt)
            return Error(Errc::WrongState);
        number = std::max(number, check.number);
    }
    INDARO_TRY_ASSIGN(const PackInUse followed, rows::followedPackOf(desk, {}));
    if (selfCheckItems(*followed.pack).empty())
        return Error(Errc::NotFound, {{"step", SelfCheckPhase.toString().toStdString()}});
    INDARO_TRY_ASSIGN(auto transaction, desk.db.begin());
    INDARO_TRY_ASSIGN(const auto id, bearRecord(desk, fields::self_check::Table,
                                                {{fields::self_check::Number, std::int64_t{number} + 1},
                                                 {fields::self_check::PackId, followed.pack->id.toStdString()},
                                                 {fields::self_check::Revision, std::int64_t{followed.pack->revision}},
                                                 {fields::self_check::BegunAt, momentValue(desk.clock.nowUtc())},
                                                 {fields::self_check::BegunBy, ownAccount(desk)}}));
    INDARO_TRY(transaction.commit());
    return id;
}

Result<void> putSelfCheckAnswer(Desk &desk, sync::RecordId id, const QString &item, const SelfCheckAnswer &answer)
{
    INDARO_TRY(desk.access.mustDo(Thing::House));
    INDARO_TRY_ASSIGN(const SelfCheck check, findCheck(desk, id));
    if (check.closedAt)
        return Error(Errc::WrongState);
    if (check.pack == nullptr || check.pack->findStep(item) == nullptr)
        return Error(Errc::NotFound, {{"step", item.toStdString()}});
    if (answer.answer.textOr({}).empty())
        return neededField(fields::self_check_line::Answer);
    const bool hasAction = !answer.action.textOr({}).empty();
    if (hasAction && answer.who.textOr({}).empty())
        return neededField(fields::self_check_line::Who);
    if (hasAction && answer.untilOn.textOr({}).empty())
        return neededField(fields::self_check_line::UntilOn);
    INDARO_TRY_ASSIGN(auto transaction, desk.db.begin());
    sync::FieldValues values{{fields::self_check_line::SelfCheck, idValue(id)},
                             {fields::self_check_line::Item, item.toStdString()},
                             {fields::self_check_line::Answer, answer.answer},
                             {fields::self_check_line::Evidence, answer.evidence},
                             {fields::self_check_line::Action, answer.action},
                             {fields::self_check_line::Who, answer.who},
                             {fields::self_check_line::UntilOn, answer.untilOn},
                             {fields::self_check_line::ChangedAt, momentValue(desk.clock.nowUtc())},
                             {fields::self_check_line::ChangedBy, ownAccount(desk)}};
    for (auto &[field, value] : values) {
        INDARO_TRY_ASSIGN(value, model::checkField(field, value, model::localDay(desk.clock.nowUtc())));
    }
    INDARO_TRY(rows::put(desk, {fields::self_check_line::Table, selfCheckLineId(id, item)}, values));
    return transaction.commit();
}

Result<void> closeSelfCheck(Desk &desk, sync::RecordId id)
{
    INDARO_TRY(desk.access.mustDo(Thing::House));
    INDARO_TRY_ASSIGN(const SelfCheck check, findCheck(desk, id));
    if (check.closedAt || check.pack == nullptr)
        return Error(Errc::WrongState);
    std::vector<const sop::Step *> open = selfCheckItems(*check.pack);
    std::erase_if(open, [&](const sop::Step *item) { return !isUnfinished(check, *item); });
    if (!open.empty())
        return Error(Errc::StepsOpen, {{"step", open.front()->id.toStdString()}, {"steps", std::int64_t(open.size())}});
    INDARO_TRY_ASSIGN(const Checklist house, loadChecklist(desk, {}));
    INDARO_TRY_ASSIGN(auto transaction, desk.db.begin());
    INDARO_TRY(changeRecord(desk, id,
                            {{fields::self_check::ClosedAt, momentValue(desk.clock.nowUtc())},
                             {fields::self_check::ClosedBy, ownAccount(desk)}}));
    INDARO_TRY(tickQuestions(desk, house, check));
    INDARO_TRY(recordAudit(desk, AuditVerb::SelfCheckClosed, {}, std::to_string(check.number)));
    return transaction.commit();
}

Result<void> reportSelfCheckAction(Desk &desk, sync::RecordId id, const Value &doneOn, const Value &note)
{
    INDARO_TRY(desk.access.mustDo(Thing::House));
    INDARO_TRY_ASSIGN(auto transaction, desk.db.begin());
    INDARO_TRY_ASSIGN(const PlanRecord line, findRecord(desk, id, {fields::self_check_line::Table}));
    if (line.text(fields::self_check_line::Action).isEmpty())
        return neededField(fields::self_check_line::Action);
    if (doneOn.textOr({}).empty())
        return neededField(fields::self_check_line::DoneOn);
    INDARO_TRY(changeRecord(desk, id,
                            {{fields::self_check_line::DoneOn, doneOn},
                             {fields::self_check_line::DoneNote, note},
                             {fields::self_check_line::ChangedAt, momentValue(desk.clock.nowUtc())},
                             {fields::self_check_line::ChangedBy, ownAccount(desk)}}));
    return transaction.commit();
}

Result<std::vector<SelfCheck>> listSelfChecks(Desk &desk)
{
    INDARO_TRY_ASSIGN(auto select,
                      desk.db.prepare("SELECT id, number, pack_id, revision, begun_at, closed_at FROM self_check "
                                      "ORDER BY begun_at DESC, id"));
    std::vector<SelfCheck> checks;
    std::vector<std::pair<QString, int>> packs;
    INDARO_TRY(forEachRow(select, [&]() -> Result<void> {
        const auto id = select.id<sync::RecordTag>(0);
        if (!id)
            return Error(Errc::StoreDamaged);
        packs.emplace_back(toText(select, 2), int(select.value(3).integerOr(0)));
        checks.push_back({.id = *id,
                          .number = int(select.value(1).integerOr(0)),
                          .begunAt = select.value(4).integerOr(0),
                          .closedAt = momentOf(select.value(5))});
        return {};
    }));
    for (std::size_t i = 0; i < checks.size(); ++i) {
        INDARO_TRY_ASSIGN(checks[i].pack, packOf(desk, packs[i].first, packs[i].second));
        INDARO_TRY(readLines(desk, checks[i]));
    }
    return checks;
}

std::vector<SelfCheckLine> openActions(const std::vector<SelfCheck> &checks)
{
    std::vector<SelfCheckLine> actions;
    for (const SelfCheck &check : checks)
        std::ranges::copy_if(check.lines, std::back_inserter(actions), &SelfCheckLine::isOpenAction);
    std::ranges::stable_sort(actions, [](const SelfCheckLine &a, const SelfCheckLine &b) {
        return a.untilOn.isEmpty() != b.untilOn.isEmpty() ? b.untilOn.isEmpty() : a.untilOn < b.untilOn;
    });
    return actions;
}

} // namespace indaro::casework
