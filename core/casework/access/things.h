// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sync/schema.h"

#include <QLatin1String>
#include <QStringView>

#include <cstdint>
#include <optional>
#include <vector>

namespace indaro::casework {

/// What a member of staff is in the house, in the order the settings show them. Several for one account are fine.
enum class Role : std::uint8_t { Director, SocialWorker, Psychologist, Nurse, LegalAssistant, NightGuard, DataFocal };
inline constexpr std::size_t RoleCount = 7;

/// What there is to see or to do, as rights are given: parts of the data (the first ones, tables are of exactly one), and
/// things that are done.
enum class Thing : std::uint8_t {
    File,         ///< display name, numbers, sex, age, present or not, family: what everybody in the house may know
    Rooms,        ///< rooms, places, who sleeps where
    Night,        ///< roll-call, who is out, who is announced
    Incidents,    ///< what happened in the house
    Register,     ///< how and why she came and left
    Care,         ///< belongings, supplies, visits and calls, contacts after the exit
    Procedure,    ///< checklists and tasks of a person
    Story,        ///< interviews, notes, what was done to her, scans
    Consents,     ///< consents and referrals
    Plans,        ///< needs, plans, conferences, approvals, risks, best interests
    Identity,     ///< names, papers, places, people she can be found by
    Health,       ///< health and mind
    Perpetrators, ///< alleged perpetrators
    House,        ///< staff, laptops, the house itself, who has which role
    Forms,        ///< imported forms and procedure packs
    Numbers,      ///< exact counts of the house [contracts.md 8a]
    Lists,        ///< lists of people, exports and imports [contracts.md 9]
    Erasure,      ///< deleting and erasing a person
    Journal,      ///< who did and opened what
};
inline constexpr std::size_t ThingCount = 19;

/// Each holds the one before it. Of what is done rather than seen, Write means: may do it.
enum class Right : std::uint8_t { None, Read, Write };

/// Codes of codelists staff_role, access_thing and access_right, and what the role rules and staff records hold.
[[nodiscard]] QLatin1String toString(Role role) noexcept;
[[nodiscard]] QLatin1String toString(Thing thing) noexcept;
[[nodiscard]] QLatin1String toString(Right right) noexcept;
[[nodiscard]] std::optional<Role> findRole(QStringView code) noexcept;
[[nodiscard]] std::optional<Thing> findThing(QStringView code) noexcept;
[[nodiscard]] std::optional<Right> findRight(QStringView code) noexcept;
/// The same role in a procedure pack (sop::Step::who).
[[nodiscard]] QLatin1String packRoleOf(Role role) noexcept;

/// What a role may before a director says otherwise: as little as its work needs [domain.md 5].
[[nodiscard]] Right defaultRight(Role role, Thing thing) noexcept;

/// The part of the data a column is in. None: nobody has said so of its table yet, and only directors read it. A column
/// that only names another record, and the id, are everybody's: that there is something may be known.
[[nodiscard]] std::optional<Thing> thingOf(const sync::TableDefinition &table, const sync::FieldDefinition &field) noexcept;
[[nodiscard]] bool isLink(const sync::FieldDefinition &field) noexcept;
/// Who has Write on any of these may write rows of the table; none: directors only.
[[nodiscard]] std::vector<Thing> writersOf(std::uint16_t table);

} // namespace indaro::casework
