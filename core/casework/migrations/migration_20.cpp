// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/casework/migrations/steps.h"

#include "core/store/migration.h"

namespace indaro::casework {

namespace {

constexpr std::string_view ReferralColumns[] = {
    "partner_number text CHECK (partner_number IS NULL OR typeof(partner_number) IN ('text', 'blob'))",
    "sender_agency text CHECK (sender_agency IS NULL OR typeof(sender_agency) IN ('text', 'blob'))",
    "to_role text CHECK (to_role IS NULL OR typeof(to_role) IN ('text', 'blob'))",
    "hold blob CHECK (hold IS NULL OR typeof(hold) IN ('blob', 'blob'))",
    "paper_on text CHECK (paper_on IS NULL OR typeof(paper_on) IN ('text', 'blob'))",
    "expires_on text CHECK (expires_on IS NULL OR typeof(expires_on) IN ('text', 'blob'))",
    "package blob CHECK (package IS NULL OR typeof(package) IN ('blob', 'blob'))",
};

} // namespace

base::Result<void> createReferralCourse(store::Connection &db)
{
    INDARO_TRY(db.execute(R"(
CREATE TABLE referral_step (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    case_file blob CHECK (case_file IS NULL OR typeof(case_file) IN ('blob', 'blob')),
    referral blob CHECK (referral IS NULL OR typeof(referral) IN ('blob', 'blob')),
    status text CHECK (status IS NULL OR typeof(status) IN ('text', 'blob')),
    way text CHECK (way IS NULL OR typeof(way) IN ('text', 'blob')),
    evidence text CHECK (evidence IS NULL OR typeof(evidence) IN ('text', 'blob')),
    happened_at text CHECK (happened_at IS NULL OR typeof(happened_at) IN ('text', 'blob')),
    spoke_to text CHECK (spoke_to IS NULL OR typeof(spoke_to) IN ('text', 'blob')),
    note text CHECK (note IS NULL OR typeof(note) IN ('text', 'blob')),
    attachment blob CHECK (attachment IS NULL OR typeof(attachment) IN ('blob', 'blob')),
    paper_on text CHECK (paper_on IS NULL OR typeof(paper_on) IN ('text', 'blob')),
    recorded_at integer CHECK (recorded_at IS NULL OR typeof(recorded_at) IN ('integer', 'blob')),
    recorded_by blob CHECK (recorded_by IS NULL OR typeof(recorded_by) IN ('blob', 'blob'))
) WITHOUT ROWID;
CREATE INDEX referral_step_by_case_file ON referral_step (case_file);
CREATE INDEX referral_step_by_referral ON referral_step (referral);
CREATE TRIGGER referral_step_guard_INSERT BEFORE INSERT ON referral_step WHEN indaro_log_permit() = 0
    BEGIN SELECT RAISE(ABORT, 'unlogged write'); END;
CREATE TRIGGER referral_step_guard_UPDATE BEFORE UPDATE ON referral_step WHEN indaro_log_permit() = 0
    BEGIN SELECT RAISE(ABORT, 'unlogged write'); END;
CREATE TRIGGER referral_step_guard_DELETE BEFORE DELETE ON referral_step WHEN indaro_log_permit() = 0
    BEGIN SELECT RAISE(ABORT, 'unlogged write'); END;
CREATE TABLE referral_service (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    case_file blob CHECK (case_file IS NULL OR typeof(case_file) IN ('blob', 'blob')),
    referral blob CHECK (referral IS NULL OR typeof(referral) IN ('blob', 'blob')),
    service text CHECK (service IS NULL OR typeof(service) IN ('text', 'blob')),
    answer text CHECK (answer IS NULL OR typeof(answer) IN ('text', 'blob')),
    reason text CHECK (reason IS NULL OR typeof(reason) IN ('text', 'blob')),
    answered_on text CHECK (answered_on IS NULL OR typeof(answered_on) IN ('text', 'blob')),
    note text CHECK (note IS NULL OR typeof(note) IN ('text', 'blob')),
    recorded_at integer CHECK (recorded_at IS NULL OR typeof(recorded_at) IN ('integer', 'blob')),
    recorded_by blob CHECK (recorded_by IS NULL OR typeof(recorded_by) IN ('blob', 'blob'))
) WITHOUT ROWID;
CREATE INDEX referral_service_by_case_file ON referral_service (case_file);
CREATE INDEX referral_service_by_referral ON referral_service (referral);
CREATE TRIGGER referral_service_guard_INSERT BEFORE INSERT ON referral_service WHEN indaro_log_permit() = 0
    BEGIN SELECT RAISE(ABORT, 'unlogged write'); END;
CREATE TRIGGER referral_service_guard_UPDATE BEFORE UPDATE ON referral_service WHEN indaro_log_permit() = 0
    BEGIN SELECT RAISE(ABORT, 'unlogged write'); END;
CREATE TRIGGER referral_service_guard_DELETE BEFORE DELETE ON referral_service WHEN indaro_log_permit() = 0
    BEGIN SELECT RAISE(ABORT, 'unlogged write'); END;
CREATE TABLE referral_slip (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    case_file blob CHECK (case_file IS NULL OR typeof(case_file) IN ('blob', 'blob')),
    referral blob CHECK (referral IS NULL OR typeof(referral) IN ('blob', 'blob')),
    content text CHECK (content IS NULL OR typeof(content) IN ('text', 'blob')),
    decision text CHECK (decision IS NULL OR typeof(decision) IN ('text', 'blob')),
    refusal text CHECK (refusal IS NULL OR typeof(refusal) IN ('text', 'blob')),
    came text CHECK (came IS NULL OR typeof(came) IN ('text', 'blob')),
    cost text CHECK (cost IS NULL OR typeof(cost) IN ('text', 'blob')),
    evidence text CHECK (evidence IS NULL OR typeof(evidence) IN ('text', 'blob')),
    paper_on text CHECK (paper_on IS NULL OR typeof(paper_on) IN ('text', 'blob')),
    recorded_at integer CHECK (recorded_at IS NULL OR typeof(recorded_at) IN ('integer', 'blob')),
    recorded_by blob CHECK (recorded_by IS NULL OR typeof(recorded_by) IN ('blob', 'blob'))
) WITHOUT ROWID;
CREATE INDEX referral_slip_by_case_file ON referral_slip (case_file);
CREATE INDEX referral_slip_by_referral ON referral_slip (referral);
CREATE TRIGGER referral_slip_guard_INSERT BEFORE INSERT ON referral_slip WHEN indaro_log_permit() = 0
    BEGIN SELECT RAISE(ABORT, 'unlogged write'); END;
CREATE TRIGGER referral_slip_guard_UPDATE BEFORE UPDATE ON referral_slip WHEN indaro_log_permit() = 0
    BEGIN SELECT RAISE(ABORT, 'unlogged write'); END;
CREATE TRIGGER referral_slip_guard_DELETE BEFORE DELETE ON referral_slip WHEN indaro_log_permit() = 0
    BEGIN SELECT RAISE(ABORT, 'unlogged write'); END;
CREATE TABLE referral_slip_health (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    case_file blob CHECK (case_file IS NULL OR typeof(case_file) IN ('blob', 'blob')),
    result text CHECK (result IS NULL OR typeof(result) IN ('text', 'blob')),
    recommendations text CHECK (recommendations IS NULL OR typeof(recommendations) IN ('text', 'blob'))
) WITHOUT ROWID;
CREATE INDEX referral_slip_health_by_case_file ON referral_slip_health (case_file);
CREATE TRIGGER referral_slip_health_guard_INSERT BEFORE INSERT ON referral_slip_health WHEN indaro_log_permit() = 0
    BEGIN SELECT RAISE(ABORT, 'unlogged write'); END;
CREATE TRIGGER referral_slip_health_guard_UPDATE BEFORE UPDATE ON referral_slip_health WHEN indaro_log_permit() = 0
    BEGIN SELECT RAISE(ABORT, 'unlogged write'); END;
CREATE TRIGGER referral_slip_health_guard_DELETE BEFORE DELETE ON referral_slip_health WHEN indaro_log_permit() = 0
    BEGIN SELECT RAISE(ABORT, 'unlogged write'); END;
CREATE TABLE referral_call (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    case_file blob CHECK (case_file IS NULL OR typeof(case_file) IN ('blob', 'blob')),
    referral blob CHECK (referral IS NULL OR typeof(referral) IN ('blob', 'blob')),
    rung text CHECK (rung IS NULL OR typeof(rung) IN ('text', 'blob')),
    result text CHECK (result IS NULL OR typeof(result) IN ('text', 'blob')),
    spoke_to text CHECK (spoke_to IS NULL OR typeof(spoke_to) IN ('text', 'blob')),
    phone text CHECK (phone IS NULL OR typeof(phone) IN ('text', 'blob')),
    promised_on text CHECK (promised_on IS NULL OR typeof(promised_on) IN ('text', 'blob')),
    note text CHECK (note IS NULL OR typeof(note) IN ('text', 'blob')),
    recorded_at integer CHECK (recorded_at IS NULL OR typeof(recorded_at) IN ('integer', 'blob')),
    recorded_by blob CHECK (recorded_by IS NULL OR typeof(recorded_by) IN ('blob', 'blob'))
) WITHOUT ROWID;
CREATE INDEX referral_call_by_case_file ON referral_call (case_file);
CREATE INDEX referral_call_by_referral ON referral_call (referral);
CREATE TRIGGER referral_call_guard_INSERT BEFORE INSERT ON referral_call WHEN indaro_log_permit() = 0
    BEGIN SELECT RAISE(ABORT, 'unlogged write'); END;
CREATE TRIGGER referral_call_guard_UPDATE BEFORE UPDATE ON referral_call WHEN indaro_log_permit() = 0
    BEGIN SELECT RAISE(ABORT, 'unlogged write'); END;
CREATE TRIGGER referral_call_guard_DELETE BEFORE DELETE ON referral_call WHEN indaro_log_permit() = 0
    BEGIN SELECT RAISE(ABORT, 'unlogged write'); END;
CREATE TABLE unmet_need (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    case_file blob CHECK (case_file IS NULL OR typeof(case_file) IN ('blob', 'blob')),
    referral blob CHECK (referral IS NULL OR typeof(referral) IN ('blob', 'blob')),
    service text CHECK (service IS NULL OR typeof(service) IN ('text', 'blob')),
    reason text CHECK (reason IS NULL OR typeof(reason) IN ('text', 'blob')),
    noted_on text CHECK (noted_on IS NULL OR typeof(noted_on) IN ('text', 'blob')),
    alternative text CHECK (alternative IS NULL OR typeof(alternative) IN ('text', 'blob')),
    told text CHECK (told IS NULL OR typeof(told) IN ('text', 'blob')),
    met_on text CHECK (met_on IS NULL OR typeof(met_on) IN ('text', 'blob')),
    recorded_at integer CHECK (recorded_at IS NULL OR typeof(recorded_at) IN ('integer', 'blob')),
    recorded_by blob CHECK (recorded_by IS NULL OR typeof(recorded_by) IN ('blob', 'blob'))
) WITHOUT ROWID;
CREATE INDEX unmet_need_by_case_file ON unmet_need (case_file);
CREATE TRIGGER unmet_need_guard_INSERT BEFORE INSERT ON unmet_need WHEN indaro_log_permit() = 0
    BEGIN SELECT RAISE(ABORT, 'unlogged write'); END;
CREATE TRIGGER unmet_need_guard_UPDATE BEFORE UPDATE ON unmet_need WHEN indaro_log_permit() = 0
    BEGIN SELECT RAISE(ABORT, 'unlogged write'); END;
CREATE TRIGGER unmet_need_guard_DELETE BEFORE DELETE ON unmet_need WHEN indaro_log_permit() = 0
    BEGIN SELECT RAISE(ABORT, 'unlogged write'); END;
)"));
    return store::addColumns(db, "referral", ReferralColumns);
}

} // namespace indaro::casework
