// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/casework/justice/justice_steps.h"

#include "core/casework/checklists/case_situation.h"
#include "core/casework/checklists/step_marks.h"
#include "core/casework/justice/justice_events.h"
#include "core/model/partial_date.h"

#include <algorithm>

namespace indaro::casework::rows {

using namespace Qt::StringLiterals;
using base::Result;

namespace {

std::optional<sop::Event> procedureEventOf(const JusticeEvent &event)
{
    if (event.kind == justice_kinds::Complaint)
        return sop::Event::Complaint;
    if (event.kind == justice_kinds::Judgment)
        return sop::Event::Judgment;
    if (isAccusedFree(event.kind))
        return sop::Event::AccusedFree;
    // A day that was called off, or put off before anybody went, asks for nothing.
    const bool isOff =
        event.state == hearing_states::Cancelled ||
        (event.state == hearing_states::Adjourned && event.closedAt && model::localDay(*event.closedAt) < event.day());
    return event.isAppointment() && !isOff ? std::optional(sop::Event::Hearing) : std::nullopt;
}

bool countsFrom(const ChecklistLine &line, sop::Event event, const QString &instance)
{
    const auto &due = line.line.step->due;
    return due && due->step.isEmpty() && due->event == event && line.line.instance == instance && !due->spans.empty();
}

/// The pack that cannot be read here asks for nothing.
Result<std::optional<Checklist>> listOf(Desk &desk, CaseId person)
{
    auto list = checklistFor(desk, person);
    if (!list && isPackUnreadable(list.error().code))
        return std::optional<Checklist>();
    if (!list)
        return list.error();
    return std::optional(std::move(*list));
}

Result<void> tickLine(Desk &desk, CaseId person, const ChecklistLine &line, const QString &evidence)
{
    if (!line.line.isOpen())
        return {};
    const sync::ChangeLog::GateLift lift(desk.log); // it follows from what was written
    return markWithin(desk, person,
                      {.step = line.line.step->id, .occurrence = line.line.occurrence, .evidence = {evidence}, .note = {}});
}

} // namespace

Result<std::vector<sop::Happening>> happeningsOfJustice(Desk &desk, CaseId person)
{
    INDARO_TRY_ASSIGN(const auto events, readJusticeEvents(desk, person));
    std::vector<sop::Happening> happenings;
    for (const JusticeEvent &event : standingOf(events)) {
        const auto what = procedureEventOf(event);
        if (!what)
            continue;
        const QString hour = event.isAppointment() && !event.happenedAt.isEmpty() ? u'T' + event.happenedAt : QString();
        auto happening =
            happeningAt(*what, event.happenedOn + hour, sop::happensOften(*what) ? instanceOfEvent(event) : QString());
        if (!happening)
            continue;
        // Only the day was written: it had happened when somebody wrote it down.
        if (happening->isWholeDay && !event.isAppointment() &&
            model::localDay(event.recordedAt) == model::localDay(happening->at)) {
            happening->at = event.recordedAt;
            happening->isWholeDay = false;
        }
        happenings.push_back(*happening);
    }
    return happenings;
}

Result<void> tickOfRecord(Desk &desk, const JusticeEvent &event)
{
    const auto what = procedureEventOf(event);
    if (!what || event.isAppointment())
        return {};
    INDARO_TRY_ASSIGN(const auto list, listOf(desk, event.person));
    if (!list)
        return {};
    const QString instance = sop::happensOften(*what) ? instanceOfEvent(event) : QString();
    for (const ChecklistLine &line : list->lines) {
        const bool isAsked = countsFrom(line, *what, instance) && !line.line.step->due->isBefore &&
                             line.line.step->evidence.contains(u"record"_s);
        if (isAsked)
            INDARO_TRY(tickLine(desk, event.person, line, u"record"_s));
    }
    return {};
}

Result<void> untickOfRecord(Desk &desk, const JusticeEvent &event)
{
    const auto what = procedureEventOf(event);
    if (!what || event.isAppointment()) // the steps of a day go with the day
        return {};
    const bool isOften = sop::happensOften(*what);
    INDARO_TRY_ASSIGN(const auto events, readJusticeEvents(desk, event.person));
    for (const JusticeEvent &other : standingOf(events)) {
        // Another one is what the step asks for.
        if (!isOften && other.root != event.root && !other.isAppointment() && procedureEventOf(other) == what)
            return {};
    }
    INDARO_TRY_ASSIGN(const auto list, listOf(desk, event.person));
    if (!list)
        return {};
    const QString instance = isOften ? instanceOfEvent(event) : QString();
    for (const ChecklistLine &line : list->lines) {
        const bool isOfRecord = countsFrom(line, *what, instance) && line.line.state == sop::StepState::Done &&
                                !line.marks.empty() && line.marks.front().evidence.contains(u"record"_s);
        if (!isOfRecord)
            continue;
        const sync::ChangeLog::GateLift lift(desk.log); // it follows from what was written
        INDARO_TRY(markWithin(desk, event.person,
                              {.step = line.line.step->id,
                               .occurrence = line.line.occurrence,
                               .state = sop::StepState::Open,
                               .evidence = {},
                               .note = {}}));
    }
    return {};
}

Result<void> tickOfHearing(Desk &desk, const JusticeEvent &event, HearingStage stage)
{
    INDARO_TRY_ASSIGN(const auto list, listOf(desk, event.person));
    const ChecklistLine *line = list ? lineOfHearing(*list, event, stage) : nullptr;
    return line == nullptr ? Result<void>() : tickLine(desk, event.person, *line, u"note"_s);
}

const ChecklistLine *lineOfHearing(const Checklist &list, const JusticeEvent &event, HearingStage stage)
{
    const QString instance = instanceOfEvent(event);
    const auto found = std::ranges::find_if(list.lines, [&](const ChecklistLine &line) {
        if (!countsFrom(line, sop::Event::Hearing, instance) || !line.line.step->evidence.contains(u"note"_s))
            return false;
        const sop::Due &due = *line.line.step->due;
        switch (stage) {
        case HearingStage::Prepare:
            return due.isBefore;
        case HearingStage::Accompany:
            return !due.isBefore && due.spans.front().count == 0;
        case HearingStage::Debrief:
            return !due.isBefore && due.spans.front().count > 0;
        case HearingStage::Withdrawn:
            break;
        }
        return false;
    });
    return found == list.lines.end() ? nullptr : &*found;
}

} // namespace indaro::casework::rows
