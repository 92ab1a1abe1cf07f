// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sync/change_log.h"

#include <functional>
#include <span>
#include <vector>

namespace indaro::sync {

/// An operation that cannot be right. It belongs in quarantine; everything beside it goes in [SORMAS #906].
struct Refusal
{
    std::size_t index; ///< in the batch
    Dot dot;
    base::Error error; ///< OperationDamaged (wrong type or shape); SecondPersonNeeded (an erasure nobody may order)
};

struct ChangedField
{
    RecordKey key;
    std::uint16_t field; ///< 0: the row came or went, or its deletion is disputed
    friend auto operator<=>(const ChangedField &, const ChangedField &) = default;
};

struct ApplyReport
{
    std::vector<ChangedField> changed;
    std::vector<RecordKey> gone; ///< rows that went: what mass_delete.h judges
    std::vector<Refusal> refused;
    std::size_t applied = 0; ///< new to this log
    std::size_t known = 0;   ///< here already, or represented by what is here
    std::size_t waiting = 0; ///< of records whose birth has not come yet
    std::size_t unknown =
        0; ///< with a table or field of a newer program: kept; the update that learns it shows it (learned_fields.h)
    std::size_t erased = 0;            ///< of persons who were erased: dropped
    std::vector<DeviceId> clocksAhead; ///< whose clock is more than a day ahead of everything known [contracts.md 5]
};

struct ApplyOptions
{
    /// Operations taken out of quarantine, or readable only now: they were passed over before, so that
    /// "represented by what is here" does not hold for them.
    bool isSecondTry = false;
    /// Whether the roster lets this operation's user order an erasure. Unset: nobody may.
    std::function<bool(const Operation &)> mayErase;
};

/// Takes in what other devices wrote, inside the caller's transaction. The same operations may come again,
/// and in any order; the result is the same. Rows, open conflicts and the change log's listener are brought
/// up to date. Errors: the store's alone; a bad operation is a Refusal.
[[nodiscard]] base::Result<ApplyReport> applyOperations(ChangeLog &log, std::span<const Operation> batch,
                                                        const ApplyOptions &options = {});

/// Brings one record to what its operations say and notes in the report what changed. Errors: the store's.
[[nodiscard]] base::Result<void> refreshRecord(ChangeLog &log, RecordKey key, std::span<const Operation> operations,
                                               ApplyReport &report);

/// Whether an operation has a possible shape and only known tables and fields.
enum class Shape { Good, Unknown, Bad };
[[nodiscard]] Shape shapeOf(const Schema &schema, const Operation &operation);

} // namespace indaro::sync
