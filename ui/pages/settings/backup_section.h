// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/casework/backups/backups.h"
#include "core/session/backup.h"
#include "ui/pages/settings/section.h"

#include <QtCore/QTimer>

#include <atomic>
#include <optional>

QT_BEGIN_NAMESPACE
class QCheckBox;
QT_END_NAMESPACE

namespace indaro::ui::pages {

/// When the last backup was written and when one was last proven, as one sentence or two.
[[nodiscard]] QString backupLine(const casework::BackupStatus &status);

/// A backup to a folder or USB stick, now, and from then on every day by itself; checking one; when the last one was
/// written, and when one was last proven.
class BackupSection final : public Section
{
    Q_OBJECT
public:
    BackupSection(const kit::PageContext &context, QWidget *parent);
    void refresh() override;

protected:
    void retranslate() override;

private:
    void backUp(const QString &folder);
    void verify(const QString &file);
    void start(const QString &what);
    [[nodiscard]] session::BackupProgress progress();
    void showStatus(const casework::BackupStatus &status);
    QLabel *m_last, *m_daily;
    QCheckBox *m_every;
    QPushButton *m_now, *m_verify, *m_end;
    std::optional<casework::BackupStatus> m_status;
    kit::ProgressPanel *m_progress;
    std::shared_ptr<std::atomic<int>> m_permille;
    std::shared_ptr<std::atomic<bool>> m_isCancelled;
    QTimer m_poll;
};

} // namespace indaro::ui::pages
