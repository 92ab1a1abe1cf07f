// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/base/secret_bytes.h"

#include <cstdint>
#include <string_view>

namespace indaro::crypto {

inline constexpr std::size_t KeySize = 32;
inline constexpr std::size_t SaltSize = 16;

struct KdfParameters
{
    std::uint64_t memoryBytes;
    std::uint32_t passes;
    friend bool operator==(const KdfParameters &, const KdfParameters &) = default;
};

inline constexpr std::uint64_t MiB = 1024 * 1024;

/// What new slots use and what a slot read from a file may ask for. The file may be hostile: it must neither weaken
/// the derivation nor exhaust the machine [security.md 2.2]. The defaults are the product's; only a test composes
/// another policy, and no setting, file or argument can.
struct KdfPolicy
{
    KdfParameters standard{256 * MiB, 3};
    KdfParameters floor{64 * MiB, 3};
    KdfParameters ceiling{512 * MiB, 6};

    [[nodiscard]] bool allows(const KdfParameters &parameters) const noexcept;
};

/// Argon2id version 1.3 to 32 bytes. Takes about a second: call it on a worker thread.
/// Errors: KdfParametersRefused (outside the policy), KdfOutOfMemory (other programs must be closed; never retried
/// with weaker settings), CryptoBadInput (salt not of SaltSize).
[[nodiscard]] base::Result<base::SecretBytes> deriveFromPassphrase(const base::SecretBytes &passphrase, base::ByteView salt,
                                                                   const KdfParameters &parameters, const KdfPolicy &policy);

/// An independent key number `id` of the purpose `context` (exactly 8 characters) from a 32-byte root (crypto_kdf).
[[nodiscard]] base::SecretBytes deriveSubkey(const base::SecretBytes &root, std::uint64_t id, std::string_view context);

} // namespace indaro::crypto
