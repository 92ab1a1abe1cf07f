// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/casework/migrations/steps.h"

#include "core/store/migration.h"

namespace indaro::casework {

namespace {

constexpr std::string_view DetainedColumns[] = {
    "detained text CHECK (detained IS NULL OR typeof(detained) IN ('text', 'blob'))",
};
constexpr std::string_view DisclosureColumns[] = {
    "way text CHECK (way IS NULL OR typeof(way) IN ('text', 'blob'))",
    "happened_on text CHECK (happened_on IS NULL OR typeof(happened_on) IN ('text', 'blob'))",
    "what text CHECK (what IS NULL OR typeof(what) IN ('text', 'blob'))",
};
constexpr std::string_view TrainingColumns[] = {
    "person_name text CHECK (person_name IS NULL OR typeof(person_name) IN ('text', 'blob'))",
    "position text CHECK (position IS NULL OR typeof(position) IN ('text', 'blob'))",
};
constexpr std::string_view HelpColumns[] = {
    "help_to_leave text CHECK (help_to_leave IS NULL OR typeof(help_to_leave) IN ('text', 'blob'))",
};
constexpr std::string_view AnnouncedMarkColumns[] = {
    "hold blob CHECK (hold IS NULL OR typeof(hold) IN ('blob', 'blob'))",
};
constexpr std::string_view CustodyColumns[] = {
    "signed_on text CHECK (signed_on IS NULL OR typeof(signed_on) IN ('text', 'blob'))",
    "staff_signed text CHECK (staff_signed IS NULL OR typeof(staff_signed) IN ('text', 'blob'))",
};

} // namespace

base::Result<void> createPaperEntries(store::Connection &db)
{
    INDARO_TRY(db.execute(R"(
CREATE TABLE stock_move (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    kind text CHECK (kind IS NULL OR typeof(kind) IN ('text', 'blob')),
    item text CHECK (item IS NULL OR typeof(item) IN ('text', 'blob')),
    move text CHECK (move IS NULL OR typeof(move) IN ('text', 'blob')),
    amount integer CHECK (amount IS NULL OR typeof(amount) IN ('integer', 'blob')),
    low_at integer CHECK (low_at IS NULL OR typeof(low_at) IN ('integer', 'blob')),
    note text CHECK (note IS NULL OR typeof(note) IN ('text', 'blob')),
    moved_at integer CHECK (moved_at IS NULL OR typeof(moved_at) IN ('integer', 'blob')),
    moved_by blob CHECK (moved_by IS NULL OR typeof(moved_by) IN ('blob', 'blob'))
) WITHOUT ROWID;
CREATE TRIGGER stock_move_guard_INSERT BEFORE INSERT ON stock_move WHEN indaro_log_permit() = 0
    BEGIN SELECT RAISE(ABORT, 'unlogged write'); END;
CREATE TRIGGER stock_move_guard_UPDATE BEFORE UPDATE ON stock_move WHEN indaro_log_permit() = 0
    BEGIN SELECT RAISE(ABORT, 'unlogged write'); END;
CREATE TRIGGER stock_move_guard_DELETE BEFORE DELETE ON stock_move WHEN indaro_log_permit() = 0
    BEGIN SELECT RAISE(ABORT, 'unlogged write'); END;
CREATE TABLE paper_entry (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    case_file blob CHECK (case_file IS NULL OR typeof(case_file) IN ('blob', 'blob')),
    record blob CHECK (record IS NULL OR typeof(record) IN ('blob', 'blob')),
    record_table integer CHECK (record_table IS NULL OR typeof(record_table) IN ('integer', 'blob')),
    fields text CHECK (fields IS NULL OR typeof(fields) IN ('text', 'blob')),
    paper_on text CHECK (paper_on IS NULL OR typeof(paper_on) IN ('text', 'blob')),
    form text CHECK (form IS NULL OR typeof(form) IN ('text', 'blob')),
    serial text CHECK (serial IS NULL OR typeof(serial) IN ('text', 'blob')),
    written_by text CHECK (written_by IS NULL OR typeof(written_by) IN ('text', 'blob')),
    recorded_at integer CHECK (recorded_at IS NULL OR typeof(recorded_at) IN ('integer', 'blob')),
    recorded_by blob CHECK (recorded_by IS NULL OR typeof(recorded_by) IN ('blob', 'blob'))
) WITHOUT ROWID;
CREATE INDEX paper_entry_by_case_file ON paper_entry (case_file);
CREATE INDEX paper_entry_by_record ON paper_entry (record);
CREATE TRIGGER paper_entry_guard_INSERT BEFORE INSERT ON paper_entry WHEN indaro_log_permit() = 0
    BEGIN SELECT RAISE(ABORT, 'unlogged write'); END;
CREATE TRIGGER paper_entry_guard_UPDATE BEFORE UPDATE ON paper_entry WHEN indaro_log_permit() = 0
    BEGIN SELECT RAISE(ABORT, 'unlogged write'); END;
CREATE TRIGGER paper_entry_guard_DELETE BEFORE DELETE ON paper_entry WHEN indaro_log_permit() = 0
    BEGIN SELECT RAISE(ABORT, 'unlogged write'); END;
)"));
    INDARO_TRY(store::addColumns(db, "case_file", DetainedColumns));
    INDARO_TRY(store::addColumns(db, "disclosure", DisclosureColumns));
    INDARO_TRY(store::addColumns(db, "training", TrainingColumns));
    INDARO_TRY(store::addColumns(db, "stay", HelpColumns));
    INDARO_TRY(store::addColumns(db, "step_mark", AnnouncedMarkColumns));
    INDARO_TRY(store::addColumns(db, "step_mark_health", AnnouncedMarkColumns));
    INDARO_TRY(store::addColumns(db, "custody", CustodyColumns));
    return {};
}

} // namespace indaro::casework
