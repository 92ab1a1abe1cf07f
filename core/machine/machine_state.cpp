// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/machine/machine_state.h"

#include <algorithm>
#include <charconv>
#include <chrono>
#include <sstream>

namespace indaro::machine {

namespace fs = std::filesystem;

namespace {

constexpr base::UtcMs DayMs = 86'400'000;
// Before and after which this program cannot be run: it was not written yet, and no laptop lasts so long.
constexpr base::UtcMs Earliest = 1'735'689'600'000; // 1 January 2025
constexpr base::UtcMs Latest = 2'840'140'800'000;   // 1 January 2060

std::optional<std::int64_t> numberIn(const std::optional<std::string> &text)
{
    std::int64_t number = 0;
    if (!text)
        return std::nullopt;
    const auto [rest, error] = std::from_chars(text->data(), text->data() + text->size(), number);
    return error == std::errc() ? std::optional(number) : std::nullopt;
}

/// "MemTotal:       8053124 kB"
std::optional<std::uint64_t> memoryBytes(const Surroundings &here)
{
    std::istringstream lines(here.text("/proc/meminfo").value_or(""));
    std::string name;
    std::uint64_t kibibytes = 0;
    for (std::string line; std::getline(lines, line);) {
        std::istringstream words(line);
        if (words >> name >> kibibytes && name == "MemTotal:")
            return kibibytes * 1024;
    }
    return std::nullopt;
}

bool hasWord(const std::string &text, const std::string &wanted)
{
    std::istringstream words(text);
    for (std::string word; words >> word;) {
        if (word == wanted)
            return true;
    }
    return false;
}

/// Was it forbidden, as the advice of the page says: the unit masked, or systemd told not to (sleep.conf(5))?
bool isHibernationForbidden(const Surroundings &here)
{
    std::error_code ec;
    if (fs::read_symlink(here.at("/etc/systemd/system/hibernate.target"), ec) == "/dev/null" && !ec)
        return true;
    std::vector<std::string> texts{here.text("/etc/systemd/sleep.conf").value_or("")};
    for (const auto &file : fs::directory_iterator(here.at("/etc/systemd/sleep.conf.d"), ec))
        texts.push_back(here.text(fs::path("/etc/systemd/sleep.conf.d") / file.path().filename()).value_or(""));
    return std::ranges::any_of(texts, [](const std::string &text) {
        std::istringstream lines(text);
        for (std::string line; std::getline(lines, line);) {
            std::erase_if(line, [](char letter) { return letter == ' ' || letter == '\t' || letter == '\r'; });
            if (line == "AllowHibernation=no" || line == "AllowHibernation=false" || line == "AllowHibernation=0")
                return true;
        }
        return false;
    });
}

/// Is a place to wake up from named, to the kernel or in /sys?
bool isResumeNamed(const Surroundings &here)
{
    std::istringstream words(here.text("/proc/cmdline").value_or(""));
    for (std::string word; words >> word;) {
        if (word == "noresume")
            return false;
        if (word.starts_with("resume="))
            return true;
    }
    const auto device = here.firstLine("/sys/power/resume");
    return device && !device->empty() && *device != "0:0";
}

/// The newest moment something says it was written at: files the system writes as it goes. Nothing when there is none.
std::optional<base::UtcMs> newestTrace(const Surroundings &here)
{
    std::optional<base::UtcMs> newest = here.newestInVault;
    for (const char *path : {"/var/lib/systemd/timesync/clock", "/var/lib/dpkg/status", "/var/log/wtmp", "/etc/passwd"}) {
        std::error_code ec;
        const auto written = fs::last_write_time(here.at(path), ec);
        if (ec)
            continue;
        const auto since = std::chrono::file_clock::to_sys(written).time_since_epoch();
        const base::UtcMs at = std::chrono::duration_cast<std::chrono::milliseconds>(since).count();
        newest = std::max(newest.value_or(at), at);
    }
    return newest;
}

std::optional<bool> isSynchronised(const Surroundings &here)
{
    if (here.exists("/run/systemd/timesync/synchronized"))
        return true;
    const fs::path program = here.program("timedatectl");
    if (program.empty() || !here.ask)
        return std::nullopt;
    const auto answer = here.ask({program.string(), "show", "--property=NTPSynchronized"});
    if (!answer || answer->exitCode != 0)
        return std::nullopt;
    if (answer->output.starts_with("NTPSynchronized=yes"))
        return true;
    return answer->output.starts_with("NTPSynchronized=no") ? std::optional(false) : std::nullopt;
}

} // namespace

Protection protectionOf(const std::optional<std::vector<SwapArea>> &swap)
{
    if (!swap)
        return Protection::NotKnown;
    const auto has = [&swap](Protection one) { return std::ranges::find(*swap, one, &SwapArea::protection) != swap->end(); };
    for (const Protection one : {Protection::Plain, Protection::NotKnown, Protection::Encrypted}) {
        if (has(one))
            return one;
    }
    return Protection::InMemory;
}

Hibernation hibernationOf(const Surroundings &here, const std::optional<std::vector<SwapArea>> &swap)
{
    const auto states = here.firstLine("/sys/power/state");
    if (!states)
        return Hibernation::NotKnown;
    if (!hasWord(*states, "disk") || here.firstLine("/sys/power/disk").value_or("").starts_with("[disabled]") ||
        isHibernationForbidden(here))
        return Hibernation::Impossible;
    if (!swap)
        return Hibernation::NotKnown;
    std::uint64_t onDisk = 0;
    for (const SwapArea &area : *swap) {
        if (area.protection != Protection::InMemory)
            onDisk += area.bytes;
    }
    if (onDisk == 0)
        return Hibernation::Impossible;
    // The kernel wants two fifths of the memory for its picture; debian wakes up from the largest area without being told.
    const auto memory = memoryBytes(here);
    if (!isResumeNamed(here) && memory && onDisk < *memory / 5 * 2)
        return Hibernation::Impossible;
    switch (protectionOf(swap)) {
    case Protection::Plain:
        return Hibernation::InTheClear;
    case Protection::Encrypted:
        return Hibernation::Encrypted;
    default:
        return Hibernation::NotKnown;
    }
}

ClockState clockState(const Surroundings &here)
{
    if (here.now < Earliest || here.now >= Latest)
        return ClockState::Implausible;
    const auto trace = newestTrace(here);
    if (trace && *trace < Latest && here.now + DayMs < *trace)
        return ClockState::BehindItself;
    const auto battery = numberIn(here.firstLine("/sys/class/rtc/rtc0/since_epoch")); // local or UTC: hours do not matter
    if (battery && std::abs(*battery * 1000 - here.now) > DayMs)
        return ClockState::BatteryDead;
    if (isSynchronised(here) == true)
        return ClockState::Synchronised;
    return trace ? ClockState::Plausible : ClockState::NotKnown;
}

MachineState lookAtMemoryAndDisk(const Surroundings &here)
{
    MachineState state;
    state.vaultDisk = protectionOf(here, here.vault);
    state.swap = swapAreas(here);
    return state;
}

MachineState lookAtMachine(const Surroundings &here)
{
    MachineState state = lookAtMemoryAndDisk(here);
    state.temporaryFiles = here.temporary.empty() ? Protection::NotKnown : protectionOf(here, here.temporary);
    state.hibernation = hibernationOf(here, state.swap);
    state.dumpsMemory = here.dumpsMemory ? here.dumpsMemory() : std::nullopt;
    state.room = here.room ? here.room(here.vault) : std::nullopt;
    state.disk = diskHealth(here);
    state.clock = clockState(here);
    state.spool = printSpool(here);
    return state;
}

} // namespace indaro::machine
