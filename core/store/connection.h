// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/base/secret_bytes.h"
#include "core/store/statement.h"

#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

struct sqlite3;

namespace indaro::store {

/// Ends with commit(), or rolls back when destroyed.
class [[nodiscard]] Transaction
{
public:
    Transaction(Transaction &&other) noexcept;
    Transaction &operator=(Transaction &&) = delete;
    ~Transaction();
    /// After success the change survives a power cut (journal DELETE, synchronous EXTRA [security.md 0.5]).
    /// Errors: DiskFull, StoreReadOnly, StoreFailed; then nothing of the transaction is in the file.
    [[nodiscard]] base::Result<void> commit();

private:
    friend class Connection;
    explicit Transaction(Connection &connection) : m_connection(&connection) {}
    Connection *m_connection;
};

/// One open SQLCipher file by its C API. Opening fails closed: it either gives an encrypted database whose settings
/// were read back, or an error, never a plaintext file.
/// Thread: the first that uses it, until bindToThisThread(); StoreThread owns it in the program. Movable while no
/// Statement or Transaction is alive.
class Connection
{
public:
    enum class Mode { Create, ReadWrite };
    /// Whether statements of a door may read a column.
    using ColumnRule = std::function<bool(std::string_view table, std::string_view column)>;

    /// `key` is the raw 256-bit key (32 bytes): no passphrase derivation happens here.
    /// Errors: StoreNotSqlcipher, StoreSqlcipherTooOld (< 4.6), StorePlaintextFile, StoreWrongKey (also when the first
    /// page is damaged: the caller who knows the key to be right reports StoreDamaged), StoreLocked (another process
    /// writes), StoreDamaged, StoreReadOnly, FileNotFound, FileNotWritable, DiskFull, StoreFailed.
    [[nodiscard]] static base::Result<Connection> open(const std::filesystem::path &path, const base::SecretBytes &key,
                                                       Mode mode);
    Connection(Connection &&) noexcept;
    Connection &operator=(Connection &&) noexcept;
    ~Connection();

    /// Errors: StoreFailed (with SQLite's extended code) for a statement that does not compile.
    [[nodiscard]] base::Result<Statement> prepare(std::string_view sql);
    /// One or several statements without parameters.
    /// Errors: StoreConstraint, StoreUnloggedWrite (a synced table written past the change log), StoreLocked,
    /// StoreDamaged, StoreReadOnly, DiskFull, OutOfMemory, StoreFailed.
    [[nodiscard]] base::Result<void> execute(std::string_view sql);
    /// Starts an immediate transaction. Nested use is a programmer's mistake.
    [[nodiscard]] base::Result<Transaction> begin();
    [[nodiscard]] bool isInTransaction() const;
    [[nodiscard]] std::int64_t lastInsertRowId() const;
    [[nodiscard]] int changedRows() const;
    /// How many transactions of this connection were rolled back: who counts rows in memory re-reads when it changes.
    [[nodiscard]] std::uint64_t rollbackCount() const;
    enum class End { Committed, RolledBack };
    /// Called after each transaction of begin(), and each that SQLite itself rolled back: what was noted meanwhile holds, or
    /// never happened. It must not touch the connection. One listener; an empty one takes it away.
    using EndListener = std::function<void(End)>;
    void setEndListener(EndListener listener);

    /// PRAGMA user_version.
    [[nodiscard]] base::Result<int> schemaVersion();
    [[nodiscard]] base::Result<void> setSchemaVersion(int version);

    /// Re-encrypts the whole file under another raw key, in one transaction of SQLCipher's. Errors: as execute.
    [[nodiscard]] base::Result<void> rekey(const base::SecretBytes &key);
    /// Every page's HMAC, then SQLite's own structure check. Errors: StoreDamaged (pages=…).
    [[nodiscard]] base::Result<void> checkIntegrity();
    /// The HMACs only: what a start can afford.
    [[nodiscard]] base::Result<void> checkPages();

    /// Asked before the first chunk and after each: pages done, pages in all. Returning false cancels.
    using Progress = std::function<bool(int done, int total)>;
    /// Consistent copy by SQLite's backup API into a new encrypted file under `key` (never a file copy).
    /// Errors: Cancelled, DiskFull, FileNotWritable and as open; the unfinished file is removed.
    [[nodiscard]] base::Result<void> backupTo(const std::filesystem::path &path, const base::SecretBytes &key,
                                              const Progress &progress = {});

    [[nodiscard]] static std::string sqlcipherVersion();

    /// A second door to the same open file and the same transactions, for whoever may not see everything: a column `rule`
    /// does not allow is NULL in each statement prepared or run through it, in conditions too, however it is written
    /// (SQLite's authorizer). Rows can be counted. The first door goes on seeing everything. The rule is asked when a
    /// statement is compiled; the door lives no longer than the first one.
    [[nodiscard]] Connection restrictedDoor(ColumnRule rule);
    /// Another rule for this door, from now on. No statement of it may be alive.
    void setRule(ColumnRule rule);

    /// From now on this thread, and no other, may prepare statements. Called when the connection is handed over
    /// (unlocking happens on a worker, everything after it on the store thread).
    void bindToThisThread();

    /// While alive, the triggers on synced tables let writes pass. Only sync::ChangeLog and migrations hold one.
    class [[nodiscard]] WritePermit
    {
    public:
        explicit WritePermit(Connection &connection);
        WritePermit(const WritePermit &) = delete;
        WritePermit &operator=(const WritePermit &) = delete;
        ~WritePermit();

    private:
        Connection &m_connection;
    };

private:
    friend class Statement;
    friend class Transaction;
    struct State;
    struct Door;
    class Passage;
    Connection(std::shared_ptr<State> state, std::unique_ptr<Door> door);
    [[nodiscard]] base::Result<void> applySettings();
    [[nodiscard]] base::Result<std::string> pragmaText(std::string_view sql);
    [[nodiscard]] sqlite3 *handle() const;
    std::shared_ptr<State> m_state;
    std::unique_ptr<Door> m_door;
};

} // namespace indaro::store
