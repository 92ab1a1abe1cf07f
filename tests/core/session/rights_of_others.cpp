// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/session/rights_of_others.h"

#ifdef _WIN32
#include "core/base/platform/windows/handle.h"

#include <aclapi.h>
#include <array>
#include <cstddef>
#endif

namespace indaro::session::testing {

#ifdef _WIN32

namespace {

using Sid = std::array<std::byte, SECURITY_MAX_SID_SIZE>;

Sid wellKnown(WELL_KNOWN_SID_TYPE which)
{
    alignas(DWORD) Sid sid{};
    DWORD size = static_cast<DWORD>(sid.size());
    ::CreateWellKnownSid(which, nullptr, sid.data(), &size);
    return sid;
}

} // namespace

bool mayOthersReach(const std::filesystem::path &path)
{
    std::wstring name = path.wstring();
    PSID owner = nullptr;
    ACL *list = nullptr;
    PSECURITY_DESCRIPTOR all = nullptr;
    if (::GetNamedSecurityInfoW(name.data(), SE_FILE_OBJECT, OWNER_SECURITY_INFORMATION | DACL_SECURITY_INFORMATION, &owner,
                                nullptr, &list, nullptr, &all) != ERROR_SUCCESS)
        return true;
    bool mayReach = list == nullptr; // without a list everybody may do everything
    Sid ownerRights = wellKnown(WinCreatorOwnerRightsSid);
    Sid system = wellKnown(WinLocalSystemSid);
    for (DWORD i = 0; list != nullptr && i < list->AceCount; ++i) {
        void *line = nullptr;
        if (::GetAce(list, i, &line) == 0) {
            mayReach = true;
            break;
        }
        if (static_cast<ACE_HEADER *>(line)->AceType == ACCESS_DENIED_ACE_TYPE)
            continue;
        auto *const allowed = static_cast<ACCESS_ALLOWED_ACE *>(line);
        PSID who = &allowed->SidStart;
        mayReach = mayReach || (allowed->Mask != 0 && ::EqualSid(who, owner) == 0 &&
                                ::EqualSid(who, ownerRights.data()) == 0 && ::EqualSid(who, system.data()) == 0);
    }
    ::LocalFree(all);
    return mayReach;
}

bool letOthersRead(const std::filesystem::path &path)
{
    std::wstring name = path.wstring();
    Sid everybody = wellKnown(WinWorldSid);
    Sid ownerRights = wellKnown(WinCreatorOwnerRightsSid);
    alignas(DWORD) std::array<std::byte, 512> room{};
    ACL *const list = reinterpret_cast<ACL *>(room.data());
    return ::InitializeAcl(list, static_cast<DWORD>(room.size()), ACL_REVISION) != 0 &&
           ::AddAccessAllowedAce(list, ACL_REVISION, FILE_ALL_ACCESS, ownerRights.data()) != 0 &&
           ::AddAccessAllowedAce(list, ACL_REVISION, FILE_GENERIC_READ, everybody.data()) != 0 &&
           ::SetNamedSecurityInfoW(name.data(), SE_FILE_OBJECT, DACL_SECURITY_INFORMATION, nullptr, nullptr, list,
                                   nullptr) == ERROR_SUCCESS;
}

#else

bool mayOthersReach(const std::filesystem::path &path)
{
    using std::filesystem::perms;
    return (std::filesystem::status(path).permissions() & (perms::group_all | perms::others_all)) != perms::none;
}

bool letOthersRead(const std::filesystem::path &path)
{
    using std::filesystem::perms;
    std::error_code ec;
    std::filesystem::permissions(path, perms::owner_read | perms::owner_write | perms::group_read | perms::others_read, ec);
    return !ec;
}

#endif

} // namespace indaro::session::testing
