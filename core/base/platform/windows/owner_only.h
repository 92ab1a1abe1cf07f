// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/platform/windows/handle.h"

#include <array>
#include <cstddef>
#include <filesystem>

namespace indaro::base {

/// Who may do what with a thing: the user we run as `rights`, its owner no more than that, nobody else anything, and nothing
/// of it comes from the folder above. What 0600 is on Linux. Not copied: its parts point at each other.
class OwnerOnly
{
public:
    enum class For { OneThing, FolderAndWhatIsMadeInIt };

    explicit OwnerOnly(DWORD rights, For what = For::OneThing) noexcept;
    OwnerOnly(const OwnerOnly &) = delete;
    OwnerOnly &operator=(const OwnerOnly &) = delete;

    /// False when the system does not tell who we are.
    [[nodiscard]] bool isValid() const noexcept { return m_isValid; }
    /// For what makes a file; null when it is not valid, which is what Windows takes for "as the folder has it".
    [[nodiscard]] SECURITY_ATTRIBUTES *attributes() noexcept { return m_isValid ? &m_attributes : nullptr; }
    [[nodiscard]] ACL *list() noexcept { return reinterpret_cast<ACL *>(m_list.data()); }
    /// Replaces the list of a file or folder that is there, whatever stood in it. A file system without lists (FAT on a USB
    /// stick) refuses, as it refuses permissions on Linux.
    void applyTo(const std::filesystem::path &path) noexcept;

private:
    alignas(DWORD) std::array<std::byte, 512> m_list{};
    SECURITY_DESCRIPTOR m_descriptor{};
    SECURITY_ATTRIBUTES m_attributes{};
    bool m_isValid = false;
};

} // namespace indaro::base
