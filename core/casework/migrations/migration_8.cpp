// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/casework/migrations/steps.h"

namespace indaro::casework {

base::Result<void> createEntities(store::Connection &db)
{
    return db.execute(R"(
CREATE TABLE entity (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    interview blob CHECK (interview IS NULL OR typeof(interview) IN ('blob', 'blob')),
    dataset text CHECK (dataset IS NULL OR typeof(dataset) IN ('text', 'blob')),
    entity text CHECK (entity IS NULL OR typeof(entity) IN ('text', 'blob')),
    action text CHECK (action IS NULL OR typeof(action) IN ('text', 'blob')),
    label text CHECK (label IS NULL OR typeof(label) IN ('text', 'blob')),
    properties text CHECK (properties IS NULL OR typeof(properties) IN ('text', 'blob')),
    version integer CHECK (version IS NULL OR typeof(version) IN ('integer', 'blob')),
    base_version text CHECK (base_version IS NULL OR typeof(base_version) IN ('text', 'blob')),
    written_at integer CHECK (written_at IS NULL OR typeof(written_at) IN ('integer', 'blob'))
) WITHOUT ROWID;
CREATE INDEX entity_by_interview ON entity (interview);
CREATE INDEX entity_by_dataset ON entity (dataset);
CREATE TRIGGER entity_guard_INSERT BEFORE INSERT ON entity WHEN indaro_log_permit() = 0
    BEGIN SELECT RAISE(ABORT, 'unlogged write'); END;
CREATE TRIGGER entity_guard_UPDATE BEFORE UPDATE ON entity WHEN indaro_log_permit() = 0
    BEGIN SELECT RAISE(ABORT, 'unlogged write'); END;
CREATE TRIGGER entity_guard_DELETE BEFORE DELETE ON entity WHEN indaro_log_permit() = 0
    BEGIN SELECT RAISE(ABORT, 'unlogged write'); END;
)");
}

} // namespace indaro::casework
