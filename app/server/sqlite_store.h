// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/relay/relay_store.h"
#include "core/store/connection.h"

#include <filesystem>

namespace indaro::server {

/// The embedded store: one SQLCipher file `relay.db` in a folder, its key beside it in `relay.key` (0600).
/// The key protects a disk that is thrown away without its folder, and copies of the database alone; it is
/// SQLCipher because the process must hold one copy of SQLite only, and because core/store's power-cut
/// settings are measured.
class SqliteStore final : public relay::RelayStore
{
public:
    /// Opens or makes it. Errors: FileNotWritable, and as store::Connection::open and store::migrate.
    [[nodiscard]] static base::Result<std::unique_ptr<SqliteStore>> open(const std::filesystem::path &folder);
    [[nodiscard]] base::Result<std::unique_ptr<relay::RelayWork>> read() override;
    [[nodiscard]] base::Result<std::unique_ptr<relay::RelayWork>>
    write(const std::optional<relay::ShelterId> &shelter) override;

    /// A consistent copy under the same key into a folder that has none yet, key included.
    /// Errors: VaultExists (there is something), FileNotWritable, DiskFull.
    [[nodiscard]] base::Result<void> backupTo(const std::filesystem::path &folder);

private:
    SqliteStore(store::Connection connection, base::SecretBytes key);
    store::Connection m_connection;
    base::SecretBytes m_key;
};

} // namespace indaro::server
