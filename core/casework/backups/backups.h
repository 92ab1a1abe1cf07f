// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/casework/desk.h"

#include <QString>

#include <optional>

namespace indaro::casework {

/// What is known about this laptop's backups. The folder is kept inside the vault and belongs to this laptop
/// alone.
struct BackupStatus
{
    QString folder;                         ///< of the daily backup; empty = none was chosen
    std::optional<base::UtcMs> lastWritten; ///< written, read back and compared
    std::optional<base::UtcMs> lastProven;  ///< test-opened as for a restore, every page checked
};

/// Errors: the store's.
[[nodiscard]] base::Result<BackupStatus> loadBackupStatus(Desk &desk);
/// An empty folder ends the daily backup. Errors: the store's.
[[nodiscard]] base::Result<void> setBackupFolder(Desk &desk, const QString &folder);

/// A backup every day: due when the last one is a day old, or of a time that has not come yet (the clock was
/// wrong).
[[nodiscard]] bool isBackupDue(const BackupStatus &status, base::UtcMs now);
/// The newest backup is test-opened once a month.
[[nodiscard]] bool isProofDue(const BackupStatus &status, base::UtcMs now);
/// Older than a week, or never: time to say so.
[[nodiscard]] bool isBackupOld(const BackupStatus &status, base::UtcMs now);

} // namespace indaro::casework
