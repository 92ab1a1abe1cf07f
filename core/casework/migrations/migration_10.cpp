// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/casework/migrations/steps.h"

namespace indaro::casework {

base::Result<void> createStayTables(store::Connection &db)
{
    return db.execute(R"(
CREATE TABLE room (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    name text CHECK (name IS NULL OR typeof(name) IN ('text', 'blob')),
    room_for text CHECK (room_for IS NULL OR typeof(room_for) IN ('text', 'blob')),
    usable_capacity integer CHECK (usable_capacity IS NULL OR typeof(usable_capacity) IN ('integer', 'blob')),
    state text CHECK (state IS NULL OR typeof(state) IN ('text', 'blob')),
    state_why text CHECK (state_why IS NULL OR typeof(state_why) IN ('text', 'blob'))
) WITHOUT ROWID;
CREATE TRIGGER room_guard_INSERT BEFORE INSERT ON room WHEN indaro_log_permit() = 0
    BEGIN SELECT RAISE(ABORT, 'unlogged write'); END;
CREATE TRIGGER room_guard_UPDATE BEFORE UPDATE ON room WHEN indaro_log_permit() = 0
    BEGIN SELECT RAISE(ABORT, 'unlogged write'); END;
CREATE TRIGGER room_guard_DELETE BEFORE DELETE ON room WHEN indaro_log_permit() = 0
    BEGIN SELECT RAISE(ABORT, 'unlogged write'); END;
CREATE TABLE place (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    room blob CHECK (room IS NULL OR typeof(room) IN ('blob', 'blob')),
    label text CHECK (label IS NULL OR typeof(label) IN ('text', 'blob')),
    kind text CHECK (kind IS NULL OR typeof(kind) IN ('text', 'blob')),
    numbered text CHECK (numbered IS NULL OR typeof(numbered) IN ('text', 'blob')),
    sleeps integer CHECK (sleeps IS NULL OR typeof(sleeps) IN ('integer', 'blob')),
    state text CHECK (state IS NULL OR typeof(state) IN ('text', 'blob')),
    state_why text CHECK (state_why IS NULL OR typeof(state_why) IN ('text', 'blob'))
) WITHOUT ROWID;
CREATE INDEX place_by_room ON place (room);
CREATE TRIGGER place_guard_INSERT BEFORE INSERT ON place WHEN indaro_log_permit() = 0
    BEGIN SELECT RAISE(ABORT, 'unlogged write'); END;
CREATE TRIGGER place_guard_UPDATE BEFORE UPDATE ON place WHEN indaro_log_permit() = 0
    BEGIN SELECT RAISE(ABORT, 'unlogged write'); END;
CREATE TRIGGER place_guard_DELETE BEFORE DELETE ON place WHEN indaro_log_permit() = 0
    BEGIN SELECT RAISE(ABORT, 'unlogged write'); END;
CREATE TABLE hold (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    shown_as text CHECK (shown_as IS NULL OR typeof(shown_as) IN ('text', 'blob')),
    people integer CHECK (people IS NULL OR typeof(people) IN ('integer', 'blob')),
    women integer CHECK (women IS NULL OR typeof(women) IN ('integer', 'blob')),
    men integer CHECK (men IS NULL OR typeof(men) IN ('integer', 'blob')),
    girls integer CHECK (girls IS NULL OR typeof(girls) IN ('integer', 'blob')),
    boys integer CHECK (boys IS NULL OR typeof(boys) IN ('integer', 'blob')),
    ages text CHECK (ages IS NULL OR typeof(ages) IN ('text', 'blob')),
    urgent_needs text CHECK (urgent_needs IS NULL OR typeof(urgent_needs) IN ('text', 'blob')),
    referred_by text CHECK (referred_by IS NULL OR typeof(referred_by) IN ('text', 'blob')),
    from_whom text CHECK (from_whom IS NULL OR typeof(from_whom) IN ('text', 'blob')),
    room blob CHECK (room IS NULL OR typeof(room) IN ('blob', 'blob')),
    announced_at integer CHECK (announced_at IS NULL OR typeof(announced_at) IN ('integer', 'blob')),
    expires_at integer CHECK (expires_at IS NULL OR typeof(expires_at) IN ('integer', 'blob')),
    released_at integer CHECK (released_at IS NULL OR typeof(released_at) IN ('integer', 'blob')),
    released_why text CHECK (released_why IS NULL OR typeof(released_why) IN ('text', 'blob')),
    refusal text CHECK (refusal IS NULL OR typeof(refusal) IN ('text', 'blob')),
    alternatives text CHECK (alternatives IS NULL OR typeof(alternatives) IN ('text', 'blob')),
    case_file blob CHECK (case_file IS NULL OR typeof(case_file) IN ('blob', 'blob'))
) WITHOUT ROWID;
CREATE TRIGGER hold_guard_INSERT BEFORE INSERT ON hold WHEN indaro_log_permit() = 0
    BEGIN SELECT RAISE(ABORT, 'unlogged write'); END;
CREATE TRIGGER hold_guard_UPDATE BEFORE UPDATE ON hold WHEN indaro_log_permit() = 0
    BEGIN SELECT RAISE(ABORT, 'unlogged write'); END;
CREATE TRIGGER hold_guard_DELETE BEFORE DELETE ON hold WHEN indaro_log_permit() = 0
    BEGIN SELECT RAISE(ABORT, 'unlogged write'); END;
CREATE TABLE allocation (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    case_file blob CHECK (case_file IS NULL OR typeof(case_file) IN ('blob', 'blob')),
    stay blob CHECK (stay IS NULL OR typeof(stay) IN ('blob', 'blob')),
    place blob CHECK (place IS NULL OR typeof(place) IN ('blob', 'blob')),
    shares_with blob CHECK (shares_with IS NULL OR typeof(shares_with) IN ('blob', 'blob')),
    since_at integer CHECK (since_at IS NULL OR typeof(since_at) IN ('integer', 'blob')),
    until_at integer CHECK (until_at IS NULL OR typeof(until_at) IN ('integer', 'blob')),
    overridden text CHECK (overridden IS NULL OR typeof(overridden) IN ('text', 'blob')),
    override_reason text CHECK (override_reason IS NULL OR typeof(override_reason) IN ('text', 'blob')),
    override_note text CHECK (override_note IS NULL OR typeof(override_note) IN ('text', 'blob'))
) WITHOUT ROWID;
CREATE INDEX allocation_by_case_file ON allocation (case_file);
CREATE TRIGGER allocation_guard_INSERT BEFORE INSERT ON allocation WHEN indaro_log_permit() = 0
    BEGIN SELECT RAISE(ABORT, 'unlogged write'); END;
CREATE TRIGGER allocation_guard_UPDATE BEFORE UPDATE ON allocation WHEN indaro_log_permit() = 0
    BEGIN SELECT RAISE(ABORT, 'unlogged write'); END;
CREATE TRIGGER allocation_guard_DELETE BEFORE DELETE ON allocation WHEN indaro_log_permit() = 0
    BEGIN SELECT RAISE(ABORT, 'unlogged write'); END;
CREATE TABLE keep_apart (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    case_file blob CHECK (case_file IS NULL OR typeof(case_file) IN ('blob', 'blob')),
    other_file blob CHECK (other_file IS NULL OR typeof(other_file) IN ('blob', 'blob')),
    why text CHECK (why IS NULL OR typeof(why) IN ('text', 'blob')),
    set_by blob CHECK (set_by IS NULL OR typeof(set_by) IN ('blob', 'blob')),
    lifted_at integer CHECK (lifted_at IS NULL OR typeof(lifted_at) IN ('integer', 'blob'))
) WITHOUT ROWID;
CREATE INDEX keep_apart_by_case_file ON keep_apart (case_file);
CREATE TRIGGER keep_apart_guard_INSERT BEFORE INSERT ON keep_apart WHEN indaro_log_permit() = 0
    BEGIN SELECT RAISE(ABORT, 'unlogged write'); END;
CREATE TRIGGER keep_apart_guard_UPDATE BEFORE UPDATE ON keep_apart WHEN indaro_log_permit() = 0
    BEGIN SELECT RAISE(ABORT, 'unlogged write'); END;
CREATE TRIGGER keep_apart_guard_DELETE BEFORE DELETE ON keep_apart WHEN indaro_log_permit() = 0
    BEGIN SELECT RAISE(ABORT, 'unlogged write'); END;
CREATE TABLE absence (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    case_file blob CHECK (case_file IS NULL OR typeof(case_file) IN ('blob', 'blob')),
    stay blob CHECK (stay IS NULL OR typeof(stay) IN ('blob', 'blob')),
    left_at integer CHECK (left_at IS NULL OR typeof(left_at) IN ('integer', 'blob')),
    expected_at integer CHECK (expected_at IS NULL OR typeof(expected_at) IN ('integer', 'blob')),
    returned_at integer CHECK (returned_at IS NULL OR typeof(returned_at) IN ('integer', 'blob')),
    reason text CHECK (reason IS NULL OR typeof(reason) IN ('text', 'blob')),
    with_whom text CHECK (with_whom IS NULL OR typeof(with_whom) IN ('text', 'blob'))
) WITHOUT ROWID;
CREATE INDEX absence_by_stay ON absence (stay);
CREATE TRIGGER absence_guard_INSERT BEFORE INSERT ON absence WHEN indaro_log_permit() = 0
    BEGIN SELECT RAISE(ABORT, 'unlogged write'); END;
CREATE TRIGGER absence_guard_UPDATE BEFORE UPDATE ON absence WHEN indaro_log_permit() = 0
    BEGIN SELECT RAISE(ABORT, 'unlogged write'); END;
CREATE TRIGGER absence_guard_DELETE BEFORE DELETE ON absence WHEN indaro_log_permit() = 0
    BEGIN SELECT RAISE(ABORT, 'unlogged write'); END;
CREATE TABLE roll_call (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    night text CHECK (night IS NULL OR typeof(night) IN ('text', 'blob')),
    done_at integer CHECK (done_at IS NULL OR typeof(done_at) IN ('integer', 'blob')),
    done_by blob CHECK (done_by IS NULL OR typeof(done_by) IN ('blob', 'blob'))
) WITHOUT ROWID;
CREATE TRIGGER roll_call_guard_INSERT BEFORE INSERT ON roll_call WHEN indaro_log_permit() = 0
    BEGIN SELECT RAISE(ABORT, 'unlogged write'); END;
CREATE TRIGGER roll_call_guard_UPDATE BEFORE UPDATE ON roll_call WHEN indaro_log_permit() = 0
    BEGIN SELECT RAISE(ABORT, 'unlogged write'); END;
CREATE TRIGGER roll_call_guard_DELETE BEFORE DELETE ON roll_call WHEN indaro_log_permit() = 0
    BEGIN SELECT RAISE(ABORT, 'unlogged write'); END;
CREATE TABLE roll_call_line (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    case_file blob CHECK (case_file IS NULL OR typeof(case_file) IN ('blob', 'blob')),
    roll_call blob CHECK (roll_call IS NULL OR typeof(roll_call) IN ('blob', 'blob')),
    stay blob CHECK (stay IS NULL OR typeof(stay) IN ('blob', 'blob')),
    mark text CHECK (mark IS NULL OR typeof(mark) IN ('text', 'blob')),
    note text CHECK (note IS NULL OR typeof(note) IN ('text', 'blob')),
    marked_at integer CHECK (marked_at IS NULL OR typeof(marked_at) IN ('integer', 'blob')),
    marked_by blob CHECK (marked_by IS NULL OR typeof(marked_by) IN ('blob', 'blob'))
) WITHOUT ROWID;
CREATE INDEX roll_call_line_by_roll_call ON roll_call_line (roll_call);
CREATE TRIGGER roll_call_line_guard_INSERT BEFORE INSERT ON roll_call_line WHEN indaro_log_permit() = 0
    BEGIN SELECT RAISE(ABORT, 'unlogged write'); END;
CREATE TRIGGER roll_call_line_guard_UPDATE BEFORE UPDATE ON roll_call_line WHEN indaro_log_permit() = 0
    BEGIN SELECT RAISE(ABORT, 'unlogged write'); END;
CREATE TRIGGER roll_call_line_guard_DELETE BEFORE DELETE ON roll_call_line WHEN indaro_log_permit() = 0
    BEGIN SELECT RAISE(ABORT, 'unlogged write'); END;
CREATE TABLE incident (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    case_file blob CHECK (case_file IS NULL OR typeof(case_file) IN ('blob', 'blob')),
    others text CHECK (others IS NULL OR typeof(others) IN ('text', 'blob')),
    kinds text CHECK (kinds IS NULL OR typeof(kinds) IN ('text', 'blob')),
    severity text CHECK (severity IS NULL OR typeof(severity) IN ('text', 'blob')),
    happened_at integer CHECK (happened_at IS NULL OR typeof(happened_at) IN ('integer', 'blob')),
    what text CHECK (what IS NULL OR typeof(what) IN ('text', 'blob')),
    done text CHECK (done IS NULL OR typeof(done) IN ('text', 'blob')),
    reported_at integer CHECK (reported_at IS NULL OR typeof(reported_at) IN ('integer', 'blob')),
    reported_by blob CHECK (reported_by IS NULL OR typeof(reported_by) IN ('blob', 'blob')),
    escalated_at integer CHECK (escalated_at IS NULL OR typeof(escalated_at) IN ('integer', 'blob')),
    escalated_to text CHECK (escalated_to IS NULL OR typeof(escalated_to) IN ('text', 'blob')),
    closed_at integer CHECK (closed_at IS NULL OR typeof(closed_at) IN ('integer', 'blob')),
    outcome text CHECK (outcome IS NULL OR typeof(outcome) IN ('text', 'blob'))
) WITHOUT ROWID;
CREATE TRIGGER incident_guard_INSERT BEFORE INSERT ON incident WHEN indaro_log_permit() = 0
    BEGIN SELECT RAISE(ABORT, 'unlogged write'); END;
CREATE TRIGGER incident_guard_UPDATE BEFORE UPDATE ON incident WHEN indaro_log_permit() = 0
    BEGIN SELECT RAISE(ABORT, 'unlogged write'); END;
CREATE TRIGGER incident_guard_DELETE BEFORE DELETE ON incident WHEN indaro_log_permit() = 0
    BEGIN SELECT RAISE(ABORT, 'unlogged write'); END;
CREATE TABLE custody (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    case_file blob CHECK (case_file IS NULL OR typeof(case_file) IN ('blob', 'blob')),
    stay blob CHECK (stay IS NULL OR typeof(stay) IN ('blob', 'blob')),
    item blob CHECK (item IS NULL OR typeof(item) IN ('blob', 'blob')),
    move text CHECK (move IS NULL OR typeof(move) IN ('text', 'blob')),
    kind text CHECK (kind IS NULL OR typeof(kind) IN ('text', 'blob')),
    description text CHECK (description IS NULL OR typeof(description) IN ('text', 'blob')),
    amount integer CHECK (amount IS NULL OR typeof(amount) IN ('integer', 'blob')),
    currency text CHECK (currency IS NULL OR typeof(currency) IN ('text', 'blob')),
    held_where text CHECK (held_where IS NULL OR typeof(held_where) IN ('text', 'blob')),
    moved_at integer CHECK (moved_at IS NULL OR typeof(moved_at) IN ('integer', 'blob')),
    moved_by blob CHECK (moved_by IS NULL OR typeof(moved_by) IN ('blob', 'blob')),
    signed text CHECK (signed IS NULL OR typeof(signed) IN ('text', 'blob')),
    given_to text CHECK (given_to IS NULL OR typeof(given_to) IN ('text', 'blob'))
) WITHOUT ROWID;
CREATE INDEX custody_by_case_file ON custody (case_file);
CREATE TRIGGER custody_guard_INSERT BEFORE INSERT ON custody WHEN indaro_log_permit() = 0
    BEGIN SELECT RAISE(ABORT, 'unlogged write'); END;
CREATE TRIGGER custody_guard_UPDATE BEFORE UPDATE ON custody WHEN indaro_log_permit() = 0
    BEGIN SELECT RAISE(ABORT, 'unlogged write'); END;
CREATE TRIGGER custody_guard_DELETE BEFORE DELETE ON custody WHEN indaro_log_permit() = 0
    BEGIN SELECT RAISE(ABORT, 'unlogged write'); END;
)");
}

} // namespace indaro::casework
