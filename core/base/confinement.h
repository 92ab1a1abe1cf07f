// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <span>
#include <string>

namespace indaro::base {

/// What another program may do that reads bytes of strangers for us (a decoder): use the processor and memory it is given,
/// and nothing else. Each measure is taken where the system has it; what must hold on every machine (no key, no open file of
/// ours, nothing written) does not depend on the newest of them.

/// Bytes in memory that another process may read, and jump about in, as if they were a file: nothing of them is on a disk,
/// and they have no name. Gone when this and the process are.
class MemoryFile
{
public:
    /// Not open when the system has no such thing, or no memory.
    explicit MemoryFile(std::span<const std::byte> bytes) noexcept;
    ~MemoryFile();
    MemoryFile(const MemoryFile &) = delete;
    MemoryFile &operator=(const MemoryFile &) = delete;

    [[nodiscard]] bool isOpen() const noexcept { return m_handle >= 0; }
    [[nodiscard]] int handle() const noexcept { return m_handle; }

private:
    int m_handle = -1;
};

class Confinement
{
public:
    /// For this program file, which it may read and run; beside it only the libraries of the system.
    explicit Confinement(const std::string &program) noexcept;
    ~Confinement();
    Confinement(const Confinement &) = delete;
    Confinement &operator=(const Confinement &) = delete;

    /// Confines the calling process for good and makes `input` its standard input. Between fork and exec: allocates nothing,
    /// takes no lock. Afterwards: no file of ours is open in it, it writes no file, leaves no core, ends when we end, has no
    /// more than 1 GiB and two minutes of the processor, no network and no folder but the system's.
    void enter(const MemoryFile &input) const noexcept;
    /// Whether the kernel keeps it out of people's folders as well.
    [[nodiscard]] bool closesFolders() const noexcept { return m_rules >= 0; }

private:
    int m_rules = -1; ///< of Landlock
};

} // namespace indaro::base
