// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/file.h"
#include "core/base/result.h"

#include <filesystem>

namespace indaro::session {

/// A closed vault, file by file and as encrypted as it is, kept beside it while the program is exchanged for a newer one.
/// Put back, it is the same laptop with the same numbers: the files are written into, not replaced (base::fileIdentity), so
/// it may only be put back while nobody has worked in the vault since. It is no backup (backup.h), which opens anywhere.

/// Where the copy of a vault stands: beside its folder, under its name and "-before-update".
[[nodiscard]] std::filesystem::path vaultCopyFolder(const std::filesystem::path &vault);
[[nodiscard]] bool hasVaultCopy(const std::filesystem::path &vault);

/// Copies, reads back and compares; an earlier copy is replaced once the new one is whole. What is given back keeps
/// everybody out of the vault: what is written after the copy would be lost with it.
/// Errors: VaultNotFound, VaultInUse, FileNotReadable, FileNotWritable, DiskFull, BackupVerifyFailed.
[[nodiscard]] base::Result<base::FileLock> keepVaultCopy(const std::filesystem::path &vault);

/// Makes the vault what it was at keepVaultCopy, and reads it back. May be repeated after a power cut; the copy stays.
/// Errors: NotFound (no whole copy), VaultInUse, FileNotReadable, FileNotWritable, DiskFull, BackupVerifyFailed.
[[nodiscard]] base::Result<void> putVaultCopyBack(const std::filesystem::path &vault);

/// The copy opens with the passphrases and holds the people of its day: it goes once it is not needed, or what is erased
/// would live on in it. Errors: FileNotWritable.
[[nodiscard]] base::Result<void> dropVaultCopy(const std::filesystem::path &vault);

} // namespace indaro::session
