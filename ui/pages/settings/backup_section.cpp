// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/settings/backup_section.h"

#include "core/casework/audit/audit.h"
#include "core/casework/workspace.h"
#include "ui/kit/ask.h"
#include "ui/kit/background.h"
#include "ui/kit/date_text.h"
#include "ui/kit/flow_grid.h"
#include "ui/kit/wrapping_buttons.h"

#include <QtCore/QDir>
#include <QtWidgets/QCheckBox>
#include <QtWidgets/QPushButton>

namespace indaro::ui::pages {

QString backupLine(const casework::BackupStatus &status)
{
    if (!status.lastWritten)
        return BackupSection::tr("No backup has been made on this computer yet.");
    const QString written = kit::dateTimeText(*status.lastWritten);
    return status.lastProven
               ? BackupSection::tr("Last backup: %1. Last one proven, by opening it as for a restore: %2.")
                     .arg(written, kit::dateTimeText(*status.lastProven))
               : BackupSection::tr("Last backup: %1. None has been proven yet by opening it as for a restore.").arg(written);
}

BackupSection::BackupSection(const kit::PageContext &context, QWidget *parent)
    : Section(context, parent), m_last(kit::makeLabel(kit::TextRole::Muted, this)),
      m_daily(kit::makeLabel(kit::TextRole::Muted, this)), m_every(new kit::CheckBox(this)),
      m_now(new kit::PushButton(this)), m_verify(new kit::PushButton(this)), m_end(new kit::PushButton(this)),
      m_progress(new kit::ProgressPanel(this))
{
    kit::setButtonRole(m_now, kit::ButtonRole::Primary);
    constexpr int ButtonWidth = 220; // at least: long words must not be cut
    auto *buttons = new kit::FlowGrid(2, ButtonWidth);
    for (auto *button : {m_now, m_verify, m_end})
        buttons->addCell(button);
    m_rows->addWidget(m_last);
    m_rows->addWidget(m_daily);
    m_rows->addWidget(m_every);
    m_rows->addLayout(buttons);
    m_rows->addWidget(m_progress);
    connect(m_now, &QPushButton::clicked, this, [this] {
        m_context.files->chooseFolder(this, tr("Folder or USB stick for the backup"), QDir::homePath(),
                                      [this](const QString &folder) { backUp(folder); });
    });
    connect(m_end, &QPushButton::clicked, this, [this] {
        m_context.workspace->ask(
            this, [](casework::Desk &desk) { return casework::setBackupFolder(desk, {}); },
            [this](base::Result<void> ended) {
                if (!ended)
                    m_banner->showError(ended.error());
                refresh();
            });
    });
    connect(m_verify, &QPushButton::clicked, this, [this] {
        m_context.files->openFile(this, tr("Backup to check"), tr("Indaro backups (*.bak)"),
                                  [this](const QString &file) { verify(file); });
    });
    connect(m_progress, &kit::ProgressPanel::cancelled, this, [this] { m_isCancelled->store(true); });
    m_poll.setInterval(100);
    connect(&m_poll, &QTimer::timeout, this, [this] { m_progress->setPermille(m_permille->load()); });
    retranslate();
}

void BackupSection::start(const QString &what)
{
    m_permille = std::make_shared<std::atomic<int>>(0);
    m_isCancelled = std::make_shared<std::atomic<bool>>(false);
    m_banner->dismiss();
    m_now->setEnabled(false);
    m_verify->setEnabled(false);
    m_progress->start(what, true);
    m_poll.start();
}

session::BackupProgress BackupSection::progress()
{
    return [permille = m_permille, isCancelled = m_isCancelled](int done) {
        permille->store(done);
        return !isCancelled->load();
    };
}

void BackupSection::backUp(const QString &folder)
{
    start(tr("Writing the backup, then reading it back…"));
    m_context.workspace->ask(
        this,
        [vault = m_context.vault, target = folder.toStdString(), isDaily = m_every->isChecked(),
         progress = progress()](casework::Desk &desk) -> base::Result<session::BackupInfo> {
            INDARO_TRY_ASSIGN(auto info, session::writeBackup(*vault, desk.log.connection(), target, progress));
            INDARO_TRY(casework::recordAuditNow(desk, casework::AuditVerb::BackupWritten, std::nullopt, "by hand"));
            if (isDaily)
                INDARO_TRY(casework::setBackupFolder(desk, QString::fromStdString(target)));
            return info;
        },
        [this](base::Result<session::BackupInfo> info) {
            m_poll.stop();
            m_progress->finish();
            m_now->setEnabled(true);
            m_verify->setEnabled(true);
            if (!info) {
                m_banner->showError(info.error());
                return;
            }
            m_banner->showMessage(kit::Banner::Kind::Good,
                                  tr("The backup is written and was read back without a fault: %1")
                                      .arg(QDir::toNativeSeparators(QString::fromStdString(info.value().file.string()))));
            refresh();
        });
}

void BackupSection::verify(const QString &file)
{
    start(tr("Opening and checking the backup…"));
    kit::runInBackground(
        this,
        [vault = m_context.vault, file = file.toStdString(), progress = progress()] {
            return session::verifyBackup(*vault, file, progress);
        },
        [this](base::Result<session::BackupInfo> info) {
            m_poll.stop();
            m_progress->finish();
            m_now->setEnabled(true);
            m_verify->setEnabled(true);
            if (!info) {
                m_banner->showError(info.error());
                return;
            }
            m_banner->showMessage(
                kit::Banner::Kind::Good,
                tr("The backup of %1 is whole and can be restored.").arg(kit::dateTimeText(info.value().createdUtc)));
            m_context.workspace->ask(
                this,
                [](casework::Desk &desk) {
                    return casework::recordAuditNow(desk, casework::AuditVerb::BackupProven, std::nullopt, "by hand");
                },
                [this](base::Result<void> recorded) {
                    if (!recorded)
                        m_banner->showError(recorded.error());
                    refresh();
                });
        });
}

void BackupSection::refresh()
{
    m_context.workspace->ask(
        this, [](casework::Desk &desk) { return casework::loadBackupStatus(desk); },
        [this](const base::Result<casework::BackupStatus> &status) {
            if (!status) {
                m_banner->showError(status.error());
                return;
            }
            const bool isNew = !m_status || m_status->folder != status->folder;
            m_status = *status;
            if (isNew)
                m_every->setChecked(status->folder.isEmpty()); // the stick of each week does not take the daily one's place
            showStatus(*status);
        });
}

void BackupSection::showStatus(const casework::BackupStatus &status)
{
    m_last->setText(backupLine(status));
    m_end->setVisible(!status.folder.isEmpty());
    m_daily->setText(
        status.folder.isEmpty()
            ? tr("No daily backup is set up. Back up once into a second folder or onto a USB stick, and it goes on "
                 "by itself.")
            : tr("Every day by itself, when the folder is there and nobody is at the keyboard: %1")
                  .arg(QDir::toNativeSeparators(status.folder)));
}

void BackupSection::retranslate()
{
    m_title->setText(tr("Backup"));
    m_text->setText(tr("A backup is one encrypted file. Every account's passphrase of that day, or two recovery cards, open "
                       "it. Make one every day, and once a week on a USB stick kept elsewhere. To restore one, lock, then "
                       "choose “Restore a backup” on the sign-in page."));
    m_now->setText(tr("Back up now…"));
    m_verify->setText(tr("Check a backup…"));
    m_end->setText(tr("End the daily backup"));
    m_every->setText(tr("From now on every day by itself into the folder I choose"));
    if (m_status)
        showStatus(*m_status);
}

} // namespace indaro::ui::pages
