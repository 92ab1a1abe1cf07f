// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/crypto/initialise.h"
#include "tests/fuzz/fuzzed.h"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <random>
#include <string>

/// Feeds every reader with spoilt seeds for a while, for compilers without libFuzzer and for the ordinary tests.
/// usage: fuzz_plain SEEDS SECONDS SEED [NAME]: the folder of seeds.py, how long in all, where the chance begins, one reader
/// only. What ends it is kept beside this program, in the build folder, wherever it was started from.
namespace {

using namespace indaro;
using Clock = std::chrono::steady_clock;

constexpr std::size_t LongestInput = 65536;
constexpr unsigned LongestRead = 10; // seconds of one input

// What a signal handler may look at: the input that is being read.
const std::byte *theData = nullptr;
std::size_t theSize = 0;
std::array<char, 4096> thePath{};

void keepInput(int signal)
{
    const int file = open(thePath.data(), O_WRONLY | O_CREAT | O_TRUNC, 0600);
    if (file >= 0) {
        static_cast<void>(!write(file, theData, theSize));
        close(file);
    }
    static constexpr char said[] = "the input is kept in ";
    static_cast<void>(!write(2, said, sizeof said - 1));
    static_cast<void>(!write(2, thePath.data(), std::strlen(thePath.data())));
    static_cast<void>(!write(2, "\n", 1));
    std::signal(signal, SIG_DFL);
    std::raise(signal);
}

std::vector<base::Bytes> readSeeds(const std::filesystem::path &folder)
{
    std::vector<std::filesystem::path> paths;
    if (std::filesystem::is_directory(folder))
        for (const auto &entry : std::filesystem::directory_iterator(folder))
            paths.push_back(entry.path());
    std::sort(paths.begin(), paths.end()); // the same chance meets the same seeds
    std::vector<base::Bytes> seeds;
    for (const auto &path : paths) {
        std::ifstream file(path, std::ios::binary);
        const std::string text((std::istreambuf_iterator<char>(file)), {});
        const auto *data = reinterpret_cast<const std::byte *>(text.data());
        if (text.size() <= LongestInput)
            seeds.emplace_back(data, data + text.size());
    }
    return seeds;
}

class Spoiler
{
public:
    Spoiler(std::vector<base::Bytes> seeds, std::uint64_t seed) : m_seeds(std::move(seeds)), m_chance(seed) {}

    base::Bytes next()
    {
        base::Bytes input = m_seeds[below(m_seeds.size())];
        for (std::size_t left = 1 + below(6); left > 0; --left)
            spoil(input);
        if (input.size() > LongestInput)
            input.resize(LongestInput);
        return input;
    }

private:
    std::size_t below(std::size_t end) { return end == 0 ? 0 : static_cast<std::size_t>(m_chance() % end); }
    std::byte anyByte()
    {
        static constexpr std::array<unsigned char, 12> Telling{0, 1, 2, 3, 0x7f, 0x80, 0xfe, 0xff, '"', '(', '<', '$'};
        return below(2) == 0 ? static_cast<std::byte>(Telling[below(Telling.size())]) : static_cast<std::byte>(below(256));
    }

    void spoil(base::Bytes &input)
    {
        const std::size_t at = below(input.size() + 1);
        const std::size_t length = std::min(input.size() - at, 1 + below(below(4) == 0 ? 512 : 8));
        const auto first = input.begin() + static_cast<std::ptrdiff_t>(at);
        switch (below(6)) {
        case 0: // a bit
            if (at < input.size())
                input[at] ^= static_cast<std::byte>(1U << below(8));
            return;
        case 1: // some bytes
            std::generate_n(first, length, [this] { return anyByte(); });
            return;
        case 2: // gone
            input.erase(first, first + static_cast<std::ptrdiff_t>(length));
            return;
        case 3: { // twice
            const base::Bytes piece(first, first + static_cast<std::ptrdiff_t>(length));
            input.insert(input.begin() + static_cast<std::ptrdiff_t>(at), piece.begin(), piece.end());
            return;
        }
        case 4: { // a piece of another
            const base::Bytes &other = m_seeds[below(m_seeds.size())];
            const std::size_t from = below(other.size() + 1);
            const std::size_t count = std::min(other.size() - from, 1 + below(256));
            const auto begin = other.begin() + static_cast<std::ptrdiff_t>(from);
            input.insert(first, begin, begin + static_cast<std::ptrdiff_t>(count));
            return;
        }
        default: { // a lying length
            static constexpr std::array<std::uint32_t, 8> Lies{0, 1, 0x7f, 0x80, 0xffff, 0x10000, 0x7fffffff, 0xffffffff};
            const std::uint32_t lie = Lies[below(Lies.size())];
            for (std::size_t i = 0; i < 4 && at + i < input.size(); ++i)
                input[at + i] = static_cast<std::byte>(lie >> (8 * i));
            return;
        }
        }
    }

    std::vector<base::Bytes> m_seeds;
    std::mt19937_64 m_chance;
};

bool feed(const fuzz::Target &target, const std::filesystem::path &folder, double seconds, std::uint64_t seed,
          const std::filesystem::path &program)
{
    auto seeds = readSeeds(folder / target.name);
    if (seeds.empty()) {
        std::printf("%s: no seeds in %s\n", target.name, folder.c_str());
        return false;
    }
    const std::string failed = (program.parent_path() / (std::string("failed-") + target.name)).string();
    std::snprintf(thePath.data(), thePath.size(), "%s", failed.c_str());
    const auto begun = Clock::now();
    std::size_t count = 0;
    const auto readOne = [&](const base::Bytes &input) {
        theData = input.data();
        theSize = input.size();
        alarm(LongestRead);
        target.read(input);
        alarm(0);
        ++count;
    };
    for (const base::Bytes &input : seeds)
        readOne(input);
    Spoiler spoiler(std::move(seeds), seed);
    while (std::chrono::duration<double>(Clock::now() - begun).count() < seconds)
        readOne(spoiler.next());
    std::printf("%-10s %9zu inputs, seed %llu\n", target.name, count, static_cast<unsigned long long>(seed));
    std::fflush(stdout);
    return true;
}

} // namespace

int main(int argc, char **argv)
{
    if (argc < 4 || !crypto::initialise()) {
        std::fputs("usage: fuzz_plain SEEDS SECONDS SEED [NAME]\n", stderr);
        return 2;
    }
    for (const int one : {SIGSEGV, SIGABRT, SIGFPE, SIGBUS, SIGALRM})
        std::signal(one, keepInput);
    std::vector<fuzz::Target> chosen;
    for (const auto &target : fuzz::targets())
        if (argc == 4 || std::strcmp(argv[4], target.name) == 0)
            chosen.push_back(target);
    const double each = std::strtod(argv[2], nullptr) / static_cast<double>(chosen.empty() ? 1 : chosen.size());
    const std::filesystem::path program = std::filesystem::absolute(argv[0]);
    bool isGood = !chosen.empty();
    for (const auto &target : chosen)
        isGood = feed(target, argv[1], each, std::strtoull(argv[3], nullptr, 10), program) && isGood;
    return isGood ? 0 : 1;
}
