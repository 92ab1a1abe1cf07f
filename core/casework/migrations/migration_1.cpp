// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/casework/migrations/steps.h"

namespace indaro::casework {

namespace {

// What belongs to this laptop alone, and the change log with the triggers that keep it whole.
constexpr char LogTables[] = R"(
CREATE TABLE local_meta (key TEXT NOT NULL PRIMARY KEY, value BLOB NOT NULL) WITHOUT ROWID;

CREATE TABLE log_device (number INTEGER PRIMARY KEY, id BLOB NOT NULL UNIQUE CHECK (length(id) = 16));
CREATE TABLE log_user (number INTEGER PRIMARY KEY, id BLOB NOT NULL UNIQUE CHECK (length(id) = 16));
CREATE TABLE operation (
    device INTEGER NOT NULL REFERENCES log_device,
    stream INTEGER NOT NULL,
    sequence INTEGER NOT NULL,
    kind INTEGER NOT NULL,
    time INTEGER NOT NULL,
    user INTEGER NOT NULL REFERENCES log_user,
    record_table INTEGER NOT NULL,
    record BLOB NOT NULL,
    field INTEGER NOT NULL,
    content BLOB NOT NULL,
    base_device INTEGER,
    base_stream INTEGER,
    base_sequence INTEGER,
    PRIMARY KEY (device, stream, sequence)
) WITHOUT ROWID;
CREATE INDEX operation_by_record ON operation (record, time);
CREATE TRIGGER operation_guard_insert BEFORE INSERT ON operation WHEN indaro_log_permit() = 0
    BEGIN SELECT RAISE(ABORT, 'unlogged write'); END;
CREATE TRIGGER operation_guard_update BEFORE UPDATE ON operation WHEN indaro_log_permit() = 0
    BEGIN SELECT RAISE(ABORT, 'unlogged write'); END;
CREATE TRIGGER operation_guard_delete BEFORE DELETE ON operation WHEN indaro_log_permit() = 0
    BEGIN SELECT RAISE(ABORT, 'unlogged write'); END;
)";

// The synced tables as core/model/field_table.h described them when this version was frozen. A column holds NULL, its
// type, or a one-byte blob that says why there is no answer.
constexpr char SyncedTables[] = R"(
CREATE TABLE case_file (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    case_code text CHECK (case_code IS NULL OR typeof(case_code) IN ('text', 'blob')),
    display_name text CHECK (display_name IS NULL OR typeof(display_name) IN ('text', 'blob')),
    external_number text CHECK (external_number IS NULL OR typeof(external_number) IN ('text', 'blob')),
    status text CHECK (status IS NULL OR typeof(status) IN ('text', 'blob')),
    sex text CHECK (sex IS NULL OR typeof(sex) IN ('text', 'blob')),
    estimated_age integer CHECK (estimated_age IS NULL OR typeof(estimated_age) IN ('integer', 'blob')),
    estimated_on text CHECK (estimated_on IS NULL OR typeof(estimated_on) IN ('text', 'blob')),
    is_minor text CHECK (is_minor IS NULL OR typeof(is_minor) IN ('text', 'blob')),
    family_unit blob CHECK (family_unit IS NULL OR typeof(family_unit) IN ('blob', 'blob')),
    family_role text CHECK (family_role IS NULL OR typeof(family_role) IN ('text', 'blob')),
    languages text CHECK (languages IS NULL OR typeof(languages) IN ('text', 'blob')),
    interpreter_needed text CHECK (interpreter_needed IS NULL OR typeof(interpreter_needed) IN ('text', 'blob')),
    consent_sharing text CHECK (consent_sharing IS NULL OR typeof(consent_sharing) IN ('text', 'blob')),
    opened_at integer CHECK (opened_at IS NULL OR typeof(opened_at) IN ('integer', 'blob'))
) WITHOUT ROWID;
CREATE INDEX case_file_by_case_code ON case_file (case_code);
CREATE TRIGGER case_file_guard_INSERT BEFORE INSERT ON case_file WHEN indaro_log_permit() = 0
    BEGIN SELECT RAISE(ABORT, 'unlogged write'); END;
CREATE TRIGGER case_file_guard_UPDATE BEFORE UPDATE ON case_file WHEN indaro_log_permit() = 0
    BEGIN SELECT RAISE(ABORT, 'unlogged write'); END;
CREATE TRIGGER case_file_guard_DELETE BEFORE DELETE ON case_file WHEN indaro_log_permit() = 0
    BEGIN SELECT RAISE(ABORT, 'unlogged write'); END;

CREATE TABLE identity (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    family_name text CHECK (family_name IS NULL OR typeof(family_name) IN ('text', 'blob')),
    given_names text CHECK (given_names IS NULL OR typeof(given_names) IN ('text', 'blob')),
    known_as text CHECK (known_as IS NULL OR typeof(known_as) IN ('text', 'blob')),
    birth_date text CHECK (birth_date IS NULL OR typeof(birth_date) IN ('text', 'blob')),
    nationality text CHECK (nationality IS NULL OR typeof(nationality) IN ('text', 'blob')),
    main_language text CHECK (main_language IS NULL OR typeof(main_language) IN ('text', 'blob')),
    marital_status text CHECK (marital_status IS NULL OR typeof(marital_status) IN ('text', 'blob')),
    children_count integer CHECK (children_count IS NULL OR typeof(children_count) IN ('integer', 'blob')),
    education text CHECK (education IS NULL OR typeof(education) IN ('text', 'blob')),
    occupation text CHECK (occupation IS NULL OR typeof(occupation) IN ('text', 'blob')),
    phone text CHECK (phone IS NULL OR typeof(phone) IN ('text', 'blob')),
    safe_contact text CHECK (safe_contact IS NULL OR typeof(safe_contact) IN ('text', 'blob')),
    origin_place text CHECK (origin_place IS NULL OR typeof(origin_place) IN ('text', 'blob')),
    origin_province text CHECK (origin_province IS NULL OR typeof(origin_province) IN ('text', 'blob')),
    origin_commune text CHECK (origin_commune IS NULL OR typeof(origin_commune) IN ('text', 'blob')),
    origin_zone text CHECK (origin_zone IS NULL OR typeof(origin_zone) IN ('text', 'blob')),
    origin_colline text CHECK (origin_colline IS NULL OR typeof(origin_colline) IN ('text', 'blob')),
    origin_division text CHECK (origin_division IS NULL OR typeof(origin_division) IN ('text', 'blob')),
    contact_person text CHECK (contact_person IS NULL OR typeof(contact_person) IN ('text', 'blob')),
    contact_relation text CHECK (contact_relation IS NULL OR typeof(contact_relation) IN ('text', 'blob')),
    contact_phone text CHECK (contact_phone IS NULL OR typeof(contact_phone) IN ('text', 'blob')),
    identity_papers text CHECK (identity_papers IS NULL OR typeof(identity_papers) IN ('text', 'blob')),
    papers_held_by text CHECK (papers_held_by IS NULL OR typeof(papers_held_by) IN ('text', 'blob')),
    birth_place text CHECK (birth_place IS NULL OR typeof(birth_place) IN ('text', 'blob'))
) WITHOUT ROWID;
CREATE TRIGGER identity_guard_INSERT BEFORE INSERT ON identity WHEN indaro_log_permit() = 0
    BEGIN SELECT RAISE(ABORT, 'unlogged write'); END;
CREATE TRIGGER identity_guard_UPDATE BEFORE UPDATE ON identity WHEN indaro_log_permit() = 0
    BEGIN SELECT RAISE(ABORT, 'unlogged write'); END;
CREATE TRIGGER identity_guard_DELETE BEFORE DELETE ON identity WHEN indaro_log_permit() = 0
    BEGIN SELECT RAISE(ABORT, 'unlogged write'); END;

CREATE TABLE health (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    complaint text CHECK (complaint IS NULL OR typeof(complaint) IN ('text', 'blob')),
    pregnant text CHECK (pregnant IS NULL OR typeof(pregnant) IN ('text', 'blob')),
    pregnancy_weeks integer CHECK (pregnancy_weeks IS NULL OR typeof(pregnancy_weeks) IN ('integer', 'blob')),
    disability text CHECK (disability IS NULL OR typeof(disability) IN ('text', 'blob')),
    medicines text CHECK (medicines IS NULL OR typeof(medicines) IN ('text', 'blob')),
    violence_suffered text CHECK (violence_suffered IS NULL OR typeof(violence_suffered) IN ('text', 'blob')),
    special_needs text CHECK (special_needs IS NULL OR typeof(special_needs) IN ('text', 'blob')),
    violence_original text CHECK (violence_original IS NULL OR typeof(violence_original) IN ('text', 'blob'))
) WITHOUT ROWID;
CREATE TRIGGER health_guard_INSERT BEFORE INSERT ON health WHEN indaro_log_permit() = 0
    BEGIN SELECT RAISE(ABORT, 'unlogged write'); END;
CREATE TRIGGER health_guard_UPDATE BEFORE UPDATE ON health WHEN indaro_log_permit() = 0
    BEGIN SELECT RAISE(ABORT, 'unlogged write'); END;
CREATE TRIGGER health_guard_DELETE BEFORE DELETE ON health WHEN indaro_log_permit() = 0
    BEGIN SELECT RAISE(ABORT, 'unlogged write'); END;

CREATE TABLE perpetrator (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    case_file blob CHECK (case_file IS NULL OR typeof(case_file) IN ('blob', 'blob')),
    role text CHECK (role IS NULL OR typeof(role) IN ('text', 'blob')),
    relation text CHECK (relation IS NULL OR typeof(relation) IN ('text', 'blob')),
    name text CHECK (name IS NULL OR typeof(name) IN ('text', 'blob')),
    description text CHECK (description IS NULL OR typeof(description) IN ('text', 'blob')),
    contact text CHECK (contact IS NULL OR typeof(contact) IN ('text', 'blob')),
    place text CHECK (place IS NULL OR typeof(place) IN ('text', 'blob'))
) WITHOUT ROWID;
CREATE INDEX perpetrator_by_case_file ON perpetrator (case_file);
CREATE TRIGGER perpetrator_guard_INSERT BEFORE INSERT ON perpetrator WHEN indaro_log_permit() = 0
    BEGIN SELECT RAISE(ABORT, 'unlogged write'); END;
CREATE TRIGGER perpetrator_guard_UPDATE BEFORE UPDATE ON perpetrator WHEN indaro_log_permit() = 0
    BEGIN SELECT RAISE(ABORT, 'unlogged write'); END;
CREATE TRIGGER perpetrator_guard_DELETE BEFORE DELETE ON perpetrator WHEN indaro_log_permit() = 0
    BEGIN SELECT RAISE(ABORT, 'unlogged write'); END;

CREATE TABLE stay (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    case_file blob CHECK (case_file IS NULL OR typeof(case_file) IN ('blob', 'blob')),
    register_number text CHECK (register_number IS NULL OR typeof(register_number) IN ('text', 'blob')),
    arrived_at text CHECK (arrived_at IS NULL OR typeof(arrived_at) IN ('text', 'blob')),
    referred_by text CHECK (referred_by IS NULL OR typeof(referred_by) IN ('text', 'blob')),
    brought_by text CHECK (brought_by IS NULL OR typeof(brought_by) IN ('text', 'blob')),
    escort text CHECK (escort IS NULL OR typeof(escort) IN ('text', 'blob')),
    reason text CHECK (reason IS NULL OR typeof(reason) IN ('text', 'blob')),
    urgent_needs text CHECK (urgent_needs IS NULL OR typeof(urgent_needs) IN ('text', 'blob')),
    left_at text CHECK (left_at IS NULL OR typeof(left_at) IN ('text', 'blob')),
    exit_reason text CHECK (exit_reason IS NULL OR typeof(exit_reason) IN ('text', 'blob')),
    exit_safety text CHECK (exit_safety IS NULL OR typeof(exit_safety) IN ('text', 'blob')),
    registered_by text CHECK (registered_by IS NULL OR typeof(registered_by) IN ('text', 'blob')),
    immediate_needs text CHECK (immediate_needs IS NULL OR typeof(immediate_needs) IN ('text', 'blob')),
    service_referred_to text CHECK (service_referred_to IS NULL OR typeof(service_referred_to) IN ('text', 'blob')),
    service_referred_on text CHECK (service_referred_on IS NULL OR typeof(service_referred_on) IN ('text', 'blob'))
) WITHOUT ROWID;
CREATE INDEX stay_by_case_file ON stay (case_file);
CREATE TRIGGER stay_guard_INSERT BEFORE INSERT ON stay WHEN indaro_log_permit() = 0
    BEGIN SELECT RAISE(ABORT, 'unlogged write'); END;
CREATE TRIGGER stay_guard_UPDATE BEFORE UPDATE ON stay WHEN indaro_log_permit() = 0
    BEGIN SELECT RAISE(ABORT, 'unlogged write'); END;
CREATE TRIGGER stay_guard_DELETE BEFORE DELETE ON stay WHEN indaro_log_permit() = 0
    BEGIN SELECT RAISE(ABORT, 'unlogged write'); END;

CREATE TABLE stay_location (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    case_file blob CHECK (case_file IS NULL OR typeof(case_file) IN ('blob', 'blob')),
    exit_destination text CHECK (exit_destination IS NULL OR typeof(exit_destination) IN ('text', 'blob')),
    destination_detail text CHECK (destination_detail IS NULL OR typeof(destination_detail) IN ('text', 'blob'))
) WITHOUT ROWID;
CREATE TRIGGER stay_location_guard_INSERT BEFORE INSERT ON stay_location WHEN indaro_log_permit() = 0
    BEGIN SELECT RAISE(ABORT, 'unlogged write'); END;
CREATE TRIGGER stay_location_guard_UPDATE BEFORE UPDATE ON stay_location WHEN indaro_log_permit() = 0
    BEGIN SELECT RAISE(ABORT, 'unlogged write'); END;
CREATE TRIGGER stay_location_guard_DELETE BEFORE DELETE ON stay_location WHEN indaro_log_permit() = 0
    BEGIN SELECT RAISE(ABORT, 'unlogged write'); END;

CREATE TABLE episode (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    case_file blob CHECK (case_file IS NULL OR typeof(case_file) IN ('blob', 'blob')),
    exploitation_type text CHECK (exploitation_type IS NULL OR typeof(exploitation_type) IN ('text', 'blob')),
    recruitment_method text CHECK (recruitment_method IS NULL OR typeof(recruitment_method) IN ('text', 'blob')),
    recruitment_place text CHECK (recruitment_place IS NULL OR typeof(recruitment_place) IN ('text', 'blob')),
    left_on text CHECK (left_on IS NULL OR typeof(left_on) IN ('text', 'blob')),
    returned_on text CHECK (returned_on IS NULL OR typeof(returned_on) IN ('text', 'blob')),
    destination_country text CHECK (destination_country IS NULL OR typeof(destination_country) IN ('text', 'blob')),
    transit_country text CHECK (transit_country IS NULL OR typeof(transit_country) IN ('text', 'blob')),
    transport text CHECK (transport IS NULL OR typeof(transport) IN ('text', 'blob')),
    documents_withheld text CHECK (documents_withheld IS NULL OR typeof(documents_withheld) IN ('text', 'blob')),
    pay_promised integer CHECK (pay_promised IS NULL OR typeof(pay_promised) IN ('integer', 'blob')),
    pay_received integer CHECK (pay_received IS NULL OR typeof(pay_received) IN ('integer', 'blob')),
    duration_months integer CHECK (duration_months IS NULL OR typeof(duration_months) IN ('integer', 'blob'))
) WITHOUT ROWID;
CREATE INDEX episode_by_case_file ON episode (case_file);
CREATE TRIGGER episode_guard_INSERT BEFORE INSERT ON episode WHEN indaro_log_permit() = 0
    BEGIN SELECT RAISE(ABORT, 'unlogged write'); END;
CREATE TRIGGER episode_guard_UPDATE BEFORE UPDATE ON episode WHEN indaro_log_permit() = 0
    BEGIN SELECT RAISE(ABORT, 'unlogged write'); END;
CREATE TRIGGER episode_guard_DELETE BEFORE DELETE ON episode WHEN indaro_log_permit() = 0
    BEGIN SELECT RAISE(ABORT, 'unlogged write'); END;

CREATE TABLE note (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    case_file blob CHECK (case_file IS NULL OR typeof(case_file) IN ('blob', 'blob')),
    title text CHECK (title IS NULL OR typeof(title) IN ('text', 'blob')),
    body text CHECK (body IS NULL OR typeof(body) IN ('text', 'blob')),
    kind text CHECK (kind IS NULL OR typeof(kind) IN ('text', 'blob')),
    interview blob CHECK (interview IS NULL OR typeof(interview) IN ('blob', 'blob')),
    written_at integer CHECK (written_at IS NULL OR typeof(written_at) IN ('integer', 'blob'))
) WITHOUT ROWID;
CREATE INDEX note_by_case_file ON note (case_file);
CREATE TRIGGER note_guard_INSERT BEFORE INSERT ON note WHEN indaro_log_permit() = 0
    BEGIN SELECT RAISE(ABORT, 'unlogged write'); END;
CREATE TRIGGER note_guard_UPDATE BEFORE UPDATE ON note WHEN indaro_log_permit() = 0
    BEGIN SELECT RAISE(ABORT, 'unlogged write'); END;
CREATE TRIGGER note_guard_DELETE BEFORE DELETE ON note WHEN indaro_log_permit() = 0
    BEGIN SELECT RAISE(ABORT, 'unlogged write'); END;

CREATE TABLE interview (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    case_file blob CHECK (case_file IS NULL OR typeof(case_file) IN ('blob', 'blob')),
    form_id text CHECK (form_id IS NULL OR typeof(form_id) IN ('text', 'blob')),
    form_version text CHECK (form_version IS NULL OR typeof(form_version) IN ('text', 'blob')),
    status text CHECK (status IS NULL OR typeof(status) IN ('text', 'blob')),
    started_at integer CHECK (started_at IS NULL OR typeof(started_at) IN ('integer', 'blob')),
    signed_at integer CHECK (signed_at IS NULL OR typeof(signed_at) IN ('integer', 'blob')),
    last_path text CHECK (last_path IS NULL OR typeof(last_path) IN ('text', 'blob')),
    main_language text CHECK (main_language IS NULL OR typeof(main_language) IN ('text', 'blob')),
    form_content blob CHECK (form_content IS NULL OR typeof(form_content) IN ('blob', 'blob'))
) WITHOUT ROWID;
CREATE INDEX interview_by_case_file ON interview (case_file);
CREATE TRIGGER interview_guard_INSERT BEFORE INSERT ON interview WHEN indaro_log_permit() = 0
    BEGIN SELECT RAISE(ABORT, 'unlogged write'); END;
CREATE TRIGGER interview_guard_UPDATE BEFORE UPDATE ON interview WHEN indaro_log_permit() = 0
    BEGIN SELECT RAISE(ABORT, 'unlogged write'); END;
CREATE TRIGGER interview_guard_DELETE BEFORE DELETE ON interview WHEN indaro_log_permit() = 0
    BEGIN SELECT RAISE(ABORT, 'unlogged write'); END;

CREATE TABLE sitting (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    interview blob CHECK (interview IS NULL OR typeof(interview) IN ('blob', 'blob')),
    number integer CHECK (number IS NULL OR typeof(number) IN ('integer', 'blob')),
    interviewer text CHECK (interviewer IS NULL OR typeof(interviewer) IN ('text', 'blob')),
    interpreter text CHECK (interpreter IS NULL OR typeof(interpreter) IN ('text', 'blob')),
    language text CHECK (language IS NULL OR typeof(language) IN ('text', 'blob')),
    place text CHECK (place IS NULL OR typeof(place) IN ('text', 'blob')),
    others_present text CHECK (others_present IS NULL OR typeof(others_present) IN ('text', 'blob')),
    started_at integer CHECK (started_at IS NULL OR typeof(started_at) IN ('integer', 'blob')),
    stopped_at integer CHECK (stopped_at IS NULL OR typeof(stopped_at) IN ('integer', 'blob')),
    stop_reason text CHECK (stop_reason IS NULL OR typeof(stop_reason) IN ('text', 'blob'))
) WITHOUT ROWID;
CREATE INDEX sitting_by_interview ON sitting (interview);
CREATE TRIGGER sitting_guard_INSERT BEFORE INSERT ON sitting WHEN indaro_log_permit() = 0
    BEGIN SELECT RAISE(ABORT, 'unlogged write'); END;
CREATE TRIGGER sitting_guard_UPDATE BEFORE UPDATE ON sitting WHEN indaro_log_permit() = 0
    BEGIN SELECT RAISE(ABORT, 'unlogged write'); END;
CREATE TRIGGER sitting_guard_DELETE BEFORE DELETE ON sitting WHEN indaro_log_permit() = 0
    BEGIN SELECT RAISE(ABORT, 'unlogged write'); END;

CREATE TABLE answer_case (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    interview blob CHECK (interview IS NULL OR typeof(interview) IN ('blob', 'blob')),
    path text CHECK (path IS NULL OR typeof(path) IN ('text', 'blob')),
    type text CHECK (type IS NULL OR typeof(type) IN ('text', 'blob')),
    text text CHECK (text IS NULL OR typeof(text) IN ('text', 'blob')),
    number real CHECK (number IS NULL OR typeof(number) IN ('real', 'blob')),
    codes text CHECK (codes IS NULL OR typeof(codes) IN ('text', 'blob')),
    answered_at integer CHECK (answered_at IS NULL OR typeof(answered_at) IN ('integer', 'blob'))
) WITHOUT ROWID;
CREATE INDEX answer_case_by_interview ON answer_case (interview);
CREATE TRIGGER answer_case_guard_INSERT BEFORE INSERT ON answer_case WHEN indaro_log_permit() = 0
    BEGIN SELECT RAISE(ABORT, 'unlogged write'); END;
CREATE TRIGGER answer_case_guard_UPDATE BEFORE UPDATE ON answer_case WHEN indaro_log_permit() = 0
    BEGIN SELECT RAISE(ABORT, 'unlogged write'); END;
CREATE TRIGGER answer_case_guard_DELETE BEFORE DELETE ON answer_case WHEN indaro_log_permit() = 0
    BEGIN SELECT RAISE(ABORT, 'unlogged write'); END;

CREATE TABLE answer_identity (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    interview blob CHECK (interview IS NULL OR typeof(interview) IN ('blob', 'blob')),
    path text CHECK (path IS NULL OR typeof(path) IN ('text', 'blob')),
    type text CHECK (type IS NULL OR typeof(type) IN ('text', 'blob')),
    text text CHECK (text IS NULL OR typeof(text) IN ('text', 'blob')),
    number real CHECK (number IS NULL OR typeof(number) IN ('real', 'blob')),
    codes text CHECK (codes IS NULL OR typeof(codes) IN ('text', 'blob')),
    answered_at integer CHECK (answered_at IS NULL OR typeof(answered_at) IN ('integer', 'blob'))
) WITHOUT ROWID;
CREATE INDEX answer_identity_by_interview ON answer_identity (interview);
CREATE TRIGGER answer_identity_guard_INSERT BEFORE INSERT ON answer_identity WHEN indaro_log_permit() = 0
    BEGIN SELECT RAISE(ABORT, 'unlogged write'); END;
CREATE TRIGGER answer_identity_guard_UPDATE BEFORE UPDATE ON answer_identity WHEN indaro_log_permit() = 0
    BEGIN SELECT RAISE(ABORT, 'unlogged write'); END;
CREATE TRIGGER answer_identity_guard_DELETE BEFORE DELETE ON answer_identity WHEN indaro_log_permit() = 0
    BEGIN SELECT RAISE(ABORT, 'unlogged write'); END;

CREATE TABLE answer_health (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    interview blob CHECK (interview IS NULL OR typeof(interview) IN ('blob', 'blob')),
    path text CHECK (path IS NULL OR typeof(path) IN ('text', 'blob')),
    type text CHECK (type IS NULL OR typeof(type) IN ('text', 'blob')),
    text text CHECK (text IS NULL OR typeof(text) IN ('text', 'blob')),
    number real CHECK (number IS NULL OR typeof(number) IN ('real', 'blob')),
    codes text CHECK (codes IS NULL OR typeof(codes) IN ('text', 'blob')),
    answered_at integer CHECK (answered_at IS NULL OR typeof(answered_at) IN ('integer', 'blob'))
) WITHOUT ROWID;
CREATE INDEX answer_health_by_interview ON answer_health (interview);
CREATE TRIGGER answer_health_guard_INSERT BEFORE INSERT ON answer_health WHEN indaro_log_permit() = 0
    BEGIN SELECT RAISE(ABORT, 'unlogged write'); END;
CREATE TRIGGER answer_health_guard_UPDATE BEFORE UPDATE ON answer_health WHEN indaro_log_permit() = 0
    BEGIN SELECT RAISE(ABORT, 'unlogged write'); END;
CREATE TRIGGER answer_health_guard_DELETE BEFORE DELETE ON answer_health WHEN indaro_log_permit() = 0
    BEGIN SELECT RAISE(ABORT, 'unlogged write'); END;

CREATE TABLE answer_perpetrator (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    interview blob CHECK (interview IS NULL OR typeof(interview) IN ('blob', 'blob')),
    path text CHECK (path IS NULL OR typeof(path) IN ('text', 'blob')),
    type text CHECK (type IS NULL OR typeof(type) IN ('text', 'blob')),
    text text CHECK (text IS NULL OR typeof(text) IN ('text', 'blob')),
    number real CHECK (number IS NULL OR typeof(number) IN ('real', 'blob')),
    codes text CHECK (codes IS NULL OR typeof(codes) IN ('text', 'blob')),
    answered_at integer CHECK (answered_at IS NULL OR typeof(answered_at) IN ('integer', 'blob'))
) WITHOUT ROWID;
CREATE INDEX answer_perpetrator_by_interview ON answer_perpetrator (interview);
CREATE TRIGGER answer_perpetrator_guard_INSERT BEFORE INSERT ON answer_perpetrator WHEN indaro_log_permit() = 0
    BEGIN SELECT RAISE(ABORT, 'unlogged write'); END;
CREATE TRIGGER answer_perpetrator_guard_UPDATE BEFORE UPDATE ON answer_perpetrator WHEN indaro_log_permit() = 0
    BEGIN SELECT RAISE(ABORT, 'unlogged write'); END;
CREATE TRIGGER answer_perpetrator_guard_DELETE BEFORE DELETE ON answer_perpetrator WHEN indaro_log_permit() = 0
    BEGIN SELECT RAISE(ABORT, 'unlogged write'); END;

CREATE TABLE consent (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    case_file blob CHECK (case_file IS NULL OR typeof(case_file) IN ('blob', 'blob')),
    purpose text CHECK (purpose IS NULL OR typeof(purpose) IN ('text', 'blob')),
    decision text CHECK (decision IS NULL OR typeof(decision) IN ('text', 'blob')),
    recipient text CHECK (recipient IS NULL OR typeof(recipient) IN ('text', 'blob')),
    explained_by text CHECK (explained_by IS NULL OR typeof(explained_by) IN ('text', 'blob')),
    language text CHECK (language IS NULL OR typeof(language) IN ('text', 'blob')),
    read_aloud text CHECK (read_aloud IS NULL OR typeof(read_aloud) IN ('text', 'blob')),
    given_by text CHECK (given_by IS NULL OR typeof(given_by) IN ('text', 'blob')),
    given_how text CHECK (given_how IS NULL OR typeof(given_how) IN ('text', 'blob')),
    given_on text CHECK (given_on IS NULL OR typeof(given_on) IN ('text', 'blob')),
    expires_on text CHECK (expires_on IS NULL OR typeof(expires_on) IN ('text', 'blob')),
    withdrawn_on text CHECK (withdrawn_on IS NULL OR typeof(withdrawn_on) IN ('text', 'blob')),
    withheld text CHECK (withheld IS NULL OR typeof(withheld) IN ('text', 'blob')),
    interview blob CHECK (interview IS NULL OR typeof(interview) IN ('blob', 'blob'))
) WITHOUT ROWID;
CREATE INDEX consent_by_case_file ON consent (case_file);
CREATE TRIGGER consent_guard_INSERT BEFORE INSERT ON consent WHEN indaro_log_permit() = 0
    BEGIN SELECT RAISE(ABORT, 'unlogged write'); END;
CREATE TRIGGER consent_guard_UPDATE BEFORE UPDATE ON consent WHEN indaro_log_permit() = 0
    BEGIN SELECT RAISE(ABORT, 'unlogged write'); END;
CREATE TRIGGER consent_guard_DELETE BEFORE DELETE ON consent WHEN indaro_log_permit() = 0
    BEGIN SELECT RAISE(ABORT, 'unlogged write'); END;

CREATE TABLE referral (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    case_file blob CHECK (case_file IS NULL OR typeof(case_file) IN ('blob', 'blob')),
    serial text CHECK (serial IS NULL OR typeof(serial) IN ('text', 'blob')),
    direction text CHECK (direction IS NULL OR typeof(direction) IN ('text', 'blob')),
    priority text CHECK (priority IS NULL OR typeof(priority) IN ('text', 'blob')),
    status text CHECK (status IS NULL OR typeof(status) IN ('text', 'blob')),
    written_at text CHECK (written_at IS NULL OR typeof(written_at) IN ('text', 'blob')),
    content text CHECK (content IS NULL OR typeof(content) IN ('text', 'blob')),
    shared text CHECK (shared IS NULL OR typeof(shared) IN ('text', 'blob')),
    services text CHECK (services IS NULL OR typeof(services) IN ('text', 'blob')),
    receiver_agency text CHECK (receiver_agency IS NULL OR typeof(receiver_agency) IN ('text', 'blob')),
    consent_ground text CHECK (consent_ground IS NULL OR typeof(consent_ground) IN ('text', 'blob')),
    approved_by text CHECK (approved_by IS NULL OR typeof(approved_by) IN ('text', 'blob')),
    printed_at integer CHECK (printed_at IS NULL OR typeof(printed_at) IN ('integer', 'blob')),
    answered_at integer CHECK (answered_at IS NULL OR typeof(answered_at) IN ('integer', 'blob'))
) WITHOUT ROWID;
CREATE INDEX referral_by_case_file ON referral (case_file);
CREATE TRIGGER referral_guard_INSERT BEFORE INSERT ON referral WHEN indaro_log_permit() = 0
    BEGIN SELECT RAISE(ABORT, 'unlogged write'); END;
CREATE TRIGGER referral_guard_UPDATE BEFORE UPDATE ON referral WHEN indaro_log_permit() = 0
    BEGIN SELECT RAISE(ABORT, 'unlogged write'); END;
CREATE TRIGGER referral_guard_DELETE BEFORE DELETE ON referral WHEN indaro_log_permit() = 0
    BEGIN SELECT RAISE(ABORT, 'unlogged write'); END;

CREATE TABLE referral_person (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    case_file blob CHECK (case_file IS NULL OR typeof(case_file) IN ('blob', 'blob')),
    content text CHECK (content IS NULL OR typeof(content) IN ('text', 'blob'))
) WITHOUT ROWID;
CREATE TRIGGER referral_person_guard_INSERT BEFORE INSERT ON referral_person WHEN indaro_log_permit() = 0
    BEGIN SELECT RAISE(ABORT, 'unlogged write'); END;
CREATE TRIGGER referral_person_guard_UPDATE BEFORE UPDATE ON referral_person WHEN indaro_log_permit() = 0
    BEGIN SELECT RAISE(ABORT, 'unlogged write'); END;
CREATE TRIGGER referral_person_guard_DELETE BEFORE DELETE ON referral_person WHEN indaro_log_permit() = 0
    BEGIN SELECT RAISE(ABORT, 'unlogged write'); END;

CREATE TABLE task (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    case_file blob CHECK (case_file IS NULL OR typeof(case_file) IN ('blob', 'blob')),
    kind text CHECK (kind IS NULL OR typeof(kind) IN ('text', 'blob')),
    raised_at integer CHECK (raised_at IS NULL OR typeof(raised_at) IN ('integer', 'blob')),
    due_at integer CHECK (due_at IS NULL OR typeof(due_at) IN ('integer', 'blob')),
    done_at integer CHECK (done_at IS NULL OR typeof(done_at) IN ('integer', 'blob')),
    source blob CHECK (source IS NULL OR typeof(source) IN ('blob', 'blob')),
    note text CHECK (note IS NULL OR typeof(note) IN ('text', 'blob'))
) WITHOUT ROWID;
CREATE INDEX task_by_case_file ON task (case_file);
CREATE TRIGGER task_guard_INSERT BEFORE INSERT ON task WHEN indaro_log_permit() = 0
    BEGIN SELECT RAISE(ABORT, 'unlogged write'); END;
CREATE TRIGGER task_guard_UPDATE BEFORE UPDATE ON task WHEN indaro_log_permit() = 0
    BEGIN SELECT RAISE(ABORT, 'unlogged write'); END;
CREATE TRIGGER task_guard_DELETE BEFORE DELETE ON task WHEN indaro_log_permit() = 0
    BEGIN SELECT RAISE(ABORT, 'unlogged write'); END;

CREATE TABLE staff (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    name text CHECK (name IS NULL OR typeof(name) IN ('text', 'blob')),
    position text CHECK (position IS NULL OR typeof(position) IN ('text', 'blob')),
    phone text CHECK (phone IS NULL OR typeof(phone) IN ('text', 'blob')),
    role text CHECK (role IS NULL OR typeof(role) IN ('text', 'blob')),
    active text CHECK (active IS NULL OR typeof(active) IN ('text', 'blob'))
) WITHOUT ROWID;
CREATE TRIGGER staff_guard_INSERT BEFORE INSERT ON staff WHEN indaro_log_permit() = 0
    BEGIN SELECT RAISE(ABORT, 'unlogged write'); END;
CREATE TRIGGER staff_guard_UPDATE BEFORE UPDATE ON staff WHEN indaro_log_permit() = 0
    BEGIN SELECT RAISE(ABORT, 'unlogged write'); END;
CREATE TRIGGER staff_guard_DELETE BEFORE DELETE ON staff WHEN indaro_log_permit() = 0
    BEGIN SELECT RAISE(ABORT, 'unlogged write'); END;

CREATE TABLE house (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    name text CHECK (name IS NULL OR typeof(name) IN ('text', 'blob')),
    call_back_phone text CHECK (call_back_phone IS NULL OR typeof(call_back_phone) IN ('text', 'blob')),
    email text CHECK (email IS NULL OR typeof(email) IN ('text', 'blob'))
) WITHOUT ROWID;
CREATE TRIGGER house_guard_INSERT BEFORE INSERT ON house WHEN indaro_log_permit() = 0
    BEGIN SELECT RAISE(ABORT, 'unlogged write'); END;
CREATE TRIGGER house_guard_UPDATE BEFORE UPDATE ON house WHEN indaro_log_permit() = 0
    BEGIN SELECT RAISE(ABORT, 'unlogged write'); END;
CREATE TRIGGER house_guard_DELETE BEFORE DELETE ON house WHEN indaro_log_permit() = 0
    BEGIN SELECT RAISE(ABORT, 'unlogged write'); END;

CREATE TABLE house_location (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    address text CHECK (address IS NULL OR typeof(address) IN ('text', 'blob'))
) WITHOUT ROWID;
CREATE TRIGGER house_location_guard_INSERT BEFORE INSERT ON house_location WHEN indaro_log_permit() = 0
    BEGIN SELECT RAISE(ABORT, 'unlogged write'); END;
CREATE TRIGGER house_location_guard_UPDATE BEFORE UPDATE ON house_location WHEN indaro_log_permit() = 0
    BEGIN SELECT RAISE(ABORT, 'unlogged write'); END;
CREATE TRIGGER house_location_guard_DELETE BEFORE DELETE ON house_location WHEN indaro_log_permit() = 0
    BEGIN SELECT RAISE(ABORT, 'unlogged write'); END;

CREATE TABLE laptop (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    name text CHECK (name IS NULL OR typeof(name) IN ('text', 'blob')),
    series text CHECK (series IS NULL OR typeof(series) IN ('text', 'blob'))
) WITHOUT ROWID;
CREATE TRIGGER laptop_guard_INSERT BEFORE INSERT ON laptop WHEN indaro_log_permit() = 0
    BEGIN SELECT RAISE(ABORT, 'unlogged write'); END;
CREATE TRIGGER laptop_guard_UPDATE BEFORE UPDATE ON laptop WHEN indaro_log_permit() = 0
    BEGIN SELECT RAISE(ABORT, 'unlogged write'); END;
CREATE TRIGGER laptop_guard_DELETE BEFORE DELETE ON laptop WHEN indaro_log_permit() = 0
    BEGIN SELECT RAISE(ABORT, 'unlogged write'); END;
)";

// Tables of this laptop alone. `audit` is append-only; its chain is over commitments, so that content can be erased
// and the chain still verifies [contracts.md 6]. `draft` holds what is typed but not yet a record: a page's state.
constexpr char LocalTables[] = R"(
CREATE TABLE audit (
    sequence INTEGER PRIMARY KEY,
    at INTEGER NOT NULL,
    user BLOB NOT NULL,
    verb TEXT NOT NULL,
    object BLOB,
    detail TEXT NOT NULL,
    salt BLOB NOT NULL,
    commitment BLOB NOT NULL,
    chain BLOB NOT NULL
);
CREATE TRIGGER audit_keeps_rows BEFORE DELETE ON audit BEGIN SELECT RAISE(ABORT, 'audit rows stay'); END;
CREATE TABLE draft (
    key TEXT NOT NULL PRIMARY KEY,
    user BLOB NOT NULL,
    saved_at INTEGER NOT NULL,
    content BLOB NOT NULL
) WITHOUT ROWID;
)";

} // namespace

base::Result<void> createFirstSchema(store::Connection &db)
{
    INDARO_TRY(db.execute(LogTables));
    INDARO_TRY(db.execute(SyncedTables));
    return db.execute(LocalTables);
}

} // namespace indaro::casework
