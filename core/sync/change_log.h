// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/store/connection.h"
#include "core/sync/hybrid_clock.h"
#include "core/sync/merge.h"
#include "core/sync/operation_rows.h"

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <unordered_set>
#include <utility>
#include <vector>

namespace indaro::sync {

using FieldValues = std::vector<std::pair<FieldId, base::Value>>;

/// One line of a field's history, newest last.
struct HistoryEntry
{
    Operation operation;
    std::uint16_t field;
    base::Value value; ///< what the field became; for a Set: its whole content after this operation
    bool isLocal;      ///< written on this device
    Standing standing; ///< what became of it: shown, one of an open conflict, replaced, settled, deleted
};

/// What an open form holds of a field: the value it shows, and whose it is. No head: it knew of no such record.
struct Seen
{
    std::optional<Dot> head;
    base::Value value;
};

/// A conflict and where it is.
struct OpenConflict
{
    RecordKey key;
    Conflict conflict;
    std::vector<Dot> seen; ///< RecordState::operations: what a decision by whoever reads this is about
};

/// Who sits at this laptop, as far as the log must know it: asked before each write of this laptop's own and of every value
/// that is read through the log. What other laptops wrote, and the merge, never ask.
class Gate
{
public:
    Gate() = default;
    Gate(const Gate &) = default;
    Gate(Gate &&) = default;
    Gate &operator=(const Gate &) = default;
    Gate &operator=(Gate &&) = default;
    virtual ~Gate() = default;
    [[nodiscard]] virtual bool mayReadField(FieldId field) const = 0;
    /// Errors: AccessRefused.
    [[nodiscard]] virtual base::Result<void> checkWrite(std::uint16_t table) const = 0;
};

/// The only way to write a synced table: each call writes the row and its operation, inside the caller's
/// transaction. Owns nothing but counters; lives beside its connection on the store thread. MERGE.md says
/// what operations mean.
///
/// A record is TANGLED when its newest operation need not be the one shown: somebody else wrote to it too, it
/// was deleted and came back, a conflict is open, or a field holds the same value twice. Only for these is the merge asked;
/// every other save costs what it did before there was sync.
///
/// Of a person whose file is closed (SealRule) every call that writes gives FileSealed, before anything is changed for good:
/// the caller's transaction must end without a commit, as after any other error.
class ChangeLog
{
public:
    /// Creates `operation`, its dictionaries, and the tables of sync (sync_tables.h). Tests; the product's
    /// file gets them by its migrations.
    [[nodiscard]] static base::Result<void> createTables(store::Connection &db);
    /// Reads the counters. `user` is who is signed in. Errors: as Connection::execute; NotFound when
    /// local_meta has no device id.
    [[nodiscard]] static base::Result<ChangeLog> open(store::Connection &db, const Schema &schema, const base::Clock &clock,
                                                      UserId user);

    /// A new record with its first values. A missing field stays NULL. A record that was deleted may be born
    /// again: what it was before is gone then. Errors: RecordExists, UnknownField (also: a value of another
    /// type than its column), and the store's.
    [[nodiscard]] base::Result<Dot> birth(RecordKey key, const FieldValues &values);
    /// Changes one field; writes nothing when the value is the same. A Set field takes its codes separated by
    /// spaces and logs an add or remove per code. Errors: UnknownRecord, UnknownField, and the store's.
    [[nodiscard]] base::Result<bool> edit(FieldId field, RecordId record, const base::Value &value);
    /// The same by somebody whose form was opened when the field was `seen`. When it has changed since,
    /// nothing is overwritten: both values stand as an open conflict (codes of a Set are added and removed as
    /// the form did). When another laptop deleted the record meanwhile, it comes back, its deletion disputed.
    [[nodiscard]] base::Result<bool> edit(FieldId field, RecordId record, const base::Value &value, const Seen &seen);
    /// A tombstone: the row goes, its history stays until erasure. Errors: UnknownRecord, and the store's.
    [[nodiscard]] base::Result<void> remove(RecordKey key);

    /// Every open conflict, longest open first. Errors: the store's.
    [[nodiscard]] base::Result<std::vector<OpenConflict>> conflicts();
    [[nodiscard]] base::Result<std::size_t> conflictCount();
    /// Settles a field between the values that were seen, with one of them or a new one; what has come since stays
    /// open beside it. `seen`: RecordState::operations of when the decision was laid before a person; what this laptop
    /// wrote itself counts as seen, for whoever decides sat at it.
    /// Errors: WrongState (no conflict is open there, or nothing that was seen is part of it any more), UnknownField,
    /// and the store's.
    [[nodiscard]] base::Result<void> resolve(FieldId field, RecordId record, const base::Value &value,
                                             std::span<const Dot> seen);
    enum class Keep { Record, Deletion };
    /// Settles a deletion as far as it was seen, or brings back a record whose deletion nobody disputes
    /// (Keep::Record). Errors: WrongState (nothing that was seen was deleted), UnknownField, and the store's.
    [[nodiscard]] base::Result<void> resolveDeletion(RecordKey key, Keep what, std::span<const Dot> seen);
    /// Whether somebody who decides here has seen this operation.
    [[nodiscard]] bool isSeen(const Dot &dot, std::span<const Dot> seen) const;
    /// Opens again what a decision settled, with all its alternatives; field 0: a deletion.
    /// Errors: WrongState (the field's newest operation is no decision, or what it decided between is no
    /// longer kept).
    [[nodiscard]] base::Result<void> undoResolve(FieldId field, RecordId record);

