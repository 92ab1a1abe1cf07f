// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/raw_store.h"

#include "core/casework/migrations.h"
#include "core/model/field_table.h"
#include "core/sync/change_log_sql.h"
#include "core/sync/local_meta.h"
#include "tests/bench/bench.h"

namespace indaro::bench {

ProductStore::ProductStore(const std::filesystem::path &path, const base::SecretBytes &key, const base::Clock &clock,
                           base::Random &random)
    : db(must(store::Connection::open(path, key, store::Connection::Mode::Create)))
{
    must(store::migrate(db, casework::migrations(), {}));
    must(sync::setMeta(db, sync::meta::DeviceId, sync::DeviceId::make(random).bytes()));
    must(sync::setMeta(db, sync::meta::Series, base::asBytes("BCDF")));
    log.emplace(must(sync::ChangeLog::open(db, model::schema(), clock, sync::UserId::make(random))));
}

RawStore::RawStore(const std::filesystem::path &path, const base::SecretBytes &key)
{
    {
        auto db = must(store::Connection::open(path, key, store::Connection::Mode::Create));
        must(store::migrate(db, casework::migrations(), {}));
    }
    check(sqlite3_open_v2(path.string().c_str(), &m_db, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, nullptr), SQLITE_OK);
    run("PRAGMA cipher_log_level = NONE; PRAGMA cipher_memory_security = ON");
    std::string raw = "PRAGMA key = \"x'";
    for (const std::byte b : key.view()) {
        constexpr std::string_view digits = "0123456789abcdef";
        raw += digits[std::to_integer<std::size_t>(b >> 4)];
        raw += digits[std::to_integer<std::size_t>(b & std::byte{15})];
    }
    run((raw + "'\"").c_str());
    // The same as store::Connection::applySettings.
    run("PRAGMA temp_store = MEMORY; PRAGMA journal_mode = DELETE; PRAGMA synchronous = EXTRA; PRAGMA secure_delete = ON; "
        "PRAGMA foreign_keys = ON; PRAGMA trusted_schema = OFF; PRAGMA cell_size_check = ON; PRAGMA cache_size = -8192");
    for (const auto &table : model::schema().tables()) {
        for (const std::string action : {"INSERT", "UPDATE", "DELETE"})
            run(("DROP TRIGGER " + std::string(table.name) + "_guard_" + action).c_str());
    }
    for (const std::string action : {"insert", "update", "delete"})
        run(("DROP TRIGGER operation_guard_" + action).c_str());
    run("INSERT INTO log_device (number, id) VALUES (1, randomblob(16)); "
        "INSERT INTO log_user (number, id) VALUES (1, randomblob(16))");
}

RawStore::~RawStore()
{
    for (auto &[sql, statement] : m_statements)
        sqlite3_finalize(statement);
    sqlite3_close(m_db);
}

void RawStore::check(int code, int wanted)
{
    if (code == wanted)
        return;
    std::fprintf(stderr, "indaro-bench: SQLite %d: %s\n", code, m_db != nullptr ? sqlite3_errmsg(m_db) : "");
    std::exit(1);
}

void RawStore::run(const char *sql)
{
    check(sqlite3_exec(m_db, sql, nullptr, nullptr, nullptr), SQLITE_OK);
}

sqlite3_stmt *RawStore::prepare(const std::string &sql)
{
    sqlite3_stmt *&statement = m_statements[sql];
    if (statement == nullptr)
        check(sqlite3_prepare_v3(m_db, sql.c_str(), -1, SQLITE_PREPARE_PERSISTENT, &statement, nullptr), SQLITE_OK);
    return statement;
}

void RawStore::step(sqlite3_stmt *statement)
{
    check(sqlite3_step(statement), SQLITE_DONE);
    sqlite3_reset(statement);
}

void RawStore::insert(const sync::TableDefinition &table, const sync::RecordId &id, const sync::FieldValues &values)
{
    sqlite3_stmt *&statement = m_inserts[table.table];
    if (statement == nullptr)
        statement = prepare(sync::sql::insertRow(table));
    sqlite3_clear_bindings(statement);
    bindBytes(statement, 1, id.bytes());
    for (const auto &[field, value] : values)
        bindValue(statement, static_cast<int>(table.findField(field.field) - table.fields.data()) + 2, value);
    step(statement);
}

void bindBytes(sqlite3_stmt *statement, int index, base::ByteView bytes)
{
    sqlite3_bind_blob64(statement, index, bytes.data(), bytes.size(), SQLITE_STATIC);
}

void bindValue(sqlite3_stmt *statement, int index, const base::Value &value)
{
    if (const auto *text = value.text())
        sqlite3_bind_text64(statement, index, text->data(), text->size(), SQLITE_STATIC, SQLITE_UTF8);
    else if (const auto *integer = value.integer())
        sqlite3_bind_int64(statement, index, *integer);
    else if (const auto *real = value.real())
        sqlite3_bind_double(statement, index, *real);
    else if (const auto *bytes = value.bytes())
        bindBytes(statement, index, *bytes);
    else if (const auto *reason = value.missing())
        bindBytes(statement, index, {reinterpret_cast<const std::byte *>(reason), 1});
    else
        sqlite3_bind_null(statement, index);
}

} // namespace indaro::bench
