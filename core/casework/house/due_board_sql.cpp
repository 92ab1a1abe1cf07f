// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/casework/checklists/hold_steps.h"
#include "core/casework/house/complaints.h"
#include "core/casework/house/due_board.h"
#include "core/casework/house/self_check.h"
#include "core/casework/row_values.h"
#include "core/casework/stays/custody.h"
#include "core/casework/stays/house_tonight.h"
#include "core/casework/stays/incidents.h"
#include "core/casework/stays/stock.h"
#include "core/model/partial_date.h"

#include <QTimeZone>

#include <algorithm>
#include <map>
#include <tuple>

namespace indaro::casework {

using base::Result;
using namespace Qt::StringLiterals;

namespace {

constexpr int ComingDays = 3; // as the schedule of a procedure

/// Of a whole day; nothing when it is further away.
std::optional<sop::Urgency> urgencyOf(QDate due, QDate today)
{
    const qint64 days = today.daysTo(due);
    if (!due.isValid() || days > ComingDays)
        return std::nullopt;
    return days < 0 ? sop::Urgency::Late : days == 0 ? sop::Urgency::Today : sop::Urgency::Coming;
}

base::UtcMs startOfDay(QDate day)
{
    return day.startOfDay(QTimeZone(model::LocalOffsetSeconds)).toMSecsSinceEpoch();
}

QStringList rolesOfPlan(PlanDueKind kind)
{
    return kind == PlanDueKind::Approval ? QStringList{u"DIR"_s} : QStringList{u"SW"_s};
}

QStringList rolesOfCourt(HearingStage stage)
{
    switch (stage) {
    case HearingStage::Prepare:
        return {u"LEG"_s, u"PSY"_s};
    case HearingStage::Accompany:
        return {u"LEG"_s, u"PSY"_s, u"SW"_s};
    case HearingStage::Debrief:
        return {u"PSY"_s, u"LEG"_s};
    case HearingStage::Withdrawn:
        break;
    }
    return {u"LEG"_s, u"DIR"_s, u"SW"_s};
}

/// Collects them; each of the lists has its own rules for what is due.
class Collector
{
public:
    explicit Collector(Desk &desk) : m_desk(desk), m_today(model::localDay(desk.clock.nowUtc())) {}

