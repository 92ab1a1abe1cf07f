// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/forms/dependency_cycles.h"

#include <algorithm>

namespace indaro::forms {

namespace {

/// Tarjan's strongly connected components, without recursion: a chain may be as long as the sheet.
std::vector<int> knots(const std::vector<Reads> &graph, std::vector<int> &sizes)
{
    struct Visit
    {
        int item;
        std::size_t next = 0;
    };
    const std::size_t count = graph.size();
    std::vector<int> order(count, -1);
    std::vector<int> lowest(count, 0);
    std::vector<int> knotOf(count, -1);
    std::vector<int> path;
    std::vector<Visit> open;
    int next = 0;
    const auto at = [](int item) { return static_cast<std::size_t>(item); };
    const auto enter = [&](int item) {
        order[at(item)] = lowest[at(item)] = next++;
        path.push_back(item);
        open.push_back({item});
    };
    for (std::size_t start = 0; start < count; ++start) {
        if (order[start] < 0)
            enter(static_cast<int>(start));
        while (!open.empty()) {
            const int item = open.back().item;
            if (open.back().next < graph[at(item)].size()) {
                const int read = graph[at(item)][open.back().next++].item;
                if (order[at(read)] < 0)
                    enter(read);
                else if (knotOf[at(read)] < 0)
                    lowest[at(item)] = std::min(lowest[at(item)], order[at(read)]);
                continue;
            }
            open.pop_back();
            if (!open.empty())
                lowest[at(open.back().item)] = std::min(lowest[at(open.back().item)], lowest[at(item)]);
            if (lowest[at(item)] != order[at(item)])
                continue;
            const auto first = std::find(path.rbegin(), path.rend(), item).base() - 1;
            for (auto one = first; one != path.end(); ++one)
                knotOf[at(*one)] = static_cast<int>(sizes.size());
            sizes.push_back(static_cast<int>(path.end() - first));
            path.erase(first, path.end());
        }
    }
    return knotOf;
}

/// The shortest way from an item back to itself inside its knot; empty when there is none.
std::vector<int> wayRound(const std::vector<Reads> &graph, const std::vector<int> &knotOf, int start, std::vector<int> &from)
{
    const auto at = [](int item) { return static_cast<std::size_t>(item); };
    std::vector<int> queue{start};
    for (std::size_t i = 0; i < queue.size(); ++i) {
        for (const Read &read : graph[at(queue[i])]) {
            if (read.item == start) {
                std::vector<int> way;
                for (int back = queue[i]; back != start; back = from[at(back)])
                    way.push_back(back);
                way.push_back(start);
                std::reverse(way.begin(), way.end());
                return way;
            }
            if (knotOf[at(read.item)] == knotOf[at(start)] && from[at(read.item)] < 0) {
                from[at(read.item)] = queue[i];
                queue.push_back(read.item);
            }
        }
    }
    return {};
}

} // namespace

std::vector<std::vector<int>> dependencyCycles(const std::vector<Reads> &graph)
{
    std::vector<int> sizes;
    const std::vector<int> knotOf = knots(graph, sizes);
    std::vector<bool> isNamed(sizes.size(), false);
    std::vector<int> from(graph.size(), -1);
    std::vector<std::vector<int>> cycles;
    for (std::size_t item = 0; item < graph.size(); ++item) {
        const auto knot = static_cast<std::size_t>(knotOf[item]);
        const bool readsItself = std::any_of(graph[item].begin(), graph[item].end(),
                                             [&](const Read &read) { return read.item == static_cast<int>(item); });
        if (isNamed[knot] || (sizes[knot] == 1 && !readsItself))
            continue;
        isNamed[knot] = true;
        cycles.push_back(wayRound(graph, knotOf, static_cast<int>(item), from));
    }
    return cycles;
}

} // namespace indaro::forms
