// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/casework/registry/suspects.h"

#include "core/casework/house/house.h"
#include "core/casework/plans/record_rows.h"
#include "core/casework/registry/registry_rows.h"
#include "core/casework/row_values.h"
#include "core/casework/stays/stay_lookup.h"
#include "core/model/field_rules.h"
#include "core/model/field_table.h"
#include "core/model/partial_date.h"
#include "core/sync/derived_id.h"

#include <algorithm>
#include <array>

namespace indaro::casework {

namespace fields = model::fields;
using namespace Qt::StringLiterals;
using base::Errc;
using base::Error;
using base::Result;
using base::Value;
using sync::RecordId;

namespace {

RecordId suspectInCaseId(RecordId suspect, RecordId traffickingCase)
{
    const std::array<sync::FieldValue, 2> about{
        sync::FieldValue{fields::suspect_in_case::Suspect.field, idValue(suspect)},
        sync::FieldValue{fields::suspect_in_case::TraffickingCase.field, idValue(traffickingCase)}};
    return *sync::derivedIdOf(model::schema().findTable(fields::suspect_in_case::Table)->derived, about);
}

Error unknownIn(std::uint16_t table)
{
    return {Errc::UnknownRecord, {{"table", std::int64_t(table)}}};
}

Result<void> checkThere(Desk &desk, std::uint16_t table, RecordId id)
{
    INDARO_TRY_ASSIGN(const bool isThere, desk.log.exists({table, id}));
    return isThere ? Result<void>() : Result<void>(unknownIn(table));
}

/// "P-BCDF-0007": says nothing of him, and no paper has such a number.
Result<QString> nextSuspectCode(Desk &desk)
{
    INDARO_TRY_ASSIGN(const QString series, thisSeries(desk));
    INDARO_TRY_ASSIGN(const std::int64_t number, nextNumber(desk, "suspect"));
    return u"P-%1-%2"_s.arg(series).arg(number, 4, 10, QLatin1Char('0'));
}

Result<RecordId> bearSuspect(Desk &desk, const SuspectDraft &draft)
{
    INDARO_TRY_ASSIGN(const QString code, nextSuspectCode(desk));
    return bearRecord(desk, fields::suspect::Table,
                      {{fields::suspect::Code, code.toStdString()},
                       {fields::suspect::KnownAs, draft.knownAs},
                       {fields::suspect::Sex, draft.sex},
                       {fields::suspect::SaidAge, draft.saidAge},
                       {fields::suspect::Nationality, draft.nationality},
                       {fields::suspect::Description, draft.description},
                       {fields::suspect::State, draft.state},
                       {fields::suspect::StateOn, draft.stateOn},
                       {fields::suspect::Note, draft.note},
                       {fields::suspect::RecordedAt, momentValue(desk.clock.nowUtc())},
                       {fields::suspect::RecordedBy, ownAccount(desk)}});
}

/// Rows of one count through the log's own door: that there are some is not hidden, who they are is.
Result<int> countThrough(Desk &desk, const char *sql, RecordId id)
{
    INDARO_TRY_ASSIGN(auto rows, desk.log.connection().prepare(sql));
    rows.bind(1, id);
    INDARO_TRY_ASSIGN(const bool isThere, rows.step());
    return isThere ? static_cast<int>(rows.integer(0)) : 0;
}

constexpr char CountSuspects[] = "SELECT count(*) FROM suspect_in_case WHERE trafficking_case = ?1 AND removed_at IS NULL";
constexpr char CountPerpetrators[] = "SELECT count(*) FROM perpetrator WHERE case_file = ?1";
constexpr char CountNaming[] = "SELECT (SELECT count(*) FROM suspect_in_case WHERE suspect = ?1 AND removed_at IS NULL) + "
                               "(SELECT count(*) FROM perpetrator WHERE suspect = ?1)";

} // namespace

Result<std::vector<Suspect>> listSuspects(Desk &desk)
{
    INDARO_TRY(desk.access.mustRead(Thing::Perpetrators));
    INDARO_TRY_ASSIGN(
        auto rows, desk.db.prepare("SELECT p.id, p.code, p.known_as, p.sex, p.said_age, p.nationality, p.description, "
                                   "p.state, p.state_on, p.note, p.recorded_at, (SELECT count(*) FROM suspect_in_case c "
                                   "WHERE c.suspect = p.id AND c.removed_at IS NULL), (SELECT count(DISTINCT t.case_file) "
                                   "FROM perpetrator t WHERE t.suspect = p.id) FROM suspect p ORDER BY p.code, p.id"));
    std::vector<Suspect> suspects;
    INDARO_TRY(forEachRow(rows, [&]() -> Result<void> {
        const auto id = rows.id<sync::RecordTag>(0);
        if (!id)
            return Error(Errc::StoreDamaged);
        suspects.push_back({.id = *id,
                            .code = toText(rows, 1),
                            .knownAs = toText(rows, 2),
                            .sex = toText(rows, 3),
                            .saidAge = toText(rows, 4),
                            .nationality = toText(rows, 5),
                            .description = toText(rows, 6),
                            .state = toText(rows, 7),
                            .stateOn = toText(rows, 8),
                            .note = toText(rows, 9),
                            .cases = static_cast<int>(rows.integer(11)),
                            .tellers = static_cast<int>(rows.integer(12)),
                            .recordedAt = rows.value(10).integerOr(0)});
        return {};
    }));
    return suspects;
}

Result<RecordId> addSuspect(Desk &desk, const SuspectDraft &draft)
{
    INDARO_TRY(desk.access.mustDo(Thing::Perpetrators));
    if (draft.knownAs.textOr({}).empty() && draft.description.textOr({}).empty())
        return neededField(fields::suspect::Description);
    INDARO_TRY_ASSIGN(auto transaction, desk.db.begin());
    INDARO_TRY_ASSIGN(const RecordId id, bearSuspect(desk, draft));
    INDARO_TRY(transaction.commit());
    return id;
}

Result<void> removeSuspect(Desk &desk, RecordId suspect, const Value &why)
{
    INDARO_TRY(desk.access.mustDo(Thing::Perpetrators));
    INDARO_TRY_ASSIGN(const Value words,
                      model::checkField(fields::suspect::Note, why, model::localDay(desk.clock.nowUtc())));
    if (words.textOr({}).empty())
        return neededField(fields::suspect::Note);
    INDARO_TRY_ASSIGN(auto transaction, desk.db.begin());
    INDARO_TRY(checkThere(desk, fields::suspect::Table, suspect));
    INDARO_TRY_ASSIGN(const int naming, countThrough(desk, CountNaming, suspect));
    if (naming > 0)
        return Error(Errc::WrongState);
    INDARO_TRY(desk.log.edit(fields::suspect::Note, suspect, words));
    INDARO_TRY(desk.log.remove({fields::suspect::Table, suspect}));
    return transaction.commit();
}

Result<void> putSuspectInCase(Desk &desk, RecordId traffickingCase, RecordId suspect, const Value &roles,
                              const Value &roleDetails)
{
    INDARO_TRY(desk.access.mustDo(Thing::Perpetrators));
    INDARO_TRY_ASSIGN(auto transaction, desk.db.begin());
    INDARO_TRY(checkThere(desk, fields::trafficking_case::Table, traffickingCase));
    INDARO_TRY(checkThere(desk, fields::suspect::Table, suspect));
    const RecordId id = suspectInCaseId(suspect, traffickingCase);
    INDARO_TRY_ASSIGN(const bool isThere, desk.log.exists({fields::suspect_in_case::Table, id}));
    const sync::FieldValues said{{fields::suspect_in_case::Roles, roles},
                                 {fields::suspect_in_case::RoleDetails, roleDetails}};
    if (isThere) {
        INDARO_TRY(changeRecord(desk, id, said));
        INDARO_TRY(desk.log.edit(fields::suspect_in_case::RemovedAt, id, Value()));
        return transaction.commit();
    }
    sync::FieldValues first{{fields::suspect_in_case::Suspect, idValue(suspect)},
                            {fields::suspect_in_case::TraffickingCase, idValue(traffickingCase)},
                            {fields::suspect_in_case::RecordedAt, momentValue(desk.clock.nowUtc())},
                            {fields::suspect_in_case::RecordedBy, ownAccount(desk)}};
    first.insert(first.end(), said.begin(), said.end());
    INDARO_TRY(rows::bearAs(desk, {fields::suspect_in_case::Table, id}, first));
    return transaction.commit();
}

Result<void> removeSuspectFromCase(Desk &desk, RecordId traffickingCase, RecordId suspect)
{
    INDARO_TRY(desk.access.mustDo(Thing::Perpetrators));
    const RecordId id = suspectInCaseId(suspect, traffickingCase);
    INDARO_TRY_ASSIGN(auto transaction, desk.db.begin());
    INDARO_TRY(checkThere(desk, fields::suspect_in_case::Table, id));
    INDARO_TRY(desk.log.edit(fields::suspect_in_case::RemovedAt, id, momentValue(desk.clock.nowUtc())));
    return transaction.commit();
}

Result<RecordId> addPerpetrator(Desk &desk, CaseId person, const PerpetratorDraft &draft)
{
    INDARO_TRY(desk.access.mustDo(Thing::Perpetrators));
    if (draft.name.textOr({}).empty() && draft.description.textOr({}).empty())
        return neededField(fields::perpetrator::Description);
    INDARO_TRY_ASSIGN(auto transaction, desk.db.begin());
    INDARO_TRY(checkPerson(desk, person));
    INDARO_TRY_ASSIGN(const RecordId id, bearRecord(desk, fields::perpetrator::Table,
                                                    {{fields::perpetrator::CaseFile, idValue(person)},
                                                     {fields::perpetrator::Role, draft.roles},
                                                     {fields::perpetrator::RoleDetails, draft.roleDetails},
                                                     {fields::perpetrator::Relation, draft.relation},
                                                     {fields::perpetrator::Name, draft.name},
                                                     {fields::perpetrator::Description, draft.description},
                                                     {fields::perpetrator::Place, draft.place}}));
    INDARO_TRY(transaction.commit());
    return id;
}

Result<void> linkPerpetrator(Desk &desk, RecordId perpetrator, const std::optional<RecordId> &suspect)
{
    INDARO_TRY(desk.access.mustDo(Thing::Perpetrators));
    INDARO_TRY_ASSIGN(auto transaction, desk.db.begin());
    INDARO_TRY(checkThere(desk, fields::perpetrator::Table, perpetrator));
    if (suspect)
        INDARO_TRY(checkThere(desk, fields::suspect::Table, *suspect));
    INDARO_TRY(desk.log.edit(fields::perpetrator::Suspect, perpetrator, suspect ? idValue(*suspect) : Value()));
    return transaction.commit();
}

Result<RecordId> suspectFromPerpetrator(Desk &desk, RecordId perpetrator)
{
    INDARO_TRY(desk.access.mustDo(Thing::Perpetrators));
    INDARO_TRY_ASSIGN(auto transaction, desk.db.begin());
    INDARO_TRY_ASSIGN(const PlanRecord told, findRecord(desk, perpetrator, {fields::perpetrator::Table}));
    if (told.idOf(fields::perpetrator::Suspect))
        return Error(Errc::WrongState);
    INDARO_TRY_ASSIGN(const RecordId id, bearSuspect(desk, {.knownAs = told.value(fields::perpetrator::Name),
                                                            .description = told.value(fields::perpetrator::Description)}));
    INDARO_TRY(desk.log.edit(fields::perpetrator::Suspect, perpetrator, idValue(id)));
    INDARO_TRY(transaction.commit());
    return id;
}

Result<ToldPerpetrators> listPerpetratorsOf(Desk &desk, CaseId person)
{
    INDARO_TRY(checkPerson(desk, person));
    ToldPerpetrators told;
    INDARO_TRY_ASSIGN(told.count, countThrough(desk, CountPerpetrators, person));
    told.isHidden = !desk.access.mayRead(Thing::Perpetrators);
    if (told.isHidden)
        return told;
    INDARO_TRY_ASSIGN(const auto records, recordsAbout(desk, person, {fields::perpetrator::Table}));
    for (const PlanRecord &record : records) {
        ToldPerpetrators::Line line{record.record, record.idOf(fields::perpetrator::Suspect), {}};
        if (line.suspect) {
            INDARO_TRY_ASSIGN(const bool isThere, desk.log.exists({fields::suspect::Table, *line.suspect}));
            if (isThere) {
                INDARO_TRY_ASSIGN(const Value code, desk.log.load(fields::suspect::Code, *line.suspect));
                line.suspectCode = model::toText(code);
            } else {
                line.suspect.reset();
            }
        }
        told.list.push_back(std::move(line));
    }
    return told;
}

Result<SuspectsOfCase> listSuspectsOfCase(Desk &desk, RecordId traffickingCase)
{
    SuspectsOfCase suspects;
    INDARO_TRY_ASSIGN(suspects.count, countThrough(desk, CountSuspects, traffickingCase));
    suspects.isHidden = !desk.access.mayRead(Thing::Perpetrators);
    if (suspects.isHidden)
        return suspects;
    INDARO_TRY_ASSIGN(auto rows, desk.db.prepare("SELECT c.suspect, p.code, p.known_as, p.state, c.roles, c.role_details "
                                                 "FROM suspect_in_case c JOIN suspect p ON p.id = c.suspect WHERE "
                                                 "c.trafficking_case = ?1 AND c.removed_at IS NULL ORDER BY p.code, p.id"));
    rows.bind(1, traffickingCase);
    INDARO_TRY(forEachRow(rows, [&]() -> Result<void> {
        const auto suspect = rows.id<sync::RecordTag>(0);
        if (!suspect)
            return Error(Errc::StoreDamaged);
        suspects.list.push_back({.suspect = *suspect,
                                 .code = toText(rows, 1),
                                 .knownAs = toText(rows, 2),
                                 .state = toText(rows, 3),
                                 .roles = toText(rows, 4).split(u' ', Qt::SkipEmptyParts),
                                 .roleDetails = toText(rows, 5)});
        return {};
    }));
    return suspects;
}

} // namespace indaro::casework