    Result<void> steps()
    {
        INDARO_TRY_ASSIGN(const auto due, listDueSteps(m_desk));
        for (const DueStep &each : due)
            m_things.push_back({.kind = DueKind::Step,
                                .urgency = each.line.urgency,
                                .due = each.line.due.value_or(0),
                                .isWholeDay = each.line.isWholeDay,
                                .owner = each.owner,
                                .displayName = each.displayName,
                                .who = each.line.step->who,
                                .pack = each.pack,
                                .step = each.line.step->id,
                                .occurrence = each.line.occurrence});
        return {};
    }
    Result<void> plans()
    {
        INDARO_TRY_ASSIGN(const auto due, listDueOfPlans(m_desk));
        for (const DueOfPlan &each : due)
            m_things.push_back({.kind = DueKind::Plan,
                                .urgency = each.urgency,
                                .due = each.due,
                                .isWholeDay = each.isWholeDay,
                                .owner = each.person,
                                .displayName = each.displayName,
                                .who = rolesOfPlan(each.kind),
                                .plan = each});
        return {};
    }
    Result<void> contacts()
    {
        INDARO_TRY_ASSIGN(const auto due, listDueFollowUps(m_desk, ComingDays));
        for (const FollowUpDue &each : due) {
            if (const auto urgency = urgencyOf(each.due, m_today))
                m_things.push_back({.kind = DueKind::Contact,
                                    .urgency = *urgency,
                                    .due = startOfDay(each.due),
                                    .isWholeDay = true,
                                    .owner = each.person,
                                    .displayName = each.displayName,
                                    .who = {u"SW"_s},
                                    .number = each.number});
        }
        return {};
    }
    Result<void> complaints()
    {
        INDARO_TRY_ASSIGN(const auto all, listComplaints(m_desk));
        for (const Complaint &each : all) {
            if (!each.isOpen() || each.isHidden)
                continue;
            // Abuse by staff is told at once, whatever day an answer is due.
            const QDate due = each.mustBeTold() ? QDate::fromString(each.receivedOn, Qt::ISODate) : each.answerBy();
            if (const auto urgency = urgencyOf(due, m_today))
                m_things.push_back({.kind = DueKind::Complaint,
                                    .urgency = *urgency,
                                    .due = startOfDay(due),
                                    .isWholeDay = true,
                                    .who = {u"DIR"_s, u"SW"_s},
                                    .mustBeTold = each.mustBeTold()});
        }
        return {};
    }
    Result<void> selfChecks()
    {
        INDARO_TRY_ASSIGN(const auto checks, listSelfChecks(m_desk));
        for (const SelfCheckLine &each : openActions(checks)) {
            const QDate due = QDate::fromString(each.untilOn, Qt::ISODate);
            if (const auto urgency = urgencyOf(due, m_today))
                m_things.push_back({.kind = DueKind::SelfCheck,
                                    .urgency = *urgency,
                                    .due = startOfDay(due),
                                    .isWholeDay = true,
                                    .who = {u"DIR"_s},
                                    .words = each.action});
        }
        return {};
    }
    Result<void> incidents()
    {
        INDARO_TRY_ASSIGN(const auto all, listIncidents(m_desk));
        for (const Incident &each : all) {
            if (!each.people.empty() || each.closedAt || !each.needsEscalation())
                continue;
            m_things.push_back({.kind = DueKind::Incident,
                                .urgency = each.isLate(m_desk.clock.nowUtc()) ? sop::Urgency::Late : sop::Urgency::Today,
                                .due = *each.dueAt,
                                .who = {u"DIR"_s, u"GRD"_s, u"SW"_s}});
        }
        return {};
    }
    Result<void> absences()
    {
        INDARO_TRY_ASSIGN(const HouseTonight house, loadHouseTonight(m_desk));
        const base::UtcMs now = m_desk.clock.nowUtc();
        for (const Sleeper &each : house.sleepers) {
            if (!each.absence || !each.absence->expectedAt)
                continue;
            const base::UtcMs due = *each.absence->expectedAt;
            if (due >= now && model::localDay(due) != m_today)
                continue;
            m_things.push_back({.kind = DueKind::Absence,
                                .urgency = due < now ? sop::Urgency::Late : sop::Urgency::Today,
                                .due = due,
                                .owner = each.person,
                                .displayName = each.displayName,
                                .who = {u"GRD"_s, u"SW"_s}});
        }
        return {};
    }
    /// One line for a person, of the oldest: from the day it moved.
    Result<void> custody()
    {
        INDARO_TRY_ASSIGN(const auto open, listUnsignedMovements(m_desk)); // newest first
        std::map<CaseId, const UnsignedMovement *> oldest;
        for (const UnsignedMovement &each : open)
            oldest[each.person] = &each;
        for (const auto &[person, each] : oldest) {
            const QDate day = model::localDay(each->movement.movedAt);
            m_things.push_back({.kind = DueKind::Custody,
                                .urgency = day < m_today ? sop::Urgency::Late : sop::Urgency::Today,
                                .due = startOfDay(day),
                                .isWholeDay = true,
                                .owner = person,
                                .displayName = each->displayName,
                                .who = {u"SW"_s, u"GRD"_s}});
        }
        return {};
    }
    Result<void> stock()
    {
        INDARO_TRY_ASSIGN(const auto all, listStock(m_desk));
        for (const StockLine &each : all) {
            if (each.isLow())
                m_things.push_back({.kind = DueKind::Stock,
                                    .urgency = sop::Urgency::Today,
                                    .due = startOfDay(m_today),
                                    .isWholeDay = true,
                                    .who = {u"SW"_s, u"DIR"_s},
                                    .number = int(each.left),
                                    .words = each.kind});
        }
        return {};
    }
    /// What holds up the next phase of somebody who is announced: whether this is the right place.
    Result<void> calls()
    {
        if (!m_desk.access.mayRead(Thing::Night))
            return {};
        INDARO_TRY_ASSIGN(const auto holds, listHolds(m_desk));
        for (const Hold &hold : holds) {
            if (hold.standing == HoldStanding::Waiting)
                INDARO_TRY(addCall(hold));
        }
        return {};
    }
    Result<void> courtDays()
    {
        INDARO_TRY_ASSIGN(const auto due, listDueHearings(m_desk, ComingDays));
        for (const DueHearing &each : due) {
            if (const auto urgency = urgencyOf(each.due, m_today))
                m_things.push_back({.kind = DueKind::Court,
                                    .urgency = *urgency,
                                    .due = startOfDay(each.due),
                                    .isWholeDay = true,
                                    .owner = each.person,
                                    .displayName = each.displayName,
                                    .who = rolesOfCourt(each.stage),
                                    .court = each});
        }
        return {};
    }
    [[nodiscard]] std::vector<DueThing> take() { return std::move(m_things); }

private:
    Result<void> addCall(const Hold &hold)
    {
        const auto steps = loadHoldSteps(m_desk, hold.id);
        if (!steps && isPackUnreadable(steps.error().code))
            return {};
        if (!steps)
            return steps.error();
        for (const ChecklistLine &line : steps->lines) {
            const bool isDue = line.line.urgency == sop::Urgency::Late || line.line.urgency == sop::Urgency::Today;
            if (isDue && line.line.step->blocks)
                m_things.push_back({.kind = DueKind::Call,
                                    .urgency = line.line.urgency,
                                    .due = line.line.due.value_or(0),
                                    .isWholeDay = line.line.isWholeDay,
                                    .displayName = hold.shownAs,
                                    .who = line.line.step->who,
                                    .pack = steps->pack,
                                    .step = line.line.step->id});
        }
        return {};
    }

