// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/platform/windows/owner_only.h"

namespace indaro::base {

OwnerOnly::OwnerOnly(DWORD rights, For what) noexcept
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
    const DWORD passedOn = what == For::OneThing ? 0 : OBJECT_INHERIT_ACE | CONTAINER_INHERIT_ACE;
    m_isValid = ::InitializeAcl(list(), static_cast<DWORD>(m_list.size()), ACL_REVISION) != 0 &&
                ::AddAccessAllowedAceEx(list(), ACL_REVISION, passedOn, rights, self) != 0 &&
                ::AddAccessAllowedAceEx(list(), ACL_REVISION, passedOn, rights, ownerRights.data()) != 0 &&
                ::InitializeSecurityDescriptor(&m_descriptor, SECURITY_DESCRIPTOR_REVISION) != 0 &&
                ::SetSecurityDescriptorDacl(&m_descriptor, TRUE, list(), FALSE) != 0 &&
                ::SetSecurityDescriptorControl(&m_descriptor, SE_DACL_PROTECTED, SE_DACL_PROTECTED) != 0;
    m_attributes = {sizeof m_attributes, &m_descriptor, FALSE};
}

void OwnerOnly::applyTo(const std::filesystem::path &path) noexcept
{
    if (!m_isValid)
        return;
    const WindowsHandle thing(::CreateFileW(path.c_str(), WRITE_DAC, FILE_SHARE_READ | FILE_SHARE_WRITE | FILE_SHARE_DELETE,
                                            nullptr, OPEN_EXISTING, FILE_FLAG_BACKUP_SEMANTICS, nullptr));
    // Not SetNamedSecurityInfo, which adds what the folder above passes on (under Wine even to a protected list).
    if (thing)
        (void)::SetKernelObjectSecurity(thing.get(), DACL_SECURITY_INFORMATION | PROTECTED_DACL_SECURITY_INFORMATION,
                                        &m_descriptor);
}

} // namespace indaro::base
