// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/casework/conflicts/conflict_fields.h"
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

constexpr char IncidentColumns[] =
    "SELECT i.id, i.case_file, i.others, i.kinds, i.severity, i.happened_at, i.what, i.done, i.reported_at, i.reported_by, "
    "i.escalated_at, i.escalated_to, i.closed_at, i.outcome, s.id, s.what, s.done, s.outcome, h.id, h.kinds, h.what, "
    "h.done, "
    "h.outcome FROM incident i LEFT JOIN incident_story s ON s.id = i.id LEFT JOIN incident_story_health h ON h.id = i.id ";
constexpr int CaseStory = 14; ///< the first column of each
constexpr int HealthStory = 18;

QStringList codesOf(const QString &set)
{
    return set.split(u' ', Qt::SkipEmptyParts);
}

/// What is told stands in the incident itself only where an earlier program wrote it.
void readStory(const store::Statement &row, bool mayReadHealth, Incident &incident)
{
    const auto take = [&](int what, int done, int outcome) {
        incident.what = toText(row, what);
        incident.done = toText(row, done);
        incident.outcome = toText(row, outcome);
    };
    take(6, 7, 13);
    if (row.id<sync::RecordTag>(CaseStory))
        take(CaseStory + 1, CaseStory + 2, CaseStory + 3);
    if (!row.id<sync::RecordTag>(HealthStory))
        return;
    incident.isHidden = !mayReadHealth;
    if (!mayReadHealth)
        return;
    incident.kinds += codesOf(toText(row, HealthStory + 1));
    take(HealthStory + 2, HealthStory + 3, HealthStory + 4);
}

Incident readIncident(const store::Statement &row, sync::RecordId id, bool mayReadHealth)
{
    Incident incident{.id = id,
                      .people = peopleOfIncident(row.id<sync::RecordTag>(1), toText(row, 2)),
                      .kinds = codesOf(toText(row, 3)),
                      .severity = toText(row, 4),
                      .happenedAt = row.value(5).integerOr(0),
                      .reportedAt = row.value(8).integerOr(0),
                      .reportedBy = row.id<sync::UserTag>(9),
                      .escalatedAt = momentOf(row.value(10)),
                      .escalatedTo = toText(row, 11),
                      .closedAt = momentOf(row.value(12))};
    readStory(row, mayReadHealth, incident);
    incident.dueAt = dueOf(incident.severity, incident.reportedAt);
    return incident;
}

Result<bool> mayReadHealthStories(Desk &desk)
{
    INDARO_TRY_ASSIGN(const Readable readable, Readable::of(desk));
    return readable.allows(fields::incident_story_health::Table);
}

Value othersValue(const std::vector<CaseId> &people)
{
    QStringList others;
    for (std::size_t i = 1; i < people.size(); ++i)
        others << QString::fromLatin1(
            QByteArray(reinterpret_cast<const char *>(people[i].bytes().data()), qsizetype(people[i].bytes().size()))
                .toHex());
    return model::toValue(others.join(u' '));
}

/// Inside the caller's transaction: what is told, of everybody it may name.
Result<void> bearStory(Desk &desk, sync::RecordKey story, const std::vector<CaseId> &people, const sync::FieldValues &told)
{
    const auto of = [&](sync::FieldId field) { return sync::FieldId{story.table, field.field}; };
    sync::FieldValues values;
    if (!people.empty())
        values.emplace_back(of(fields::incident_story::CaseFile), idValue(people.front()));
    if (people.size() > 1)
        values.emplace_back(of(fields::incident_story::Others), othersValue(people));
    for (const auto &[field, value] : told) {
        INDARO_TRY_ASSIGN(Value checked, model::checkField(of(field), value, model::localDay(desk.clock.nowUtc())));
        if (!checked.isNull())
            values.emplace_back(of(field), std::move(checked));
    }
    const sync::ChangeLog::GateLift lift(desk.log); // who saw it writes it down, and may not read it again
    INDARO_TRY(desk.log.birth(story, values));
    return {};
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
    INDARO_TRY_ASSIGN(const bool mayReadHealth, mayReadHealthStories(desk));
    INDARO_TRY_ASSIGN(auto find, desk.db.prepare(std::string(IncidentColumns) + "WHERE i.id = ?1"));
    find.bind(1, id);
    INDARO_TRY_ASSIGN(const bool found, find.step());
    if (!found)
        return Error(Errc::UnknownRecord, {{"table", std::int64_t(fields::incident::Table)}});
    Incident incident = readIncident(find, id, mayReadHealth);
    INDARO_TRY(addPeople(desk, incident));
    return incident;
}

