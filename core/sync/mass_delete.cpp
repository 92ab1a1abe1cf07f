// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/mass_delete.h"

#include <set>

namespace indaro::sync {

std::vector<TableLoss> unusualLosses(std::span<const RecordKey> gone, const std::map<std::uint16_t, std::size_t> &present)
{
    constexpr std::size_t AlwaysUnusual = 50;
    constexpr std::size_t NeverUnusual = 5;
    constexpr std::size_t OneIn = 20;
    std::map<std::uint16_t, std::size_t> perTable;
    for (const RecordKey &key : std::set<RecordKey>(gone.begin(), gone.end()))
        ++perTable[key.table];
    std::vector<TableLoss> losses;
    for (const auto &[table, count] : perTable) {
        const auto found = present.find(table);
        const std::size_t before = found != present.end() ? found->second : 0;
        if (count > AlwaysUnusual || (count > NeverUnusual && count * OneIn > before))
            losses.push_back({table, count, before});
    }
    return losses;
}

} // namespace indaro::sync
