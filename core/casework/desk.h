// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/base/random.h"
#include "core/sync/change_log.h"

namespace indaro::casework {

/// What every command and query works with, on the store thread. A command opens one transaction, writes only through
/// `log`, and commits; a query only reads. Nothing here may be kept longer than the call.
///
///     Result<CaseId> admitPerson(Desk &desk, const Admission &admission);
struct Desk
{
    store::Connection &db;
    sync::ChangeLog &log;
    const base::Clock &clock;
    base::Random &random;
};

} // namespace indaro::casework
