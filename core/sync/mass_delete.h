// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sync/operation_rows.h"

#include <map>
#include <span>
#include <vector>

namespace indaro::sync {

/// What a batch would take away from one table.
struct TableLoss
{
    std::uint16_t table;
    std::size_t gone;    ///< rows the batch takes away
    std::size_t present; ///< rows there were before it
    friend bool operator==(const TableLoss &, const TableLoss &) = default;
};

/// The tables of which a batch would hide or delete an unusual share: more than 50 rows at once, or more than
/// 5 that are more than one in twenty of the table. Such a batch is held and shown to a person first: one bad
/// laptop must not empty the house's records [Subsurface #3225]. Pure: the caller applies in a transaction,
/// asks, and rolls back. `gone`: ApplyReport::gone. `present`: rows per table before.
[[nodiscard]] std::vector<TableLoss> unusualLosses(std::span<const RecordKey> gone,
                                                   const std::map<std::uint16_t, std::size_t> &present);

} // namespace indaro::sync
