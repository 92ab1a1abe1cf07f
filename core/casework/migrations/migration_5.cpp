// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/casework/migrations/steps.h"

namespace indaro::casework {

base::Result<void> createHiddenBirths(store::Connection &db)
{
    return db.execute(R"(
CREATE TABLE hidden_birth (
    device BLOB NOT NULL CHECK (length(device) = 16),
    stream INTEGER NOT NULL,
    sequence INTEGER NOT NULL,
    record BLOB NOT NULL CHECK (length(record) = 16),
    PRIMARY KEY (device, stream, sequence)
) WITHOUT ROWID;
CREATE INDEX hidden_birth_record ON hidden_birth (record);
)");
}

} // namespace indaro::casework
