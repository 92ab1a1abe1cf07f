// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/casework/migrations/steps.h"

#include "core/store/migration.h"

namespace indaro::casework {

namespace {

constexpr std::string_view ConsentColumns[] = {
    "recipient_kind text CHECK (recipient_kind IS NULL OR typeof(recipient_kind) IN ('text', 'blob'))",
    "data_groups text CHECK (data_groups IS NULL OR typeof(data_groups) IN ('text', 'blob'))",
    "withheld_items text CHECK (withheld_items IS NULL OR typeof(withheld_items) IN ('text', 'blob'))",
    "interpreter text CHECK (interpreter IS NULL OR typeof(interpreter) IN ('text', 'blob'))",
    "witness text CHECK (witness IS NULL OR typeof(witness) IN ('text', 'blob'))",
    "giver_link text CHECK (giver_link IS NULL OR typeof(giver_link) IN ('text', 'blob'))",
    "child_assent text CHECK (child_assent IS NULL OR typeof(child_assent) IN ('text', 'blob'))",
    "assent_words text CHECK (assent_words IS NULL OR typeof(assent_words) IN ('text', 'blob'))",
    "recorded_at integer CHECK (recorded_at IS NULL OR typeof(recorded_at) IN ('integer', 'blob'))",
    "recorded_by blob CHECK (recorded_by IS NULL OR typeof(recorded_by) IN ('blob', 'blob'))",
    "withdrawal blob CHECK (withdrawal IS NULL OR typeof(withdrawal) IN ('blob', 'blob'))",
};

} // namespace

base::Result<void> createConsentTables(store::Connection &db)
{
    INDARO_TRY(store::addColumns(db, "consent", ConsentColumns));
    return db.execute(R"(
CREATE TABLE disclosure (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    case_file blob CHECK (case_file IS NULL OR typeof(case_file) IN ('blob', 'blob')),
    kind text CHECK (kind IS NULL OR typeof(kind) IN ('text', 'blob')),
    recipient_kind text CHECK (recipient_kind IS NULL OR typeof(recipient_kind) IN ('text', 'blob')),
    recipient text CHECK (recipient IS NULL OR typeof(recipient) IN ('text', 'blob')),
    data_groups text CHECK (data_groups IS NULL OR typeof(data_groups) IN ('text', 'blob')),
    sent_at integer CHECK (sent_at IS NULL OR typeof(sent_at) IN ('integer', 'blob')),
    sent_by blob CHECK (sent_by IS NULL OR typeof(sent_by) IN ('blob', 'blob'))
) WITHOUT ROWID;
CREATE INDEX disclosure_by_case_file ON disclosure (case_file);
CREATE TRIGGER disclosure_guard_INSERT BEFORE INSERT ON disclosure WHEN indaro_log_permit() = 0
    BEGIN SELECT RAISE(ABORT, 'unlogged write'); END;
CREATE TRIGGER disclosure_guard_UPDATE BEFORE UPDATE ON disclosure WHEN indaro_log_permit() = 0
    BEGIN SELECT RAISE(ABORT, 'unlogged write'); END;
CREATE TRIGGER disclosure_guard_DELETE BEFORE DELETE ON disclosure WHEN indaro_log_permit() = 0
    BEGIN SELECT RAISE(ABORT, 'unlogged write'); END;
CREATE TABLE withdrawal (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    case_file blob CHECK (case_file IS NULL OR typeof(case_file) IN ('blob', 'blob')),
    consents text CHECK (consents IS NULL OR typeof(consents) IN ('text', 'blob')),
    effective_on text CHECK (effective_on IS NULL OR typeof(effective_on) IN ('text', 'blob')),
    withdrawn_by text CHECK (withdrawn_by IS NULL OR typeof(withdrawn_by) IN ('text', 'blob')),
    way text CHECK (way IS NULL OR typeof(way) IN ('text', 'blob')),
    witness text CHECK (witness IS NULL OR typeof(witness) IN ('text', 'blob')),
    language text CHECK (language IS NULL OR typeof(language) IN ('text', 'blob')),
    wish text CHECK (wish IS NULL OR typeof(wish) IN ('text', 'blob')),
    note text CHECK (note IS NULL OR typeof(note) IN ('text', 'blob')),
    recorded_at integer CHECK (recorded_at IS NULL OR typeof(recorded_at) IN ('integer', 'blob')),
    recorded_by blob CHECK (recorded_by IS NULL OR typeof(recorded_by) IN ('blob', 'blob'))
) WITHOUT ROWID;
CREATE INDEX withdrawal_by_case_file ON withdrawal (case_file);
CREATE TRIGGER withdrawal_guard_INSERT BEFORE INSERT ON withdrawal WHEN indaro_log_permit() = 0
    BEGIN SELECT RAISE(ABORT, 'unlogged write'); END;
CREATE TRIGGER withdrawal_guard_UPDATE BEFORE UPDATE ON withdrawal WHEN indaro_log_permit() = 0
    BEGIN SELECT RAISE(ABORT, 'unlogged write'); END;
CREATE TRIGGER withdrawal_guard_DELETE BEFORE DELETE ON withdrawal WHEN indaro_log_permit() = 0
    BEGIN SELECT RAISE(ABORT, 'unlogged write'); END;
CREATE TABLE withdrawal_letter (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    case_file blob CHECK (case_file IS NULL OR typeof(case_file) IN ('blob', 'blob')),
    withdrawal blob CHECK (withdrawal IS NULL OR typeof(withdrawal) IN ('blob', 'blob')),
    serial text CHECK (serial IS NULL OR typeof(serial) IN ('text', 'blob')),
    recipient_kind text CHECK (recipient_kind IS NULL OR typeof(recipient_kind) IN ('text', 'blob')),
    recipient text CHECK (recipient IS NULL OR typeof(recipient) IN ('text', 'blob')),
    referrals text CHECK (referrals IS NULL OR typeof(referrals) IN ('text', 'blob')),
    sent text CHECK (sent IS NULL OR typeof(sent) IN ('text', 'blob')),
    written_at integer CHECK (written_at IS NULL OR typeof(written_at) IN ('integer', 'blob')),
    printed_at integer CHECK (printed_at IS NULL OR typeof(printed_at) IN ('integer', 'blob')),
    printed_by blob CHECK (printed_by IS NULL OR typeof(printed_by) IN ('blob', 'blob')),
    answer text CHECK (answer IS NULL OR typeof(answer) IN ('text', 'blob')),
    answered_on text CHECK (answered_on IS NULL OR typeof(answered_on) IN ('text', 'blob')),
    answer_note text CHECK (answer_note IS NULL OR typeof(answer_note) IN ('text', 'blob'))
) WITHOUT ROWID;
CREATE INDEX withdrawal_letter_by_case_file ON withdrawal_letter (case_file);
CREATE INDEX withdrawal_letter_by_withdrawal ON withdrawal_letter (withdrawal);
CREATE TRIGGER withdrawal_letter_guard_INSERT BEFORE INSERT ON withdrawal_letter WHEN indaro_log_permit() = 0
    BEGIN SELECT RAISE(ABORT, 'unlogged write'); END;
CREATE TRIGGER withdrawal_letter_guard_UPDATE BEFORE UPDATE ON withdrawal_letter WHEN indaro_log_permit() = 0
    BEGIN SELECT RAISE(ABORT, 'unlogged write'); END;
CREATE TRIGGER withdrawal_letter_guard_DELETE BEFORE DELETE ON withdrawal_letter WHEN indaro_log_permit() = 0
    BEGIN SELECT RAISE(ABORT, 'unlogged write'); END;
)");
}

} // namespace indaro::casework
