// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#ifndef WIN32_LEAN_AND_MEAN
#define WIN32_LEAN_AND_MEAN
#endif
#ifndef NOMINMAX
#define NOMINMAX
#endif
#include <utility>
#include <windows.h>

namespace indaro::base {

/// A handle of Windows that is closed with it. Both "none" of Windows (null and INVALID_HANDLE_VALUE) are none here.
class WindowsHandle
{
public:
    WindowsHandle() = default;
    explicit WindowsHandle(HANDLE handle) : m_handle(handle != INVALID_HANDLE_VALUE ? handle : nullptr) {}
    WindowsHandle(WindowsHandle &&other) noexcept : m_handle(std::exchange(other.m_handle, nullptr)) {}
    WindowsHandle &operator=(WindowsHandle &&other) noexcept
    {
        std::swap(m_handle, other.m_handle);
        return *this;
    }
    ~WindowsHandle() { close(); }

    [[nodiscard]] explicit operator bool() const { return m_handle != nullptr; }
    [[nodiscard]] HANDLE get() const { return m_handle; }
    void close()
    {
        if (m_handle != nullptr)
            ::CloseHandle(std::exchange(m_handle, nullptr));
    }

private:
    HANDLE m_handle = nullptr;
};

} // namespace indaro::base
