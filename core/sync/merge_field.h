// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sync/merge.h"

#include <optional>
#include <span>
#include <vector>

/// Private to the merge: one record's operations with what follows from their bases, and one field of them.
namespace indaro::sync {

/// The operations of one record, each once, sorted by dot. Keeps pointers into what it was made from.
class RecordOperations
{
public:
    explicit RecordOperations(std::span<const Operation> operations);

    [[nodiscard]] const std::vector<const Operation *> &all() const noexcept { return m_all; }
    /// Who names this operation as a base.
    [[nodiscard]] std::span<const std::pair<Dot, const Operation *>> successors(const Dot &dot) const;
    [[nodiscard]] bool isNamedByDecision(const Operation &operation, std::uint16_t field) const;

    /// A decision to keep the record stands against this Delete.
    [[nodiscard]] bool isKept(const Operation &deletion) const;
    [[nodiscard]] bool isEffectiveDeletion(const Operation &operation) const;
    /// Went with a Delete after which the record was born again: its values count no more.
    [[nodiscard]] bool isDead(const Operation &operation) const;
    /// Anything but a Delete or an Erase, and not dead.
    [[nodiscard]] bool isLive(const Operation &operation) const;
    /// Live, and not replaced by somebody who saw it: compaction may let go of the others, so that nothing may depend on
    /// them.
    [[nodiscard]] bool counts(const Operation &operation) const;
    /// Known to the writer of a Delete that stands.
    [[nodiscard]] bool isBuried(const Operation &operation) const;
    /// A Delete that covers something which counts.
    [[nodiscard]] bool buriesSomething(const Operation &deletion) const;
    [[nodiscard]] bool isBorn() const;
    [[nodiscard]] bool exists() const;

private:
    [[nodiscard]] bool hasRebirth(const Operation &deletion) const;
    std::vector<const Operation *> m_all;
    std::vector<std::pair<Dot, const Operation *>> m_successors; ///< sorted by the base
    std::vector<const Operation *> m_effective;                  ///< Deletes that stand
    std::vector<const Operation *> m_reborn;                     ///< Deletes followed by a new birth
};

struct FieldMerge
{
    FieldState state;
    std::optional<Conflict> conflict;
    bool isWritten = false; ///< some operation ever wrote the field
};

[[nodiscard]] FieldMerge mergeOneField(const RecordOperations &record, const FieldDefinition &field);
[[nodiscard]] std::vector<Dot> codeLeaves(const RecordOperations &record, std::uint16_t field, std::string_view code);
void standingsOfField(const RecordOperations &record, const FieldDefinition &field,
                      std::map<std::pair<Dot, std::uint16_t>, Standing> &out);

} // namespace indaro::sync
