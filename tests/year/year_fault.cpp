// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/year/year_fault.h"

#include <cstdio>
#include <cstdlib>

namespace indaro::tests {

namespace {

std::string &introduction()
{
    static std::string text;
    return text;
}

std::function<void()> &lastThings()
{
    static std::function<void()> things;
    return things;
}

} // namespace

void prepareEndOfYear(std::string text, std::function<void()> things)
{
    introduction() = std::move(text);
    lastThings() = std::move(things);
}

void endYear(const std::string &why)
{
    std::printf("FAIL!  : %s%s\n", introduction().c_str(), why.c_str());
    std::fflush(stdout);
    if (lastThings())
        lastThings()();
    std::_Exit(EXIT_FAILURE);
}

} // namespace indaro::tests
