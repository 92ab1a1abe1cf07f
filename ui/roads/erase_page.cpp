// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/roads/erase_page.h"

#include "core/base/clock.h"
#include "ui/kit/date_text.h"
#include "ui/kit/theme.h"
#include "ui/kit/wrapping_buttons.h"
#include "ui/pages/page_arguments.h"
#include "ui/pages/page_ids.h"
#include "ui/pages/referrals/referrals_page.h"
#include "ui/pages/sign_in/second_person_panel.h"
#include "ui/roads/erase_texts.h"
#include "ui/roads/erasure_certificate.h"

#include <QtWidgets/QLabel>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QScrollArea>
#include <QtWidgets/QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace indaro::ui::roads {

ErasePage::ErasePage(const kit::PageContext &context, exchange::Exchange &exchange, QWidget *parent)
    : Page(context, parent), m_exchange(exchange), m_banner(new kit::Banner(this)),
      m_second(new pages::SecondPersonPanel(this)), m_form(new EraseForm(context, exchange, this)),
      m_listTitle(kit::makeLabel(kit::TextRole::Title, this)), m_listText(kit::makeLabel(kit::TextRole::Body, this)),
      m_orders(new QVBoxLayout)
{
    auto *column = new QWidget;
    column->setMaximumWidth(kit::space::ReadingWidth);
    auto *rows = new QVBoxLayout(column);
    rows->setContentsMargins(kit::space::Three, kit::space::Two, kit::space::Three, kit::space::Three);
    rows->setSpacing(kit::space::Two);
    for (QWidget *widget : std::initializer_list<QWidget *>{m_banner, m_second, m_form, m_listTitle, m_listText})
        rows->addWidget(widget);
    m_orders->setSpacing(kit::space::Two);
    rows->addLayout(m_orders);
    rows->addStretch(1);
    auto *middle = new QWidget;
    auto *sides = new QHBoxLayout(middle);
    sides->setContentsMargins(0, 0, 0, 0);
    sides->addStretch(1);
    sides->addWidget(column, 1000);
    sides->addStretch(1);
    auto *scroll = new QScrollArea(this);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setFocusPolicy(Qt::NoFocus); // its buttons take the keyboard; page keys reach it from there
    scroll->setWidget(middle);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(scroll);
    connect(&exchange, &exchange::Exchange::standingChanged, this, [this] {
        if (isVisible()) // else open() reads
            refresh();
    });
    connect(m_form, &EraseForm::ordered, this, [this](const exchange::Erasure &erasure, const QString &caseCode) {
        m_lastName = erasure.name;
        m_lastCode = caseCode;
        this->context().navigator->keepPlace({}); // that file is no more
        tellOrdered();
        afterOrder();
    });
    connect(m_second, &pages::SecondPersonPanel::agreed, this, &ErasePage::orderAgain);
    retranslate();
}

kit::PageId ErasePage::id() const
{
    return pages::ErasePageId;
}

QString ErasePage::title() const
{
    return tr("Erase a person");
}

void ErasePage::open(const kit::PageArgument &argument)
{
    m_banner->dismiss();
    m_second->hide();
    const auto *file = argument.as<pages::OpenErase>();
    m_form->begin(file != nullptr ? std::optional(file->person) : std::nullopt, file != nullptr && file->keepsNumbers);
    refresh();
}

void ErasePage::afterOrder()
{
    kit::scrollTo(m_banner);
    const auto &standing = m_exchange.standing(); // the others hear of it at once
    if (standing && std::ranges::any_of(standing->servers, &exchange::Server::hasAccess))
        m_exchange.exchangeNow();
    refresh();
}

void ErasePage::orderAgain(const std::shared_ptr<session::Approval> &approval)
{
    m_exchange.change(
        this,
        [name = m_again, agreed = approval->auditDetail()](casework::Desk &desk, exchange::ExchangeDesk &exchange) {
            return exchange::orderAgain(desk, exchange, name, agreed);
        },
        [this](const base::Result<exchange::Erasure> &erasure) {
            if (!erasure && erasure.error().code == base::Errc::RosterRefused)
                return m_banner->showMessage(kit::Banner::Kind::Warning, mayNotEraseText(erasure.error()));
            if (!erasure)
                return m_banner->showError(erasure.error());
            m_toldText.clear();
            m_banner->showMessage(
                kit::Banner::Kind::Good,
                tr("Ordered again: order %1. Below stands which laptops have confirmed.").arg(erasure->name));
            afterOrder();
        });
}

void ErasePage::tellOrdered()
{
    m_toldText =
        tr("The file is erased here. Order %1: below stands which laptops have confirmed. Print the certificate now: "
           "its case code is not kept.")
            .arg(m_lastName);
    m_banner->showMessage(kit::Banner::Kind::Good, m_toldText);
}

