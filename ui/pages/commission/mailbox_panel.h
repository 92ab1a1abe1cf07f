// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/kit/page.h"
#include "ui/pages/commission/packet_post.h"

QT_BEGIN_NAMESPACE
class QLabel;
class QPushButton;
class QTableWidget;
QT_END_NAMESPACE
namespace indaro::ui::kit {
class Banner;
class FormRow;
} // namespace indaro::ui::kit

namespace indaro::ui::pages {

/// On the commission's page: the server where packets wait, fetching them, coming to a server with an invitation, and what
/// could not be opened and stays there.
class MailboxPanel final : public QWidget
{
    Q_OBJECT
public:
    MailboxPanel(const kit::PageContext &context, PacketPost &post, QWidget *parent);
    void retranslate();
    void show();

private:
    void showApart();
    void fetched(const PacketOutcomes &outcomes, const std::optional<base::Error> &failure);
    void join();
    void takeAway();

    const kit::PageContext m_context;
    PacketPost &m_post;
    QLabel *m_title, *m_text, *m_apartTitle;
    kit::Banner *m_banner;
    QPushButton *m_fetch, *m_openJoin, *m_doJoin, *m_takeAway;
    QWidget *m_form;
    kit::FormRow *m_address, *m_code, *m_certificate;
    QTableWidget *m_apart;
    std::vector<PacketPost::Apart> m_shown;
    bool m_isJoining = false;
};

} // namespace indaro::ui::pages
