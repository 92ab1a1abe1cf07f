// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/casework/house/routines.h"

#include "core/casework/checklists/step_marks.h"

#include <algorithm>

namespace indaro::casework {

using base::Result;
using namespace Qt::StringLiterals;

namespace {

RoutineRhythm rhythmOf(const sop::Step &step)
{
    if (!step.repeat)
        return RoutineRhythm::Rarer;
    const sop::Span &span = *step.repeat;
    const bool isDaily = span.unit == sop::Span::Unit::Hours || span.unit == sop::Span::Unit::Minutes ||
                         (span.unit == sop::Span::Unit::Days && span.count <= 1);
    const bool isWeekly =
        (span.unit == sop::Span::Unit::Days && span.count <= 14) || (span.unit == sop::Span::Unit::Weeks && span.count <= 2);
    return isDaily ? RoutineRhythm::Daily : isWeekly ? RoutineRhythm::Weekly : RoutineRhythm::Rarer;
}

/// The time of it that is running: the last line of a step, which the schedule gives in order.
std::optional<std::size_t> runningLine(const Checklist &house, const sop::Step &step)
{
    std::optional<std::size_t> found;
    for (std::size_t i = 0; i < house.lines.size(); ++i) {
        if (house.lines[i].line.step == &step && (!found || house.lines[i].line.number >= house.lines[*found].line.number))
            found = i;
    }
    return found;
}

std::optional<StepMark> lastMark(const Checklist &house, const sop::Step &step)
{
    std::optional<StepMark> last;
    for (const ChecklistLine &line : house.lines) {
        if (line.line.step != &step || line.line.isOpen())
            continue;
        for (const StepMark &mark : line.marks) {
            if (!last || mark.mark.at > last->mark.at)
                last = mark;
        }
    }
    return last;
}

/// Less than half a turn ago: whoever says so again means the same time.
bool isFresh(const Checklist &house, const sop::Step &step, const std::optional<StepMark> &last)
{
    if (!last || !step.repeat)
        return false;
    const base::UtcMs turn = sop::addSpan(last->mark.at, *step.repeat, house.situation.zone) - last->mark.at;
    return house.situation.now < last->mark.at + turn / 2;
}

} // namespace

std::vector<const sop::Step *> selfCheckItems(const sop::Pack &pack)
{
    std::vector<const sop::Step *> items;
    const auto phase = std::ranges::find_if(pack.phases, [](const sop::Phase &each) { return each.id == SelfCheckPhase; });
    if (phase == pack.phases.end() || phase->track != sop::Track::House)
        return items;
    for (const sop::Step &step : phase->steps) {
        if (step.form == "self-check"_L1)
            break; // what comes from here on is done with the answers
        items.push_back(&step);
    }
    return items;
}

std::vector<Routine> routinesOf(const Checklist &house)
{
    const auto questions = selfCheckItems(*house.pack);
    std::vector<Routine> routines;
    for (const sop::Phase &phase : house.pack->phases) {
        for (const sop::Step &step : phase.steps) {
            const auto line = runningLine(house, step);
            if (line && std::ranges::find(questions, &step) == questions.end())
                routines.push_back({&step, rhythmOf(step), *line, lastMark(house, step), {}});
        }
    }
    for (Routine &routine : routines)
        routine.isFresh = isFresh(house, *routine.step, routine.last);
    std::ranges::stable_sort(routines, {}, &Routine::rhythm);
    return routines;
}

Result<void> tickRoutine(Desk &desk, const Checklist &house, QStringView id, const QStringList &evidence)
{
    const sop::Step *step = house.pack->findStep(id);
    const auto line = step == nullptr ? std::nullopt : runningLine(house, *step);
    if (!line || !house.lines[*line].line.isOpen() || isFresh(house, *step, lastMark(house, *step)))
        return {};
    const sop::Line &running = house.lines[*line].line;
    // Done for this time already, and the next one is more than a whole turn away.
    if (step->repeat && running.due && *running.due > sop::addSpan(desk.clock.nowUtc(), *step->repeat, house.situation.zone))
        return {};
    const sync::ChangeLog::GateLift lift(desk.log); // it follows from what was written
    return rows::markWithin(desk, {},
                            {.step = step->id, .occurrence = running.occurrence, .evidence = evidence, .note = {}});
}

} // namespace indaro::casework
