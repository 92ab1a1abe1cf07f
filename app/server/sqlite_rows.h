// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/crypto/hash.h"
#include "core/store/statement.h"

#include <algorithm>
#include <optional>

/// What a row of SqliteWork's holds. Private to sqlite_work*.cpp.
namespace indaro::server {

[[nodiscard]] inline crypto::Digest digestIn(const store::Statement &row, int column)
{
    crypto::Digest out{};
    const base::ByteView bytes = row.blob(column);
    if (bytes.size() == out.size())
        std::copy(bytes.begin(), bytes.end(), out.begin());
    return out;
}

[[nodiscard]] inline base::Bytes bytesIn(const store::Statement &row, int column)
{
    const base::ByteView bytes = row.blob(column);
    return {bytes.begin(), bytes.end()};
}

[[nodiscard]] inline std::uint64_t numberIn(const store::Statement &row, int column)
{
    return static_cast<std::uint64_t>(row.integer(column));
}

[[nodiscard]] inline std::int64_t toSql(std::uint64_t number)
{
    return static_cast<std::int64_t>(number);
}

template <class T> void bindOptional(store::Statement &statement, int index, const std::optional<T> &id)
{
    if (id)
        statement.bind(index, *id);
    else
        statement.bindNull(index);
}

[[nodiscard]] inline base::Error strange()
{
    return base::Error(base::Errc::StoreDamaged);
}

} // namespace indaro::server
