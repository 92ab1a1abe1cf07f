// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/automatic_backup.h"

#include "core/base/log.h"
#include "core/casework/audit/audit.h"
#include "core/casework/workspace.h"
#include "core/session/backup.h"

#include <QtCore/QDir>
#include <QtCore/QEvent>
#include <QtWidgets/QApplication>

#include <chrono>

namespace indaro::ui::shell {

using base::Errc;
using base::Result;

namespace {

constexpr std::chrono::seconds LookEvery{20};
constexpr std::int64_t UntouchedMs = 20'000;
constexpr std::int64_t AfterFailureMs = 60LL * 60 * 1000;

/// On the store thread. Cancelled when nothing was to be done after all.
Result<void> backUp(session::Vault &vault, casework::Desk &desk, const casework::BackupStatus &status,
                    const session::BackupProgress &progress)
{
    const std::string target = status.folder.toStdString();
    INDARO_TRY_ASSIGN(const auto info, session::writeBackup(vault, desk.log.connection(), target, progress));
    INDARO_TRY(casework::recordAuditNow(desk, casework::AuditVerb::BackupWritten, std::nullopt, "daily"));
    if (const auto pruned = session::pruneBackups(vault, target); !pruned)
        base::logError("backup_prune", pruned.error()); // the new one is good all the same
    if (!casework::isProofDue(status, desk.clock.nowUtc()))
        return {};
    INDARO_TRY(session::verifyBackup(vault, info.file, progress));
    return casework::recordAuditNow(desk, casework::AuditVerb::BackupProven, std::nullopt, "daily");
}

} // namespace

AutomaticBackup::AutomaticBackup(std::shared_ptr<session::Vault> vault, casework::Workspace &workspace, QObject *parent)
    : QObject(parent), m_vault(std::move(vault)), m_workspace(workspace)
{
    m_timer.setInterval(LookEvery);
    connect(&m_timer, &QTimer::timeout, this, [this] {
        if (m_workspace.clock().monotonicMs() - m_touchedMs >= UntouchedMs)
            check();
    });
}

AutomaticBackup::~AutomaticBackup()
{
    stop();
}

void AutomaticBackup::start()
{
    m_touchedMs = m_workspace.clock().monotonicMs();
    qApp->installEventFilter(this);
    m_timer.start();
}

void AutomaticBackup::stop()
{
    m_timer.stop();
    if (m_isWanted)
        m_isWanted->store(false);
}

bool AutomaticBackup::eventFilter(QObject *watched, QEvent *event)
{
    switch (event->type()) {
    case QEvent::KeyPress:
    case QEvent::MouseButtonPress:
    case QEvent::MouseMove:
    case QEvent::Wheel:
    case QEvent::TouchBegin:
        m_touchedMs = m_workspace.clock().monotonicMs();
        if (m_isWanted)
            m_isWanted->store(false);
        break;
    default:
        break;
    }
    return QObject::eventFilter(watched, event);
}

void AutomaticBackup::check()
{
    if (m_isAtWork || (m_failedMs && m_workspace.clock().monotonicMs() - *m_failedMs < AfterFailureMs))
        return;
    m_isAtWork = true;
    m_isWanted = std::make_shared<std::atomic<bool>>(true);
    m_workspace.ask(
        this, [](casework::Desk &desk) { return casework::loadBackupStatus(desk); },
        [this](const Result<casework::BackupStatus> &status) {
            if (status && casework::isBackupDue(*status, m_workspace.clock().nowUtc()))
                write(*status);
            else
                m_isAtWork = false;
        });
}

void AutomaticBackup::write(const casework::BackupStatus &status)
{
    m_workspace.ask(
        this,
        [vault = m_vault, status, isWanted = m_isWanted](casework::Desk &desk) -> Result<void> {
            const QDir folder(status.folder);
            if (!folder.exists() || folder.entryList({QStringLiteral("*.bak")}, QDir::Files).isEmpty())
                return base::Error(Errc::Cancelled); // the stick is not plugged in
            return backUp(*vault, desk, status, [isWanted](int) { return isWanted->load(); });
        },
        [this](const Result<void> &result) { finished(result); });
}

void AutomaticBackup::finished(const Result<void> &result)
{
    m_isAtWork = false;
    m_isWanted.reset();
    if (result) {
        m_failedMs.reset();
        Q_EMIT written();
    } else if (result.error().code != Errc::Cancelled) {
        m_failedMs = m_workspace.clock().monotonicMs();
        Q_EMIT failed(result.error());
    }
}

} // namespace indaro::ui::shell
