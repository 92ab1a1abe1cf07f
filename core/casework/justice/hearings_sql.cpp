// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/casework/justice/hearings.h"

#include "core/casework/audit/audit.h"
#include "core/casework/checklists/step_marks.h"
#include "core/casework/consents/data_groups.h"
#include "core/casework/justice/justice_steps.h"
#include "core/casework/row_values.h"
#include "core/model/field_table.h"
#include "core/model/partial_date.h"

#include <algorithm>
#include <map>
#include <tuple>

namespace indaro::casework {

namespace fields = model::fields;
using namespace Qt::StringLiterals;
using base::Errc;
using base::Error;
using base::Result;

namespace {

/// What each of them said of cooperating, asked once.
class Agreements
{
public:
    explicit Agreements(Desk &desk) : m_desk(desk) {}
    Result<UseAnswer> of(CaseId person)
    {
        const auto known = m_answers.find(person);
        if (known != m_answers.end())
            return known->second;
        INDARO_TRY_ASSIGN(const UseAnswer answer, askUse(m_desk, person, QString::fromLatin1(consent_uses::Justice)));
        m_answers.emplace(person, answer);
        return answer;
    }

private:
    Desk &m_desk;
    std::map<CaseId, UseAnswer> m_answers;
};

class DueHearings
{
public:
    DueHearings(Desk &desk, int comingDays)
        : m_desk(desk), m_today(model::localDay(desk.clock.nowUtc())), m_comingDays(comingDays)
    {
    }
    Result<std::vector<DueHearing>> read()
    {
        INDARO_TRY_ASSIGN(const auto events, rows::readJusticeEvents(m_desk, {}));
        for (const JusticeEvent &event : events)
            INDARO_TRY(addReminders(event));
        INDARO_TRY(addWithdrawals());
        std::ranges::stable_sort(m_due, {}, [](const DueHearing &one) { return std::tuple(one.due, one.day, one.hour); });
        return std::move(m_due);
    }

private:
    Result<void> addReminders(const JusticeEvent &event)
    {
        for (const HearingReminder &reminder : remindersOf(event, m_today)) {
            if (m_today.daysTo(reminder.due) > m_comingDays)
                continue;
            INDARO_TRY_ASSIGN(const bool isInProcedure, hasLine(event, reminder.stage));
            if (!isInProcedure)
                m_due.push_back({.person = event.person,
                                 .displayName = event.displayName,
                                 .stage = reminder.stage,
                                 .record = event.id,
                                 .due = reminder.due,
                                 .kind = event.kind,
                                 .day = event.happenedOn,
                                 .hour = event.happenedAt,
                                 .isNoted = !event.isOpen() || event.day() >= m_today});
        }
        return {};
    }
    Result<bool> hasLine(const JusticeEvent &event, HearingStage stage)
    {
        auto known = m_lists.find(event.person);
        if (known == m_lists.end()) {
            auto list = rows::checklistFor(m_desk, event.person);
            if (!list && !isPackUnreadable(list.error().code))
                return list.error();
            known = m_lists.emplace(event.person, list ? std::optional(std::move(*list)) : std::nullopt).first;
        }
        return known->second && rows::lineOfHearing(*known->second, event, stage) != nullptr;
    }
    Result<void> addWithdrawals()
    {
        INDARO_TRY_ASSIGN(auto tasks, m_desk.db.prepare("SELECT t.id, t.case_file, t.raised_at, c.display_name FROM task t "
                                                        "LEFT JOIN case_file c ON c.id = t.case_file WHERE t.kind = ?1 AND "
                                                        "t.done_at IS NULL ORDER BY t.raised_at, t.id"));
        tasks.bind(1, std::string_view(WithdrawnJusticeTask));
        return forEachRow(tasks, [&]() -> Result<void> {
            const auto id = tasks.id<sync::RecordTag>(0);
            const auto person = tasks.id<sync::RecordTag>(1);
            if (!id || !person)
                return Error(Errc::StoreDamaged);
            m_due.push_back({.person = *person,
                             .displayName = toText(tasks, 3),
                             .stage = HearingStage::Withdrawn,
                             .record = *id,
                             .due = model::localDay(tasks.value(2).integerOr(0))});
            return {};
        });
    }

    Desk &m_desk;
    QDate m_today;
    int m_comingDays;
    std::map<CaseId, std::optional<Checklist>> m_lists;
    std::vector<DueHearing> m_due;
};

} // namespace

Result<std::vector<CourtDay>> listCourtDays(Desk &desk, QDate from, QDate to)
{
    std::vector<CourtDay> days;
    if (!desk.access.mayRead(Thing::Procedure))
        return days;
    INDARO_TRY_ASSIGN(const auto events, rows::readJusticeEvents(desk, {}));
    Agreements agreements(desk);
    for (const JusticeEvent &event : standingOf(events)) {
        const QDate day = event.day();
        if (!event.isAppointment() || day < from || day > to)
            continue;
        CourtDay one{event};
        if (event.isOpen()) {
            INDARO_TRY_ASSIGN(const UseAnswer answer, agreements.of(event.person));
            one.isWithoutConsent = answer.why != ConsentWhy::None;
            one.isWithdrawn = answer.isNo();
        }
        days.push_back(std::move(one));
    }
    return days;
}

bool mayPrintCourtDays(const Access &access)
{
    return access.isDirector() || (access.mayWrite(Thing::Procedure) && access.hasRole(Role::LegalAssistant));
}

Result<std::vector<CourtDay>> courtDaysForPaper(Desk &desk, QDate from, QDate to)
{
    if (!mayPrintCourtDays(desk.access))
        return Error(Errc::AccessRefused);
    INDARO_TRY_ASSIGN(auto days, listCourtDays(desk, from, to));
    INDARO_TRY_ASSIGN(const auto withheld, loadAllWithheld(desk));
    std::erase_if(days, [&](const CourtDay &day) {
        const auto of = withheld.find(day.event.person);
        return of != withheld.end() &&
               (of->second.hidesRecord(day.event.id) || of->second.hidesField(fields::justice_event::HappenedOn));
    });
    for (CourtDay &day : days) {
        const auto of = withheld.find(day.event.person);
        if (of == withheld.end())
            continue;
        for (QString *text : {&day.event.authorityName, &day.event.reference, &day.event.what, &day.event.displayName})
            *text = of->second.allowed(*text);
    }
    INDARO_TRY(recordAuditNow(desk, AuditVerb::HousePaperPrinted, std::nullopt, "court-days"));
    return days;
}

Result<std::vector<DueHearing>> listDueHearings(Desk &desk, int comingDays)
{
    if (!desk.access.mayRead(Thing::Procedure))
        return std::vector<DueHearing>();
    return DueHearings(desk, comingDays).read();
}

} // namespace indaro::casework
