// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/casework/checklists/due_steps.h"

#include "core/casework/checklists/case_situation.h"
#include "core/casework/checklists/step_marks.h"
#include "core/casework/row_values.h"
#include "core/sop/pack_rules.h"

#include <algorithm>
#include <map>

namespace indaro::casework {

using base::Result;
using namespace Qt::StringLiterals;

namespace {

bool isContactAfterExit(const sop::Step &step)
{
    return step.form == "follow-up"_L1 && step.due && step.due->event == sop::Event::Exit && !step.due->isBefore;
}

int rankOf(sop::Urgency urgency)
{
    switch (urgency) {
    case sop::Urgency::Late:
        return 0;
    case sop::Urgency::Today:
        return 1;
    case sop::Urgency::Coming:
        return 2;
    default:
        return 3;
    }
}

bool followsClosing(const sop::Step &step)
{
    return step.due && step.due->event == sop::Event::Closure;
}

bool hasClosing(const Checklist &list)
{
    return std::ranges::any_of(list.situation.happenings,
                               [](const sop::Happening &happening) { return happening.event == sop::Event::Closure; });
}

/// Whether a line of this checklist is one of those that are due.
bool isDue(const sop::Line &line, bool isOfClosed)
{
    if (isContactAfterExit(*line.step))
        return false; // listDueFollowUps knows it, and how she may be reached
    return rankOf(line.urgency) <= 2 && (!isOfClosed || followsClosing(*line.step)); // of a closed file what follows that
}

/// The first moment after which a line may be late that is not yet, or another time of its step may be. Whole days end with
/// the day.
void addMoments(const sop::Line &line, const sop::Situation &situation, base::UtcMs &first)
{
    if (!line.due || line.isWholeDay)
        return;
    if (*line.due >= situation.now)
        first = std::min(first, *line.due);
    if (!line.step->repeat)
        return;
    const base::UtcMs next = sop::addSpan(*line.due, *line.step->repeat, situation.zone);
    if (next > situation.now)
        first = std::min(first, next);
    else if (line.step->repeat->unit == sop::Span::Unit::Months) // counted from the first, months end on other days
        first = std::min(first, situation.now);
}

struct StaysOfOne
{
    int count = 0;
    QString lastArrival{}; ///< local
};

/// Of everybody, in one go.
Result<std::map<CaseId, StaysOfOne>> readStays(Desk &desk)
{
    std::map<CaseId, StaysOfOne> stays;
    INDARO_TRY_ASSIGN(auto select, desk.log.connection().prepare("SELECT case_file, arrived_at FROM stay"));
    INDARO_TRY(forEachRow(select, [&]() -> Result<void> {
        const auto person = select.id<sync::RecordTag>(0);
        if (!person)
            return {};
        StaysOfOne &hers = stays[*person];
        ++hers.count;
        hers.lastArrival = std::max(hers.lastArrival, toText(select, 1));
        return {};
    }));
    return stays;
}

/// What proves such a step is the very record that closes the file, and nobody said anything of it.
bool isProvenByClosing(const sop::Step &step)
{
    return !step.repeat && step.due->spans.size() == 1 && !sop::happensOften(sop::Event::Closure) &&
           std::ranges::any_of(step.evidence,
                               [](const QString &evidence) { return sop::recordNamedBy(evidence) == "retention"_L1; });
}

/// The steps of a person that follow the closing; empty when one of them is not proven by it.
std::optional<std::vector<std::string>> provenByClosing(const sop::Pack &pack)
{
    std::vector<std::string> proven;
    for (const sop::Phase &phase : pack.phases) {
        for (const sop::Step &step : phase.steps) {
            if (phase.track != sop::Track::Person || !followsClosing(step))
                continue;
            if (!isProvenByClosing(step))
                return std::nullopt;
            proven.push_back(step.id.toStdString());
        }
    }
    return proven;
}

} // namespace

Result<rows::DueReader> rows::DueReader::of(Desk &desk)
{
    INDARO_TRY_ASSIGN(ChecklistReading reading, ChecklistReading::ofMany(desk));
    DueReader reader(std::move(reading));
    INDARO_TRY_ASSIGN(const auto stays, readStays(desk));
    INDARO_TRY_ASSIGN(auto select,
                      desk.log.connection().prepare("SELECT case_file, max(closed_at) FROM retention WHERE reopened_at IS "
                                                    "NULL AND closed_at > 0 AND ifnull(keep_until, '') <> '' GROUP BY "
                                                    "case_file"));
    INDARO_TRY(forEachRow(select, [&]() -> Result<void> {
        const auto person = select.id<sync::RecordTag>(0);
        const auto known = person ? stays.find(*person) : stays.end();
        if (known == stays.end())
            return {};
        const auto began = happeningAt(sop::Event::Arrival, known->second.lastArrival);
        const bool isOfEarlierStay = known->second.count > 1 && began && select.integer(1) < began->at;
        if (!isOfEarlierStay)
            reader.m_closed.insert(*person);
        return {};
    }));
    return reader;
}

/// A closed file of which nothing is due: most of a house that has worked for years, so that is found out without reading
/// all that is known of her.
Result<bool> rows::DueReader::isSettled(Desk &desk, const ChecklistOwner &owner) const
{
    if (!owner || !m_closed.contains(*owner) || m_reading.mayHaveCall(*owner))
        return false;
    const auto followed = followedPackOf(desk, owner, m_reading);
    if (!followed)
        return isPackUnreadable(followed.error().code) ? Result<bool>(true) : Result<bool>(followed.error());
    auto known = m_afterClosing.find(followed->pack.get());
    if (known == m_afterClosing.end())
        known = m_afterClosing.emplace(followed->pack.get(), AfterClosing{followed->pack, provenByClosing(*followed->pack)})
                    .first;
    if (!known->second.proven)
        return false;
    for (const std::string &step : *known->second.proven) {
        INDARO_TRY_ASSIGN(auto select, desk.log.connection().prepare(
                                           "SELECT 1 FROM step_mark WHERE case_file = ?1 AND step = ?2 UNION ALL "
                                           "SELECT 1 FROM step_mark_health WHERE case_file = ?1 AND step = ?2"));
        select.bind(1, *owner);
        select.bind(2, step);
        INDARO_TRY_ASSIGN(const bool isMarked, select.step());
        if (isMarked)
            return false;
    }
    return true;
}

Result<std::optional<Checklist>> rows::DueReader::read(Desk &desk, const ChecklistOwner &owner) const
{
    INDARO_TRY_ASSIGN(const bool isNothingDue, isSettled(desk, owner));
    if (isNothingDue)
        return std::optional<Checklist>();
    auto list = checklistFor(desk, owner, m_reading);
    if (!list && isPackUnreadable(list.error().code))
        return std::optional<Checklist>();
    if (!list)
        return list.error();
    return std::optional(std::move(*list));
}

Result<std::vector<DueStep>> rows::DueReader::dueOf(Desk &desk, const ChecklistOwner &owner) const
{
    std::vector<DueStep> due;
    INDARO_TRY_ASSIGN(const auto list, read(desk, owner));
    if (!list)
        return due;
    const bool isOfClosed = hasClosing(*list);
    for (const ChecklistLine &line : list->lines) {
        if (isDue(line.line, isOfClosed))
            due.push_back({.owner = owner, .pack = list->pack, .line = line.line});
    }
    return due;
}

Result<rows::LateSteps> rows::DueReader::lateOf(Desk &desk, CaseId person) const
{
    LateSteps late;
    INDARO_TRY_ASSIGN(const auto list, read(desk, person));
    if (!list)
        return late;
    const bool isOfClosed = hasClosing(*list);
    for (const ChecklistLine &line : list->lines) {
        if (isDue(line.line, isOfClosed) && line.line.urgency == sop::Urgency::Late)
            late.steps.push_back(line.line.step->id);
        addMoments(line.line, list->situation, late.holdsUntil);
    }
    for (const sop::Mark &mark : list->situation.marks) {
        const base::UtcMs over = mark.at + sop::UrgentWaiverMs; // what was waived in haste stands open again
        if (mark.isUrgent && over > list->situation.now)
            late.holdsUntil = std::min(late.holdsUntil, over);
    }
    return late;
}

Result<std::vector<DueStep>> listDueSteps(Desk &desk, const QString &role)
{
    std::vector<DueStep> due;
    INDARO_TRY_ASSIGN(const auto reader, rows::DueReader::of(desk));
    const auto take = [&](const ChecklistOwner &owner, const QString &code, const QString &name) -> Result<void> {
        INDARO_TRY_ASSIGN(const auto steps, reader.dueOf(desk, owner));
        for (const DueStep &step : steps) {
            if (!role.isEmpty() && step.line.step->who.value(0) != role)
                continue;
            due.push_back(step);
            due.back().caseCode = code;
            due.back().displayName = name;
        }
        return {};
    };
    if (desk.access.mayRead(Thing::Procedure)) {
        INDARO_TRY_ASSIGN(auto select, desk.db.prepare("SELECT id, case_code, display_name FROM case_file f WHERE "
                                                       "EXISTS (SELECT 1 FROM stay WHERE "
                                                       "case_file = f.id) ORDER BY case_code"));
        INDARO_TRY(forEachRow(select, [&]() -> Result<void> {
            const auto id = select.id<sync::RecordTag>(0);
            return id ? take(*id, toText(select, 1), toText(select, 2)) : Result<void>();
        }));
    }
    INDARO_TRY(take({}, {}, {}));
    std::stable_sort(due.begin(), due.end(), [](const DueStep &left, const DueStep &right) {
        const int order = rankOf(left.line.urgency) - rankOf(right.line.urgency);
        return order != 0 ? order < 0 : left.line.due.value_or(0) < right.line.due.value_or(0);
    });
    return due;
}

} // namespace indaro::casework
