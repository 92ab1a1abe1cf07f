// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/casework/migrations/steps.h"

namespace indaro::casework {

base::Result<void> indexDeletions(store::Connection &db)
{
    return db.execute("CREATE INDEX operation_deletion ON operation (time) WHERE kind = 5;");
}

} // namespace indaro::casework
