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
CREATE INDEX operation_decision ON operation (time) WHERE kind = 6;
CREATE INDEX operation_deletion ON operation (time) WHERE kind = 5;
CREATE TRIGGER operation_guard_insert BEFORE INSERT ON operation WHEN indaro_log_permit() = 0
    BEGIN SELECT RAISE(ABORT, 'unlogged write'); END;
CREATE TRIGGER operation_guard_update BEFORE UPDATE ON operation WHEN indaro_log_permit() = 0
    BEGIN SELECT RAISE(ABORT, 'unlogged write'); END;
CREATE TRIGGER operation_guard_delete BEFORE DELETE ON operation WHEN indaro_log_permit() = 0
    BEGIN SELECT RAISE(ABORT, 'unlogged write'); END;
)";

const char InsertOperation[] = "INSERT INTO operation (device, stream, sequence, kind, time, user, "
                               "record_table, record, field, content, "
                               "base_device, base_stream, base_sequence) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, "
                               "?8, ?9, ?10, ?11, ?12, ?13) "
                               "ON CONFLICT (device, stream, sequence) DO NOTHING";

const char InsertBase[] = "INSERT INTO operation_base (record, record_table, device, stream, sequence, "
                          "ordinal, base_device, base_stream, "
                          "base_sequence) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)";

const char DeleteOperation[] = "DELETE FROM operation WHERE device = ?1 AND stream = ?2 AND sequence = ?3";

const char DeleteBases[] = "DELETE FROM operation_base WHERE device = ?1 AND stream = ?2 AND sequence = ?3 "
                           "AND record = ?4 AND record_table = ?5";

const char UpdateContent[] = "UPDATE operation SET content = ?4 WHERE device = ?1 AND stream = ?2 AND sequence = ?3";

namespace {

#define INDARO_OPERATION_COLUMNS                                                                                            \
    "SELECT kind, device, stream, sequence, time, user, record_table, record, field, content, base_device, "                \
    "base_stream, base_sequence FROM operation "

} // namespace

const char OperationsOfRecord[] =
    INDARO_OPERATION_COLUMNS "WHERE record = ?1 AND record_table = ?2 ORDER BY time, device, sequence";

const char OperationsOfDevice[] =
    INDARO_OPERATION_COLUMNS "WHERE device = ?1 AND stream = ?2 AND sequence >= ?3 ORDER BY sequence LIMIT ?4";

const char NewestDecisions[] = INDARO_OPERATION_COLUMNS "WHERE kind = 6 ORDER BY time DESC LIMIT ?1";

const char NewestRepeatedDeletions[] = INDARO_OPERATION_COLUMNS
    "WHERE kind = 5 AND EXISTS (SELECT 1 FROM operation other WHERE other.record = operation.record AND "
    "other.record_table = operation.record_table AND other.kind = 5 AND (other.device != operation.device OR "
    "other.stream != operation.stream OR other.sequence != operation.sequence)) ORDER BY time DESC LIMIT ?1";

const char AllOperations[] = INDARO_OPERATION_COLUMNS "ORDER BY device, stream, sequence";

const char OperationsAfter[] =
    INDARO_OPERATION_COLUMNS "WHERE (device, stream, sequence) > (?1, ?2, ?3) ORDER BY device, stream, sequence LIMIT ?4";

#undef INDARO_OPERATION_COLUMNS

const char AnyOfRecord[] = "SELECT 1 FROM operation WHERE record = ?1 AND record_table = ?2 LIMIT 1";

const char BasesOfRecord[] = "SELECT device, stream, sequence, base_device, base_stream, base_sequence FROM operation_base "
                             "WHERE record = ?1 AND record_table = ?2 ORDER BY device, stream, sequence, ordinal";

const char HeadOfField[] = "SELECT device, stream, sequence FROM operation "
                           "WHERE record = ?1 AND record_table = ?2 AND (field = ?3 OR kind = 1) "
                           "ORDER BY time DESC LIMIT 1";

const char HeadOfCode[] = "SELECT device, stream, sequence FROM operation "
                          "WHERE record = ?1 AND record_table = ?2 AND ((field = ?3 AND (content = ?4 OR "
                          "kind IN (2, 6))) OR kind = 1) "
                          "ORDER BY time DESC LIMIT 1";

const char DeletesOfRecord[] =
    "SELECT device, stream, sequence FROM operation WHERE record = ?1 AND record_table = ?2 AND kind = 5 "
    "ORDER BY time DESC LIMIT 1";

const char LastOwnTime[] =
    "SELECT max(time) FROM (SELECT (SELECT time FROM operation WHERE device = d.number AND stream = s.stream "
    "ORDER BY sequence DESC LIMIT 1) AS time FROM log_device d, (SELECT 0 AS stream UNION ALL SELECT 1) s "
    "WHERE d.id = ?1)";

const char SeenOfRecord[] = "SELECT device, stream, max(sequence) FROM operation "
                            "WHERE record = ?1 AND record_table = ?2 GROUP BY device, stream";

const char ConflictsOfRecord[] =
    "SELECT field, kind, opened_at FROM conflict WHERE record_table = ?1 AND record = ?2 ORDER BY field";

const char DisputedRecords[] = "SELECT record_table, record FROM conflict GROUP BY record_table, record "
                               "ORDER BY min(opened_at), record_table, record";

const char InsertConflict[] =
    "INSERT INTO conflict (record_table, record, field, kind, opened_at) VALUES (?1, ?2, ?3, ?4, ?5)";

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

std::string selectRow(const TableDefinition &table)
{
    std::string sql = "SELECT id";
    for (const auto &field : table.fields)
        sql += ", " + std::string(field.column);
    return sql + " FROM " + std::string(table.name) + " WHERE id = ?1";
}

std::string deleteRow(const TableDefinition &table)
{
    return "DELETE FROM " + std::string(table.name) + " WHERE id = ?1";
}

} // namespace indaro::sync::sql
