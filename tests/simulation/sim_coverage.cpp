// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/simulation/sim_coverage.h"

#include <array>
#include <string_view>

namespace indaro::tests {

namespace {

constexpr auto Events = static_cast<std::size_t>(Event::Count);

constexpr std::array<std::string_view, Events> Names = {"operations written",
                                                        "exchanges with the server",
                                                        "visits of the stick",
                                                        "meetings",
                                                        "laptops started again",
                                                        "writes torn",
                                                        "writes lost",
                                                        "disk failures",
                                                        "links cut",
                                                        "parcels lost",
                                                        "parcels doubled",
                                                        "parcels late",
                                                        "failures of the stick",
                                                        "restarts of the server",
                                                        "rollbacks of the server",
                                                        "jumps of a clock",
                                                        "enrolments",
                                                        "revocations",
                                                        "new epochs",
                                                        "branches of the roster joined",
                                                        "people kept in the house or let out",
                                                        "erasures ordered",
                                                        "erasures done",
                                                        "compactions",
                                                        "snapshots taken",
                                                        "snapshots given to the server",
                                                        "snapshots taken from the server",
                                                        "visits over the network of the house",
                                                        "laptops without a compartment",
                                                        "steps with envelopes that wait",
                                                        "batches held",
                                                        "envelopes of a laptop shut out put aside",
                                                        "conflicts open at the end",
                                                        "conflicts settled",
                                                        "settlings undone",
                                                        "forms saved late"};

std::array<std::uint64_t, Events> &counts()
{
    static std::array<std::uint64_t, Events> all{};
    return all;
}

} // namespace

void count(Event event, std::uint64_t times)
{
    counts()[static_cast<std::size_t>(event)] += times;
}

std::uint64_t countOf(Event event)
{
    return counts()[static_cast<std::size_t>(event)];
}

std::string coverageText()
{
    std::string out;
    for (std::size_t i = 0; i < Events; ++i)
        out += "  " + std::string(Names[i]) + ": " + std::to_string(counts()[i]) + "\n";
    return out;
}

std::string neverHappened()
{
    for (std::size_t i = 0; i < Events; ++i) {
        if (counts()[i] == 0)
            return std::string(Names[i]);
    }
    return {};
}

} // namespace indaro::tests
