// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/casework/migrations/steps.h"

#include "core/store/migration.h"

namespace indaro::casework {

namespace {

constexpr std::string_view DirectoryColumns[] = {
    "public_key blob CHECK (public_key IS NULL OR typeof(public_key) IN ('blob', 'blob'))",
    "compared_key blob CHECK (compared_key IS NULL OR typeof(compared_key) IN ('blob', 'blob'))",
    "compared_on text CHECK (compared_on IS NULL OR typeof(compared_on) IN ('text', 'blob'))",
    "compared_by blob CHECK (compared_by IS NULL OR typeof(compared_by) IN ('blob', 'blob'))",
};

} // namespace

base::Result<void> createPackages(store::Connection &db)
{
    INDARO_TRY(db.execute(R"(
CREATE TABLE organisation_key (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    seed blob CHECK (seed IS NULL OR typeof(seed) IN ('blob', 'blob')),
    made_at integer CHECK (made_at IS NULL OR typeof(made_at) IN ('integer', 'blob')),
    made_by blob CHECK (made_by IS NULL OR typeof(made_by) IN ('blob', 'blob'))
) WITHOUT ROWID;
CREATE TRIGGER organisation_key_guard_INSERT BEFORE INSERT ON organisation_key WHEN indaro_log_permit() = 0
    BEGIN SELECT RAISE(ABORT, 'unlogged write'); END;
CREATE TRIGGER organisation_key_guard_UPDATE BEFORE UPDATE ON organisation_key WHEN indaro_log_permit() = 0
    BEGIN SELECT RAISE(ABORT, 'unlogged write'); END;
CREATE TRIGGER organisation_key_guard_DELETE BEFORE DELETE ON organisation_key WHEN indaro_log_permit() = 0
    BEGIN SELECT RAISE(ABORT, 'unlogged write'); END;
CREATE TABLE referral_package (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    case_file blob CHECK (case_file IS NULL OR typeof(case_file) IN ('blob', 'blob')),
    referral blob CHECK (referral IS NULL OR typeof(referral) IN ('blob', 'blob')),
    direction text CHECK (direction IS NULL OR typeof(direction) IN ('text', 'blob')),
    kind text CHECK (kind IS NULL OR typeof(kind) IN ('text', 'blob')),
    package_id blob CHECK (package_id IS NULL OR typeof(package_id) IN ('blob', 'blob')),
    hash blob CHECK (hash IS NULL OR typeof(hash) IN ('blob', 'blob')),
    partner blob CHECK (partner IS NULL OR typeof(partner) IN ('blob', 'blob')),
    partner_key blob CHECK (partner_key IS NULL OR typeof(partner_key) IN ('blob', 'blob')),
    partner_name text CHECK (partner_name IS NULL OR typeof(partner_name) IN ('text', 'blob')),
    serial text CHECK (serial IS NULL OR typeof(serial) IN ('text', 'blob')),
    in_reply_to blob CHECK (in_reply_to IS NULL OR typeof(in_reply_to) IN ('blob', 'blob')),
    made_at integer CHECK (made_at IS NULL OR typeof(made_at) IN ('integer', 'blob')),
    expires_at integer CHECK (expires_at IS NULL OR typeof(expires_at) IN ('integer', 'blob')),
    answer text CHECK (answer IS NULL OR typeof(answer) IN ('text', 'blob')),
    answered_at integer CHECK (answered_at IS NULL OR typeof(answered_at) IN ('integer', 'blob')),
    reason text CHECK (reason IS NULL OR typeof(reason) IN ('text', 'blob')),
    recorded_at integer CHECK (recorded_at IS NULL OR typeof(recorded_at) IN ('integer', 'blob')),
    recorded_by blob CHECK (recorded_by IS NULL OR typeof(recorded_by) IN ('blob', 'blob'))
) WITHOUT ROWID;
CREATE INDEX referral_package_by_case_file ON referral_package (case_file);
CREATE INDEX referral_package_by_referral ON referral_package (referral);
CREATE TRIGGER referral_package_guard_INSERT BEFORE INSERT ON referral_package WHEN indaro_log_permit() = 0
    BEGIN SELECT RAISE(ABORT, 'unlogged write'); END;
CREATE TRIGGER referral_package_guard_UPDATE BEFORE UPDATE ON referral_package WHEN indaro_log_permit() = 0
    BEGIN SELECT RAISE(ABORT, 'unlogged write'); END;
CREATE TRIGGER referral_package_guard_DELETE BEFORE DELETE ON referral_package WHEN indaro_log_permit() = 0
    BEGIN SELECT RAISE(ABORT, 'unlogged write'); END;
CREATE TABLE referral_package_content (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    case_file blob CHECK (case_file IS NULL OR typeof(case_file) IN ('blob', 'blob')),
    content blob CHECK (content IS NULL OR typeof(content) IN ('blob', 'blob'))
) WITHOUT ROWID;
CREATE INDEX referral_package_content_by_case_file ON referral_package_content (case_file);
CREATE TRIGGER referral_package_content_guard_INSERT BEFORE INSERT ON referral_package_content WHEN indaro_log_permit() = 0
    BEGIN SELECT RAISE(ABORT, 'unlogged write'); END;
CREATE TRIGGER referral_package_content_guard_UPDATE BEFORE UPDATE ON referral_package_content WHEN indaro_log_permit() = 0
    BEGIN SELECT RAISE(ABORT, 'unlogged write'); END;
CREATE TRIGGER referral_package_content_guard_DELETE BEFORE DELETE ON referral_package_content WHEN indaro_log_permit() = 0
    BEGIN SELECT RAISE(ABORT, 'unlogged write'); END;
)"));
    return store::addColumns(db, "directory_entry", DirectoryColumns);
}

} // namespace indaro::casework
