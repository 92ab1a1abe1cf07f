// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/server/sqlite_store.h"

#include "app/server/sqlite_work.h"
#include "core/base/file.h"
#include "core/base/folder.h"
#include "core/crypto/system_random.h"

#include <system_error>

namespace indaro::server {

using namespace relay;
using base::Errc;
using base::Error;
using base::Result;

namespace {

/// The raw key, made with the folder. Errors: FileNotWritable, FileNotReadable, StoreWrongKey (not a key).
Result<base::SecretBytes> keyOf(const std::filesystem::path &folder)
{
    const auto path = folder / "relay.key";
    std::error_code ec;
    if (!std::filesystem::exists(path, ec) && !std::filesystem::exists(folder / "relay.db", ec)) {
        const auto key = crypto::randomSecret(32);
        INDARO_TRY(base::writeFileDurably(path, key.view()));
    }
    INDARO_TRY_ASSIGN(auto bytes, base::readFile(path, 64));
    if (bytes.size() != 32)
        return Error(Errc::StoreWrongKey);
    auto key = base::SecretBytes::copyOf(bytes);
    crypto::wipe(bytes);
    return key;
}

} // namespace

SqliteStore::SqliteStore(store::Connection connection, base::SecretBytes key)
    : m_connection(std::move(connection)), m_key(std::move(key))
{
}

Result<std::unique_ptr<SqliteStore>> SqliteStore::open(const std::filesystem::path &folder)
{
    std::error_code ec;
    if (!std::filesystem::exists(folder, ec))
        INDARO_TRY(base::ensurePrivateFolder(folder));
    INDARO_TRY_ASSIGN(auto key, keyOf(folder));
    const auto path = folder / "relay.db";
    const auto mode =
        std::filesystem::exists(path, ec) ? store::Connection::Mode::ReadWrite : store::Connection::Mode::Create;
    INDARO_TRY_ASSIGN(auto connection, store::Connection::open(path, key, mode));
    // The administrator's commands run beside the server: each waits for the other. Wiping every page in
    // memory is for content; here everything but ids is sealed already.
    INDARO_TRY(connection.execute("PRAGMA busy_timeout = 10000; PRAGMA cipher_memory_security = OFF"));
    INDARO_TRY(migrateRelay(connection));
    return std::unique_ptr<SqliteStore>(new SqliteStore(std::move(connection), std::move(key)));
}

Result<std::unique_ptr<RelayWork>> SqliteStore::read()
{
    // A deferred transaction would keep readers from seeing two states in one unit of work, but an immediate
    // one is as cheap here (one process, one thread) and never fails half way.
    INDARO_TRY_ASSIGN(auto transaction, m_connection.begin());
    return std::unique_ptr<RelayWork>(std::make_unique<SqliteWork>(m_connection, std::move(transaction)));
}

Result<std::unique_ptr<RelayWork>> SqliteStore::write(const std::optional<ShelterId> &)
{
    INDARO_TRY_ASSIGN(auto transaction, m_connection.begin());
    return std::unique_ptr<RelayWork>(std::make_unique<SqliteWork>(m_connection, std::move(transaction)));
}

Result<void> SqliteStore::backupTo(const std::filesystem::path &folder)
{
    std::error_code ec;
    std::filesystem::create_directories(folder, ec);
    if (ec)
        return Error(Errc::FileNotWritable);
    if (std::filesystem::exists(folder / "relay.db", ec) || std::filesystem::exists(folder / "relay.key", ec))
        return Error(Errc::VaultExists);
    INDARO_TRY(m_connection.backupTo(folder / "relay.db", m_key));
    INDARO_TRY(base::writeFileDurably(folder / "relay.key", m_key.view()));
    return base::syncFolder(folder);
}

} // namespace indaro::server
