// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/roads/house_card.h"

#include "core/base/clock.h"
#include "ui/kit/error_text.h"
#include "ui/kit/wrapping_buttons.h"
#include "ui/roads/exchange_texts.h"

#include <QtGui/QHideEvent>
#include <QtNetwork/QHostAddress>
#include <QtWidgets/QCheckBox>
#include <QtWidgets/QLabel>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QPushButton>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace indaro::ui::roads {

namespace {

QLineEdit *lineOf(const kit::FormRow *row)
{
    return static_cast<QLineEdit *>(row->editor());
}

/// As short as it can be typed.
QString shortened(const QString &address)
{
    const QString usual = u':' + QString::number(transport::HouseServer::UsualPort);
    return address.endsWith(usual) ? address.chopped(usual.size()) : address;
}

/// Empty when this laptop is on no network.
QString readAloud(const QStringList &addresses)
{
    QStringList lines;
    for (const QString &address : addresses) {
        if (!QHostAddress(address.section(u':', 0, 0)).isLoopback())
            lines << shortened(address);
    }
    return lines.join(u'\n');
}

} // namespace

HouseCard::HouseCard(const kit::PageContext &context, exchange::Exchange &exchange, QWidget *parent)
    : Card(context, exchange, parent), m_offer(new kit::CheckBox(this)), m_offered(new QWidget(this)),
      m_addressTitle(kit::makeLabel(kit::TextRole::FieldLabel, m_offered)),
      m_address(kit::makeLabel(kit::TextRole::Code, m_offered)), m_visitor(kit::makeLabel(kit::TextRole::Muted, m_offered)),
      m_foundText(kit::makeLabel(kit::TextRole::Body, this)), m_foundRows(new QVBoxLayout),
      m_other(new kit::FormRow(new QLineEdit(this), this)), m_visit(new kit::PushButton(this)),
      m_progress(new kit::ProgressPanel(this))
{
    m_address->setStyleSheet(u"font-size: 34px;"_s);
    m_address->setTextInteractionFlags(Qt::TextSelectableByMouse);
    auto *offered = new QVBoxLayout(m_offered);
    offered->setContentsMargins(kit::space::Three, 0, 0, kit::space::One);
    for (QLabel *label : {m_addressTitle, m_address, m_visitor})
        offered->addWidget(label);
    for (QWidget *widget : std::initializer_list<QWidget *>{m_offer, m_offered, m_progress, m_foundText})
        m_rows->addWidget(widget);
    m_rows->addLayout(m_foundRows);
    m_rows->addWidget(m_other);
    m_rows->addWidget(m_visit, 0, Qt::AlignLeft);
    m_offered->hide();
    connect(m_offer, &QCheckBox::clicked, &m_exchange, &exchange::Exchange::setHouseOffered);
    connect(lineOf(m_other), &QLineEdit::textChanged, this, [this] { showNetwork(); });
    connect(lineOf(m_other), &QLineEdit::returnPressed, m_visit, &QPushButton::click);
    connect(m_visit, &QPushButton::clicked, this, &HouseCard::visit);
    connect(m_progress, &kit::ProgressPanel::cancelled, &m_exchange, &exchange::Exchange::cancelVisit);
    connect(&m_exchange, &exchange::Exchange::houseChanged, this, &HouseCard::showNetwork);
}

void HouseCard::show(const exchange::Standing &standing)
{
    m_title->setText(tr("Inside the house: by Wi-Fi or cable, without internet"));
    m_text->setText(
        tr("Bring two laptops onto the same Wi-Fi. Switch this on at one of them and read its address aloud; type it on the "
           "other one. Only laptops of this house are let in, and nobody else on the network can read anything."));
    m_offer->setText(tr("Other laptops of the house may come to this one over the network it is on"));
    m_offer->setChecked(standing.isHouseOffered);
    m_other->setLabel(tr("Address that stands on the other laptop"));
    m_other->setHint(tr("For example: 192.168.1.23"));
    m_visit->setText(tr("Exchange with this laptop"));
    showNetwork();
}

