// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"

#include <cstdint>
#include <initializer_list>
#include <string_view>
#include <utility>

namespace indaro::base {

/// The only log of the program: an event name fixed in the source and numbers. Its signature has no room for an
/// answer, a name or a path, so nothing can leak through it. Goes to stderr; thread: any.
void logEvent(const char *event, std::initializer_list<std::pair<const char *, std::int64_t>> numbers = {});
/// The code of an error, without its arguments.
void logError(const char *event, const Error &error);

} // namespace indaro::base
