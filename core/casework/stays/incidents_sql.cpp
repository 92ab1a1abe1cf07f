// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/casework/first_values.h"
#include "core/casework/row_values.h"
#include "core/casework/stays/incidents.h"
#include "core/casework/stays/stay_lookup.h"
#include "core/model/field_table.h"
#include "core/model/partial_date.h"

#include <QStringList>

#include <algorithm>

namespace indaro::casework {

namespace fields = model::fields;
using base::Errc;
using base::Error;
using base::Result;
using base::Value;
using namespace Qt::StringLiterals;

namespace {

constexpr base::UtcMs EscalateWithin = 3'600'000;

Error incidentError(Errc code, sync::FieldId field)
{
    return {code, {{"table", std::int64_t(field.table)}, {"field", std::int64_t(field.field)}}};
}

Result<std::vector<CaseId>> orderedPeople(Desk &desk, std::vector<CaseId> people)
{
    for (const CaseId &person : people) {
        INDARO_TRY_ASSIGN(const bool isKnown, desk.log.exists({fields::case_file::Table, person}));
        if (!isKnown)
            return Error(Errc::UnknownRecord, {{"table", std::int64_t(fields::case_file::Table)}});
    }
    std::stable_partition(people.begin(), people.end(), [&](const CaseId &person) { return desk.log.isHouseOnly(person); });
    return people;
}

std::vector<CaseId> peopleOfIncident(const std::optional<CaseId> &owner, const QString &others)
{
    std::vector<CaseId> people;
    if (owner)
        people.push_back(*owner);
    for (const QString &hex : others.split(u' ', Qt::SkipEmptyParts)) {
        const QByteArray bytes = QByteArray::fromHex(hex.toLatin1());
        if (const auto id = CaseId::fromBytes(base::asBytes(std::string_view(bytes.constData(), std::size_t(bytes.size())))))
            people.push_back(*id);
    }
    return people;
}

std::optional<base::UtcMs> dueOf(const QString &severity, base::UtcMs reportedAt)
{
    if (severity == "life"_L1)
        return reportedAt;
    if (severity == "serious"_L1)
        return reportedAt + EscalateWithin;
    return std::nullopt;
}

Incident readIncident(const store::Statement &row, sync::RecordId id)
{
    Incident incident{.id = id,
                      .people = peopleOfIncident(row.id<sync::RecordTag>(1), toText(row, 2)),
                      .kinds = toText(row, 3).split(u' ', Qt::SkipEmptyParts),
                      .severity = toText(row, 4),
                      .happenedAt = row.value(5).integerOr(0),
                      .what = toText(row, 6),
                      .done = toText(row, 7),
                      .reportedAt = row.value(8).integerOr(0),
                      .reportedBy = row.id<sync::UserTag>(9),
                      .escalatedAt = momentOf(row.value(10)),
                      .escalatedTo = toText(row, 11),
                      .closedAt = momentOf(row.value(12)),
                      .outcome = toText(row, 13)};
    incident.dueAt = dueOf(incident.severity, incident.reportedAt);
    return incident;
}

/// The others of one incident, in the order they were named in.
Result<void> addPeople(Desk &desk, Incident &incident)
{
    INDARO_TRY_ASSIGN(auto rows, desk.db.prepare("SELECT case_file FROM incident_person WHERE incident = ?1 ORDER BY id"));
    rows.bind(1, incident.id);
    for (;;) {
        INDARO_TRY_ASSIGN(const bool row, rows.step());
        if (!row)
            return {};
        if (const auto person = rows.id<sync::RecordTag>(0))
            incident.people.push_back(*person);
    }
}

Result<Incident> loadIncident(Desk &desk, sync::RecordId id)
{
    INDARO_TRY_ASSIGN(auto find,
                      desk.db.prepare("SELECT id, case_file, others, kinds, severity, happened_at, what, done, reported_at, "
                                      "reported_by, escalated_at, escalated_to, closed_at, outcome FROM incident "
                                      "WHERE id = ?1"));
    find.bind(1, id);
    INDARO_TRY_ASSIGN(const bool found, find.step());
    if (!found)
        return Error(Errc::UnknownRecord, {{"table", std::int64_t(fields::incident::Table)}});
    Incident incident = readIncident(find, id);
    INDARO_TRY(addPeople(desk, incident));
    return incident;
}

int urgencyOf(const Incident &incident)
{
    return incident.closedAt ? 2 : incident.needsEscalation() ? 0 : 1;
}

} // namespace

Result<sync::RecordId> recordIncident(Desk &desk, const IncidentDraft &draft)
{
    INDARO_TRY(desk.access.mustDo(Thing::Incidents));
    const base::UtcMs now = desk.clock.nowUtc();
    if (draft.kinds.textOr({}).empty())
        return incidentError(Errc::InvalidArgument, fields::incident::Kinds);
    if (draft.severity.textOr({}).empty())
        return incidentError(Errc::InvalidArgument, fields::incident::Severity);
    if (draft.happenedAt > now)
        return incidentError(Errc::DateInFuture, fields::incident::HappenedAt);
    INDARO_TRY_ASSIGN(auto transaction, desk.db.begin());
    INDARO_TRY_ASSIGN(const auto people, orderedPeople(desk, draft.people));
    const Value owner = people.empty() ? Value() : idValue(people.front());
    const Value happenedAt = momentValue(draft.happenedAt == 0 ? now : draft.happenedAt);
    const Value reportedAt = momentValue(now);
    const Value reportedBy = idValue(sync::RecordId::sameAs(desk.log.user()));
    FirstValues values(model::localDay(now));
    INDARO_TRY(values.addAll({{fields::incident::CaseFile, &owner},
                              {fields::incident::Kinds, &draft.kinds},
                              {fields::incident::Severity, &draft.severity},
                              {fields::incident::HappenedAt, &happenedAt},
                              {fields::incident::What, &draft.what},
                              {fields::incident::Done, &draft.done},
                              {fields::incident::ReportedAt, &reportedAt},
                              {fields::incident::ReportedBy, &reportedBy}}));
    const auto id = sync::RecordId::make(desk.random);
    INDARO_TRY(desk.log.birth({fields::incident::Table, id}, values.values()));
    // Each of the others by a record of her own, which goes when she is erased.
    for (std::size_t i = 1; i < people.size(); ++i)
        INDARO_TRY(desk.log.birth(
            {fields::incident_person::Table, sync::RecordId::make(desk.random)},
            {{fields::incident_person::CaseFile, idValue(people[i])}, {fields::incident_person::Incident, idValue(id)}}));
    INDARO_TRY(transaction.commit());
    return id;
}

Result<void> setIncidentSeverity(Desk &desk, sync::RecordId incident, const Value &severity)
{
    INDARO_TRY(desk.access.mustDo(Thing::Incidents));
    INDARO_TRY_ASSIGN(const Value checked,
                      model::checkField(fields::incident::Severity, severity, model::localDay(desk.clock.nowUtc())));
    if (checked.textOr({}).empty())
        return incidentError(Errc::InvalidArgument, fields::incident::Severity);
    INDARO_TRY_ASSIGN(auto transaction, desk.db.begin());
    INDARO_TRY(desk.log.edit(fields::incident::Severity, incident, checked));
    return transaction.commit();
}

Result<void> escalateIncident(Desk &desk, sync::RecordId id, const Value &to)
{
    INDARO_TRY(desk.access.mustDo(Thing::Incidents));
    INDARO_TRY_ASSIGN(const Value checked,
                      model::checkField(fields::incident::EscalatedTo, to, model::localDay(desk.clock.nowUtc())));
    if (checked.textOr({}).empty())
        return incidentError(Errc::InvalidArgument, fields::incident::EscalatedTo);
    INDARO_TRY_ASSIGN(const Incident incident, loadIncident(desk, id));
    if (incident.closedAt)
        return Error(Errc::WrongState);
    INDARO_TRY_ASSIGN(auto transaction, desk.db.begin());
    INDARO_TRY(desk.log.edit(fields::incident::EscalatedTo, id, checked));
    INDARO_TRY(desk.log.edit(fields::incident::EscalatedAt, id, momentValue(desk.clock.nowUtc())));
    return transaction.commit();
}

Result<void> closeIncident(Desk &desk, sync::RecordId id, const Value &outcome)
{
    INDARO_TRY(desk.access.mustDo(Thing::Incidents));
    INDARO_TRY_ASSIGN(const Value checked,
                      model::checkField(fields::incident::Outcome, outcome, model::localDay(desk.clock.nowUtc())));
    INDARO_TRY_ASSIGN(const Incident incident, loadIncident(desk, id));
    if (incident.closedAt || incident.needsEscalation())
        return Error(Errc::WrongState);
    INDARO_TRY_ASSIGN(auto transaction, desk.db.begin());
    INDARO_TRY(desk.log.edit(fields::incident::Outcome, id, checked));
    INDARO_TRY(desk.log.edit(fields::incident::ClosedAt, id, momentValue(desk.clock.nowUtc())));
    return transaction.commit();
}

Result<std::vector<Incident>> listIncidents(Desk &desk, const std::optional<CaseId> &person)
{
    INDARO_TRY_ASSIGN(auto rows,
                      desk.db.prepare("SELECT id, case_file, others, kinds, severity, happened_at, what, done, reported_at, "
                                      "reported_by, escalated_at, escalated_to, closed_at, outcome FROM incident "
                                      "ORDER BY happened_at DESC, id"));
    std::vector<Incident> incidents;
    for (;;) {
        INDARO_TRY_ASSIGN(const bool row, rows.step());
        if (!row)
            break;
        const auto id = rows.id<sync::RecordTag>(0);
        if (!id)
            return Error(Errc::StoreDamaged);
        Incident incident = readIncident(rows, *id);
        INDARO_TRY(addPeople(desk, incident));
        const auto &people = incident.people;
        if (!person || std::find(people.begin(), people.end(), *person) != people.end())
            incidents.push_back(std::move(incident));
    }
    std::stable_sort(incidents.begin(), incidents.end(),
                     [](const Incident &a, const Incident &b) { return urgencyOf(a) < urgencyOf(b); });
    return incidents;
}

} // namespace indaro::casework
