// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/merge_field.h"

#include <algorithm>

namespace indaro::sync {

namespace {

bool isDecisionToKeep(const Operation &operation)
{
    return operation.kind == OperationKind::Resolve && operation.field == 0 && operation.values.size() == 1 &&
           operation.values.front().second == base::Value(KeepRecord);
}

} // namespace

RecordOperations::RecordOperations(std::span<const Operation> operations)
{
    m_all.reserve(operations.size());
    for (const Operation &operation : operations)
        m_all.push_back(&operation);
    std::sort(m_all.begin(), m_all.end(), [](const auto *a, const auto *b) { return a->dot < b->dot; });
    m_all.erase(std::unique(m_all.begin(), m_all.end(), [](const auto *a, const auto *b) { return a->dot == b->dot; }),
                m_all.end());
    for (const Operation *operation : m_all) {
        for (const Dot &base : operation->bases)
            m_successors.emplace_back(base, operation);
    }
    std::stable_sort(m_successors.begin(), m_successors.end(),
                     [](const auto &a, const auto &b) { return a.first < b.first; });
    for (const Operation *operation : m_all) {
        if (operation->kind != OperationKind::Delete || isKept(*operation))
            continue;
        (hasRebirth(*operation) ? m_reborn : m_effective).push_back(operation);
    }
}

std::span<const std::pair<Dot, const Operation *>> RecordOperations::successors(const Dot &dot) const
{
    const auto from = std::lower_bound(m_successors.begin(), m_successors.end(), dot,
                                       [](const auto &entry, const Dot &wanted) { return entry.first < wanted; });
    auto to = from;
    while (to != m_successors.end() && to->first == dot)
        ++to;
    return {from, to};
}

bool RecordOperations::isNamedByDecision(const Operation &operation, std::uint16_t field) const
{
    const auto named = successors(operation.dot);
    return std::any_of(named.begin(), named.end(), [field](const auto &entry) {
        return entry.second->kind == OperationKind::Resolve && entry.second->field == field;
    });
}

bool RecordOperations::isKept(const Operation &deletion) const
{
    const auto named = successors(deletion.dot);
    return std::any_of(named.begin(), named.end(), [this](const auto &entry) {
        return isDecisionToKeep(*entry.second) && !isNamedByDecision(*entry.second, 0);
    });
}

bool RecordOperations::hasRebirth(const Operation &deletion) const
{
    const auto named = successors(deletion.dot);
    return std::any_of(named.begin(), named.end(),
                       [](const auto &entry) { return entry.second->kind == OperationKind::Birth; });
}

bool RecordOperations::isEffectiveDeletion(const Operation &operation) const
{
    return std::find(m_effective.begin(), m_effective.end(), &operation) != m_effective.end();
}

bool RecordOperations::isDead(const Operation &operation) const
{
    return std::any_of(m_reborn.begin(), m_reborn.end(),
                       [&](const Operation *deletion) { return covers(*deletion, operation.dot); });
}

bool RecordOperations::isLive(const Operation &operation) const
{
    return operation.kind != OperationKind::Delete && operation.kind != OperationKind::Erase && !isDead(operation);
}

bool RecordOperations::counts(const Operation &operation) const
{
    if (!isLive(operation))
        return false;
    const auto named = successors(operation.dot);
    return operation.kind == OperationKind::Birth || operation.field == 0 ||
           std::none_of(named.begin(), named.end(),
                        [&](const auto &entry) { return entry.second->field == operation.field; });
}

bool RecordOperations::isBuried(const Operation &operation) const
{
    return std::any_of(m_effective.begin(), m_effective.end(),
                       [&](const Operation *deletion) { return covers(*deletion, operation.dot); });
}

bool RecordOperations::buriesSomething(const Operation &deletion) const
{
    return std::any_of(m_all.begin(), m_all.end(),
                       [&](const Operation *operation) { return counts(*operation) && covers(deletion, operation->dot); });
}

bool RecordOperations::isBorn() const
{
    return std::any_of(m_all.begin(), m_all.end(), [this](const Operation *operation) {
        return operation->kind == OperationKind::Birth && isLive(*operation);
    });
}

bool RecordOperations::exists() const
{
    return isBorn() && std::any_of(m_all.begin(), m_all.end(), [this](const Operation *operation) {
               return counts(*operation) && !isBuried(*operation);
           });
}

} // namespace indaro::sync
