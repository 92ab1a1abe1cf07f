// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/session/backup.h"
#include "core/session/slot_file.h"

namespace indaro::session {

/// The readable head of a backup; authenticated with every chunk that follows it.
struct BackupHeader
{
    VaultId vaultId;
    base::UtcMs createdUtc = 0;
    base::Bytes device;          ///< 16 bytes
    crypto::Digest commitment{}; ///< of the backup's key
    RecoverySlot recovery;       ///< sealedKey = the backup's key
    std::vector<Keyslot> keyslots;
};

/// Errors: FileNotFound, FileNotReadable, BackupDamaged, BackupTooNew.
[[nodiscard]] base::Result<BackupHeader> readHeader(const std::filesystem::path &file);

/// Streams the temporary database into `path` (temporary name, fsync, rename, fsync of the folder). Gives the digest of
/// the text that was sealed. Errors: Cancelled, DiskFull, FileNotWritable, FileNotReadable.
[[nodiscard]] base::Result<crypto::Digest> writeBackupFile(const std::filesystem::path &path, const BackupHeader &header,
                                                           const base::SecretBytes &backupKey,
                                                           const std::filesystem::path &database,
                                                           const BackupProgress &progress);
/// Reads everything back from the disk. Errors: as extractBackup.
[[nodiscard]] base::Result<crypto::Digest>
digestOfBackup(const std::filesystem::path &path, const base::SecretBytes &backupKey, const BackupProgress &progress);
/// Writes the database inside (encrypted under the backup's inner key) to `target`, durably.
/// Errors: BackupDamaged, Cancelled, DiskFull, FileNotWritable, FileNotReadable.
[[nodiscard]] base::Result<void> extractBackup(const std::filesystem::path &path, const base::SecretBytes &backupKey,
                                               const std::filesystem::path &target, const BackupProgress &progress);

} // namespace indaro::session
