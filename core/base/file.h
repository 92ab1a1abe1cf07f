// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/bytes.h"
#include "core/base/result.h"

#include <cstddef>
#include <filesystem>
#include <memory>
#include <string>

namespace indaro::base {

/// Reads a whole file of at most `limit` bytes.
/// Errors: FileNotFound, FileNotReadable, FileTooLarge.
[[nodiscard]] Result<Bytes> readFile(const std::filesystem::path &path, std::size_t limit);

/// Replaces a file so that after a power cut either the old or the new content is there, whole: temporary file in the
/// same folder, fsync, rename, fsync of the folder (Qt's QSaveFile leaves out the last step).
/// Permissions 0600; on Windows a list that names nobody but the user. Errors: FileNotWritable, DiskFull.
[[nodiscard]] Result<void> writeFileDurably(const std::filesystem::path &path, ByteView content);

/// Makes sure that `path` exists and that only its owner may read it, before anything else opens it to write: a file
/// must never be readable first and private later. Content that is there stays. Errors: FileNotWritable, DiskFull.
[[nodiscard]] Result<void> ensurePrivateFile(const std::filesystem::path &path);

/// What tells this file from a copy of it: when it was born, or its number in the file system where that is not kept.
/// The same after a reboot, after renaming it or its folder, and after writing into it; another one in a copy. Empty where
/// the file system has nothing that lasts (FAT without birth times), and when there is no such file.
[[nodiscard]] std::string fileIdentity(const std::filesystem::path &path);

/// Drops what the system keeps of a file in memory, so that the next read comes from the medium (a stick that lies about
/// its capacity reads well from memory). Does what the system allows; never fails.
void forgetCached(const std::filesystem::path &path);

/// Whether the number a system call left behind (errno, what SQLite kept of it) says that there is no room.
[[nodiscard]] bool saysDiskFull(int systemCode) noexcept;

/// Makes what was written to `path` and its folder entry survive a power cut. Errors: FileNotWritable.
[[nodiscard]] Result<void> syncFile(const std::filesystem::path &path);
[[nodiscard]] Result<void> syncFolder(const std::filesystem::path &folder);

/// An advisory lock held by one process; released by the destructor or by the end of the process, kill -9 included.
class FileLock
{
public:
    /// Errors: VaultInUse when another process (or another FileLock of this one) holds it, FileNotWritable.
    [[nodiscard]] static Result<FileLock> acquire(const std::filesystem::path &path);
    FileLock(FileLock &&) noexcept;
    FileLock &operator=(FileLock &&) noexcept;
    ~FileLock();

private:
    struct Handle;
    explicit FileLock(std::unique_ptr<Handle> handle);
    std::unique_ptr<Handle> m_handle;
};

} // namespace indaro::base
