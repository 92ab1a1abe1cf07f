// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/casework/migrations/steps.h"

namespace indaro::casework {

base::Result<void> createRoleTables(store::Connection &db)
{
    return db.execute(R"(
CREATE TABLE role_rule (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    role text CHECK (role IS NULL OR typeof(role) IN ('text', 'blob')),
    thing text CHECK (thing IS NULL OR typeof(thing) IN ('text', 'blob')),
    access_right text CHECK (access_right IS NULL OR typeof(access_right) IN ('text', 'blob'))
) WITHOUT ROWID;
CREATE TRIGGER role_rule_guard_INSERT BEFORE INSERT ON role_rule WHEN indaro_log_permit() = 0
    BEGIN SELECT RAISE(ABORT, 'unlogged write'); END;
CREATE TRIGGER role_rule_guard_UPDATE BEFORE UPDATE ON role_rule WHEN indaro_log_permit() = 0
    BEGIN SELECT RAISE(ABORT, 'unlogged write'); END;
CREATE TRIGGER role_rule_guard_DELETE BEFORE DELETE ON role_rule WHEN indaro_log_permit() = 0
    BEGIN SELECT RAISE(ABORT, 'unlogged write'); END;
)");
}

} // namespace indaro::casework
