// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/casework/migrations/steps.h"

namespace indaro::casework {

base::Result<void> createHouseTables(store::Connection &db)
{
    return db.execute(R"(
CREATE TABLE box_opening (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    opened_at integer CHECK (opened_at IS NULL OR typeof(opened_at) IN ('integer', 'blob')),
    opened_by blob CHECK (opened_by IS NULL OR typeof(opened_by) IN ('blob', 'blob')),
    second blob CHECK (second IS NULL OR typeof(second) IN ('blob', 'blob')),
    way text CHECK (way IS NULL OR typeof(way) IN ('text', 'blob')),
    found integer CHECK (found IS NULL OR typeof(found) IN ('integer', 'blob')),
    note text CHECK (note IS NULL OR typeof(note) IN ('text', 'blob'))
) WITHOUT ROWID;
CREATE TRIGGER box_opening_guard_INSERT BEFORE INSERT ON box_opening WHEN indaro_log_permit() = 0
    BEGIN SELECT RAISE(ABORT, 'unlogged write'); END;
CREATE TRIGGER box_opening_guard_UPDATE BEFORE UPDATE ON box_opening WHEN indaro_log_permit() = 0
    BEGIN SELECT RAISE(ABORT, 'unlogged write'); END;
CREATE TRIGGER box_opening_guard_DELETE BEFORE DELETE ON box_opening WHEN indaro_log_permit() = 0
    BEGIN SELECT RAISE(ABORT, 'unlogged write'); END;
CREATE TABLE complaint (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    case_file blob CHECK (case_file IS NULL OR typeof(case_file) IN ('blob', 'blob')),
    opening blob CHECK (opening IS NULL OR typeof(opening) IN ('blob', 'blob')),
    received_on text CHECK (received_on IS NULL OR typeof(received_on) IN ('text', 'blob')),
    way text CHECK (way IS NULL OR typeof(way) IN ('text', 'blob')),
    kinds text CHECK (kinds IS NULL OR typeof(kinds) IN ('text', 'blob')),
    words text CHECK (words IS NULL OR typeof(words) IN ('text', 'blob')),
    done text CHECK (done IS NULL OR typeof(done) IN ('text', 'blob')),
    result text CHECK (result IS NULL OR typeof(result) IN ('text', 'blob')),
    answered_on text CHECK (answered_on IS NULL OR typeof(answered_on) IN ('text', 'blob')),
    recorded_at integer CHECK (recorded_at IS NULL OR typeof(recorded_at) IN ('integer', 'blob')),
    recorded_by blob CHECK (recorded_by IS NULL OR typeof(recorded_by) IN ('blob', 'blob')),
    told_at integer CHECK (told_at IS NULL OR typeof(told_at) IN ('integer', 'blob')),
    told_to text CHECK (told_to IS NULL OR typeof(told_to) IN ('text', 'blob'))
) WITHOUT ROWID;
CREATE INDEX complaint_by_case_file ON complaint (case_file);
CREATE TRIGGER complaint_guard_INSERT BEFORE INSERT ON complaint WHEN indaro_log_permit() = 0
    BEGIN SELECT RAISE(ABORT, 'unlogged write'); END;
CREATE TRIGGER complaint_guard_UPDATE BEFORE UPDATE ON complaint WHEN indaro_log_permit() = 0
    BEGIN SELECT RAISE(ABORT, 'unlogged write'); END;
CREATE TRIGGER complaint_guard_DELETE BEFORE DELETE ON complaint WHEN indaro_log_permit() = 0
    BEGIN SELECT RAISE(ABORT, 'unlogged write'); END;
CREATE TABLE complaint_reserved (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    case_file blob CHECK (case_file IS NULL OR typeof(case_file) IN ('blob', 'blob')),
    opening blob CHECK (opening IS NULL OR typeof(opening) IN ('blob', 'blob')),
    received_on text CHECK (received_on IS NULL OR typeof(received_on) IN ('text', 'blob')),
    way text CHECK (way IS NULL OR typeof(way) IN ('text', 'blob')),
    kinds text CHECK (kinds IS NULL OR typeof(kinds) IN ('text', 'blob')),
    words text CHECK (words IS NULL OR typeof(words) IN ('text', 'blob')),
    done text CHECK (done IS NULL OR typeof(done) IN ('text', 'blob')),
    result text CHECK (result IS NULL OR typeof(result) IN ('text', 'blob')),
    answered_on text CHECK (answered_on IS NULL OR typeof(answered_on) IN ('text', 'blob')),
    recorded_at integer CHECK (recorded_at IS NULL OR typeof(recorded_at) IN ('integer', 'blob')),
    recorded_by blob CHECK (recorded_by IS NULL OR typeof(recorded_by) IN ('blob', 'blob')),
    told_at integer CHECK (told_at IS NULL OR typeof(told_at) IN ('integer', 'blob')),
    told_to text CHECK (told_to IS NULL OR typeof(told_to) IN ('text', 'blob'))
) WITHOUT ROWID;
CREATE INDEX complaint_reserved_by_case_file ON complaint_reserved (case_file);
CREATE TRIGGER complaint_reserved_guard_INSERT BEFORE INSERT ON complaint_reserved WHEN indaro_log_permit() = 0
    BEGIN SELECT RAISE(ABORT, 'unlogged write'); END;
CREATE TRIGGER complaint_reserved_guard_UPDATE BEFORE UPDATE ON complaint_reserved WHEN indaro_log_permit() = 0
    BEGIN SELECT RAISE(ABORT, 'unlogged write'); END;
CREATE TRIGGER complaint_reserved_guard_DELETE BEFORE DELETE ON complaint_reserved WHEN indaro_log_permit() = 0
    BEGIN SELECT RAISE(ABORT, 'unlogged write'); END;
CREATE TABLE self_check (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    number integer CHECK (number IS NULL OR typeof(number) IN ('integer', 'blob')),
    pack_id text CHECK (pack_id IS NULL OR typeof(pack_id) IN ('text', 'blob')),
    revision integer CHECK (revision IS NULL OR typeof(revision) IN ('integer', 'blob')),
    begun_at integer CHECK (begun_at IS NULL OR typeof(begun_at) IN ('integer', 'blob')),
    begun_by blob CHECK (begun_by IS NULL OR typeof(begun_by) IN ('blob', 'blob')),
    closed_at integer CHECK (closed_at IS NULL OR typeof(closed_at) IN ('integer', 'blob')),
    closed_by blob CHECK (closed_by IS NULL OR typeof(closed_by) IN ('blob', 'blob'))
) WITHOUT ROWID;
CREATE TRIGGER self_check_guard_INSERT BEFORE INSERT ON self_check WHEN indaro_log_permit() = 0
    BEGIN SELECT RAISE(ABORT, 'unlogged write'); END;
CREATE TRIGGER self_check_guard_UPDATE BEFORE UPDATE ON self_check WHEN indaro_log_permit() = 0
    BEGIN SELECT RAISE(ABORT, 'unlogged write'); END;
CREATE TRIGGER self_check_guard_DELETE BEFORE DELETE ON self_check WHEN indaro_log_permit() = 0
    BEGIN SELECT RAISE(ABORT, 'unlogged write'); END;
CREATE TABLE self_check_line (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    self_check blob CHECK (self_check IS NULL OR typeof(self_check) IN ('blob', 'blob')),
    item text CHECK (item IS NULL OR typeof(item) IN ('text', 'blob')),
    answer text CHECK (answer IS NULL OR typeof(answer) IN ('text', 'blob')),
    evidence text CHECK (evidence IS NULL OR typeof(evidence) IN ('text', 'blob')),
    action text CHECK (action IS NULL OR typeof(action) IN ('text', 'blob')),
    who text CHECK (who IS NULL OR typeof(who) IN ('text', 'blob')),
    until_on text CHECK (until_on IS NULL OR typeof(until_on) IN ('text', 'blob')),
    done_on text CHECK (done_on IS NULL OR typeof(done_on) IN ('text', 'blob')),
    done_note text CHECK (done_note IS NULL OR typeof(done_note) IN ('text', 'blob')),
    changed_at integer CHECK (changed_at IS NULL OR typeof(changed_at) IN ('integer', 'blob')),
    changed_by blob CHECK (changed_by IS NULL OR typeof(changed_by) IN ('blob', 'blob'))
) WITHOUT ROWID;
CREATE INDEX self_check_line_by_self_check ON self_check_line (self_check);
CREATE TRIGGER self_check_line_guard_INSERT BEFORE INSERT ON self_check_line WHEN indaro_log_permit() = 0
    BEGIN SELECT RAISE(ABORT, 'unlogged write'); END;
CREATE TRIGGER self_check_line_guard_UPDATE BEFORE UPDATE ON self_check_line WHEN indaro_log_permit() = 0
    BEGIN SELECT RAISE(ABORT, 'unlogged write'); END;
CREATE TRIGGER self_check_line_guard_DELETE BEFORE DELETE ON self_check_line WHEN indaro_log_permit() = 0
    BEGIN SELECT RAISE(ABORT, 'unlogged write'); END;
CREATE TABLE incident_story (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    case_file blob CHECK (case_file IS NULL OR typeof(case_file) IN ('blob', 'blob')),
    others text CHECK (others IS NULL OR typeof(others) IN ('text', 'blob')),
    kinds text CHECK (kinds IS NULL OR typeof(kinds) IN ('text', 'blob')),
    what text CHECK (what IS NULL OR typeof(what) IN ('text', 'blob')),
    done text CHECK (done IS NULL OR typeof(done) IN ('text', 'blob')),
    outcome text CHECK (outcome IS NULL OR typeof(outcome) IN ('text', 'blob'))
) WITHOUT ROWID;
CREATE INDEX incident_story_by_case_file ON incident_story (case_file);
CREATE TRIGGER incident_story_guard_INSERT BEFORE INSERT ON incident_story WHEN indaro_log_permit() = 0
    BEGIN SELECT RAISE(ABORT, 'unlogged write'); END;
CREATE TRIGGER incident_story_guard_UPDATE BEFORE UPDATE ON incident_story WHEN indaro_log_permit() = 0
    BEGIN SELECT RAISE(ABORT, 'unlogged write'); END;
CREATE TRIGGER incident_story_guard_DELETE BEFORE DELETE ON incident_story WHEN indaro_log_permit() = 0
    BEGIN SELECT RAISE(ABORT, 'unlogged write'); END;
CREATE TABLE incident_story_health (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    case_file blob CHECK (case_file IS NULL OR typeof(case_file) IN ('blob', 'blob')),
    others text CHECK (others IS NULL OR typeof(others) IN ('text', 'blob')),
    kinds text CHECK (kinds IS NULL OR typeof(kinds) IN ('text', 'blob')),
    what text CHECK (what IS NULL OR typeof(what) IN ('text', 'blob')),
    done text CHECK (done IS NULL OR typeof(done) IN ('text', 'blob')),
    outcome text CHECK (outcome IS NULL OR typeof(outcome) IN ('text', 'blob'))
) WITHOUT ROWID;
CREATE INDEX incident_story_health_by_case_file ON incident_story_health (case_file);
CREATE TRIGGER incident_story_health_guard_INSERT BEFORE INSERT ON incident_story_health WHEN indaro_log_permit() = 0
    BEGIN SELECT RAISE(ABORT, 'unlogged write'); END;
CREATE TRIGGER incident_story_health_guard_UPDATE BEFORE UPDATE ON incident_story_health WHEN indaro_log_permit() = 0
    BEGIN SELECT RAISE(ABORT, 'unlogged write'); END;
CREATE TRIGGER incident_story_health_guard_DELETE BEFORE DELETE ON incident_story_health WHEN indaro_log_permit() = 0
    BEGIN SELECT RAISE(ABORT, 'unlogged write'); END;
ALTER TABLE clock_extension ADD COLUMN until_on text CHECK (until_on IS NULL OR typeof(until_on) IN ('text', 'blob'));
)");
}

} // namespace indaro::casework
