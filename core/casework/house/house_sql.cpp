// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/casework/house/house.h"
#include "core/casework/row_values.h"
#include "core/model/field_rules.h"
#include "core/model/field_table.h"
#include "core/model/partial_date.h"
#include "core/sync/local_meta.h"

namespace indaro::casework {

namespace fields = model::fields;
using base::Errc;
using base::Error;
using base::Result;
using base::Value;
using model::toValue;
using sync::FieldId;
using sync::RecordId;

namespace {

constexpr qsizetype NameLimit = 200;
constexpr qsizetype AddressLimit = 1000;

Result<void> checkLength(const QString &text, const char *field, qsizetype limit)
{
    if (text.size() > limit)
        return Error(Errc::TextTooLong, {{"field", std::string(field)}, {"limit", static_cast<std::int64_t>(limit)}});
    return {};
}

/// The one row of `house`; its address has the same id.
Result<std::optional<RecordId>> findHouseRecord(Desk &desk)
{
    INDARO_TRY_ASSIGN(auto find, desk.db.prepare("SELECT id FROM house ORDER BY id LIMIT 1"));
    INDARO_TRY_ASSIGN(const bool found, find.step());
    return found ? find.id<sync::RecordTag>(0) : std::optional<RecordId>();
}

Result<void> bearIfNew(Desk &desk, std::uint16_t table, RecordId id)
{
    INDARO_TRY_ASSIGN(const bool exists, desk.log.exists({table, id}));
    if (!exists)
        INDARO_TRY(desk.log.birth({table, id}, {}));
    return {};
}

Result<void> editAll(Desk &desk, RecordId id, const std::vector<std::pair<FieldId, Value>> &values)
{
    for (const auto &[field, value] : values)
        INDARO_TRY(desk.log.edit(field, id, value));
    return {};
}

StaffMember readStaff(const store::Statement &row, sync::UserId id)
{
    return {id, toText(row, 1), toText(row, 2), toText(row, 3), toText(row, 4), row.textView(5) != "no"};
}

} // namespace

Result<HouseDetails> loadHouse(Desk &desk)
{
    INDARO_TRY_ASSIGN(auto find, desk.db.prepare("SELECT h.name, h.call_back_phone, h.email, l.address FROM house h "
                                                 "LEFT JOIN house_location l ON l.id = h.id ORDER BY h.id LIMIT 1"));
    INDARO_TRY_ASSIGN(const bool found, find.step());
    if (!found)
        return HouseDetails{};
    return HouseDetails{toText(find, 0), toText(find, 1), toText(find, 2), toText(find, 3)};
}

Result<void> saveHouse(Desk &desk, const HouseDetails &details)
{
    INDARO_TRY(checkLength(details.name, "name", NameLimit));
    INDARO_TRY(checkLength(details.callBackPhone, "phone", NameLimit));
    INDARO_TRY(checkLength(details.email, "email", NameLimit));
    INDARO_TRY(checkLength(details.address, "address", AddressLimit));
    INDARO_TRY_ASSIGN(auto transaction, desk.db.begin());
    INDARO_TRY_ASSIGN(const auto present, findHouseRecord(desk));
    const RecordId id = present ? *present : RecordId::make(desk.random);
    INDARO_TRY(bearIfNew(desk, fields::house::Table, id));
    INDARO_TRY(bearIfNew(desk, fields::house_location::Table, id));
    INDARO_TRY(editAll(desk, id,
                       {{fields::house::Name, toValue(details.name)},
                        {fields::house::CallBackPhone, toValue(details.callBackPhone)},
                        {fields::house::Email, toValue(details.email)},
                        {fields::house_location::Address, toValue(details.address)}}));
    return transaction.commit();
}

Result<std::vector<sync::RecordKey>> houseRecords(Desk &desk)
{
    INDARO_TRY_ASSIGN(const auto id, findHouseRecord(desk));
    if (!id)
        return std::vector<sync::RecordKey>();
    return std::vector{sync::RecordKey{fields::house::Table, *id}, sync::RecordKey{fields::house_location::Table, *id}};
}

Result<bool> isCommissionVault(Desk &desk)
{
    INDARO_TRY_ASSIGN(auto find,
                      desk.log.connection().prepare(
                          "SELECT mode = 'commission' AND NOT EXISTS (SELECT 1 FROM case_file) FROM house ORDER BY "
                          "id LIMIT 1"));
    INDARO_TRY_ASSIGN(const bool found, find.step());
    return found && find.value(0).integerOr(0) != 0;
}

Result<std::vector<StaffMember>> listStaff(Desk &desk)
{
    INDARO_TRY_ASSIGN(auto rows, desk.db.prepare("SELECT id, name, position, phone, role, active FROM staff ORDER BY name"));
    std::vector<StaffMember> members;
    for (;;) {
        INDARO_TRY_ASSIGN(const bool row, rows.step());
        if (!row)
            return members;
        if (const auto id = rows.id<sync::UserTag>(0))
            members.push_back(readStaff(rows, *id));
    }
}

Result<std::optional<StaffMember>> findStaff(Desk &desk, sync::UserId id)
{
    INDARO_TRY_ASSIGN(auto find, desk.db.prepare("SELECT id, name, position, phone, role, active FROM staff WHERE id = ?1"));
    find.bind(1, id);
    INDARO_TRY_ASSIGN(const bool found, find.step());
    if (!found)
        return std::optional<StaffMember>();
    return std::optional(readStaff(find, id));
}

Result<void> saveStaff(Desk &desk, const StaffMember &member)
{
    INDARO_TRY(checkLength(member.name, "name", NameLimit));
    INDARO_TRY(checkLength(member.position, "position", NameLimit));
    INDARO_TRY(checkLength(member.phone, "phone", NameLimit));
    const auto id = RecordId::sameAs(member.id);
    INDARO_TRY_ASSIGN(auto transaction, desk.db.begin());
    INDARO_TRY(bearIfNew(desk, fields::staff::Table, id));
    INDARO_TRY_ASSIGN(const Value role, desk.log.load(fields::staff::Role, id));
    if (model::toText(role) != member.role && !desk.access.isDirector())
        return Error(Errc::AccessRefused, {{"thing", std::string("director")}});
    INDARO_TRY(editAll(desk, id,
                       {{fields::staff::Name, toValue(member.name)},
                        {fields::staff::Position, toValue(member.position)},
                        {fields::staff::Phone, toValue(member.phone)},
                        {fields::staff::Role, toValue(member.role)},
                        {fields::staff::Active, Value(member.isActive ? "yes" : "no")}}));
    return transaction.commit();
}

Result<QString> thisSeries(Desk &desk)
{
    INDARO_TRY_ASSIGN(const auto series, sync::findMeta(desk.db, sync::meta::Series));
    if (!series)
        return Error(Errc::NotFound);
    const auto text = base::asText(*series);
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

Result<void> saveThisLaptop(Desk &desk, const QString &name)
{
    INDARO_TRY(checkLength(name, "name", NameLimit));
    INDARO_TRY_ASSIGN(const QString series, thisSeries(desk));
    const auto id = RecordId::sameAs(desk.log.device());
    INDARO_TRY_ASSIGN(auto transaction, desk.db.begin());
    INDARO_TRY(bearIfNew(desk, fields::laptop::Table, id));
    INDARO_TRY(editAll(desk, id, {{fields::laptop::Name, toValue(name)}, {fields::laptop::Series, toValue(series)}}));
    return transaction.commit();
}

Result<QString> laptopName(Desk &desk, const sync::DeviceId &device)
{
    INDARO_TRY_ASSIGN(auto find, desk.db.prepare("SELECT name, series FROM laptop WHERE id = ?1"));
    find.bind(1, device);
    INDARO_TRY_ASSIGN(const bool found, find.step());
    if (!found)
        return device == desk.log.device() ? thisSeries(desk) : Result<QString>(QString());
    const QString name = toText(find, 0);
    return name.isEmpty() ? toText(find, 1) : name;
}

namespace {

Result<std::string> countKeyOf(Desk &desk, std::string_view count)
{
    INDARO_TRY_ASSIGN(const QString series, thisSeries(desk));
    return "count/" + series.toStdString() + "/" + std::string(count);
}

} // namespace

Result<std::int64_t> lastNumber(Desk &desk, std::string_view count)
{
    INDARO_TRY_ASSIGN(const std::string key, countKeyOf(desk, count));
    INDARO_TRY_ASSIGN(const auto last, sync::findMeta(desk.log.connection(), key));
    if (!last)
        return 0;
    base::ByteReader in(*last);
    const auto number = static_cast<std::int64_t>(in.u64());
    if (!in.isValid())
        return Error(Errc::StoreDamaged);
    return number;
}

Result<std::int64_t> nextNumber(Desk &desk, std::string_view count)
{
    INDARO_CHECK(desk.db.isInTransaction());
    INDARO_TRY_ASSIGN(const std::int64_t last, lastNumber(desk, count));
    INDARO_TRY_ASSIGN(const std::string key, countKeyOf(desk, count));
    base::ByteWriter out;
    out.u64(static_cast<std::uint64_t>(last + 1));
    INDARO_TRY(sync::setMeta(desk.db, key, out.bytes()));
    return last + 1;
}

std::string paperCount(int year)
{
    return "referral-" + std::to_string(year); // called so from the first version on
}

Result<QString> nextSerial(Desk &desk)
{
    INDARO_TRY_ASSIGN(const QString series, thisSeries(desk));
    const int year = model::localDay(desk.clock.nowUtc()).year();
    INDARO_TRY_ASSIGN(const std::int64_t number, nextNumber(desk, paperCount(year)));
    return QStringLiteral("%1-%2-%3").arg(series).arg(year).arg(number, 4, 10, QLatin1Char('0'));
}

} // namespace indaro::casework
