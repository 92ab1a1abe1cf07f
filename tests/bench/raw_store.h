// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/secret_bytes.h"
#include "core/base/value.h"
#include "core/store/connection.h"
#include "core/sync/change_log.h"

#include <sqlite3.h>

#include <filesystem>
#include <map>
#include <string>

namespace indaro::bench {

/// A desk of the product on a new file of its own, on this thread.
struct ProductStore
{
    ProductStore(const std::filesystem::path &path, const base::SecretBytes &key, const base::Clock &clock,
                 base::Random &random);
    store::Connection db;
    std::optional<sync::ChangeLog> log;
};

/// The floor: SQLCipher's C API on a file with the product's own schema, indexes, checks, PRAGMAs and durability, with
/// statements prepared once and texts not copied, but without the guards, the log's reading and any code of ours
/// [contracts.md 16]. Ends the program on an error.
class RawStore
{
public:
    /// Makes the file by the product's migrations, closes it and opens it raw.
    RawStore(const std::filesystem::path &path, const base::SecretBytes &key);
    ~RawStore();
    RawStore(const RawStore &) = delete;
    RawStore &operator=(const RawStore &) = delete;

    void run(const char *sql);
    [[nodiscard]] sqlite3_stmt *prepare(const std::string &sql);
    /// A row of a synced table; all columns the values do not name stay NULL.
    void insert(const sync::TableDefinition &table, const sync::RecordId &id, const sync::FieldValues &values);
    void step(sqlite3_stmt *statement);

private:
    void check(int code, int wanted);
    sqlite3 *m_db = nullptr;
    std::map<std::string, sqlite3_stmt *, std::less<>> m_statements;
    std::map<std::uint16_t, sqlite3_stmt *> m_inserts;
};

void bindValue(sqlite3_stmt *statement, int index, const base::Value &value);
void bindBytes(sqlite3_stmt *statement, int index, base::ByteView bytes);

} // namespace indaro::bench
