// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/process.h"

#include "core/base/error.h"
#include "core/base/platform/windows/command_line.h"
#include "core/base/platform/windows/owner_only.h"

#include <aclapi.h>
#include <algorithm>
#include <array>
#include <atomic>
#include <cwchar>

namespace indaro::base {

namespace {

std::atomic<bool> g_leavesNoDump{false};

/// Instead of the system's error reporting, which writes what was in memory to a file and may send it.
LONG WINAPI endWithoutDump(EXCEPTION_POINTERS *what) noexcept
{
    ::TerminateProcess(::GetCurrentProcess(), what->ExceptionRecord->ExceptionCode);
    return EXCEPTION_EXECUTE_HANDLER;
}

std::wstring ownProgram()
{
    std::wstring path(MAX_PATH, L'\0');
    while (true) {
        const DWORD size = ::GetModuleFileNameW(nullptr, path.data(), static_cast<DWORD>(path.size()));
        if (size < path.size()) {
            path.resize(size);
            return path;
        }
        path.resize(2 * path.size()); // it was cut
    }
}

/// No reports for this program file, for this user and for good: told once.
void refuseErrorReports() noexcept
{
    using Set = HRESULT(WINAPI *)(DWORD);
    using Exclude = HRESULT(WINAPI *)(PCWSTR, BOOL);
    constexpr DWORD NoHeap = 1;
    constexpr DWORD NoWindow = 32;
    if (HMODULE kernel = ::GetModuleHandleW(L"kernel32.dll"); kernel != nullptr) {
        if (const auto set = reinterpret_cast<Set>(reinterpret_cast<void *>(::GetProcAddress(kernel, "WerSetFlags"))))
            set(NoHeap | NoWindow);
    }
    HMODULE reporting = ::LoadLibraryExW(L"wer.dll", nullptr, LOAD_LIBRARY_SEARCH_SYSTEM32);
    if (reporting == nullptr)
        return;
    const auto exclude =
        reinterpret_cast<Exclude>(reinterpret_cast<void *>(::GetProcAddress(reporting, "WerAddExcludedApplication")));
    const std::wstring self = ownProgram();
    if (exclude != nullptr)
        exclude(self.substr(self.find_last_of(L"\\/") + 1).c_str(), FALSE);
    ::FreeLibrary(reporting);
}

/// The full path of a program: as it is given, or looked for in PATH and nowhere else (Windows would look into the folder
/// one stands in first). Nothing for a batch file: it is read by a shell, which no quoting is proof against.
std::optional<std::wstring> programFile(const std::string &word)
{
    const auto name = wideOf(word);
    if (!name || name->empty())
        return std::nullopt;
    std::wstring path = *name;
    if (path.find_first_of(L"\\/:") == std::wstring::npos) {
        std::wstring places(::GetEnvironmentVariableW(L"PATH", nullptr, 0), L'\0');
        if (places.empty())
            return std::nullopt;
        places.resize(::GetEnvironmentVariableW(L"PATH", places.data(), static_cast<DWORD>(places.size())));
        std::wstring found(::SearchPathW(places.c_str(), path.c_str(), L".exe", 0, nullptr, nullptr), L'\0');
        if (found.empty())
            return std::nullopt;
        found.resize(
            ::SearchPathW(places.c_str(), path.c_str(), L".exe", static_cast<DWORD>(found.size()), found.data(), nullptr));
        path = found;
    }
    const auto endsLike = [&path](std::wstring_view end) {
        return path.size() >= end.size() && ::_wcsnicmp(path.data() + path.size() - end.size(), end.data(), end.size()) == 0;
    };
    // "x.bat ." and "x.bat " are the same file to Windows.
    while (!path.empty() && (path.back() == L' ' || path.back() == L'.'))
        path.pop_back();
    if (path.empty() || endsLike(L".bat") || endsLike(L".cmd"))
        return std::nullopt;
    return path;
}

struct Pipe
{
    WindowsHandle reads, writes;
    [[nodiscard]] static Pipe make()
    {
        HANDLE from = nullptr;
        HANDLE to = nullptr;
        Pipe pipe;
        if (::CreatePipe(&from, &to, nullptr, 0) != 0) {
            pipe.reads = WindowsHandle(from);
            pipe.writes = WindowsHandle(to);
        }
        return pipe;
    }
};

WindowsHandle nowhere()
{
    return WindowsHandle(::CreateFileW(L"NUL", GENERIC_READ | GENERIC_WRITE, FILE_SHARE_READ | FILE_SHARE_WRITE, nullptr,
                                       OPEN_EXISTING, 0, nullptr));
}

/// Another handle of the same thing; one of a program without a console is nowhere.
WindowsHandle copyOf(HANDLE handle)
{
    HANDLE copy = nullptr;
    if (handle == nullptr || handle == INVALID_HANDLE_VALUE ||
        ::DuplicateHandle(::GetCurrentProcess(), handle, ::GetCurrentProcess(), &copy, 0, FALSE, DUPLICATE_SAME_ACCESS) == 0)
        return nowhere();
    return WindowsHandle(copy);
}

/// Starts a program that gets these three handles and no other of ours.
std::optional<WindowsHandle> start(const std::vector<std::string> &words, const WindowsHandle &input,
                                   const WindowsHandle &output, const WindowsHandle &complaints)
{
    const auto program = programFile(words.front());
    auto line = commandLineOf(words);
    std::vector<HANDLE> inherited{input.get(), output.get(), complaints.get()};
    if (!program || !line || std::ranges::find(inherited, nullptr) != inherited.end())
        return std::nullopt;
    for (HANDLE handle : inherited)
        ::SetHandleInformation(handle, HANDLE_FLAG_INHERIT, HANDLE_FLAG_INHERIT);
    SIZE_T size = 0;
    ::InitializeProcThreadAttributeList(nullptr, 1, 0, &size);
    std::vector<std::byte> space(size);
    auto *attributes = reinterpret_cast<LPPROC_THREAD_ATTRIBUTE_LIST>(space.data());
    if (::InitializeProcThreadAttributeList(attributes, 1, 0, &size) == 0)
        return std::nullopt;
    STARTUPINFOEXW how{};
    how.StartupInfo.cb = sizeof how;
    how.StartupInfo.dwFlags = STARTF_USESTDHANDLES;
    how.StartupInfo.hStdInput = input.get();
    how.StartupInfo.hStdOutput = output.get();
    how.StartupInfo.hStdError = complaints.get();
    how.lpAttributeList = attributes;
    PROCESS_INFORMATION started{};
    const bool isStarted =
        ::UpdateProcThreadAttribute(attributes, 0, PROC_THREAD_ATTRIBUTE_HANDLE_LIST, inherited.data(),
                                    inherited.size() * sizeof(HANDLE), nullptr, nullptr) != 0 &&
        ::CreateProcessW(program->c_str(), line->data(), nullptr, nullptr, TRUE,
                         EXTENDED_STARTUPINFO_PRESENT | CREATE_NO_WINDOW, nullptr, nullptr, &how.StartupInfo, &started) != 0;
    ::DeleteProcThreadAttributeList(attributes);
    if (!isStarted)
        return std::nullopt;
    ::CloseHandle(started.hThread);
    return WindowsHandle(started.hProcess);
}

/// Reads to the end, or until the program has ended and nothing more is there; false: too late or too much.
bool readUntilEnd(const WindowsHandle &from, const WindowsHandle &process, ULONGLONG until, std::string &out)
{
    constexpr std::size_t LongestAnswer = std::size_t{1} << 20;
    constexpr DWORD LookEveryMs = 5;
    std::array<char, 4096> part{};
    bool hasEnded = false;
    while (::GetTickCount64() < until && out.size() <= LongestAnswer) {
        DWORD waiting = 0;
        if (::PeekNamedPipe(from.get(), nullptr, 0, nullptr, &waiting, nullptr) == 0)
            return true; // nobody can write any more
        if (waiting == 0) {
            if (hasEnded)
                return true;
            hasEnded = ::WaitForSingleObject(process.get(), LookEveryMs) == WAIT_OBJECT_0;
            continue;
        }
        DWORD got = 0;
        if (::ReadFile(from.get(), part.data(), static_cast<DWORD>(part.size()), &got, nullptr) == 0)
            return true;
        out.append(part.data(), got);
    }
    return false;
}

/// Nothing for an end by an exception: what the system writes then are codes of the severity "error".
std::optional<int> exitCodeOf(const WindowsHandle &process)
{
    constexpr DWORD ByException = 0xC0000000;
    DWORD code = 0;
    if (::GetExitCodeProcess(process.get(), &code) == 0 || code >= ByException)
        return std::nullopt;
    return static_cast<int>(code);
}

} // namespace

void hardenProcess() noexcept
{
    ::SetErrorMode(SEM_FAILCRITICALERRORS | SEM_NOGPFAULTERRORBOX | SEM_NOOPENFILEERRORBOX);
    ::SetUnhandledExceptionFilter(endWithoutDump);
    refuseErrorReports();
    ::SetDllDirectoryW(L""); // nothing is loaded from the folder one stands in
    // Other programs of the same user may wait for our end and bring it about, and nothing else: they cannot read memory,
    // nor give themselves the right to.
    OwnerOnly ours(PROCESS_QUERY_LIMITED_INFORMATION | PROCESS_TERMINATE | SYNCHRONIZE);
    const bool isClosed =
        ours.isValid() && ::SetSecurityInfo(::GetCurrentProcess(), SE_KERNEL_OBJECT,
                                            DACL_SECURITY_INFORMATION | PROTECTED_DACL_SECURITY_INFORMATION, nullptr,
                                            nullptr, ours.list(), nullptr) == ERROR_SUCCESS;
    g_leavesNoDump = isClosed;
}

bool keepTemporaryFilesInMemory()
{
    return false; // Windows prints by a spooler of its own
}

void replaceProcess(const std::vector<std::string> &arguments) noexcept
{
    const std::wstring self = ownProgram();
    std::vector<std::string> words{std::string()}; // put in below: it need not be UTF-8
    words.insert(words.end(), arguments.begin(), arguments.end());
    const auto line = commandLineOf(words);
    if (!line)
        return;
    std::wstring whole = L'"' + self + L'"' + line->substr(2);
    STARTUPINFOW how{};
    how.cb = sizeof how;
    PROCESS_INFORMATION started{};
    if (::CreateProcessW(self.c_str(), whole.data(), nullptr, nullptr, FALSE, 0, nullptr, nullptr, &how, &started) != 0)
        ::ExitProcess(0);
}

std::optional<bool> mayDumpMemory() noexcept
{
    // What an administrator has set for the whole machine (LocalDumps) is out of our sight while nothing crashes.
    return g_leavesNoDump ? std::nullopt : std::optional(true);
}

namespace {

void writeInput(Pipe &pipe, ByteView input)
{
    while (!input.empty()) {
        DWORD written = 0;
        if (::WriteFile(pipe.writes.get(), input.data(), static_cast<DWORD>(std::min<std::size_t>(input.size(), 65536)),
                        &written, nullptr) == 0)
            break; // it has ended without reading
        input = input.subspan(written);
    }
    pipe.writes.close();
}

} // namespace

std::optional<int> runProgram(const std::vector<std::string> &words, ByteView input)
{
    INDARO_CHECK(!words.empty());
    Pipe pipe = Pipe::make();
    const WindowsHandle output = copyOf(::GetStdHandle(STD_ERROR_HANDLE)); // our own output is for our answer
    const WindowsHandle complaints = copyOf(::GetStdHandle(STD_ERROR_HANDLE));
    const auto process = start(words, pipe.reads, output, complaints);
    pipe.reads.close();
    if (!process)
        return std::nullopt;
    writeInput(pipe, input);
    ::WaitForSingleObject(process->get(), INFINITE);
    return exitCodeOf(*process);
}

std::optional<ProgramAnswer> askProgram(const std::vector<std::string> &words, std::chrono::milliseconds longest,
                                        ByteView input)
{
    INDARO_CHECK(!words.empty());
    Pipe given = Pipe::make();
    Pipe pipe = Pipe::make();
    const auto process = start(words, given.reads, pipe.writes, nowhere());
    given.reads.close();
    pipe.writes.close();
    if (!process)
        return std::nullopt;
    writeInput(given, input);
    ProgramAnswer answer;
    const ULONGLONG until = ::GetTickCount64() + static_cast<ULONGLONG>(std::max<std::int64_t>(0, longest.count()));
    const bool isWhole = readUntilEnd(pipe.reads, *process, until, answer.output);
    const DWORD left = static_cast<DWORD>(until - std::min<ULONGLONG>(until, ::GetTickCount64()));
    // It may have closed its output and go on.
    if (!isWhole || ::WaitForSingleObject(process->get(), left) != WAIT_OBJECT_0) {
        ::TerminateProcess(process->get(), 1);
        return std::nullopt;
    }
    const auto code = exitCodeOf(*process);
    if (!code)
        return std::nullopt;
    answer.exitCode = *code;
    return answer;
}

bool isAdministrator() noexcept
{
    alignas(DWORD) std::array<std::byte, SECURITY_MAX_SID_SIZE> administrators{};
    DWORD size = static_cast<DWORD>(administrators.size());
    BOOL isMember = FALSE;
    return ::CreateWellKnownSid(WinBuiltinAdministratorsSid, nullptr, administrators.data(), &size) != 0 &&
           ::CheckTokenMembership(nullptr, administrators.data(), &isMember) != 0 && isMember != FALSE;
}

HiddenTyping::HiddenTyping()
{
    HANDLE input = ::GetStdHandle(STD_INPUT_HANDLE);
    DWORD mode = 0;
    m_isTerminal = ::GetConsoleMode(input, &mode) != 0;
    if (m_isTerminal)
        ::SetConsoleMode(input, mode & ~static_cast<DWORD>(ENABLE_ECHO_INPUT));
}

HiddenTyping::~HiddenTyping()
{
    if (!m_isTerminal)
        return;
    HANDLE input = ::GetStdHandle(STD_INPUT_HANDLE);
    DWORD mode = 0;
    if (::GetConsoleMode(input, &mode) != 0)
        ::SetConsoleMode(input, mode | ENABLE_ECHO_INPUT);
    const WindowsHandle screen(::CreateFileW(L"CONOUT$", GENERIC_READ | GENERIC_WRITE, FILE_SHARE_READ | FILE_SHARE_WRITE,
                                             nullptr, OPEN_EXISTING, 0, nullptr));
    DWORD written = 0;
    if (screen)
        ::WriteConsoleW(screen.get(), L"\r\n", 2, &written, nullptr); // the end of the line is seen
}

void ignoreBrokenPipes() noexcept
{
    // There is no signal for it.
}

bool lockPages(void *pages, std::size_t size) noexcept
{
    if (::VirtualLock(pages, size) != 0)
        return true;
    if (::GetLastError() != ERROR_WORKING_SET_QUOTA)
        return false;
    // A program may lock about as much as its smallest working set, which is small unless it asks for more.
    SIZE_T least = 0;
    SIZE_T most = 0;
    const SIZE_T more = size + (SIZE_T{1} << 20);
    return ::GetProcessWorkingSetSize(::GetCurrentProcess(), &least, &most) != 0 &&
           ::SetProcessWorkingSetSize(::GetCurrentProcess(), least + more, std::max(most, least + 2 * more)) != 0 &&
           ::VirtualLock(pages, size) != 0;
}

void returnFreeMemory() noexcept
{
    // Windows takes it by itself.
}

} // namespace indaro::base
