// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/casework/migrations/steps.h"

#include "core/store/migration.h"

namespace indaro::casework {

namespace {

constexpr std::string_view EpisodeColumns[] = {
    "started_on text CHECK (started_on IS NULL OR typeof(started_on) IN ('text', 'blob'))",
    "ended_on text CHECK (ended_on IS NULL OR typeof(ended_on) IN ('text', 'blob'))",
    "sector text CHECK (sector IS NULL OR typeof(sector) IN ('text', 'blob'))",
    "controls text CHECK (controls IS NULL OR typeof(controls) IN ('text', 'blob'))",
    "sex_exploitation text CHECK (sex_exploitation IS NULL OR typeof(sex_exploitation) IN ('text', 'blob'))",
    "place text CHECK (place IS NULL OR typeof(place) IN ('text', 'blob'))",
    "place_code text CHECK (place_code IS NULL OR typeof(place_code) IN ('text', 'blob'))",
    "work text CHECK (work IS NULL OR typeof(work) IN ('text', 'blob'))",
    "other_types text CHECK (other_types IS NULL OR typeof(other_types) IN ('text', 'blob'))",
};
constexpr std::string_view PerpetratorColumns[] = {
    "suspect blob CHECK (suspect IS NULL OR typeof(suspect) IN ('blob', 'blob'))",
    "role_details text CHECK (role_details IS NULL OR typeof(role_details) IN ('text', 'blob'))",
};
constexpr std::string_view HouseColumns[] = {
    "mode text CHECK (mode IS NULL OR typeof(mode) IN ('text', 'blob'))",
};

} // namespace

base::Result<void> createRegistry(store::Connection &db)
{
    INDARO_TRY(db.execute(R"(
CREATE TABLE trafficking_case (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    number text CHECK (number IS NULL OR typeof(number) IN ('text', 'blob')),
    title text CHECK (title IS NULL OR typeof(title) IN ('text', 'blob')),
    opened_on text CHECK (opened_on IS NULL OR typeof(opened_on) IN ('text', 'blob')),
    note text CHECK (note IS NULL OR typeof(note) IN ('text', 'blob')),
    recorded_at integer CHECK (recorded_at IS NULL OR typeof(recorded_at) IN ('integer', 'blob')),
    recorded_by blob CHECK (recorded_by IS NULL OR typeof(recorded_by) IN ('blob', 'blob')),
    closed_on text CHECK (closed_on IS NULL OR typeof(closed_on) IN ('text', 'blob'))
) WITHOUT ROWID;
CREATE TRIGGER trafficking_case_guard_INSERT BEFORE INSERT ON trafficking_case WHEN indaro_log_permit() = 0
    BEGIN SELECT RAISE(ABORT, 'unlogged write'); END;
CREATE TRIGGER trafficking_case_guard_UPDATE BEFORE UPDATE ON trafficking_case WHEN indaro_log_permit() = 0
    BEGIN SELECT RAISE(ABORT, 'unlogged write'); END;
CREATE TRIGGER trafficking_case_guard_DELETE BEFORE DELETE ON trafficking_case WHEN indaro_log_permit() = 0
    BEGIN SELECT RAISE(ABORT, 'unlogged write'); END;
CREATE TABLE case_victim (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    case_file blob CHECK (case_file IS NULL OR typeof(case_file) IN ('blob', 'blob')),
    trafficking_case blob CHECK (trafficking_case IS NULL OR typeof(trafficking_case) IN ('blob', 'blob')),
    note text CHECK (note IS NULL OR typeof(note) IN ('text', 'blob')),
    recorded_at integer CHECK (recorded_at IS NULL OR typeof(recorded_at) IN ('integer', 'blob')),
    recorded_by blob CHECK (recorded_by IS NULL OR typeof(recorded_by) IN ('blob', 'blob')),
    removed_at integer CHECK (removed_at IS NULL OR typeof(removed_at) IN ('integer', 'blob'))
) WITHOUT ROWID;
CREATE INDEX case_victim_by_case_file ON case_victim (case_file);
CREATE INDEX case_victim_by_trafficking_case ON case_victim (trafficking_case);
CREATE TRIGGER case_victim_guard_INSERT BEFORE INSERT ON case_victim WHEN indaro_log_permit() = 0
    BEGIN SELECT RAISE(ABORT, 'unlogged write'); END;
CREATE TRIGGER case_victim_guard_UPDATE BEFORE UPDATE ON case_victim WHEN indaro_log_permit() = 0
    BEGIN SELECT RAISE(ABORT, 'unlogged write'); END;
CREATE TRIGGER case_victim_guard_DELETE BEFORE DELETE ON case_victim WHEN indaro_log_permit() = 0
    BEGIN SELECT RAISE(ABORT, 'unlogged write'); END;
CREATE TABLE suspect (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    code text CHECK (code IS NULL OR typeof(code) IN ('text', 'blob')),
    known_as text CHECK (known_as IS NULL OR typeof(known_as) IN ('text', 'blob')),
    sex text CHECK (sex IS NULL OR typeof(sex) IN ('text', 'blob')),
    said_age text CHECK (said_age IS NULL OR typeof(said_age) IN ('text', 'blob')),
    nationality text CHECK (nationality IS NULL OR typeof(nationality) IN ('text', 'blob')),
    description text CHECK (description IS NULL OR typeof(description) IN ('text', 'blob')),
    state text CHECK (state IS NULL OR typeof(state) IN ('text', 'blob')),
    state_on text CHECK (state_on IS NULL OR typeof(state_on) IN ('text', 'blob')),
    note text CHECK (note IS NULL OR typeof(note) IN ('text', 'blob')),
    recorded_at integer CHECK (recorded_at IS NULL OR typeof(recorded_at) IN ('integer', 'blob')),
    recorded_by blob CHECK (recorded_by IS NULL OR typeof(recorded_by) IN ('blob', 'blob'))
) WITHOUT ROWID;
CREATE TRIGGER suspect_guard_INSERT BEFORE INSERT ON suspect WHEN indaro_log_permit() = 0
    BEGIN SELECT RAISE(ABORT, 'unlogged write'); END;
CREATE TRIGGER suspect_guard_UPDATE BEFORE UPDATE ON suspect WHEN indaro_log_permit() = 0
    BEGIN SELECT RAISE(ABORT, 'unlogged write'); END;
CREATE TRIGGER suspect_guard_DELETE BEFORE DELETE ON suspect WHEN indaro_log_permit() = 0
    BEGIN SELECT RAISE(ABORT, 'unlogged write'); END;
CREATE TABLE suspect_in_case (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    suspect blob CHECK (suspect IS NULL OR typeof(suspect) IN ('blob', 'blob')),
    trafficking_case blob CHECK (trafficking_case IS NULL OR typeof(trafficking_case) IN ('blob', 'blob')),
    roles text CHECK (roles IS NULL OR typeof(roles) IN ('text', 'blob')),
    role_details text CHECK (role_details IS NULL OR typeof(role_details) IN ('text', 'blob')),
    recorded_at integer CHECK (recorded_at IS NULL OR typeof(recorded_at) IN ('integer', 'blob')),
    recorded_by blob CHECK (recorded_by IS NULL OR typeof(recorded_by) IN ('blob', 'blob')),
    removed_at integer CHECK (removed_at IS NULL OR typeof(removed_at) IN ('integer', 'blob'))
) WITHOUT ROWID;
CREATE INDEX suspect_in_case_by_suspect ON suspect_in_case (suspect);
CREATE INDEX suspect_in_case_by_trafficking_case ON suspect_in_case (trafficking_case);
CREATE TRIGGER suspect_in_case_guard_INSERT BEFORE INSERT ON suspect_in_case WHEN indaro_log_permit() = 0
    BEGIN SELECT RAISE(ABORT, 'unlogged write'); END;
CREATE TRIGGER suspect_in_case_guard_UPDATE BEFORE UPDATE ON suspect_in_case WHEN indaro_log_permit() = 0
    BEGIN SELECT RAISE(ABORT, 'unlogged write'); END;
CREATE TRIGGER suspect_in_case_guard_DELETE BEFORE DELETE ON suspect_in_case WHEN indaro_log_permit() = 0
    BEGIN SELECT RAISE(ABORT, 'unlogged write'); END;
CREATE TABLE registry (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    case_file blob CHECK (case_file IS NULL OR typeof(case_file) IN ('blob', 'blob')),
    acts text CHECK (acts IS NULL OR typeof(acts) IN ('text', 'blob')),
    means text CHECK (means IS NULL OR typeof(means) IN ('text', 'blob')),
    purposes text CHECK (purposes IS NULL OR typeof(purposes) IN ('text', 'blob')),
    act_words text CHECK (act_words IS NULL OR typeof(act_words) IN ('text', 'blob')),
    means_words text CHECK (means_words IS NULL OR typeof(means_words) IN ('text', 'blob')),
    purpose_words text CHECK (purpose_words IS NULL OR typeof(purpose_words) IN ('text', 'blob')),
    relation_to_trafficker text CHECK (relation_to_trafficker IS NULL OR typeof(relation_to_trafficker) IN ('text', 'blob')),
    age_when_trafficked integer CHECK (age_when_trafficked IS NULL OR typeof(age_when_trafficked) IN ('integer', 'blob')),
    recruitment_sites text CHECK (recruitment_sites IS NULL OR typeof(recruitment_sites) IN ('text', 'blob')),
    exploitation_sites text CHECK (exploitation_sites IS NULL OR typeof(exploitation_sites) IN ('text', 'blob')),
    recruitment_methods text CHECK (recruitment_methods IS NULL OR typeof(recruitment_methods) IN ('text', 'blob')),
    retrafficked text CHECK (retrafficked IS NULL OR typeof(retrafficked) IN ('text', 'blob')),
    changed_at integer CHECK (changed_at IS NULL OR typeof(changed_at) IN ('integer', 'blob')),
    changed_by blob CHECK (changed_by IS NULL OR typeof(changed_by) IN ('blob', 'blob'))
) WITHOUT ROWID;
CREATE TRIGGER registry_guard_INSERT BEFORE INSERT ON registry WHEN indaro_log_permit() = 0
    BEGIN SELECT RAISE(ABORT, 'unlogged write'); END;
CREATE TRIGGER registry_guard_UPDATE BEFORE UPDATE ON registry WHEN indaro_log_permit() = 0
    BEGIN SELECT RAISE(ABORT, 'unlogged write'); END;
CREATE TRIGGER registry_guard_DELETE BEFORE DELETE ON registry WHEN indaro_log_permit() = 0
    BEGIN SELECT RAISE(ABORT, 'unlogged write'); END;
CREATE TABLE route_leg (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    case_file blob CHECK (case_file IS NULL OR typeof(case_file) IN ('blob', 'blob')),
    episode blob CHECK (episode IS NULL OR typeof(episode) IN ('blob', 'blob')),
    number integer CHECK (number IS NULL OR typeof(number) IN ('integer', 'blob')),
    from_place text CHECK (from_place IS NULL OR typeof(from_place) IN ('text', 'blob')),
    from_code text CHECK (from_code IS NULL OR typeof(from_code) IN ('text', 'blob')),
    from_country text CHECK (from_country IS NULL OR typeof(from_country) IN ('text', 'blob')),
    to_place text CHECK (to_place IS NULL OR typeof(to_place) IN ('text', 'blob')),
    to_code text CHECK (to_code IS NULL OR typeof(to_code) IN ('text', 'blob')),
    to_country text CHECK (to_country IS NULL OR typeof(to_country) IN ('text', 'blob')),
    left_on text CHECK (left_on IS NULL OR typeof(left_on) IN ('text', 'blob')),
    arrived_on text CHECK (arrived_on IS NULL OR typeof(arrived_on) IN ('text', 'blob')),
    transport text CHECK (transport IS NULL OR typeof(transport) IN ('text', 'blob')),
    crossing text CHECK (crossing IS NULL OR typeof(crossing) IN ('text', 'blob')),
    escort text CHECK (escort IS NULL OR typeof(escort) IN ('text', 'blob')),
    note text CHECK (note IS NULL OR typeof(note) IN ('text', 'blob'))
) WITHOUT ROWID;
CREATE INDEX route_leg_by_case_file ON route_leg (case_file);
CREATE INDEX route_leg_by_episode ON route_leg (episode);
CREATE TRIGGER route_leg_guard_INSERT BEFORE INSERT ON route_leg WHEN indaro_log_permit() = 0
    BEGIN SELECT RAISE(ABORT, 'unlogged write'); END;
CREATE TRIGGER route_leg_guard_UPDATE BEFORE UPDATE ON route_leg WHEN indaro_log_permit() = 0
    BEGIN SELECT RAISE(ABORT, 'unlogged write'); END;
CREATE TRIGGER route_leg_guard_DELETE BEFORE DELETE ON route_leg WHEN indaro_log_permit() = 0
    BEGIN SELECT RAISE(ABORT, 'unlogged write'); END;
CREATE TABLE status_decision (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    case_file blob CHECK (case_file IS NULL OR typeof(case_file) IN ('blob', 'blob')),
    author text CHECK (author IS NULL OR typeof(author) IN ('text', 'blob')),
    organ text CHECK (organ IS NULL OR typeof(organ) IN ('text', 'blob')),
    organ_name text CHECK (organ_name IS NULL OR typeof(organ_name) IN ('text', 'blob')),
    status text CHECK (status IS NULL OR typeof(status) IN ('text', 'blob')),
    decided_on text CHECK (decided_on IS NULL OR typeof(decided_on) IN ('text', 'blob')),
    reference text CHECK (reference IS NULL OR typeof(reference) IN ('text', 'blob')),
    reasons text CHECK (reasons IS NULL OR typeof(reasons) IN ('text', 'blob')),
    corrects blob CHECK (corrects IS NULL OR typeof(corrects) IN ('blob', 'blob')),
    recorded_at integer CHECK (recorded_at IS NULL OR typeof(recorded_at) IN ('integer', 'blob')),
    recorded_by blob CHECK (recorded_by IS NULL OR typeof(recorded_by) IN ('blob', 'blob'))
) WITHOUT ROWID;
CREATE INDEX status_decision_by_case_file ON status_decision (case_file);
CREATE TRIGGER status_decision_guard_INSERT BEFORE INSERT ON status_decision WHEN indaro_log_permit() = 0
    BEGIN SELECT RAISE(ABORT, 'unlogged write'); END;
CREATE TRIGGER status_decision_guard_UPDATE BEFORE UPDATE ON status_decision WHEN indaro_log_permit() = 0
    BEGIN SELECT RAISE(ABORT, 'unlogged write'); END;
CREATE TRIGGER status_decision_guard_DELETE BEFORE DELETE ON status_decision WHEN indaro_log_permit() = 0
    BEGIN SELECT RAISE(ABORT, 'unlogged write'); END;
CREATE TABLE offence (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    code text CHECK (code IS NULL OR typeof(code) IN ('text', 'blob')),
    law text CHECK (law IS NULL OR typeof(law) IN ('text', 'blob')),
    article text CHECK (article IS NULL OR typeof(article) IN ('text', 'blob')),
    words_fr text CHECK (words_fr IS NULL OR typeof(words_fr) IN ('text', 'blob')),
    words_rn text CHECK (words_rn IS NULL OR typeof(words_rn) IN ('text', 'blob')),
    penalty text CHECK (penalty IS NULL OR typeof(penalty) IN ('text', 'blob')),
    verified_by text CHECK (verified_by IS NULL OR typeof(verified_by) IN ('text', 'blob')),
    verified_on text CHECK (verified_on IS NULL OR typeof(verified_on) IN ('text', 'blob')),
    source text CHECK (source IS NULL OR typeof(source) IN ('text', 'blob')),
    retired_on text CHECK (retired_on IS NULL OR typeof(retired_on) IN ('text', 'blob'))
) WITHOUT ROWID;
CREATE TRIGGER offence_guard_INSERT BEFORE INSERT ON offence WHEN indaro_log_permit() = 0
    BEGIN SELECT RAISE(ABORT, 'unlogged write'); END;
CREATE TRIGGER offence_guard_UPDATE BEFORE UPDATE ON offence WHEN indaro_log_permit() = 0
    BEGIN SELECT RAISE(ABORT, 'unlogged write'); END;
CREATE TRIGGER offence_guard_DELETE BEFORE DELETE ON offence WHEN indaro_log_permit() = 0
    BEGIN SELECT RAISE(ABORT, 'unlogged write'); END;
CREATE TABLE qualification (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    case_file blob CHECK (case_file IS NULL OR typeof(case_file) IN ('blob', 'blob')),
    trafficking_case blob CHECK (trafficking_case IS NULL OR typeof(trafficking_case) IN ('blob', 'blob')),
    offence blob CHECK (offence IS NULL OR typeof(offence) IN ('blob', 'blob')),
    words text CHECK (words IS NULL OR typeof(words) IN ('text', 'blob')),
    decided_on text CHECK (decided_on IS NULL OR typeof(decided_on) IN ('text', 'blob')),
    authority text CHECK (authority IS NULL OR typeof(authority) IN ('text', 'blob')),
    authority_name text CHECK (authority_name IS NULL OR typeof(authority_name) IN ('text', 'blob')),
    decided_by text CHECK (decided_by IS NULL OR typeof(decided_by) IN ('text', 'blob')),
    reference text CHECK (reference IS NULL OR typeof(reference) IN ('text', 'blob')),
    note text CHECK (note IS NULL OR typeof(note) IN ('text', 'blob')),
    corrects blob CHECK (corrects IS NULL OR typeof(corrects) IN ('blob', 'blob')),
    recorded_at integer CHECK (recorded_at IS NULL OR typeof(recorded_at) IN ('integer', 'blob')),
    recorded_by blob CHECK (recorded_by IS NULL OR typeof(recorded_by) IN ('blob', 'blob'))
) WITHOUT ROWID;
CREATE INDEX qualification_by_case_file ON qualification (case_file);
CREATE TRIGGER qualification_guard_INSERT BEFORE INSERT ON qualification WHEN indaro_log_permit() = 0
    BEGIN SELECT RAISE(ABORT, 'unlogged write'); END;
CREATE TRIGGER qualification_guard_UPDATE BEFORE UPDATE ON qualification WHEN indaro_log_permit() = 0
    BEGIN SELECT RAISE(ABORT, 'unlogged write'); END;
CREATE TRIGGER qualification_guard_DELETE BEFORE DELETE ON qualification WHEN indaro_log_permit() = 0
    BEGIN SELECT RAISE(ABORT, 'unlogged write'); END;
CREATE TABLE justice_event (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    case_file blob CHECK (case_file IS NULL OR typeof(case_file) IN ('blob', 'blob')),
    trafficking_case blob CHECK (trafficking_case IS NULL OR typeof(trafficking_case) IN ('blob', 'blob')),
    kind text CHECK (kind IS NULL OR typeof(kind) IN ('text', 'blob')),
    happened_on text CHECK (happened_on IS NULL OR typeof(happened_on) IN ('text', 'blob')),
    happened_at text CHECK (happened_at IS NULL OR typeof(happened_at) IN ('text', 'blob')),
    authority text CHECK (authority IS NULL OR typeof(authority) IN ('text', 'blob')),
    authority_name text CHECK (authority_name IS NULL OR typeof(authority_name) IN ('text', 'blob')),
    reference text CHECK (reference IS NULL OR typeof(reference) IN ('text', 'blob')),
    state text CHECK (state IS NULL OR typeof(state) IN ('text', 'blob')),
    result text CHECK (result IS NULL OR typeof(result) IN ('text', 'blob')),
    what text CHECK (what IS NULL OR typeof(what) IN ('text', 'blob')),
    protection text CHECK (protection IS NULL OR typeof(protection) IN ('text', 'blob')),
    legal_aid text CHECK (legal_aid IS NULL OR typeof(legal_aid) IN ('text', 'blob')),
    amount integer CHECK (amount IS NULL OR typeof(amount) IN ('integer', 'blob')),
    follows blob CHECK (follows IS NULL OR typeof(follows) IN ('blob', 'blob')),
    corrects blob CHECK (corrects IS NULL OR typeof(corrects) IN ('blob', 'blob')),
    recorded_at integer CHECK (recorded_at IS NULL OR typeof(recorded_at) IN ('integer', 'blob')),
    recorded_by blob CHECK (recorded_by IS NULL OR typeof(recorded_by) IN ('blob', 'blob')),
    closed_at integer CHECK (closed_at IS NULL OR typeof(closed_at) IN ('integer', 'blob'))
) WITHOUT ROWID;
CREATE INDEX justice_event_by_case_file ON justice_event (case_file);
CREATE TRIGGER justice_event_guard_INSERT BEFORE INSERT ON justice_event WHEN indaro_log_permit() = 0
    BEGIN SELECT RAISE(ABORT, 'unlogged write'); END;
CREATE TRIGGER justice_event_guard_UPDATE BEFORE UPDATE ON justice_event WHEN indaro_log_permit() = 0
    BEGIN SELECT RAISE(ABORT, 'unlogged write'); END;
CREATE TRIGGER justice_event_guard_DELETE BEFORE DELETE ON justice_event WHEN indaro_log_permit() = 0
    BEGIN SELECT RAISE(ABORT, 'unlogged write'); END;
)"));
    INDARO_TRY(db.execute(R"(
CREATE TABLE duplicate_answer (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    case_file blob CHECK (case_file IS NULL OR typeof(case_file) IN ('blob', 'blob')),
    other_file blob CHECK (other_file IS NULL OR typeof(other_file) IN ('blob', 'blob')),
    answer text CHECK (answer IS NULL OR typeof(answer) IN ('text', 'blob')),
    reason text CHECK (reason IS NULL OR typeof(reason) IN ('text', 'blob')),
    decided_at integer CHECK (decided_at IS NULL OR typeof(decided_at) IN ('integer', 'blob')),
    decided_by blob CHECK (decided_by IS NULL OR typeof(decided_by) IN ('blob', 'blob'))
) WITHOUT ROWID;
CREATE INDEX duplicate_answer_by_case_file ON duplicate_answer (case_file);
CREATE INDEX duplicate_answer_by_other_file ON duplicate_answer (other_file);
CREATE TRIGGER duplicate_answer_guard_INSERT BEFORE INSERT ON duplicate_answer WHEN indaro_log_permit() = 0
    BEGIN SELECT RAISE(ABORT, 'unlogged write'); END;
CREATE TRIGGER duplicate_answer_guard_UPDATE BEFORE UPDATE ON duplicate_answer WHEN indaro_log_permit() = 0
    BEGIN SELECT RAISE(ABORT, 'unlogged write'); END;
CREATE TRIGGER duplicate_answer_guard_DELETE BEFORE DELETE ON duplicate_answer WHEN indaro_log_permit() = 0
    BEGIN SELECT RAISE(ABORT, 'unlogged write'); END;
CREATE TABLE file_merge (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    case_file blob CHECK (case_file IS NULL OR typeof(case_file) IN ('blob', 'blob')),
    other_file blob CHECK (other_file IS NULL OR typeof(other_file) IN ('blob', 'blob')),
    merged_at integer CHECK (merged_at IS NULL OR typeof(merged_at) IN ('integer', 'blob')),
    merged_by blob CHECK (merged_by IS NULL OR typeof(merged_by) IN ('blob', 'blob')),
    reason text CHECK (reason IS NULL OR typeof(reason) IN ('text', 'blob')),
    undone_at integer CHECK (undone_at IS NULL OR typeof(undone_at) IN ('integer', 'blob')),
    undone_by blob CHECK (undone_by IS NULL OR typeof(undone_by) IN ('blob', 'blob')),
    undone_why text CHECK (undone_why IS NULL OR typeof(undone_why) IN ('text', 'blob'))
) WITHOUT ROWID;
CREATE INDEX file_merge_by_case_file ON file_merge (case_file);
CREATE INDEX file_merge_by_other_file ON file_merge (other_file);
CREATE TRIGGER file_merge_guard_INSERT BEFORE INSERT ON file_merge WHEN indaro_log_permit() = 0
    BEGIN SELECT RAISE(ABORT, 'unlogged write'); END;
CREATE TRIGGER file_merge_guard_UPDATE BEFORE UPDATE ON file_merge WHEN indaro_log_permit() = 0
    BEGIN SELECT RAISE(ABORT, 'unlogged write'); END;
CREATE TRIGGER file_merge_guard_DELETE BEFORE DELETE ON file_merge WHEN indaro_log_permit() = 0
    BEGIN SELECT RAISE(ABORT, 'unlogged write'); END;
CREATE TABLE merged_record (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    case_file blob CHECK (case_file IS NULL OR typeof(case_file) IN ('blob', 'blob')),
    merge blob CHECK (merge IS NULL OR typeof(merge) IN ('blob', 'blob')),
    record blob CHECK (record IS NULL OR typeof(record) IN ('blob', 'blob')),
    record_table integer CHECK (record_table IS NULL OR typeof(record_table) IN ('integer', 'blob'))
) WITHOUT ROWID;
CREATE INDEX merged_record_by_case_file ON merged_record (case_file);
CREATE INDEX merged_record_by_merge ON merged_record (merge);
CREATE TRIGGER merged_record_guard_INSERT BEFORE INSERT ON merged_record WHEN indaro_log_permit() = 0
    BEGIN SELECT RAISE(ABORT, 'unlogged write'); END;
CREATE TRIGGER merged_record_guard_UPDATE BEFORE UPDATE ON merged_record WHEN indaro_log_permit() = 0
    BEGIN SELECT RAISE(ABORT, 'unlogged write'); END;
CREATE TRIGGER merged_record_guard_DELETE BEFORE DELETE ON merged_record WHEN indaro_log_permit() = 0
    BEGIN SELECT RAISE(ABORT, 'unlogged write'); END;
CREATE TABLE kept_value (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    case_file blob CHECK (case_file IS NULL OR typeof(case_file) IN ('blob', 'blob')),
    column_name text CHECK (column_name IS NULL OR typeof(column_name) IN ('text', 'blob')),
    value text CHECK (value IS NULL OR typeof(value) IN ('text', 'blob'))
) WITHOUT ROWID;
CREATE INDEX kept_value_by_case_file ON kept_value (case_file);
CREATE TRIGGER kept_value_guard_INSERT BEFORE INSERT ON kept_value WHEN indaro_log_permit() = 0
    BEGIN SELECT RAISE(ABORT, 'unlogged write'); END;
CREATE TRIGGER kept_value_guard_UPDATE BEFORE UPDATE ON kept_value WHEN indaro_log_permit() = 0
    BEGIN SELECT RAISE(ABORT, 'unlogged write'); END;
CREATE TRIGGER kept_value_guard_DELETE BEFORE DELETE ON kept_value WHEN indaro_log_permit() = 0
    BEGIN SELECT RAISE(ABORT, 'unlogged write'); END;
CREATE TABLE kept_value_identity (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    case_file blob CHECK (case_file IS NULL OR typeof(case_file) IN ('blob', 'blob')),
    column_name text CHECK (column_name IS NULL OR typeof(column_name) IN ('text', 'blob')),
    value text CHECK (value IS NULL OR typeof(value) IN ('text', 'blob'))
) WITHOUT ROWID;
CREATE INDEX kept_value_identity_by_case_file ON kept_value_identity (case_file);
CREATE TRIGGER kept_value_identity_guard_INSERT BEFORE INSERT ON kept_value_identity WHEN indaro_log_permit() = 0
    BEGIN SELECT RAISE(ABORT, 'unlogged write'); END;
CREATE TRIGGER kept_value_identity_guard_UPDATE BEFORE UPDATE ON kept_value_identity WHEN indaro_log_permit() = 0
    BEGIN SELECT RAISE(ABORT, 'unlogged write'); END;
CREATE TRIGGER kept_value_identity_guard_DELETE BEFORE DELETE ON kept_value_identity WHEN indaro_log_permit() = 0
    BEGIN SELECT RAISE(ABORT, 'unlogged write'); END;
CREATE TABLE kept_value_perpetrator (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    case_file blob CHECK (case_file IS NULL OR typeof(case_file) IN ('blob', 'blob')),
    column_name text CHECK (column_name IS NULL OR typeof(column_name) IN ('text', 'blob')),
    value text CHECK (value IS NULL OR typeof(value) IN ('text', 'blob'))
) WITHOUT ROWID;
CREATE INDEX kept_value_perpetrator_by_case_file ON kept_value_perpetrator (case_file);
CREATE TRIGGER kept_value_perpetrator_guard_INSERT BEFORE INSERT ON kept_value_perpetrator WHEN indaro_log_permit() = 0
    BEGIN SELECT RAISE(ABORT, 'unlogged write'); END;
CREATE TRIGGER kept_value_perpetrator_guard_UPDATE BEFORE UPDATE ON kept_value_perpetrator WHEN indaro_log_permit() = 0
    BEGIN SELECT RAISE(ABORT, 'unlogged write'); END;
CREATE TRIGGER kept_value_perpetrator_guard_DELETE BEFORE DELETE ON kept_value_perpetrator WHEN indaro_log_permit() = 0
    BEGIN SELECT RAISE(ABORT, 'unlogged write'); END;
CREATE TABLE library_document (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    title text CHECK (title IS NULL OR typeof(title) IN ('text', 'blob')),
    kind text CHECK (kind IS NULL OR typeof(kind) IN ('text', 'blob')),
    language text CHECK (language IS NULL OR typeof(language) IN ('text', 'blob')),
    version text CHECK (version IS NULL OR typeof(version) IN ('text', 'blob')),
    published_on text CHECK (published_on IS NULL OR typeof(published_on) IN ('text', 'blob')),
    issuer text CHECK (issuer IS NULL OR typeof(issuer) IN ('text', 'blob')),
    media_type text CHECK (media_type IS NULL OR typeof(media_type) IN ('text', 'blob')),
    size integer CHECK (size IS NULL OR typeof(size) IN ('integer', 'blob')),
    hash blob CHECK (hash IS NULL OR typeof(hash) IN ('blob', 'blob')),
    replaces blob CHECK (replaces IS NULL OR typeof(replaces) IN ('blob', 'blob')),
    added_at integer CHECK (added_at IS NULL OR typeof(added_at) IN ('integer', 'blob')),
    added_by blob CHECK (added_by IS NULL OR typeof(added_by) IN ('blob', 'blob')),
    words text CHECK (words IS NULL OR typeof(words) IN ('text', 'blob')),
    withdrawn_at integer CHECK (withdrawn_at IS NULL OR typeof(withdrawn_at) IN ('integer', 'blob')),
    source text CHECK (source IS NULL OR typeof(source) IN ('text', 'blob'))
) WITHOUT ROWID;
CREATE TRIGGER library_document_guard_INSERT BEFORE INSERT ON library_document WHEN indaro_log_permit() = 0
    BEGIN SELECT RAISE(ABORT, 'unlogged write'); END;
CREATE TRIGGER library_document_guard_UPDATE BEFORE UPDATE ON library_document WHEN indaro_log_permit() = 0
    BEGIN SELECT RAISE(ABORT, 'unlogged write'); END;
CREATE TRIGGER library_document_guard_DELETE BEFORE DELETE ON library_document WHEN indaro_log_permit() = 0
    BEGIN SELECT RAISE(ABORT, 'unlogged write'); END;
CREATE TABLE library_part (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    document blob CHECK (document IS NULL OR typeof(document) IN ('blob', 'blob')),
    number integer CHECK (number IS NULL OR typeof(number) IN ('integer', 'blob')),
    bytes blob CHECK (bytes IS NULL OR typeof(bytes) IN ('blob', 'blob'))
) WITHOUT ROWID;
CREATE INDEX library_part_by_document ON library_part (document);
CREATE TRIGGER library_part_guard_INSERT BEFORE INSERT ON library_part WHEN indaro_log_permit() = 0
    BEGIN SELECT RAISE(ABORT, 'unlogged write'); END;
CREATE TRIGGER library_part_guard_UPDATE BEFORE UPDATE ON library_part WHEN indaro_log_permit() = 0
    BEGIN SELECT RAISE(ABORT, 'unlogged write'); END;
CREATE TRIGGER library_part_guard_DELETE BEFORE DELETE ON library_part WHEN indaro_log_permit() = 0
    BEGIN SELECT RAISE(ABORT, 'unlogged write'); END;
CREATE TABLE count_packet (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    direction text CHECK (direction IS NULL OR typeof(direction) IN ('text', 'blob')),
    sender_key blob CHECK (sender_key IS NULL OR typeof(sender_key) IN ('blob', 'blob')),
    sender_name text CHECK (sender_name IS NULL OR typeof(sender_name) IN ('text', 'blob')),
    period text CHECK (period IS NULL OR typeof(period) IN ('text', 'blob')),
    made_at integer CHECK (made_at IS NULL OR typeof(made_at) IN ('integer', 'blob')),
    received_at integer CHECK (received_at IS NULL OR typeof(received_at) IN ('integer', 'blob')),
    hash blob CHECK (hash IS NULL OR typeof(hash) IN ('blob', 'blob')),
    revision integer CHECK (revision IS NULL OR typeof(revision) IN ('integer', 'blob')),
    content text CHECK (content IS NULL OR typeof(content) IN ('text', 'blob')),
    recorded_by blob CHECK (recorded_by IS NULL OR typeof(recorded_by) IN ('blob', 'blob'))
) WITHOUT ROWID;
CREATE TRIGGER count_packet_guard_INSERT BEFORE INSERT ON count_packet WHEN indaro_log_permit() = 0
    BEGIN SELECT RAISE(ABORT, 'unlogged write'); END;
CREATE TRIGGER count_packet_guard_UPDATE BEFORE UPDATE ON count_packet WHEN indaro_log_permit() = 0
    BEGIN SELECT RAISE(ABORT, 'unlogged write'); END;
CREATE TRIGGER count_packet_guard_DELETE BEFORE DELETE ON count_packet WHEN indaro_log_permit() = 0
    BEGIN SELECT RAISE(ABORT, 'unlogged write'); END;
CREATE TABLE publication (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    kind text CHECK (kind IS NULL OR typeof(kind) IN ('text', 'blob')),
    period text CHECK (period IS NULL OR typeof(period) IN ('text', 'blob')),
    published_at integer CHECK (published_at IS NULL OR typeof(published_at) IN ('integer', 'blob')),
    published_by blob CHECK (published_by IS NULL OR typeof(published_by) IN ('blob', 'blob')),
    content text CHECK (content IS NULL OR typeof(content) IN ('text', 'blob')),
    hash blob CHECK (hash IS NULL OR typeof(hash) IN ('blob', 'blob')),
    packets text CHECK (packets IS NULL OR typeof(packets) IN ('text', 'blob'))
) WITHOUT ROWID;
CREATE TRIGGER publication_guard_INSERT BEFORE INSERT ON publication WHEN indaro_log_permit() = 0
    BEGIN SELECT RAISE(ABORT, 'unlogged write'); END;
CREATE TRIGGER publication_guard_UPDATE BEFORE UPDATE ON publication WHEN indaro_log_permit() = 0
    BEGIN SELECT RAISE(ABORT, 'unlogged write'); END;
CREATE TRIGGER publication_guard_DELETE BEFORE DELETE ON publication WHEN indaro_log_permit() = 0
    BEGIN SELECT RAISE(ABORT, 'unlogged write'); END;
)"));
    INDARO_TRY(store::addColumns(db, "episode", EpisodeColumns));
    INDARO_TRY(store::addColumns(db, "perpetrator", PerpetratorColumns));
    INDARO_TRY(store::addColumns(db, "house", HouseColumns));
    return {};
}

} // namespace indaro::casework
