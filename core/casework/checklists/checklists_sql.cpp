// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/casework/checklists/checklists.h"

#include "core/casework/checklists/case_situation.h"
#include "core/casework/checklists/checklist_reading.h"
#include "core/casework/checklists/step_marks.h"
#include "core/casework/checklists/step_records.h"
#include "core/casework/house/house.h"
#include "core/casework/row_values.h"
#include "core/casework/stays/clocks.h"
#include "core/model/field_table.h"
#include "core/model/partial_date.h"
#include "core/sync/derived_id.h"

#include <algorithm>
#include <map>

namespace indaro::casework {

using base::Errc;
using base::Error;
using base::Result;
using namespace Qt::StringLiterals;
namespace fields = model::fields;

namespace {

constexpr qsizetype LongestMarkNote = 4000;

std::string scopeOf(const ChecklistOwner &owner)
{
    if (!owner)
        return "house";
    return QByteArray(reinterpret_cast<const char *>(owner->bytes().data()), qsizetype{16}).toHex().toStdString();
}

sync::RecordId checklistId(const ChecklistOwner &owner)
{
    return sync::derivedId({"checklist", scopeOf(owner)});
}

/// Which pack a checklist follows.
struct FollowedPack
{
    PackInUse pack;
    bool isBegun = false;
    base::UtcMs begunAt = 0;
};

/// `newest`: what a list follows that has not begun; asked where it is not given.
Result<FollowedPack> followedPack(Desk &desk, const ChecklistOwner &owner, const PackInUse *newest = nullptr)
{
    INDARO_TRY_ASSIGN(auto select, desk.db.prepare("SELECT pack, begun_at, pack_id, revision FROM checklist WHERE id = ?1"));
    select.bind(1, checklistId(owner));
    INDARO_TRY_ASSIGN(const bool isBegun, select.step());
    if (!isBegun && newest != nullptr)
        return FollowedPack{*newest};
    if (!isBegun) {
        INDARO_TRY_ASSIGN(PackInUse pack, newestPack(desk));
        return FollowedPack{std::move(pack)};
    }
    const base::UtcMs begunAt = select.integer(1);
    const auto id = select.id<sync::RecordTag>(0);
    const QString packId = toText(select, 2);
    const int revision = static_cast<int>(select.integer(3));
    INDARO_TRY_ASSIGN(PackInUse pack, id ? loadPack(desk, id) : loadShippedPack(desk, packId, revision));
    return FollowedPack{std::move(pack), true, begunAt};
}

/// When the first file was opened: routines nobody has ticked yet are late all the same. 0: no file yet.
Result<base::UtcMs> firstDayOfHouse(Desk &desk)
{
    INDARO_TRY_ASSIGN(auto select, desk.log.connection().prepare("SELECT min(opened_at) FROM case_file"));
    INDARO_TRY_ASSIGN(const bool found, select.step());
    return found ? select.value(0).integerOr(0) : base::UtcMs{0};
}

/// What has happened: of a person, or of the house, whose routines begin when its checklist did, or else with the first
/// file.
Result<sop::Situation> situationOf(Desk &desk, const ChecklistOwner &owner, base::UtcMs begunAt,
                                   const rows::ChecklistReading &reading)
{
    if (owner)
        return rows::situationFor(desk, *owner, reading);
    sop::Situation now;
    now.now = desk.clock.nowUtc();
    now.zone = QTimeZone(model::LocalOffsetSeconds);
    INDARO_TRY_ASSIGN(const base::UtcMs since, begunAt > 0 ? Result<base::UtcMs>(begunAt) : firstDayOfHouse(desk));
    now.happenings.push_back({sop::Event::House, {}, since > 0 ? since : now.now});
    return now;
}

/// What a checklist that has begun could move to.
void findNewer(const PackInUse &newest, Checklist &list)
{
    list.newerIsOther = newest.pack->id != list.pack->id;
    if (list.newerIsOther || newest.pack->revision > list.pack->revision)
        list.newerRevision = newest.pack->revision;
}

/// The record a checklist names: the shipped pack gets one, so that an update does not move the case.
Result<PackRecordId> recordOf(Desk &desk, const PackInUse &pack)
{
    return pack.id ? Result<PackRecordId>(*pack.id) : keepShippedPack(desk);
}

Result<void> begin(Desk &desk, const ChecklistOwner &owner, const PackInUse &pack)
{
    INDARO_TRY_ASSIGN(const PackRecordId record, recordOf(desk, pack));
    // Its routines ran before anybody ticked one: their times keep the numbers they had.
    INDARO_TRY_ASSIGN(const base::UtcMs first, owner ? Result<base::UtcMs>(base::UtcMs{0}) : firstDayOfHouse(desk));
    sync::FieldValues values{{fields::checklist::Scope, scopeOf(owner)},
                             {fields::checklist::Pack, idValue(record)},
                             {fields::checklist::PackId, pack.pack->id.toStdString()},
                             {fields::checklist::Revision, std::int64_t{pack.pack->revision}},
                             {fields::checklist::BegunAt, first > 0 ? first : desk.clock.nowUtc()}};
    if (owner)
        values.emplace_back(fields::checklist::CaseFile, idValue(*owner));
    INDARO_TRY(desk.log.birth({fields::checklist::Table, checklistId(owner)}, values));
    return {};
}

bool isSameStep(const sop::Step &left, const sop::Step &right)
{
    return left.title == right.title && left.why == right.why && left.who == right.who && left.due == right.due &&
           left.repeat == right.repeat && left.until == right.until && left.evidence == right.evidence &&
           left.form == right.form && left.blocks == right.blocks && left.guards == right.guards &&
           left.allowsUrgentWaiver == right.allowsUrgentWaiver && left.applies == right.applies;
}

/// The words of people that count in this stay, and what the records of the program prove beside them.
Result<void> addProof(Desk &desk, const ChecklistOwner &owner, const sop::Pack &pack, const rows::ChecklistReading &reading,
                      std::vector<StepMark> &marks, sop::Situation &situation)
{
    std::vector<StepMark> proven;
    if (owner) {
        INDARO_TRY_ASSIGN(proven, rows::marksOfRecords(desk, *owner, pack, marks, situation.since, reading));
    }
    const auto isProven = [&](const sop::Mark &mark) {
        return std::ranges::any_of(proven, [&](const StepMark &proof) {
            return proof.mark.step == mark.step && proof.mark.occurrence == mark.occurrence;
        });
    };
    for (const StepMark &mark : marks) {
        const bool isMadeGood = mark.mark.isUrgent && isProven(mark.mark); // what was put off in haste is done
        if (mark.mark.at >= situation.since && !isMadeGood)
            situation.marks.push_back(mark.mark);
    }
    for (StepMark &proof : proven) {
        situation.marks.push_back(proof.mark);
        marks.push_back(std::move(proof)); // last, so that it is the first to be read
    }
    return {};
}

/// Steps that count from the reflection period know when it begins and ends without anybody writing it down.
void followReflection(const std::vector<sop::ClockReading> &clocks, sop::Situation &situation)
{
    const auto knows = [&](sop::Event event) {
        return std::any_of(situation.happenings.begin(), situation.happenings.end(),
                           [event](const sop::Happening &happening) { return happening.event == event; });
    };
    for (const sop::ClockReading &clock : clocks) {
        if (clock.rule->name != u"reflection"_s)
            continue;
        if (!knows(sop::Event::ReflectionStart))
            situation.happenings.push_back({sop::Event::ReflectionStart, {}, clock.start});
        if (!knows(sop::Event::ReflectionEnd))
            situation.happenings.push_back({sop::Event::ReflectionEnd, {}, clock.end, true});
    }
}

} // namespace

Result<Checklist> loadChecklist(Desk &desk, const ChecklistOwner &owner)
{
    if (owner)
        INDARO_TRY(desk.access.mustRead(Thing::Procedure));
    return rows::checklistFor(desk, owner);
}

Result<Checklist> rows::checklistFor(Desk &desk, const ChecklistOwner &owner)
{
    INDARO_TRY_ASSIGN(const auto reading, ChecklistReading::of(desk));
    return checklistFor(desk, owner, reading);
}

Result<Checklist> rows::checklistFor(Desk &desk, const ChecklistOwner &owner, const ChecklistReading &reading)
{
    INDARO_TRY_ASSIGN(const FollowedPack followed, followedPack(desk, owner, &reading.newest()));
    const bool mayReadHealth = reading.allows(fields::step_mark_health::Table);
    INDARO_TRY_ASSIGN(std::vector<StepMark> marks, rows::readMarks(desk, owner, reading));
    INDARO_TRY_ASSIGN(sop::Situation situation, situationOf(desk, owner, followed.begunAt, reading));
    INDARO_TRY(addProof(desk, owner, *followed.pack.pack, reading, marks, situation));
    Checklist list{followed.pack.pack, followed.pack.id, followed.isBegun};
    list.mayReadHealth = mayReadHealth;
    if (owner) {
        INDARO_TRY_ASSIGN(const auto added, clockExtensions(desk, *owner));
        list.clocks = sop::readClocks(*list.pack, situation, added);
        followReflection(list.clocks, situation);
    }
    if (followed.isBegun)
        findNewer(reading.newest(), list);
    for (const sop::Line &line : sop::makeSchedule(*list.pack, owner ? sop::Track::Person : sop::Track::House, situation)) {
        if (!mayReadHealth && sop::isHealthStep(*list.pack, *line.phase, *line.step))
            continue;
        ChecklistLine shown{line};
        for (auto mark = marks.rbegin(); mark != marks.rend(); ++mark) {
            if (mark->mark.step == line.step->id && mark->mark.occurrence == line.occurrence &&
                mark->mark.at >= situation.since)
                shown.marks.push_back(*mark);
        }
        list.lines.push_back(std::move(shown));
    }
    for (const sop::Phase &phase : list.pack->phases) {
        for (const sop::Step &step : phase.steps)
            list.hidesHealth = list.hidesHealth || (!mayReadHealth && sop::isHealthStep(*list.pack, phase, step));
    }
    rows::keepForReader(desk.access, situation);
    list.situation = std::move(situation);
    return list;
}

Result<PackInUse> rows::followedPackOf(Desk &desk, const ChecklistOwner &owner)
{
    INDARO_TRY_ASSIGN(FollowedPack followed, followedPack(desk, owner));
    return std::move(followed.pack);
}

Result<PackInUse> rows::followedPackOf(Desk &desk, const ChecklistOwner &owner, const ChecklistReading &reading)
{
    INDARO_TRY_ASSIGN(FollowedPack followed, followedPack(desk, owner, &reading.newest()));
    return std::move(followed.pack);
}

Result<void> rows::markWithin(Desk &desk, const ChecklistOwner &owner, const NewMark &mark)
{
    if (owner)
        INDARO_TRY(desk.access.mustDo(Thing::Procedure));
    INDARO_TRY_ASSIGN(const FollowedPack followed, followedPack(desk, owner));
    const sop::Step *step = followed.pack.pack->findStep(mark.step);
    if (step == nullptr)
        return Error(Errc::NotFound, {{"step", mark.step.toStdString()}});
    INDARO_TRY(checkMark(desk, *step, mark));
    if (!followed.isBegun)
        INDARO_TRY(begin(desk, owner, followed.pack));
    base::UtcMs notBefore = 0;
    if (owner && mark.state == sop::StepState::Open) { // an undo holds against the record it undoes, whatever two clocks say
        INDARO_TRY_ASSIGN(const auto known, readMarks(desk, owner, sop::isHealthStep(*followed.pack.pack, mark.step)));
        INDARO_TRY_ASSIGN(const auto reading, ChecklistReading::of(desk));
        INDARO_TRY_ASSIGN(const auto proven, marksOfRecords(desk, *owner, *followed.pack.pack, known, 0, reading));
        for (const StepMark &proof : proven) {
            if (proof.mark.step == mark.step && proof.mark.occurrence == mark.occurrence)
                notBefore = proof.mark.at + 1;
        }
    }
    return bearMark(desk, owner, mark, *followed.pack.pack, notBefore);
}

Result<void> markStep(Desk &desk, const ChecklistOwner &owner, const NewMark &mark)
{
    INDARO_TRY(Readable::of(desk)); // the first one of a laptop writes, and not within another transaction
    INDARO_TRY_ASSIGN(auto transaction, desk.db.begin());
    INDARO_TRY(rows::markWithin(desk, owner, mark));
    return transaction.commit();
}

const std::vector<sop::Event> &recordableEvents()
{
    using enum sop::Event;
    static const std::vector<sop::Event> events{Announcement, Disclosure,      StatusDecision, Presumption, Identification,
                                                NotVictim,    ReflectionStart, ReflectionEnd,  Plan,        Hearing,
                                                Judgment,     AccusedFree,     Complaint,      Incident,    RiskAssessment,
                                                ExitPlanned,  Closure};
    return events;
}

Result<sync::RecordId> recordEvent(Desk &desk, CaseId person, sop::Event event, const QString &happenedAt,
                                   const QString &note)
{
    const auto &allowed = recordableEvents();
    const auto happening = happeningAt(event, happenedAt);
    if (!happening || std::find(allowed.begin(), allowed.end(), event) == allowed.end())
        return Error(Errc::InvalidArgument, {{"field", std::string(happening ? "kind" : "happened_at")}});
    const bool mayLieAhead = event == sop::Event::Hearing || event == sop::Event::ExitPlanned;
    if (!mayLieAhead && happening->at > desk.clock.nowUtc())
        return Error(Errc::DateInFuture, {{"field", std::string("happened_at")}});
    if (note.size() > LongestMarkNote)
        return Error(Errc::TextTooLong, {{"field", std::string("note")}, {"limit", std::int64_t{LongestMarkNote}}});
    INDARO_TRY_ASSIGN(const Readable readable, Readable::of(desk));
    INDARO_TRY_ASSIGN(auto transaction, desk.db.begin());
    INDARO_TRY_ASSIGN(const bool isThere, desk.log.exists({fields::case_file::Table, person}));
    if (!isThere)
        return Error(Errc::UnknownRecord);
    // Whoever reads the file of a case must not read there what was told in confidence.
    const bool isHealth = event == sop::Event::Disclosure;
    const std::uint16_t table = isHealth ? fields::case_event_health::Table : fields::case_event::Table;
    if (!readable.allows(table))
        return Error(Errc::AccessRefused);
    const auto of = [table](sync::FieldId field) { return sync::FieldId{table, field.field}; };
    const auto user = desk.log.user();
    const auto id = sync::RecordId::make(desk.random);
    sync::FieldValues values{{of(fields::case_event::CaseFile), idValue(person)},
                             {of(fields::case_event::Kind), sop::toString(event).toStdString()},
                             {of(fields::case_event::HappenedAt), happenedAt.toStdString()},
                             {of(fields::case_event::RecordedAt), desk.clock.nowUtc()},
                             {of(fields::case_event::RecordedBy), base::Bytes(user.bytes().begin(), user.bytes().end())}};
    if (!note.trimmed().isEmpty())
        values.emplace_back(of(fields::case_event::Note), note.trimmed().toStdString());
    INDARO_TRY(desk.log.birth({table, id}, values));
    INDARO_TRY(transaction.commit());
    return id;
}

PackDifference comparePacks(const sop::Pack &from, const sop::Pack &to)
{
    PackDifference difference;
    for (const sop::Phase &phase : to.phases) {
        for (const sop::Step &step : phase.steps) {
            const sop::Step *before = from.findStep(step.id);
            if (before == nullptr)
                difference.added.append(step.id);
            else if (!isSameStep(*before, step))
                difference.changed.append(step.id);
        }
    }
    for (const sop::Phase &phase : from.phases) {
        for (const sop::Step &step : phase.steps) {
            if (to.findStep(step.id) == nullptr)
                difference.removed.append(step.id);
        }
    }
    return difference;
}

Result<void> moveToPack(Desk &desk, const ChecklistOwner &owner, const std::optional<PackRecordId> &pack)
{
    if (owner)
        INDARO_TRY(desk.access.mustDo(Thing::Procedure));
    INDARO_TRY_ASSIGN(auto transaction, desk.db.begin());
    INDARO_TRY_ASSIGN(PackInUse target, loadPack(desk, pack));
    INDARO_TRY_ASSIGN(target.id, recordOf(desk, target));
    INDARO_TRY_ASSIGN(const FollowedPack followed, followedPack(desk, owner));
    if (!followed.isBegun) {
        INDARO_TRY(begin(desk, owner, target));
    } else {
        const auto id = checklistId(owner);
        INDARO_TRY(desk.log.edit(fields::checklist::Pack, id, idValue(*target.id)));
        INDARO_TRY(desk.log.edit(fields::checklist::PackId, id, target.pack->id.toStdString()));
        INDARO_TRY(desk.log.edit(fields::checklist::Revision, id, std::int64_t{target.pack->revision}));
    }
    return transaction.commit();
}

} // namespace indaro::casework