    Desk &m_desk;
    QDate m_today;
    std::vector<DueThing> m_things;
};

int groupOf(sop::Urgency urgency)
{
    return urgency == sop::Urgency::Late ? 0 : urgency == sop::Urgency::Today ? 1 : 2;
}

/// Whose family each person belongs to: of who is alone, herself.
Result<std::map<CaseId, base::Bytes>> familiesOf(Desk &desk)
{
    std::map<CaseId, base::Bytes> families;
    INDARO_TRY_ASSIGN(auto rows, desk.db.prepare("SELECT id, ifnull(family_unit, id) FROM case_file"));
    INDARO_TRY(forEachRow(rows, [&]() -> Result<void> {
        const base::ByteView family = rows.blob(1);
        if (const auto id = rows.id<sync::RecordTag>(0))
            families.emplace(*id, base::Bytes(family.begin(), family.end()));
        return {};
    }));
    return families;
}

/// Own first, then by deadline; what is late by its day, since nobody counts the hours any more. Where that is equal, one
/// family after the other and in it one person after the other, in the order they first appear: who works through the list
/// goes from one to the next, not to and fro.
Result<void> sortThings(Desk &desk, std::vector<DueThing> &things)
{
    INDARO_TRY_ASSIGN(const auto families, familiesOf(desk));
    std::map<base::Bytes, std::size_t> familyRanks;
    std::map<ChecklistOwner, std::size_t> ranks;
    const auto familyOf = [&](const DueThing &thing) {
        const auto found = thing.owner ? families.find(*thing.owner) : families.end();
        return found == families.end() ? base::Bytes() : found->second; // empty: the house
    };
    for (const DueThing &thing : things) {
        familyRanks.emplace(familyOf(thing), familyRanks.size());
        ranks.emplace(thing.owner, ranks.size());
    }
    std::ranges::stable_sort(things, {}, [&](const DueThing &thing) {
        const bool isLate = thing.urgency == sop::Urgency::Late;
        const base::UtcMs by = isLate ? startOfDay(model::localDay(thing.due)) : thing.due;
        return std::tuple(groupOf(thing.urgency), !thing.isOwn, by, familyRanks.at(familyOf(thing)), ranks.at(thing.owner),
                          thing.due);
    });
    return {};
}

} // namespace

Result<DueBoard> loadDueBoard(Desk &desk)
{
    DueBoard board;
    board.isDirector = desk.access.isDirector();
    for (const Role role : desk.access.roles())
        board.roles << packRoleOf(role);
    Collector collector(desk);
    INDARO_TRY(collector.steps());
    INDARO_TRY(collector.plans());
    INDARO_TRY(collector.contacts());
    INDARO_TRY(collector.complaints());
    INDARO_TRY(collector.selfChecks());
    INDARO_TRY(collector.incidents());
    INDARO_TRY(collector.absences());
    INDARO_TRY(collector.calls());
    INDARO_TRY(collector.custody());
    INDARO_TRY(collector.stock());
    INDARO_TRY(collector.courtDays());
    board.things = collector.take();
    for (DueThing &thing : board.things)
        thing.isOwn = board.isDirector || board.roles.contains(thing.who.value(0));
    INDARO_TRY(sortThings(desk, board.things));
    return board;
}

} // namespace indaro::casework
