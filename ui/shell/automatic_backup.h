// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/casework/backups/backups.h"
#include "core/session/vault.h"

#include <QtCore/QObject>
#include <QtCore/QTimer>

#include <atomic>
#include <memory>
#include <optional>

namespace indaro::casework {
class Workspace;
}

namespace indaro::ui::shell {

/// The daily backup that nobody has to think of [security.md 2.11]: into the folder once chosen, when it is
/// there and has backups in it already (an empty folder may be the place of a stick that is not plugged in).
/// Only while nobody touches the machine; the first key stops it and it begins anew later. Afterwards
/// superfluous ones are deleted, and once a month the new one is test-opened. GUI thread.
class AutomaticBackup final : public QObject
{
    Q_OBJECT
public:
    AutomaticBackup(std::shared_ptr<session::Vault> vault, casework::Workspace &workspace, QObject *parent = nullptr);
    ~AutomaticBackup() override;
    void start();
    /// Looks now whether one is due, as if nobody had touched the machine; the timer does so once in a while.
    void check();
    /// Ends a backup under way; before a lock, which must not wait for a slow stick.
    void stop();

Q_SIGNALS:
    void written();
    void failed(const indaro::base::Error &error);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void write(const casework::BackupStatus &status);
    void finished(const base::Result<void> &result);
    std::shared_ptr<session::Vault> m_vault;
    casework::Workspace &m_workspace;
    QTimer m_timer;
    std::int64_t m_touchedMs = 0; ///< by the monotonic clock
    std::optional<std::int64_t> m_failedMs;
    std::shared_ptr<std::atomic<bool>> m_isWanted; ///< of the backup under way; false cancels it
    bool m_isAtWork = false;
};

} // namespace indaro::ui::shell
