// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/change_log_sql.h"

namespace indaro::sync::sql {

const char CreateLog[] = R"(
CREATE TABLE log_device (number INTEGER PRIMARY KEY, id BLOB NOT NULL UNIQUE CHECK (length(id) = 16));
CREATE TABLE log_user (number INTEGER PRIMARY KEY, id BLOB NOT NULL UNIQUE CHECK (length(id) = 16));
CREATE TABLE operation (
    device INTEGER NOT NULL REFERENCES log_device,
    stream INTEGER NOT NULL,
    sequence INTEGER NOT NULL,
    kind INTEGER NOT NULL,
    time INTEGER NOT NULL,
    user INTEGER NOT NULL REFERENCES log_user,
    record_table INTEGER NOT NULL,
    record BLOB NOT NULL,
    field INTEGER NOT NULL,
    content BLOB NOT NULL,
    base_device INTEGER,
    base_stream INTEGER,
    base_sequence INTEGER,
    PRIMARY KEY (device, stream, sequence)
) WITHOUT ROWID;
CREATE INDEX operation_by_record ON operation (record, time);
CREATE TRIGGER operation_guard_insert BEFORE INSERT ON operation WHEN indaro_log_permit() = 0
    BEGIN SELECT RAISE(ABORT, 'unlogged write'); END;
CREATE TRIGGER operation_guard_update BEFORE UPDATE ON operation WHEN indaro_log_permit() = 0
    BEGIN SELECT RAISE(ABORT, 'unlogged write'); END;
CREATE TRIGGER operation_guard_delete BEFORE DELETE ON operation WHEN indaro_log_permit() = 0
    BEGIN SELECT RAISE(ABORT, 'unlogged write'); END;
)";

const char InsertOperation[] =
    "INSERT INTO operation (device, stream, sequence, kind, time, user, record_table, record, field, content, "
    "base_device, base_stream, base_sequence) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)";

const char OperationsOfRecord[] =
    "SELECT o.kind, d.id, o.stream, o.sequence, o.time, u.id, o.field, o.content, bd.id, o.base_stream, o.base_sequence "
    "FROM operation o JOIN log_device d ON d.number = o.device JOIN log_user u ON u.number = o.user "
    "LEFT JOIN log_device bd ON bd.number = o.base_device WHERE o.record = ?1 AND o.record_table = ?2 "
    "ORDER BY o.time, d.id, o.sequence";

const char HeadOfField[] =
    "SELECT d.id, o.stream, o.sequence FROM operation o JOIN log_device d ON d.number = o.device "
    "WHERE o.record = ?1 AND o.record_table = ?2 AND (o.field = ?3 OR o.kind = 1) "
    "ORDER BY o.time DESC, d.id DESC, o.sequence DESC LIMIT 1";

const char HeadOfCode[] =
    "SELECT d.id, o.stream, o.sequence FROM operation o JOIN log_device d ON d.number = o.device "
    "WHERE o.record = ?1 AND o.record_table = ?2 AND ((o.field = ?3 AND (o.content = ?4 OR o.kind = 2)) OR o.kind = 1) "
    "ORDER BY o.time DESC, d.id DESC, o.sequence DESC LIMIT 1";

std::string insertRow(const TableDefinition &table)
{
    std::string sql = "INSERT INTO " + std::string(table.name) + " (id";
    for (const auto &field : table.fields)
        sql += ", " + std::string(field.column);
    sql += ") VALUES (?1";
    for (std::size_t i = 0; i < table.fields.size(); ++i)
        sql += ", ?" + std::to_string(i + 2);
    return sql + ")";
}

std::string updateField(const TableDefinition &table, const FieldDefinition &field)
{
    return "UPDATE " + std::string(table.name) + " SET " + std::string(field.column) + " = ?1 WHERE id = ?2";
}

std::string selectField(const TableDefinition &table, const FieldDefinition &field)
{
    return "SELECT " + std::string(field.column) + " FROM " + std::string(table.name) + " WHERE id = ?1";
}

std::string deleteRow(const TableDefinition &table)
{
    return "DELETE FROM " + std::string(table.name) + " WHERE id = ?1";
}

} // namespace indaro::sync::sql
