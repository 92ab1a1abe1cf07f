// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/casework/migrations/steps.h"

namespace indaro::casework {

base::Result<void> createChecklists(store::Connection &db)
{
    return db.execute(R"(
CREATE TABLE sop_pack (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    pack_id text CHECK (pack_id IS NULL OR typeof(pack_id) IN ('text', 'blob')),
    revision integer CHECK (revision IS NULL OR typeof(revision) IN ('integer', 'blob')),
    title text CHECK (title IS NULL OR typeof(title) IN ('text', 'blob')),
    issuer text CHECK (issuer IS NULL OR typeof(issuer) IN ('text', 'blob')),
    standing text CHECK (standing IS NULL OR typeof(standing) IN ('text', 'blob')),
    key blob CHECK (key IS NULL OR typeof(key) IN ('blob', 'blob')),
    size integer CHECK (size IS NULL OR typeof(size) IN ('integer', 'blob')),
    hash blob CHECK (hash IS NULL OR typeof(hash) IN ('blob', 'blob')),
    parts integer CHECK (parts IS NULL OR typeof(parts) IN ('integer', 'blob')),
    taken_at integer CHECK (taken_at IS NULL OR typeof(taken_at) IN ('integer', 'blob')),
    taken_by blob CHECK (taken_by IS NULL OR typeof(taken_by) IN ('blob', 'blob'))
) WITHOUT ROWID;
CREATE TRIGGER sop_pack_guard_INSERT BEFORE INSERT ON sop_pack WHEN indaro_log_permit() = 0
    BEGIN SELECT RAISE(ABORT, 'unlogged write'); END;
CREATE TRIGGER sop_pack_guard_UPDATE BEFORE UPDATE ON sop_pack WHEN indaro_log_permit() = 0
    BEGIN SELECT RAISE(ABORT, 'unlogged write'); END;
CREATE TRIGGER sop_pack_guard_DELETE BEFORE DELETE ON sop_pack WHEN indaro_log_permit() = 0
    BEGIN SELECT RAISE(ABORT, 'unlogged write'); END;
CREATE TABLE sop_pack_part (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    pack blob CHECK (pack IS NULL OR typeof(pack) IN ('blob', 'blob')),
    number integer CHECK (number IS NULL OR typeof(number) IN ('integer', 'blob')),
    content blob CHECK (content IS NULL OR typeof(content) IN ('blob', 'blob'))
) WITHOUT ROWID;
CREATE INDEX sop_pack_part_by_pack ON sop_pack_part (pack);
CREATE TRIGGER sop_pack_part_guard_INSERT BEFORE INSERT ON sop_pack_part WHEN indaro_log_permit() = 0
    BEGIN SELECT RAISE(ABORT, 'unlogged write'); END;
CREATE TRIGGER sop_pack_part_guard_UPDATE BEFORE UPDATE ON sop_pack_part WHEN indaro_log_permit() = 0
    BEGIN SELECT RAISE(ABORT, 'unlogged write'); END;
CREATE TRIGGER sop_pack_part_guard_DELETE BEFORE DELETE ON sop_pack_part WHEN indaro_log_permit() = 0
    BEGIN SELECT RAISE(ABORT, 'unlogged write'); END;
CREATE TABLE checklist (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    case_file blob CHECK (case_file IS NULL OR typeof(case_file) IN ('blob', 'blob')),
    scope text CHECK (scope IS NULL OR typeof(scope) IN ('text', 'blob')),
    pack blob CHECK (pack IS NULL OR typeof(pack) IN ('blob', 'blob')),
    pack_id text CHECK (pack_id IS NULL OR typeof(pack_id) IN ('text', 'blob')),
    revision integer CHECK (revision IS NULL OR typeof(revision) IN ('integer', 'blob')),
    begun_at integer CHECK (begun_at IS NULL OR typeof(begun_at) IN ('integer', 'blob'))
) WITHOUT ROWID;
CREATE INDEX checklist_by_case_file ON checklist (case_file);
CREATE TRIGGER checklist_guard_INSERT BEFORE INSERT ON checklist WHEN indaro_log_permit() = 0
    BEGIN SELECT RAISE(ABORT, 'unlogged write'); END;
CREATE TRIGGER checklist_guard_UPDATE BEFORE UPDATE ON checklist WHEN indaro_log_permit() = 0
    BEGIN SELECT RAISE(ABORT, 'unlogged write'); END;
CREATE TRIGGER checklist_guard_DELETE BEFORE DELETE ON checklist WHEN indaro_log_permit() = 0
    BEGIN SELECT RAISE(ABORT, 'unlogged write'); END;
CREATE TABLE step_mark (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    case_file blob CHECK (case_file IS NULL OR typeof(case_file) IN ('blob', 'blob')),
    step text CHECK (step IS NULL OR typeof(step) IN ('text', 'blob')),
    occurrence text CHECK (occurrence IS NULL OR typeof(occurrence) IN ('text', 'blob')),
    state text CHECK (state IS NULL OR typeof(state) IN ('text', 'blob')),
    evidence text CHECK (evidence IS NULL OR typeof(evidence) IN ('text', 'blob')),
    note text CHECK (note IS NULL OR typeof(note) IN ('text', 'blob')),
    marked_at integer CHECK (marked_at IS NULL OR typeof(marked_at) IN ('integer', 'blob')),
    marked_by blob CHECK (marked_by IS NULL OR typeof(marked_by) IN ('blob', 'blob')),
    revision integer CHECK (revision IS NULL OR typeof(revision) IN ('integer', 'blob'))
) WITHOUT ROWID;
CREATE INDEX step_mark_by_case_file ON step_mark (case_file);
CREATE TRIGGER step_mark_guard_INSERT BEFORE INSERT ON step_mark WHEN indaro_log_permit() = 0
    BEGIN SELECT RAISE(ABORT, 'unlogged write'); END;
CREATE TRIGGER step_mark_guard_UPDATE BEFORE UPDATE ON step_mark WHEN indaro_log_permit() = 0
    BEGIN SELECT RAISE(ABORT, 'unlogged write'); END;
CREATE TRIGGER step_mark_guard_DELETE BEFORE DELETE ON step_mark WHEN indaro_log_permit() = 0
    BEGIN SELECT RAISE(ABORT, 'unlogged write'); END;
CREATE TABLE case_event (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    case_file blob CHECK (case_file IS NULL OR typeof(case_file) IN ('blob', 'blob')),
    kind text CHECK (kind IS NULL OR typeof(kind) IN ('text', 'blob')),
    happened_at text CHECK (happened_at IS NULL OR typeof(happened_at) IN ('text', 'blob')),
    note text CHECK (note IS NULL OR typeof(note) IN ('text', 'blob')),
    recorded_at integer CHECK (recorded_at IS NULL OR typeof(recorded_at) IN ('integer', 'blob')),
    recorded_by blob CHECK (recorded_by IS NULL OR typeof(recorded_by) IN ('blob', 'blob'))
) WITHOUT ROWID;
CREATE INDEX case_event_by_case_file ON case_event (case_file);
CREATE TRIGGER case_event_guard_INSERT BEFORE INSERT ON case_event WHEN indaro_log_permit() = 0
    BEGIN SELECT RAISE(ABORT, 'unlogged write'); END;
CREATE TRIGGER case_event_guard_UPDATE BEFORE UPDATE ON case_event WHEN indaro_log_permit() = 0
    BEGIN SELECT RAISE(ABORT, 'unlogged write'); END;
CREATE TRIGGER case_event_guard_DELETE BEFORE DELETE ON case_event WHEN indaro_log_permit() = 0
    BEGIN SELECT RAISE(ABORT, 'unlogged write'); END;
)");
}

} // namespace indaro::casework
