// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/snapshot.h"
#include "core/sync/inherited.h"

#include <algorithm>
#include <set>

namespace indaro::sync {

using base::Result;

namespace {

Result<void> rememberCovered(store::Connection &db, const CoveredSequences &covered)
{
    INDARO_TRY_ASSIGN(auto put, db.prepare("INSERT INTO compacted (device, stream, sequence) VALUES (?1, ?2, ?3) "
                                           "ON CONFLICT (device, stream) DO UPDATE SET "
                                           "sequence = max(sequence, excluded.sequence)"));
    for (const auto &[writer, sequence] : covered) {
        put.bind(1, writer.first);
        put.bind(2, static_cast<std::int64_t>(writer.second));
        put.bind(3, static_cast<std::int64_t>(sequence));
        INDARO_TRY(put.run());
    }
    return {};
}

Result<std::vector<RecordKey>> recordsWithHistory(store::Connection &db)
{
    INDARO_TRY_ASSIGN(auto rows, db.prepare("SELECT record_table, record FROM operation GROUP BY record, record_table "
                                            "HAVING count(*) > 1"));
    std::vector<RecordKey> keys;
    for (;;) {
        INDARO_TRY_ASSIGN(const bool found, rows.step());
        if (!found)
            return keys;
        if (const auto record = rows.id<RecordTag>(1))
            keys.push_back({static_cast<std::uint16_t>(rows.integer(0)), *record});
    }
}

/// The two sides of a snapshot that was taken: what is here, and what it holds.
class Joining
{
public:
    Joining(ChangeLog &log, std::span<const Operation> snapshot, const CoveredSequences &covered)
        : m_log(log), m_covered(covered)
    {
        for (const Operation &operation : snapshot)
            m_snapshot.insert_or_assign(operation.dot, &operation);
    }

    /// Notes what is here and was let go of there. Called before the snapshot goes in.
    Result<void> findReplaced()
    {
        return m_log.rows().forEach([this](Operation &&operation) -> Result<bool> {
            const auto there = m_snapshot.find(operation.dot);
            if (operation.kind == OperationKind::Erase)
                return true;
            if (there == m_snapshot.end()) {
                if (isCovered(m_covered, operation.dot))
                    m_gone.push_back(std::move(operation));
            } else if (operation.kind == OperationKind::Birth) {
                const auto isLost = [&](const FieldValue &value) {
                    const auto &kept = there->second->values;
                    return std::none_of(kept.begin(), kept.end(),
                                        [&](const auto &other) { return other.first == value.first; });
                };
                if (std::erase_if(operation.values, isLost) > 0)
                    m_shortened.push_back(std::move(operation));
            }
            return true;
        });
    }

    Result<void> letGo(ApplyReport &report)
    {
        const store::Connection::WritePermit permit(m_log.connection());
        std::set<RecordKey> touched;
        for (const Operation &operation : m_gone) {
            INDARO_TRY(m_log.rows().remove(operation));
            touched.insert({operation.table, operation.record});
        }
        for (const Operation &birth : m_shortened) {
            INDARO_TRY(m_log.rows().replaceContent(birth));
            touched.insert({birth.table, birth.record});
        }
        for (const RecordKey &key : touched) {
            if (m_log.schema().findTable(key.table) == nullptr)
                continue;
            INDARO_TRY_ASSIGN(const auto operations, m_log.rows().ofRecord(key));
            INDARO_TRY(refreshRecord(m_log, key, operations, report));
        }
        return {};
    }

private:
    ChangeLog &m_log;
    const CoveredSequences &m_covered;
    std::map<Dot, const Operation *> m_snapshot;
    std::vector<Operation> m_gone;
    std::vector<Operation> m_shortened;
};

} // namespace

Result<CoveredSequences> compactedSequences(store::Connection &db)
{
    INDARO_TRY_ASSIGN(auto rows, db.prepare("SELECT device, stream, sequence FROM compacted"));
    CoveredSequences covered;
    for (;;) {
        INDARO_TRY_ASSIGN(const bool found, rows.step());
        if (!found)
            return covered;
        if (const auto device = rows.id<DeviceTag>(0))
            covered[{*device, static_cast<Stream>(rows.integer(1))}] = static_cast<std::uint64_t>(rows.integer(2));
    }
}

Result<std::size_t> compact(ChangeLog &log, const CompactOptions &options)
{
    INDARO_TRY_ASSIGN(const auto keys, recordsWithHistory(log.connection()));
    return compactRecords(log, options, keys);
}

Result<std::size_t> compactRecords(ChangeLog &log, const CompactOptions &options, std::span<const RecordKey> keys)
{
    store::Connection &db = log.connection();
    INDARO_CHECK(db.isInTransaction());
    const HybridTime keepSince = static_cast<HybridTime>(std::max<base::UtcMs>(options.keepSinceUtc, 0)) << 16;
    const store::Connection::WritePermit permit(db);
    // What travels in this laptop's envelopes for one that was shut out stays until it has.
    CoveredSequences covered = options.covered;
    INDARO_TRY_ASSIGN(const auto inherited, readInherited(db));
    for (const InheritedRange &range : inherited) {
        const auto of = covered.find({range.device, range.stream});
        if (of != covered.end())
            of->second = std::min(of->second, range.next - 1);
    }
    std::size_t dropped = 0;
    for (const RecordKey &key : keys) {
        const TableDefinition *table = log.schema().findTable(key.table);
        if (table == nullptr || dropped >= options.most)
            continue;
        INDARO_TRY_ASSIGN(const auto operations, log.rows().ofRecord(key));
        const CompactedRecord left = compactRecord(*table, operations, keepSince, covered, options.most - dropped);
        for (const Operation &operation : left.dropped)
            INDARO_TRY(log.rows().remove(operation));
        for (const Operation &operation : left.kept) {
            if (std::find(left.shortened.begin(), left.shortened.end(), operation.dot) != left.shortened.end())
                INDARO_TRY(log.rows().replaceContent(operation));
        }
        dropped += left.dropped.size();
    }
    if (dropped > 0)
        INDARO_TRY(rememberCovered(db, covered));
    return dropped;
}

Result<SnapshotOperations> snapshotOperations(ChangeLog &log, bool withHouse, const std::optional<Dot> &last,
                                              std::size_t limit)
{
    SnapshotOperations page;
    INDARO_TRY_ASSIGN(page.operations, log.rows().after(last, limit));
    if (page.operations.size() == limit)
        page.last = page.operations.back().dot;
    if (!withHouse)
        std::erase_if(page.operations, [](const auto &operation) { return operation.dot.stream == Stream::House; });
    return page;
}

Result<ApplyReport> takeSnapshot(ChangeLog &log, std::span<const Operation> operations, const CoveredSequences &covered,
                                 const ApplyOptions &options)
{
    Joining joining(log, operations, covered);
    INDARO_TRY(joining.findReplaced());
    INDARO_TRY_ASSIGN(ApplyReport report, applyOperations(log, operations, options));
    const std::size_t told = report.changed.size();
    INDARO_TRY(joining.letGo(report));
    INDARO_TRY(rememberCovered(log.connection(), covered));
    for (std::size_t i = told; i < report.changed.size(); ++i)
        log.tell(report.changed[i].key, report.changed[i].field, true);
    return report;
}

} // namespace indaro::sync
