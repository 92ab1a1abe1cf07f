// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/roads/roads_card.h"

#include "core/base/clock.h"
#include "ui/kit/ask.h"
#include "ui/kit/date_text.h"
#include "ui/kit/error_text.h"
#include "ui/kit/wrapping_buttons.h"
#include "ui/roads/exchange_texts.h"

#include <QtCore/QDir>
#include <QtWidgets/QCheckBox>
#include <QtWidgets/QLabel>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QPushButton>

#include <algorithm>

namespace indaro::ui::roads {

namespace {

QString typed(const kit::FormRow *row)
{
    return static_cast<const QLineEdit *>(row->editor())->text().trimmed();
}

} // namespace

ServerCard::ServerCard(const kit::PageContext &context, exchange::Exchange &exchange, QWidget *parent)
    : Card(context, exchange, parent), m_now(new kit::PushButton(this)), m_openJoin(new kit::PushButton(this)),
      m_doJoin(new kit::PushButton(this)), m_progress(new kit::ProgressPanel(this)), m_automatic(new kit::CheckBox(this)),
      m_slow(new kit::CheckBox(this)), m_form(new QWidget(this)), m_address(new kit::FormRow(new QLineEdit(m_form), m_form)),
      m_invitation(new kit::FormRow(new QLineEdit(m_form), m_form)),
      m_certificate(new kit::FormRow(new QLineEdit(m_form), m_form))
{
    auto *buttons = new QHBoxLayout;
    buttons->addWidget(m_now);
    buttons->addWidget(m_openJoin);
    buttons->addStretch(1);
    m_rows->addWidget(m_progress);
    m_rows->addLayout(buttons);
    m_rows->addWidget(m_automatic);
    m_rows->addWidget(m_slow);
    auto *form = new QVBoxLayout(m_form);
    form->setContentsMargins(0, 0, 0, 0);
    for (kit::FormRow *row : {m_address, m_invitation, m_certificate})
        form->addWidget(row);
    form->addWidget(m_doJoin, 0, Qt::AlignLeft);
    m_rows->addWidget(m_form);
    m_form->hide();
    m_certificate->hide();
    connect(m_now, &QPushButton::clicked, &m_exchange, &exchange::Exchange::exchangeNow);
    connect(m_progress, &kit::ProgressPanel::cancelled, &m_exchange, &exchange::Exchange::cancelServer);
    connect(m_openJoin, &QPushButton::clicked, this, [this] {
        m_form->show();
        m_address->editor()->setFocus();
    });
    connect(m_doJoin, &QPushButton::clicked, this, &ServerCard::join);
    connect(m_automatic, &QCheckBox::clicked, &m_exchange, &exchange::Exchange::setAutomatic);
    connect(m_slow, &QCheckBox::clicked, &m_exchange, &exchange::Exchange::setSlow);
    connect(&m_exchange, &exchange::Exchange::serverProgressed, this, &ServerCard::showProgress);
    connect(&m_exchange, &exchange::Exchange::serverFinished, this, &ServerCard::showProgress);
}

void ServerCard::show(const exchange::Standing &standing)
{
    m_title->setText(tr("By the internet: the server"));
    m_now->setText(tr("Exchange now"));
    m_openJoin->setText(tr("Join a server with an invitation…"));
    m_doJoin->setText(tr("Join"));
    m_automatic->setText(tr("By itself, whenever there is a connection"));
    m_slow->setText(tr("The connection is slow or paid by the megabyte"));
    m_address->setLabel(tr("Address of the server"));
    m_invitation->setLabel(tr("Invitation code, as it was read out"));
    m_certificate->setLabel(tr("Number of the certificate (64 signs), compared with the people who run the server"));
    const bool hasAccess = std::ranges::any_of(standing.servers, &exchange::Server::hasAccess);
    m_now->setVisible(hasAccess);
    m_automatic->setVisible(hasAccess);
    m_slow->setVisible(hasAccess);
    m_openJoin->setVisible(!hasAccess);
    if (hasAccess && !m_isJoining)
        m_form->hide();
    m_automatic->setChecked(standing.isAutomatic);
    m_slow->setChecked(standing.isSlow);
    if (!hasAccess && !standing.servers.empty() && typed(m_address).isEmpty())
        static_cast<QLineEdit *>(m_address->editor())->setText(QString::fromStdString(standing.servers.front().url));
    showState(standing);
    showProgress();
}

void ServerCard::showState(const exchange::Standing &standing)
{
    const auto server = std::ranges::find_if(standing.servers, &exchange::Server::hasAccess);
    if (server == standing.servers.end()) {
        m_text->setText(standing.servers.empty()
                            ? tr("No server is set up. A server keeps sealed packets it cannot read, and gives them to the "
                                 "other laptops when they ask. Without one, a USB stick does the same.")
                            : tr("The house uses a server, but this laptop has no access yet: ask its administrator for an "
                                 "invitation."));
        return;
    }
    const QString address = QString::fromStdString(server->url);
    if (server->isStopped)
        m_text->setText(tr("%1: the exchange is stopped because of an alarm.").arg(address));
    else if (server->lastReceipt)
        m_text->setText(
            tr("%1 last signed for changes: %2.").arg(address, whenText(*server->lastReceipt, m_context.clock->nowUtc())));
    else
        m_text->setText(tr("%1 has not signed for anything yet.").arg(address));
}

void ServerCard::showProgress()
{
    const bool isBusy = m_exchange.isServerBusy();
    m_now->setEnabled(!isBusy && !m_isJoining);
    if (isBusy) {
        m_banner->dismiss();
        const auto &progress = m_exchange.progress();
        m_progress->start(progressText(progress), true);
        if (progress.step == transport::SyncProgress::Step::Sending && progress.changesToSend > 0)
            m_progress->setPermille(static_cast<int>(progress.changesSent * 1000 / progress.changesToSend));
        return;
    }
    m_progress->finish();
    const auto &report = m_exchange.lastReport();
    if (!report || m_isJoining)
        return;
    const bool isPassing = report->failure && transport::HttpsTransport::isPassing(report->failure->code);
    const auto kind = !report->failure                                              ? kit::Banner::Kind::Good
                      : isPassing || report->failure->code == base::Errc::Cancelled ? kit::Banner::Kind::Info
                                                                                    : kit::Banner::Kind::Error;
    m_banner->showMessage(kind, reportText(report));
}

void ServerCard::join()
{
    m_isJoining = true;
    m_doJoin->setEnabled(false);
    m_banner->showMessage(kit::Banner::Kind::Info, tr("Asking the server…"));
    transport::HttpsTransport::JoinOptions options{typed(m_address), typed(m_invitation).toStdString(),
                                                   typed(m_certificate).remove(u':').remove(u' ').toLower().toStdString(),
                                                   false, m_context.workspace->user()};
    m_exchange.joinServer(std::move(options), this, [this](const base::Result<std::string> &url) { joined(url); });
}

void ServerCard::joined(const base::Result<std::string> &url)
{
    m_isJoining = false;
    m_doJoin->setEnabled(true);
    if (!url) {
        // Its own certificate is a number to compare by telephone, never one to accept because it is there.
        m_certificate->setVisible(url.error().code == base::Errc::CertificateNotTrusted || m_certificate->isVisible());
        m_banner->showError(url.error());
        return;
    }
    m_form->hide();
    for (kit::FormRow *row : {m_invitation, m_certificate})
        static_cast<QLineEdit *>(row->editor())->clear();
    m_banner->showMessage(kit::Banner::Kind::Good, tr("This laptop exchanges with the server from now on."));
    m_exchange.exchangeNow();
}

StickCard::StickCard(const kit::PageContext &context, exchange::Exchange &exchange, QWidget *parent)
    : Card(context, exchange, parent), m_now(new kit::PushButton(this)), m_erase(new kit::PushButton(this)),
      m_progress(new kit::ProgressPanel(this))
{
    auto *buttons = new QHBoxLayout;
    buttons->addWidget(m_now);
    buttons->addWidget(m_erase);
    buttons->addStretch(1);
    m_rows->addWidget(m_progress);
    m_rows->addLayout(buttons);
    m_erase->hide();
    connect(m_now, &QPushButton::clicked, this, [this] {
        m_context.files->chooseFolder(this, tr("USB stick or folder to exchange with"),
                                      m_folder.isEmpty() ? QDir::homePath() : m_folder,
                                      [this](const QString &folder) { exchangeWith(folder); });
    });
    connect(m_erase, &QPushButton::clicked, this, [this] {
        if (!m_exchange.isFolderBusy())
            m_exchange.exchangeFolder(m_folder, true);
        m_erase->hide();
    });
    connect(m_progress, &kit::ProgressPanel::cancelled, &m_exchange, &exchange::Exchange::cancelFolder);
    connect(&m_exchange, &exchange::Exchange::folderFinished, this, &StickCard::ended);
    m_poll.setInterval(150);
    connect(&m_poll, &QTimer::timeout, this, [this] {
        if (const int permille = m_exchange.folderPermille(); permille >= 0)
            m_progress->setPermille(permille);
    });
}

void StickCard::show(const exchange::Standing &)
{
    m_title->setText(tr("By USB stick or folder"));
    m_text->setText(
        tr("Put a stick in, press the button, then do the same on the other laptop, and once more here: then each "
           "has what the other wrote. What lies on the stick is sealed; a found stick tells nobody anything."));
    m_now->setText(tr("Exchange with a stick or folder…"));
    m_erase->setText(tr("Erase what every laptop has"));
    m_now->setEnabled(!m_exchange.isFolderBusy());
    showReport(); // in the language of now
}

void StickCard::exchangeWith(const QString &folder)
{
    if (m_exchange.isFolderBusy())
        return;
    m_folder = folder;
    m_report.reset();
    m_banner->dismiss();
    m_erase->hide();
    m_now->setEnabled(false);
    m_progress->start(tr("Reading the stick, then writing what the others lack. Leave it in…"), true);
    m_poll.start();
    m_exchange.exchangeFolder(folder, false);
}

void StickCard::ended(const QString &folder, const base::Result<transport::FolderReport> &report)
{
    m_poll.stop();
    m_progress->finish();
    m_now->setEnabled(true);
    m_folder = folder;
    m_report = report;
    if (report)
        m_erase->setVisible(!report->erasable.empty() && report->erased == 0);
    showReport();
}

void StickCard::showReport()
{
    if (!m_report)
        return;
    const auto &report = *m_report;
    if (!report) {
        if (report.error().code == base::Errc::Cancelled)
            m_banner->showMessage(kit::Banner::Kind::Info, kit::errorText(report.error()).whole());
        else
            m_banner->showError(report.error());
        return;
    }
    const bool isWhole = !report->writeFailure && report->damagedFiles == 0;
    m_banner->showMessage(isWhole                ? kit::Banner::Kind::Good
                          : report->writeFailure ? kit::Banner::Kind::Error
                                                 : kit::Banner::Kind::Warning,
                          folderText(*report));
}

} // namespace indaro::ui::roads
