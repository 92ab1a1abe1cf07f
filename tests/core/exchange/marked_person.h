// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/field_table.h"
#include "core/sync/change_log.h"

#include <map>
#include <string>

namespace indaro::tests {

/// A word nothing else has.
inline constexpr std::string_view Mark = "xqzkolibri";

inline base::Value markOf(const sync::FieldDefinition &field)
{
    switch (field.type) {
    case sync::FieldType::Text:
    case sync::FieldType::Set:
        return std::string(Mark) + std::to_string(field.field);
    case sync::FieldType::Blob: {
        const auto bytes = base::asBytes(Mark);
        return base::Bytes(bytes.begin(), bytes.end());
    }
    default:
        return {};
    }
}

/// A record in every table that can say something of a person, now and of tables to come, each text of which is the mark;
/// then every first value is replaced and some records are deleted, so that the log holds more than the tables. One
/// transaction of the caller's. Gives how many records.
inline int bearMarked(sync::ChangeLog &log, base::Random &random, sync::RecordId person)
{
    std::map<std::uint16_t, sync::RecordId> born; // one of each table, that others hang on
    int count = 0;
    const auto asValue = [](const sync::RecordId &id) {
        return base::Value(base::Bytes(id.bytes().begin(), id.bytes().end()));
    };
    for (int round = 0; round < 4; ++round) { // a record hangs on another one at most three deep
        for (const auto &table : model::schema().tables()) {
            using Kind = sync::Ownership::Kind;
            if (born.contains(table.table) || table.owner.kind == Kind::Nobody ||
                table.table == model::fields::retention::Table)
                continue;
            const bool isHers = table.owner.kind == Kind::Itself;
            const bool isDirect = table.owner.through == model::fields::case_file::Table;
            if (!isHers && !isDirect && !born.contains(table.owner.through))
                continue;
            const sync::RecordId id = isHers ? person : sync::RecordId::make(random);
            sync::FieldValues values;
            for (const auto &field : table.fields) {
                if (!isHers && field.field == table.owner.field)
                    values.emplace_back(sync::FieldId{table.table, field.field},
                                        asValue(isDirect ? person : born.at(table.owner.through)));
                else if (const base::Value mark = markOf(field); field.field != table.owner.also && !mark.isNull())
                    values.emplace_back(sync::FieldId{table.table, field.field}, mark);
            }
            INDARO_CHECK(log.birth({table.table, id}, values).hasValue());
            for (const auto &[field, value] : values) {
                if (value.text() != nullptr)
                    INDARO_CHECK(log.edit(field, id, *value.text() + "b").hasValue());
            }
            born.emplace(table.table, id);
            ++count;
        }
    }
    for (const std::uint16_t table :
         {model::fields::note::Table, model::fields::perpetrator::Table, model::fields::task::Table})
        INDARO_CHECK(log.remove({table, born.at(table)}).hasValue());
    return count;
}

} // namespace indaro::tests
