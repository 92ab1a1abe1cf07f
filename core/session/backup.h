// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/session/vault.h"

#include <variant>

namespace indaro::session {

/// Told between 0 and 1000; answering false cancels (Cancelled) and removes the unfinished file.
using BackupProgress = std::function<bool(int permille)>;

struct BackupInfo
{
    std::filesystem::path file;
    base::UtcMs createdUtc = 0;
    std::uint64_t bytes = 0;         ///< of the file
    std::string kitNumber;           ///< of the cards that open it
    std::vector<std::string> labels; ///< accounts whose passphrase of that day opens it
};

/// Opens a backup on a machine that knows nothing: an account's passphrase, or two cards.
struct PassphraseKey
{
    std::string label;
    base::SecretBytes passphrase;
};
struct CardsKey
{
    RecoveryCard one;
    RecoveryCard other;
    std::string label;               ///< the account that gets a new passphrase when restoring
    base::SecretBytes newPassphrase; ///< not used by verifyBackup
};
using BackupKey = std::variant<PassphraseKey, CardsKey>;

/// Writes `indaro-YYYYMMDD-HHMM.bak` (UTC+2) into `target`: SQLite's backup API into a temporary file encrypted under the
/// backup's own key, streamed and sealed again; temporary name, fsync, rename, fsync of the folder; then read back from
/// the disk and compared. Runs on the thread of `db`.
/// Errors: TrainingVault, Cancelled, DiskFull, FileNotWritable, BackupVerifyFailed, and the store's.
[[nodiscard]] base::Result<BackupInfo> writeBackup(Vault &vault, store::Connection &db, const std::filesystem::path &target,
                                                   const BackupProgress &progress = {});

/// What the header says, without any key; not yet authenticated. Errors: FileNotFound, FileNotReadable, BackupDamaged,
/// BackupTooNew.
[[nodiscard]] base::Result<BackupInfo> readBackupHeader(const std::filesystem::path &file);

/// Decrypts everything, test-opens the database and checks its every page; leaves nothing behind. `scratch` is a folder
/// for one temporary file, which is encrypted. Errors: as readBackupHeader, WrongPassphrase, UnknownUser,
/// RecoveryWrongKit, RecoveryCardsMismatch, BackupDamaged, Cancelled, DiskFull, KdfOutOfMemory.
[[nodiscard]] base::Result<BackupInfo> verifyBackup(const VaultEnvironment &environment, const std::filesystem::path &file,
                                                    const BackupKey &key, const std::filesystem::path &scratch,
                                                    const BackupProgress &progress = {});
/// The same with the account signed in.
[[nodiscard]] base::Result<BackupInfo> verifyBackup(Vault &vault, const std::filesystem::path &file,
                                                    const BackupProgress &progress = {});

/// Makes a new vault from a backup in an empty folder: a new device with a new series [contracts.md 2], a new vault key,
/// the accounts of the backup, and new recovery cards (returned; confirm them as after creation).
/// Errors: TrainingVault (of a vault to practise in), as verifyBackup and createVault. After an error the folder holds no
/// vault.
[[nodiscard]] base::Result<CreatedVault> restoreBackup(const VaultEnvironment &environment,
                                                       const std::filesystem::path &file,
                                                       const std::filesystem::path &folder, const BackupKey &key,
                                                       const BackupProgress &progress = {});

/// Which of these to delete so that the newest of 7 days, 4 weeks and 3 months stay. Pure; the newest always stays.
[[nodiscard]] std::vector<BackupInfo> backupsToPrune(std::vector<BackupInfo> backups);
/// Applies it to the backups of one folder whose vault is this one; returns how many files went.
/// Errors: FileNotWritable.
[[nodiscard]] base::Result<int> pruneBackups(Vault &vault, const std::filesystem::path &folder);

} // namespace indaro::session