void ErasePage::refresh()
{
    m_exchange.ask(
        this, [](casework::Desk &desk, exchange::ExchangeDesk &exchange) { return exchange::loadErasures(desk, exchange); },
        [this](base::Result<std::vector<exchange::Erasure>> erasures) {
            if (!erasures)
                return m_banner->showError(erasures.error());
            m_isRead = true;
            show(*erasures);
        });
}

void ErasePage::show(const std::vector<exchange::Erasure> &erasures)
{
    QString focused; // a card that is made anew keeps the keyboard where it was
    for (QWidget *card : std::as_const(m_cards)) {
        for (auto *button : card->findChildren<QPushButton *>()) {
            if (button->hasFocus())
                focused = button->objectName();
        }
        card->deleteLater();
    }
    m_cards.clear();
    m_erasures = erasures;
    for (auto at = m_erasures.rbegin(); at != m_erasures.rend(); ++at) // the newest first
        addOrder(*at);
    m_listText->setText(m_erasures.empty()
                            ? tr("Nobody was erased so far, as far as this laptop knows.")
                            : tr("Orders of every laptop of the house that have come here, the newest first."));
    if (auto *button = focused.isEmpty() ? nullptr : findChild<QPushButton *>(focused))
        button->setFocus();
}

void ErasePage::addOrder(const exchange::Erasure &erasure)
{
    auto *card = new QFrame(this);
    kit::setCard(card);
    auto *rows = new QVBoxLayout(card);
    rows->setSpacing(kit::space::One);
    const auto add = [card, rows](kit::TextRole role, const QString &text) {
        auto *label = kit::makeLabel(role, card);
        label->setText(text);
        rows->addWidget(label);
    };
    add(kit::TextRole::Heading, tr("Order %1").arg(erasure.name));
    add(kit::TextRole::Body, orderText(erasure));
    add(kit::TextRole::Body, erasureStateText(erasure));
    QStringList laptops;
    for (const auto &laptop : erasure.laptops)
        laptops.append(erasureLaptopText(laptop, context().clock->nowUtc()));
    if (!erasure.order.isAlone())
        add(kit::TextRole::Body, u"•  "_s + laptops.join(u"\n•  "_s));
    add(kit::TextRole::Muted, tr("Backups made before %1 may still hold the file: destroy them or let them expire.")
                                  .arg(kit::dateTimeText(erasure.certificate.backupsBefore)));
    auto *buttons = new QHBoxLayout;
    for (const bool isForPrinter : {true, false}) {
        auto *button = new kit::PushButton(card);
        button->setText(isForPrinter ? tr("Print the certificate…") : tr("Save the certificate as PDF…"));
        button->setObjectName(erasure.name + (isForPrinter ? u"/print"_s : u"/pdf"_s));
        connect(button, &QPushButton::clicked, this,
                [this, name = erasure.name, isForPrinter] { certificate(name, isForPrinter); });
        buttons->addWidget(button);
    }
    if (erasure.mustBeOrderedAgain) {
        auto *button = new kit::PushButton(card);
        button->setText(tr("Order it again…"));
        button->setObjectName(erasure.name + u"/again"_s);
        kit::setButtonRole(button, kit::ButtonRole::Danger);
        connect(button, &QPushButton::clicked, this, [this, name = erasure.name] {
            m_again = name;
            kit::scrollTo(m_second);
            m_second->start(context().vault);
        });
        buttons->addWidget(button);
    }
    buttons->addStretch(1);
    rows->addLayout(buttons);
    m_orders->addWidget(card);
    m_cards.append(card);
    card->show();
}

void ErasePage::certificate(const QString &name, bool isForPrinter)
{
    const auto erasure = std::ranges::find(m_erasures, name, &exchange::Erasure::name);
    if (erasure == m_erasures.end())
        return;
    const auto paper = erasureCertificate(*erasure, name == m_lastName ? m_lastCode : QString(), context().clock->nowUtc());
    if (!paper)
        return m_banner->showError(paper.error());
    const auto failed = [this](const base::Error &error) { m_banner->showError(error); };
    if (isForPrinter)
        pages::printPapersOf(this, {*paper}, failed);
    else
        pages::writePapersOf(context(), this, {*paper}, u"indaro.pdf"_s, failed);
}

void ErasePage::retranslate()
{
    m_listTitle->setText(tr("What has come of each order"));
    m_form->retranslate();
    if (!m_toldText.isEmpty() && m_banner->text() == m_toldText)
        tellOrdered();
    if (m_isRead)
        show(std::vector<exchange::Erasure>(m_erasures));
}

kit::PageEntry erasePage(exchange::Exchange &exchange)
{
    return {
        pages::ErasePageId,
        kit::PageEntry::Place::None,
        [] { return ErasePage::tr("Erase a person"); },
        {},
        [&exchange](const kit::PageContext &context, QWidget *parent) { return new ErasePage(context, exchange, parent); }};
}

} // namespace indaro::ui::roads
