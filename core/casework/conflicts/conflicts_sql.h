// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace indaro::casework::sql {

extern const char OpenConflictFields[];
extern const char HeldBatchCount[];

} // namespace indaro::casework::sql
