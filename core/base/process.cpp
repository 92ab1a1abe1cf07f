// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/process.h"

#include <filesystem>
#include <fstream>
#include <sstream>

#ifdef _WIN32
#define WIN32_LEAN_AND_MEAN
#include <process.h>
#include <windows.h>
#else
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>
#include <unistd.h>
#ifdef __linux__
#include <sys/prctl.h>
#endif
#ifdef __GLIBC__
#include <malloc.h>
#endif
#endif

namespace indaro::base {

#ifndef _WIN32

void hardenProcess() noexcept
{
    const rlimit none{0, 0};
    ::setrlimit(RLIMIT_CORE, &none);
#ifdef __linux__
    ::prctl(PR_SET_DUMPABLE, 0, 0, 0, 0);
#endif
}

void replaceProcess(const std::vector<std::string> &arguments) noexcept
{
    std::error_code ec;
    std::string self = std::filesystem::read_symlink("/proc/self/exe", ec).string();
    if (ec)
        return;
    std::vector<std::string> words{self};
    words.insert(words.end(), arguments.begin(), arguments.end());
    std::vector<char *> argv;
    for (auto &word : words)
        argv.push_back(word.data());
    argv.push_back(nullptr);
    ::execv(self.c_str(), argv.data());
}

namespace {

/// True when the block device or one it stands on is a dm-crypt mapping.
std::optional<bool> isEncryptedDevice(const std::string &number, int depth = 0)
{
    namespace fs = std::filesystem;
    std::error_code ec;
    const fs::path sys = fs::path("/sys/dev/block") / number;
    if (!fs::exists(sys, ec) || depth > 8)
        return std::nullopt;
    std::ifstream uuidFile(sys / "dm" / "uuid");
    std::string uuid;
    if (std::getline(uuidFile, uuid) && uuid.rfind("CRYPT-", 0) == 0)
        return true;
    for (const auto &slave : fs::directory_iterator(sys / "slaves", ec)) {
        std::ifstream dev(slave.path() / "dev");
        std::string below;
        if (std::getline(dev, below) && isEncryptedDevice(below, depth + 1) == true)
            return true;
    }
    return false;
}

std::string deviceNumber(const std::string &path, bool isDevice)
{
    struct stat st
    {
    };
    if (::stat(path.c_str(), &st) != 0)
        return {};
    const dev_t dev = isDevice ? st.st_rdev : st.st_dev;
    return std::to_string(major(dev)) + ':' + std::to_string(minor(dev));
}

} // namespace

std::string machineIdentity()
{
    for (const char *path : {"/etc/machine-id", "/var/lib/dbus/machine-id"}) {
        std::ifstream file(path);
        std::string identity;
        if (std::getline(file, identity) && !identity.empty())
            return identity;
    }
    return {};
}

MachineRisks inspectMachine(const std::string &folder)
{
    MachineRisks risks;
    std::ifstream swaps("/proc/swaps");
    if (swaps) {
        risks.hasUnencryptedSwap = false;
        std::string line;
        std::getline(swaps, line); // headings
        while (std::getline(swaps, line)) {
            std::istringstream words(line);
            std::string area;
            std::string type;
            words >> area >> type;
            if (area.find("zram") != std::string::npos)
                continue; // compressed memory, never on disk
            const auto encrypted = isEncryptedDevice(deviceNumber(area, type == "partition"));
            if (encrypted != true)
                risks.hasUnencryptedSwap = true;
        }
    }
    const auto encrypted = isEncryptedDevice(deviceNumber(folder, false));
    if (encrypted)
        risks.hasUnencryptedDisk = !*encrypted;
    return risks;
}

#else

void hardenProcess() noexcept
{
    ::SetErrorMode(SEM_FAILCRITICALERRORS | SEM_NOGPFAULTERRORBOX);
}

void replaceProcess(const std::vector<std::string> &arguments) noexcept
{
    char self[MAX_PATH];
    ::GetModuleFileNameA(nullptr, self, MAX_PATH);
    std::vector<const char *> argv{self};
    for (const auto &word : arguments)
        argv.push_back(word.c_str());
    argv.push_back(nullptr);
    if (::_spawnv(_P_NOWAIT, self, argv.data()) != -1)
        ::ExitProcess(0);
}

std::string machineIdentity()
{
    char text[64] = {};
    DWORD size = sizeof(text) - 1;
    const LSTATUS read = ::RegGetValueA(HKEY_LOCAL_MACHINE, "SOFTWARE\\Microsoft\\Cryptography", "MachineGuid",
                                        RRF_RT_REG_SZ | RRF_SUBKEY_WOW6464KEY, nullptr, text, &size);
    return read == ERROR_SUCCESS ? std::string(text) : std::string();
}

MachineRisks inspectMachine(const std::string &)
{
    return {}; // BitLocker's state needs administrator rights; the wizard then says "could not be checked"
}

#endif

void returnFreeMemory() noexcept
{
#ifdef __GLIBC__
    malloc_trim(0);
#endif
}

} // namespace indaro::base