void HouseCard::showEvent(QShowEvent *event)
{
    Card::showEvent(event);
    if (!event->spontaneous())
        m_exchange.lookForNeighbours(true);
}

void HouseCard::hideEvent(QHideEvent *event)
{
    Card::hideEvent(event);
    if (!event->spontaneous())
        m_exchange.lookForNeighbours(false);
}

void HouseCard::showNetwork()
{
    const exchange::HouseNetwork &house = m_exchange.house();
    showOffer(house);
    showFound(house);
    showVisit(house);
}

void HouseCard::showOffer(const exchange::HouseNetwork &house)
{
    m_offered->setVisible(!house.addresses.isEmpty() || house.problem);
    const QString address = readAloud(house.addresses);
    m_address->setText(address);
    m_address->setVisible(!address.isEmpty());
    if (house.problem)
        m_addressTitle->setText(kit::errorText(*house.problem).whole());
    else if (address.isEmpty())
        m_addressTitle->setText(
            tr("This laptop is on no network. Join the Wi-Fi of the house first; the address then appears here."));
    else
        m_addressTitle->setText(tr("Address of this laptop, to be read aloud:"));
    const auto &standing = m_exchange.standing();
    m_visitor->setVisible(house.visitor && standing);
    if (!house.visitor || !standing)
        return;
    const auto visitor = std::ranges::find(standing->laptops, *house.visitor, &exchange::Laptop::id);
    m_visitor->setText(tr("Last came: %1, %2. Packets taken in from visitors since the program was opened: %3.")
                           .arg(visitor != standing->laptops.end() ? visitor->name : QString(),
                                whenText(house.visitedAt, m_context.clock->nowUtc()))
                           .arg(house.taken));
}

void HouseCard::showFound(const exchange::HouseNetwork &house)
{
    m_foundText->setVisible(!house.found.isEmpty());
    m_foundText->setText(tr("Laptops that offer themselves on this network:"));
    if (house.found != m_foundShown) {
        m_foundShown = house.found;
        for (QPushButton *button : std::as_const(m_found))
            button->deleteLater();
        m_found.clear();
        for (const QString &address : house.found) {
            auto *button = new kit::PushButton(this);
            connect(button, &QPushButton::clicked, this, [this, address] { m_exchange.visitNeighbour(address); });
            m_foundRows->addWidget(button, 0, Qt::AlignLeft);
            m_found.append(button);
        }
    }
    for (qsizetype i = 0; i < m_found.size(); ++i) {
        m_found[i]->setText(tr("Exchange with %1").arg(shortened(m_foundShown[i])));
        m_found[i]->setEnabled(!house.isVisiting);
    }
}

void HouseCard::showVisit(const exchange::HouseNetwork &house)
{
    m_visit->setEnabled(!house.isVisiting && !lineOf(m_other)->text().trimmed().isEmpty());
    m_other->setEnabled(!house.isVisiting);
    if (house.isVisiting) {
        m_banner->dismiss();
        m_progress->start(visitText(house.progress), true);
        if (house.progress.step == transport::SyncProgress::Step::Sending && house.progress.changesToSend > 0)
            m_progress->setPermille(static_cast<int>(house.progress.changesSent * 1000 / house.progress.changesToSend));
        return;
    }
    m_progress->finish();
    if (!house.report)
        return;
    const auto &failure = house.report->failure;
    const auto kind = !failure                                 ? kit::Banner::Kind::Good
                      : failure->code == base::Errc::Cancelled ? kit::Banner::Kind::Info
                                                               : kit::Banner::Kind::Error;
    m_banner->showMessage(kind, visitReportText(*house.report));
}

void HouseCard::visit()
{
    m_exchange.visitNeighbour(lineOf(m_other)->text().trimmed());
}

} // namespace indaro::ui::roads
