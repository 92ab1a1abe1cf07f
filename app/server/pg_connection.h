// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/bytes.h"
#include "core/base/result.h"

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

struct pg_conn;
struct pg_result;

namespace indaro::server {

/// Parameters of one statement, in PostgreSQL's binary form.
class PgParams
{
public:
    PgParams &number(std::int64_t value);
    PgParams &bytes(base::ByteView value);
    PgParams &optionalBytes(const std::optional<base::ByteView> &value);
    PgParams &text(std::string_view value);
    PgParams &numbers(const std::vector<std::int64_t> &values);
    PgParams &byteList(const std::vector<base::ByteView> &values);

private:
    friend class PgConnection;
    void add(unsigned type, base::Bytes value, bool isNull = false);
    std::vector<unsigned> m_types;
    std::vector<base::Bytes> m_values;
    std::vector<bool> m_isNull;
};

/// Rows of an answer, binary. Columns count from 0.
class PgRows
{
public:
    explicit PgRows(pg_result *result);
    [[nodiscard]] int count() const;
    [[nodiscard]] std::int64_t number(int row, int column) const;
    [[nodiscard]] base::ByteView bytes(int row, int column) const; ///< valid as long as this
    [[nodiscard]] base::Bytes copy(int row, int column) const;
    [[nodiscard]] bool isNull(int row, int column) const;
    [[nodiscard]] std::uint64_t affected() const;

private:
    struct Clear
    {
        void operator()(pg_result *result) const;
    };
    std::unique_ptr<pg_result, Clear> m_result;
};

/// One connection by libpq, made anew when it was lost. Statements are prepared once per connection. Thread:
/// one at a time. Errors: StoreConstraint (unique), StoreLocked (deadlock, waited too long, cannot be
/// reached), DiskFull, StoreFailed.
class PgConnection
{
public:
    /// A libpq connection string or postgresql:// URL; it may hold a password and is never logged.
    explicit PgConnection(std::string conninfo);
    ~PgConnection();
    PgConnection(const PgConnection &) = delete;
    PgConnection &operator=(const PgConnection &) = delete;

    /// Outside a transaction: connects if there is no connection that works.
    [[nodiscard]] base::Result<void> ensure();
    /// Begins a transaction, on a new connection when the old one turns out to be lost: nothing has been done
    /// on it yet.
    [[nodiscard]] base::Result<void> begin(const std::string &sql);
    /// Statements without parameters and answer.
    [[nodiscard]] base::Result<void> run(const std::string &sql);
    [[nodiscard]] base::Result<PgRows> ask(const std::string &sql, const PgParams &params = {});

private:
    [[nodiscard]] base::Error errorOf(const pg_result *result) const;
    struct Close
    {
        void operator()(pg_conn *connection) const;
    };
    std::string m_conninfo;
    std::unique_ptr<pg_conn, Close> m_connection;
    std::unordered_map<std::string, std::string> m_prepared;
};

} // namespace indaro::server
