// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/casework/people/commands.h"

#include "core/casework/conflicts/commands.h"
#include "core/casework/first_values.h"
#include "core/casework/house/house.h"
#include "core/casework/people/derived_values.h"
#include "core/casework/people/origin.h"
#include "core/casework/people/people_sql.h"
#include "core/casework/people/register_series.h"
#include "core/casework/registry/registry_rows.h"
#include "core/casework/retention/retention.h"
#include "core/casework/row_values.h"
#include "core/casework/stays/allocations.h"
#include "core/casework/stays/follow_ups.h"
#include "core/model/field_rules.h"
#include "core/model/field_table.h"
#include "core/model/partial_date.h"

#include <algorithm>
#include <array>

namespace indaro::casework {

using base::Errc;
using base::Error;
using base::Result;
using base::Value;
using sync::FieldId;
using sync::FieldValues;

namespace {

namespace f = model::fields;

struct Unit
{
    std::optional<sync::RecordId> id;
    Value role;
};

Result<void> writePerson(Desk &desk, sync::RecordId id, const std::string &code, const PersonDraft &person, const Unit &unit)
{
    const QDate today = model::localDay(desk.clock.nowUtc());
    FirstValues file(today);
    const Value caseCode(code);
    const Value displayName = displayNameOf(person);
    const Value isMinor = minorOf(person, today);
    const Value status("present");
    const Value openedAt(std::int64_t(desk.clock.nowUtc()));
    const Value estimatedOn =
        person.estimatedAge.integer() != nullptr ? Value(today.toString(Qt::ISODate).toStdString()) : Value();
    const Value familyUnit = unit.id ? idValue(*unit.id) : Value();
    INDARO_TRY(file.addAll({{f::case_file::CaseCode, &caseCode},
                            {f::case_file::DisplayName, &displayName},
                            {f::case_file::Status, &status},
                            {f::case_file::Sex, &person.sex},
                            {f::case_file::EstimatedAge, &person.estimatedAge},
                            {f::case_file::EstimatedOn, &estimatedOn},
                            {f::case_file::IsMinor, &isMinor},
                            {f::case_file::FamilyUnit, &familyUnit},
                            {f::case_file::FamilyRole, &unit.role},
                            {f::case_file::Languages, &person.languages},
                            {f::case_file::InterpreterNeeded, &person.interpreterNeeded},
                            {f::case_file::PreferredSex, &person.preferredSex},
                            {f::case_file::OpenedAt, &openedAt}}));
    FirstValues identity(today);
    Origin origin{person.originPlace, person.originProvince, person.originCommune,
                  person.originZone,  person.originColline,  person.originDivision};
    if (!origin.isCodeRight()) { // the words were changed after the place was chosen
        origin.place = {};
        origin.division = {};
    }
    INDARO_TRY(identity.addAll({{f::identity::FamilyName, &person.familyName},
                                {f::identity::GivenNames, &person.givenNames},
                                {f::identity::KnownAs, &person.knownAs},
                                {f::identity::BirthDate, &person.birthDate},
                                {f::identity::Nationality, &person.nationality},
                                {f::identity::MainLanguage, &person.mainLanguage},
                                {f::identity::Phone, &person.phone},
                                {f::identity::SafeContact, &person.safeContact},
                                {f::identity::OriginPlace, &origin.place},
                                {f::identity::OriginProvince, &origin.province},
                                {f::identity::OriginCommune, &origin.commune},
                                {f::identity::OriginZone, &origin.zone},
                                {f::identity::OriginColline, &origin.colline},
                                {f::identity::OriginDivision, &origin.division},
                                {f::identity::IdentityPapers, &person.identityPapers}}));
    INDARO_TRY(desk.log.birth({f::case_file::Table, id}, file.values()));
    INDARO_TRY(desk.log.birth({f::identity::Table, id}, identity.values()));
    if (!desk.log.isElsewhere(sync::Compartment::Health)) // else whoever first writes there opens it: openPart()
        INDARO_TRY(desk.log.birth({f::health::Table, id}, {}));
    return {};
}

Result<std::string> writeStay(Desk &desk, CaseId person, sync::RecordId stayId, const StayDraft &stay)
{
    FirstValues values(model::localDay(desk.clock.nowUtc()));
    INDARO_TRY_ASSIGN(const std::string number, takeRegisterNumber(desk));
    const Value caseFile = idValue(person);
    const Value registerNumber(number);
    const Value arrivedAt =
        stay.arrivedAt.isNull() ? Value(model::localIsoMinute(desk.clock.nowUtc()).toStdString()) : stay.arrivedAt;
    INDARO_TRY(values.addAll({{f::stay::CaseFile, &caseFile},
                              {f::stay::RegisterNumber, &registerNumber},
                              {f::stay::ArrivedAt, &arrivedAt},
                              {f::stay::ReferredBy, &stay.referredBy},
                              {f::stay::BroughtBy, &stay.broughtBy},
                              {f::stay::Escort, &stay.escort},
                              {f::stay::Reason, &stay.reason},
                              {f::stay::UrgentNeeds, &stay.urgentNeeds}}));
    INDARO_TRY(desk.log.birth({f::stay::Table, stayId}, values.values()));
    return number;
}

struct OpenStay
{
    sync::RecordId id;
    std::string arrivedAt;
};

Result<std::optional<OpenStay>> findOpenStay(Desk &desk, CaseId person)
{
    INDARO_TRY_ASSIGN(auto find, desk.db.prepare(sql::OpenStay));
    find.bind(1, person);
    INDARO_TRY_ASSIGN(const bool found, find.step());
    const auto id = found ? find.id<sync::RecordTag>(0) : std::nullopt;
    if (!id)
        return std::optional<OpenStay>();
    return std::optional(OpenStay{*id, find.value(1).textOr({})});
}

/// Fields that have a command of their own, because they must stay unique, gap-free or agree with others.
constexpr auto Reserved = std::to_array<FieldId>({
    f::case_file::CaseCode,
    f::case_file::FamilyUnit,
    f::case_file::Status,
    f::case_file::OpenedAt,
    f::stay::CaseFile,
    f::stay::RegisterNumber,
    f::episode::CaseFile,
    f::note::CaseFile,
    f::perpetrator::CaseFile,
    f::stay_location::CaseFile,
    f::interview::CaseFile,
    f::consent::CaseFile,
    f::referral::CaseFile,
    f::referral::Serial,
    f::referral_person::CaseFile,
    f::staff::Role,
    f::role_rule::AccessRight,
    f::directory_entry::Shipped,
    f::directory_entry::VerifiedOn,
    f::directory_entry::VerifiedBy,
    f::directory_entry::PublicKey,
    f::directory_entry::ComparedKey,
    f::directory_entry::ComparedOn,
    f::directory_entry::ComparedBy,
    f::organisation_key::Seed,
    f::directory_entry::Closed,
    f::retention::CaseFile,
    f::retention::ClosedAt,
    f::retention::ClosedBy,
    f::retention::KeepUntil,
    f::retention::Basis,
    f::retention::ReopenedAt,
    f::retention::ReopenedBy,
    f::retention::ReopenedWhy,
    f::trafficking_case::Number,
    f::trafficking_case::RecordedAt,
    f::trafficking_case::RecordedBy,
    f::case_victim::CaseFile,
    f::case_victim::TraffickingCase,
    f::case_victim::RemovedAt,
    f::suspect::Code,
    f::suspect_in_case::Suspect,
    f::suspect_in_case::TraffickingCase,
    f::suspect_in_case::RemovedAt,
    f::perpetrator::Suspect,
    f::registry::CaseFile,
    f::registry::ChangedAt,
    f::registry::ChangedBy,
    f::episode::PlaceCode,
    f::route_leg::CaseFile,
    f::route_leg::Episode,
    f::route_leg::Number,
    f::route_leg::FromCode,
    f::route_leg::ToCode,
    f::offence::Code,
    f::offence::VerifiedBy,
    f::offence::VerifiedOn,
    f::offence::RetiredOn,
    f::duplicate_answer::CaseFile,
    f::duplicate_answer::OtherFile,
    f::duplicate_answer::Answer,
    f::file_merge::CaseFile,
    f::file_merge::OtherFile,
    f::file_merge::MergedAt,
    f::file_merge::Reason,
    f::file_merge::UndoneAt,
    f::merged_record::CaseFile,
    f::merged_record::Merge,
    f::merged_record::Record,
    f::merged_record::RecordTable,
});

} // namespace

Result<Admitted> admitPerson(Desk &desk, const Admission &admission)
{
    INDARO_TRY_ASSIGN(const bool isCommission, isCommissionVault(desk));
    if (isCommission)
        return Error(Errc::WrongState);
    INDARO_TRY_ASSIGN(auto transaction, desk.db.begin());
    Unit unit{std::nullopt, admission.person.familyRole};
    if (!admission.children.empty()) {
        unit.id = sync::RecordId::make(desk.random);
        if (unit.role.isNull() && admission.person.sex.textOr({}) == "F")
            unit.role = "mother";
        else if (unit.role.isNull() && admission.person.sex.textOr({}) == "M")
            unit.role = "father";
    }
    const auto id = sync::RecordId::make(desk.random);
    INDARO_TRY_ASSIGN(const std::string code, takeCaseCode(desk));
    INDARO_TRY(writePerson(desk, id, code, admission.person, unit));
    INDARO_TRY_ASSIGN(const std::string number, writeStay(desk, id, id, admission.stay));
    Admitted admitted{id, QString::fromStdString(code), QString::fromStdString(number), {}};
    for (const PersonDraft &child : admission.children) {
        const auto childId = sync::RecordId::make(desk.random);
        StayDraft stay = admission.stay;
        stay.urgentNeeds = {}; // hers are not the child's
        INDARO_TRY_ASSIGN(const std::string childCode, takeCaseCode(desk));
        INDARO_TRY(writePerson(desk, childId, childCode, child,
                               {unit.id, child.familyRole.isNull() ? Value("child") : child.familyRole}));
        INDARO_TRY(writeStay(desk, childId, childId, stay));
        admitted.children.push_back(childId);
    }
    INDARO_TRY(transaction.commit());
    return admitted;
}

Result<Admitted> readmitPerson(Desk &desk, CaseId person, const StayDraft &stay)
{
    INDARO_TRY_ASSIGN(auto transaction, desk.db.begin());
    INDARO_TRY_ASSIGN(const Value code, desk.log.load(f::case_file::CaseCode, person));
    INDARO_TRY_ASSIGN(const auto open, findOpenStay(desk, person));
    if (open)
        return Error(Errc::StayOpen);
    INDARO_TRY(rows::reopenIfClosed(desk, person, "came_back"));
    INDARO_TRY_ASSIGN(const std::string number, writeStay(desk, person, sync::RecordId::make(desk.random), stay));
    INDARO_TRY(desk.log.edit(f::case_file::Status, person, "present"));
    INDARO_TRY(transaction.commit());
    return Admitted{person, model::toText(code), QString::fromStdString(number), {}};
}

Result<void> recordExit(Desk &desk, CaseId person, const Exit &exit)
{
    const QDate today = model::localDay(desk.clock.nowUtc());
    INDARO_TRY_ASSIGN(auto transaction, desk.db.begin());
    INDARO_TRY_ASSIGN([[maybe_unused]] const Value status, desk.log.load(f::case_file::Status, person));
    INDARO_TRY_ASSIGN(const auto open, findOpenStay(desk, person));
    if (!open)
        return Error(Errc::WrongState);
    const Value moment =
        exit.leftAt.isNull() ? Value(model::localIsoMinute(desk.clock.nowUtc()).toStdString()) : exit.leftAt;
    INDARO_TRY_ASSIGN(const Value leftAt, model::checkField(f::stay::LeftAt, moment, today));
    // Compared as far as both are known: a day without an hour is not before an hour of the same day.
    const std::string left = leftAt.textOr({});
    const std::size_t common = std::min(left.size(), open->arrivedAt.size());
    if (leftAt.text() != nullptr && left.substr(0, common) < open->arrivedAt.substr(0, common))
        return Error(Errc::ValueOutOfRange,
                     {{"table", std::int64_t(f::stay::Table)}, {"field", std::int64_t(f::stay::LeftAt.field)}});
    INDARO_TRY_ASSIGN(const Value reason, model::checkField(f::stay::ExitReason, exit.reason, today));
    if (reason.isNull())
        return Error(Errc::InvalidArgument,
                     {{"table", std::int64_t(f::stay::Table)}, {"field", std::int64_t(f::stay::ExitReason.field)}});
    INDARO_TRY_ASSIGN(const Value safety, model::checkField(f::stay::ExitSafety, exit.safety, today));
    INDARO_TRY(desk.log.edit(f::stay::LeftAt, open->id, leftAt));
    INDARO_TRY(desk.log.edit(f::stay::ExitReason, open->id, reason));
    INDARO_TRY(desk.log.edit(f::stay::ExitSafety, open->id, safety));
    FirstValues location(today);
    const Value caseFile = idValue(person);
    INDARO_TRY(location.addAll({{f::stay_location::CaseFile, &caseFile},
                                {f::stay_location::ExitDestination, &exit.destination},
                                {f::stay_location::DestinationDetail, &exit.destinationDetail}}));
    INDARO_TRY(desk.log.birth({f::stay_location::Table, open->id}, location.values()));
    INDARO_TRY(desk.log.edit(f::case_file::Status, person, "left"));
    INDARO_TRY(endAllocations(desk, person, desk.clock.nowUtc()));
    if (!exit.contactAgreed.isNull() || !exit.contactWay.isNull() || !exit.contactWords.isNull()) {
        INDARO_TRY(keepFollowUpPlan(desk, person, open->id, {exit.contactAgreed, exit.contactWay, exit.contactWords}));
    }
    return transaction.commit();
}

namespace {

/// What the page showed, in the spelling it has in the file.
Value asStored(FieldId field, const Value &shown, QDate today)
{
    const auto checked = model::checkField(field, shown, today);
    return checked ? *checked : shown;
}

/// A part of a file that was opened on a laptop which is not given that part. One that was deleted stays so.
Result<void> openPart(Desk &desk, std::uint16_t table, sync::RecordId person)
{
    if (table == f::registry::Table)
        return rows::openRegistry(desk, person);
    if (table != f::identity::Table && table != f::health::Table)
        return {};
    INDARO_TRY_ASSIGN(const bool wasOpened, desk.log.rows().hasAny({table, person}));
    INDARO_TRY_ASSIGN(const bool hasFile, desk.log.exists({f::case_file::Table, person}));
    if (wasOpened || !hasFile)
        return {};
    INDARO_TRY(desk.log.birth({table, person}, {}));
    return {};
}

} // namespace

Result<bool> setField(Desk &desk, FieldId field, sync::RecordId record, const Value &value)
{
    const auto now = desk.log.load(field, record);
    if (!now && now.error().code != Errc::UnknownRecord)
        return now.error();
    return setField(desk, field, record, value, now ? *now : Value());
}

Result<bool> setField(Desk &desk, FieldId field, sync::RecordId record, const Value &value, const Value &expected)
{
    if (std::find(Reserved.begin(), Reserved.end(), field) != Reserved.end() || rows::isNeverChanged(field.table))
        return Error(Errc::InvalidArgument, {{"table", std::int64_t(field.table)}, {"field", std::int64_t(field.field)}});
    const QDate today = model::localDay(desk.clock.nowUtc());
    INDARO_TRY_ASSIGN(const Value checked, model::checkField(field, value, today));
    INDARO_TRY_ASSIGN(auto transaction, desk.db.begin());
    INDARO_TRY(openPart(desk, field.table, record));
    const auto now = desk.log.load(field, record);
    const Value seen = now && *now == expected ? expected : asStored(field, expected, today);
    INDARO_TRY_ASSIGN(const bool isChanged, editExpecting(desk, field, record, checked, seen));
    if (isChanged && field == f::case_file::EstimatedAge) // an estimate is of the day it was made
        INDARO_TRY(desk.log.edit(f::case_file::EstimatedOn, record, today.toString(Qt::ISODate).toStdString()));
    if (isChanged && isOriginWord(field))
        INDARO_TRY(dropStalePlaceCode(desk, record));
    if (isChanged)
        INDARO_TRY(rows::dropStaleCode(desk, field, record));
    if (isChanged && field.table == f::registry::Table)
        INDARO_TRY(rows::noteRegistryChanged(desk, record));
    INDARO_TRY(transaction.commit());
    return isChanged;
}

Result<sync::RecordId> addNote(Desk &desk, CaseId person, const Value &title, const Value &body, const Value &kind)
{
    INDARO_TRY_ASSIGN(auto transaction, desk.db.begin());
    INDARO_TRY_ASSIGN(const bool isKnown, desk.log.exists({f::case_file::Table, person}));
    if (!isKnown)
        return Error(Errc::UnknownRecord);
    FirstValues values(model::localDay(desk.clock.nowUtc()));
    const Value caseFile = idValue(person);
    const Value writtenAt(std::int64_t(desk.clock.nowUtc()));
    INDARO_TRY(values.addAll({{f::note::CaseFile, &caseFile},
                              {f::note::Title, &title},
                              {f::note::Body, &body},
                              {f::note::Kind, &kind},
                              {f::note::WrittenAt, &writtenAt}}));
    const auto id = sync::RecordId::make(desk.random);
    INDARO_TRY(desk.log.birth({f::note::Table, id}, values.values()));
    INDARO_TRY(transaction.commit());
    return id;
}

Result<void> joinFamilyUnit(Desk &desk, CaseId member, CaseId other, const Value &role)
{
    if (member == other)
        return Error(Errc::InvalidArgument);
    INDARO_TRY_ASSIGN(auto transaction, desk.db.begin());
    INDARO_TRY_ASSIGN(Value unit, desk.log.load(f::case_file::FamilyUnit, other));
    if (unit.bytes() == nullptr) {
        unit = idValue(sync::RecordId::make(desk.random));
        INDARO_TRY(desk.log.edit(f::case_file::FamilyUnit, other, unit));
    }
    INDARO_TRY_ASSIGN(const Value checked,
                      model::checkField(f::case_file::FamilyRole, role, model::localDay(desk.clock.nowUtc())));
    INDARO_TRY(desk.log.edit(f::case_file::FamilyUnit, member, unit));
    INDARO_TRY(desk.log.edit(f::case_file::FamilyRole, member, checked));
    return transaction.commit();
}

Result<void> leaveFamilyUnit(Desk &desk, CaseId member)
{
    INDARO_TRY_ASSIGN(auto transaction, desk.db.begin());
    INDARO_TRY(desk.log.edit(f::case_file::FamilyUnit, member, Value()));
    INDARO_TRY(desk.log.edit(f::case_file::FamilyRole, member, Value()));
    return transaction.commit();
}

} // namespace indaro::casework
