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
)");
}

} // namespace indaro::casework
