// SPDX-License-Identifier: GPL-3.0-or-later
// What one person may want kept back, thing by thing, in the order of her file.
#include "core/casework/attachments/attachment_store.h"
#include "core/casework/consents/consents.h"
#include "core/casework/consents/data_groups.h"
#include "core/casework/people/full_file.h"
#include "core/casework/people/queries.h"
#include "core/casework/row_values.h"
#include "core/casework/stays/incidents.h"
#include "core/model/field_name.h"
#include "core/model/field_table.h"
#include "core/model/partial_date.h"

#include <algorithm>
#include <set>

namespace indaro::casework {

namespace fields = model::fields;
using namespace Qt::StringLiterals;
using base::Result;

namespace {

/// Fields of her file somebody may want kept back one by one.
constexpr std::uint16_t TablesToWithhold[] = {fields::case_file::Table, fields::identity::Table, fields::health::Table,
                                              fields::registry::Table};

/// How a record is called in the list: its words, else what its code says, and its day.
struct NamedBy
{
    std::uint16_t table;
    sync::FieldId words;
    sync::FieldId codes{};
    const char16_t *list = u"";
    sync::FieldId day{};
};
constexpr NamedBy RecordsToWithhold[] = {
    {fields::need::Table, fields::need::What, fields::need::Area, u"plan_area"},
    {fields::need_health::Table, fields::need_health::What, fields::need_health::Area, u"plan_area"},
    {fields::plan_action::Table, fields::plan_action::What},
    {fields::plan_action_health::Table, fields::plan_action_health::What},
    {fields::service_given::Table, fields::service_given::Note, fields::service_given::Service, u"referral_service",
     fields::service_given::GivenOn},
    {fields::service_given_health::Table, fields::service_given_health::Note, fields::service_given_health::Service,
     u"referral_service", fields::service_given_health::GivenOn},
    {fields::perpetrator::Table, fields::perpetrator::Name},
    {fields::risk_assessment::Table, fields::risk_assessment::ChangeNote, fields::risk_assessment::Level, u"risk_level",
     fields::risk_assessment::AssessedAt},
    {fields::episode::Table, fields::episode::Work, fields::episode::ExploitationType, u"exploitation_type",
     fields::episode::StartedOn},
    {fields::route_leg::Table, fields::route_leg::ToPlace, fields::route_leg::ToCountry, u"country",
     fields::route_leg::LeftOn},
    {fields::status_decision::Table, fields::status_decision::OrganName, fields::status_decision::Status,
     u"trafficking_status", fields::status_decision::DecidedOn},
    {fields::qualification::Table, fields::qualification::Words, fields::qualification::Authority, u"justice_authority",
     fields::qualification::DecidedOn},
    {fields::justice_event::Table, fields::justice_event::What, fields::justice_event::Kind, u"justice_event",
     fields::justice_event::HappenedOn},
};

constexpr sync::FieldId AnswersToWithhold[] = {fields::answer_case::Text, fields::answer_identity::Text,
                                               fields::answer_health::Text, fields::answer_perpetrator::Text};

/// Of an ISO text or of a moment.
QString dayOf(const base::Value &value)
{
    if (const auto *moment = value.integer())
        return model::localDay(*moment).toString(Qt::ISODate);
    return model::toText(value).left(10);
}

Result<void> addRecords(Desk &desk, CaseId person, std::vector<Withholdable> &found)
{
    std::vector<std::uint16_t> tables;
    for (const NamedBy &kind : RecordsToWithhold)
        tables.push_back(kind.table);
    INDARO_TRY_ASSIGN(const FullFile file, loadRecordsForPaper(desk, person, tables));
    for (const Record &record : file.records) {
        const auto kind = std::ranges::find(RecordsToWithhold, record.table, &NamedBy::table);
        Withholdable one{.code = withheldRecord(record.id), .table = record.table, .title = record.text(kind->words)};
        if (one.title.isEmpty() && record.table == fields::perpetrator::Table) // nobody knows the name
            one.title = record.text(fields::perpetrator::Description);
        one.list = QString::fromUtf16(kind->list);
        one.codes = kind->codes.table == 0 ? QString() : record.text(kind->codes);
        one.day = kind->day.table == 0 ? QString() : dayOf(record.value(kind->day));
        if (!one.title.isEmpty() || !one.codes.isEmpty() || !one.day.isEmpty()) // else this account may not read it
            found.push_back(std::move(one));
    }
    INDARO_TRY_ASSIGN(const auto incidents, listIncidents(desk, person));
    for (const Incident &incident : incidents) {
        found.push_back({.code = withheldRecord(incident.id),
                         .table = fields::incident::Table,
                         .title = incident.what,
                         .list = u"incident_kind"_s,
                         .codes = incident.kinds.join(u' '),
                         .day = model::localDay(incident.happenedAt).toString(Qt::ISODate)});
    }
    return {};
}

/// One line for a question of a form, whatever interview or row of a repeat it was answered in.
Result<void> addAnswers(Desk &desk, CaseId person, std::vector<Withholdable> &found)
{
    std::set<QString> known;
    for (const sync::FieldId field : AnswersToWithhold) {
        const std::string table(model::schema().findTable(field.table)->name);
        INDARO_TRY_ASSIGN(auto rows, desk.db.prepare("SELECT a.path, a.text, i.form_id FROM " + table +
                                                     " a JOIN interview i ON i.id = a.interview WHERE i.case_file = ?1 "
                                                     "AND (a.text <> '' OR a.codes <> '' OR a.number IS NOT NULL) "
                                                     "ORDER BY i.started_at DESC, a.path"));
        rows.bind(1, person);
        INDARO_TRY(forEachRow(rows, [&]() -> Result<void> {
            const QString path = pathWithoutPositions(toText(rows, 0));
            if (!path.isEmpty() && !path.contains("/meta/"_L1) && known.insert(path).second)
                found.push_back(
                    {.code = withheldAnswer(path), .title = toText(rows, 1), .formId = toText(rows, 2), .path = path});
            return {};
        }));
    }
    return {};
}

} // namespace

Result<std::vector<Withholdable>> listWithholdable(Desk &desk, CaseId person)
{
    INDARO_TRY_ASSIGN(const CaseFile file, loadCaseFile(desk, person));
    INDARO_TRY_ASSIGN(const auto attachments, listAttachments(desk, person));
    INDARO_TRY_ASSIGN(const ConsentFacts facts, loadConsentFacts(desk, person));
    std::vector<Withholdable> found;
    INDARO_TRY_ASSIGN(const FullFile registry, loadRecordsForPaper(desk, person, {fields::registry::Table}));
    std::vector<Record> own{file.file, file.identity, file.health};
    own.insert(own.end(), registry.records.begin(), registry.records.end());
    for (const std::uint16_t table : TablesToWithhold) {
        const auto held = std::ranges::find(own, table, &Record::table);
        if (held == own.end())
            continue;
        const Record &record = *held;
        for (const auto &column : model::schema().findTable(table)->fields) {
            const sync::FieldId field{table, column.field};
            if (groupOf(field) != QLatin1StringView(NoGroup) && record.value(field).isKnown())
                found.push_back({.code = withheldField(field), .field = field});
        }
    }
    for (const Record &note : file.notes)
        found.push_back({.code = withheldRecord(note.id), .table = note.table, .title = note.text(fields::note::Title)});
    for (const StoredAttachment &one : attachments)
        found.push_back({.code = withheldRecord(one.key.record),
                         .table = one.key.table,
                         .title = one.title.isEmpty() ? one.fileName : one.title});
    INDARO_TRY(addRecords(desk, person, found));
    INDARO_TRY(addAnswers(desk, person, found));
    QStringList withheld;
    for (const RecordedConsent &consent : facts.consents) {
        if (consent.purpose == QLatin1StringView(consent_purposes::Withhold))
            withheld = consent.withheldItems;
    }
    for (Withholdable &one : found) {
        one.isWithheld = withheld.contains(one.code);
        withheld.removeAll(one.code);
    }
    for (const QString &code : std::as_const(withheld)) // what the file no longer shows: kept
        found.push_back({.code = code, .field = model::fieldNamed(code), .title = code, .isWithheld = true});
    return found;
}

} // namespace indaro::casework
