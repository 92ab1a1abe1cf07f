// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/migration.h"

#include "core/base/log.h"

#include <string>
#include <vector>

namespace indaro::store {

using base::Errc;
using base::Error;
using base::Result;

namespace {

struct TableText
{
    std::string create;
    std::vector<std::string> others; ///< its indexes and triggers
};

Result<TableText> textOf(Connection &connection, std::string_view table)
{
    TableText text;
    INDARO_TRY_ASSIGN(auto rows,
                      connection.prepare("SELECT type, sql FROM sqlite_master WHERE tbl_name = ?1 AND sql IS NOT NULL"
                                         " ORDER BY rowid"));
    rows.bind(1, table);
    for (;;) {
        INDARO_TRY_ASSIGN(const bool found, rows.step());
        if (!found)
            return text;
        if (rows.text(0) == "table")
            text.create = rows.text(1);
        else
            text.others.emplace_back(rows.text(1));
    }
}

Result<bool> isEmpty(Connection &connection, std::string_view table)
{
    INDARO_TRY_ASSIGN(auto rows, connection.prepare("SELECT 1 FROM \"" + std::string(table) + "\" LIMIT 1"));
    INDARO_TRY_ASSIGN(const bool found, rows.step());
    return !found;
}

} // namespace

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

Result<void> addColumns(Connection &connection, std::string_view table, std::span<const std::string_view> columns)
{
    const std::string name(table);
    INDARO_TRY_ASSIGN(const bool empty, isEmpty(connection, table));
    if (!empty) {
        for (const std::string_view column : columns)
            INDARO_TRY(connection.execute("ALTER TABLE " + name + " ADD COLUMN " + std::string(column)));
        return {};
    }
    INDARO_TRY_ASSIGN(auto text, textOf(connection, table));
    std::string added;
    for (const std::string_view column : columns)
        (added += ", ") += column;
    text.create.insert(text.create.rfind(')'), added); // the bracket around the columns, nothing behind it has one
    INDARO_TRY(connection.execute("DROP TABLE " + name));
    INDARO_TRY(connection.execute(text.create));
    for (const std::string &other : text.others)
        INDARO_TRY(connection.execute(other));
    return {};
}

} // namespace indaro::store
