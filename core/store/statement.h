// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/id.h"
#include "core/base/value.h"

#include <cstdint>
#include <string>
#include <string_view>

struct sqlite3_stmt;

namespace indaro::store {

class Connection;

/// One prepared statement, borrowed from the connection's cache and given back (reset, bindings cleared) by the
/// destructor. Never outlives its connection. Thread: the connection's.
///
///     INDARO_TRY_ASSIGN(auto find, db.prepare("SELECT name FROM place WHERE id = ?1"));
///     find.bind(1, id);
///     INDARO_TRY_ASSIGN(const bool found, find.step());
class [[nodiscard]] Statement
{
public:
    Statement(Statement &&other) noexcept;
    Statement &operator=(Statement &&) = delete;
    ~Statement();

    /// Parameters count from 1. Texts are copied.
    void bind(int index, const base::Value &value);
    void bind(int index, std::string_view text);
    void bind(int index, const char *text) { bind(index, std::string_view(text)); }
    void bind(int index, const std::string &text) { bind(index, std::string_view(text)); }
    void bind(int index, std::int64_t number);
    void bind(int index, int number) { bind(index, static_cast<std::int64_t>(number)); }
    void bind(int index, double number);
    void bind(int index, base::ByteView bytes);
    void bindNull(int index);
    template <class Tag> void bind(int index, const base::Id<Tag> &id) { bind(index, id.bytes()); }

    /// True when there is a row. Errors: as Connection::execute.
    [[nodiscard]] base::Result<bool> step();
    /// Runs a statement that gives no rows, then resets it so that it can be bound again.
    [[nodiscard]] base::Result<void> run();
    void reset() noexcept;

    /// Columns count from 0; only after step() said true.
    [[nodiscard]] bool isNull(int column) const;
    [[nodiscard]] std::int64_t integer(int column) const;
    [[nodiscard]] double real(int column) const;
    [[nodiscard]] std::string text(int column) const;
    /// Valid until the next step or reset.
    [[nodiscard]] std::string_view textView(int column) const;
    [[nodiscard]] base::ByteView blob(int column) const;
    /// A typed field: a one-byte blob is a Missing reason (see sync/schema.h).
    [[nodiscard]] base::Value value(int column) const;
    template <class Tag> [[nodiscard]] std::optional<base::Id<Tag>> id(int column) const
    {
        return base::Id<Tag>::fromBytes(blob(column));
    }
    [[nodiscard]] int columnCount() const;
    [[nodiscard]] std::string columnName(int column) const;

private:
    friend class Connection;
    Statement(Connection &connection, sqlite3_stmt *stmt);
    Connection *m_connection;
    sqlite3_stmt *m_stmt;
};

} // namespace indaro::store
