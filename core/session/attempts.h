// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/base/result.h"
#include "core/sync/operation.h"

#include <filesystem>
#include <map>

namespace indaro::session {

/// Wrong passphrases since the last right one, per account, in the file `attempts`. It slows a colleague's guessing at
/// the keyboard; it cannot slow a thief who copies the folder (Argon2id does), so it is neither sealed nor trusted, and
/// a damaged file only means "none".
struct Attempts
{
    struct Entry
    {
        std::uint32_t failures = 0;
        base::UtcMs lastUtc = 0;
    };
    std::map<sync::UserId, Entry> byUser;

    [[nodiscard]] static Attempts read(const std::filesystem::path &folder);
    /// Errors: FileNotWritable, DiskFull.
    [[nodiscard]] base::Result<void> write(const std::filesystem::path &folder) const;
    [[nodiscard]] std::uint32_t failures(const sync::UserId &user) const;
    /// How long to wait still. A clock set back does not lengthen the wait beyond the delay itself.
    [[nodiscard]] std::int64_t retryAfterMs(const sync::UserId &user, base::UtcMs now) const;
};

/// Counts one failure and gives the error to return: WrongPassphrase (failures=…, retryAfterMs=…).
[[nodiscard]] base::Error countFailure(const std::filesystem::path &folder, const sync::UserId &user, base::UtcMs now);
/// Refuses a try that comes before the delay has passed; sign-in, the second person and a change of passphrase all ask.
/// A clock that was set back since starts the delay anew, once. Errors: WrongPassphrase (reason="too-soon", retryAfterMs=…).
[[nodiscard]] base::Result<void> checkDelay(const std::filesystem::path &folder, const sync::UserId &user, base::UtcMs now);
/// Forgets the failures after a right passphrase and returns how many there were.
std::uint32_t clearFailures(const std::filesystem::path &folder, const sync::UserId &user);

} // namespace indaro::session
