// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/roads/sync_cards.h"

#include <QtCore/QTimer>

QT_BEGIN_NAMESPACE
class QCheckBox;
class QLineEdit;
QT_END_NAMESPACE

namespace indaro::ui::roads {

/// The road of the internet: the server, what it has signed for, an exchange by hand, and joining one with an invitation.
class ServerCard final : public Card
{
    Q_OBJECT
public:
    ServerCard(const kit::PageContext &context, exchange::Exchange &exchange, QWidget *parent);
    void show(const exchange::Standing &standing) override;

private:
    void showProgress();
    void showState(const exchange::Standing &standing);
    void join();
    void joined(const base::Result<std::string> &url);
    QPushButton *m_now, *m_openJoin, *m_doJoin;
    kit::ProgressPanel *m_progress;
    QCheckBox *m_automatic, *m_slow;
    QWidget *m_form;
    kit::FormRow *m_address, *m_invitation, *m_certificate;
    bool m_isJoining = false;
};

/// The road of a USB stick or any folder.
class StickCard final : public Card
{
    Q_OBJECT
public:
    StickCard(const kit::PageContext &context, exchange::Exchange &exchange, QWidget *parent);
    void show(const exchange::Standing &standing) override;
    /// As if the folder had been chosen.
    void exchangeWith(const QString &folder);

private:
    void ended(const QString &folder, const base::Result<transport::FolderReport> &report);
    void showReport();
    QPushButton *m_now, *m_erase;
    kit::ProgressPanel *m_progress;
    QTimer m_poll;
    QString m_folder;                                              ///< the last one of this sitting
    std::optional<base::Result<transport::FolderReport>> m_report; ///< of the last exchange, while it is shown
};

} // namespace indaro::ui::roads
