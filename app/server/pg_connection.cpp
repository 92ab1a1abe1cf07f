// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/server/pg_connection.h"

#include "core/base/log.h"

#include <libpq-fe.h>

#include <cstring>

namespace indaro::server {

using base::Errc;
using base::Error;
using base::Result;

namespace {

// Type numbers of PostgreSQL, fixed for ever (catalog/pg_type.dat).
constexpr unsigned ByteaType = 17;
constexpr unsigned Int8Type = 20;
constexpr unsigned TextType = 25;
constexpr unsigned ByteaListType = 1001;
constexpr unsigned Int8ListType = 1016;

void putBig(base::Bytes &out, std::uint64_t value, int width)
{
    for (int i = width - 1; i >= 0; --i)
        out.push_back(static_cast<std::byte>((value >> (8 * i)) & 255U));
}

void put(base::Bytes &out, base::ByteView bytes)
{
    out.insert(out.end(), bytes.begin(), bytes.end());
}

/// One dimension, no nulls, counted from 1.
base::Bytes listStart(unsigned elementType, std::size_t count)
{
    base::Bytes out;
    putBig(out, count == 0 ? 0 : 1, 4);
    putBig(out, 0, 4);
    putBig(out, elementType, 4);
    if (count > 0) {
        putBig(out, count, 4);
        putBig(out, 1, 4);
    }
    return out;
}

} // namespace

void PgParams::add(unsigned type, base::Bytes value, bool isNull)
{
    m_types.push_back(type);
    m_values.push_back(std::move(value));
    m_isNull.push_back(isNull);
}

PgParams &PgParams::number(std::int64_t value)
{
    base::Bytes out;
    putBig(out, static_cast<std::uint64_t>(value), 8);
    add(Int8Type, std::move(out));
    return *this;
}

PgParams &PgParams::bytes(base::ByteView value)
{
    add(ByteaType, {value.begin(), value.end()});
    return *this;
}

PgParams &PgParams::optionalBytes(const std::optional<base::ByteView> &value)
{
    if (value)
        return bytes(*value);
    add(ByteaType, {}, true);
    return *this;
}

PgParams &PgParams::text(std::string_view value)
{
    const auto bytes = base::asBytes(value);
    add(TextType, {bytes.begin(), bytes.end()});
    return *this;
}

PgParams &PgParams::numbers(const std::vector<std::int64_t> &values)
{
    base::Bytes out = listStart(Int8Type, values.size());
    for (const std::int64_t value : values) {
        putBig(out, 8, 4);
        putBig(out, static_cast<std::uint64_t>(value), 8);
    }
    add(Int8ListType, std::move(out));
    return *this;
}

PgParams &PgParams::byteList(const std::vector<base::ByteView> &values)
{
    base::Bytes out = listStart(ByteaType, values.size());
    for (const base::ByteView value : values) {
        putBig(out, value.size(), 4);
        put(out, value);
    }
    add(ByteaListType, std::move(out));
    return *this;
}

void PgRows::Clear::operator()(pg_result *result) const
{
    PQclear(result);
}

PgRows::PgRows(pg_result *result) : m_result(result) {}

int PgRows::count() const
{
    return PQntuples(m_result.get());
}

bool PgRows::isNull(int row, int column) const
{
    return PQgetisnull(m_result.get(), row, column) != 0;
}

base::ByteView PgRows::bytes(int row, int column) const
{
    return {reinterpret_cast<const std::byte *>(PQgetvalue(m_result.get(), row, column)),
            static_cast<std::size_t>(PQgetlength(m_result.get(), row, column))};
}

base::Bytes PgRows::copy(int row, int column) const
{
    const base::ByteView view = bytes(row, column);
    return {view.begin(), view.end()};
}

std::int64_t PgRows::number(int row, int column) const
{
    std::uint64_t value = 0;
    const base::ByteView view = bytes(row, column);
    for (const std::byte b : view)
        value = (value << 8) | std::to_integer<std::uint64_t>(b);
    if (view.size() == 4)
        return static_cast<std::int32_t>(static_cast<std::uint32_t>(value));
    if (view.size() == 2)
        return static_cast<std::int16_t>(static_cast<std::uint16_t>(value));
    return static_cast<std::int64_t>(value);
}

std::uint64_t PgRows::affected() const
{
    return std::strtoull(PQcmdTuples(m_result.get()), nullptr, 10);
}

void PgConnection::Close::operator()(pg_conn *connection) const
{
    PQfinish(connection);
}

PgConnection::PgConnection(std::string conninfo) : m_conninfo(std::move(conninfo)) {}
PgConnection::~PgConnection() = default;

Error PgConnection::errorOf(const pg_result *result) const
{
    if (PQstatus(m_connection.get()) != CONNECTION_OK)
        return Error(Errc::StoreLocked, {{"reason", std::string("connection")}});
    const char *state = PQresultErrorField(result, PG_DIAG_SQLSTATE);
    const std::string code = state == nullptr ? "" : state;
    if (code == "23505")
        return Error(Errc::StoreConstraint);
    if (code == "40001" || code == "40P01" || code == "55P03" || code.starts_with("57P") || code == "53300")
        return Error(Errc::StoreLocked, {{"sqlstate", code}});
    if (code == "53100")
        return Error(Errc::DiskFull);
    return Error(Errc::StoreFailed, {{"sqlstate", code}});
}

Result<void> PgConnection::ensure()
{
    if (m_connection && PQstatus(m_connection.get()) == CONNECTION_OK &&
        PQtransactionStatus(m_connection.get()) == PQTRANS_IDLE)
        return {};
    m_prepared.clear();
    m_connection.reset(PQconnectdb(m_conninfo.c_str()));
    if (PQstatus(m_connection.get()) != CONNECTION_OK) {
        base::logEvent("database_unreachable");
        return Error(Errc::StoreLocked, {{"reason", std::string("connection")}});
    }
    PQsetNoticeProcessor(
        m_connection.get(), [](void *, const char *) {}, nullptr);
    // A server process that is killed must not hold a shelter for long, nor wait for ever for one that does.
    return run("SET lock_timeout = '10s'; SET idle_in_transaction_session_timeout = '30s';"
               "SET statement_timeout = '60s'; SET synchronous_commit = on; SET client_min_messages = warning");
}

Result<void> PgConnection::begin(const std::string &sql)
{
    INDARO_TRY(ensure());
    if (run(sql))
        return {};
    m_connection.reset(); // whatever it was, nothing has been done on it
    INDARO_TRY(ensure());
    return run(sql);
}

Result<void> PgConnection::run(const std::string &sql)
{
    pg_result *result = PQexec(m_connection.get(), sql.c_str());
    const PgRows keep(result);
    const auto status = PQresultStatus(result);
    if (status != PGRES_COMMAND_OK && status != PGRES_TUPLES_OK)
        return errorOf(result);
    return {};
}

Result<PgRows> PgConnection::ask(const std::string &sql, const PgParams &params)
{
    auto at = m_prepared.find(sql);
    if (at == m_prepared.end()) {
        const std::string name = "s" + std::to_string(m_prepared.size());
        pg_result *prepared = PQprepare(m_connection.get(), name.c_str(), sql.c_str(),
                                        static_cast<int>(params.m_types.size()), params.m_types.data());
        const PgRows keep(prepared);
        if (PQresultStatus(prepared) != PGRES_COMMAND_OK)
            return errorOf(prepared);
        at = m_prepared.emplace(sql, name).first;
    }
    std::vector<const char *> values;
    std::vector<int> lengths;
    static constexpr char nothing = '\0'; // a null pointer would mean NULL
    for (std::size_t i = 0; i < params.m_values.size(); ++i) {
        const base::Bytes &value = params.m_values[i];
        values.push_back(params.m_isNull[i] ? nullptr
                         : value.empty()    ? &nothing
                                            : reinterpret_cast<const char *>(value.data()));
        lengths.push_back(static_cast<int>(value.size()));
    }
    const std::vector<int> formats(values.size(), 1);
    pg_result *result = PQexecPrepared(m_connection.get(), at->second.c_str(), static_cast<int>(values.size()),
                                       values.data(), lengths.data(), formats.data(), 1);
    PgRows rows(result);
    const auto status = PQresultStatus(result);
    if (status != PGRES_COMMAND_OK && status != PGRES_TUPLES_OK)
        return errorOf(result);
    return rows;
}

} // namespace indaro::server
