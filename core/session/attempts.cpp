// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/session/attempts.h"

#include "core/base/file.h"
#include "core/base/log.h"
#include "core/session/passphrase.h"

#include <algorithm>
#include <limits>

namespace indaro::session {

namespace {

constexpr std::string_view Magic = "IDAT";
constexpr std::uint8_t Version = 1;
constexpr std::size_t FileLimit = 64 * 1024;

} // namespace

Attempts Attempts::read(const std::filesystem::path &folder)
{
    const auto bytes = base::readFile(folder / "attempts", FileLimit);
    if (!bytes)
        return {};
    base::ByteReader in(*bytes);
    if (base::asText(in.raw(Magic.size())) != Magic || in.u8() != Version)
        return {};
    Attempts attempts;
    for (std::uint32_t count = in.u16(); count > 0; --count) {
        const auto user = sync::UserId::fromBytes(in.raw(sync::UserId::Size));
        const Entry entry{in.u32(), static_cast<base::UtcMs>(in.u64())};
        if (!user || !in.isValid())
            return {};
        attempts.byUser[*user] = entry;
    }
    return attempts;
}

base::Result<void> Attempts::write(const std::filesystem::path &folder) const
{
    base::ByteWriter out;
    out.raw(base::asBytes(Magic));
    out.u8(Version);
    out.u16(static_cast<std::uint16_t>(byUser.size()));
    for (const auto &[user, entry] : byUser) {
        out.raw(user.bytes());
        out.u32(entry.failures);
        out.u64(static_cast<std::uint64_t>(entry.lastUtc));
    }
    return base::writeFileDurably(folder / "attempts", out.bytes());
}

std::uint32_t Attempts::failures(const sync::UserId &user) const
{
    const auto found = byUser.find(user);
    return found == byUser.end() ? 0 : found->second.failures;
}

std::int64_t Attempts::retryAfterMs(const sync::UserId &user, base::UtcMs now) const
{
    const auto found = byUser.find(user);
    if (found == byUser.end())
        return 0;
    const std::int64_t delay = delayAfterFailuresMs(found->second.failures);
    if (now <= found->second.lastUtc) // the clock was set back: nothing counts as waited
        return delay;
    // Compared without subtracting, because the number in the file may be anything.
    const auto waited = static_cast<std::uint64_t>(now) - static_cast<std::uint64_t>(found->second.lastUtc);
    return waited >= static_cast<std::uint64_t>(delay) ? 0 : delay - static_cast<std::int64_t>(waited);
}

base::Error countFailure(const std::filesystem::path &folder, const sync::UserId &user, base::UtcMs now)
{
    Attempts attempts = Attempts::read(folder);
    auto &entry = attempts.byUser[user];
    if (entry.failures < std::numeric_limits<std::uint32_t>::max())
        ++entry.failures;
    entry.lastUtc = now;
    if (const auto written = attempts.write(folder); !written)
        base::logError("attempts", written.error());
    return base::Error(base::Errc::WrongPassphrase, {{"failures", static_cast<std::int64_t>(entry.failures)},
                                                     {"retryAfterMs", attempts.retryAfterMs(user, now)}});
}

base::Result<void> checkDelay(const std::filesystem::path &folder, const sync::UserId &user, base::UtcMs now)
{
    constexpr std::int64_t Slack = 250; // a page counts by another clock
    Attempts attempts = Attempts::read(folder);
    const std::int64_t left = attempts.retryAfterMs(user, now);
    if (left <= Slack)
        return {};
    if (auto &entry = attempts.byUser[user]; now < entry.lastUtc) {
        entry.lastUtc = now; // else nobody could sign in before the former time comes round again
        if (const auto written = attempts.write(folder); !written)
            base::logError("attempts", written.error());
    }
    return base::Error(base::Errc::WrongPassphrase, {{"reason", std::string("too-soon")}, {"retryAfterMs", left}});
}

std::uint32_t clearFailures(const std::filesystem::path &folder, const sync::UserId &user)
{
    Attempts attempts = Attempts::read(folder);
    const std::uint32_t failures = attempts.failures(user);
    if (attempts.byUser.erase(user) > 0) {
        if (const auto written = attempts.write(folder); !written)
            base::logError("attempts", written.error());
    }
    return failures;
}

} // namespace indaro::session
