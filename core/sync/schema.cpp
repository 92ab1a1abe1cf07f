// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/schema.h"

#include "core/store/sql_error.h"

namespace indaro::sync {

namespace {

std::string_view sqlType(FieldType type)
{
    switch (type) {
    case FieldType::Text:
    case FieldType::Set:
        return "text";
    case FieldType::Integer:
        return "integer";
    case FieldType::Real:
        return "real";
    case FieldType::Blob:
        return "blob";
    }
    return "blob";
}

} // namespace

const FieldDefinition *TableDefinition::findField(std::uint16_t field) const
{
    for (const auto &definition : fields) {
        if (definition.field == field)
            return &definition;
    }
    return nullptr;
}

const TableDefinition *Schema::findTable(std::uint16_t table) const
{
    for (const auto &definition : m_tables) {
        if (definition.table == table)
            return &definition;
    }
    return nullptr;
}

const TableDefinition *Schema::findTable(std::string_view name) const
{
    for (const auto &definition : m_tables) {
        if (definition.name == name)
            return &definition;
    }
    return nullptr;
}

base::Result<void> createSyncedTable(store::Connection &db, const TableDefinition &table)
{
    const std::string name(table.name);
    std::string sql = "CREATE TABLE " + name + " (id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16)";
    for (const auto &field : table.fields) {
        const std::string column(field.column);
        const std::string type(sqlType(field.type));
        // Not one IN of three: SQLite builds a temporary table for it, in every statement and for every
        // column.
        sql += ", " + column + " " + type + " CHECK (" + column + " IS NULL OR typeof(" + column + ") IN ('" + type +
               "', 'blob'))";
    }
    sql += ") WITHOUT ROWID;";
    for (std::size_t at = 0; at < table.indexed.size();) {
        const std::size_t comma = std::min(table.indexed.find(',', at), table.indexed.size());
        const std::string column(table.indexed.substr(at, comma - at));
        sql += "CREATE INDEX " + name + "_by_" + column + " ON " + name + " (" + column + ");";
        at = comma + 1;
    }
    for (const std::string action : {"INSERT", "UPDATE", "DELETE"}) {
        sql += "CREATE TRIGGER " + name + "_guard_" + action + " BEFORE " + action + " ON " + name +
               " WHEN indaro_log_permit() = 0 BEGIN SELECT RAISE(ABORT, '" + store::UnloggedWriteMessage + "'); END;";
    }
    return db.execute(sql);
}

} // namespace indaro::sync
