// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/casework/audit/audit.h"
#include "core/casework/backups/backups.h"
#include "core/sync/local_meta.h"

namespace indaro::casework {

using base::Result;

namespace {

constexpr std::string_view FolderKey = "backup_folder";
constexpr std::int64_t DayMs = 24LL * 60 * 60 * 1000;

Result<std::optional<base::UtcMs>> lastOf(Desk &desk, AuditVerb verb)
{
    INDARO_TRY_ASSIGN(auto find, desk.db.prepare("SELECT at FROM audit WHERE verb = ?1 ORDER BY sequence DESC LIMIT 1"));
    find.bind(1, auditVerbName(verb));
    INDARO_TRY_ASSIGN(const bool found, find.step());
    return found ? std::optional<base::UtcMs>(find.integer(0)) : std::nullopt;
}

bool isOlder(const std::optional<base::UtcMs> &when, base::UtcMs now, std::int64_t days)
{
    return !when || now - *when >= days * DayMs || now < *when;
}

} // namespace

Result<BackupStatus> loadBackupStatus(Desk &desk)
{
    BackupStatus status;
    INDARO_TRY_ASSIGN(const auto folder, sync::findMeta(desk.db, FolderKey));
    if (folder) {
        const auto text = base::asText(*folder);
        status.folder = QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
    }
    INDARO_TRY_ASSIGN(status.lastWritten, lastOf(desk, AuditVerb::BackupWritten));
    INDARO_TRY_ASSIGN(status.lastProven, lastOf(desk, AuditVerb::BackupProven));
    return status;
}

Result<void> setBackupFolder(Desk &desk, const QString &folder)
{
    INDARO_TRY_ASSIGN(auto transaction, desk.db.begin());
    INDARO_TRY(sync::setMeta(desk.db, FolderKey, base::asBytes(folder.toStdString())));
    return transaction.commit();
}

bool isBackupDue(const BackupStatus &status, base::UtcMs now)
{
    return !status.folder.isEmpty() && isOlder(status.lastWritten, now, 1);
}

bool isProofDue(const BackupStatus &status, base::UtcMs now)
{
    return isOlder(status.lastProven, now, 30);
}

bool isBackupOld(const BackupStatus &status, base::UtcMs now)
{
    return isOlder(status.lastWritten, now, 7);
}

} // namespace indaro::casework
