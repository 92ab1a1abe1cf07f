// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/base/random.h"
#include "core/casework/access/access.h"
#include "core/sync/change_log.h"

namespace indaro::casework {

/// What every command and query works with, on the store thread. A command opens one transaction, writes only through
/// `log`, and commits; a query only reads. Nothing here may be kept longer than the call.
///
///     Result<CaseId> admitPerson(Desk &desk, const Admission &admission);
///
/// `db` is the signed-in account's door: what its roles do not read is NULL there, and the log refuses what they do not
/// write (access/access.h). What must be worked out from everything, whoever is signed in, says so by reading through
/// `log.connection()`, and hands out no more than `access` allows.
struct Desk
{
    store::Connection &db;
    sync::ChangeLog &log;
    const base::Clock &clock;
    base::Random &random;
    const Access &access;
};

} // namespace indaro::casework
