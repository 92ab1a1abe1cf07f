// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/confinement.h"

#ifdef __linux__
#include <array>
#include <csignal>
#include <fcntl.h>
#include <linux/close_range.h>
#include <linux/landlock.h>
#include <sched.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>
#endif

namespace indaro::base {

#ifdef __linux__

namespace {

constexpr rlim_t MostMemory = rlim_t{1024} * 1024 * 1024;
constexpr rlim_t MostSeconds = 120;

/// Every right over files of the first version of Landlock: what is not given back by a rule is closed.
constexpr __u64 EveryRight = LANDLOCK_ACCESS_FS_EXECUTE | LANDLOCK_ACCESS_FS_WRITE_FILE | LANDLOCK_ACCESS_FS_READ_FILE |
                             LANDLOCK_ACCESS_FS_READ_DIR | LANDLOCK_ACCESS_FS_REMOVE_DIR | LANDLOCK_ACCESS_FS_REMOVE_FILE |
                             LANDLOCK_ACCESS_FS_MAKE_CHAR | LANDLOCK_ACCESS_FS_MAKE_DIR | LANDLOCK_ACCESS_FS_MAKE_REG |
                             LANDLOCK_ACCESS_FS_MAKE_SOCK | LANDLOCK_ACCESS_FS_MAKE_FIFO | LANDLOCK_ACCESS_FS_MAKE_BLOCK |
                             LANDLOCK_ACCESS_FS_MAKE_SYM;

/// A path that is not there needs no rule.
void allowReading(int rules, const char *path) noexcept
{
    const int place = ::open(path, O_PATH | O_CLOEXEC);
    if (place < 0)
        return;
    struct stat status
    {
    };
    landlock_path_beneath_attr rule{};
    rule.parent_fd = place;
    rule.allowed_access = LANDLOCK_ACCESS_FS_EXECUTE | LANDLOCK_ACCESS_FS_READ_FILE;
    if (::fstat(place, &status) == 0 && S_ISDIR(status.st_mode))
        rule.allowed_access |= LANDLOCK_ACCESS_FS_READ_DIR;
    ::syscall(SYS_landlock_add_rule, rules, LANDLOCK_RULE_PATH_BENEATH, &rule, 0);
    ::close(place);
}

void limit(__rlimit_resource_t what, rlim_t most) noexcept
{
    const rlimit limits{most, most};
    ::setrlimit(what, &limits);
}

} // namespace

MemoryFile::MemoryFile(std::span<const std::byte> bytes) noexcept
    : m_handle(::memfd_create("", MFD_CLOEXEC | MFD_ALLOW_SEALING))
{
    while (m_handle >= 0 && !bytes.empty()) {
        const ssize_t written = ::write(m_handle, bytes.data(), bytes.size());
        if (written <= 0) {
            ::close(m_handle);
            m_handle = -1;
            return;
        }
        bytes = bytes.subspan(static_cast<std::size_t>(written));
    }
    if (m_handle < 0)
        return;
    ::lseek(m_handle, 0, SEEK_SET);
    ::fcntl(m_handle, F_ADD_SEALS, F_SEAL_WRITE | F_SEAL_GROW | F_SEAL_SHRINK | F_SEAL_SEAL);
}

MemoryFile::~MemoryFile()
{
    if (m_handle >= 0)
        ::close(m_handle);
}

Confinement::Confinement(const std::string &program) noexcept
{
    landlock_ruleset_attr closed{};
    closed.handled_access_fs = EveryRight;
    m_rules = static_cast<int>(::syscall(SYS_landlock_create_ruleset, &closed, sizeof closed, 0));
    if (m_rules < 0)
        return;
    // The two of the letters: without them a paper that leaves its letters to the reader is drawn in the first that is
    // found.
    for (const char *path : {"/usr", "/bin", "/lib", "/lib64", "/etc/ld.so.cache", "/etc/alternatives", "/etc/fonts",
                             "/var/cache/fontconfig", "/dev/null"})
        allowReading(m_rules, path);
    allowReading(m_rules, program.c_str());
}

Confinement::~Confinement()
{
    if (m_rules >= 0)
        ::close(m_rules);
}

void Confinement::enter(const MemoryFile &input) const noexcept
{
    ::dup2(input.handle(), STDIN_FILENO);
    ::prctl(PR_SET_PDEATHSIG, SIGKILL, 0, 0, 0);
    ::prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
    std::signal(SIGXFSZ, SIG_IGN); // writing a file fails, and does not end it with a core
    limit(RLIMIT_CORE, 0);
    limit(RLIMIT_FSIZE, 0);
    limit(RLIMIT_AS, MostMemory);
    limit(RLIMIT_CPU, MostSeconds);
    ::unshare(CLONE_NEWUSER | CLONE_NEWNET); // a network of its own, with nothing on it
    if (m_rules >= 0)
        ::syscall(SYS_landlock_restrict_self, m_rules, 0);
    ::syscall(SYS_close_range, STDERR_FILENO + 1, ~0U, CLOSE_RANGE_CLOEXEC);
}

#else // a decoder is not run at all where it cannot be given its bytes like this

MemoryFile::MemoryFile(std::span<const std::byte> /*bytes*/) noexcept {}

MemoryFile::~MemoryFile() = default;

Confinement::Confinement(const std::string & /*program*/) noexcept {}

Confinement::~Confinement() = default;

void Confinement::enter(const MemoryFile & /*input*/) const noexcept {}

#endif

} // namespace indaro::base
