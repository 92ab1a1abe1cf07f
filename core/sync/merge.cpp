// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/merge.h"

#include "core/sync/merge_field.h"

#include <algorithm>
#include <set>
#include <sstream>

namespace indaro::sync {

using base::Value;

namespace {

Alternative alternativeOf(const Operation &leaf, const Operation &writer, Value value)
{
    return {std::move(value), leaf.dot, writer.dot, writer.time, writer.user};
}

/// The newest operation nobody who deleted had seen.
const Operation *newestUnburied(const RecordOperations &record)
{
    const Operation *newest = nullptr;
    for (const Operation *operation : record.all()) {
        if (record.counts(*operation) && !record.isBuried(*operation) &&
            (newest == nullptr || isShownBefore(*operation, *newest)))
            newest = operation;
    }
    return newest;
}

std::optional<Conflict> deletionConflict(const RecordOperations &record)
{
    const Operation *kept = newestUnburied(record);
    HybridTime since = 0;
    std::vector<const Operation *> deletions;
    for (const Operation *operation : record.all()) {
        if (record.isEffectiveDeletion(*operation) && record.buriesSomething(*operation))
            deletions.push_back(operation);
    }
    if (deletions.empty() || kept == nullptr)
        return std::nullopt;
    Conflict conflict{0, ConflictKind::Deletion, kept->time, {alternativeOf(*kept, *kept, KeepRecord)}};
    std::sort(deletions.begin(), deletions.end(), [](const auto *a, const auto *b) { return isShownBefore(*a, *b); });
    for (const Operation *deletion : deletions) {
        conflict.alternatives.push_back(alternativeOf(*deletion, *deletion, DeleteRecord));
        since = std::max(since, deletion->time);
    }
    conflict.since = std::max(conflict.since, since);
    return conflict;
}

} // namespace

const FieldState *RecordState::findField(std::uint16_t field) const
{
    const auto found =
        std::find_if(fields.begin(), fields.end(), [field](const auto &state) { return state.field == field; });
    return found != fields.end() ? &*found : nullptr;
}

RecordState mergeRecord(const TableDefinition &table, std::span<const Operation> operations)
{
    const RecordOperations record(operations);
    RecordState state;
    state.isBorn = record.isBorn();
    state.exists = record.exists();
    state.operations.reserve(record.all().size());
    for (const Operation *operation : record.all()) {
        state.operations.push_back(operation->dot);
        if (record.isEffectiveDeletion(*operation))
            state.deletions.push_back(operation->dot);
    }
    if (state.exists) {
        if (auto conflict = deletionConflict(record))
            state.conflicts.push_back(std::move(*conflict));
    }
    for (const FieldDefinition &field : table.fields) {
        FieldMerge merged = mergeOneField(record, field);
        if (!merged.isWritten)
            continue;
        state.fields.push_back(std::move(merged.state));
        if (state.exists && merged.conflict)
            state.conflicts.push_back(std::move(*merged.conflict));
    }
    return state;
}

FieldState mergeField(const FieldDefinition &field, std::span<const Operation> operations)
{
    return mergeOneField(RecordOperations(operations), field).state;
}

std::vector<Dot> leavesOfCode(const FieldDefinition &field, std::span<const Operation> operations, std::string_view code)
{
    return codeLeaves(RecordOperations(operations), field.field, code);
}

std::map<std::pair<Dot, std::uint16_t>, Standing> standings(const TableDefinition &table,
                                                            std::span<const Operation> operations)
{
    const RecordOperations record(operations);
    std::map<std::pair<Dot, std::uint16_t>, Standing> out;
    for (const FieldDefinition &field : table.fields)
        standingsOfField(record, field, out);
    const bool exists = record.exists();
    for (const Operation *operation : record.all()) {
        const bool isDecision = operation->kind == OperationKind::Resolve && operation->field == 0;
        if (operation->kind == OperationKind::Delete) {
            const bool isOpen = exists && record.isEffectiveDeletion(*operation) && record.buriesSomething(*operation);
            out[{operation->dot, std::uint16_t(0)}] = isOpen                                   ? Standing::Open
                                                      : record.isEffectiveDeletion(*operation) ? Standing::Shown
                                                      : record.isKept(*operation)              ? Standing::Settled
                                                                                               : Standing::Superseded;
        } else if (isDecision) {
            out[{operation->dot, std::uint16_t(0)}] =
                record.isNamedByDecision(*operation, 0) ? Standing::Superseded : Standing::Shown;
        } else if (record.isDead(*operation) || (!exists && record.isBuried(*operation))) {
            for (auto &[key, standing] : out) {
                if (key.first == operation->dot && standing != Standing::Superseded && standing != Standing::Settled)
                    standing = Standing::Buried;
            }
        }
    }
    return out;
}

std::vector<std::string> codesOf(std::string_view text)
{
    std::istringstream words{std::string(text)};
    std::set<std::string> codes;
    for (std::string code; words >> code;)
        codes.insert(code);
    return {codes.begin(), codes.end()};
}

std::string canonicalSet(std::string_view text)
{
    std::string out;
    for (const auto &code : codesOf(text))
        out += (out.empty() ? "" : " ") + code;
    return out;
}

} // namespace indaro::sync
