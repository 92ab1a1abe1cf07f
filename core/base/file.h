// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/bytes.h"
#include "core/base/result.h"

#include <cstddef>
#include <filesystem>
#include <memory>

namespace indaro::base {

/// Reads a whole file of at most `limit` bytes.
/// Errors: FileNotFound, FileNotReadable, FileTooLarge.
[[nodiscard]] Result<Bytes> readFile(const std::filesystem::path &path, std::size_t limit);

/// Replaces a file so that after a power cut either the old or the new content is there, whole: temporary file in the
/// same folder, fsync, rename, fsync of the folder (Qt's QSaveFile leaves out the last step).
/// Permissions 0600. Errors: FileNotWritable, DiskFull.
[[nodiscard]] Result<void> writeFileDurably(const std::filesystem::path &path, ByteView content);

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
