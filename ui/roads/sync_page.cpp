// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/roads/sync_page.h"

#include "core/casework/workspace.h"
#include "core/exchange/joining.h"
#include "core/reports/house_mode.h"
#include "ui/kit/ask.h"
#include "ui/kit/theme.h"
#include "ui/kit/wrapping_buttons.h"
#include "ui/pages/page_ids.h"
#include "ui/roads/house_card.h"
#include "ui/roads/roads_card.h"
#include "ui/roads/sync_cards.h"

#include <QtWidgets/QGridLayout>
#include <QtWidgets/QLabel>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QScrollArea>

#include <utility>

using namespace Qt::StringLiterals;

namespace indaro::ui::roads {

namespace {
constexpr int PageWidth = 960;
}

SyncPage::SyncPage(const kit::PageContext &context, exchange::Exchange &exchange, QWidget *parent)
    : Page(context, parent), m_exchange(exchange), m_banner(new kit::Banner(this)), m_start(buildStart()),
      m_cards(new QWidget(this))
{
    m_stick = new StickCard(context, exchange, m_cards);
    m_all = {new AlarmsCard(context, exchange, m_cards),     new CountsCard(context, exchange, m_cards),
             new ServerCard(context, exchange, m_cards),     m_stick,
             new HouseCard(context, exchange, m_cards),      new LaptopsCard(context, exchange, m_cards),
             new ColleaguesCard(context, exchange, m_cards), new AsideCard(context, exchange, m_cards)};
    auto *cards = new QVBoxLayout(m_cards);
    cards->setContentsMargins(0, 0, 0, 0);
    cards->setSpacing(kit::space::Two);
    for (Card *card : std::as_const(m_all))
        cards->addWidget(card);
    auto *column = new QWidget;
    column->setMaximumWidth(PageWidth);
    auto *rows = new QVBoxLayout(column);
    rows->setContentsMargins(kit::space::Three, kit::space::Two, kit::space::Three, kit::space::Three);
    rows->setSpacing(kit::space::Two);
    for (QWidget *widget : std::initializer_list<QWidget *>{m_banner, m_start, m_cards})
        rows->addWidget(widget);
    m_erase = new kit::PushButton(column);
    kit::setButtonRole(m_erase, kit::ButtonRole::Quiet);
    rows->addWidget(m_erase, 0, Qt::AlignLeft);
    connect(m_erase, &QPushButton::clicked, this, [this] { this->context().navigator->openPage(pages::ErasePageId); });
    m_counts = new kit::PushButton(column);
    m_counts->setObjectName(u"countsForCommission"_s);
    kit::setButtonRole(m_counts, kit::ButtonRole::Quiet);
    m_counts->hide();
    rows->addWidget(m_counts, 0, Qt::AlignLeft);
    connect(m_counts, &QPushButton::clicked, this, [this] { this->context().navigator->openPage(pages::CountsPageId); });
    rows->addStretch(1);
    auto *middle = new QWidget;
    auto *sides = new QHBoxLayout(middle);
    sides->setContentsMargins(0, 0, 0, 0);
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
    connect(&exchange, &exchange::Exchange::standingChanged, this, &SyncPage::show);
    m_start->hide();
    m_cards->hide();
    retranslate();
}

QWidget *SyncPage::buildStart()
{
    auto *start = new QFrame(this);
    kit::setCard(start);
    m_startTitle = kit::makeLabel(kit::TextRole::Title, start);
    m_startText = kit::makeLabel(kit::TextRole::Body, start);
    m_foundText = kit::makeLabel(kit::TextRole::Body, start);
    m_joinText = kit::makeLabel(kit::TextRole::Body, start);
    m_aloneText = kit::makeLabel(kit::TextRole::Muted, start);
    m_found = new kit::PushButton(start);
    m_join = new kit::PushButton(start);
    m_giveUp = new kit::PushButton(start);
    m_again = new kit::PushButton(start);
    kit::setButtonRole(m_giveUp, kit::ButtonRole::Quiet);
    auto *rows = new QVBoxLayout(start);
    rows->setSpacing(kit::space::Two);
    rows->addWidget(m_startTitle);
    rows->addWidget(m_startText);
    auto *choices = new QGridLayout;
    choices->setHorizontalSpacing(kit::space::Three);
    choices->addWidget(m_foundText, 0, 0, Qt::AlignTop);
    choices->addWidget(m_joinText, 0, 1, Qt::AlignTop);
    choices->addWidget(m_found, 1, 0, Qt::AlignLeft);
    choices->addWidget(m_join, 1, 1, Qt::AlignLeft);
    choices->addWidget(m_giveUp, 2, 1, Qt::AlignLeft);
    rows->addLayout(choices);
    rows->addWidget(m_aloneText);
    rows->addWidget(m_again, 0, Qt::AlignLeft);
    connect(m_found, &QPushButton::clicked, this, &SyncPage::found);
    connect(m_join, &QPushButton::clicked, this, [this] { context().navigator->openPage(JoinHousePageId); });
    connect(m_giveUp, &QPushButton::clicked, this, &SyncPage::giveUp);
    connect(m_again, &QPushButton::clicked, this, [this] { m_exchange.refresh(); });
    return start;
}

kit::PageId SyncPage::id() const
{
    return SyncPageId;
}

QString SyncPage::title() const
{
    return tr("Exchange");
}

void SyncPage::open(const kit::PageArgument &argument)
{
    m_banner->dismiss();
    if (const auto *due = argument.as<ExchangeWithFolder>()) {
        m_dueFolder = due->folder;
        context().navigator->keepPlace({}); // coming back must not exchange again
    }
    refresh();
}

void SyncPage::refresh()
{
    show();
    followMode();
    m_exchange.refresh();
}

/// A shelter hands its numbers on and may erase people; the commission has neither.
void SyncPage::followMode()
{
    context().workspace->ask(
        this, [](casework::Desk &desk) { return reports::houseMode(desk); },
        [this](const base::Result<reports::HouseMode> &mode) {
            const bool isShelter = !mode || *mode == reports::HouseMode::Shelter;
            const auto &access = context().workspace->access();
            m_erase->setVisible(isShelter);
            m_counts->setVisible(isShelter && access && access->mayRead(casework::Thing::Numbers));
        });
}

void SyncPage::show()
{
    if (const auto &problem = m_exchange.problem())
        m_banner->showError(*problem);
    const auto &standing = m_exchange.standing();
    if (!standing)
        return;
    using Membership = exchange::Standing::Membership;
    const auto membership = standing->membership;
    const bool isIn = membership == Membership::Member;
    m_start->setVisible(!isIn);
    m_cards->setVisible(isIn);
    const bool isNone = membership == Membership::None;
    const bool isJoining = isNone && standing->isJoining;
    for (QWidget *widget : std::initializer_list<QWidget *>{m_join, m_joinText})
        widget->setVisible(isNone);
    for (QWidget *widget : std::initializer_list<QWidget *>{m_found, m_foundText, m_aloneText})
        widget->setVisible(isNone && !isJoining);
    m_giveUp->setVisible(isJoining);
    m_join->setText(isJoining ? tr("Go on joining the house…") : tr("Join an existing house…"));
    m_again->setVisible(!isNone && !isIn);
    m_startTitle->setText(isNone ? tr("This laptop works alone so far") : tr("This laptop does not exchange"));
    if (membership == Membership::NotListed)
        m_startText->setText(
            tr("It was restored from a backup or copied from another laptop, and that laptop cannot vouch for "
               "it. Everything written here stays here. Ask the administrator of the house to let it in."));
    else if (membership == Membership::ShutOut)
        m_startText->setText(tr("It was shut out of the house. What is written here stays here and can still be printed and "
                                "backed up. If it was a mistake, the director decides."));
    else
        m_startText->setText(
            tr("Several laptops of one house can share their work: each writes on its own, and when they meet "
               "by USB stick, on the Wi-Fi of the house or over a server, everything is on all of them. Nobody on the way "
               "can read it, "
               "and nothing anybody wrote is lost."));
    if (!isIn)
        return;
    for (Card *card : std::as_const(m_all))
        card->show(*standing);
    if (!m_dueFolder.isEmpty())
        m_stick->exchangeWith(std::exchange(m_dueFolder, {}));
}

void SyncPage::found()
{
    kit::Question question;
    question.title = u"Indaro"_s;
    question.text = tr("Is this the laptop of the director?");
    question.detail = tr("It becomes the first laptop of the house and lets the others in. If the house has such a laptop "
                         "already, this one must join it instead.");
    question.choices = {tr("Not now"), tr("Yes, begin here")};
    context().ask->ask(this, question, [this](int choice) {
        if (choice != 1)
            return;
        m_found->setEnabled(false);
        m_exchange.change(this, &exchange::foundHouse, [this](const base::Result<void> &done) {
            m_found->setEnabled(true);
            if (done)
                tellFounded();
            else
                m_banner->showError(done.error());
        });
    });
}

void SyncPage::tellFounded()
{
    m_foundedText =
        tr("This is the first laptop of the house now. Let a second one in, and make it an administrator too: if "
           "this one is lost, nobody else could shut it out.");
    m_banner->showMessage(kit::Banner::Kind::Info, m_foundedText);
}

void SyncPage::giveUp()
{
    m_exchange.change(
        this, [](casework::Desk &desk, exchange::ExchangeDesk &) { return exchange::giveUpJoining(desk); },
        [this](const base::Result<void> &done) {
            if (!done)
                m_banner->showError(done.error());
        });
}

void SyncPage::retranslate()
{
    m_foundText->setText(
        tr("This is the director’s laptop, the first of the house: it keeps the list of the laptops and lets "
           "others in."));
    m_joinText->setText(tr("The house already exchanges, and this is a further laptop: it is let in by the administrator’s "
                           "laptop, with a USB stick and both laptops side by side."));
    m_aloneText->setText(
        tr("A laptop that stays alone needs none of this. It needs backups, though: see Settings, Backup."));
    m_counts->setText(tr("Numbers for the commission"));
    m_erase->setText(tr("Erase a person, or see what came of it…"));
    m_found->setText(tr("Begin an exchange here…"));
    m_giveUp->setText(tr("This laptop shall not join"));
    m_again->setText(tr("Look again"));
    if (!m_foundedText.isEmpty() && m_banner->text() == m_foundedText)
        tellFounded();
    show();
}

kit::PageEntry syncPage(exchange::Exchange &exchange)
{
    return {
        SyncPageId, kit::PageEntry::Place::Sync, [] { return SyncPage::tr("Exchange"); }, u"drive-removable-media"_s,
        [&exchange](const kit::PageContext &context, QWidget *parent) { return new SyncPage(context, exchange, parent); }};
}

} // namespace indaro::ui::roads
