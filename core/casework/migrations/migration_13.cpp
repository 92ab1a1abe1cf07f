// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/casework/migrations/steps.h"

namespace indaro::casework {

namespace {

constexpr char PlanTables[] = R"(
CREATE TABLE need (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    case_file blob CHECK (case_file IS NULL OR typeof(case_file) IN ('blob', 'blob')),
    area text CHECK (area IS NULL OR typeof(area) IN ('text', 'blob')),
    state text CHECK (state IS NULL OR typeof(state) IN ('text', 'blob')),
    what text CHECK (what IS NULL OR typeof(what) IN ('text', 'blob')),
    goal text CHECK (goal IS NULL OR typeof(goal) IN ('text', 'blob')),
    goal_words text CHECK (goal_words IS NULL OR typeof(goal_words) IN ('text', 'blob')),
    changed_at integer CHECK (changed_at IS NULL OR typeof(changed_at) IN ('integer', 'blob')),
    changed_by blob CHECK (changed_by IS NULL OR typeof(changed_by) IN ('blob', 'blob'))
) WITHOUT ROWID;
CREATE INDEX need_by_case_file ON need (case_file);
CREATE TRIGGER need_guard_INSERT BEFORE INSERT ON need WHEN indaro_log_permit() = 0
    BEGIN SELECT RAISE(ABORT, 'unlogged write'); END;
CREATE TRIGGER need_guard_UPDATE BEFORE UPDATE ON need WHEN indaro_log_permit() = 0
    BEGIN SELECT RAISE(ABORT, 'unlogged write'); END;
CREATE TRIGGER need_guard_DELETE BEFORE DELETE ON need WHEN indaro_log_permit() = 0
    BEGIN SELECT RAISE(ABORT, 'unlogged write'); END;
CREATE TABLE need_health (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    case_file blob CHECK (case_file IS NULL OR typeof(case_file) IN ('blob', 'blob')),
    area text CHECK (area IS NULL OR typeof(area) IN ('text', 'blob')),
    state text CHECK (state IS NULL OR typeof(state) IN ('text', 'blob')),
    what text CHECK (what IS NULL OR typeof(what) IN ('text', 'blob')),
    goal text CHECK (goal IS NULL OR typeof(goal) IN ('text', 'blob')),
    goal_words text CHECK (goal_words IS NULL OR typeof(goal_words) IN ('text', 'blob')),
    changed_at integer CHECK (changed_at IS NULL OR typeof(changed_at) IN ('integer', 'blob')),
    changed_by blob CHECK (changed_by IS NULL OR typeof(changed_by) IN ('blob', 'blob'))
) WITHOUT ROWID;
CREATE INDEX need_health_by_case_file ON need_health (case_file);
CREATE TRIGGER need_health_guard_INSERT BEFORE INSERT ON need_health WHEN indaro_log_permit() = 0
    BEGIN SELECT RAISE(ABORT, 'unlogged write'); END;
CREATE TRIGGER need_health_guard_UPDATE BEFORE UPDATE ON need_health WHEN indaro_log_permit() = 0
    BEGIN SELECT RAISE(ABORT, 'unlogged write'); END;
CREATE TRIGGER need_health_guard_DELETE BEFORE DELETE ON need_health WHEN indaro_log_permit() = 0
    BEGIN SELECT RAISE(ABORT, 'unlogged write'); END;
CREATE TABLE plan_action (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    case_file blob CHECK (case_file IS NULL OR typeof(case_file) IN ('blob', 'blob')),
    need blob CHECK (need IS NULL OR typeof(need) IN ('blob', 'blob')),
    what text CHECK (what IS NULL OR typeof(what) IN ('text', 'blob')),
    responsible text CHECK (responsible IS NULL OR typeof(responsible) IN ('text', 'blob')),
    account blob CHECK (account IS NULL OR typeof(account) IN ('blob', 'blob')),
    provider text CHECK (provider IS NULL OR typeof(provider) IN ('text', 'blob')),
    due_on text CHECK (due_on IS NULL OR typeof(due_on) IN ('text', 'blob')),
    state text CHECK (state IS NULL OR typeof(state) IN ('text', 'blob')),
    result text CHECK (result IS NULL OR typeof(result) IN ('text', 'blob')),
    ended_on text CHECK (ended_on IS NULL OR typeof(ended_on) IN ('text', 'blob')),
    meeting blob CHECK (meeting IS NULL OR typeof(meeting) IN ('blob', 'blob')),
    changed_at integer CHECK (changed_at IS NULL OR typeof(changed_at) IN ('integer', 'blob')),
    changed_by blob CHECK (changed_by IS NULL OR typeof(changed_by) IN ('blob', 'blob'))
) WITHOUT ROWID;
CREATE INDEX plan_action_by_case_file ON plan_action (case_file);
CREATE TRIGGER plan_action_guard_INSERT BEFORE INSERT ON plan_action WHEN indaro_log_permit() = 0
    BEGIN SELECT RAISE(ABORT, 'unlogged write'); END;
CREATE TRIGGER plan_action_guard_UPDATE BEFORE UPDATE ON plan_action WHEN indaro_log_permit() = 0
    BEGIN SELECT RAISE(ABORT, 'unlogged write'); END;
CREATE TRIGGER plan_action_guard_DELETE BEFORE DELETE ON plan_action WHEN indaro_log_permit() = 0
    BEGIN SELECT RAISE(ABORT, 'unlogged write'); END;
CREATE TABLE plan_action_health (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    case_file blob CHECK (case_file IS NULL OR typeof(case_file) IN ('blob', 'blob')),
    need blob CHECK (need IS NULL OR typeof(need) IN ('blob', 'blob')),
    what text CHECK (what IS NULL OR typeof(what) IN ('text', 'blob')),
    responsible text CHECK (responsible IS NULL OR typeof(responsible) IN ('text', 'blob')),
    account blob CHECK (account IS NULL OR typeof(account) IN ('blob', 'blob')),
    provider text CHECK (provider IS NULL OR typeof(provider) IN ('text', 'blob')),
    due_on text CHECK (due_on IS NULL OR typeof(due_on) IN ('text', 'blob')),
    state text CHECK (state IS NULL OR typeof(state) IN ('text', 'blob')),
    result text CHECK (result IS NULL OR typeof(result) IN ('text', 'blob')),
    ended_on text CHECK (ended_on IS NULL OR typeof(ended_on) IN ('text', 'blob')),
    meeting blob CHECK (meeting IS NULL OR typeof(meeting) IN ('blob', 'blob')),
    changed_at integer CHECK (changed_at IS NULL OR typeof(changed_at) IN ('integer', 'blob')),
    changed_by blob CHECK (changed_by IS NULL OR typeof(changed_by) IN ('blob', 'blob'))
) WITHOUT ROWID;
CREATE INDEX plan_action_health_by_case_file ON plan_action_health (case_file);
CREATE TRIGGER plan_action_health_guard_INSERT BEFORE INSERT ON plan_action_health WHEN indaro_log_permit() = 0
    BEGIN SELECT RAISE(ABORT, 'unlogged write'); END;
CREATE TRIGGER plan_action_health_guard_UPDATE BEFORE UPDATE ON plan_action_health WHEN indaro_log_permit() = 0
    BEGIN SELECT RAISE(ABORT, 'unlogged write'); END;
CREATE TRIGGER plan_action_health_guard_DELETE BEFORE DELETE ON plan_action_health WHEN indaro_log_permit() = 0
    BEGIN SELECT RAISE(ABORT, 'unlogged write'); END;
CREATE TABLE service_given (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    case_file blob CHECK (case_file IS NULL OR typeof(case_file) IN ('blob', 'blob')),
    plan_action blob CHECK (plan_action IS NULL OR typeof(plan_action) IN ('blob', 'blob')),
    service text CHECK (service IS NULL OR typeof(service) IN ('text', 'blob')),
    answer text CHECK (answer IS NULL OR typeof(answer) IN ('text', 'blob')),
    provider text CHECK (provider IS NULL OR typeof(provider) IN ('text', 'blob')),
    provider_name text CHECK (provider_name IS NULL OR typeof(provider_name) IN ('text', 'blob')),
    given_on text CHECK (given_on IS NULL OR typeof(given_on) IN ('text', 'blob')),
    within text CHECK (within IS NULL OR typeof(within) IN ('text', 'blob')),
    quantity text CHECK (quantity IS NULL OR typeof(quantity) IN ('text', 'blob')),
    cost integer CHECK (cost IS NULL OR typeof(cost) IN ('integer', 'blob')),
    note text CHECK (note IS NULL OR typeof(note) IN ('text', 'blob')),
    referral blob CHECK (referral IS NULL OR typeof(referral) IN ('blob', 'blob')),
    recorded_at integer CHECK (recorded_at IS NULL OR typeof(recorded_at) IN ('integer', 'blob')),
    recorded_by blob CHECK (recorded_by IS NULL OR typeof(recorded_by) IN ('blob', 'blob'))
) WITHOUT ROWID;
CREATE INDEX service_given_by_case_file ON service_given (case_file);
CREATE TRIGGER service_given_guard_INSERT BEFORE INSERT ON service_given WHEN indaro_log_permit() = 0
    BEGIN SELECT RAISE(ABORT, 'unlogged write'); END;
CREATE TRIGGER service_given_guard_UPDATE BEFORE UPDATE ON service_given WHEN indaro_log_permit() = 0
    BEGIN SELECT RAISE(ABORT, 'unlogged write'); END;
CREATE TRIGGER service_given_guard_DELETE BEFORE DELETE ON service_given WHEN indaro_log_permit() = 0
    BEGIN SELECT RAISE(ABORT, 'unlogged write'); END;
CREATE TABLE service_given_health (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    case_file blob CHECK (case_file IS NULL OR typeof(case_file) IN ('blob', 'blob')),
    plan_action blob CHECK (plan_action IS NULL OR typeof(plan_action) IN ('blob', 'blob')),
    service text CHECK (service IS NULL OR typeof(service) IN ('text', 'blob')),
    answer text CHECK (answer IS NULL OR typeof(answer) IN ('text', 'blob')),
    provider text CHECK (provider IS NULL OR typeof(provider) IN ('text', 'blob')),
    provider_name text CHECK (provider_name IS NULL OR typeof(provider_name) IN ('text', 'blob')),
    given_on text CHECK (given_on IS NULL OR typeof(given_on) IN ('text', 'blob')),
    within text CHECK (within IS NULL OR typeof(within) IN ('text', 'blob')),
    quantity text CHECK (quantity IS NULL OR typeof(quantity) IN ('text', 'blob')),
    cost integer CHECK (cost IS NULL OR typeof(cost) IN ('integer', 'blob')),
    note text CHECK (note IS NULL OR typeof(note) IN ('text', 'blob')),
    referral blob CHECK (referral IS NULL OR typeof(referral) IN ('blob', 'blob')),
    recorded_at integer CHECK (recorded_at IS NULL OR typeof(recorded_at) IN ('integer', 'blob')),
    recorded_by blob CHECK (recorded_by IS NULL OR typeof(recorded_by) IN ('blob', 'blob'))
) WITHOUT ROWID;
CREATE INDEX service_given_health_by_case_file ON service_given_health (case_file);
CREATE TRIGGER service_given_health_guard_INSERT BEFORE INSERT ON service_given_health WHEN indaro_log_permit() = 0
    BEGIN SELECT RAISE(ABORT, 'unlogged write'); END;
CREATE TRIGGER service_given_health_guard_UPDATE BEFORE UPDATE ON service_given_health WHEN indaro_log_permit() = 0
    BEGIN SELECT RAISE(ABORT, 'unlogged write'); END;
CREATE TRIGGER service_given_health_guard_DELETE BEFORE DELETE ON service_given_health WHEN indaro_log_permit() = 0
    BEGIN SELECT RAISE(ABORT, 'unlogged write'); END;
CREATE TABLE meeting (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    case_file blob CHECK (case_file IS NULL OR typeof(case_file) IN ('blob', 'blob')),
    kind text CHECK (kind IS NULL OR typeof(kind) IN ('text', 'blob')),
    held_at text CHECK (held_at IS NULL OR typeof(held_at) IN ('text', 'blob')),
    place text CHECK (place IS NULL OR typeof(place) IN ('text', 'blob')),
    chair text CHECK (chair IS NULL OR typeof(chair) IN ('text', 'blob')),
    present text CHECK (present IS NULL OR typeof(present) IN ('text', 'blob')),
    person text CHECK (person IS NULL OR typeof(person) IN ('text', 'blob')),
    minutes text CHECK (minutes IS NULL OR typeof(minutes) IN ('text', 'blob')),
    decisions text CHECK (decisions IS NULL OR typeof(decisions) IN ('text', 'blob')),
    next_on text CHECK (next_on IS NULL OR typeof(next_on) IN ('text', 'blob')),
    recorded_at integer CHECK (recorded_at IS NULL OR typeof(recorded_at) IN ('integer', 'blob')),
    recorded_by blob CHECK (recorded_by IS NULL OR typeof(recorded_by) IN ('blob', 'blob')),
    closed_at integer CHECK (closed_at IS NULL OR typeof(closed_at) IN ('integer', 'blob')),
    closed_by blob CHECK (closed_by IS NULL OR typeof(closed_by) IN ('blob', 'blob'))
) WITHOUT ROWID;
CREATE INDEX meeting_by_case_file ON meeting (case_file);
CREATE TRIGGER meeting_guard_INSERT BEFORE INSERT ON meeting WHEN indaro_log_permit() = 0
    BEGIN SELECT RAISE(ABORT, 'unlogged write'); END;
CREATE TRIGGER meeting_guard_UPDATE BEFORE UPDATE ON meeting WHEN indaro_log_permit() = 0
    BEGIN SELECT RAISE(ABORT, 'unlogged write'); END;
CREATE TRIGGER meeting_guard_DELETE BEFORE DELETE ON meeting WHEN indaro_log_permit() = 0
    BEGIN SELECT RAISE(ABORT, 'unlogged write'); END;
CREATE TABLE support_plan (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    case_file blob CHECK (case_file IS NULL OR typeof(case_file) IN ('blob', 'blob')),
    number integer CHECK (number IS NULL OR typeof(number) IN ('integer', 'blob')),
    agreed_on text CHECK (agreed_on IS NULL OR typeof(agreed_on) IN ('text', 'blob')),
    place text CHECK (place IS NULL OR typeof(place) IN ('text', 'blob')),
    signed text CHECK (signed IS NULL OR typeof(signed) IN ('text', 'blob')),
    refused text CHECK (refused IS NULL OR typeof(refused) IN ('text', 'blob')),
    way_out text CHECK (way_out IS NULL OR typeof(way_out) IN ('text', 'blob')),
    reviewed text CHECK (reviewed IS NULL OR typeof(reviewed) IN ('text', 'blob')),
    review_on text CHECK (review_on IS NULL OR typeof(review_on) IN ('text', 'blob')),
    written_at integer CHECK (written_at IS NULL OR typeof(written_at) IN ('integer', 'blob')),
    written_by blob CHECK (written_by IS NULL OR typeof(written_by) IN ('blob', 'blob'))
) WITHOUT ROWID;
CREATE INDEX support_plan_by_case_file ON support_plan (case_file);
CREATE TRIGGER support_plan_guard_INSERT BEFORE INSERT ON support_plan WHEN indaro_log_permit() = 0
    BEGIN SELECT RAISE(ABORT, 'unlogged write'); END;
CREATE TRIGGER support_plan_guard_UPDATE BEFORE UPDATE ON support_plan WHEN indaro_log_permit() = 0
    BEGIN SELECT RAISE(ABORT, 'unlogged write'); END;
CREATE TRIGGER support_plan_guard_DELETE BEFORE DELETE ON support_plan WHEN indaro_log_permit() = 0
    BEGIN SELECT RAISE(ABORT, 'unlogged write'); END;
CREATE TABLE approval (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    case_file blob CHECK (case_file IS NULL OR typeof(case_file) IN ('blob', 'blob')),
    kind text CHECK (kind IS NULL OR typeof(kind) IN ('text', 'blob')),
    subject blob CHECK (subject IS NULL OR typeof(subject) IN ('blob', 'blob')),
    result text CHECK (result IS NULL OR typeof(result) IN ('text', 'blob')),
    reason text CHECK (reason IS NULL OR typeof(reason) IN ('text', 'blob')),
    asked_at integer CHECK (asked_at IS NULL OR typeof(asked_at) IN ('integer', 'blob')),
    asked_by blob CHECK (asked_by IS NULL OR typeof(asked_by) IN ('blob', 'blob')),
    answered_at integer CHECK (answered_at IS NULL OR typeof(answered_at) IN ('integer', 'blob')),
    answered_by blob CHECK (answered_by IS NULL OR typeof(answered_by) IN ('blob', 'blob')),
    way text CHECK (way IS NULL OR typeof(way) IN ('text', 'blob'))
) WITHOUT ROWID;
CREATE INDEX approval_by_case_file ON approval (case_file);
CREATE TRIGGER approval_guard_INSERT BEFORE INSERT ON approval WHEN indaro_log_permit() = 0
    BEGIN SELECT RAISE(ABORT, 'unlogged write'); END;
CREATE TRIGGER approval_guard_UPDATE BEFORE UPDATE ON approval WHEN indaro_log_permit() = 0
    BEGIN SELECT RAISE(ABORT, 'unlogged write'); END;
CREATE TRIGGER approval_guard_DELETE BEFORE DELETE ON approval WHEN indaro_log_permit() = 0
    BEGIN SELECT RAISE(ABORT, 'unlogged write'); END;
)";

constexpr char RiskTables[] = R"(
CREATE TABLE risk_assessment (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    case_file blob CHECK (case_file IS NULL OR typeof(case_file) IN ('blob', 'blob')),
    about text CHECK (about IS NULL OR typeof(about) IN ('text', 'blob')),
    with_person text CHECK (with_person IS NULL OR typeof(with_person) IN ('text', 'blob')),
    own_view integer CHECK (own_view IS NULL OR typeof(own_view) IN ('integer', 'blob')),
    worst text CHECK (worst IS NULL OR typeof(worst) IN ('text', 'blob')),
    level text CHECK (level IS NULL OR typeof(level) IN ('text', 'blob')),
    change_reason text CHECK (change_reason IS NULL OR typeof(change_reason) IN ('text', 'blob')),
    change_note text CHECK (change_note IS NULL OR typeof(change_note) IN ('text', 'blob')),
    gainers text CHECK (gainers IS NULL OR typeof(gainers) IN ('text', 'blob')),
    earlier_care text CHECK (earlier_care IS NULL OR typeof(earlier_care) IN ('text', 'blob')),
    siblings text CHECK (siblings IS NULL OR typeof(siblings) IN ('text', 'blob')),
    assessed_at integer CHECK (assessed_at IS NULL OR typeof(assessed_at) IN ('integer', 'blob')),
    assessed_by blob CHECK (assessed_by IS NULL OR typeof(assessed_by) IN ('blob', 'blob')),
    review_at integer CHECK (review_at IS NULL OR typeof(review_at) IN ('integer', 'blob'))
) WITHOUT ROWID;
CREATE INDEX risk_assessment_by_case_file ON risk_assessment (case_file);
CREATE TRIGGER risk_assessment_guard_INSERT BEFORE INSERT ON risk_assessment WHEN indaro_log_permit() = 0
    BEGIN SELECT RAISE(ABORT, 'unlogged write'); END;
CREATE TRIGGER risk_assessment_guard_UPDATE BEFORE UPDATE ON risk_assessment WHEN indaro_log_permit() = 0
    BEGIN SELECT RAISE(ABORT, 'unlogged write'); END;
CREATE TRIGGER risk_assessment_guard_DELETE BEFORE DELETE ON risk_assessment WHEN indaro_log_permit() = 0
    BEGIN SELECT RAISE(ABORT, 'unlogged write'); END;
CREATE TABLE risk_line (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    case_file blob CHECK (case_file IS NULL OR typeof(case_file) IN ('blob', 'blob')),
    assessment blob CHECK (assessment IS NULL OR typeof(assessment) IN ('blob', 'blob')),
    domain text CHECK (domain IS NULL OR typeof(domain) IN ('text', 'blob')),
    sign text CHECK (sign IS NULL OR typeof(sign) IN ('text', 'blob')),
    likelihood integer CHECK (likelihood IS NULL OR typeof(likelihood) IN ('integer', 'blob')),
    severity integer CHECK (severity IS NULL OR typeof(severity) IN ('integer', 'blob')),
    reason text CHECK (reason IS NULL OR typeof(reason) IN ('text', 'blob')),
    measures text CHECK (measures IS NULL OR typeof(measures) IN ('text', 'blob')),
    measure_words text CHECK (measure_words IS NULL OR typeof(measure_words) IN ('text', 'blob')),
    who text CHECK (who IS NULL OR typeof(who) IN ('text', 'blob')),
    until_on text CHECK (until_on IS NULL OR typeof(until_on) IN ('text', 'blob'))
) WITHOUT ROWID;
CREATE INDEX risk_line_by_case_file ON risk_line (case_file);
CREATE TRIGGER risk_line_guard_INSERT BEFORE INSERT ON risk_line WHEN indaro_log_permit() = 0
    BEGIN SELECT RAISE(ABORT, 'unlogged write'); END;
CREATE TRIGGER risk_line_guard_UPDATE BEFORE UPDATE ON risk_line WHEN indaro_log_permit() = 0
    BEGIN SELECT RAISE(ABORT, 'unlogged write'); END;
CREATE TRIGGER risk_line_guard_DELETE BEFORE DELETE ON risk_line WHEN indaro_log_permit() = 0
    BEGIN SELECT RAISE(ABORT, 'unlogged write'); END;
CREATE TABLE risk_line_health (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    case_file blob CHECK (case_file IS NULL OR typeof(case_file) IN ('blob', 'blob')),
    assessment blob CHECK (assessment IS NULL OR typeof(assessment) IN ('blob', 'blob')),
    domain text CHECK (domain IS NULL OR typeof(domain) IN ('text', 'blob')),
    sign text CHECK (sign IS NULL OR typeof(sign) IN ('text', 'blob')),
    likelihood integer CHECK (likelihood IS NULL OR typeof(likelihood) IN ('integer', 'blob')),
    severity integer CHECK (severity IS NULL OR typeof(severity) IN ('integer', 'blob')),
    reason text CHECK (reason IS NULL OR typeof(reason) IN ('text', 'blob')),
    measures text CHECK (measures IS NULL OR typeof(measures) IN ('text', 'blob')),
    measure_words text CHECK (measure_words IS NULL OR typeof(measure_words) IN ('text', 'blob')),
    who text CHECK (who IS NULL OR typeof(who) IN ('text', 'blob')),
    until_on text CHECK (until_on IS NULL OR typeof(until_on) IN ('text', 'blob'))
) WITHOUT ROWID;
CREATE INDEX risk_line_health_by_case_file ON risk_line_health (case_file);
CREATE TRIGGER risk_line_health_guard_INSERT BEFORE INSERT ON risk_line_health WHEN indaro_log_permit() = 0
    BEGIN SELECT RAISE(ABORT, 'unlogged write'); END;
CREATE TRIGGER risk_line_health_guard_UPDATE BEFORE UPDATE ON risk_line_health WHEN indaro_log_permit() = 0
    BEGIN SELECT RAISE(ABORT, 'unlogged write'); END;
CREATE TRIGGER risk_line_health_guard_DELETE BEFORE DELETE ON risk_line_health WHEN indaro_log_permit() = 0
    BEGIN SELECT RAISE(ABORT, 'unlogged write'); END;
CREATE TABLE risk_line_perpetrator (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    case_file blob CHECK (case_file IS NULL OR typeof(case_file) IN ('blob', 'blob')),
    assessment blob CHECK (assessment IS NULL OR typeof(assessment) IN ('blob', 'blob')),
    domain text CHECK (domain IS NULL OR typeof(domain) IN ('text', 'blob')),
    sign text CHECK (sign IS NULL OR typeof(sign) IN ('text', 'blob')),
    likelihood integer CHECK (likelihood IS NULL OR typeof(likelihood) IN ('integer', 'blob')),
    severity integer CHECK (severity IS NULL OR typeof(severity) IN ('integer', 'blob')),
    reason text CHECK (reason IS NULL OR typeof(reason) IN ('text', 'blob')),
    measures text CHECK (measures IS NULL OR typeof(measures) IN ('text', 'blob')),
    measure_words text CHECK (measure_words IS NULL OR typeof(measure_words) IN ('text', 'blob')),
    who text CHECK (who IS NULL OR typeof(who) IN ('text', 'blob')),
    until_on text CHECK (until_on IS NULL OR typeof(until_on) IN ('text', 'blob'))
) WITHOUT ROWID;
CREATE INDEX risk_line_perpetrator_by_case_file ON risk_line_perpetrator (case_file);
CREATE TRIGGER risk_line_perpetrator_guard_INSERT BEFORE INSERT ON risk_line_perpetrator WHEN indaro_log_permit() = 0
    BEGIN SELECT RAISE(ABORT, 'unlogged write'); END;
CREATE TRIGGER risk_line_perpetrator_guard_UPDATE BEFORE UPDATE ON risk_line_perpetrator WHEN indaro_log_permit() = 0
    BEGIN SELECT RAISE(ABORT, 'unlogged write'); END;
CREATE TRIGGER risk_line_perpetrator_guard_DELETE BEFORE DELETE ON risk_line_perpetrator WHEN indaro_log_permit() = 0
    BEGIN SELECT RAISE(ABORT, 'unlogged write'); END;
CREATE TABLE safety_plan (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    case_file blob CHECK (case_file IS NULL OR typeof(case_file) IN ('blob', 'blob')),
    number integer CHECK (number IS NULL OR typeof(number) IN ('integer', 'blob')),
    assessment blob CHECK (assessment IS NULL OR typeof(assessment) IN ('blob', 'blob')),
    signs text CHECK (signs IS NULL OR typeof(signs) IN ('text', 'blob')),
    steps text CHECK (steps IS NULL OR typeof(steps) IN ('text', 'blob')),
    people text CHECK (people IS NULL OR typeof(people) IN ('text', 'blob')),
    places text CHECK (places IS NULL OR typeof(places) IN ('text', 'blob')),
    code_word text CHECK (code_word IS NULL OR typeof(code_word) IN ('text', 'blob')),
    measures text CHECK (measures IS NULL OR typeof(measures) IN ('text', 'blob')),
    safe_text text CHECK (safe_text IS NULL OR typeof(safe_text) IN ('text', 'blob')),
    with_person text CHECK (with_person IS NULL OR typeof(with_person) IN ('text', 'blob')),
    why_new text CHECK (why_new IS NULL OR typeof(why_new) IN ('text', 'blob')),
    written_at integer CHECK (written_at IS NULL OR typeof(written_at) IN ('integer', 'blob')),
    written_by blob CHECK (written_by IS NULL OR typeof(written_by) IN ('blob', 'blob'))
) WITHOUT ROWID;
CREATE INDEX safety_plan_by_case_file ON safety_plan (case_file);
CREATE TRIGGER safety_plan_guard_INSERT BEFORE INSERT ON safety_plan WHEN indaro_log_permit() = 0
    BEGIN SELECT RAISE(ABORT, 'unlogged write'); END;
CREATE TRIGGER safety_plan_guard_UPDATE BEFORE UPDATE ON safety_plan WHEN indaro_log_permit() = 0
    BEGIN SELECT RAISE(ABORT, 'unlogged write'); END;
CREATE TRIGGER safety_plan_guard_DELETE BEFORE DELETE ON safety_plan WHEN indaro_log_permit() = 0
    BEGIN SELECT RAISE(ABORT, 'unlogged write'); END;
CREATE TABLE best_interests (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    case_file blob CHECK (case_file IS NULL OR typeof(case_file) IN ('blob', 'blob')),
    occasion text CHECK (occasion IS NULL OR typeof(occasion) IN ('text', 'blob')),
    question text CHECK (question IS NULL OR typeof(question) IN ('text', 'blob')),
    panel text CHECK (panel IS NULL OR typeof(panel) IN ('text', 'blob')),
    panel_names text CHECK (panel_names IS NULL OR typeof(panel_names) IN ('text', 'blob')),
    meeting blob CHECK (meeting IS NULL OR typeof(meeting) IN ('blob', 'blob')),
    result text CHECK (result IS NULL OR typeof(result) IN ('text', 'blob')),
    reasons text CHECK (reasons IS NULL OR typeof(reasons) IN ('text', 'blob')),
    child_told text CHECK (child_told IS NULL OR typeof(child_told) IN ('text', 'blob')),
    look_again_on text CHECK (look_again_on IS NULL OR typeof(look_again_on) IN ('text', 'blob')),
    begun_at integer CHECK (begun_at IS NULL OR typeof(begun_at) IN ('integer', 'blob')),
    begun_by blob CHECK (begun_by IS NULL OR typeof(begun_by) IN ('blob', 'blob')),
    decided_at integer CHECK (decided_at IS NULL OR typeof(decided_at) IN ('integer', 'blob')),
    decided_by blob CHECK (decided_by IS NULL OR typeof(decided_by) IN ('blob', 'blob'))
) WITHOUT ROWID;
CREATE INDEX best_interests_by_case_file ON best_interests (case_file);
CREATE TRIGGER best_interests_guard_INSERT BEFORE INSERT ON best_interests WHEN indaro_log_permit() = 0
    BEGIN SELECT RAISE(ABORT, 'unlogged write'); END;
CREATE TRIGGER best_interests_guard_UPDATE BEFORE UPDATE ON best_interests WHEN indaro_log_permit() = 0
    BEGIN SELECT RAISE(ABORT, 'unlogged write'); END;
CREATE TRIGGER best_interests_guard_DELETE BEFORE DELETE ON best_interests WHEN indaro_log_permit() = 0
    BEGIN SELECT RAISE(ABORT, 'unlogged write'); END;
CREATE TABLE best_interests_item (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    case_file blob CHECK (case_file IS NULL OR typeof(case_file) IN ('blob', 'blob')),
    best_interests blob CHECK (best_interests IS NULL OR typeof(best_interests) IN ('blob', 'blob')),
    item text CHECK (item IS NULL OR typeof(item) IN ('text', 'blob')),
    words text CHECK (words IS NULL OR typeof(words) IN ('text', 'blob')),
    from_whom text CHECK (from_whom IS NULL OR typeof(from_whom) IN ('text', 'blob'))
) WITHOUT ROWID;
CREATE INDEX best_interests_item_by_case_file ON best_interests_item (case_file);
CREATE TRIGGER best_interests_item_guard_INSERT BEFORE INSERT ON best_interests_item WHEN indaro_log_permit() = 0
    BEGIN SELECT RAISE(ABORT, 'unlogged write'); END;
CREATE TRIGGER best_interests_item_guard_UPDATE BEFORE UPDATE ON best_interests_item WHEN indaro_log_permit() = 0
    BEGIN SELECT RAISE(ABORT, 'unlogged write'); END;
CREATE TRIGGER best_interests_item_guard_DELETE BEFORE DELETE ON best_interests_item WHEN indaro_log_permit() = 0
    BEGIN SELECT RAISE(ABORT, 'unlogged write'); END;
CREATE TABLE best_interests_item_health (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    case_file blob CHECK (case_file IS NULL OR typeof(case_file) IN ('blob', 'blob')),
    best_interests blob CHECK (best_interests IS NULL OR typeof(best_interests) IN ('blob', 'blob')),
    item text CHECK (item IS NULL OR typeof(item) IN ('text', 'blob')),
    words text CHECK (words IS NULL OR typeof(words) IN ('text', 'blob')),
    from_whom text CHECK (from_whom IS NULL OR typeof(from_whom) IN ('text', 'blob'))
) WITHOUT ROWID;
CREATE INDEX best_interests_item_health_by_case_file ON best_interests_item_health (case_file);
CREATE TRIGGER best_interests_item_health_guard_INSERT BEFORE INSERT ON best_interests_item_health WHEN indaro_log_permit() = 0
    BEGIN SELECT RAISE(ABORT, 'unlogged write'); END;
CREATE TRIGGER best_interests_item_health_guard_UPDATE BEFORE UPDATE ON best_interests_item_health WHEN indaro_log_permit() = 0
    BEGIN SELECT RAISE(ABORT, 'unlogged write'); END;
CREATE TRIGGER best_interests_item_health_guard_DELETE BEFORE DELETE ON best_interests_item_health WHEN indaro_log_permit() = 0
    BEGIN SELECT RAISE(ABORT, 'unlogged write'); END;
CREATE TABLE age_evidence (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    case_file blob CHECK (case_file IS NULL OR typeof(case_file) IN ('blob', 'blob')),
    proof text CHECK (proof IS NULL OR typeof(proof) IN ('text', 'blob')),
    says text CHECK (says IS NULL OR typeof(says) IN ('text', 'blob')),
    words text CHECK (words IS NULL OR typeof(words) IN ('text', 'blob')),
    found_on text CHECK (found_on IS NULL OR typeof(found_on) IN ('text', 'blob')),
    recorded_at integer CHECK (recorded_at IS NULL OR typeof(recorded_at) IN ('integer', 'blob')),
    recorded_by blob CHECK (recorded_by IS NULL OR typeof(recorded_by) IN ('blob', 'blob'))
) WITHOUT ROWID;
CREATE INDEX age_evidence_by_case_file ON age_evidence (case_file);
CREATE TRIGGER age_evidence_guard_INSERT BEFORE INSERT ON age_evidence WHEN indaro_log_permit() = 0
    BEGIN SELECT RAISE(ABORT, 'unlogged write'); END;
CREATE TRIGGER age_evidence_guard_UPDATE BEFORE UPDATE ON age_evidence WHEN indaro_log_permit() = 0
    BEGIN SELECT RAISE(ABORT, 'unlogged write'); END;
CREATE TRIGGER age_evidence_guard_DELETE BEFORE DELETE ON age_evidence WHEN indaro_log_permit() = 0
    BEGIN SELECT RAISE(ABORT, 'unlogged write'); END;
)";

} // namespace

base::Result<void> createPlanTables(store::Connection &db)
{
    INDARO_TRY(db.execute(PlanTables));
    return db.execute(RiskTables);
}

} // namespace indaro::casework
