// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/casework/migrations/steps.h"

namespace indaro::casework {

base::Result<void> indexDecisions(store::Connection &db)
{
    return db.execute("CREATE INDEX operation_decision ON operation (time) WHERE kind = 6;");
}

} // namespace indaro::casework
