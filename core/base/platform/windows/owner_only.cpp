// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/platform/windows/owner_only.h"

namespace indaro::base {

OwnerOnly::OwnerOnly(DWORD rights) noexcept
{
    HANDLE opened = nullptr;
    if (::OpenProcessToken(::GetCurrentProcess(), TOKEN_QUERY, &opened) == 0)
        return;
    const WindowsHandle token(opened);
    alignas(TOKEN_USER) std::array<std::byte, sizeof(TOKEN_USER) + SECURITY_MAX_SID_SIZE> user{};
    DWORD size = 0;
    if (::GetTokenInformation(token.get(), TokenUser, user.data(), static_cast<DWORD>(user.size()), &size) == 0)
        return;
    PSID self = reinterpret_cast<TOKEN_USER *>(user.data())->User.Sid;
    // Without this line the owner, whoever it is, may always change the list: it is then no defence against a program of the
    // same user, who is the owner.
    alignas(DWORD) std::array<std::byte, SECURITY_MAX_SID_SIZE> ownerRights{};
    DWORD ownerSize = static_cast<DWORD>(ownerRights.size());
    if (::CreateWellKnownSid(WinCreatorOwnerRightsSid, nullptr, ownerRights.data(), &ownerSize) == 0)
        return;
    m_isValid = ::InitializeAcl(list(), static_cast<DWORD>(m_list.size()), ACL_REVISION) != 0 &&
                ::AddAccessAllowedAce(list(), ACL_REVISION, rights, self) != 0 &&
                ::AddAccessAllowedAce(list(), ACL_REVISION, rights, ownerRights.data()) != 0 &&
                ::InitializeSecurityDescriptor(&m_descriptor, SECURITY_DESCRIPTOR_REVISION) != 0 &&
                ::SetSecurityDescriptorDacl(&m_descriptor, TRUE, list(), FALSE) != 0 &&
                ::SetSecurityDescriptorControl(&m_descriptor, SE_DACL_PROTECTED, SE_DACL_PROTECTED) != 0;
    m_attributes = {sizeof m_attributes, &m_descriptor, FALSE};
}

} // namespace indaro::base