/// Inside the caller's transaction. An incident of an earlier program gets a story now.
Result<void> putOutcome(Desk &desk, const Incident &incident, const Value &outcome)
{
    for (const std::uint16_t table : {fields::incident_story_health::Table, fields::incident_story::Table}) {
        INDARO_TRY_ASSIGN(const bool isThere, desk.log.exists({table, incident.id}));
        if (!isThere)
            continue;
        INDARO_TRY(desk.log.edit({table, fields::incident_story::Outcome.field}, incident.id, outcome));
        return {};
    }
    return bearStory(desk, {fields::incident_story::Table, incident.id}, incident.people,
                     {{fields::incident_story::What, model::toValue(incident.what)},
                      {fields::incident_story::Done, model::toValue(incident.done)},
                      {fields::incident_story::Outcome, outcome}});
}

int urgencyOf(const Incident &incident)
{
    return incident.closedAt ? 2 : incident.needsEscalation() ? 0 : 1;
}

} // namespace

bool isHealthIncident(QStringView kind) noexcept
{
    return kind == "sexual_violence"_L1 || kind == "self_harm"_L1;
}

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
    // Which kind it was is as confidential as what is told of it.
    QStringList kinds;
    QStringList healthKinds;
    for (const QString &kind : codesOf(model::toText(draft.kinds)))
        (isHealthIncident(kind) ? healthKinds : kinds) << kind;
    const Value openKinds = model::toValue(kinds.join(u' '));
    FirstValues values(model::localDay(now));
    INDARO_TRY(values.addAll({{fields::incident::CaseFile, &owner},
                              {fields::incident::Kinds, &openKinds},
                              {fields::incident::Severity, &draft.severity},
                              {fields::incident::HappenedAt, &happenedAt},
                              {fields::incident::ReportedAt, &reportedAt},
                              {fields::incident::ReportedBy, &reportedBy}}));
    const auto id = sync::RecordId::make(desk.random);
    INDARO_TRY(desk.log.birth({fields::incident::Table, id}, values.values()));
    const std::uint16_t story = healthKinds.isEmpty() ? fields::incident_story::Table : fields::incident_story_health::Table;
    INDARO_TRY(bearStory(desk, {story, id}, people,
                         {{fields::incident_story::Kinds, model::toValue(healthKinds.join(u' '))},
                          {fields::incident_story::What, draft.what},
                          {fields::incident_story::Done, draft.done}}));
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
                      model::checkField(fields::incident_story::Outcome, outcome, model::localDay(desk.clock.nowUtc())));
    INDARO_TRY_ASSIGN(const Incident incident, loadIncident(desk, id));
    if (incident.closedAt || incident.needsEscalation())
        return Error(Errc::WrongState);
    INDARO_TRY_ASSIGN(auto transaction, desk.db.begin());
    INDARO_TRY(putOutcome(desk, incident, checked));
    INDARO_TRY(desk.log.edit(fields::incident::ClosedAt, id, momentValue(desk.clock.nowUtc())));
    return transaction.commit();
}

Result<std::vector<Incident>> listIncidents(Desk &desk, const std::optional<CaseId> &person)
{
    INDARO_TRY_ASSIGN(const bool mayReadHealth, mayReadHealthStories(desk));
    INDARO_TRY_ASSIGN(auto rows, desk.db.prepare(std::string(IncidentColumns) + "ORDER BY i.happened_at DESC, i.id"));
    std::vector<Incident> incidents;
    for (;;) {
        INDARO_TRY_ASSIGN(const bool row, rows.step());
        if (!row)
            break;
        const auto id = rows.id<sync::RecordTag>(0);
        if (!id)
            return Error(Errc::StoreDamaged);
        Incident incident = readIncident(rows, *id, mayReadHealth);
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
