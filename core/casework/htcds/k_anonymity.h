// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>

#include <vector>

namespace indaro::casework {

/// Rows of which none can be told from at least k - 1 others [security.md 4]. Thread: any.
struct AnonymousRows
{
    std::vector<QStringList> rows{}; ///< sorted: their order says nothing
    int rowsLeftOut = 0;
    int cellsLeftOut = 0; ///< that said something in a row that is there
};

/// The first `quasi` columns are what somebody may know of a person; the others are told of her. Every combination of all
/// columns in what is given back stands there k times or more: a cell that would single out is emptied (empty is a value, so
/// that it is counted too), first of the quasi-identifiers, whichever costs least; then each other column is kept in a group
/// only where both who has it and who has not are k. A rest of fewer than k rows is left out. The same rows in another order
/// give the same result. Fewer than k rows give none. Precondition: k > 0, rows of one width.
[[nodiscard]] AnonymousRows makeAnonymous(std::vector<QStringList> rows, qsizetype quasi, int k);

} // namespace indaro::casework
