// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/apply.h"

#include "core/sync/erasure_order.h"
#include "core/sync/learned_fields.h"
#include "core/sync/ownership.h"
#include "core/sync/snapshot.h"

#include <algorithm>
#include <numeric>

namespace indaro::sync {

using base::Errc;
using base::Error;
using base::Result;

namespace {

/// Takes in one batch, record by record.
class Intake
{
public:
    Intake(ChangeLog &log, std::span<const Operation> batch, const ApplyOptions &options)
        : m_log(log), m_db(log.connection()), m_batch(batch), m_options(options)
    {
    }
    Result<ApplyReport> run();

private:
    using Indexes = std::vector<std::size_t>;
    Result<bool> isWanted(std::size_t index);
    Result<bool> isErased(const Operation &operation);
    void followClock(const Operation &operation);
    Result<void> takeRecord(RecordKey key, std::span<const std::size_t> indexes);
    Result<bool> takePlainBirth(const TableDefinition *table, const Operation &operation);
    Result<void> takeErasure(std::size_t index);
    void refuse(std::size_t index, Errc code);

    ChangeLog &m_log;
    store::Connection &m_db;
    std::span<const Operation> m_batch;
    const ApplyOptions &m_options;
    ApplyReport m_report;
    CoveredSequences m_compacted;
    bool m_hasErased = false;
    UnknownFields m_unknown; ///< seen here for the first time, or again
};

void Intake::refuse(std::size_t index, Errc code)
{
    m_report.refused.push_back({index, m_batch[index].dot, Error(code)});
}

void Intake::followClock(const Operation &operation)
{
    auto &ahead = m_report.clocksAhead;
    if (!m_log.receive(operation.time) && std::find(ahead.begin(), ahead.end(), operation.dot.device) == ahead.end())
        ahead.push_back(operation.dot.device);
}

/// Late operations of an erased person: her records' ids are remembered, nothing else of her is.
Result<bool> Intake::isErased(const Operation &operation)
{
    if (!m_hasErased || operation.kind == OperationKind::Erase) // a second order is kept beside the first
        return false;
    const auto isListed = [this](const RecordId &record) -> Result<bool> {
        INDARO_TRY_ASSIGN(auto find, m_db.prepare("SELECT 1 FROM erased WHERE record = ?1"));
        find.bind(1, record);
        return find.step();
    };
    INDARO_TRY_ASSIGN(const bool isItself, isListed(operation.record));
    if (isItself)
        return true;
    const TableDefinition *table = m_log.schema().findTable(operation.table);
    if (table == nullptr)
        return false;
    for (const RecordId &owner : ownersNamed(*table, operation)) {
        INDARO_TRY_ASSIGN(const bool isOwnerErased, isListed(owner));
        if (isOwnerErased) {
            // What came before its birth, by a clock that ran ahead, could not be told for hers.
            INDARO_TRY(eraseRecord(m_log, {operation.table, operation.record}));
            return true;
        }
    }
    return false;
}

Result<bool> Intake::isWanted(std::size_t index)
{
    const Operation &operation = m_batch[index];
    const Shape shape = shapeOf(m_log.schema(), operation);
    if (shape == Shape::Bad) {
        refuse(index, Errc::OperationDamaged);
        return false;
    }
    if (!m_options.isSecondTry && isCovered(m_compacted, operation.dot)) {
        ++m_report.known;
        return false;
    }
    if (operation.dot.device == m_log.device() && operation.dot.sequence > m_log.lastSequence(operation.dot.stream)) {
        refuse(index, Errc::OperationDamaged); // this device did not write it: somebody copied its keys
        return false;
    }
    INDARO_TRY_ASSIGN(const bool isOfErased, isErased(operation));
    if (isOfErased) {
        ++m_report.erased;
        return false;
    }
    if (shape == Shape::Unknown) {
        ++m_report.unknown;
        collectUnknown(m_log.schema(), operation, m_unknown);
    }
    return true;
}

Result<bool> Intake::takePlainBirth(const TableDefinition *table, const Operation &operation)
{
    if (table == nullptr || operation.kind != OperationKind::Birth || !operation.bases.empty() ||
        operation.time > m_log.lastTime()) // of a clock far ahead: the record is tangled
        return false;
    const RecordKey key{operation.table, operation.record};
    INDARO_TRY_ASSIGN(const bool hasOthers, m_log.rows().hasAny(key));
    if (hasOthers)
        return false;
    INDARO_TRY_ASSIGN(const bool isNew, m_log.rows().insert(operation));
    if (!isNew) { // a name is given once: the same dot under another record is a lie the envelope's chain
                  // must find
        ++m_report.known;
        return true;
    }
    INDARO_TRY(m_log.insertBirth(*table, operation));
    ++m_report.applied;
    m_report.changed.push_back({key, 0});
    return true;
}

Result<void> Intake::takeErasure(std::size_t index)
{
    const Operation &operation = m_batch[index];
    if (!m_options.mayErase || !m_options.mayErase(operation)) {
        refuse(index, Errc::SecondPersonNeeded);
        return {};
    }
    INDARO_TRY_ASSIGN(const bool isNew, m_log.rows().insert(operation));
    if (!isNew) {
        ++m_report.known;
        return {};
    }
    ++m_report.applied;
    INDARO_TRY(noteHeardErasure(m_log, operation));
    INDARO_TRY_ASSIGN(const auto gone, eraseRecords(m_log, {operation.table, operation.record}));
    for (const RecordKey &each : gone) {
        m_report.changed.push_back({each, 0});
        // One loss, however much was hers: two people have decided about her, and a laptop that held it back until somebody
        // looks would be taken for one that has carried it out. Many persons at once are looked at like any deletion.
        if (each == RecordKey{operation.table, operation.record})
            m_report.gone.push_back(each);
    }
    m_hasErased = true;
    return {};
}

Result<void> Intake::takeRecord(RecordKey key, std::span<const std::size_t> indexes)
{
    const TableDefinition *table = m_log.schema().findTable(key.table);
    std::vector<const Operation *> wanted;
    for (const std::size_t index : indexes) {
        INDARO_TRY_ASSIGN(const bool isWantedOne, isWanted(index));
        if (!isWantedOne)
            continue;
        if (m_batch[index].kind == OperationKind::Erase)
            INDARO_TRY(takeErasure(index));
        else
            wanted.push_back(&m_batch[index]);
    }
    for (auto each = wanted.begin(); m_hasErased && each != wanted.end();) { // a later one may have said whose they are
        INDARO_TRY_ASSIGN(const bool isHers, isErased(**each));
        m_report.erased += isHers ? 1 : 0;
        each = isHers ? wanted.erase(each) : std::next(each);
    }
    if (wanted.size() == 1) {
        INDARO_TRY_ASSIGN(const bool isDone, takePlainBirth(table, *wanted.front()));
        if (isDone)
            return {};
    }
    std::size_t fresh = 0;
    for (const Operation *operation : wanted) {
        INDARO_TRY_ASSIGN(const bool isNew, m_log.rows().insert(*operation));
        fresh += isNew ? 1 : 0;
    }
    m_report.known += wanted.size() - fresh;
    m_report.applied += fresh;
    if (fresh == 0 || table == nullptr)
        return {};
    INDARO_TRY_ASSIGN(const auto operations, m_log.rows().ofRecord(key));
    INDARO_TRY(refreshRecord(m_log, key, operations, m_report));
    const bool isBorn = std::any_of(operations.begin(), operations.end(),
                                    [](const Operation &operation) { return operation.kind == OperationKind::Birth; });
    m_report.waiting += isBorn ? 0 : fresh;
    return {};
}

Result<ApplyReport> Intake::run()
{
    INDARO_CHECK(m_db.isInTransaction());
    INDARO_TRY(m_log.readCountersAfterRollback());
    INDARO_TRY_ASSIGN(m_compacted, compactedSequences(m_db));
    {
        INDARO_TRY_ASSIGN(auto any, m_db.prepare("SELECT 1 FROM erased LIMIT 1"));
        INDARO_TRY_ASSIGN(m_hasErased, any.step());
    }
    for (const Operation &operation : m_batch) // first, so that a record is not taken for one of a wrong clock
        followClock(operation);
    // By record, so that each is merged once; records in the order of the batch, so that the log grows at its end.
    Indexes order(m_batch.size());
    std::iota(order.begin(), order.end(), std::size_t(0));
    const auto keyOf = [this](std::size_t index) { return RecordKey{m_batch[index].table, m_batch[index].record}; };
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return keyOf(a) < keyOf(b); });
    std::vector<std::span<const std::size_t>> records;
    for (std::size_t from = 0; from < order.size();) {
        std::size_t to = from + 1;
        while (to < order.size() && keyOf(order[to]) == keyOf(order[from]))
            ++to;
        records.push_back(std::span(order).subspan(from, to - from));
        from = to;
    }
    std::sort(records.begin(), records.end(), [](const auto &a, const auto &b) { return a.front() < b.front(); });
    const store::Connection::WritePermit permit(m_db);
    for (const auto &indexes : records)
        INDARO_TRY(takeRecord(keyOf(indexes.front()), indexes));
    if (m_report.applied > 0)
        INDARO_TRY(m_log.saveClock());
    if (!m_unknown.empty())
        INDARO_TRY(rememberUnknown(m_db, m_unknown));
    for (const ChangedField &change : m_report.changed)
        m_log.tell(change.key, change.field, true);
    return std::move(m_report);
}

} // namespace

Result<void> refreshRecord(ChangeLog &log, RecordKey key, std::span<const Operation> operations, ApplyReport &report)
{
    INDARO_TRY_ASSIGN(const auto changed, log.refresh(key, operations));
    for (const std::uint16_t field : changed)
        report.changed.push_back({key, field});
    if (std::find(changed.begin(), changed.end(), std::uint16_t(0)) == changed.end())
        return {};
    INDARO_TRY_ASSIGN(const bool isThere, log.exists(key));
    if (!isThere)
        report.gone.push_back(key);
    return {};
}

Result<ApplyReport> applyOperations(ChangeLog &log, std::span<const Operation> batch, const ApplyOptions &options)
{
    return Intake(log, batch, options).run();
}

} // namespace indaro::sync
