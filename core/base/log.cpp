// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/log.h"

#include <cstdio>
#include <string>

namespace indaro::base {

void logEvent(const char *event, std::initializer_list<std::pair<const char *, std::int64_t>> numbers)
{
    std::string line = "indaro: ";
    line += event;
    for (const auto &[name, number] : numbers) {
        line += ' ';
        line += name;
        line += '=';
        line += std::to_string(number);
    }
    line += '\n';
    std::fputs(line.c_str(), stderr);
}

void logError(const char *event, const Error &error)
{
    std::string line = "indaro: ";
    line += event;
    line += " error=";
    line += errcName(error.code);
    line += '\n';
    std::fputs(line.c_str(), stderr);
}

} // namespace indaro::base
