// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/change_log.h"

#include <algorithm>

namespace indaro::sync {

using base::Result;
using base::Value;

namespace {

/// What a Set field holds after `operation`, given what it held before.
Value foldSet(const Value &before, const Operation &operation)
{
    if (operation.values.empty())
        return before;
    const std::string code = operation.values.front().second.textOr({});
    auto codes = codesOf(before.textOr({}));
    if (operation.kind == OperationKind::SetAdd)
        codes.push_back(code);
    else
        std::erase(codes, code);
    std::string text;
    for (const auto &each : codes)
        text += (text.empty() ? "" : " ") + each;
    return canonicalSet(text);
}

/// Whether whoever wrote `later` had `earlier` before them.
bool hadSeen(const Operation &later, const Operation &earlier)
{
    return std::find(later.bases.begin(), later.bases.end(), earlier.dot) != later.bases.end() ||
           (later.kind == OperationKind::Delete && later.dot != earlier.dot && covers(later, earlier.dot));
}

/// By time, but nothing before the record was born, nor before what its writer had seen: from a laptop whose clock is years
/// ahead comes what others go on from under their own, earlier time [contracts.md 5].
std::vector<Operation> inOrder(std::vector<Operation> operations)
{
    std::sort(operations.begin(), operations.end(), [](const auto &a, const auto &b) { return isShownBefore(b, a); });
    std::vector<Operation *> waiting;
    for (Operation &operation : operations)
        waiting.push_back(&operation);
    const auto isBirth = [](const Operation *operation) { return operation->kind == OperationKind::Birth; };
    bool isBorn = std::none_of(waiting.begin(), waiting.end(), isBirth);
    std::vector<Operation> ordered;
    ordered.reserve(operations.size());
    while (!waiting.empty()) {
        auto next = std::find_if(waiting.begin(), waiting.end(), [&](const Operation *each) {
            return (isBorn || isBirth(each)) && std::none_of(waiting.begin(), waiting.end(), [each](const Operation *other) {
                       return hadSeen(*each, *other);
                   });
        });
        if (next == waiting.end())
            next = waiting.begin(); // they name each other, as no program writes it
        isBorn = isBorn || isBirth(*next);
        ordered.push_back(std::move(**next));
        waiting.erase(next);
    }
    return ordered;
}

} // namespace

Result<std::vector<HistoryEntry>> ChangeLog::history(RecordKey key)
{
    std::vector<HistoryEntry> entries;
    const TableDefinition *table = m_schema->findTable(key.table);
    if (table == nullptr)
        return entries;
    INDARO_TRY_ASSIGN(auto operations, m_rows.ofRecord(key));
    operations = inOrder(std::move(operations));
    const auto became = standings(*table, operations);
    const auto standingOf = [&](const Operation &operation, std::uint16_t field) {
        const auto found = became.find({operation.dot, field});
        return found != became.end() ? found->second : Standing::Superseded;
    };
    operations = forReader(std::move(operations));
    std::map<std::uint16_t, Value> present;
    for (const Operation &operation : operations) {
        const bool isLocal = operation.dot.device == m_device;
        const bool isSetChange = operation.kind == OperationKind::SetAdd || operation.kind == OperationKind::SetRemove;
        if (operation.values.empty())
            entries.push_back({operation, 0, {}, isLocal, standingOf(operation, 0)});
        std::optional<std::uint16_t> before;
        for (const auto &[field, value] : operation.values) {
            if (field == before)
                continue; // the further values of an undone decision: its first is the one shown
            before = field;
            present[field] = isSetChange && mayRead({key.table, field}) ? foldSet(present[field], operation) : value;
            entries.push_back({operation, field, present[field], isLocal, standingOf(operation, field)});
        }
    }
    return entries;
}

} // namespace indaro::sync
