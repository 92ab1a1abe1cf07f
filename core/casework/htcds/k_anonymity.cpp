// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/casework/htcds/k_anonymity.h"

#include "core/base/error.h"

#include <algorithm>
#include <map>
#include <set>

namespace indaro::casework {

namespace {

/// Rows by their first columns.
std::map<QStringList, std::vector<std::size_t>> classesOf(const std::vector<QStringList> &rows, qsizetype columns)
{
    std::map<QStringList, std::vector<std::size_t>> classes;
    for (std::size_t i = 0; i < rows.size(); ++i)
        classes[rows[i].mid(0, columns)].push_back(i);
    return classes;
}

std::vector<std::size_t> rareRows(const std::vector<QStringList> &rows, qsizetype columns, int k)
{
    std::vector<std::size_t> rare;
    for (const auto &[key, members] : classesOf(rows, columns)) {
        if (static_cast<int>(members.size()) < k)
            rare.insert(rare.end(), members.begin(), members.end());
    }
    return rare;
}

/// Empties one column of the rows that stand out: the one after which the fewest still do; the last of equals, for the first
/// columns say most. False: nothing is left to empty.
bool emptyOneColumn(std::vector<QStringList> &rows, const std::vector<std::size_t> &rare, qsizetype columns, int k)
{
    qsizetype best = -1;
    std::size_t fewest = rows.size() + 1;
    for (qsizetype column = 0; column < columns; ++column) {
        if (std::ranges::all_of(rare, [&](std::size_t row) { return rows[row].at(column).isEmpty(); }))
            continue;
        std::vector<QStringList> tried = rows;
        for (const std::size_t row : rare)
            tried[row][column].clear();
        const std::size_t left = rareRows(tried, columns, k).size();
        if (left <= fewest) {
            fewest = left;
            best = column;
        }
    }
    if (best < 0)
        return false;
    for (const std::size_t row : rare)
        rows[row][best].clear();
    return true;
}

int saidCells(const std::vector<QStringList> &rows)
{
    int said = 0;
    for (const QStringList &row : rows)
        said += static_cast<int>(std::ranges::count_if(row, [](const QString &cell) { return !cell.isEmpty(); }));
    return said;
}

} // namespace

AnonymousRows makeAnonymous(std::vector<QStringList> rows, qsizetype quasi, int k)
{
    INDARO_CHECK(k > 0);
    AnonymousRows out;
    const auto count = static_cast<int>(rows.size());
    if (count < k) {
        out.rowsLeftOut = count;
        return out;
    }
    std::sort(rows.begin(), rows.end());
    std::vector<QStringList> before = rows;
    for (;;) {
        const auto rare = rareRows(rows, quasi, k);
        if (rare.empty() || !emptyOneColumn(rows, rare, quasi, k))
            break;
    }
    const auto rest = rareRows(rows, quasi, k); // all empty, and still too few
    const std::set<std::size_t> gone(rest.begin(), rest.end());
    std::vector<QStringList> kept;
    std::vector<QStringList> keptBefore;
    for (std::size_t i = 0; i < rows.size(); ++i) {
        if (gone.contains(i))
            continue;
        kept.push_back(rows[i]);
        keptBefore.push_back(before[i]);
    }
    const qsizetype width = kept.empty() ? 0 : kept.front().size();
    for (qsizetype column = quasi; column < width; ++column) {
        for (const auto &[key, members] : classesOf(kept, column)) {
            std::map<QString, int> said;
            for (const std::size_t row : members)
                ++said[kept[row].at(column)];
            const bool singlesOut = std::ranges::any_of(said, [k](const auto &one) { return one.second < k; });
            for (const std::size_t row : members) {
                if (singlesOut)
                    kept[row][column].clear();
            }
        }
    }
    out.rowsLeftOut = static_cast<int>(gone.size());
    out.cellsLeftOut = saidCells(keptBefore) - saidCells(kept);
    std::sort(kept.begin(), kept.end());
    out.rows = std::move(kept);
    return out;
}

} // namespace indaro::casework
