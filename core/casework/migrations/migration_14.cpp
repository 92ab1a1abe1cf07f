// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/casework/migrations/steps.h"

namespace indaro::casework {

base::Result<void> createCareTables(store::Connection &db)
{
    return db.execute(R"(
CREATE TABLE supply (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    case_file blob CHECK (case_file IS NULL OR typeof(case_file) IN ('blob', 'blob')),
    stay blob CHECK (stay IS NULL OR typeof(stay) IN ('blob', 'blob')),
    kind text CHECK (kind IS NULL OR typeof(kind) IN ('text', 'blob')),
    description text CHECK (description IS NULL OR typeof(description) IN ('text', 'blob')),
    amount integer CHECK (amount IS NULL OR typeof(amount) IN ('integer', 'blob')),
    given_at integer CHECK (given_at IS NULL OR typeof(given_at) IN ('integer', 'blob')),
    given_by blob CHECK (given_by IS NULL OR typeof(given_by) IN ('blob', 'blob')),
    signed text CHECK (signed IS NULL OR typeof(signed) IN ('text', 'blob'))
) WITHOUT ROWID;
CREATE INDEX supply_by_case_file ON supply (case_file);
CREATE TRIGGER supply_guard_INSERT BEFORE INSERT ON supply WHEN indaro_log_permit() = 0
    BEGIN SELECT RAISE(ABORT, 'unlogged write'); END;
CREATE TRIGGER supply_guard_UPDATE BEFORE UPDATE ON supply WHEN indaro_log_permit() = 0
    BEGIN SELECT RAISE(ABORT, 'unlogged write'); END;
CREATE TRIGGER supply_guard_DELETE BEFORE DELETE ON supply WHEN indaro_log_permit() = 0
    BEGIN SELECT RAISE(ABORT, 'unlogged write'); END;
CREATE TABLE visit (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    case_file blob CHECK (case_file IS NULL OR typeof(case_file) IN ('blob', 'blob')),
    kind text CHECK (kind IS NULL OR typeof(kind) IN ('text', 'blob')),
    way text CHECK (way IS NULL OR typeof(way) IN ('text', 'blob')),
    happened_at integer CHECK (happened_at IS NULL OR typeof(happened_at) IN ('integer', 'blob')),
    wanted text CHECK (wanted IS NULL OR typeof(wanted) IN ('text', 'blob')),
    supervised_by text CHECK (supervised_by IS NULL OR typeof(supervised_by) IN ('text', 'blob')),
    note text CHECK (note IS NULL OR typeof(note) IN ('text', 'blob')),
    recorded_at integer CHECK (recorded_at IS NULL OR typeof(recorded_at) IN ('integer', 'blob')),
    recorded_by blob CHECK (recorded_by IS NULL OR typeof(recorded_by) IN ('blob', 'blob'))
) WITHOUT ROWID;
CREATE INDEX visit_by_case_file ON visit (case_file);
CREATE TRIGGER visit_guard_INSERT BEFORE INSERT ON visit WHEN indaro_log_permit() = 0
    BEGIN SELECT RAISE(ABORT, 'unlogged write'); END;
CREATE TRIGGER visit_guard_UPDATE BEFORE UPDATE ON visit WHEN indaro_log_permit() = 0
    BEGIN SELECT RAISE(ABORT, 'unlogged write'); END;
CREATE TRIGGER visit_guard_DELETE BEFORE DELETE ON visit WHEN indaro_log_permit() = 0
    BEGIN SELECT RAISE(ABORT, 'unlogged write'); END;
CREATE TABLE follow_up (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    case_file blob CHECK (case_file IS NULL OR typeof(case_file) IN ('blob', 'blob')),
    stay blob CHECK (stay IS NULL OR typeof(stay) IN ('blob', 'blob')),
    number integer CHECK (number IS NULL OR typeof(number) IN ('integer', 'blob')),
    happened_at integer CHECK (happened_at IS NULL OR typeof(happened_at) IN ('integer', 'blob')),
    way text CHECK (way IS NULL OR typeof(way) IN ('text', 'blob')),
    result text CHECK (result IS NULL OR typeof(result) IN ('text', 'blob')),
    note text CHECK (note IS NULL OR typeof(note) IN ('text', 'blob')),
    recorded_by blob CHECK (recorded_by IS NULL OR typeof(recorded_by) IN ('blob', 'blob'))
) WITHOUT ROWID;
CREATE INDEX follow_up_by_case_file ON follow_up (case_file);
CREATE TRIGGER follow_up_guard_INSERT BEFORE INSERT ON follow_up WHEN indaro_log_permit() = 0
    BEGIN SELECT RAISE(ABORT, 'unlogged write'); END;
CREATE TRIGGER follow_up_guard_UPDATE BEFORE UPDATE ON follow_up WHEN indaro_log_permit() = 0
    BEGIN SELECT RAISE(ABORT, 'unlogged write'); END;
CREATE TRIGGER follow_up_guard_DELETE BEFORE DELETE ON follow_up WHEN indaro_log_permit() = 0
    BEGIN SELECT RAISE(ABORT, 'unlogged write'); END;
CREATE TABLE follow_up_plan (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    case_file blob CHECK (case_file IS NULL OR typeof(case_file) IN ('blob', 'blob')),
    agreed text CHECK (agreed IS NULL OR typeof(agreed) IN ('text', 'blob')),
    way text CHECK (way IS NULL OR typeof(way) IN ('text', 'blob')),
    agreed_words text CHECK (agreed_words IS NULL OR typeof(agreed_words) IN ('text', 'blob'))
) WITHOUT ROWID;
CREATE TRIGGER follow_up_plan_guard_INSERT BEFORE INSERT ON follow_up_plan WHEN indaro_log_permit() = 0
    BEGIN SELECT RAISE(ABORT, 'unlogged write'); END;
CREATE TRIGGER follow_up_plan_guard_UPDATE BEFORE UPDATE ON follow_up_plan WHEN indaro_log_permit() = 0
    BEGIN SELECT RAISE(ABORT, 'unlogged write'); END;
CREATE TRIGGER follow_up_plan_guard_DELETE BEFORE DELETE ON follow_up_plan WHEN indaro_log_permit() = 0
    BEGIN SELECT RAISE(ABORT, 'unlogged write'); END;
CREATE TABLE clock_extension (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    case_file blob CHECK (case_file IS NULL OR typeof(case_file) IN ('blob', 'blob')),
    stay blob CHECK (stay IS NULL OR typeof(stay) IN ('blob', 'blob')),
    clock text CHECK (clock IS NULL OR typeof(clock) IN ('text', 'blob')),
    days integer CHECK (days IS NULL OR typeof(days) IN ('integer', 'blob')),
    reason text CHECK (reason IS NULL OR typeof(reason) IN ('text', 'blob')),
    note text CHECK (note IS NULL OR typeof(note) IN ('text', 'blob')),
    decided_at integer CHECK (decided_at IS NULL OR typeof(decided_at) IN ('integer', 'blob')),
    decided_by blob CHECK (decided_by IS NULL OR typeof(decided_by) IN ('blob', 'blob'))
) WITHOUT ROWID;
CREATE INDEX clock_extension_by_case_file ON clock_extension (case_file);
CREATE TRIGGER clock_extension_guard_INSERT BEFORE INSERT ON clock_extension WHEN indaro_log_permit() = 0
    BEGIN SELECT RAISE(ABORT, 'unlogged write'); END;
CREATE TRIGGER clock_extension_guard_UPDATE BEFORE UPDATE ON clock_extension WHEN indaro_log_permit() = 0
    BEGIN SELECT RAISE(ABORT, 'unlogged write'); END;
CREATE TRIGGER clock_extension_guard_DELETE BEFORE DELETE ON clock_extension WHEN indaro_log_permit() = 0
    BEGIN SELECT RAISE(ABORT, 'unlogged write'); END;
)");
}

} // namespace indaro::casework
