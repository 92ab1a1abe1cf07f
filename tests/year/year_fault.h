// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <functional>
#include <string>
#include <type_traits>

namespace indaro::tests {

/// The year went wrong, and nothing after it would mean anything: says why, with the seed, does the last things, and ends
/// the program as a failed test.
[[noreturn]] void endYear(const std::string &why);
/// What endYear() says first, and what it does last: no process of the year may stay.
void prepareEndOfYear(std::string introduction, std::function<void()> lastThings);

/// What a step gives, or the end of the year.
template <class T> T need(base::Result<T> result, const std::string &what)
{
    if (!result)
        endYear(what + ": " + result.error().toString());
    if constexpr (!std::is_void_v<T>)
        return std::move(result).value();
}
inline void needs(bool isRight, const std::string &what)
{
    if (!isRight)
        endYear(what);
}

} // namespace indaro::tests
