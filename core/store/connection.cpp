// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/connection.h"

#include "core/base/file.h"
#include "core/base/path.h"
#include "core/store/locked_blocks.h"
#include "core/store/sql_error.h"

#include <array>
#include <charconv>
#include <fstream>
#include <sqlite3.h>
#include <thread>
#include <unordered_map>
#include <vector>

namespace indaro::store {

using base::Errc;
using base::Error;
using base::Result;

namespace {

constexpr std::size_t KeySize = 32;
constexpr std::string_view PlainMagic{"SQLite format 3\0", 16};

void logPermitFunction(sqlite3_context *context, int, sqlite3_value **)
{
    sqlite3_result_int(context, *static_cast<const int *>(sqlite3_user_data(context)));
}

/// x'…' with 64 hexadecimal digits: SQLCipher's raw key form. In locked memory, wiped on return.
base::SecretBytes rawKeyText(const base::SecretBytes &key)
{
    constexpr std::string_view digits = "0123456789abcdef";
    base::SecretBytes text(KeySize * 2 + 3);
    auto out = text.span();
    std::size_t at = 0;
    const auto put = [&](char c) { out[at++] = static_cast<std::byte>(c); };
    put('x');
    put('\'');
    for (const std::byte b : key.view()) {
        put(digits[std::to_integer<std::size_t>(b >> 4)]);
        put(digits[std::to_integer<std::size_t>(b & std::byte{15})]);
    }
    put('\'');
    return text;
}

bool isOlderThan46(std::string_view version)
{
    int major = 0;
    int minor = 0;
    const auto first = std::from_chars(version.data(), version.data() + version.size(), major);
    if (first.ptr != version.data() + version.size())
        std::from_chars(first.ptr + 1, version.data() + version.size(), minor);
    return major < 4 || (major == 4 && minor < 6);
}

Result<void> refusePlaintext(const std::filesystem::path &path)
{
    std::error_code ec;
    if (!std::filesystem::exists(path, ec))
        return Error(Errc::FileNotFound);
    std::ifstream in(path, std::ios::binary);
    std::array<char, 16> head{};
    in.read(head.data(), head.size());
    if (in.gcount() < static_cast<std::streamsize>(head.size()))
        return Error(in.is_open() ? Errc::StoreDamaged : Errc::FileNotReadable);
    if (std::string_view(head.data(), head.size()) == PlainMagic)
        return Error(Errc::StorePlaintextFile);
    return {};
}

} // namespace

struct Connection::State
{
    sqlite3 *db = nullptr;
    std::thread::id thread;
    int writePermits = 0;
    std::uint64_t rollbacks = 0;
    EndListener endListener;
    const Door *entered = nullptr; ///< through which SQLite is being called

    State() = default;
    State(const State &) = delete;
    State &operator=(const State &) = delete;
    ~State()
    {
        sqlite3_close_v2(db);
        lockBlocksAgain();
    }
};

/// What each door has of its own: a statement compiled for one must never be lent to the other.
struct Connection::Door
{
    ColumnRule rule;
    std::unordered_map<std::string, std::vector<sqlite3_stmt *>> idle; ///< ready statements by their SQL text

    Door() = default;
    explicit Door(ColumnRule columns) : rule(std::move(columns)) {}
    Door(const Door &) = delete;
    Door &operator=(const Door &) = delete;
    ~Door() { finalizeAll(); }
    void finalizeAll()
    {
        for (auto &[sql, statements] : idle) {
            for (auto *stmt : statements)
                sqlite3_finalize(stmt);
        }
        idle.clear();
    }
};

/// While SQLite is called through a door: it compiles a statement anew whenever it finds the schema changed.
class Connection::Passage
{
public:
    explicit Passage(const Connection &door)
        : m_state(*door.m_state), m_before(std::exchange(m_state.entered, door.m_door.get()))
    {
    }
    Passage(const Passage &) = delete;
    Passage &operator=(const Passage &) = delete;
    ~Passage() { m_state.entered = m_before; }

