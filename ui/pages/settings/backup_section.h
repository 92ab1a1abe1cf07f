// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/session/backup.h"
#include "ui/pages/settings/section.h"

#include <QtCore/QTimer>

#include <atomic>

namespace indaro::ui::pages {

/// A backup to a folder or USB stick, now; checking one; when the last one was made.
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
    QLabel *m_last;
    QPushButton *m_now, *m_verify;
    kit::ProgressPanel *m_progress;
    std::shared_ptr<std::atomic<int>> m_permille;
    std::shared_ptr<std::atomic<bool>> m_isCancelled;
    QTimer m_poll;
};

} // namespace indaro::ui::pages
