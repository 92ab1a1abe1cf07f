// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/statement.h"

#include "core/store/connection.h"

#include <sqlite3.h>

namespace indaro::store {

using base::Value;

Statement::Statement(Connection &connection, sqlite3_stmt *stmt) : m_connection(&connection), m_stmt(stmt) {}

Statement::Statement(Statement &&other) noexcept
    : m_connection(other.m_connection), m_stmt(std::exchange(other.m_stmt, nullptr))
{
}

void Statement::bind(int index, const Value &value)
{
    if (const auto *text = value.text())
        bind(index, std::string_view(*text));
    else if (const auto *integer = value.integer())
        bind(index, *integer);
    else if (const auto *real = value.real())
        bind(index, *real);
    else if (const auto *bytes = value.bytes())
        bind(index, base::ByteView(*bytes));
    else if (const auto *reason = value.missing()) {
        const auto code = static_cast<std::byte>(*reason);
        bind(index, base::ByteView(&code, 1));
    } else
        bindNull(index);
}

void Statement::bind(int index, std::string_view text)
{
    const int rc = sqlite3_bind_text64(m_stmt, index, text.data() != nullptr ? text.data() : "", text.size(),
                                       SQLITE_TRANSIENT, SQLITE_UTF8);
    INDARO_CHECK(rc == SQLITE_OK);
}

void Statement::bind(int index, std::int64_t number)
{
    const int rc = sqlite3_bind_int64(m_stmt, index, number);
    INDARO_CHECK(rc == SQLITE_OK);
}

void Statement::bind(int index, double number)
{
    const int rc = sqlite3_bind_double(m_stmt, index, number);
    INDARO_CHECK(rc == SQLITE_OK);
}

void Statement::bind(int index, base::ByteView bytes)
{
    static constexpr std::byte Empty{};
    const int rc = sqlite3_bind_blob64(m_stmt, index, bytes.empty() ? &Empty : bytes.data(), bytes.size(), SQLITE_TRANSIENT);
    INDARO_CHECK(rc == SQLITE_OK);
}

void Statement::bindNull(int index)
{
    const int rc = sqlite3_bind_null(m_stmt, index);
    INDARO_CHECK(rc == SQLITE_OK);
}

base::Result<void> Statement::run()
{
    const auto row = step();
    reset();
    if (!row)
        return row.error();
    return {};
}

void Statement::reset() noexcept
{
    sqlite3_reset(m_stmt);
    sqlite3_clear_bindings(m_stmt);
}

bool Statement::isNull(int column) const
{
    return sqlite3_column_type(m_stmt, column) == SQLITE_NULL;
}

std::int64_t Statement::integer(int column) const
{
    return sqlite3_column_int64(m_stmt, column);
}

double Statement::real(int column) const
{
    return sqlite3_column_double(m_stmt, column);
}

std::string Statement::text(int column) const
{
    return std::string(textView(column));
}

std::string_view Statement::textView(int column) const
{
    const unsigned char *text = sqlite3_column_text(m_stmt, column);
    if (text == nullptr)
        return {};
    return {reinterpret_cast<const char *>(text), static_cast<std::size_t>(sqlite3_column_bytes(m_stmt, column))};
}

base::ByteView Statement::blob(int column) const
{
    const void *data = sqlite3_column_blob(m_stmt, column);
    return {static_cast<const std::byte *>(data), static_cast<std::size_t>(sqlite3_column_bytes(m_stmt, column))};
}

Value Statement::value(int column) const
{
    switch (sqlite3_column_type(m_stmt, column)) {
    case SQLITE_INTEGER:
        return integer(column);
    case SQLITE_FLOAT:
        return real(column);
    case SQLITE_TEXT:
        return text(column);
    case SQLITE_BLOB: {
        const base::ByteView bytes = blob(column);
        if (bytes.size() == 1 && bytes[0] >= std::byte{1} && bytes[0] <= std::byte{4})
            return static_cast<base::Missing>(bytes[0]);
        return base::Bytes(bytes.begin(), bytes.end());
    }
    default:
        return {};
    }
}

int Statement::columnCount() const
{
    return sqlite3_column_count(m_stmt);
}

std::string Statement::columnName(int column) const
{
    return sqlite3_column_name(m_stmt, column);
}

} // namespace indaro::store
