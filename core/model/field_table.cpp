// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/model/field_table.h"

#include <array>

namespace indaro::model {

namespace {

#define INDARO_X(number, name, column, type) sync::FieldDefinition{number, #column, sync::FieldType::type},
#define INDARO_T(number, name, compartment, list, indexed, derived)                                                         \
    constexpr auto name##Fields = std::to_array({list(INDARO_X)});
INDARO_TABLE_LIST(INDARO_T)
#undef INDARO_T
#undef INDARO_X

/// What names a second person, or several: a record about two goes with either of them.
constexpr sync::Ownership withOthers(sync::Ownership owner, std::span<const sync::FieldDefinition> columns)
{
    for (const auto &field : columns) {
        if (field.column == "other_file" || field.column == "others") {
            owner.also = field.field;
            owner.alsoThrough = fields::case_file::Table;
        } else if (field.column == "shares_with") {
            owner.also = field.field;
            owner.alsoThrough = fields::stay::Table;
        }
    }
    return owner;
}

/// Of a record's fields, the one that says whose it is is called case_file, or it hangs on an interview.
constexpr sync::Ownership ownership(std::string_view table, std::span<const sync::FieldDefinition> columns)
{
    if (table == "case_file" || table == "identity" || table == "health")
        return {sync::Ownership::Kind::Itself};
    for (const auto &field : columns) {
        if (field.column == "case_file")
            return withOthers({sync::Ownership::Kind::Field, field.field, fields::case_file::Table}, columns);
    }
    for (const auto &field : columns) {
        if (field.column == "interview")
            return {sync::Ownership::Kind::Field, field.field, fields::interview::Table};
    }
    return {};
}

constexpr auto Tables = std::to_array<sync::TableDefinition>({
#define INDARO_T(number, name, compartment, list, indexed, derived)                                                         \
    {number, #name, sync::Compartment::compartment, name##Fields, indexed, ownership(#name, name##Fields), derived},
    INDARO_TABLE_LIST(INDARO_T)
#undef INDARO_T
});

/// What a closed file still takes.
constexpr std::uint16_t OpenTables[] = {fields::retention::Table, fields::file_opening::Table};

} // namespace

const sync::Schema &schema()
{
    static const sync::Schema product{
        Tables, sync::SealRule{fields::retention::Table, fields::retention::ReopenedAt.field, OpenTables}};
    return product;
}

} // namespace indaro::model
