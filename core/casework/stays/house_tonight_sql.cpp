// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/casework/conflicts/conflict_fields.h"
#include "core/casework/row_values.h"
#include "core/casework/stays/house_tonight.h"
#include "core/model/field_table.h"
#include "core/model/partial_date.h"

#include <algorithm>

namespace indaro::casework {

using base::Errc;
using base::Error;
using base::Result;
using namespace Qt::StringLiterals;

namespace {

std::optional<int> toCount(const base::Value &value)
{
    return value.integer() != nullptr ? std::optional(static_cast<int>(*value.integer())) : std::nullopt;
}

AgeGroup ageGroupOf(const base::Value &isMinor)
{
    const std::string code = isMinor.textOr({});
    return code == "no" ? AgeGroup::Adult : code == "yes" ? AgeGroup::Child : AgeGroup::InDoubt;
}

/// From the birth date, where the account may read it, else carried on from the estimate.
std::optional<int> yearsOf(const base::Value &birthDate, const base::Value &estimate, const base::Value &estimatedOn,
                           QDate today)
{
    if (const auto birth = model::PartialDate::parse(model::toText(birthDate)))
        return model::ageOn(*birth, today);
    const auto age = toCount(estimate);
    const QDate on = QDate::fromString(model::toText(estimatedOn), Qt::ISODate);
    return age && on.isValid() ? std::optional(model::ageOn(*age, on, today)) : age;
}

Result<void> readRooms(Desk &desk, HouseTonight &house)
{
    INDARO_TRY_ASSIGN(auto rows, desk.db.prepare("SELECT id, name, room_for, usable_capacity, state, state_why FROM room "
                                                 "ORDER BY name, id"));
    for (;;) {
        INDARO_TRY_ASSIGN(const bool row, rows.step());
        if (!row)
            return {};
        const auto id = rows.id<sync::RecordTag>(0);
        if (!id)
            return Error(Errc::StoreDamaged);
        house.rooms.push_back(
            {*id, toText(rows, 1), toText(rows, 2), toCount(rows.value(3)), toText(rows, 4), toText(rows, 5)});
    }
}

Result<void> readPlaces(Desk &desk, HouseTonight &house)
{
    INDARO_TRY_ASSIGN(auto rows, desk.db.prepare("SELECT id, room, label, kind, numbered, sleeps, state, state_why "
                                                 "FROM place ORDER BY room, label, id"));
    for (;;) {
        INDARO_TRY_ASSIGN(const bool row, rows.step());
        if (!row)
            return {};
        const auto id = rows.id<sync::RecordTag>(0);
        const auto room = rows.id<sync::RecordTag>(1);
        if (!id || !room)
            continue; // a place whose room is not known here yet
        const bool isNumbered = rows.textView(4) != "no";
        house.places.push_back({*id, *room, toText(rows, 2), toText(rows, 3), isNumbered,
                                isNumbered ? 1 : std::max(1, toCount(rows.value(5)).value_or(1)), toText(rows, 6),
                                toText(rows, 7)});
    }
}

/// A readmission written on two laptops leaves two open stays: she is one person, with the later one.
void addSleeper(HouseTonight &house, Sleeper sleeper)
{
    const auto known = std::find_if(house.sleepers.begin(), house.sleepers.end(),
                                    [&](const Sleeper &each) { return each.person == sleeper.person; });
    if (known == house.sleepers.end())
        house.sleepers.push_back(std::move(sleeper));
    else {
        known->stay = sleeper.stay;
        known->helpToLeave = sleeper.helpToLeave;
    }
}

/// Before the field had a list of codes anything could be typed there: a warning too many is better than one too few.
bool saysPregnant(const QString &text)
{
    const QString word = text.trimmed().toLower();
    return !word.isEmpty() && word != "no"_L1 && word != "non"_L1 && word != "oya"_L1;
}

/// Whoever gives the places must hear that something speaks against one, though not everybody is told what.
Result<bool> isPregnantNow(Desk &desk, const CaseId &person)
{
    INDARO_TRY_ASSIGN(auto find, desk.log.connection().prepare("SELECT pregnant FROM health WHERE id = ?1"));
    find.bind(1, person);
    INDARO_TRY_ASSIGN(const bool found, find.step());
    return found && saysPregnant(toText(find, 0));
}

Result<void> readSleepers(Desk &desk, HouseTonight &house)
{
    const QDate today = model::localDay(house.at);
    INDARO_TRY_ASSIGN(const Readable readable, Readable::of(desk));
    const bool isHealthShown = readable.allows(model::fields::health::Table);
    const bool isIdentityShown = readable.allows(model::fields::identity::Table);
    INDARO_TRY_ASSIGN(auto rows,
                      desk.db.prepare("SELECT c.id, s.id, c.case_code, c.display_name, c.sex, c.is_minor, c.family_unit, "
                                      "c.family_role, c.estimated_age, c.estimated_on, i.birth_date, s.help_to_leave "
                                      "FROM case_file c JOIN stay s ON s.case_file = c.id "
                                      "LEFT JOIN identity i ON i.id = c.id "
                                      "WHERE c.status = 'present' AND s.left_at IS NULL "
                                      "AND s.register_number IS NOT NULL ORDER BY c.family_unit IS NULL, c.family_unit, "
                                      "c.is_minor = 'yes', c.display_name, c.id, s.arrived_at, s.id"));
    for (;;) {
        INDARO_TRY_ASSIGN(const bool row, rows.step());
        if (!row)
            return {};
        const auto person = rows.id<sync::RecordTag>(0);
        const auto stay = rows.id<sync::RecordTag>(1);
        if (!person || !stay)
            return Error(Errc::StoreDamaged);
        INDARO_TRY_ASSIGN(const bool isPregnant, isPregnantNow(desk, *person));
        addSleeper(house,
                   {.person = *person,
                    .stay = *stay,
                    .caseCode = toText(rows, 2),
                    .displayName = toText(rows, 3),
                    .sex = toText(rows, 4),
                    .age = ageGroupOf(rows.value(5)),
                    .years = yearsOf(isIdentityShown ? rows.value(10) : base::Value(), rows.value(8), rows.value(9), today),
                    .familyUnit = rows.id<sync::RecordTag>(6),
                    .familyRole = toText(rows, 7),
                    .care = !isPregnant     ? CareNeed::None
                            : isHealthShown ? CareNeed::Pregnant
                                            : CareNeed::NotShown,
                    .helpToLeave = toText(rows, 11).split(u' ', Qt::SkipEmptyParts)});
    }
}

/// `stay` may be an earlier one: two laptops may each have readmitted her.
Result<void> readBerths(Desk &desk, const HouseTonight &house, Sleeper &sleeper)
{
    INDARO_TRY_ASSIGN(auto rows,
                      desk.db.prepare("SELECT a.id, a.place, p.room, h.case_file, a.since_at FROM allocation a "
                                      "JOIN stay s ON s.id = a.stay AND s.left_at IS NULL "
                                      "JOIN place p ON p.id = a.place LEFT JOIN stay h ON h.id = a.shares_with "
                                      "WHERE a.case_file = ?1 AND a.until_at IS NULL ORDER BY a.since_at DESC, a.id"));
    rows.bind(1, sleeper.person);
    for (;;) {
        INDARO_TRY_ASSIGN(const bool row, rows.step());
        if (!row)
            return {};
        const auto id = rows.id<sync::RecordTag>(0);
        const auto place = rows.id<sync::RecordTag>(1);
        const auto room = rows.id<sync::RecordTag>(2);
        if (!id || !place || !room || house.findRoom(*room) == nullptr)
            continue;
        const auto isSame = [&](const Berth &known) { return known.place == *place; };
        if (std::none_of(sleeper.berths.begin(), sleeper.berths.end(), isSame)) // the same given twice is one
            sleeper.berths.push_back({*id, *place, *room, rows.id<sync::RecordTag>(3), rows.value(4).integerOr(0)});
    }
}

Result<void> readAbsence(Desk &desk, base::UtcMs now, Sleeper &sleeper)
{
    INDARO_TRY_ASSIGN(auto find, desk.db.prepare("SELECT id, left_at, expected_at, reason, with_whom FROM absence "
                                                 "WHERE stay = ?1 AND returned_at IS NULL ORDER BY left_at DESC LIMIT 1"));
    find.bind(1, sleeper.stay);
    INDARO_TRY_ASSIGN(const bool found, find.step());
    if (!found)
        return {};
    const auto id = find.id<sync::RecordTag>(0);
    if (!id)
        return Error(Errc::StoreDamaged);
    const auto expected = momentOf(find.value(2));
    sleeper.absence =
        AbsenceNow{*id, find.value(1).integerOr(0), expected, toText(find, 3), toText(find, 4), expected && *expected < now};
    return {};
}

Result<void> readHolds(Desk &desk, HouseTonight &house)
{
    INDARO_TRY_ASSIGN(auto rows,
                      desk.db.prepare("SELECT id, shown_as, people, room, expires_at FROM hold WHERE case_file IS NULL "
                                      "AND released_at IS NULL ORDER BY expires_at, id"));
    for (;;) {
        INDARO_TRY_ASSIGN(const bool row, rows.step());
        if (!row)
            return {};
        const auto id = rows.id<sync::RecordTag>(0);
        if (!id)
            return Error(Errc::StoreDamaged);
        const base::UtcMs expiresAt = rows.value(4).integerOr(0);
        house.holds.push_back({*id, toText(rows, 1), toCount(rows.value(2)).value_or(1), rows.id<sync::RecordTag>(3),
                               expiresAt, expiresAt <= house.at});
    }
}

Result<void> readKeptApart(Desk &desk, HouseTonight &house)
{
    INDARO_TRY_ASSIGN(auto rows, desk.db.prepare("SELECT case_file, other_file, why FROM keep_apart "
                                                 "WHERE lifted_at IS NULL ORDER BY id"));
    for (;;) {
        INDARO_TRY_ASSIGN(const bool row, rows.step());
        if (!row)
            return {};
        const auto person = rows.id<sync::RecordTag>(0);
        const auto other = rows.id<sync::RecordTag>(1);
        if (person && other && house.findSleeper(*person) != nullptr && house.findSleeper(*other) != nullptr)
            house.keptApart.push_back({*person, *other, toText(rows, 2)});
    }
}

} // namespace

Result<HouseTonight> loadHouseTonight(Desk &desk)
{
    HouseTonight house;
    house.at = desk.clock.nowUtc();
    INDARO_TRY(readRooms(desk, house));
    INDARO_TRY(readPlaces(desk, house));
    INDARO_TRY(readSleepers(desk, house));
    for (Sleeper &sleeper : house.sleepers) {
        INDARO_TRY(readBerths(desk, house, sleeper));
        INDARO_TRY(readAbsence(desk, house.at, sleeper));
    }
    INDARO_TRY(readHolds(desk, house));
    INDARO_TRY(readKeptApart(desk, house));
    house.recount();
    return house;
}

} // namespace indaro::casework
