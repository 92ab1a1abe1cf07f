// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/relay/relay_store.h"

#include <string>

namespace indaro::server {

class PgConnection;

/// The store for the commission: PostgreSQL 13 or newer. Several of these, in several processes, may stand on
/// one database: what belongs to a shelter is changed under that shelter's advisory lock only, and unique
/// keys say so once more. Every table leads with the shelter, so that the database may be partitioned or
/// distributed by it.
class PostgresStore final : public relay::RelayStore
{
public:
    /// Brings the schema up to date. Errors: StoreLocked (not reachable), StoreTooNew, StoreMigrationFailed,
    /// StoreFailed.
    [[nodiscard]] static base::Result<std::unique_ptr<PostgresStore>> open(const std::string &conninfo);
    ~PostgresStore() override;
    [[nodiscard]] base::Result<std::unique_ptr<relay::RelayWork>> read() override;
    [[nodiscard]] base::Result<std::unique_ptr<relay::RelayWork>>
    write(const std::optional<relay::ShelterId> &shelter) override;

private:
    explicit PostgresStore(std::unique_ptr<PgConnection> connection);
    std::unique_ptr<PgConnection> m_connection;
};

} // namespace indaro::server
