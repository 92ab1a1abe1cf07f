// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/file.h"

#include <cerrno>
#include <fstream>

#ifdef _WIN32
#define WIN32_LEAN_AND_MEAN
#include <windows.h>
#else
#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#ifdef __linux__
#include <sys/vfs.h>
#endif
#include <unistd.h>
#endif

namespace indaro::base {

Result<Bytes> readFile(const std::filesystem::path &path, std::size_t limit)
{
    std::error_code ec;
    if (!std::filesystem::exists(path, ec))
        return Error(Errc::FileNotFound);
    std::ifstream in(path, std::ios::binary);
    if (!in)
        return Error(Errc::FileNotReadable);
    in.seekg(0, std::ios::end);
    const auto end = in.tellg();
    if (end < 0)
        return Error(Errc::FileNotReadable);
    const auto size = static_cast<std::size_t>(end);
    if (size > limit)
        return Error(Errc::FileTooLarge, {{"limit", static_cast<std::int64_t>(limit)}});
    in.seekg(0);
    Bytes bytes(size);
    in.read(reinterpret_cast<char *>(bytes.data()), static_cast<std::streamsize>(size));
    if (!in && size > 0)
        return Error(Errc::FileNotReadable);
    return bytes;
}

#ifndef _WIN32

namespace {

Error writeError()
{
    return Error(errno == ENOSPC || errno == EDQUOT ? Errc::DiskFull : Errc::FileNotWritable,
                 {{"errno", static_cast<std::int64_t>(errno)}});
}

class Descriptor
{
public:
    explicit Descriptor(int fd) : m_fd(fd) {}
    ~Descriptor()
    {
        if (m_fd >= 0)
            ::close(m_fd);
    }
    Descriptor(const Descriptor &) = delete;
    Descriptor &operator=(const Descriptor &) = delete;
    [[nodiscard]] int get() const { return m_fd; }
    [[nodiscard]] int release() { return std::exchange(m_fd, -1); }

private:
    int m_fd;
};

Result<void> writeAll(int fd, ByteView content)
{
    while (!content.empty()) {
        const ssize_t written = ::write(fd, content.data(), content.size());
        if (written < 0) {
            if (errno == EINTR)
                continue;
            return writeError();
        }
        content = content.subspan(static_cast<std::size_t>(written));
    }
    return {};
}

} // namespace

Result<void> ensurePrivateFile(const std::filesystem::path &path)
{
    const Descriptor fd(::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600));
    if (fd.get() < 0)
        return writeError();
    struct stat st
    {
    };
    if (::fstat(fd.get(), &st) == 0 && (st.st_mode & 0077) != 0)
        (void)::fchmod(fd.get(), 0600); // a file system without permissions (a USB stick) may refuse
    return {};
}

std::string fileIdentity(const std::filesystem::path &path)
{
#if defined(__linux__) && defined(STATX_BTIME)
    struct statx born
    {
    };
    if (::statx(AT_FDCWD, path.c_str(), 0, STATX_BTIME, &born) == 0 && (born.stx_mask & STATX_BTIME) != 0)
        return "born " + std::to_string(born.stx_btime.tv_sec) + '.' + std::to_string(born.stx_btime.tv_nsec);
#endif
#ifdef __linux__
    constexpr long Fat = 0x4d44;
    constexpr long ExFat = 0x2011BAB0;
    struct statfs where
    {
    };
    if (::statfs(path.c_str(), &where) != 0 || long(where.f_type) == Fat || long(where.f_type) == ExFat)
        return {}; // numbers of FAT are made up at each mount
#endif
    struct stat st
    {
    };
    return ::stat(path.c_str(), &st) == 0 ? "number " + std::to_string(st.st_ino) : std::string();
}

