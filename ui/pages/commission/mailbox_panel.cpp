// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/commission/mailbox_panel.h"

#include "core/casework/workspace.h"
#include "ui/kit/ask.h"
#include "ui/kit/date_text.h"
#include "ui/kit/list_header.h"
#include "ui/kit/theme.h"
#include "ui/kit/widgets.h"
#include "ui/kit/wrapping_buttons.h"
#include "ui/pages/commission/figure_words.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QTableWidget>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace indaro::ui::pages {

namespace {

constexpr int ApartTableHeight = 120;

QString typedIn(const kit::FormRow *row)
{
    return static_cast<const QLineEdit *>(row->editor())->text().trimmed();
}

} // namespace

MailboxPanel::MailboxPanel(const kit::PageContext &context, PacketPost &post, QWidget *parent)
    : QWidget(parent), m_context(context), m_post(post), m_title(kit::makeLabel(kit::TextRole::Heading, this)),
      m_text(kit::makeLabel(kit::TextRole::Body, this)), m_apartTitle(kit::makeLabel(kit::TextRole::Body, this)),
      m_banner(new kit::Banner(this)), m_fetch(new kit::PushButton(this)), m_openJoin(new kit::PushButton(this)),
      m_doJoin(new kit::PushButton(this)), m_takeAway(new kit::PushButton(this)), m_form(new QWidget(this)),
      m_address(new kit::FormRow(new QLineEdit(m_form), m_form)), m_code(new kit::FormRow(new QLineEdit(m_form), m_form)),
      m_certificate(new kit::FormRow(new QLineEdit(m_form), m_form)), m_apart(new QTableWidget(0, 2, this))
{
    m_text->setObjectName(u"mailboxText"_s);
    m_fetch->setObjectName(u"mailboxFetch"_s);
    m_openJoin->setObjectName(u"mailboxOpenJoin"_s);
    m_doJoin->setObjectName(u"mailboxJoin"_s);
    m_takeAway->setObjectName(u"mailboxTakeAway"_s);
    m_apart->setObjectName(u"mailboxApart"_s);
    m_address->editor()->setObjectName(u"mailboxAddress"_s);
    m_code->editor()->setObjectName(u"mailboxCode"_s);
    m_certificate->editor()->setObjectName(u"mailboxCertificate"_s);
    m_text->setTextFormat(Qt::PlainText); // addresses
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    auto *buttons = new QHBoxLayout;
    buttons->addWidget(m_fetch);
    buttons->addWidget(m_openJoin);
    buttons->addStretch();
    auto *form = new QVBoxLayout(m_form);
    form->setContentsMargins(0, 0, 0, 0);
    for (kit::FormRow *row : {m_address, m_code, m_certificate})
        form->addWidget(row);
    form->addWidget(m_doJoin, 0, Qt::AlignLeft);
    for (QWidget *part : std::initializer_list<QWidget *>{m_title, m_text, m_banner})
        column->addWidget(part);
    column->addLayout(buttons);
    for (QWidget *part : std::initializer_list<QWidget *>{m_form, m_apartTitle, m_apart})
        column->addWidget(part);
    column->addWidget(m_takeAway, 0, Qt::AlignLeft);
    m_form->hide();
    m_certificate->hide();
    kit::setUpList(m_apart, {4, 9});
    kit::showWholeRows(m_apart);
    m_apart->setTextElideMode(Qt::ElideNone);
    m_apart->setMinimumHeight(ApartTableHeight);
    connect(m_fetch, &QPushButton::clicked, this, [this] {
        m_banner->dismiss();
        m_post.fetchNow();
    });
    connect(m_openJoin, &QPushButton::clicked, this, [this] {
        m_form->show();
        m_address->editor()->setFocus();
    });
    connect(m_doJoin, &QPushButton::clicked, this, &MailboxPanel::join);
    connect(m_takeAway, &QPushButton::clicked, this, &MailboxPanel::takeAway);
    connect(m_apart, &QTableWidget::currentCellChanged, this,
            [this] { m_takeAway->setEnabled(m_apart->currentRow() >= 0 && !m_post.isBusy()); });
    connect(&m_post, &PacketPost::changed, this, &MailboxPanel::show);
    connect(&m_post, &PacketPost::fetched, this,
            [this](const PacketOutcomes &outcomes, const std::optional<base::Error> &failure, bool wasByHand) {
                if (wasByHand)
                    fetched(outcomes, failure);
            });
    retranslate();
}

