// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/casework/registry/trafficking_cases.h"

#include "core/casework/house/house.h"
#include "core/casework/plans/record_rows.h"
#include "core/casework/registry/registry_rows.h"
#include "core/casework/row_values.h"
#include "core/casework/stays/stay_lookup.h"
#include "core/model/field_table.h"
#include "core/model/name_fold.h"
#include "core/model/partial_date.h"
#include "core/sync/derived_id.h"

#include <algorithm>
#include <array>
#include <tuple>

namespace indaro::casework {

namespace fields = model::fields;
using namespace Qt::StringLiterals;
using base::Errc;
using base::Error;
using base::Result;
using base::Value;
using sync::RecordId;

namespace {

/// A file that was emptied into another one is nobody: the kept one stands there.
/// How many there are is counted through the log's own door: a mark of removal is in the compartment of what it removes.
constexpr char CountsOfCases[] =
    "SELECT t.id, (SELECT count(*) FROM case_victim v WHERE v.trafficking_case = t.id AND v.removed_at IS NULL AND "
    "NOT EXISTS (SELECT 1 FROM case_file f WHERE f.id = v.case_file AND f.status = 'merged')), (SELECT "
    "count(*) FROM suspect_in_case s WHERE s.trafficking_case = t.id AND s.removed_at IS NULL) FROM trafficking_case t";

constexpr std::string_view SelectCases =
    "SELECT t.id, t.number, t.title, t.opened_on, t.closed_on, t.recorded_at FROM trafficking_case t ";

RecordId caseVictimId(CaseId person, RecordId traffickingCase)
{
    const std::array<sync::FieldValue, 2> about{
        sync::FieldValue{fields::case_victim::CaseFile.field, idValue(person)},
        sync::FieldValue{fields::case_victim::TraffickingCase.field, idValue(traffickingCase)}};
    return *sync::derivedIdOf(model::schema().findTable(fields::case_victim::Table)->derived, about);
}

/// What joins them now; more than one where two laptops, or two files of one person, each had one.
struct VictimLinks
{
    std::vector<RecordId> holding, removed;
};

/// By what stands in them: one that came with a merged file has its id from that file.
Result<VictimLinks> findLinks(Desk &desk, CaseId person, RecordId traffickingCase)
{
    INDARO_TRY_ASSIGN(auto rows, desk.log.connection().prepare("SELECT id, removed_at IS NULL FROM case_victim WHERE "
                                                               "case_file = ?1 AND trafficking_case = ?2 ORDER BY id"));
    rows.bind(1, person);
    rows.bind(2, traffickingCase);
    VictimLinks links;
    INDARO_TRY(forEachRow(rows, [&]() -> Result<void> {
        if (const auto id = rows.id<sync::RecordTag>(0))
            (rows.integer(1) != 0 ? links.holding : links.removed).push_back(*id);
        return {};
    }));
    return links;
}

Result<std::vector<TraffickingCaseLine>> readCases(Desk &desk, store::Statement &rows)
{
    std::vector<TraffickingCaseLine> lines;
    INDARO_TRY(forEachRow(rows, [&]() -> Result<void> {
        const auto id = rows.id<sync::RecordTag>(0);
        if (!id)
            return Error(Errc::StoreDamaged);
        lines.push_back({.id = *id,
                         .number = toText(rows, 1),
                         .title = toText(rows, 2),
                         .openedOn = toText(rows, 3),
                         .closedOn = toText(rows, 4),
                         .recordedAt = rows.value(5).integerOr(0)});
        return {};
    }));
    INDARO_TRY_ASSIGN(auto counts, desk.log.connection().prepare(CountsOfCases));
    INDARO_TRY(forEachRow(counts, [&]() -> Result<void> {
        const auto id = counts.id<sync::RecordTag>(0);
        const auto line = std::ranges::find_if(lines, [&](const TraffickingCaseLine &one) { return id && one.id == *id; });
        if (line != lines.end()) {
            line->victims = static_cast<int>(counts.integer(1));
            line->suspects = static_cast<int>(counts.integer(2));
        }
        return {};
    }));
    std::ranges::stable_sort(lines, [](const TraffickingCaseLine &a, const TraffickingCaseLine &b) {
        return std::tuple(a.isClosed(), -a.recordedAt, a.id) < std::tuple(b.isClosed(), -b.recordedAt, b.id);
    });
    return lines;
}

Result<std::vector<CaseVictim>> readVictims(Desk &desk, RecordId traffickingCase)
{
    INDARO_TRY_ASSIGN(auto rows, desk.db.prepare("SELECT v.case_file, f.case_code, f.display_name, f.is_minor, v.note, "
                                                 "v.recorded_at FROM case_victim v JOIN case_file f ON f.id = v.case_file "
                                                 "WHERE v.trafficking_case = ?1 AND v.removed_at IS NULL AND "
                                                 "ifnull(f.status, '') <> 'merged' ORDER BY "
                                                 "v.recorded_at, v.id"));
    rows.bind(1, traffickingCase);
    std::vector<CaseVictim> victims;
    INDARO_TRY(forEachRow(rows, [&]() -> Result<void> {
        const auto person = rows.id<sync::RecordTag>(0);
        if (!person)
            return Error(Errc::StoreDamaged);
        victims.push_back({.person = *person,
                           .caseCode = toText(rows, 1),
                           .displayName = toText(rows, 2),
                           .isMinor = toText(rows, 3),
                           .note = toText(rows, 4),
                           .joinedAt = rows.value(5).integerOr(0)});
        return {};
    }));
    return victims;
}

constexpr std::string_view NamesOfVictims =
    "SELECT ifnull(i.family_name, '') || ' ' || ifnull(i.given_names, '') || ' ' || ifnull(i.known_as, '') FROM case_victim "
    "v JOIN identity i ON i.id = v.case_file WHERE v.trafficking_case = ?1 AND v.removed_at IS NULL";
constexpr std::string_view NamesOfSuspects =
    " UNION ALL SELECT ifnull(p.known_as, '') FROM suspect_in_case s JOIN suspect p ON p.id = s.suspect WHERE "
    "s.trafficking_case = ?1 AND s.removed_at IS NULL";

/// Only that a name stands in the title is told: of its persons whoever asks, as they are listed there for everybody who
/// may ask; of suspects to those who may read them, as anybody else could try out titles until one is found.
Result<bool> saysAName(Desk &desk, RecordId traffickingCase, const QString &title)
{
    const QStringList words = model::foldWords(title);
    std::string sql(NamesOfVictims);
    if (desk.access.mayRead(Thing::Perpetrators))
        sql += NamesOfSuspects;
    INDARO_TRY_ASSIGN(auto rows, desk.log.connection().prepare(sql));
    rows.bind(1, traffickingCase);
    constexpr qsizetype TellingName = 3; // characters: fewer are found in any title
    bool isSaid = false;
    INDARO_TRY(forEachRow(rows, [&]() -> Result<void> {
        for (const QString &name : model::foldWords(toText(rows, 0)))
            isSaid = isSaid || (name.size() >= TellingName && words.contains(name));
        return {};
    }));
    return isSaid;
}

} // namespace

Result<std::vector<TraffickingCaseLine>> listTraffickingCases(Desk &desk)
{
    INDARO_TRY(desk.access.mustRead(Thing::Story));
    INDARO_TRY_ASSIGN(auto rows, desk.db.prepare(SelectCases));
    return readCases(desk, rows);
}

Result<std::vector<TraffickingCaseLine>> listTraffickingCasesOf(Desk &desk, CaseId person)
{
    INDARO_TRY(desk.access.mustRead(Thing::Story));
    INDARO_TRY_ASSIGN(auto rows, desk.db.prepare(std::string(SelectCases) +
                                                 "WHERE EXISTS (SELECT 1 FROM case_victim v WHERE v.trafficking_case = t.id "
                                                 "AND v.case_file = ?1 AND v.removed_at IS NULL)"));
    rows.bind(1, person);
    return readCases(desk, rows);
}

Result<TraffickingCase> loadTraffickingCase(Desk &desk, RecordId id)
{
    INDARO_TRY(desk.access.mustRead(Thing::Story));
    INDARO_TRY_ASSIGN(auto rows, desk.db.prepare(std::string(SelectCases) + "WHERE t.id = ?1"));
    rows.bind(1, id);
    INDARO_TRY_ASSIGN(auto lines, readCases(desk, rows));
    if (lines.empty())
        return Error(Errc::UnknownRecord, {{"table", std::int64_t(fields::trafficking_case::Table)}});
    INDARO_TRY_ASSIGN(Record record, loadRecord(desk, fields::trafficking_case::Table, id));
    TraffickingCase found{.line = lines.front(), .record = std::move(record)};
    INDARO_TRY_ASSIGN(found.victims, readVictims(desk, id));
    INDARO_TRY_ASSIGN(found.suspects, listSuspectsOfCase(desk, id));
    found.areQualificationsHidden = !desk.access.mayRead(Thing::Procedure);
    if (!found.areQualificationsHidden) {
        INDARO_TRY_ASSIGN(found.qualifications, listQualificationsOfCase(desk, id));
    }
    INDARO_TRY_ASSIGN(found.isNameInTitle, saysAName(desk, id, found.line.title));
    return found;
}

Result<RecordId> openTraffickingCase(Desk &desk, const TraffickingCaseDraft &draft)
{
    INDARO_TRY(desk.access.mustDo(Thing::Story));
    if (draft.title.textOr({}).empty())
        return neededField(fields::trafficking_case::Title);
    const Value today = model::localDay(desk.clock.nowUtc()).toString(Qt::ISODate).toStdString();
    INDARO_TRY_ASSIGN(auto transaction, desk.db.begin());
    INDARO_TRY_ASSIGN(const QString number, nextSerial(desk));
    INDARO_TRY_ASSIGN(const RecordId id,
                      bearRecord(desk, fields::trafficking_case::Table,
                                 {{fields::trafficking_case::Number, number.toStdString()},
                                  {fields::trafficking_case::Title, draft.title},
                                  {fields::trafficking_case::OpenedOn, draft.openedOn.isNull() ? today : draft.openedOn},
                                  {fields::trafficking_case::Note, draft.note},
                                  {fields::trafficking_case::RecordedAt, momentValue(desk.clock.nowUtc())},
                                  {fields::trafficking_case::RecordedBy, ownAccount(desk)}}));
    INDARO_TRY(transaction.commit());
    return id;
}

Result<void> joinVictim(Desk &desk, RecordId traffickingCase, CaseId person, const Value &note)
{
    INDARO_TRY(desk.access.mustDo(Thing::Story));
    INDARO_TRY_ASSIGN(auto transaction, desk.db.begin());
    INDARO_TRY(checkPerson(desk, person));
    INDARO_TRY_ASSIGN(const bool isCase, desk.log.exists({fields::trafficking_case::Table, traffickingCase}));
    if (!isCase)
        return Error(Errc::UnknownRecord, {{"table", std::int64_t(fields::trafficking_case::Table)}});
    INDARO_TRY_ASSIGN(const VictimLinks links, findLinks(desk, person, traffickingCase));
    if (!links.holding.empty())
        return Error(Errc::RecordExists, {{"table", std::int64_t(fields::case_victim::Table)}});
    if (links.removed.empty()) {
        const RecordId derived = caseVictimId(person, traffickingCase);
        // It may stand in the file this one was merged into.
        INDARO_TRY_ASSIGN(const bool isTaken, desk.log.exists({fields::case_victim::Table, derived}));
        const RecordId id = isTaken ? RecordId::make(desk.random) : derived;
        INDARO_TRY(rows::bearAs(desk, {fields::case_victim::Table, id},
                                {{fields::case_victim::CaseFile, idValue(person)},
                                 {fields::case_victim::TraffickingCase, idValue(traffickingCase)},
                                 {fields::case_victim::Note, note},
                                 {fields::case_victim::RecordedAt, momentValue(desk.clock.nowUtc())},
                                 {fields::case_victim::RecordedBy, ownAccount(desk)}}));
        return transaction.commit();
    }
    const RecordId again = links.removed.front();
    INDARO_TRY(changeRecord(desk, again, {{fields::case_victim::Note, note}}));
    INDARO_TRY(desk.log.edit(fields::case_victim::RemovedAt, again, Value()));
    return transaction.commit();
}

Result<void> removeVictim(Desk &desk, RecordId traffickingCase, CaseId person)
{
    INDARO_TRY(desk.access.mustDo(Thing::Story));
    INDARO_TRY_ASSIGN(auto transaction, desk.db.begin());
    INDARO_TRY_ASSIGN(const VictimLinks links, findLinks(desk, person, traffickingCase));
    if (links.holding.empty() && links.removed.empty())
        return Error(Errc::UnknownRecord, {{"table", std::int64_t(fields::case_victim::Table)}});
    for (const RecordId &link : links.holding)
        INDARO_TRY(desk.log.edit(fields::case_victim::RemovedAt, link, momentValue(desk.clock.nowUtc())));
    return transaction.commit();
}

} // namespace indaro::casework
