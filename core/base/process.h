// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/bytes.h"

#include <chrono>
#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace indaro::base {

/// What a process is, and what the machine protects. What each system does for it is in core/base/platform.

/// No core dumps, and other processes of the same user may not read our memory [security.md 2.13].
void hardenProcess() noexcept;

/// What libraries write for a moment stays in memory: a paper on its way to the printer is such a file, in the clear
/// (cupsTempFd(3)), and what is deleted from a disk is not gone from it. Where nobody has said where temporary files go
/// (TMPDIR), they go to the session's own folder (XDG_RUNTIME_DIR) if that is memory and has room; otherwise nothing
/// changes. True when they go there. To be called before there is a second thread.
bool keepTemporaryFilesInMemory();

/// Replaces this process by a fresh one of the same program with these arguments: every secret and every name that was
/// ever in memory is gone with it [security.md 0.7]. Returns only when it failed.
/// Precondition: everything worth keeping is committed. On Windows: starts the program anew and ends this process.
void replaceProcess(const std::vector<std::string> &arguments) noexcept;

/// Runs a program to its end with `input` as its standard input; what it says goes to our standard error. The words are
/// given as they are, no shell reads them. Nothing of `input` is kept. The exit code; nothing when it could not be started
/// or did not end by itself.
[[nodiscard]] std::optional<int> runProgram(const std::vector<std::string> &words, ByteView input = {});

/// What a program said on its standard output, and how it ended.
struct ProgramAnswer
{
    int exitCode = 0;
    std::string output;
};
/// Runs a program with `input` as its standard input and gives back what it says; its complaints are dropped. The words are
/// given as they are, no shell reads them. Nothing of `input` is kept; it is a line or two, which no program has to read
/// before it may say something. Nothing when it could not be started, did not end by itself within `longest`, or said more
/// than a MiB; it is ended then. Thread: any but the GUI's.
[[nodiscard]] std::optional<ProgramAnswer> askProgram(const std::vector<std::string> &words,
                                                      std::chrono::milliseconds longest = std::chrono::seconds(10),
                                                      ByteView input = {});

/// True when somebody with the rights of the system's administrator runs us.
[[nodiscard]] bool isAdministrator() noexcept;

/// While it lives, what is typed at the terminal is not shown; where standard input is no terminal it does nothing.
class HiddenTyping
{
public:
    HiddenTyping();
    ~HiddenTyping();
    HiddenTyping(const HiddenTyping &) = delete;
    HiddenTyping &operator=(const HiddenTyping &) = delete;
    [[nodiscard]] bool isTerminal() const noexcept { return m_isTerminal; }

private:
    bool m_isTerminal = false;
};

/// A pipe or a connection whose other end is gone is an error of the write, and does not end the process.
void ignoreBrokenPipes() noexcept;

/// Keeps whole pages out of the swap. False when the account may lock too little; then they may reach it.
[[nodiscard]] bool lockPages(void *pages, std::size_t size) noexcept;

/// Gives memory that is free but kept by the allocator back to the system; worth it after building something large.
/// Thread: any. Does nothing where the allocator does it by itself.
void returnFreeMemory() noexcept;

/// What tells this machine from others for as long as its system is installed; empty where there is nothing of the kind.
/// Goes into a hash and never into a file or a message as it is.
[[nodiscard]] std::string machineIdentity();

/// Would the system write the memory of this process to a file if it crashed? Nothing: cannot be told here.
[[nodiscard]] std::optional<bool> mayDumpMemory() noexcept;

} // namespace indaro::base
