// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/merge_field.h"
#include "core/sync/snapshot.h"

#include <algorithm>
#include <set>

namespace indaro::sync {

namespace {

bool isCodeChange(const Operation &operation)
{
    return operation.kind == OperationKind::SetAdd || operation.kind == OperationKind::SetRemove;
}

/// One record while it is being compacted.
class Compaction
{
public:
    Compaction(const TableDefinition &table, std::span<const Operation> operations, HybridTime keepSince,
               const CoveredSequences &covered, std::size_t most)
        : m_table(table), m_operations(operations.begin(), operations.end()), m_keepSince(keepSince), m_covered(covered),
          m_most(most)
    {
    }
    CompactedRecord run();

private:
    bool isReplaced(const RecordOperations &record, const Operation &operation) const;
    bool mayGo(const RecordOperations &record, const Operation &operation) const;
    bool hasSafeBases(const RecordOperations &record, const Operation &operation) const;
    bool isHeldByAnother(const RecordOperations &record, const Operation &base, const Operation &operation) const;
    Operation *find(const Dot &dot);

    const TableDefinition &m_table;
    std::vector<Operation> m_operations;
    HybridTime m_keepSince;
    const CoveredSequences &m_covered;
    std::size_t m_most;
};

Operation *Compaction::find(const Dot &dot)
{
    const auto found = std::find_if(m_operations.begin(), m_operations.end(),
                                    [&](const Operation &operation) { return operation.dot == dot; });
    return found != m_operations.end() ? &*found : nullptr;
}

/// No value of it is a leaf, whatever may still come: somebody who saw it wrote the same field (or code) again, and longer
/// ago than history is kept. What a decision that stands decided between stays: it can be taken back.
bool Compaction::isReplaced(const RecordOperations &record, const Operation &operation) const
{
    const auto successors = record.successors(operation.dot);
    return std::any_of(successors.begin(), successors.end(), [&](const auto &entry) {
        const Operation &next = *entry.second;
        if (next.field != operation.field || next.time >= m_keepSince)
            return false;
        if (next.kind == OperationKind::Resolve)
            return isReplaced(record, next);
        if (next.kind == OperationKind::Edit)
            return operation.values.size() == 1;
        return isCodeChange(next) && isCodeChange(operation) && next.values == operation.values;
    });
}

/// Something that stays names this base for the same field, so that it does not count again when `operation`
/// goes.
bool Compaction::isHeldByAnother(const RecordOperations &record, const Operation &base, const Operation &operation) const
{
    const auto successors = record.successors(base.dot);
    return std::any_of(successors.begin(), successors.end(), [&](const auto &entry) {
        const Operation &other = *entry.second;
        if (other.dot == operation.dot || other.field != operation.field)
            return false;
        if (other.kind == OperationKind::Resolve)
            return true;
        if (other.kind == OperationKind::Edit)
            return base.values.size() <= 1 || base.kind == OperationKind::Birth;
        return isCodeChange(other) && isCodeChange(operation) && other.values == operation.values;
    });
}

bool Compaction::hasSafeBases(const RecordOperations &record, const Operation &operation) const
{
    const FieldDefinition *field = m_table.findField(operation.field);
    const bool isSet = field != nullptr && field->type == FieldType::Set;
    return std::all_of(operation.bases.begin(), operation.bases.end(), [&](const Dot &dot) {
        if (!isCovered(m_covered, dot))
            return false;
        for (const Operation *base : record.all()) {
            if (base->dot != dot || isHeldByAnother(record, *base, operation))
                continue;
            // A birth is kept, and loses the value: only of a field that has one value, not of a Set's codes.
            const bool holdsField = std::any_of(base->values.begin(), base->values.end(),
                                                [&](const FieldValue &value) { return value.first == operation.field; });
            if (base->kind != OperationKind::Birth || (holdsField && isSet))
                return false;
        }
        return true;
    });
}

bool Compaction::mayGo(const RecordOperations &record, const Operation &operation) const
{
    switch (operation.kind) {
    case OperationKind::Edit:
    case OperationKind::SetAdd:
    case OperationKind::SetRemove:
    case OperationKind::Resolve:
        break;
    default:
        return false;
    }
    return operation.field != 0 && m_table.findField(operation.field) != nullptr && operation.time < m_keepSince &&
           isCovered(m_covered, operation.dot) && isReplaced(record, operation) && hasSafeBases(record, operation);
}

CompactedRecord Compaction::run()
{
    CompactedRecord out;
    const bool wasDeleted = std::any_of(m_operations.begin(), m_operations.end(),
                                        [](const Operation &operation) { return operation.kind == OperationKind::Delete; });
    if (wasDeleted) { // who had seen what decides whether it stays deleted: nothing of that may go
        out.kept = std::move(m_operations);
        return out;
    }
    std::set<Dot> shortened;
    for (bool goesOn = true;
         goesOn && out.dropped.size() < m_most;) { // oldest first, one after the other: each may set the next one free
        goesOn = false;
        const RecordOperations record(m_operations);
        for (const Operation *operation : record.all()) {
            if (!mayGo(record, *operation))
                continue;
            const bool isSet = m_table.findField(operation->field)->type == FieldType::Set;
            for (const Dot &dot : operation->bases) {
                Operation *base = find(dot);
                if (base == nullptr || base->kind != OperationKind::Birth || isSet)
                    continue;
                const auto lost =
                    std::erase_if(base->values, [&](const FieldValue &value) { return value.first == operation->field; });
                if (lost > 0)
                    shortened.insert(dot);
            }
            out.dropped.push_back(*operation);
            const Dot gone = operation->dot;
            std::erase_if(m_operations, [&](const Operation &other) { return other.dot == gone; });
            goesOn = true;
            break;
        }
    }
    out.kept = std::move(m_operations);
    out.shortened.assign(shortened.begin(), shortened.end());
    return out;
}

} // namespace

bool isCovered(const CoveredSequences &covered, const Dot &dot)
{
    const auto found = covered.find({dot.device, dot.stream});
    return found != covered.end() && dot.sequence <= found->second;
}

CompactedRecord compactRecord(const TableDefinition &table, std::span<const Operation> operations, HybridTime keepSince,
                              const CoveredSequences &covered, std::size_t most)
{
    return Compaction(table, operations, keepSince, covered, most).run();
}

} // namespace indaro::sync
