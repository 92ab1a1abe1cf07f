// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLatin1StringView>

#include <vector>

namespace indaro::forms {

/// One thing an item waits for, and the column that says so (empty: the group around it).
struct Read
{
    int item = 0;
    QLatin1StringView base;
};
using Reads = std::vector<Read>;

/// The items that wait for each other: of every knot one shortest way round, beginning with its first item. `graph[i]` is
/// what item i reads. Time and memory grow with the number of reads.
[[nodiscard]] std::vector<std::vector<int>> dependencyCycles(const std::vector<Reads> &graph);

} // namespace indaro::forms
