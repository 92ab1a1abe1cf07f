// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/casework/registry/status_decisions.h"

#include "core/casework/checklists/case_situation.h"
#include "core/casework/plans/record_rows.h"
#include "core/casework/registry/registry_rows.h"
#include "core/casework/row_values.h"
#include "core/casework/stays/stay_lookup.h"
#include "core/model/field_table.h"
#include "core/model/partial_date.h"

#include <algorithm>

namespace indaro::casework {

namespace fields = model::fields;
using namespace Qt::StringLiterals;
using base::Errc;
using base::Error;
using base::Result;
using base::Value;
using sync::RecordId;

namespace {

constexpr char OwnOrgan[] = "NGO";

Result<std::vector<StatusDecision>> readDecisions(store::Connection &db, CaseId person)
{
    INDARO_TRY_ASSIGN(auto rows, db.prepare("SELECT d.id, d.author, d.organ, d.organ_name, d.status, d.decided_on, "
                                            "d.reference, d.reasons, d.corrects, d.recorded_at, s.name FROM "
                                            "status_decision d LEFT JOIN staff s ON s.id = d.recorded_by WHERE d.case_file "
                                            "= ?1"));
    rows.bind(1, person);
    std::vector<StatusDecision> decisions;
    INDARO_TRY(forEachRow(rows, [&]() -> Result<void> {
        const auto id = rows.id<sync::RecordTag>(0);
        const auto author = statusAuthorFromCode(toText(rows, 1));
        if (!id || !author) // one a newer program wrote
            return {};
        const auto corrects = rows.id<sync::RecordTag>(8);
        decisions.push_back({.id = *id,
                             .author = *author,
                             .status = traffickingStatusFromCode(toText(rows, 4)),
                             .organ = toText(rows, 2),
                             .organName = toText(rows, 3),
                             .decidedOn = toText(rows, 5),
                             .reference = toText(rows, 6),
                             .reasons = toText(rows, 7),
                             .corrects = corrects,
                             .isTakenBack = corrects && toText(rows, 4).isEmpty(),
                             .recordedAt = rows.value(9).integerOr(0),
                             .recordedBy = toText(rows, 10)});
        return {};
    }));
    return decisions;
}

Result<std::vector<StatusEvent>> readStatusEvents(store::Connection &db, CaseId person)
{
    INDARO_TRY_ASSIGN(auto rows, db.prepare("SELECT e.id, e.kind, e.happened_at, e.note, e.recorded_at, s.name FROM "
                                            "case_event e LEFT JOIN staff s ON s.id = e.recorded_by WHERE e.case_file = ?1 "
                                            "ORDER BY e.recorded_at, e.id"));
    rows.bind(1, person);
    std::vector<StatusEvent> events;
    INDARO_TRY(forEachRow(rows, [&]() -> Result<void> {
        if (const auto id = rows.id<sync::RecordTag>(0))
            events.push_back(
                {*id, toText(rows, 1), toText(rows, 2), toText(rows, 3), rows.value(4).integerOr(0), toText(rows, 5)});
        return {};
    }));
    return events;
}

Result<StatusHistory> readStatusHistory(store::Connection &db, CaseId person)
{
    INDARO_TRY_ASSIGN(auto decisions, readDecisions(db, person));
    INDARO_TRY_ASSIGN(const auto events, readStatusEvents(db, person));
    return makeStatusHistory(std::move(decisions), events);
}

Result<void> checkStatusDecision(const StatusDecisionDraft &draft)
{
    if (!mayDecide(draft.author, draft.status))
        return neededField(fields::status_decision::Status);
    if (QDate day = QDate::fromString(model::toText(draft.decidedOn), Qt::ISODate); !day.isValid()) {
        const auto typed = model::PartialDate::parse(model::toText(draft.decidedOn));
        if (!typed || typed->day == 0) // what is due is counted from it
            return neededField(fields::status_decision::DecidedOn);
    }
    if (draft.author == StatusAuthor::House)
        return draft.reasons.textOr({}).empty() ? neededField(fields::status_decision::Reasons) : Result<void>();
    const std::string organ = draft.organ.textOr({});
    return organ.empty() || organ == OwnOrgan ? neededField(fields::status_decision::Organ) : Result<void>();
}

Result<RecordId> bearDecision(Desk &desk, CaseId person, const StatusDecisionDraft &draft,
                              const std::optional<RecordId> &corrects)
{
    INDARO_TRY(checkStatusDecision(draft));
    INDARO_TRY(checkPerson(desk, person));
    const bool isHouse = draft.author == StatusAuthor::House;
    return bearRecord(desk, fields::status_decision::Table,
                      {{fields::status_decision::CaseFile, idValue(person)},
                       {fields::status_decision::Author, std::string(toCode(draft.author).latin1())},
                       {fields::status_decision::Organ, isHouse ? Value(OwnOrgan) : draft.organ},
                       {fields::status_decision::OrganName, draft.organName},
                       {fields::status_decision::Status, std::string(toCode(draft.status).latin1())},
                       {fields::status_decision::DecidedOn, draft.decidedOn},
                       {fields::status_decision::Reference, draft.reference},
                       {fields::status_decision::Reasons, draft.reasons},
                       {fields::status_decision::Corrects, corrects ? idValue(*corrects) : Value()},
                       {fields::status_decision::RecordedAt, momentValue(desk.clock.nowUtc())},
                       {fields::status_decision::RecordedBy, ownAccount(desk)}});
}

struct Correctable
{
    CaseId person;
    StatusDecision decision;
};

/// Errors: UnknownRecord, WrongState.
Result<Correctable> findCorrectable(Desk &desk, RecordId wrong)
{
    INDARO_TRY_ASSIGN(const bool isEvent, desk.log.exists({fields::case_event::Table, wrong}));
    if (isEvent)
        return Error(Errc::WrongState);
    INDARO_TRY_ASSIGN(const PlanRecord record, findRecord(desk, wrong, {fields::status_decision::Table}));
    INDARO_TRY_ASSIGN(const CaseId person, personOf(record));
    INDARO_TRY_ASSIGN(auto decisions, readDecisions(desk.log.connection(), person));
    const StatusHistory history = makeStatusHistory(std::move(decisions), {});
    const auto found = std::ranges::find(history.all, wrong, &StatusDecision::id);
    if (found == history.all.end() || !found->holds())
        return Error(Errc::WrongState);
    return Correctable{person, *found};
}

/// On that day, but where only the day was written and it was written down the same day: then, as of an event.
sop::Happening happeningOf(sop::Event event, const StatusDecision &decision)
{
    sop::Happening happening = *happeningAt(event, decision.decidedOn);
    if (model::localDay(decision.recordedAt) == model::localDay(happening.at) && happening.isWholeDay) {
        happening.at = decision.recordedAt;
        happening.isWholeDay = false;
    }
    return happening;
}

void addHappening(sop::Situation &situation, sop::Event event, const StatusDecision &decision)
{
    if (!happeningAt(event, decision.decidedOn))
        return;
    const sop::Happening happening = happeningOf(event, decision);
    const bool isKnown = std::ranges::any_of(situation.happenings, [&](const sop::Happening &one) {
        return one.event == event && model::localDay(one.at) == model::localDay(happening.at);
    });
    if (!isKnown)
        situation.happenings.push_back(happening);
}

} // namespace

Result<RecordId> recordStatusDecision(Desk &desk, CaseId person, const StatusDecisionDraft &draft)
{
    return rows::writeAct(desk, [&] { return bearDecision(desk, person, draft, {}); });
}

Result<RecordId> correctStatusDecision(Desk &desk, RecordId wrong, const StatusDecisionDraft &right)
{
    return rows::writeAct(desk, [&]() -> Result<RecordId> {
        INDARO_TRY_ASSIGN(const Correctable found, findCorrectable(desk, wrong));
        if (right.author != found.decision.author) // the house does not replace what an authority decided
            return Error(Errc::WrongState);
        return bearDecision(desk, found.person, right, wrong);
    });
}

Result<RecordId> takeBackStatusDecision(Desk &desk, RecordId wrong, const Value &why)
{
    return rows::writeAct(desk, [&]() -> Result<RecordId> {
        if (why.textOr({}).empty())
            return neededField(fields::status_decision::Reasons);
        INDARO_TRY_ASSIGN(const Correctable found, findCorrectable(desk, wrong));
        return bearRecord(
            desk, fields::status_decision::Table,
            {{fields::status_decision::CaseFile, idValue(found.person)},
             {fields::status_decision::Author, std::string(toCode(found.decision.author).latin1())},
             {fields::status_decision::DecidedOn, model::toValue(found.decision.decidedOn)}, // stands beside it
             {fields::status_decision::Reasons, why},
             {fields::status_decision::Corrects, idValue(wrong)},
             {fields::status_decision::RecordedAt, momentValue(desk.clock.nowUtc())},
             {fields::status_decision::RecordedBy, ownAccount(desk)}});
    });
}

Result<StatusHistory> listStatusOf(Desk &desk, CaseId person)
{
    INDARO_TRY(desk.access.mustRead(Thing::Procedure));
    INDARO_TRY(checkPerson(desk, person));
    return readStatusHistory(desk.db, person);
}

Result<StatusHistory> rows::statusOf(Desk &desk, CaseId person)
{
    return readStatusHistory(desk.log.connection(), person);
}

Result<void> rows::addStatusHappenings(Desk &desk, CaseId person, sop::Situation &situation)
{
    INDARO_TRY_ASSIGN(const StatusHistory history, statusOf(desk, person));
    const bool isDecided =
        std::ranges::any_of(history.all, [](const StatusDecision &one) { return one.holds() && !one.isEvent; });
    if (!isDecided)
        return {};
    for (const StatusDecision &one : history.all) {
        if (!one.holds() || one.isEvent)
            continue;
        if (one.author == StatusAuthor::House) {
            addHappening(situation, sop::Event::StatusDecision, one);
            if (one.status == TraffickingStatus::Presumed)
                addHappening(situation, sop::Event::Presumption, one);
            else if (one.status == TraffickingStatus::NotVictim)
                addHappening(situation, sop::Event::NotVictim, one);
        } else if (one.status == TraffickingStatus::Identified) {
            addHappening(situation, sop::Event::Identification, one);
            addHappening(situation, sop::Event::Presumption, one); // no less than presumed [domain.md 5.1]
        }
    }
    situation.facts[u"status"_s] = QString(toCode(*history.status()));
    return {};
}

} // namespace indaro::casework