    static int authorize(void *state, int action, const char *table, const char *column, const char *, const char *)
    {
        const Door *door = static_cast<const State *>(state)->entered;
        if (door == nullptr || !door->rule || action != SQLITE_READ || column == nullptr || *column == '\0')
            return SQLITE_OK;
        return door->rule(table, column) ? SQLITE_OK : SQLITE_IGNORE;
    }

private:
    State &m_state;
    const Door *m_before;
};

Connection::Connection(std::shared_ptr<State> state, std::unique_ptr<Door> door)
    : m_state(std::move(state)), m_door(std::move(door))
{
}
Connection::Connection(Connection &&) noexcept = default;

Connection &Connection::operator=(Connection &&other) noexcept
{
    m_door = std::move(other.m_door); // its statements go before the file they are of
    m_state = std::move(other.m_state);
    return *this;
}

Connection::~Connection() = default;

Connection Connection::restrictedDoor(ColumnRule rule)
{
    INDARO_CHECK(rule);
    return {m_state, std::make_unique<Door>(std::move(rule))};
}

void Connection::setRule(ColumnRule rule)
{
    INDARO_CHECK(rule && m_door->rule);
    m_door->finalizeAll();
    m_door->rule = std::move(rule);
}

sqlite3 *Connection::handle() const
{
    return m_state->db;
}

std::string Connection::sqlcipherVersion()
{
    sqlite3 *db = nullptr;
    sqlite3_stmt *stmt = nullptr;
    std::string version;
    if (sqlite3_open(":memory:", &db) == SQLITE_OK &&
        sqlite3_prepare_v2(db, "PRAGMA cipher_version", -1, &stmt, nullptr) == SQLITE_OK && sqlite3_step(stmt) == SQLITE_ROW)
        version = reinterpret_cast<const char *>(sqlite3_column_text(stmt, 0));
    sqlite3_finalize(stmt);
    sqlite3_close(db);
    return version;
}

Result<Connection> Connection::open(const std::filesystem::path &path, const base::SecretBytes &key, Mode mode)
{
    INDARO_CHECK(key.size() == KeySize);
    useLockedBlocks();
    if (mode == Mode::ReadWrite)
        INDARO_TRY(refusePlaintext(path));
    else
        INDARO_TRY(base::ensurePrivateFile(path)); // its journal gets the same permissions
    auto state = std::make_shared<State>();
    const int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE |
                      (mode == Mode::Create ? SQLITE_OPEN_CREATE : 0);
    if (const int rc = sqlite3_open_v2(base::utf8Of(path).c_str(), &state->db, flags, nullptr); rc != SQLITE_OK)
        return sqlError(state->db, rc);
    Connection connection(std::move(state), std::make_unique<Door>());
    INDARO_TRY_ASSIGN(const std::string version, connection.pragmaText("PRAGMA cipher_version"));
    if (version.empty())
        return Error(Errc::StoreNotSqlcipher);
    if (isOlderThan46(version))
        return Error(Errc::StoreSqlcipherTooOld);
    // Before the key, so that no page and no key is ever in memory that is not wiped [security.md 0.3].
    INDARO_TRY(connection.execute("PRAGMA cipher_log_level = NONE; PRAGMA cipher_memory_security = ON"));
    const base::SecretBytes keyText = rawKeyText(key);
    if (const int rc = sqlite3_key(connection.handle(), keyText.data(), static_cast<int>(keyText.size())); rc != SQLITE_OK)
        return sqlError(connection.handle(), rc);
    INDARO_TRY(connection.applySettings());
    lockBlocksAgain();
    if (sqlite3_db_readonly(connection.handle(), "main") == 1)
        return Error(Errc::StoreReadOnly);
    return connection;
}

Result<void> Connection::applySettings()
{
    INDARO_TRY(execute("PRAGMA temp_store = MEMORY"));
    INDARO_TRY(pragmaText("SELECT count(*) FROM sqlite_master")); // first decryption
    INDARO_TRY(execute("PRAGMA journal_mode = DELETE; PRAGMA synchronous = EXTRA; PRAGMA secure_delete = ON; "
                       "PRAGMA foreign_keys = ON; PRAGMA trusted_schema = OFF; PRAGMA cell_size_check = ON; "
                       "PRAGMA cache_size = -8192"));
    // Fail closed: a library built otherwise may ignore any of these without a word.
    constexpr std::array<std::pair<std::string_view, std::string_view>, 5> expected{
        {{"PRAGMA temp_store", "2"},
         {"PRAGMA journal_mode", "delete"},
         {"PRAGMA synchronous", "3"},
         {"PRAGMA secure_delete", "1"},
         {"PRAGMA cipher_memory_security", "1"}}};
    for (const auto &[pragma, value] : expected) {
        INDARO_TRY_ASSIGN(const std::string actual, pragmaText(pragma));
        if (actual != value)
            return Error(Errc::StoreNotSqlcipher, {{"setting", std::string(pragma)}, {"value", actual}});
    }
    const int rc = sqlite3_create_function_v2(handle(), "indaro_log_permit", 0, SQLITE_UTF8 | SQLITE_INNOCUOUS,
                                              &m_state->writePermits, logPermitFunction, nullptr, nullptr, nullptr);
    if (rc != SQLITE_OK)
        return sqlError(handle(), rc);
    const auto rolledBack = [](void *state) {
        auto *of = static_cast<State *>(state);
        ++of->rollbacks;
        if (of->endListener)
            of->endListener(End::RolledBack);
    };
    sqlite3_rollback_hook(handle(), rolledBack, m_state.get());
    sqlite3_set_authorizer(handle(), &Passage::authorize, m_state.get());
    return {};
}

Result<std::string> Connection::pragmaText(std::string_view sql)
{
    sqlite3_stmt *stmt = nullptr;
    int rc = sqlite3_prepare_v2(handle(), sql.data(), static_cast<int>(sql.size()), &stmt, nullptr);
    std::string text;
    if (rc == SQLITE_OK) {
        rc = sqlite3_step(stmt);
        if (rc == SQLITE_ROW) {
            if (const auto *value = sqlite3_column_text(stmt, 0))
                text = reinterpret_cast<const char *>(value);
            rc = SQLITE_OK;
        } else if (rc == SQLITE_DONE)
            rc = SQLITE_OK;
    }
    const auto failed = rc == SQLITE_OK ? std::optional<Error>() : sqlError(handle(), rc);
    sqlite3_finalize(stmt);
    if (failed)
        return *failed;
    return text;
}

void Connection::bindToThisThread()
{
    m_state->thread = std::this_thread::get_id();
}

Result<Statement> Connection::prepare(std::string_view sql)
{
    if (m_state->thread == std::thread::id())
        m_state->thread = std::this_thread::get_id();
    INDARO_CHECK(m_state->thread == std::this_thread::get_id());
    if (const auto ready = m_door->idle.find(std::string(sql)); ready != m_door->idle.end() && !ready->second.empty()) {
        sqlite3_stmt *stmt = ready->second.back();
        ready->second.pop_back();
        return Statement(*this, stmt);
    }
    sqlite3_stmt *stmt = nullptr;
    const Passage passage(*this);
    const int rc =
        sqlite3_prepare_v3(handle(), sql.data(), static_cast<int>(sql.size()), SQLITE_PREPARE_PERSISTENT, &stmt, nullptr);
    if (rc != SQLITE_OK)
        return sqlError(handle(), rc);
    return Statement(*this, stmt);
}

Statement::~Statement()
{
    if (m_stmt == nullptr)
        return;
    reset();
    m_connection->m_door->idle[sqlite3_sql(m_stmt)].push_back(m_stmt);
}

Result<bool> Statement::step()
{
    const Connection::Passage passage(*m_connection);
    const int rc = sqlite3_step(m_stmt);
    if (rc == SQLITE_ROW)
        return true;
    if (rc == SQLITE_DONE)
        return false;
    Error error = sqlError(m_connection->handle(), rc);
    sqlite3_reset(m_stmt);
    return error;
}

Result<void> Connection::execute(std::string_view sql)
{
    const std::string text(sql);
    const Passage passage(*this);
    const int rc = sqlite3_exec(handle(), text.c_str(), nullptr, nullptr, nullptr);
    if (rc != SQLITE_OK)
        return sqlError(handle(), rc);
    return {};
}

Result<Transaction> Connection::begin()
{
    INDARO_CHECK(!isInTransaction());
    INDARO_TRY_ASSIGN(auto statement, prepare("BEGIN IMMEDIATE"));
    INDARO_TRY(statement.run());
    return Transaction(*this);
}

bool Connection::isInTransaction() const
{
    return sqlite3_get_autocommit(handle()) == 0;
}

std::int64_t Connection::lastInsertRowId() const
{
    return sqlite3_last_insert_rowid(handle());
}

std::uint64_t Connection::rollbackCount() const
{
    return m_state->rollbacks;
}

void Connection::setEndListener(EndListener listener)
{
    m_state->endListener = std::move(listener);
}

int Connection::changedRows() const
{
    return sqlite3_changes(handle());
}

Transaction::Transaction(Transaction &&other) noexcept : m_connection(std::exchange(other.m_connection, nullptr)) {}

Transaction::~Transaction()
{
    if (m_connection != nullptr && m_connection->isInTransaction()) {
        [[maybe_unused]] const auto rolledBack = m_connection->execute("ROLLBACK");
    }
}

Result<void> Transaction::commit()
{
    INDARO_TRY_ASSIGN(auto statement, m_connection->prepare("COMMIT"));
    INDARO_TRY(statement.run()); // on failure the destructor rolls back
    const auto &state = *std::exchange(m_connection, nullptr)->m_state;
    if (state.endListener)
        state.endListener(Connection::End::Committed);
    return {};
}

Result<int> Connection::schemaVersion()
{
    INDARO_TRY_ASSIGN(const std::string text, pragmaText("PRAGMA user_version"));
    int version = 0;
    std::from_chars(text.data(), text.data() + text.size(), version);
    return version;
}

Result<void> Connection::setSchemaVersion(int version)
{
    return execute("PRAGMA user_version = " + std::to_string(version));
}

Result<void> Connection::rekey(const base::SecretBytes &key)
{
    INDARO_CHECK(key.size() == KeySize);
    const base::SecretBytes keyText = rawKeyText(key);
    const int rc = sqlite3_rekey(handle(), keyText.data(), static_cast<int>(keyText.size()));
    lockBlocksAgain();
    if (rc != SQLITE_OK)
        return sqlError(handle(), rc);
    return {};
}

Result<void> Connection::checkPages()
{
    INDARO_TRY_ASSIGN(auto check, prepare("PRAGMA cipher_integrity_check"));
    std::int64_t pages = 0;
    for (;;) {
        INDARO_TRY_ASSIGN(const bool row, check.step());
        if (!row)
            break;
        ++pages;
    }
    if (pages > 0)
        return Error(Errc::StoreDamaged, {{"pages", pages}});
    return {};
}

Result<void> Connection::checkIntegrity()
{
    INDARO_TRY(checkPages());
    INDARO_TRY_ASSIGN(const std::string answer, pragmaText("PRAGMA integrity_check(1)"));
    if (answer != "ok")
        return Error(Errc::StoreDamaged);
    return {};
}

Result<void> Connection::backupTo(const std::filesystem::path &path, const base::SecretBytes &key, const Progress &progress)
{
    constexpr int PagesPerStep = 256; // 1 MiB
    const auto copy = [&]() -> Result<void> {
        INDARO_TRY_ASSIGN(auto target, open(path, key, Mode::Create));
        sqlite3_backup *backup = sqlite3_backup_init(target.handle(), "main", handle(), "main");
        if (backup == nullptr)
            return sqlError(target.handle(), sqlite3_errcode(target.handle()));
        const auto goOn = [&] {
            const int total = sqlite3_backup_pagecount(backup);
            return !progress || progress(total - sqlite3_backup_remaining(backup), total);
        };
        int rc = SQLITE_OK;
        bool cancelled = !goOn();
        while (!cancelled && (rc = sqlite3_backup_step(backup, PagesPerStep)) == SQLITE_OK)
            cancelled = !goOn();
        sqlite3_backup_finish(backup);
        if (cancelled)
            return Error(Errc::Cancelled);
        if (rc != SQLITE_DONE)
            return sqlError(target.handle(), rc);
        return {};
    };
    auto done = copy();
    if (!done) {
        std::error_code ec;
        std::filesystem::remove(path, ec);
        std::filesystem::path journal = path;
        journal += "-journal";
        std::filesystem::remove(journal, ec);
    }
    return done;
}

Connection::WritePermit::WritePermit(Connection &connection) : m_connection(connection)
{
    ++m_connection.m_state->writePermits;
}

Connection::WritePermit::~WritePermit()
{
    --m_connection.m_state->writePermits;
}

} // namespace indaro::store
