// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/process.h"

#include "core/base/error.h"

#include <cerrno>
#include <csignal>
#include <cstdint>
#include <cstdlib>
#include <fcntl.h>
#include <filesystem>
#include <poll.h>
#include <spawn.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <termios.h>
#include <unistd.h>
#ifdef __linux__
#include <linux/magic.h>
#include <sys/prctl.h>
#include <sys/statfs.h>
#endif
#ifdef __GLIBC__
#include <malloc.h>
#endif

extern char **environ;

namespace indaro::base {

void hardenProcess() noexcept
{
    const rlimit none{0, 0};
    ::setrlimit(RLIMIT_CORE, &none);
#ifdef __linux__
    ::prctl(PR_SET_DUMPABLE, 0, 0, 0, 0);
#endif
}

bool keepTemporaryFilesInMemory()
{
#ifdef __linux__
    constexpr std::uint64_t EnoughRoom = std::uint64_t{64} << 20; // the longest paper is a few MiB
    const char *own = std::getenv("XDG_RUNTIME_DIR");
    struct statfs system
    {
    };
    if (std::getenv("TMPDIR") != nullptr || own == nullptr || *own != '/' || ::statfs(own, &system) != 0)
        return false;
    const std::uint64_t free = std::uint64_t(system.f_bavail) * std::uint64_t(system.f_bsize);
    if (system.f_type != TMPFS_MAGIC || free < EnoughRoom || ::access(own, W_OK | X_OK) != 0)
        return false;
    return ::setenv("TMPDIR", own, 0) == 0;
#else
    return false;
#endif
}

void replaceProcess(const std::vector<std::string> &arguments) noexcept
{
    std::error_code ec;
    std::string self = std::filesystem::read_symlink("/proc/self/exe", ec).string();
    if (ec)
        return;
    std::vector<std::string> words{self};
    words.insert(words.end(), arguments.begin(), arguments.end());
    std::vector<char *> argv;
    for (auto &word : words)
        argv.push_back(word.data());
    argv.push_back(nullptr);
    ::execv(self.c_str(), argv.data());
}

std::optional<bool> mayDumpMemory() noexcept
{
#ifdef __linux__
    // A process that is not dumpable leaves nothing, whatever the limit and wherever dumps go; the limit alone does not hold
    // where they go to a program (core(5)).
    const int dumpable = ::prctl(PR_GET_DUMPABLE, 0, 0, 0, 0);
    if (dumpable < 0)
        return std::nullopt;
    return dumpable != 0;
#else
    rlimit limit{};
    if (::getrlimit(RLIMIT_CORE, &limit) != 0)
        return std::nullopt;
    return limit.rlim_cur != 0;
#endif
}

namespace {

/// A program that ends without reading must not end us too: the signal is kept from this thread, and taken if it came.
void writeInput(int to, ByteView input)
{
    if (input.empty())
        return;
    sigset_t brokenPipe, before;
    ::sigemptyset(&brokenPipe);
    ::sigaddset(&brokenPipe, SIGPIPE);
    ::pthread_sigmask(SIG_BLOCK, &brokenPipe, &before);
    bool isGone = false;
    while (!input.empty() && !isGone) {
        const ssize_t written = ::write(to, input.data(), input.size());
        isGone = written < 0 && errno != EINTR;
        input = input.subspan(written > 0 ? static_cast<std::size_t>(written) : 0);
    }
    if (isGone && ::sigismember(&before, SIGPIPE) == 0) {
        const timespec now{};
        while (::sigtimedwait(&brokenPipe, nullptr, &now) < 0 && errno == EINTR) {
        }
    }
    ::pthread_sigmask(SIG_SETMASK, &before, nullptr);
}

} // namespace

std::optional<int> runProgram(const std::vector<std::string> &words, ByteView input)
{
    INDARO_CHECK(!words.empty());
    int ends[2];
    if (::pipe(ends) != 0)
        return std::nullopt;
    std::vector<char *> argv;
    argv.reserve(words.size() + 1);
    for (const std::string &word : words)
        argv.push_back(const_cast<char *>(word.c_str())); // posix_spawn does not write there
    argv.push_back(nullptr);
    posix_spawn_file_actions_t actions;
    ::posix_spawn_file_actions_init(&actions);
    ::posix_spawn_file_actions_adddup2(&actions, ends[0], STDIN_FILENO);
    ::posix_spawn_file_actions_adddup2(&actions, STDERR_FILENO, STDOUT_FILENO); // our own output is for our answer
    ::posix_spawn_file_actions_addclose(&actions, ends[0]);
    ::posix_spawn_file_actions_addclose(&actions, ends[1]);
    pid_t child = 0;
    const int failure = ::posix_spawnp(&child, argv.front(), &actions, nullptr, argv.data(), environ);
    ::posix_spawn_file_actions_destroy(&actions);
    ::close(ends[0]);
    if (failure == 0)
        writeInput(ends[1], input);
    ::close(ends[1]);
    int status = 0;
    pid_t ended = -1;
    if (failure == 0) {
        do {
            ended = ::waitpid(child, &status, 0);
        } while (ended < 0 && errno == EINTR);
    }
    if (ended < 0 || !WIFEXITED(status))
        return std::nullopt;
    return WEXITSTATUS(status);
}

namespace {

constexpr std::size_t LongestAnswer = std::size_t{1} << 20;

/// Reads to the end; false: too late, too much, or an error.
bool readUntilEnd(int from, std::chrono::steady_clock::time_point until, std::string &out)
{
    char part[4096];
    while (true) {
        const auto left =
            std::chrono::duration_cast<std::chrono::milliseconds>(until - std::chrono::steady_clock::now()).count();
        if (left <= 0 || out.size() > LongestAnswer)
            return false;
        pollfd waited{from, POLLIN, 0};
        const int ready = ::poll(&waited, 1, static_cast<int>(left));
        if (ready < 0 && errno != EINTR)
            return false;
        if (ready <= 0)
            continue;
        const ssize_t got = ::read(from, part, sizeof part);
        if (got < 0 && errno != EINTR)
            return false;
        if (got == 0)
            return true;
        if (got > 0)
            out.append(part, static_cast<std::size_t>(got));
    }
}

} // namespace

std::optional<ProgramAnswer> askProgram(const std::vector<std::string> &words, std::chrono::milliseconds longest,
                                        ByteView input)
{
    INDARO_CHECK(!words.empty());
    int ends[2], given[2];
    if (::pipe(ends) != 0)
        return std::nullopt;
    if (::pipe(given) != 0) {
        ::close(ends[0]);
        ::close(ends[1]);
        return std::nullopt;
    }
    for (const int end : {ends[0], ends[1], given[0], given[1]})
        ::fcntl(end, F_SETFD, FD_CLOEXEC);
    std::vector<char *> argv;
    argv.reserve(words.size() + 1);
    for (const std::string &word : words)
        argv.push_back(const_cast<char *>(word.c_str())); // posix_spawn does not write there
    argv.push_back(nullptr);
    posix_spawn_file_actions_t actions;
    ::posix_spawn_file_actions_init(&actions);
    ::posix_spawn_file_actions_adddup2(&actions, given[0], STDIN_FILENO);
    ::posix_spawn_file_actions_adddup2(&actions, ends[1], STDOUT_FILENO);
    ::posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
    pid_t child = 0;
    const int failure = ::posix_spawnp(&child, argv.front(), &actions, nullptr, argv.data(), environ);
    ::posix_spawn_file_actions_destroy(&actions);
    ::close(ends[1]);
    ::close(given[0]);
    if (failure == 0)
        writeInput(given[1], input);
    ::close(given[1]);
    ProgramAnswer answer;
    const auto until = std::chrono::steady_clock::now() + longest;
    const bool isWhole = failure == 0 && readUntilEnd(ends[0], until, answer.output);
    ::close(ends[0]);
    if (failure != 0)
        return std::nullopt;
    // It may have closed its output and go on.
    int status = 0;
    pid_t ended = 0;
    while (isWhole && ended == 0 && std::chrono::steady_clock::now() < until) {
        ended = ::waitpid(child, &status, WNOHANG);
        if (ended == 0)
            ::poll(nullptr, 0, 5);
    }
    const bool isByItself = ended == child;
    if (!isByItself) {
        ::kill(child, SIGKILL);
        do {
            ended = ::waitpid(child, &status, 0);
        } while (ended < 0 && errno == EINTR);
    }
    if (!isByItself || !WIFEXITED(status))
        return std::nullopt;
    answer.exitCode = WEXITSTATUS(status);
    return answer;
}

bool isAdministrator() noexcept
{
    return ::geteuid() == 0;
}

HiddenTyping::HiddenTyping() : m_isTerminal(::isatty(STDIN_FILENO) == 1)
{
    termios now{};
    if (m_isTerminal && ::tcgetattr(STDIN_FILENO, &now) == 0) {
        now.c_lflag &= ~static_cast<tcflag_t>(ECHO);
        now.c_lflag |= ECHONL; // the end of the line is seen
        ::tcsetattr(STDIN_FILENO, TCSAFLUSH, &now);
    }
}

HiddenTyping::~HiddenTyping()
{
    termios now{};
    if (m_isTerminal && ::tcgetattr(STDIN_FILENO, &now) == 0) {
        now.c_lflag |= ECHO;
        ::tcsetattr(STDIN_FILENO, TCSAFLUSH, &now);
    }
}

void ignoreBrokenPipes() noexcept
{
    std::signal(SIGPIPE, SIG_IGN);
}

bool lockPages(void *pages, std::size_t size) noexcept
{
    return ::mlock(pages, size) == 0;
}

void returnFreeMemory() noexcept
{
#ifdef __GLIBC__
    malloc_trim(0);
#endif
}

} // namespace indaro::base
