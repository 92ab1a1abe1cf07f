// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/random.h"
#include "core/base/secret_bytes.h"

#include <cstdint>

namespace indaro::crypto {

/// The operating system's generator through libsodium. Thread: any.
class SystemRandom final : public base::Random
{
public:
    void fill(std::span<std::byte> buffer) override;
};

/// A new random secret. Keys come from here only, never from an injected base::Random: a test generator that strays
/// into the program must not be able to weaken a key.
[[nodiscard]] base::SecretBytes randomSecret(std::size_t size);
/// Evenly distributed in 0 … bound-1. Precondition: bound > 0.
[[nodiscard]] std::uint32_t randomBelow(std::uint32_t bound);

} // namespace indaro::crypto
