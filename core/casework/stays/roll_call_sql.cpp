// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/casework/audit/audit.h"
#include "core/casework/house/routines.h"
#include "core/casework/interviews/answer_rows.h"
#include "core/casework/row_values.h"
#include "core/casework/stays/roll_call.h"
#include "core/model/field_table.h"
#include "core/model/partial_date.h"
#include "core/sync/derived_id.h"

#include <algorithm>

namespace indaro::casework {

namespace fields = model::fields;
using base::Errc;
using base::Error;
using base::Result;
using base::Value;
using namespace Qt::StringLiterals;

namespace {

constexpr QStringView RollCallStep = u"6.1"; // of the procedure that ships

QDate givenNight(Desk &desk, QDate night)
{
    return night.isValid() ? night : nightOf(desk.clock.nowUtc());
}

std::string isoNight(QDate night)
{
    return night.toString(Qt::ISODate).toStdString();
}

/// One record for a night, and one line for a stay in it, on whichever laptop they are written.
sync::RecordId rollCallId(QDate night)
{
    return sync::derivedId({"roll_call", isoNight(night)});
}

sync::RecordId lineId(QDate night, StayId stay)
{
    return sync::derivedId({"roll_call_line", isoNight(night), rows::idText(stay)});
}

Result<void> bearRollCall(Desk &desk, QDate night)
{
    if (night > nightOf(desk.clock.nowUtc()))
        return Error(Errc::DateInFuture, {{"table", std::int64_t(fields::roll_call::Table)},
                                          {"field", std::int64_t(fields::roll_call::Night.field)}});
    return rows::put(desk, {fields::roll_call::Table, rollCallId(night)}, {{fields::roll_call::Night, isoNight(night)}});
}

std::pair<QString, QString> whereSheSleeps(const HouseTonight &house, const Sleeper &who)
{
    const Berth *berth = who.berth();
    const RoomTonight *room = berth != nullptr ? house.findRoom(berth->room) : nullptr;
    const PlaceTonight *place = berth != nullptr ? house.findPlace(berth->place) : nullptr;
    return {room != nullptr ? room->name : QString(), place != nullptr ? place->label : QString()};
}

RollCallLine lineOf(const HouseTonight &house, const Sleeper &who)
{
    auto [room, place] = whereSheSleeps(house, who);
    RollCallLine line{who.person, who.stay, who.displayName, std::move(room), std::move(place), who.age, who.absence};
    line.helpToLeave = who.helpToLeave;
    if (who.absence)
        line.suggested = who.absence->isLate ? u"late"_s : u"expected_away"_s;
    return line;
}

template <class Lines> void sortByRoom(Lines &lines)
{
    // By pointers: moved about in place, GCC 12 takes a line for one that was never written.
    std::vector<typename Lines::value_type *> order;
    for (auto &line : lines)
        order.push_back(&line);
    std::stable_sort(order.begin(), order.end(), [](const auto *first, const auto *second) {
        const auto &a = *first;
        const auto &b = *second;
        return std::pair(a.roomName.isEmpty(), a.roomName) < std::pair(b.roomName.isEmpty(), b.roomName);
    });
    Lines sorted;
    for (auto *line : order)
        sorted.push_back(std::move(*line));
    lines = std::move(sorted);
}

Result<void> readMarks(Desk &desk, RollCall &call)
{
    INDARO_TRY_ASSIGN(
        auto rows, desk.db.prepare("SELECT l.stay, l.case_file, l.mark, l.note, l.marked_at, l.marked_by, c.display_name, "
                                   "c.is_minor FROM roll_call_line l LEFT JOIN case_file c ON c.id = l.case_file "
                                   "WHERE l.roll_call = ?1 ORDER BY c.display_name, l.id"));
    rows.bind(1, rollCallId(call.night));
    for (;;) {
        INDARO_TRY_ASSIGN(const bool row, rows.step());
        if (!row)
            return {};
        const auto stay = rows.id<sync::RecordTag>(0);
        const auto person = rows.id<sync::RecordTag>(1);
        if (!stay || !person)
            continue;
        auto line = std::find_if(call.lines.begin(), call.lines.end(),
                                 [&](const RollCallLine &each) { return each.person == *person; });
        if (line == call.lines.end()) {
            call.lines.push_back({.person = *person, .stay = *stay, .displayName = toText(rows, 6)});
            line = std::prev(call.lines.end());
        }
        line->mark = toText(rows, 2);
        line->note = toText(rows, 3);
        line->markedAt = momentOf(rows.value(4));
        line->markedBy = rows.id<sync::UserTag>(5);
    }
}

QString guardianOf(const HouseTonight &house, const Sleeper &child)
{
    if (child.age == AgeGroup::Adult)
        return {};
    const auto found = std::find_if(house.sleepers.begin(), house.sleepers.end(), [&](const Sleeper &other) {
        return child.isFamilyOf(other) && other.age == AgeGroup::Adult && !other.absence;
    });
    return found == house.sleepers.end() ? QString() : found->displayName;
}

} // namespace

int RollCall::unmarked() const
{
    return static_cast<int>(
        std::count_if(lines.begin(), lines.end(), [](const RollCallLine &line) { return line.mark.isEmpty(); }));
}

int RollCall::marked(QStringView mark) const
{
    return static_cast<int>(
        std::count_if(lines.begin(), lines.end(), [&](const RollCallLine &line) { return line.mark == mark; }));
}

Result<RollCall> loadRollCall(Desk &desk, QDate night)
{
    RollCall call{.night = givenNight(desk, night)};
    {
        INDARO_TRY_ASSIGN(auto find, desk.db.prepare("SELECT done_at, done_by FROM roll_call WHERE id = ?1"));
        find.bind(1, rollCallId(call.night));
        INDARO_TRY_ASSIGN(call.isStarted, find.step());
        if (call.isStarted) {
            call.doneAt = momentOf(find.value(0));
            call.doneBy = find.id<sync::UserTag>(1);
        }
    }
    INDARO_TRY_ASSIGN(const HouseTonight house, loadHouseTonight(desk));
    if (call.night == nightOf(desk.clock.nowUtc())) {
        for (const Sleeper &who : house.sleepers)
            call.lines.push_back(lineOf(house, who));
    }
    INDARO_TRY(readMarks(desk, call));
    for (RollCallLine &line : call.lines)
        line.isHere = house.findSleeper(line.person) != nullptr;
    sortByRoom(call.lines);
    return call;
}

Result<void> startRollCall(Desk &desk, QDate night)
{
    INDARO_TRY(desk.access.mustDo(Thing::Night));
    INDARO_TRY_ASSIGN(auto transaction, desk.db.begin());
    INDARO_TRY(bearRollCall(desk, givenNight(desk, night)));
    return transaction.commit();
}

Result<void> markInRollCall(Desk &desk, CaseId person, const Value &mark, const Value &note, QDate night)
{
    INDARO_TRY(desk.access.mustDo(Thing::Night));
    const QDate day = givenNight(desk, night);
    const QDate today = model::localDay(desk.clock.nowUtc());
    INDARO_TRY_ASSIGN(const Value checkedMark, model::checkField(fields::roll_call_line::Mark, mark, today));
    INDARO_TRY_ASSIGN(const Value checkedNote, model::checkField(fields::roll_call_line::Note, note, today));
    if (checkedMark.textOr({}).empty())
        return Error(Errc::InvalidArgument, {{"table", std::int64_t(fields::roll_call_line::Table)},
                                             {"field", std::int64_t(fields::roll_call_line::Mark.field)}});
    INDARO_TRY_ASSIGN(auto transaction, desk.db.begin());
    INDARO_TRY_ASSIGN(const StayId stay, presentStayOf(desk, person));
    INDARO_TRY(bearRollCall(desk, day));
    INDARO_TRY(rows::put(desk, {fields::roll_call_line::Table, lineId(day, stay)},
                         {{fields::roll_call_line::CaseFile, idValue(person)},
                          {fields::roll_call_line::RollCall, idValue(rollCallId(day))},
                          {fields::roll_call_line::Stay, idValue(stay)},
                          {fields::roll_call_line::Mark, checkedMark},
                          {fields::roll_call_line::Note, checkedNote},
                          {fields::roll_call_line::MarkedAt, momentValue(desk.clock.nowUtc())},
                          {fields::roll_call_line::MarkedBy, idValue(sync::RecordId::sameAs(desk.log.user()))}}));
    return transaction.commit();
}

Result<void> finishRollCall(Desk &desk, QDate night)
{
    INDARO_TRY(desk.access.mustDo(Thing::Night));
    const QDate day = givenNight(desk, night);
    INDARO_TRY_ASSIGN(const RollCall call, loadRollCall(desk, day));
    if (!call.isStarted && day != nightOf(desk.clock.nowUtc()))
        return Error(Errc::WrongState); // nobody can say of an earlier night that it was seen to the end
    if (call.unmarked() > 0)
        return Error(Errc::WrongState, {{"unmarked", std::int64_t(call.unmarked())}});
    const auto routines = loadChecklist(desk, {}); // one that cannot be read here asks for nothing
    INDARO_TRY_ASSIGN(auto transaction, desk.db.begin());
    INDARO_TRY(bearRollCall(desk, day));
    if (routines)
        INDARO_TRY(tickRoutine(desk, *routines, RollCallStep, {u"form"_s}));
    INDARO_TRY(desk.log.edit(fields::roll_call::DoneAt, rollCallId(day), momentValue(desk.clock.nowUtc())));
    INDARO_TRY(desk.log.edit(fields::roll_call::DoneBy, rollCallId(day), idValue(sync::RecordId::sameAs(desk.log.user()))));
    return transaction.commit();
}

Result<void> noteRollCallPrinted(Desk &desk, QDate night)
{
    return recordAuditNow(desk, AuditVerb::RollCallPrinted, std::nullopt, isoNight(givenNight(desk, night)));
}

Result<std::vector<QDate>> nightsWithoutRollCall(Desk &desk, int days)
{
    std::vector<QDate> nights;
    INDARO_TRY_ASSIGN(auto since, desk.log.connection().prepare("SELECT min(opened_at) FROM case_file"));
    INDARO_TRY_ASSIGN(const bool isAnybody, since.step());
    const auto first = isAnybody ? momentOf(since.value(0)) : std::nullopt;
    if (!first)
        return nights;
    INDARO_TRY_ASSIGN(auto find, desk.db.prepare("SELECT 1 FROM roll_call WHERE id = ?1 AND done_at IS NOT NULL"));
    for (int back = 1; back <= days; ++back) {
        const QDate night = nightOf(desk.clock.nowUtc()).addDays(-back);
        if (night < nightOf(*first)) // nobody was here whom this house knows of
            break;
        find.bind(1, rollCallId(night));
        INDARO_TRY_ASSIGN(const bool isDone, find.step());
        find.reset();
        if (!isDone)
            nights.push_back(night);
    }
    return nights;
}

Result<EvacuationList> loadEvacuationList(Desk &desk)
{
    INDARO_TRY_ASSIGN(const HouseTonight house, loadHouseTonight(desk));
    EvacuationList list{house.at, {}};
    for (const Sleeper &who : house.sleepers) {
        auto [room, place] = whereSheSleeps(house, who);
        list.lines.push_back({who.person, who.displayName, std::move(room), std::move(place), who.age, who.years,
                              guardianOf(house, who), who.absence, who.helpToLeave});
        ++(who.absence ? list.away : list.inHouse);
        list.needHelp += !who.absence && !who.helpToLeave.isEmpty() ? 1 : 0;
    }
    sortByRoom(list.lines);
    std::vector<EvacuationLine> ordered; // GCC 12 takes a partition in place for a read of what was never written
    for (const bool isOut : {false, true}) {
        for (EvacuationLine &line : list.lines) {
            if (line.absence.has_value() == isOut)
                ordered.push_back(std::move(line));
        }
    }
    list.lines = std::move(ordered);
    return list;
}

Result<void> noteEvacuationListPrinted(Desk &desk)
{
    return recordAuditNow(desk, AuditVerb::EvacuationListPrinted, std::nullopt);
}

Result<void> setHelpToLeave(Desk &desk, CaseId person, const Value &help)
{
    INDARO_TRY(desk.access.mustDo(Thing::Night));
    INDARO_TRY_ASSIGN(const Value checked,
                      model::checkField(fields::stay::HelpToLeave, help, model::localDay(desk.clock.nowUtc())));
    INDARO_TRY_ASSIGN(auto transaction, desk.db.begin());
    INDARO_TRY_ASSIGN(const StayId stay, presentStayOf(desk, person));
    const sync::ChangeLog::GateLift lift(desk.log); // of the stay this one field is the night's, and mustDo has asked for it
    INDARO_TRY(desk.log.edit(fields::stay::HelpToLeave, stay, checked));
    return transaction.commit();
}

} // namespace indaro::casework
