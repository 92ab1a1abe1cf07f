// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/file.h"

#include <cerrno>
#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#ifdef __linux__
#include <sys/vfs.h>
#endif
#include <unistd.h>

namespace indaro::base {

namespace {

Error writeError()
{
    return Error(saysDiskFull(errno) ? Errc::DiskFull : Errc::FileNotWritable,
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

bool saysDiskFull(int systemCode) noexcept
{
    return systemCode == ENOSPC || systemCode == EDQUOT;
}

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

FileLock::FileLock(std::unique_ptr<Handle> handle) : m_handle(std::move(handle)) {}
FileLock::FileLock(FileLock &&) noexcept = default;
FileLock &FileLock::operator=(FileLock &&) noexcept = default;
FileLock::~FileLock() = default;

} // namespace indaro::base
