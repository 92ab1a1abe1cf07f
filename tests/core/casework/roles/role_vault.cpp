// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/casework/roles/role_vault.h"

#include "core/casework/audit/audit.h"
#include "core/casework/drafts.h"
#include "core/casework/interviews/commands.h"
#include "core/casework/migrations.h"
#include "core/casework/row_values.h"
#include "core/crypto/initialise.h"
#include "core/model/field_table.h"
#include "core/sync/apply.h"
#include "core/sync/derived_id.h"
#include "core/sync/local_meta.h"

#include <set>

namespace indaro::tests {

using namespace casework;
using base::Value;
namespace f = model::fields;

namespace {

constexpr base::UtcMs Noon = 1'795'478'400'000; // as FakeClock begins

/// Nothing of a person is in these, and their content must be what it says it is.
const std::set<std::uint16_t> NotFilled{f::staff::Table,     f::role_rule::Table, f::form::Table,
                                        f::form_part::Table, f::sop_pack::Table,  f::sop_pack_part::Table};

/// What a record of this kind must say to be found by what lists it.
const std::map<sync::FieldId, std::optional<Value>> &sayings()
{
    static const std::map<sync::FieldId, std::optional<Value>> all{
        {f::case_file::Status, "present"},
        {f::case_file::CaseCode, "K7Q2"},
        {f::case_file::Sex, "F"},
        {f::case_file::IsMinor, "no"},
        {f::stay::ArrivedAt, "2026-11-20T10:00"},
        {f::stay::LeftAt, std::nullopt},
        {f::interview::Status, "signed"},
        {f::interview::FormId, "intake"},
        {f::interview::Corrects, std::nullopt},
        {f::interview::FirstVersion, std::nullopt},
        {f::interview::Correction, std::nullopt},
        {f::interview::Form, std::nullopt},
        {f::consent::WithdrawnOn, std::nullopt},
        {f::task::DoneAt, std::nullopt},
        {f::task::Kind, Value("alert_" + markerOf(Thing::Procedure).toStdString())},
        {f::referral::Status, "draft"},
        {f::referral::Serial, "BCDF-2026-0001"},
        {f::referral::Content, Value("{\"notes\":\"" + markerOf(Thing::Consents).toStdString() + "\"}")},
        {f::referral_person::Content, Value("{\"clientName\":\"" + markerOf(Thing::Identity).toStdString() + "\"}")},
        {f::room::State, "usable"},
        {f::room::UsableCapacity, std::int64_t{4}},
        {f::place::Numbered, "yes"},
        {f::place::Sleeps, std::int64_t{1}},
        {f::place::State, "usable"},
        {f::hold::ReleasedAt, std::nullopt},
        {f::hold::CaseFile, std::nullopt},
        {f::hold::Refusal, std::nullopt},
        {f::allocation::UntilAt, std::nullopt},
        {f::allocation::SharesWith, std::nullopt},
        {f::keep_apart::LiftedAt, std::nullopt},
        {f::absence::ReturnedAt, std::nullopt},
        {f::roll_call::Night, "2026-11-23"},
        {f::roll_call::DoneAt, std::nullopt},
        {f::incident::ClosedAt, std::nullopt},
        {f::incident::Severity, "serious"},
        {f::custody::Item, std::nullopt},
        {f::custody::Move, "in"},
        {f::step_mark::Step, "2.13"},
        {f::step_mark::State, "done"},
        {f::step_mark_health::Step, "2.14"},
        {f::step_mark_health::State, "done"},
        {f::case_event::Kind, "hearing"},
        {f::case_event::HappenedAt, "2026-11-22"},
        {f::case_event_health::Kind, "disclosure"},
        {f::case_event_health::HappenedAt, "2026-11-22"},
        {f::need::Area, "work"},
        {f::approval::AnsweredAt, std::nullopt},
        {f::approval::Result, std::nullopt},
        {f::meeting::ClosedAt, std::nullopt},
        {f::best_interests::DecidedAt, std::nullopt},
        {f::best_interests::Result, std::nullopt},
        {f::age_evidence::Says, "no"},
        {f::case_victim::RemovedAt, std::nullopt},
        {f::suspect_in_case::RemovedAt, std::nullopt},
        {f::status_decision::Author, "house"},
        {f::status_decision::Status, "presumed"},
        {f::status_decision::DecidedOn, "2026-11-22"},
        {f::status_decision::Corrects, std::nullopt},
        {f::qualification::Corrects, std::nullopt},
        {f::justice_event::Kind, "hearing"},
        {f::justice_event::HappenedOn, "2026-11-22"},
        {f::justice_event::HappenedAt, "09:00"},
        {f::justice_event::State, "planned"},
        {f::justice_event::Follows, std::nullopt},
        {f::justice_event::Corrects, std::nullopt},
        {f::justice_event::ClosedAt, std::nullopt},
    };
    return all;
}

sync::RecordId recordOfColumn(std::string_view column, const std::map<std::uint16_t, sync::RecordId> &records,
                              sync::RecordId otherwise)
{
    static const std::map<std::string_view, std::uint16_t> tables{{"case_file", f::case_file::Table},
                                                                  {"interview", f::interview::Table},
                                                                  {"stay", f::stay::Table},
                                                                  {"room", f::room::Table},
                                                                  {"place", f::place::Table},
                                                                  {"roll_call", f::roll_call::Table},
                                                                  {"incident", f::incident::Table},
                                                                  {"need", f::need::Table},
                                                                  {"meeting", f::meeting::Table},
                                                                  {"referral", f::referral::Table},
                                                                  {"assessment", f::risk_assessment::Table},
                                                                  {"best_interests", f::best_interests::Table},
                                                                  {"plan_action", f::plan_action::Table},
                                                                  {"subject", f::support_plan::Table},
                                                                  {"trafficking_case", f::trafficking_case::Table},
                                                                  {"suspect", f::suspect::Table},
                                                                  {"episode", f::episode::Table},
                                                                  {"offence", f::offence::Table}};
    const auto known = tables.find(column);
    const auto record = known != tables.end() ? records.find(known->second) : records.end();
    return record != records.end() ? record->second : otherwise;
}

Value valueFor(const sync::TableDefinition &table, const sync::FieldDefinition &field,
               const std::map<std::uint16_t, sync::RecordId> &records, sync::RecordId other, sync::UserId author)
{
    const auto said = sayings().find({table.table, field.field});
    if (said != sayings().end())
        return said->second.value_or(Value());
    if (isLink(field)) {
        if (field.column == "other_file")
            return idValue(other);
        const bool isAccount = field.column.ends_with("_by") || field.column == "account";
        return idValue(isAccount ? sync::RecordId::sameAs(author)
                                 : recordOfColumn(field.column, records, sync::RecordId::sameAs(author)));
    }
    const auto thing = thingOf(table, field);
    const std::string marker = thing ? markerOf(*thing).toStdString() : std::string("zqnobodyqz");
    switch (field.type) {
    case sync::FieldType::Text:
    case sync::FieldType::Set:
        return marker;
    case sync::FieldType::Integer:
        return field.column.ends_with("_at") ? Noon - 86'400'000 : std::int64_t{3};
    case sync::FieldType::Real:
        return Value(); // an answer is a text, or a number
    case sync::FieldType::Blob:
        break;
    }
    const auto bytes = base::asBytes(marker);
    return base::Bytes(bytes.begin(), bytes.end());
}

/// Of these there is one for each person, stay or referral, under the same id.
std::optional<std::uint16_t> sharesIdWith(std::uint16_t table)
{
    if (table == f::identity::Table || table == f::health::Table || table == f::registry::Table)
        return f::case_file::Table;
    if (table == f::stay_location::Table || table == f::follow_up_plan::Table)
        return f::stay::Table;
    if (table == f::referral_person::Table)
        return f::referral::Table;
    if (table == f::house_location::Table)
        return f::house::Table;
    return std::nullopt;
}

} // namespace

QString markerOf(Thing thing)
{
    return QStringLiteral("zq") + toString(thing) + QStringLiteral("qz");
}

RoleVault::RoleVault()
{
    INDARO_CHECK(m_isCryptoReady);
    FakeClock clock;
    auto db = m_temp.open(store::Connection::Mode::Create).value();
    INDARO_CHECK(store::migrate(db, migrations(), {}).hasValue());
    INDARO_CHECK(sync::setMeta(db, sync::meta::DeviceId, sync::DeviceId::make(m_random).bytes()).hasValue());
    INDARO_CHECK(sync::setMeta(db, sync::meta::Series, base::asBytes("BCDF")).hasValue());
    for (std::size_t role = 0; role < RoleCount; ++role)
        m_users.emplace(static_cast<Role>(role), sync::UserId::make(m_random));
    auto log = sync::ChangeLog::open(db, model::schema(), clock, m_users.at(Role::Director)).value();
    Desk desk{db, log, clock, m_random, Access::everything()};
    const KnownAccount director{m_users.at(Role::Director), "directrice"};
    INDARO_CHECK(settleRoles(desk, {&director, 1}).hasValue());
    for (const auto &[role, user] : m_users) {
        auto transaction = db.begin();
        const auto id = sync::RecordId::sameAs(user);
        if (role != Role::Director)
            INDARO_CHECK(log.birth({f::staff::Table, id}, {{f::staff::Name, "Invented"}}).hasValue());
        INDARO_CHECK(transaction->commit().hasValue());
        INDARO_CHECK(giveRoles(desk, user, {role}, "alone").hasValue());
    }
    fill(desk);
    dispute(desk);
    INDARO_CHECK(recordAuditNow(desk, AuditVerb::FileOpened, m_records.at(f::case_file::Table),
                                markerOf(Thing::Journal).toStdString())
                     .hasValue());
    INDARO_CHECK(keepTyping(desk, *m_draft, QStringLiteral("/data/q"), markerOf(Thing::Story)).hasValue());
    INDARO_CHECK(saveDraft(desk, "admit", base::asBytes(markerOf(Thing::Identity).toStdString())).hasValue());
}

void RoleVault::fill(Desk &desk)
{
    auto transaction = desk.db.begin();
    for (const auto &table : model::schema().tables()) { // first the ids, so that each can name the others
        if (NotFilled.contains(table.table))
            continue;
        const auto shared = sharesIdWith(table.table);
        m_records.emplace(table.table, shared ? m_records.at(*shared) : sync::RecordId::make(m_random));
    }
    m_records.at(f::laptop::Table) = sync::RecordId::sameAs(desk.log.device());
    m_other = sync::RecordId::make(m_random);
    INDARO_CHECK(desk.log
                     .birth({f::case_file::Table, *m_other},
                            {{f::case_file::DisplayName, "Autre"}, {f::case_file::Status, "present"}})
                     .hasValue());
    const sync::UserId author = desk.log.user();
    for (const auto &table : model::schema().tables()) {
        if (NotFilled.contains(table.table))
            continue;
        sync::FieldValues values;
        for (const auto &field : table.fields)
            values.emplace_back(sync::FieldId{table.table, field.field},
                                valueFor(table, field, m_records, *m_other, author));
        INDARO_CHECK(desk.log.birth({table.table, m_records.at(table.table)}, values).hasValue());
    }
    m_draft = sync::RecordId::make(m_random);
    INDARO_CHECK(
        desk.log
            .birth({f::interview::Table, *m_draft}, {{f::interview::CaseFile, idValue(m_records.at(f::case_file::Table))},
                                                     {f::interview::FormId, "intake"},
                                                     {f::interview::Status, "draft"},
                                                     {f::interview::StartedAt, Noon - 3'600'000}})
            .hasValue());
    INDARO_CHECK(transaction->commit().hasValue());
}

/// Another laptop wrote to the same fields: both values stand.
void RoleVault::dispute(Desk &desk)
{
    std::vector<sync::Operation> foreign;
    const auto device = sync::DeviceId::make(m_random);
    for (const sync::FieldId field :
         {f::case_file::ExternalNumber, f::identity::FamilyName, f::health::Complaint, f::perpetrator::Name}) {
        const auto record = m_records.at(field.table);
        const auto &table = *model::schema().findTable(field.table);
        const std::string marker = markerOf(*thingOf(table, *table.findField(field.field))).toStdString();
        const auto birth = desk.log.head(field, record).value();
        {
            auto transaction = desk.db.begin();
            INDARO_CHECK(desk.log.edit(field, record, Value(marker + " ici")).hasValue());
            INDARO_CHECK(transaction->commit().hasValue());
        }
        foreign.push_back({sync::OperationKind::Edit,
                           {device, sync::Stream::General, foreign.size() + 1},
                           desk.log.lastTime(),
                           desk.log.user(),
                           field.table,
                           record,
                           field.field,
                           {{field.field, Value(marker + " ailleurs")}},
                           {birth},
                           {}});
    }
    auto transaction = desk.db.begin();
    INDARO_CHECK(sync::applyOperations(desk.log, foreign).hasValue());
    INDARO_CHECK(transaction->commit().hasValue());
    INDARO_CHECK(desk.log.conflictCount().value() == foreign.size());
}

RoleVault::Seat::Seat(const RoleVault &from, Role role)
    : vault(from), person(from.m_records.at(f::case_file::Table)), other(*from.m_other), draft(*from.m_draft)
{
    std::filesystem::copy_file(from.m_temp.path(), temp.path());
    db.emplace(temp.open(store::Connection::Mode::ReadWrite).value());
    log.emplace(sync::ChangeLog::open(*db, model::schema(), clock, from.m_users.at(role)).value());
    access = Access::of(*log).value();
    log->setGate(&access);
    door.emplace(db->restrictedDoor(access.columnRule()));
    desk.emplace(Desk{*door, *log, clock, random, access});
}

std::uint64_t RoleVault::Seat::written() const
{
    auto last = log->connection().prepare("SELECT coalesce(max(sequence), 0) FROM operation").value();
    INDARO_CHECK(last.step().value());
    return static_cast<std::uint64_t>(last.integer(0));
}

std::vector<std::uint16_t> RoleVault::Seat::tablesSince(std::uint64_t written) const
{
    auto rows = log->connection().prepare("SELECT DISTINCT record_table FROM operation WHERE sequence > ?1").value();
    rows.bind(1, static_cast<std::int64_t>(written));
    std::vector<std::uint16_t> tables;
    while (rows.step().value())
        tables.push_back(static_cast<std::uint16_t>(rows.integer(0)));
    return tables;
}

} // namespace indaro::tests
