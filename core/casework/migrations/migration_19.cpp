// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/casework/migrations/steps.h"

#include "core/sync/log_lines.h"

namespace indaro::casework {

base::Result<void> chainTheChangeLog(store::Connection &db)
{
    INDARO_TRY(db.execute(R"(
CREATE TABLE operation_line (
    number INTEGER PRIMARY KEY,
    device INTEGER NOT NULL REFERENCES log_device,
    stream INTEGER NOT NULL,
    sequence INTEGER NOT NULL,
    removes INTEGER,
    salt BLOB NOT NULL,
    commitment BLOB NOT NULL,
    chain BLOB NOT NULL
);
CREATE INDEX operation_line_of ON operation_line (device, stream, sequence);
CREATE INDEX audit_by_object ON audit (object) WHERE object IS NOT NULL;
CREATE TABLE file_opening (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    case_file blob CHECK (case_file IS NULL OR typeof(case_file) IN ('blob', 'blob')),
    opened_at integer CHECK (opened_at IS NULL OR typeof(opened_at) IN ('integer', 'blob')),
    opened_by blob CHECK (opened_by IS NULL OR typeof(opened_by) IN ('blob', 'blob')),
    ground text CHECK (ground IS NULL OR typeof(ground) IN ('text', 'blob')),
    reason text CHECK (reason IS NULL OR typeof(reason) IN ('text', 'blob')),
    note text CHECK (note IS NULL OR typeof(note) IN ('text', 'blob')),
    open_until integer CHECK (open_until IS NULL OR typeof(open_until) IN ('integer', 'blob')),
    compartments text CHECK (compartments IS NULL OR typeof(compartments) IN ('text', 'blob')),
    seen_at integer CHECK (seen_at IS NULL OR typeof(seen_at) IN ('integer', 'blob')),
    seen_by blob CHECK (seen_by IS NULL OR typeof(seen_by) IN ('blob', 'blob'))
) WITHOUT ROWID;
CREATE INDEX file_opening_by_case_file ON file_opening (case_file);
CREATE INDEX file_opening_by_ground ON file_opening (ground);
CREATE TRIGGER file_opening_guard_INSERT BEFORE INSERT ON file_opening WHEN indaro_log_permit() = 0
    BEGIN SELECT RAISE(ABORT, 'unlogged write'); END;
CREATE TRIGGER file_opening_guard_UPDATE BEFORE UPDATE ON file_opening WHEN indaro_log_permit() = 0
    BEGIN SELECT RAISE(ABORT, 'unlogged write'); END;
CREATE TRIGGER file_opening_guard_DELETE BEFORE DELETE ON file_opening WHEN indaro_log_permit() = 0
    BEGIN SELECT RAISE(ABORT, 'unlogged write'); END;
ALTER TABLE case_file ADD COLUMN case_worker blob CHECK (case_worker IS NULL OR typeof(case_worker) IN ('blob', 'blob'));
)"));
    return sync::chainWholeLog(db); // no step of later may write to the log past its lines
}

} // namespace indaro::casework
