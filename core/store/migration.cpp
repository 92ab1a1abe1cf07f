// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/migration.h"

#include "core/base/log.h"

namespace indaro::store {

using base::Errc;
using base::Error;
using base::Result;

Result<MigrationReport> migrate(Connection &connection, std::span<const Migration> migrations,
                                const std::function<Result<void>()> &makeCopy)
{
    int newest = 0;
    for (const Migration &step : migrations) {
        INDARO_CHECK(step.version == newest + 1);
        newest = step.version;
    }
    INDARO_TRY_ASSIGN(const int from, connection.schemaVersion());
    if (from > newest)
        return Error(Errc::StoreTooNew, {{"version", from}, {"known", newest}});
    if (from == newest)
        return MigrationReport{from, newest};
    if (from > 0 && makeCopy)
        INDARO_TRY(makeCopy());
    INDARO_TRY_ASSIGN(auto transaction, connection.begin());
    {
        const Connection::WritePermit permit(connection);
        for (const Migration &step : migrations) {
            if (step.version <= from)
                continue;
            if (auto applied = step.apply(connection); !applied) {
                base::logError("migration", applied.error());
                if (applied.error().code == Errc::DiskFull)
                    return applied.error();
                return Error(Errc::StoreMigrationFailed, {{"version", step.version}});
            }
        }
    }
    INDARO_TRY(connection.setSchemaVersion(newest));
    INDARO_TRY(transaction.commit());
    return MigrationReport{from, newest};
}

} // namespace indaro::store
