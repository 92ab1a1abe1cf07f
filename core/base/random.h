// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <span>

namespace indaro::base {

/// Source of random bytes, injected so that tests can repeat a run. Production: crypto::SystemRandom.
class Random
{
public:
    virtual ~Random() = default;
    /// Fills the whole buffer. Thread: any.
    virtual void fill(std::span<std::byte> buffer) = 0;
};

} // namespace indaro::base
