// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/casework/migrations/steps.h"

#include "core/store/migration.h"

namespace indaro::casework {

namespace {

constexpr std::string_view StepMarkColumns[] = {
    "urgent text CHECK (urgent IS NULL OR typeof(urgent) IN ('text', 'blob'))",
    "seen_at integer CHECK (seen_at IS NULL OR typeof(seen_at) IN ('integer', 'blob'))",
    "seen_by blob CHECK (seen_by IS NULL OR typeof(seen_by) IN ('blob', 'blob'))",
};
constexpr std::string_view HoldColumns[] = {
    "others text CHECK (others IS NULL OR typeof(others) IN ('text', 'blob'))",
};

} // namespace

base::Result<void> createHealthSteps(store::Connection &db)
{
    INDARO_TRY(db.execute(R"(
CREATE TABLE case_event_health (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    case_file blob CHECK (case_file IS NULL OR typeof(case_file) IN ('blob', 'blob')),
    kind text CHECK (kind IS NULL OR typeof(kind) IN ('text', 'blob')),
    happened_at text CHECK (happened_at IS NULL OR typeof(happened_at) IN ('text', 'blob')),
    note text CHECK (note IS NULL OR typeof(note) IN ('text', 'blob')),
    recorded_at integer CHECK (recorded_at IS NULL OR typeof(recorded_at) IN ('integer', 'blob')),
    recorded_by blob CHECK (recorded_by IS NULL OR typeof(recorded_by) IN ('blob', 'blob'))
) WITHOUT ROWID;
CREATE INDEX case_event_health_by_case_file ON case_event_health (case_file);
CREATE TRIGGER case_event_health_guard_INSERT BEFORE INSERT ON case_event_health WHEN indaro_log_permit() = 0
    BEGIN SELECT RAISE(ABORT, 'unlogged write'); END;
CREATE TRIGGER case_event_health_guard_UPDATE BEFORE UPDATE ON case_event_health WHEN indaro_log_permit() = 0
    BEGIN SELECT RAISE(ABORT, 'unlogged write'); END;
CREATE TRIGGER case_event_health_guard_DELETE BEFORE DELETE ON case_event_health WHEN indaro_log_permit() = 0
    BEGIN SELECT RAISE(ABORT, 'unlogged write'); END;
CREATE TABLE step_mark_health (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    case_file blob CHECK (case_file IS NULL OR typeof(case_file) IN ('blob', 'blob')),
    step text CHECK (step IS NULL OR typeof(step) IN ('text', 'blob')),
    occurrence text CHECK (occurrence IS NULL OR typeof(occurrence) IN ('text', 'blob')),
    state text CHECK (state IS NULL OR typeof(state) IN ('text', 'blob')),
    evidence text CHECK (evidence IS NULL OR typeof(evidence) IN ('text', 'blob')),
    note text CHECK (note IS NULL OR typeof(note) IN ('text', 'blob')),
    marked_at integer CHECK (marked_at IS NULL OR typeof(marked_at) IN ('integer', 'blob')),
    marked_by blob CHECK (marked_by IS NULL OR typeof(marked_by) IN ('blob', 'blob')),
    revision integer CHECK (revision IS NULL OR typeof(revision) IN ('integer', 'blob')),
    urgent text CHECK (urgent IS NULL OR typeof(urgent) IN ('text', 'blob')),
    seen_at integer CHECK (seen_at IS NULL OR typeof(seen_at) IN ('integer', 'blob')),
    seen_by blob CHECK (seen_by IS NULL OR typeof(seen_by) IN ('blob', 'blob'))
) WITHOUT ROWID;
CREATE INDEX step_mark_health_by_case_file ON step_mark_health (case_file);
CREATE TRIGGER step_mark_health_guard_INSERT BEFORE INSERT ON step_mark_health WHEN indaro_log_permit() = 0
    BEGIN SELECT RAISE(ABORT, 'unlogged write'); END;
CREATE TRIGGER step_mark_health_guard_UPDATE BEFORE UPDATE ON step_mark_health WHEN indaro_log_permit() = 0
    BEGIN SELECT RAISE(ABORT, 'unlogged write'); END;
CREATE TRIGGER step_mark_health_guard_DELETE BEFORE DELETE ON step_mark_health WHEN indaro_log_permit() = 0
    BEGIN SELECT RAISE(ABORT, 'unlogged write'); END;
CREATE TABLE incident_person (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    case_file blob CHECK (case_file IS NULL OR typeof(case_file) IN ('blob', 'blob')),
    incident blob CHECK (incident IS NULL OR typeof(incident) IN ('blob', 'blob'))
) WITHOUT ROWID;
CREATE INDEX incident_person_by_case_file ON incident_person (case_file);
CREATE INDEX incident_person_by_incident ON incident_person (incident);
CREATE TRIGGER incident_person_guard_INSERT BEFORE INSERT ON incident_person WHEN indaro_log_permit() = 0
    BEGIN SELECT RAISE(ABORT, 'unlogged write'); END;
CREATE TRIGGER incident_person_guard_UPDATE BEFORE UPDATE ON incident_person WHEN indaro_log_permit() = 0
    BEGIN SELECT RAISE(ABORT, 'unlogged write'); END;
CREATE TRIGGER incident_person_guard_DELETE BEFORE DELETE ON incident_person WHEN indaro_log_permit() = 0
    BEGIN SELECT RAISE(ABORT, 'unlogged write'); END;
)"));
    INDARO_TRY(store::addColumns(db, "step_mark", StepMarkColumns));
    INDARO_TRY(store::addColumns(db, "hold", HoldColumns));
    return db.execute(R"(
CREATE INDEX case_file_by_family_unit ON case_file (family_unit);
)");
}

} // namespace indaro::casework
