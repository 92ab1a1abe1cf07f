// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/casework/desk.h"
#include "core/reports/table.h"

#include <map>
#include <set>

namespace indaro::tests {

/// The slow count: reads every row of every table into memory and goes through them night by night, with nothing shared with
/// core/reports but the words of the question.
struct ReferenceCell
{
    std::int64_t count = 0;
    std::int64_t sum = 0;
    std::set<QString> who{};
    std::vector<double> measured{};
};
struct ReferenceCount
{
    std::map<std::pair<QString, QString>, ReferenceCell> cells{}; ///< "", "": the total
    std::map<QString, std::int64_t> notCounted{};
};
[[nodiscard]] ReferenceCount referenceCount(casework::Desk &desk, const reports::Question &question);

} // namespace indaro::tests