Result<void> syncFolder(const std::filesystem::path &folder)
{
    const Descriptor fd(::open(folder.empty() ? "." : folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (fd.get() < 0)
        return writeError();
    // Some file systems (FAT on a USB stick) cannot sync a folder; their file data is already synced.
    if (::fsync(fd.get()) != 0 && errno != EINVAL && errno != ENOTSUP)
        return writeError();
    return {};
}

Result<void> syncFile(const std::filesystem::path &path)
{
    {
        const Descriptor fd(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
        if (fd.get() < 0 || ::fsync(fd.get()) != 0)
            return writeError();
    }
    return syncFolder(path.parent_path());
}

void forgetCached(const std::filesystem::path &path)
{
#ifdef POSIX_FADV_DONTNEED
    const Descriptor fd(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
    if (fd.get() >= 0)
        (void)::posix_fadvise(fd.get(), 0, 0, POSIX_FADV_DONTNEED);
#else
    (void)path;
#endif
}

Result<void> writeFileDurably(const std::filesystem::path &path, ByteView content)
{
    std::filesystem::path temporary = path;
    temporary += ".new";
    {
        const Descriptor fd(::open(temporary.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600));
        if (fd.get() < 0)
            return writeError();
        auto written = writeAll(fd.get(), content);
        if (written && ::fsync(fd.get()) != 0)
            written = writeError();
        if (!written) {
            ::unlink(temporary.c_str());
            return written;
        }
    }
    if (::rename(temporary.c_str(), path.c_str()) != 0) {
        Error error = writeError();
        ::unlink(temporary.c_str());
        return error;
    }
    return syncFolder(path.parent_path());
}

struct FileLock::Handle
{
    explicit Handle(int descriptor) : fd(descriptor) {}
    Descriptor fd;
};

Result<FileLock> FileLock::acquire(const std::filesystem::path &path)
{
    Descriptor fd(::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600));
    if (fd.get() < 0)
        return writeError();
    if (::flock(fd.get(), LOCK_EX | LOCK_NB) != 0) {
        if (errno == EWOULDBLOCK)
            return Error(Errc::VaultInUse);
        return writeError();
    }
    return FileLock(std::make_unique<Handle>(fd.release()));
}

#else

namespace {

Error writeError()
{
    const DWORD code = ::GetLastError();
    return Error(code == ERROR_DISK_FULL || code == ERROR_HANDLE_DISK_FULL ? Errc::DiskFull : Errc::FileNotWritable,
                 {{"errno", static_cast<std::int64_t>(code)}});
}

} // namespace

Result<void> ensurePrivateFile(const std::filesystem::path &path)
{
    // The user's profile folder is private by its access list, which files in it inherit.
    HANDLE file = ::CreateFileW(path.c_str(), GENERIC_WRITE, FILE_SHARE_READ | FILE_SHARE_WRITE, nullptr, OPEN_ALWAYS,
                                FILE_ATTRIBUTE_NORMAL, nullptr);
    if (file == INVALID_HANDLE_VALUE)
        return writeError();
    ::CloseHandle(file);
    return {};
}

std::string fileIdentity(const std::filesystem::path &path)
{
    HANDLE file = ::CreateFileW(path.c_str(), FILE_READ_ATTRIBUTES, FILE_SHARE_READ | FILE_SHARE_WRITE, nullptr,
                                OPEN_EXISTING, FILE_ATTRIBUTE_NORMAL, nullptr);
    if (file == INVALID_HANDLE_VALUE)
        return {};
    BY_HANDLE_FILE_INFORMATION info{};
    const bool isKnown = ::GetFileInformationByHandle(file, &info) != 0;
    ::CloseHandle(file);
    return isKnown ? "born " + std::to_string(info.ftCreationTime.dwHighDateTime) + '.' +
                         std::to_string(info.ftCreationTime.dwLowDateTime)
                   : std::string();
}

Result<void> syncFolder(const std::filesystem::path &)
{
    return {}; // NTFS journals the folder entry with MOVEFILE_WRITE_THROUGH
}

Result<void> syncFile(const std::filesystem::path &path)
{
    HANDLE file = ::CreateFileW(path.c_str(), GENERIC_WRITE, FILE_SHARE_READ | FILE_SHARE_WRITE, nullptr, OPEN_EXISTING,
                                FILE_ATTRIBUTE_NORMAL, nullptr);
    if (file == INVALID_HANDLE_VALUE)
        return writeError();
    const bool ok = ::FlushFileBuffers(file) != 0;
    ::CloseHandle(file);
    if (!ok)
        return writeError();
    return {};
}

void forgetCached(const std::filesystem::path &path)
{
    // Opening without buffering makes Windows drop the cached pages of a file nobody else has open.
    HANDLE file =
        ::CreateFileW(path.c_str(), GENERIC_READ, FILE_SHARE_READ, nullptr, OPEN_EXISTING, FILE_FLAG_NO_BUFFERING, nullptr);
    if (file != INVALID_HANDLE_VALUE)
        ::CloseHandle(file);
}

Result<void> writeFileDurably(const std::filesystem::path &path, ByteView content)
{
    std::filesystem::path temporary = path;
    temporary += L".new";
    HANDLE file = ::CreateFileW(temporary.c_str(), GENERIC_WRITE, 0, nullptr, CREATE_ALWAYS, FILE_ATTRIBUTE_NORMAL, nullptr);
    if (file == INVALID_HANDLE_VALUE)
        return writeError();
    DWORD written = 0;
    const bool ok = ::WriteFile(file, content.data(), static_cast<DWORD>(content.size()), &written, nullptr) != 0 &&
                    written == content.size() && ::FlushFileBuffers(file) != 0;
    ::CloseHandle(file);
    if (!ok || ::MoveFileExW(temporary.c_str(), path.c_str(), MOVEFILE_REPLACE_EXISTING | MOVEFILE_WRITE_THROUGH) == 0) {
        Error error = writeError();
        ::DeleteFileW(temporary.c_str());
        return error;
    }
    return {};
}

struct FileLock::Handle
{
    HANDLE file;
    ~Handle() { ::CloseHandle(file); }
};

Result<FileLock> FileLock::acquire(const std::filesystem::path &path)
{
    HANDLE file =
        ::CreateFileW(path.c_str(), GENERIC_READ | GENERIC_WRITE, 0, nullptr, OPEN_ALWAYS, FILE_ATTRIBUTE_NORMAL, nullptr);
    if (file == INVALID_HANDLE_VALUE) {
        if (::GetLastError() == ERROR_SHARING_VIOLATION)
            return Error(Errc::VaultInUse);
        return writeError();
    }
    return FileLock(std::unique_ptr<Handle>(new Handle{file}));
}

#endif

FileLock::FileLock(std::unique_ptr<Handle> handle) : m_handle(std::move(handle)) {}
FileLock::FileLock(FileLock &&) noexcept = default;
FileLock &FileLock::operator=(FileLock &&) noexcept = default;
FileLock::~FileLock() = default;

} // namespace indaro::base
