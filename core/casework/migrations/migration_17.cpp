// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/casework/migrations/steps.h"

namespace indaro::casework {

base::Result<void> createDirectory(store::Connection &db)
{
    return db.execute(R"(
CREATE TABLE directory_entry (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    shipped text CHECK (shipped IS NULL OR typeof(shipped) IN ('text', 'blob')),
    category text CHECK (category IS NULL OR typeof(category) IN ('text', 'blob')),
    name text CHECK (name IS NULL OR typeof(name) IN ('text', 'blob')),
    place text CHECK (place IS NULL OR typeof(place) IN ('text', 'blob')),
    area text CHECK (area IS NULL OR typeof(area) IN ('text', 'blob')),
    services text CHECK (services IS NULL OR typeof(services) IN ('text', 'blob')),
    hours text CHECK (hours IS NULL OR typeof(hours) IN ('text', 'blob')),
    cost text CHECK (cost IS NULL OR typeof(cost) IN ('text', 'blob')),
    phone text CHECK (phone IS NULL OR typeof(phone) IN ('text', 'blob')),
    email text CHECK (email IS NULL OR typeof(email) IN ('text', 'blob')),
    contact text CHECK (contact IS NULL OR typeof(contact) IN ('text', 'blob')),
    consent text CHECK (consent IS NULL OR typeof(consent) IN ('text', 'blob')),
    note text CHECK (note IS NULL OR typeof(note) IN ('text', 'blob')),
    source text CHECK (source IS NULL OR typeof(source) IN ('text', 'blob')),
    verified_on text CHECK (verified_on IS NULL OR typeof(verified_on) IN ('text', 'blob')),
    verified_by blob CHECK (verified_by IS NULL OR typeof(verified_by) IN ('blob', 'blob')),
    closed text CHECK (closed IS NULL OR typeof(closed) IN ('text', 'blob'))
) WITHOUT ROWID;
CREATE TRIGGER directory_entry_guard_INSERT BEFORE INSERT ON directory_entry WHEN indaro_log_permit() = 0
    BEGIN SELECT RAISE(ABORT, 'unlogged write'); END;
CREATE TRIGGER directory_entry_guard_UPDATE BEFORE UPDATE ON directory_entry WHEN indaro_log_permit() = 0
    BEGIN SELECT RAISE(ABORT, 'unlogged write'); END;
CREATE TRIGGER directory_entry_guard_DELETE BEFORE DELETE ON directory_entry WHEN indaro_log_permit() = 0
    BEGIN SELECT RAISE(ABORT, 'unlogged write'); END;
CREATE TABLE retention (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    case_file blob CHECK (case_file IS NULL OR typeof(case_file) IN ('blob', 'blob')),
    closed_at integer CHECK (closed_at IS NULL OR typeof(closed_at) IN ('integer', 'blob')),
    closed_by blob CHECK (closed_by IS NULL OR typeof(closed_by) IN ('blob', 'blob')),
    reason text CHECK (reason IS NULL OR typeof(reason) IN ('text', 'blob')),
    note text CHECK (note IS NULL OR typeof(note) IN ('text', 'blob')),
    keep_until text CHECK (keep_until IS NULL OR typeof(keep_until) IN ('text', 'blob')),
    basis text CHECK (basis IS NULL OR typeof(basis) IN ('text', 'blob')),
    basis_note text CHECK (basis_note IS NULL OR typeof(basis_note) IN ('text', 'blob')),
    at_end text CHECK (at_end IS NULL OR typeof(at_end) IN ('text', 'blob')),
    reopened_at integer CHECK (reopened_at IS NULL OR typeof(reopened_at) IN ('integer', 'blob')),
    reopened_by blob CHECK (reopened_by IS NULL OR typeof(reopened_by) IN ('blob', 'blob')),
    reopened_why text CHECK (reopened_why IS NULL OR typeof(reopened_why) IN ('text', 'blob')),
    reopened_note text CHECK (reopened_note IS NULL OR typeof(reopened_note) IN ('text', 'blob'))
) WITHOUT ROWID;
CREATE INDEX retention_by_case_file ON retention (case_file);
CREATE TRIGGER retention_guard_INSERT BEFORE INSERT ON retention WHEN indaro_log_permit() = 0
    BEGIN SELECT RAISE(ABORT, 'unlogged write'); END;
CREATE TRIGGER retention_guard_UPDATE BEFORE UPDATE ON retention WHEN indaro_log_permit() = 0
    BEGIN SELECT RAISE(ABORT, 'unlogged write'); END;
CREATE TRIGGER retention_guard_DELETE BEFORE DELETE ON retention WHEN indaro_log_permit() = 0
    BEGIN SELECT RAISE(ABORT, 'unlogged write'); END;
CREATE TABLE kept_numbers (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    year text CHECK (year IS NULL OR typeof(year) IN ('text', 'blob')),
    province text CHECK (province IS NULL OR typeof(province) IN ('text', 'blob')),
    sex text CHECK (sex IS NULL OR typeof(sex) IN ('text', 'blob')),
    age_band text CHECK (age_band IS NULL OR typeof(age_band) IN ('text', 'blob')),
    exploitation text CHECK (exploitation IS NULL OR typeof(exploitation) IN ('text', 'blob')),
    referred_by text CHECK (referred_by IS NULL OR typeof(referred_by) IN ('text', 'blob')),
    exit_reason text CHECK (exit_reason IS NULL OR typeof(exit_reason) IN ('text', 'blob')),
    stay_band text CHECK (stay_band IS NULL OR typeof(stay_band) IN ('text', 'blob'))
) WITHOUT ROWID;
CREATE TRIGGER kept_numbers_guard_INSERT BEFORE INSERT ON kept_numbers WHEN indaro_log_permit() = 0
    BEGIN SELECT RAISE(ABORT, 'unlogged write'); END;
CREATE TRIGGER kept_numbers_guard_UPDATE BEFORE UPDATE ON kept_numbers WHEN indaro_log_permit() = 0
    BEGIN SELECT RAISE(ABORT, 'unlogged write'); END;
CREATE TRIGGER kept_numbers_guard_DELETE BEFORE DELETE ON kept_numbers WHEN indaro_log_permit() = 0
    BEGIN SELECT RAISE(ABORT, 'unlogged write'); END;
CREATE TABLE training (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    account blob CHECK (account IS NULL OR typeof(account) IN ('blob', 'blob')),
    kind text CHECK (kind IS NULL OR typeof(kind) IN ('text', 'blob')),
    pack_id text CHECK (pack_id IS NULL OR typeof(pack_id) IN ('text', 'blob')),
    revision integer CHECK (revision IS NULL OR typeof(revision) IN ('integer', 'blob')),
    trained_on text CHECK (trained_on IS NULL OR typeof(trained_on) IN ('text', 'blob')),
    trained_by text CHECK (trained_by IS NULL OR typeof(trained_by) IN ('text', 'blob')),
    proof text CHECK (proof IS NULL OR typeof(proof) IN ('text', 'blob')),
    note text CHECK (note IS NULL OR typeof(note) IN ('text', 'blob')),
    recorded_at integer CHECK (recorded_at IS NULL OR typeof(recorded_at) IN ('integer', 'blob')),
    recorded_by blob CHECK (recorded_by IS NULL OR typeof(recorded_by) IN ('blob', 'blob'))
) WITHOUT ROWID;
CREATE INDEX training_by_account ON training (account);
CREATE TRIGGER training_guard_INSERT BEFORE INSERT ON training WHEN indaro_log_permit() = 0
    BEGIN SELECT RAISE(ABORT, 'unlogged write'); END;
CREATE TRIGGER training_guard_UPDATE BEFORE UPDATE ON training WHEN indaro_log_permit() = 0
    BEGIN SELECT RAISE(ABORT, 'unlogged write'); END;
CREATE TRIGGER training_guard_DELETE BEFORE DELETE ON training WHEN indaro_log_permit() = 0
    BEGIN SELECT RAISE(ABORT, 'unlogged write'); END;
)");
}

} // namespace indaro::casework