    // What is read here is empty where the gate does not allow it: that something is there, and not what.

    /// The field's present value. Errors: UnknownRecord, UnknownField.
    [[nodiscard]] base::Result<base::Value> load(FieldId field, RecordId record);
    [[nodiscard]] base::Result<bool> exists(RecordKey key);
    /// Every operation on the record, oldest first, unfolded per field.
    [[nodiscard]] base::Result<std::vector<HistoryEntry>> history(RecordKey key);
    /// The dot of the value the field has now: the base of the next edit. Errors: UnknownRecord.
    [[nodiscard]] base::Result<Dot> head(FieldId field, RecordId record);
    /// What an open form remembers. Errors: UnknownRecord, UnknownField.
    [[nodiscard]] base::Result<Seen> look(FieldId field, RecordId record);
    /// The record as the merge sees it. Errors: UnknownField (table).
    [[nodiscard]] base::Result<RecordState> state(RecordKey key);

    /// Whose record this is; std::nullopt: nobody's, or not known here. Errors: the store's.
    [[nodiscard]] base::Result<std::optional<RecordId>> ownerOf(RecordKey key);
    /// Local knowledge, derived from her consents by casework: operations on this person's records go to the
    /// house stream from now on [contracts.md 3]. Errors: the store's.
    [[nodiscard]] base::Result<void> setHouseOnly(const RecordId &person, bool isHouseOnly);
    [[nodiscard]] bool isHouseOnly(const RecordId &person) const { return m_houseOnly.contains(person); }

    /// Compartments the house gives this laptop no key of (bit g: compartment g); kept, for every program that opens the
    /// vault. Nobody writes there any more, on this laptop: no other could ever be told of it. What would, gives
    /// SyncKeyMissing (group=…, table=…) before it changes anything. Errors: the store's.
    [[nodiscard]] base::Result<void> setElsewhere(std::uint8_t compartments);
    [[nodiscard]] std::uint8_t elsewhere() const noexcept { return m_elsewhere; }
    [[nodiscard]] bool isElsewhere(Compartment compartment) const;

    /// Greatest sequence this device gave in a stream; 0 for none.
    [[nodiscard]] std::uint64_t lastSequence(Stream stream) const;
    /// An instruction to every device to erase this person; what it does is eraseRecords() in snapshot.h.
    /// Write it after that call: it holds nothing but the number of her file. Errors: the store's.
    [[nodiscard]] base::Result<Dot> logErasure(RecordKey person);

    [[nodiscard]] const Schema &schema() const noexcept { return *m_schema; }
    [[nodiscard]] const DeviceId &device() const noexcept { return m_device; }
    [[nodiscard]] const UserId &user() const noexcept { return m_user; }
    [[nodiscard]] store::Connection &connection() const noexcept { return *m_db; }
    /// Told after each change of a record, still inside the transaction: what a notifier collects.
    /// `isForeign`: it came from another device, so that what a form holds may be older.
    using Listener = std::function<void(const RecordKey &, std::uint16_t field, bool isForeign)>;
    void setListener(Listener listener);

    /// From now on asked before a write and a reading; it outlives the log. None: everything is allowed.
    void setGate(const Gate *gate) noexcept { m_gate = gate; }
    /// While alive, the gate is not asked: for what the program does by itself, whoever sits there.
    class [[nodiscard]] GateLift
    {
    public:
        explicit GateLift(ChangeLog &log) : m_log(log), m_gate(std::exchange(log.m_gate, nullptr)) {}
        GateLift(const GateLift &) = delete;
        GateLift &operator=(const GateLift &) = delete;
        ~GateLift() { m_log.m_gate = m_gate; }

    private:
        ChangeLog &m_log;
        const Gate *m_gate;
    };
    [[nodiscard]] bool mayRead(FieldId field) const { return m_gate == nullptr || m_gate->mayReadField(field); }
    /// Operations for a person to look at: without the values that are not for whoever sits here.
    [[nodiscard]] std::vector<Operation> forReader(std::vector<Operation> operations) const;

    // What follows is for the other half of this library (apply, snapshot, engine).

