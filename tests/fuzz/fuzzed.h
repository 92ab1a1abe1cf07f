// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/bytes.h"
#include "core/base/error.h"

#include <vector>

namespace indaro::fuzz {

/// One reader of what strangers send: its name, and what one input means to it. A mistake ends the program.
struct Target
{
    const char *name;
    void (*read)(base::ByteView input);
};

/// All readers of this program. Written before main() begins, read by one thread.
inline std::vector<Target> &targets()
{
    static std::vector<Target> all;
    return all;
}

} // namespace indaro::fuzz

/// Begins the function that reads one INPUT, inside namespace indaro. libfuzzer_entry.cpp or plain_fuzzer.cpp calls it.
#define INDARO_FUZZED(NAME, INPUT)                                                                                          \
    namespace fuzz {                                                                                                        \
    static void NAME(base::ByteView INPUT);                                                                                 \
    static const bool NAME##IsKnown = (targets().push_back({#NAME, &NAME}), true);                                          \
    }                                                                                                                       \
    void fuzz::NAME(base::ByteView INPUT)
