// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/bench.h"

#include <algorithm>
#include <ctime>
#include <fstream>
#include <numeric>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <unistd.h>

namespace {

bool locksMemory = true;

} // namespace

// The executable's symbols come before libc's, so these are what SQLCipher calls.
extern "C" int mlock(const void *address, size_t size) noexcept
{
    return locksMemory ? static_cast<int>(syscall(SYS_mlock, address, size)) : 0;
}
extern "C" int munlock(const void *address, size_t size) noexcept
{
    return locksMemory ? static_cast<int>(syscall(SYS_munlock, address, size)) : 0;
}

namespace indaro::bench {

double Samples::total() const
{
    return std::accumulate(m_values.begin(), m_values.end(), 0.0);
}

double Samples::quantile(double share) const
{
    if (m_values.empty())
        return 0;
    auto sorted = m_values;
    std::sort(sorted.begin(), sorted.end());
    const auto at = static_cast<std::size_t>(share * static_cast<double>(sorted.size() - 1) + 0.5);
    return sorted[std::min(at, sorted.size() - 1)];
}

void print(std::string_view name, double value, std::string_view unit, std::optional<double> goal)
{
    std::printf("%-58.*s %10.3f %-6.*s", static_cast<int>(name.size()), name.data(), value, static_cast<int>(unit.size()),
                unit.data());
    if (goal)
        std::printf(" goal <= %-6g %s", *goal, value <= *goal ? "met" : "MISSED");
    std::printf("\n");
    std::fflush(stdout);
}

double residentMiB(bool isAnonymous)
{
    std::ifstream status("/proc/self/status");
    const std::string wanted = isAnonymous ? "RssAnon:" : "VmRSS:";
    for (std::string word; status >> word;) {
        double kib = 0;
        if (word == wanted && status >> kib)
            return kib / 1024;
    }
    return 0;
}

double threadCpuMs()
{
    timespec used{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &used);
    return static_cast<double>(used.tv_sec) * 1e3 + static_cast<double>(used.tv_nsec) / 1e6;
}

std::int64_t monotonicMs()
{
    return std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now().time_since_epoch())
        .count();
}

void giveUpLockedMemory()
{
    locksMemory = false;
}

void fail(const base::Error &error)
{
    std::fprintf(stderr, "indaro-bench: %s\n", error.toString().c_str());
    std::exit(1);
}

base::SecretBytes passphrase()
{
    return base::SecretBytes::copyOf(base::asBytes(Passphrase));
}

std::filesystem::path vaultFolder(const Options &options)
{
    return options.folder / "people";
}

} // namespace indaro::bench
