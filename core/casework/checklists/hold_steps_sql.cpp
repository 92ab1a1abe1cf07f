// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/casework/checklists/hold_steps.h"

#include "core/casework/checklists/step_marks.h"
#include "core/casework/row_values.h"
#include "core/casework/stays/announcing.h"
#include "core/model/field_table.h"
#include "core/model/partial_date.h"
#include "core/sop/pack_rules.h"

#include <algorithm>

namespace indaro::casework {

using base::Errc;
using base::Error;
using base::Result;
using namespace Qt::StringLiterals;
namespace fields = model::fields;

namespace {

constexpr QLatin1StringView HoldRecord("hold");

/// Of nobody in particular, who is on her way: what is not known is not known.
sop::Situation situationOfCall(Desk &desk, base::UtcMs announcedAt)
{
    sop::Situation now;
    now.now = desk.clock.nowUtc();
    now.zone = QTimeZone(model::LocalOffsetSeconds);
    now.facts = {{u"announced"_s, u"yes"_s},  {u"admitted"_s, u"no"_s}, {u"left_without_notice"_s, u"no"_s},
                 {u"child"_s, u"in_doubt"_s}, {u"status"_s, u"none"_s}, {u"high_risk"_s, u"no"_s}};
    now.happenings.push_back({sop::Event::Announcement, {}, announcedAt});
    return now;
}

bool countsFromTheCall(const sop::Step &step)
{
    return step.due && step.due->step.isEmpty() && step.due->event == sop::Event::Announcement && !step.repeat;
}

bool isProvenByHold(const sop::Step &step)
{
    return std::ranges::any_of(step.evidence,
                               [](const QString &evidence) { return sop::recordNamedBy(evidence) == HoldRecord; });
}

/// A step about health asks for something that nobody knows of a call.
std::vector<const sop::Step *> stepsOf(const sop::Pack &pack)
{
    std::vector<const sop::Step *> steps;
    for (const sop::Phase &phase : pack.phases) {
        for (const sop::Step &step : phase.steps) {
            if (phase.track == sop::Track::Person && countsFromTheCall(step) && !sop::isHealthStep(pack, phase, step))
                steps.push_back(&step);
        }
    }
    return steps;
}

HoldSteps stepsWith(std::shared_ptr<const sop::Pack> pack, sop::Situation situation, std::vector<StepMark> marks)
{
    const auto steps = stepsOf(*pack);
    for (const StepMark &mark : marks)
        situation.marks.push_back(mark.mark);
    HoldSteps found{std::move(pack)};
    for (const sop::Line &line : sop::makeSchedule(*found.pack, sop::Track::Person, situation)) {
        if (std::ranges::find(steps, line.step) == steps.end())
            continue;
        ChecklistLine shown{line};
        for (auto mark = marks.rbegin(); mark != marks.rend(); ++mark) {
            if (mark->mark.step == line.step->id)
                shown.marks.push_back(*mark);
        }
        found.lines.push_back(std::move(shown));
    }
    return found;
}

/// That the place is kept proves what is done by keeping it, unless somebody said otherwise.
void addProofs(const sop::Pack &pack, sync::RecordId hold, base::UtcMs announcedAt, std::vector<StepMark> &marks)
{
    for (const sop::Step *step : stepsOf(pack)) {
        const bool isSaid = std::ranges::any_of(marks, [&](const StepMark &mark) { return mark.mark.step == step->id; });
        if (!isProvenByHold(*step) || isSaid)
            continue;
        StepMark proof{{step->id, {}, sop::StepState::Done, announcedAt}};
        proof.mark.isOfRecord = true;
        proof.record = sync::RecordKey{fields::hold::Table, hold};
        marks.push_back(std::move(proof));
    }
}

/// In the caller's transaction.
Result<void> markWithinCall(Desk &desk, sync::RecordId hold, const NewMark &mark, const sop::Pack &pack)
{
    const auto steps = stepsOf(pack);
    const auto step = std::ranges::find(steps, mark.step, [](const sop::Step *each) { return each->id; });
    if (step == steps.end())
        return Error(Errc::NotFound, {{"step", mark.step.toStdString()}});
    INDARO_TRY(rows::checkMark(desk, **step, mark));
    return rows::bearMarkOfHold(desk, hold, mark, pack);
}

Result<void> markAllWithin(Desk &desk, sync::RecordId hold, const std::vector<NewMark> &marks)
{
    if (marks.empty())
        return {};
    INDARO_TRY_ASSIGN(const PackInUse newest, newestPack(desk));
    for (const NewMark &mark : marks)
        INDARO_TRY(markWithinCall(desk, hold, mark, *newest.pack));
    return {};
}

} // namespace

Result<HoldSteps> stepsOfCall(Desk &desk)
{
    INDARO_TRY(desk.access.mustRead(Thing::Night));
    INDARO_TRY_ASSIGN(const PackInUse newest, newestPack(desk));
    return stepsWith(newest.pack, situationOfCall(desk, desk.clock.nowUtc()), {});
}

Result<HoldSteps> loadHoldSteps(Desk &desk, sync::RecordId hold)
{
    INDARO_TRY(desk.access.mustRead(Thing::Night));
    INDARO_TRY_ASSIGN(const bool isThere, desk.log.exists({fields::hold::Table, hold}));
    if (!isThere)
        return Error(Errc::UnknownRecord);
    INDARO_TRY_ASSIGN(const base::Value at, desk.log.load(fields::hold::AnnouncedAt, hold));
    INDARO_TRY_ASSIGN(const PackInUse newest, newestPack(desk));
    INDARO_TRY_ASSIGN(auto marks, rows::readMarksOfHold(desk, hold));
    addProofs(*newest.pack, hold, at.integerOr(0), marks);
    return stepsWith(newest.pack, situationOfCall(desk, at.integerOr(0)), std::move(marks));
}

Result<void> markHoldStep(Desk &desk, sync::RecordId hold, const NewMark &mark)
{
    INDARO_TRY(desk.access.mustDo(Thing::Night));
    INDARO_TRY_ASSIGN(auto transaction, desk.db.begin());
    INDARO_TRY(rows::checkHoldOpen(desk, hold));
    INDARO_TRY_ASSIGN(const PackInUse newest, newestPack(desk));
    INDARO_TRY(markWithinCall(desk, hold, mark, *newest.pack));
    return transaction.commit();
}

Result<sync::RecordId> announceWithSteps(Desk &desk, const HoldDraft &draft, const std::vector<NewMark> &marks)
{
    INDARO_TRY(desk.access.mustDo(Thing::Night));
    INDARO_TRY_ASSIGN(auto transaction, desk.db.begin());
    INDARO_TRY_ASSIGN(const sync::RecordId hold, rows::announceWithin(desk, draft));
    INDARO_TRY(markAllWithin(desk, hold, marks));
    INDARO_TRY(transaction.commit());
    return hold;
}

Result<sync::RecordId> refuseWithSteps(Desk &desk, const HoldDraft &draft, const base::Value &refusal,
                                       const base::Value &alternatives, const std::vector<NewMark> &marks)
{
    INDARO_TRY(desk.access.mustDo(Thing::Night));
    INDARO_TRY_ASSIGN(auto transaction, desk.db.begin());
    INDARO_TRY_ASSIGN(const sync::RecordId hold, rows::refuseWithin(desk, draft, refusal, alternatives));
    INDARO_TRY(markAllWithin(desk, hold, marks));
    INDARO_TRY(transaction.commit());
    return hold;
}

Result<void> rows::carryHoldSteps(Desk &desk, sync::RecordId hold, CaseId person)
{
    INDARO_TRY_ASSIGN(const auto marks, readMarksOfHold(desk, hold));
    for (const StepMark &mark : marks) {
        if (mark.record)
            INDARO_TRY(desk.log.edit(fields::step_mark::CaseFile, mark.record->record, idValue(person)));
    }
    return {};
}

Result<void> rows::carryLateHoldSteps(Desk &desk, CaseId person)
{
    std::vector<sync::RecordId> late;
    INDARO_TRY_ASSIGN(auto select,
                      desk.log.connection().prepare("SELECT m.id FROM step_mark m JOIN hold h ON h.id = m.hold WHERE "
                                                    "m.case_file IS NULL AND h.case_file = ?1"));
    select.bind(1, person);
    INDARO_TRY(forEachRow(select, [&]() -> Result<void> {
        const auto mark = select.id<sync::RecordTag>(0);
        if (!mark)
            return Error(Errc::StoreDamaged);
        late.push_back(*mark);
        return {};
    }));
    const sync::ChangeLog::GateLift lift(desk.log); // it follows from their coming, whoever opens the file
    for (const sync::RecordId &mark : late)
        INDARO_TRY(desk.log.edit(fields::step_mark::CaseFile, mark, idValue(person)));
    return {};
}

} // namespace indaro::casework