void MailboxPanel::show()
{
    const auto mailboxes = m_post.mailboxes();
    QStringList said;
    for (const PacketPost::Mailbox &mailbox : mailboxes)
        said << (mailbox.lookedAt == 0
                     ? tr("%1 has not been looked into yet.").arg(mailbox.address)
                     : tr("%1 was looked into on %2.").arg(mailbox.address, kit::dateTimeText(mailbox.lookedAt)));
    if (mailboxes.empty())
        said << tr("No server is set up. With an invitation from the people who run the server, the packets of the shelters "
                   "are fetched from there; a stick does the same.");
    if (m_post.hasOtherKey())
        said << tr(
            "The commission has another key now. Ask for a new invitation and join the server again: what is sealed to "
            "the new key waits there.");
    if (m_post.isBusy())
        said << tr("Asking the server…");
    m_text->setText(said.join(u'\n'));
    const auto &access = m_context.workspace->access();
    const bool isAllowed = !access || access->mayDo(casework::Thing::Numbers);
    m_fetch->setVisible(!mailboxes.empty());
    m_fetch->setEnabled(isAllowed && !m_post.isBusy() && !m_isJoining);
    m_openJoin->setVisible(mailboxes.empty() || m_post.hasOtherKey());
    m_openJoin->setEnabled(isAllowed);
    m_doJoin->setEnabled(isAllowed && !m_isJoining);
    if (m_post.hasOtherKey() && typedIn(m_address).isEmpty())
        static_cast<QLineEdit *>(m_address->editor())->setText(mailboxes.front().address);
    showApart();
}

void MailboxPanel::showApart()
{
    m_shown = m_post.apart();
    const int chosen = m_apart->currentRow();
    std::vector<QStringList> rows;
    for (const PacketPost::Apart &apart : m_shown)
        rows.push_back({kit::dateTimeText(apart.cameAt), PacketOutcome{{}, {}, apart.why}.text()});
    fillRows(m_apart, rows);
    if (chosen >= 0 && chosen < m_apart->rowCount())
        m_apart->setCurrentCell(chosen, 0);
    for (QWidget *part : std::initializer_list<QWidget *>{m_apartTitle, m_apart, m_takeAway})
        part->setVisible(!rows.empty());
    m_takeAway->setEnabled(m_apart->currentRow() >= 0 && !m_post.isBusy());
}

void MailboxPanel::fetched(const PacketOutcomes &outcomes, const std::optional<base::Error> &failure)
{
    if (failure)
        return m_banner->showError(*failure);
    const int count = int(outcomes->size());
    m_banner->keepSaying([this, count] {
        m_banner->showMessage(count == 0 ? kit::Banner::Kind::Info : kit::Banner::Kind::Good,
                              count == 0 ? tr("Nothing new is waiting at the server.")
                                         : tr("%n packet(s) fetched from the server.", nullptr, count));
    });
}

void MailboxPanel::join()
{
    m_isJoining = true;
    m_doJoin->setEnabled(false);
    m_banner->showMessage(kit::Banner::Kind::Info, tr("Asking the server…"));
    m_post.join(typedIn(m_address), typedIn(m_code), typedIn(m_certificate), this, [this](const base::Result<void> &joined) {
        m_isJoining = false;
        if (!joined) {
            // Its own certificate is a number to compare by telephone, never one to accept because it is there.
            m_certificate->setVisible(joined.error().code == base::Errc::CertificateNotTrusted ||
                                      !m_certificate->isHidden());
            show();
            return m_banner->showError(joined.error());
        }
        m_form->hide();
        for (kit::FormRow *row : {m_address, m_code, m_certificate})
            static_cast<QLineEdit *>(row->editor())->clear();
        m_banner->keepSaying([this] {
            m_banner->showMessage(kit::Banner::Kind::Good,
                                  tr("The packets of the shelters are fetched from this server from now on."));
        });
        m_post.fetchNow();
        show();
    });
}

void MailboxPanel::takeAway()
{
    const int row = m_apart->currentRow();
    if (row < 0 || std::size_t(row) >= m_shown.size())
        return;
    kit::Question question;
    question.title = u"Indaro"_s;
    question.text = tr("Take this packet off the server?");
    question.detail =
        tr("It is gone then, and the shelter is told that nobody has read it. If the key of the shelter is not "
           "compared yet, compare it and fetch again: the packet still opens.");
    question.choices = {tr("Leave it there"), tr("Take it off the server")};
    question.isDangerous = true;
    m_context.ask->ask(this, question, [this, packet = m_shown[std::size_t(row)]](int choice) {
        if (choice != 1)
            return;
        m_takeAway->setEnabled(false);
        m_post.takeAway(packet, this, [this](const base::Result<void> &done) {
            show();
            if (!done)
                m_banner->showError(done.error());
        });
    });
}

void MailboxPanel::retranslate()
{
    m_title->setText(tr("By the server"));
    m_fetch->setText(tr("Fetch packets now"));
    m_openJoin->setText(tr("Join a server with an invitation…"));
    m_doJoin->setText(tr("Join"));
    m_address->setLabel(tr("Address of the server"));
    m_code->setLabel(tr("Invitation code, as it was read out"));
    m_certificate->setLabel(tr("Number of the certificate (64 signs), compared with the people who run the server"));
    m_apartTitle->setText(tr("Kept apart at the server: not opened and not counted"));
    m_apart->setAccessibleName(m_apartTitle->text());
    m_apart->setHorizontalHeaderLabels({tr("Came to the server on"), tr("Why it was not opened")});
    m_takeAway->setText(tr("Take it off the server…"));
    show();
}

} // namespace indaro::ui::pages
