// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/base/secret_bytes.h"
#include "core/crypto/kdf.h"

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace indaro::bench {

/// What every sub-benchmark gets. Sizes are the unless --smoke asks for tiny ones.
struct Options
{
    std::filesystem::path folder; ///< on the disk that is to be measured; files made there are the caller's to remove
    int answers = 300;            ///< saved answers, new and edited each
    int imported = 10'000;        ///< people of the bulk import
    int people = 100'000;         ///< people of the search, the start and the memory
    int keystrokes = 600;
    int unlocks = 5;
    int formQuestions = 400;   ///< of the long form made for the measure
    int formRepeats = 200;     ///< rows of its repeat
    int formVillages = 20'000; ///< rows of a list beside a form
    int formFiles = 1000;      ///< public forms read, the smallest first
    int formRounds = 100;      ///< how often every expression is worked out
    int cases = 5000;          ///< of ten years, that are counted
    crypto::KdfPolicy kdf{};
    std::int64_t spawnedAtMs = 0; ///< monotonic time just before this process was started
};

// One process each, so that one's memory and caches do not colour another's. Each returns an exit code.
int benchAnswer(const Options &options);
int benchImport(const Options &options);
int benchImportUnlocked(const Options &options);
int makePeople(const Options &options);
int benchSearch(const Options &options);
int benchUnlock(const Options &options);
int benchStall(const Options &options);
int benchProgram(const Options &options);
int benchForms(const Options &options);
int benchDuplicates(const Options &options);
int benchReports(const Options &options);

/// Wall time since it was made or restarted.
class Stopwatch
{
public:
    [[nodiscard]] double ms() const
    {
        return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - m_start).count();
    }
    void restart() { m_start = std::chrono::steady_clock::now(); }

private:
    std::chrono::steady_clock::time_point m_start = std::chrono::steady_clock::now();
};

/// Measured times of the same thing.
class Samples
{
public:
    void add(double value) { m_values.push_back(value); }
    [[nodiscard]] double total() const;
    /// 0…1; 0.5 is the median, 1 the largest. Of nothing: 0.
    [[nodiscard]] double quantile(double share) const;
    [[nodiscard]] double median() const { return quantile(0.5); }
    [[nodiscard]] std::size_t count() const { return m_values.size(); }

private:
    std::vector<double> m_values;
};

/// One result line: name, number, unit and, where the issue sets a goal, whether it is met. Never asserted: wall time
/// depends on the machine, so a missed goal is a finding for a reader, not a failed test.
void print(std::string_view name, double value, std::string_view unit, std::optional<double> goal = {});

/// Resident memory of this process in MiB; `isAnonymous`: without pages of files that others share.
[[nodiscard]] double residentMiB(bool isAnonymous);
/// CPU time this thread has used: a gap in it is our own work, not another process on the same core.
[[nodiscard]] double threadCpuMs();
[[nodiscard]] std::int64_t monotonicMs();

/// From now on this process locks no memory: SQLCipher goes on wiping what it frees, but its lock and unlock of each
/// single allocation do nothing. Makes large files quickly, and shows what the locking costs [security.md 0.3].
void giveUpLockedMemory();

[[noreturn]] void fail(const base::Error &error);

/// A benchmark has nothing to save from an error: it says so and ends.
template <class T> T must(base::Result<T> result)
{
    if (!result)
        fail(result.error());
    return std::move(result).value();
}
inline void must(const base::Result<void> &result)
{
    if (!result)
        fail(result.error());
}

/// The vault of makePeople and its only account.
inline constexpr std::string_view AccountLabel = "bench";
inline constexpr std::string_view Passphrase = "mesurer avant de changer";
[[nodiscard]] base::SecretBytes passphrase();
[[nodiscard]] std::filesystem::path vaultFolder(const Options &options);

} // namespace indaro::bench