    [[nodiscard]] OperationRows &rows() noexcept { return m_rows; }
    /// Brings row, conflicts and tangle of a record to what `operations` (all of it) say. Gives the fields
    /// that changed; 0: the row came or went, or a deletion became disputed.
    [[nodiscard]] base::Result<std::vector<std::uint16_t>> refresh(RecordKey key, std::span<const Operation> operations);
    /// Writes the row of a record of which this is the only operation. Errors: StoreConstraint when there is
    /// a row.
    [[nodiscard]] base::Result<void> insertBirth(const TableDefinition &table, const Operation &birth);
    /// Moves the clock behind what another device wrote; false: that device's clock is far ahead. Not kept
    /// until saveClock().
    [[nodiscard]] bool receive(HybridTime time) { return m_clock.receive(time); }
    [[nodiscard]] HybridTime lastTime() const noexcept { return m_clock.last(); }
    [[nodiscard]] base::Result<void> saveClock();
    [[nodiscard]] base::UtcMs nowUtc() const { return m_clock.nowUtc(); }
    /// Writes down which numbers this device has given, before rows that say so are removed.
    [[nodiscard]] base::Result<void> keepCounters();
    void tell(const RecordKey &key, std::uint16_t field, bool isForeign) const;
    /// Reads again what is remembered between calls, after rows were removed or a transaction rolled back.
    [[nodiscard]] base::Result<void> readCounters();
    /// The same, when a transaction was rolled back meanwhile.
    [[nodiscard]] base::Result<void> readCountersAfterRollback();

private:
    ChangeLog(store::Connection &db, const Schema &schema, HybridClock clock, DeviceId device, UserId user);
    struct Target
    {
        const TableDefinition *table;
        const FieldDefinition *field;
    };
    [[nodiscard]] base::Result<Target> find(FieldId id) const;
    [[nodiscard]] base::Result<void> refuseElsewhere(std::uint16_t table) const;
    [[nodiscard]] base::Result<void> checkWrite(std::uint16_t table) const;
    /// What is really there, whoever asks.
    [[nodiscard]] base::Result<base::Value> valueOf(FieldId field, RecordId record);
    [[nodiscard]] base::Result<RecordState> mergedState(RecordKey key);
    /// Errors: FileSealed (table=…), and the store's.
    [[nodiscard]] base::Result<void> refuseSealed(RecordKey key);
    [[nodiscard]] base::Result<void> readSeals(const SealRule &seal);
    [[nodiscard]] base::Result<Dot> append(OperationKind kind, RecordKey key, std::uint16_t field,
                                           std::vector<FieldValue> values, std::vector<Dot> bases,
                                           std::vector<Dot> seen = {});
    [[nodiscard]] base::Result<Stream> streamOf(RecordKey key, const std::vector<FieldValue> &values);
    /// Those a row is of as well (Ownership::also).
    [[nodiscard]] base::Result<void> addOthersOf(const TableDefinition &table, const RecordId &record,
                                                 std::vector<RecordKey> &owners);
    [[nodiscard]] base::Result<std::optional<Dot>> findHead(const char *sql, RecordKey key, std::uint16_t field,
                                                            std::string_view code);
    [[nodiscard]] base::Result<std::vector<Dot>> deletionsBefore(RecordKey key);
    [[nodiscard]] base::Result<void> bury(RecordKey key, std::vector<Dot> seen);
    [[nodiscard]] base::Result<void> editSet(RecordKey key, const FieldDefinition &field, const base::Value &before,
                                             const std::string &after);
    [[nodiscard]] base::Result<void> editMerged(RecordKey key, const FieldDefinition &field, const base::Value &after,
                                                const Seen *seen);
    [[nodiscard]] base::Result<void> editCodes(RecordKey key, const FieldDefinition &field,
                                               std::span<const Operation> operations, const std::string &before,
                                               const std::string &after);
    [[nodiscard]] base::Result<void> refreshOwn(RecordKey key, std::uint16_t told);
    [[nodiscard]] base::Result<std::vector<std::uint16_t>> refreshRow(const TableDefinition &table, const RecordId &record,
                                                                      const RecordState &state);
    [[nodiscard]] base::Result<std::vector<std::uint16_t>> refreshConflicts(RecordKey key, const RecordState &state);
    [[nodiscard]] base::Result<void> setTangled(RecordKey key, bool isTangled);
    [[nodiscard]] bool isTangle(std::span<const Operation> operations, const RecordState &state) const;

    store::Connection *m_db;
    const Schema *m_schema;
    HybridClock m_clock;
    DeviceId m_device;
    UserId m_user;
    OperationRows m_rows;
    std::map<Stream, std::uint64_t> m_sequence;
    std::unordered_set<RecordKey, RecordKeyHash> m_tangled;
    std::unordered_set<RecordId> m_houseOnly;
    std::uint8_t m_elsewhere = 0;
    std::uint64_t m_rollbacks = 0;                    ///< of the connection, when the counters were read
    std::map<std::uint16_t, std::string> m_insertSql; ///< per table, made once
    Listener m_listener;
    const Gate *m_gate = nullptr;
    std::unordered_set<RecordId> m_sealed; ///< people whose file is closed
    mutable bool m_areSealsRead = false;   ///< since a record that closes or opens one changed
};

/// Whether a value may stand in a column. Not: a number that is none, a blob of one byte (it would be read as
/// a reason why there is no value).
[[nodiscard]] bool fits(const FieldDefinition &field, const base::Value &value) noexcept;
/// A Set's text in its one spelling; anything else as it is.
[[nodiscard]] base::Value canonical(const FieldDefinition &field, const base::Value &value);

} // namespace indaro::sync
