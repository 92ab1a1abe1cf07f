// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/file.h"
#include "core/base/platform/windows/owner_only.h"

#include <algorithm>
#include <array>
#include <cerrno>

namespace indaro::base {

namespace {

constexpr DWORD SharedByAll = FILE_SHARE_READ | FILE_SHARE_WRITE | FILE_SHARE_DELETE;
constexpr int QuotaExceeded = 1295; ///< ERROR_DISK_QUOTA_EXCEEDED, which MinGW's headers do not have
constexpr int ReplaceTries = 10;
constexpr DWORD ReplacePauseMs = 25;

Error writeError(DWORD code = ::GetLastError())
{
    return Error(saysDiskFull(static_cast<int>(code)) ? Errc::DiskFull : Errc::FileNotWritable,
                 {{"errno", static_cast<std::int64_t>(code)}});
}

Result<void> writeAll(HANDLE file, ByteView content)
{
    constexpr std::size_t Most = std::size_t{1} << 24; // a length is 32 bits
    while (!content.empty()) {
        DWORD written = 0;
        if (::WriteFile(file, content.data(), static_cast<DWORD>(std::min(content.size(), Most)), &written, nullptr) == 0)
            return writeError();
        content = content.subspan(written);
    }
    return {};
}

/// NTFS and ReFS number their files for good; others make a number up at each start.
bool keepsNumbers(HANDLE file)
{
    std::array<wchar_t, MAX_PATH + 1> name{};
    if (::GetVolumeInformationByHandleW(file, nullptr, 0, nullptr, nullptr, nullptr, name.data(),
                                        static_cast<DWORD>(name.size())) == 0)
        return false;
    const std::wstring_view system(name.data());
    return system == L"NTFS" || system == L"ReFS";
}

/// Puts the finished file in its place. A scanner of viruses or an indexer may hold the old one for a moment, which is over
/// as soon as it has read it.
DWORD replaceFile(const std::filesystem::path &from, const std::filesystem::path &to)
{
    for (int i = 1;; ++i) {
        if (::MoveFileExW(from.c_str(), to.c_str(), MOVEFILE_REPLACE_EXISTING | MOVEFILE_WRITE_THROUGH) != 0)
            return ERROR_SUCCESS;
        const DWORD code = ::GetLastError();
        if ((code != ERROR_SHARING_VIOLATION && code != ERROR_ACCESS_DENIED) || i == ReplaceTries)
            return code;
        ::Sleep(ReplacePauseMs);
    }
}

} // namespace

bool saysDiskFull(int systemCode) noexcept
{
    return systemCode == ENOSPC || systemCode == ERROR_DISK_FULL || systemCode == ERROR_HANDLE_DISK_FULL ||
           systemCode == QuotaExceeded;
}

Result<void> ensurePrivateFile(const std::filesystem::path &path)
{
    OwnerOnly ours(FILE_ALL_ACCESS);
    const WindowsHandle file(::CreateFileW(path.c_str(), GENERIC_READ | GENERIC_WRITE, SharedByAll, ours.attributes(),
                                           OPEN_ALWAYS, FILE_ATTRIBUTE_NORMAL, nullptr));
    const DWORD code = ::GetLastError();
    if (!file)
        return writeError(code);
    if (code == ERROR_ALREADY_EXISTS)
        ours.applyTo(path);
    return {};
}

std::string fileIdentity(const std::filesystem::path &path)
{
    const WindowsHandle file(::CreateFileW(path.c_str(), FILE_READ_ATTRIBUTES, SharedByAll, nullptr, OPEN_EXISTING,
                                           FILE_FLAG_BACKUP_SEMANTICS, nullptr));
    BY_HANDLE_FILE_INFORMATION info{};
    if (!file || ::GetFileInformationByHandle(file.get(), &info) == 0)
        return {};
    if (keepsNumbers(file.get()))
        return "number " + std::to_string(info.dwVolumeSerialNumber) + '.' + std::to_string(info.nFileIndexHigh) + '.' +
               std::to_string(info.nFileIndexLow);
    if (info.ftCreationTime.dwHighDateTime == 0 && info.ftCreationTime.dwLowDateTime == 0)
        return {};
    return "born " + std::to_string(info.ftCreationTime.dwHighDateTime) + '.' +
           std::to_string(info.ftCreationTime.dwLowDateTime);
}

Result<void> syncFolder(const std::filesystem::path &folder)
{
    const WindowsHandle handle(::CreateFileW(folder.empty() ? L"." : folder.c_str(), GENERIC_WRITE, SharedByAll, nullptr,
                                             OPEN_EXISTING, FILE_FLAG_BACKUP_SEMANTICS, nullptr));
    if (!handle)
        return ::GetLastError() == ERROR_ACCESS_DENIED ? Result<void>() : Result<void>(writeError());
    // NTFS writes its journal with MOVEFILE_WRITE_THROUGH already; where a folder cannot be flushed there is nothing more
    // to be had, as with FAT on Linux.
    (void)::FlushFileBuffers(handle.get());
    return {};
}

Result<void> syncFile(const std::filesystem::path &path)
{
    {
        const WindowsHandle file(
            ::CreateFileW(path.c_str(), GENERIC_WRITE, SharedByAll, nullptr, OPEN_EXISTING, FILE_ATTRIBUTE_NORMAL, nullptr));
        if (!file || ::FlushFileBuffers(file.get()) == 0)
            return writeError();
    }
    return syncFolder(path.parent_path());
}

void forgetCached(const std::filesystem::path &path)
{
    // Opening without buffering makes Windows drop the cached pages of a file nobody else has open.
    const WindowsHandle file(
        ::CreateFileW(path.c_str(), GENERIC_READ, FILE_SHARE_READ, nullptr, OPEN_EXISTING, FILE_FLAG_NO_BUFFERING, nullptr));
}

Result<void> writeFileDurably(const std::filesystem::path &path, ByteView content)
{
    OwnerOnly ours(FILE_ALL_ACCESS);
    std::filesystem::path temporary = path;
    temporary += L".new";
    {
        WindowsHandle file(::CreateFileW(temporary.c_str(), GENERIC_WRITE, 0, ours.attributes(), CREATE_ALWAYS,
                                         FILE_ATTRIBUTE_NORMAL, nullptr));
        if (!file)
            return writeError();
        auto written = writeAll(file.get(), content);
        if (written && ::FlushFileBuffers(file.get()) == 0)
            written = writeError();
        if (!written) {
            file.close();
            ::DeleteFileW(temporary.c_str());
            return written;
        }
    }
    if (const DWORD code = replaceFile(temporary, path); code != ERROR_SUCCESS) {
        ::DeleteFileW(temporary.c_str());
        return writeError(code);
    }
    return syncFolder(path.parent_path());
}

struct FileLock::Handle
{
    WindowsHandle file; ///< closing it gives the lock back, as the end of the process does
};

Result<FileLock> FileLock::acquire(const std::filesystem::path &path)
{
    OwnerOnly ours(FILE_ALL_ACCESS);
    // Shared by all: a scanner that looks at the file is nobody who works in the vault.
    WindowsHandle file(::CreateFileW(path.c_str(), GENERIC_READ | GENERIC_WRITE, SharedByAll, ours.attributes(), OPEN_ALWAYS,
                                     FILE_ATTRIBUTE_NORMAL, nullptr));
    if (!file)
        return writeError();
    OVERLAPPED where{}; // a byte far behind the end: what is locked here cannot be read by others
    where.OffsetHigh = 0x40000000;
    if (::LockFileEx(file.get(), LOCKFILE_EXCLUSIVE_LOCK | LOCKFILE_FAIL_IMMEDIATELY, 0, 1, 0, &where) == 0) {
        const DWORD code = ::GetLastError();
        if (code == ERROR_LOCK_VIOLATION || code == ERROR_IO_PENDING)
            return Error(Errc::VaultInUse);
        return writeError(code);
    }
    return FileLock(std::unique_ptr<Handle>(new Handle{std::move(file)}));
}

FileLock::FileLock(std::unique_ptr<Handle> handle) : m_handle(std::move(handle)) {}
FileLock::FileLock(FileLock &&) noexcept = default;
FileLock &FileLock::operator=(FileLock &&) noexcept = default;
FileLock::~FileLock() = default;

} // namespace indaro::base
