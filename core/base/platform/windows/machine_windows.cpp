// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/platform/windows/handle.h"
#include "core/base/process.h"

#include <array>

namespace indaro::base {

std::string machineIdentity()
{
    std::array<char, 64> text{};
    DWORD size = static_cast<DWORD>(text.size() - 1);
    const LSTATUS read = ::RegGetValueA(HKEY_LOCAL_MACHINE, "SOFTWARE\\Microsoft\\Cryptography", "MachineGuid",
                                        RRF_RT_REG_SZ | RRF_SUBKEY_WOW6464KEY, nullptr, text.data(), &size);
    return read == ERROR_SUCCESS ? std::string(text.data()) : std::string();
}

} // namespace indaro::base
