// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/casework/conflicts/conflict_fields.h"

#include "core/casework/conflicts/conflicts_sql.h"
#include "core/casework/conflicts/queries.h"
#include "core/model/field_table.h"
#include "core/sync/trust.h"

#include <algorithm>
#include <array>
#include <set>

namespace indaro::casework {

using base::Result;
using sync::FieldId;

namespace {

namespace f = model::fields;

/// What the program notes for itself, or follows from answers. Blobs that hold ids are left out by their type.
constexpr std::array Bookkeeping{
    f::case_file::EstimatedOn,
    f::case_file::OpenedAt,
    f::identity::OriginPlace,
    f::identity::OriginDivision,
    f::note::WrittenAt,
    f::interview::FormId,
    f::interview::FormVersion,
    f::interview::StartedAt,
    f::interview::LastPath,
    f::interview::Correction,
    f::sitting::Number,
    f::sitting::StartedAt,
    f::sitting::StoppedAt,
    f::referral::WrittenAt,
    f::referral::Direction,
    f::referral::Status, // worked out from the steps (referrals/referral_course.h)
    f::referral::PrintedAt,
    f::referral::AnsweredAt,
    f::referral_service::RecordedAt,
    f::referral_package::MadeAt,
    f::referral_package::ExpiresAt,
    f::referral_package::AnsweredAt,
    f::organisation_key::MadeAt,
    f::task::RaisedAt,
    f::task::DueAt,
    f::form::Retired,
    f::entity::Dataset,
    f::entity::Entity,
    f::entity::Action,
    f::entity::Label,
    f::entity::Properties,
    f::entity::Version,
    f::entity::BaseVersion,
    f::entity::WrittenAt,
    f::checklist::PackId,
    f::checklist::Revision,
    f::checklist::BegunAt,
    f::step_mark::SeenAt,
    f::step_mark_health::SeenAt,
    f::hold::AnnouncedAt,
    f::allocation::UntilAt,
    f::keep_apart::LiftedAt,
    f::roll_call::DoneAt,
    f::roll_call_line::MarkedAt,
    f::incident::ReportedAt,
    f::hold::ExpiresAt,
    f::hold::ReleasedAt,
    f::absence::ExpectedAt,
    f::absence::ReturnedAt,
    f::incident::EscalatedAt,
    f::incident::ClosedAt,
    f::need::ChangedAt,
    f::need_health::ChangedAt,
    f::plan_action::ChangedAt,
    f::plan_action_health::ChangedAt,
    f::meeting::ClosedAt,
    f::approval::AnsweredAt,
    f::approval::Way,
    f::best_interests::DecidedAt,
    f::complaint::ToldAt,
    f::complaint_reserved::ToldAt,
    f::self_check::ClosedAt,
    f::self_check_line::ChangedAt,
    f::episode::PlaceCode,
    f::case_victim::RemovedAt,
    f::suspect_in_case::RemovedAt,
    f::registry::ChangedAt,
    f::status_decision::RecordedAt,
    f::route_leg::Number,
    f::route_leg::FromCode,
    f::route_leg::ToCode,
};

bool isBlob(FieldId id)
{
    const auto *table = model::schema().findTable(id.table);
    const auto *field = table != nullptr ? table->findField(id.field) : nullptr;
    return field == nullptr || field->type == sync::FieldType::Blob;
}

} // namespace

bool isAnswerTable(std::uint16_t table) noexcept
{
    return table == f::answer_case::Table || table == f::answer_identity::Table || table == f::answer_health::Table ||
           table == f::answer_perpetrator::Table;
}

bool isAnswerValue(FieldId field) noexcept
{
    return isAnswerTable(field.table) &&
           (field.field == f::answer_case::Text.field || field.field == f::answer_case::Number.field ||
            field.field == f::answer_case::Codes.field);
}

bool isDecidedByPeople(FieldId field) noexcept
{
    if (field.field == 0 || field == f::case_file::FamilyUnit)
        return true; // a deletion; a family is shown by its members
    if (isAnswerTable(field.table))
        return isAnswerValue(field);
    return !isBlob(field) && std::find(Bookkeeping.begin(), Bookkeeping.end(), field) == Bookkeeping.end();
}

Result<std::vector<DisputedField>> disputedFields(Desk &desk)
{
    std::vector<DisputedField> found;
    std::set<sync::RecordKey> answers;
    INDARO_TRY_ASSIGN(auto rows, desk.db.prepare(sql::OpenConflictFields));
    for (;;) {
        INDARO_TRY_ASSIGN(const bool hasRow, rows.step());
        if (!hasRow)
            return found;
        const auto record = rows.id<sync::RecordTag>(1);
        const auto table = static_cast<std::uint16_t>(rows.integer(0));
        const FieldId field{table, static_cast<std::uint16_t>(rows.integer(2))};
        if (!record || !isDecidedByPeople(field))
            continue;
        if (isAnswerValue(field) && !answers.insert({table, *record}).second)
            continue; // its columns are one answer
        found.push_back({{table, *record}, field.field});
    }
}

Result<Readable> Readable::of(Desk &desk)
{
    Readable readable(desk.access);
    INDARO_TRY_ASSIGN(const auto trust, sync::Trust::open(desk.log.connection(), desk.clock));
    if (!trust.isMember())
        return readable;
    const auto state = trust.state();
    if (const auto *user = state.user(desk.log.user()))
        readable.m_groups = user->groups;
    return readable; // an account that is in no list yet was made on this laptop, and opens what the laptop holds
}

bool Readable::allows(std::uint16_t table) const
{
    const auto *definition = model::schema().findTable(table);
    return definition != nullptr && m_access.mayReadTable(table) &&
           ((m_groups >> static_cast<unsigned>(definition->compartment)) & 1U) != 0;
}

} // namespace indaro::casework
