// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/casework/conflicts/conflicts_sql.h"

namespace indaro::casework::sql {

const char OpenConflictFields[] = "SELECT record_table, record, field FROM conflict "
                                  "ORDER BY opened_at, record_table, record, field";
const char HeldBatchCount[] = "SELECT count(*) FROM quarantine WHERE reason = 'Held' AND settled_at IS NULL";

} // namespace indaro::casework::sql
