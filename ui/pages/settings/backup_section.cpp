// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/settings/backup_section.h"

#include "core/casework/audit/audit.h"
#include "core/casework/workspace.h"
#include "ui/kit/ask.h"
#include "ui/kit/background.h"
#include "ui/kit/date_text.h"

#include <QtCore/QDir>
#include <QtWidgets/QPushButton>

namespace indaro::ui::pages {

BackupSection::BackupSection(const kit::PageContext &context, QWidget *parent)
    : Section(context, parent), m_last(kit::makeLabel(kit::TextRole::Muted, this)),
      m_now(new QPushButton(this)), m_verify(new QPushButton(this)), m_progress(new kit::ProgressPanel(this))
{
    kit::setButtonRole(m_now, kit::ButtonRole::Primary);
    auto *buttons = new QHBoxLayout;
    buttons->addWidget(m_now);
    buttons->addWidget(m_verify);
    buttons->addStretch(1);
    m_rows->addWidget(m_last);
    m_rows->addLayout(buttons);
    m_rows->addWidget(m_progress);
    connect(m_now, &QPushButton::clicked, this, [this] {
        m_context.files->chooseFolder(this, tr("Folder or USB stick for the backup"), QDir::homePath(),
                                      [this](const QString &folder) { backUp(folder); });
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
        [vault = m_context.vault, target = folder.toStdString(),
         progress = progress()](casework::Desk &desk) -> base::Result<session::BackupInfo> {
            INDARO_TRY_ASSIGN(auto info, session::writeBackup(*vault, desk.db, target, progress));
            INDARO_TRY(casework::recordAuditNow(desk, casework::AuditVerb::BackupWritten, std::nullopt));
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
            m_banner->showMessage(
                kit::Banner::Kind::Good,
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
            if (!info)
                m_banner->showError(info.error());
            else
                m_banner->showMessage(kit::Banner::Kind::Good,
                                      tr("The backup of %1 is whole and can be restored.")
                                          .arg(kit::dateTimeText(info.value().createdUtc)));
        });
}

void BackupSection::refresh()
{
    m_context.workspace->ask(
        this, [](casework::Desk &desk) { return casework::listAudit(desk, 5000); },
        [this](base::Result<std::vector<casework::AuditEntry>> entries) {
            if (!entries) {
                m_banner->showError(entries.error());
                return;
            }
            const auto verb = casework::auditVerbName(casework::AuditVerb::BackupWritten);
            for (const auto &entry : entries.value()) {
                if (entry.verb == verb) {
                    m_last->setText(tr("Last backup written and proven on this computer: %1")
                                        .arg(kit::dateTimeText(entry.at)));
                    return;
                }
            }
            m_last->setText(tr("No backup has been made on this computer yet."));
        });
}

void BackupSection::retranslate()
{
    m_title->setText(tr("Backup"));
    m_text->setText(tr(
        "A backup is one encrypted file. Every account's passphrase of that day, or two recovery cards, open "
        "it. Make one every day, and once a week on a USB stick kept elsewhere. To restore one, lock, then "
        "choose “Restore a backup” on the sign-in page."));
    m_now->setText(tr("Back up now…"));
    m_verify->setText(tr("Check a backup…"));
}

} // namespace indaro::ui::pages
