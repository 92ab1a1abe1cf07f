// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/casework/access/things.h"

#include "core/model/field_table.h"

#include <algorithm>
#include <array>

namespace indaro::casework {

using namespace Qt::StringLiterals;

namespace {

namespace f = model::fields;

constexpr std::array<QLatin1String, RoleCount> RoleCodes{"director"_L1,        "social_worker"_L1,   "psychologist"_L1,
                                                         "nurse"_L1,           "legal_assistant"_L1, "night_guard"_L1,
                                                         "data_focal_point"_L1};
constexpr std::array<QLatin1String, RoleCount> PackCodes{"DIR"_L1, "SW"_L1,  "PSY"_L1, "NUR"_L1,
                                                         "LEG"_L1, "GRD"_L1, "DAT"_L1};
constexpr std::array<QLatin1String, ThingCount> ThingCodes{
    "file"_L1,  "rooms"_L1,    "night"_L1, "incidents"_L1, "register"_L1, "care"_L1,         "procedure"_L1,
    "story"_L1, "consents"_L1, "plans"_L1, "identity"_L1,  "health"_L1,   "perpetrators"_L1, "house"_L1,
    "forms"_L1, "numbers"_L1,  "lists"_L1, "erasure"_L1,   "journal"_L1};
constexpr std::array<QLatin1String, 3> RightCodes{"none"_L1, "read"_L1, "write"_L1};

template <class Enum, std::size_t Count>
std::optional<Enum> findCode(const std::array<QLatin1String, Count> &codes, QStringView code)
{
    const auto *found = std::find(codes.begin(), codes.end(), code);
    return found != codes.end() ? std::optional(static_cast<Enum>(found - codes.begin())) : std::nullopt;
}

constexpr Right N = Right::None;
constexpr Right R = Right::Read;
constexpr Right W = Right::Write;

/// A line for each thing, a column for each role.
constexpr Right Defaults[ThingCount][RoleCount] = {
    // dir, social w., psych., nurse, legal, guard, data
    {W, W, R, R, R, R, R}, // File
    {W, W, R, R, R, R, R}, // Rooms
    {W, W, R, R, R, W, N}, // Night
    {W, W, W, W, W, W, N}, // Incidents
    {W, W, R, R, R, N, N}, // Register
    {W, W, R, W, R, N, N}, // Care
    {W, W, W, W, W, N, N}, // Procedure
    {W, W, W, N, W, N, N}, // Story
    {W, W, R, R, W, N, N}, // Consents
    {W, W, W, R, W, N, N}, // Plans
    {W, W, R, R, W, N, N}, // Identity
    {W, W, W, W, N, N, N}, // Health
    {W, W, N, N, W, N, N}, // Perpetrators
    {W, R, R, R, R, R, R}, // House
    {W, R, R, R, R, R, W}, // Forms
    {W, R, N, N, N, N, W}, // Numbers
    {W, N, N, N, N, N, W}, // Lists
    {W, N, N, N, N, N, N}, // Erasure
    {W, N, N, N, N, N, N}, // Journal
};

/// The part each table is in; a table that is not here is the directors'.
struct TableThing
{
    std::uint16_t table;
    Thing thing;
    std::optional<Thing> writer{}; ///< may write as well, though not read everything
};
constexpr TableThing PartOfTable[] = {
    {f::case_file::Table, Thing::Register},
    {f::stay::Table, Thing::Register},
    {f::room::Table, Thing::Rooms},
    {f::place::Table, Thing::Rooms},
    {f::allocation::Table, Thing::Rooms},
    {f::keep_apart::Table, Thing::Rooms},
    {f::hold::Table, Thing::Night},
    {f::absence::Table, Thing::Night},
    {f::roll_call::Table, Thing::Night},
    {f::roll_call_line::Table, Thing::Night},
    {f::incident::Table, Thing::Incidents},
    {f::incident_person::Table, Thing::Incidents},
    {f::custody::Table, Thing::Care},
    {f::supply::Table, Thing::Care},
    {f::stock_move::Table, Thing::Care},
    {f::visit::Table, Thing::Care},
    {f::follow_up::Table, Thing::Care},
    {f::clock_extension::Table, Thing::Plans},
    // The house's own checklist is marked by whoever keeps the night; markStep asks whose checklist it is.
    {f::checklist::Table, Thing::Procedure, Thing::Night},
    {f::step_mark::Table, Thing::Procedure, Thing::Night},
    {f::case_event::Table, Thing::Procedure},
    {f::paper_entry::Table, Thing::Register, Thing::Night},
    {f::task::Table, Thing::Procedure},
    {f::note::Table, Thing::Story},
    {f::interview::Table, Thing::Story},
    {f::sitting::Table, Thing::Story},
    {f::episode::Table, Thing::Story},
    {f::answer_case::Table, Thing::Story},
    {f::attachment_case::Table, Thing::Story},
    {f::attachment_part_case::Table, Thing::Story},
    {f::consent::Table, Thing::Consents},
    {f::referral::Table, Thing::Consents},
    {f::referral_step::Table, Thing::Consents, Thing::Procedure}, // a colleague answers what is referred inside the house
    {f::referral_service::Table, Thing::Consents},
    {f::referral_slip::Table, Thing::Consents},
    {f::referral_call::Table, Thing::Consents},
    {f::unmet_need::Table, Thing::Consents},
    {f::referral_package::Table, Thing::Consents},
    {f::disclosure::Table, Thing::Consents, Thing::Lists}, // noted by whoever writes a file for a receiver
    {f::withdrawal::Table, Thing::Consents},
    {f::withdrawal_letter::Table, Thing::Consents},
    {f::need::Table, Thing::Plans},
    {f::plan_action::Table, Thing::Plans},
    {f::service_given::Table, Thing::Plans},
    {f::meeting::Table, Thing::Plans},
    {f::support_plan::Table, Thing::Plans},
    {f::approval::Table, Thing::Plans},
    {f::risk_assessment::Table, Thing::Plans},
    {f::risk_line::Table, Thing::Plans},
    {f::best_interests::Table, Thing::Plans},
    {f::best_interests_item::Table, Thing::Plans},
    {f::age_evidence::Table, Thing::Plans},
    {f::identity::Table, Thing::Identity},
    {f::stay_location::Table, Thing::Identity},
    {f::answer_identity::Table, Thing::Identity},
    {f::referral_person::Table, Thing::Identity},
    {f::referral_package_content::Table, Thing::Identity},
    {f::organisation_key::Table, Thing::Identity}, // made by directors (directory/organisation_keys.h)
    {f::attachment_identity::Table, Thing::Identity},
    {f::attachment_part_identity::Table, Thing::Identity},
    {f::entity::Table, Thing::Identity},
    {f::follow_up_plan::Table, Thing::Identity},
    {f::safety_plan::Table, Thing::Identity},
    {f::house_location::Table, Thing::Identity},
    {f::health::Table, Thing::Health},
    {f::answer_health::Table, Thing::Health},
    {f::attachment_health::Table, Thing::Health},
    {f::attachment_part_health::Table, Thing::Health},
    {f::case_event_health::Table, Thing::Health},
    {f::step_mark_health::Table, Thing::Health},
    {f::need_health::Table, Thing::Health},
    {f::plan_action_health::Table, Thing::Health},
    {f::service_given_health::Table, Thing::Health},
    {f::referral_slip_health::Table, Thing::Health},
    {f::risk_line_health::Table, Thing::Health},
    {f::best_interests_item_health::Table, Thing::Health},
    {f::perpetrator::Table, Thing::Perpetrators},
    {f::answer_perpetrator::Table, Thing::Perpetrators},
    {f::attachment_perpetrator::Table, Thing::Perpetrators},
    {f::attachment_part_perpetrator::Table, Thing::Perpetrators},
    {f::risk_line_perpetrator::Table, Thing::Perpetrators},
    {f::directory_entry::Table, Thing::House, Thing::Consents}, // everybody finds a number; who refers keeps them right
    {f::retention::Table, Thing::Register},
    {f::kept_numbers::Table, Thing::Numbers},
    {f::training::Table, Thing::House},
    {f::file_opening::Table, Thing::Journal},
    {f::staff::Table, Thing::House},
    {f::box_opening::Table, Thing::Register},
    {f::complaint::Table, Thing::Register},
    {f::complaint_reserved::Table, Thing::Journal, Thing::Register}, // about somebody who works here: the directors'
    {f::self_check::Table, Thing::House},
    {f::self_check_line::Table, Thing::House},
    {f::incident_story::Table, Thing::Incidents},
    {f::incident_story_health::Table, Thing::Health},
    {f::house::Table, Thing::House},
    {f::laptop::Table, Thing::House},
    {f::role_rule::Table, Thing::House},
    {f::form::Table, Thing::Forms},
    {f::form_part::Table, Thing::Forms},
    {f::sop_pack::Table, Thing::Forms},
    {f::sop_pack_part::Table, Thing::Forms},
    {f::trafficking_case::Table, Thing::Story},
    {f::case_victim::Table, Thing::Story},
    {f::suspect::Table, Thing::Perpetrators},
    {f::suspect_in_case::Table, Thing::Perpetrators},
    {f::registry::Table, Thing::Story},
    {f::route_leg::Table, Thing::Story},
    {f::status_decision::Table, Thing::Procedure},
    {f::offence::Table, Thing::Forms},
    {f::qualification::Table, Thing::Procedure},
    {f::justice_event::Table, Thing::Procedure},
    {f::duplicate_answer::Table, Thing::Register},
    {f::file_merge::Table, Thing::Register},
    {f::merged_record::Table, Thing::Register},
    {f::kept_value::Table, Thing::Story},
    {f::kept_value_identity::Table, Thing::Identity},
    {f::kept_value_perpetrator::Table, Thing::Perpetrators},
    {f::library_document::Table, Thing::Forms},
    {f::library_part::Table, Thing::Forms},
    {f::count_packet::Table, Thing::Numbers},
    {f::publication::Table, Thing::Numbers},
};

/// Columns that are in another part than the rest of their table.
struct FieldThing
{
    sync::FieldId field;
    Thing thing;
};
constexpr FieldThing PartOfField[] = {
    {f::case_file::CaseCode, Thing::File},
    {f::case_file::DisplayName, Thing::File},
    {f::case_file::Status, Thing::File},
    {f::case_file::Sex, Thing::File},
    {f::case_file::EstimatedAge, Thing::File},
    {f::case_file::EstimatedOn, Thing::File},
    {f::case_file::IsMinor, Thing::File},
    {f::case_file::FamilyRole, Thing::File},
    {f::case_file::OpenedAt, Thing::File},
    {f::case_file::PreferredSex, Thing::Night}, // who keeps the door at night receives her
    {f::stay::RegisterNumber, Thing::File},
    {f::stay::ArrivedAt, Thing::File},
    {f::stay::LeftAt, Thing::File},
    {f::stay::HelpToLeave, Thing::Night}, // whoever keeps the night counts on it
    {f::keep_apart::Why, Thing::Plans},
    {f::allocation::Overridden, Thing::Register}, // that she is pregnant, that somebody is a danger to her
    {f::allocation::OverrideReason, Thing::Register},
    {f::allocation::OverrideNote, Thing::Register},
    // What was ticked is seen in the house's own checklist; of a person's, loadChecklist asks for Procedure.
    {f::step_mark::Step, Thing::File},
    {f::step_mark::Occurrence, Thing::File},
    {f::step_mark::State, Thing::File},
    {f::step_mark::MarkedAt, Thing::File},
    {f::step_mark::Revision, Thing::File},
    {f::step_mark::Urgent, Thing::File},
    {f::checklist::Scope, Thing::File},
    {f::checklist::PackId, Thing::File},
    {f::checklist::Revision, Thing::File},
    {f::checklist::BegunAt, Thing::File},
};

const TableThing *findTable(std::uint16_t table)
{
    const auto *found = std::ranges::find(PartOfTable, table, &TableThing::table);
    return found != std::end(PartOfTable) ? found : nullptr;
}

} // namespace

QLatin1String toString(Role role) noexcept
{
    return RoleCodes[static_cast<std::size_t>(role)];
}

QLatin1String toString(Thing thing) noexcept
{
    return ThingCodes[static_cast<std::size_t>(thing)];
}

QLatin1String toString(Right right) noexcept
{
    return RightCodes[static_cast<std::size_t>(right)];
}

std::optional<Role> findRole(QStringView code) noexcept
{
    return findCode<Role>(RoleCodes, code);
}

std::optional<Thing> findThing(QStringView code) noexcept
{
    return findCode<Thing>(ThingCodes, code);
}

std::optional<Right> findRight(QStringView code) noexcept
{
    return findCode<Right>(RightCodes, code);
}

QLatin1String packRoleOf(Role role) noexcept
{
    return PackCodes[static_cast<std::size_t>(role)];
}

Right defaultRight(Role role, Thing thing) noexcept
{
    return Defaults[static_cast<std::size_t>(thing)][static_cast<std::size_t>(role)];
}

bool isLink(const sync::FieldDefinition &field) noexcept
{
    return field.type == sync::FieldType::Blob && field.column != "content" && field.column != "form_content" &&
           field.column != "hash" && field.column != "key";
}

std::optional<Thing> thingOf(const sync::TableDefinition &table, const sync::FieldDefinition &field) noexcept
{
    const auto *own = std::ranges::find(PartOfField, sync::FieldId{table.table, field.field}, &FieldThing::field);
    if (own != std::end(PartOfField))
        return own->thing;
    const TableThing *whole = findTable(table.table);
    return whole != nullptr ? std::optional(whole->thing) : std::nullopt;
}

std::vector<Thing> writersOf(std::uint16_t table)
{
    const TableThing *found = findTable(table);
    if (found == nullptr)
        return {};
    return found->writer ? std::vector{found->thing, *found->writer} : std::vector{found->thing};
}

} // namespace indaro::casework
