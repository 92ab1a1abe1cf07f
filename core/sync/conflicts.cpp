// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/change_log.h"
#include "core/sync/change_log_sql.h"

#include <algorithm>

namespace indaro::sync {

using base::Errc;
using base::Error;
using base::Result;
using base::Value;

namespace {

const Conflict *findConflict(const RecordState &state, std::uint16_t field)
{
    const auto found = std::find_if(state.conflicts.begin(), state.conflicts.end(),
                                    [field](const Conflict &conflict) { return conflict.field == field; });
    return found != state.conflicts.end() ? &*found : nullptr;
}

/// Of each device and stream the last operation before the first that was not seen: what a Delete by somebody who saw
/// no more may cover. `operations` are sorted.
std::vector<Dot> lastSeen(const ChangeLog &log, std::span<const Dot> operations, std::span<const Dot> seen)
{
    std::vector<Dot> last;
    const Dot *unseen = nullptr;
    for (const Dot &dot : operations) {
        const auto isOfStream = [&dot](const Dot &other) {
            return other.device == dot.device && other.stream == dot.stream;
        };
        if (unseen != nullptr && isOfStream(*unseen))
            continue;
        if (!log.isSeen(dot, seen))
            unseen = &dot;
        else if (!last.empty() && isOfStream(last.back()))
            last.back() = dot;
        else
            last.push_back(dot);
    }
    return last;
}

/// The newest decision on a field that nobody decided over again.
const Operation *standingDecision(std::span<const Operation> operations, std::uint16_t field)
{
    const Operation *decision = nullptr;
    for (const Operation &operation : operations) {
        if (operation.kind != OperationKind::Resolve || operation.field != field || operation.values.size() != 1)
            continue;
        const bool isReplaced = std::any_of(operations.begin(), operations.end(), [&](const Operation &other) {
            return other.field == field &&
                   std::find(other.bases.begin(), other.bases.end(), operation.dot) != other.bases.end();
        });
        if (!isReplaced && (decision == nullptr || isShownBefore(operation, *decision)))
            decision = &operation;
    }
    return decision;
}

} // namespace

Result<std::vector<OpenConflict>> ChangeLog::conflicts()
{
    std::vector<RecordKey> keys;
    {
        INDARO_TRY_ASSIGN(auto rows, m_db->prepare(sql::DisputedRecords));
        for (;;) {
            INDARO_TRY_ASSIGN(const bool found, rows.step());
            if (!found)
                break;
            if (const auto record = rows.id<RecordTag>(1))
                keys.push_back({static_cast<std::uint16_t>(rows.integer(0)), *record});
        }
    }
    std::vector<OpenConflict> open;
    for (const RecordKey &key : keys) {
        INDARO_TRY_ASSIGN(auto merged, state(key));
        for (Conflict &conflict : merged.conflicts)
            open.push_back({key, std::move(conflict), merged.operations});
    }
    std::stable_sort(open.begin(), open.end(),
                     [](const auto &a, const auto &b) { return a.conflict.since < b.conflict.since; });
    return open;
}

Result<std::size_t> ChangeLog::conflictCount()
{
    INDARO_TRY_ASSIGN(auto count, m_db->prepare("SELECT count(*) FROM conflict"));
    INDARO_TRY_ASSIGN([[maybe_unused]] const bool row, count.step());
    return static_cast<std::size_t>(count.integer(0));
}

bool ChangeLog::isSeen(const Dot &dot, std::span<const Dot> seen) const
{
    return dot.device == m_device || std::binary_search(seen.begin(), seen.end(), dot);
}

Result<void> ChangeLog::resolve(FieldId id, RecordId record, const Value &value, std::span<const Dot> seen)
{
    INDARO_TRY_ASSIGN(const Target target, find(id));
    if (!fits(*target.field, value))
        return Error(Errc::UnknownField, {{"table", id.table}, {"field", id.field}});
    const RecordKey key{id.table, record};
    INDARO_TRY_ASSIGN(const RecordState now, mergedState(key));
    const FieldState *field = now.findField(id.field);
    if (findConflict(now, id.field) == nullptr || field == nullptr)
        return Error(Errc::WrongState);
    std::vector<Dot> between = field->leaves;
    std::erase_if(between, [&](const Dot &leaf) { return !isSeen(leaf, seen); });
    if (between.empty())
        return Error(Errc::WrongState); // decided and written over elsewhere meanwhile
    const store::Connection::WritePermit permit(*m_db);
    INDARO_TRY(
        append(OperationKind::Resolve, key, id.field, {{id.field, canonical(*target.field, value)}}, std::move(between)));
    return refreshOwn(key, id.field);
}

Result<void> ChangeLog::resolveDeletion(RecordKey key, Keep what, std::span<const Dot> seen)
{
    INDARO_TRY_ASSIGN(const RecordState now, mergedState(key));
    std::vector<Dot> deletions = now.deletions;
    std::erase_if(deletions, [&](const Dot &deletion) { return !isSeen(deletion, seen); });
    if (deletions.empty() || (what == Keep::Deletion && findConflict(now, 0) == nullptr))
        return Error(Errc::WrongState);
    if (what == Keep::Deletion)
        return bury(key, lastSeen(*this, now.operations, seen));
    const store::Connection::WritePermit permit(*m_db);
    INDARO_TRY(append(OperationKind::Resolve, key, 0, {{std::uint16_t(0), KeepRecord}}, std::move(deletions)));
    return refreshOwn(key, 0);
}

Result<void> ChangeLog::undoResolve(FieldId id, RecordId record)
{
    const RecordKey key{id.table, record};
    const TableDefinition *table = m_schema->findTable(id.table);
    if (table == nullptr)
        return Error(Errc::UnknownField, {{"table", id.table}});
    INDARO_TRY_ASSIGN(auto operations, m_rows.ofRecord(key));
    std::vector<FieldValue> alternatives;
    std::vector<Dot> bases;
    const Operation *decision = standingDecision(operations, id.field);
    if (decision != nullptr) {
        // What it decided between is what the merge shows without it.
        bases = {decision->dot};
        std::erase_if(operations, [&](const Operation &other) { return other.dot == bases.front(); });
        const RecordState before = mergeRecord(*table, operations);
        if (const Conflict *conflict = findConflict(before, id.field)) {
            for (const Alternative &alternative : conflict->alternatives)
                alternatives.emplace_back(id.field, alternative.value);
        }
    } else if (id.field == 0) { // "it stays deleted" is a Delete like any other
        const RecordState now = mergeRecord(*table, operations);
        if (!now.exists && !now.deletions.empty()) {
            bases = now.deletions;
            alternatives = {{std::uint16_t(0), KeepRecord}, {std::uint16_t(0), DeleteRecord}};
        }
    }
    if (alternatives.size() < 2)
        return Error(Errc::WrongState);
    if (id.field == 0)
        alternatives.resize(2); // one "delete" stands for all who deleted
    const store::Connection::WritePermit permit(*m_db);
    INDARO_TRY(append(OperationKind::Resolve, key, id.field, std::move(alternatives), std::move(bases)));
    return refreshOwn(key, id.field);
}

} // namespace indaro::sync
