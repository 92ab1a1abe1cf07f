// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/roads/lost_laptop_page.h"

#include "core/base/clock.h"
#include "ui/kit/theme.h"
#include "ui/kit/wrapping_buttons.h"
#include "ui/pages/referrals/referrals_page.h"
#include "ui/roads/exchange_texts.h"
#include "ui/roads/risk_sheet.h"
#include "ui/roads/sync_page.h"

#include <QtWidgets/QLabel>
#include <QtWidgets/QListWidget>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace indaro::ui::roads {

namespace {
constexpr int IdRole = Qt::UserRole;

QByteArray bytesOf(base::ByteView bytes)
{
    return {reinterpret_cast<const char *>(bytes.data()), static_cast<qsizetype>(bytes.size())};
}

template <class Id> std::optional<Id> idIn(const QListWidgetItem *item)
{
    if (item == nullptr)
        return std::nullopt;
    const QByteArray bytes = item->data(IdRole).toByteArray();
    return Id::fromBytes(std::as_bytes(std::span(bytes.constData(), static_cast<std::size_t>(bytes.size()))));
}
} // namespace

LostLaptopPage::LostLaptopPage(const kit::PageContext &context, exchange::Exchange &exchange, QWidget *parent)
    : WizardPage(context, parent), m_exchange(exchange), m_laptops(new QListWidget(this)), m_risk(new QWidget(this)),
      m_riskText(kit::makeLabel(kit::TextRole::Body, m_risk)), m_usersText(kit::makeLabel(kit::TextRole::Body, m_risk)),
      m_users(new QListWidget(m_risk)), m_pdf(new kit::PushButton(this))
{
    auto *rows = new QVBoxLayout(m_risk);
    rows->setContentsMargins(0, 0, 0, 0);
    for (QWidget *widget : std::initializer_list<QWidget *>{m_riskText, m_usersText, m_users})
        rows->addWidget(widget);
    m_laptops->setMaximumHeight(170);
    m_users->setMaximumHeight(110);
    setSteps({{Picture::Scene::Lost, m_laptops}, {Picture::Scene::Lost, m_risk}, {Picture::Scene::Lost, m_pdf}});
    connect(m_laptops, &QListWidget::itemSelectionChanged, this,
            [this] { m_next->setEnabled(m_laptops->currentItem() != nullptr); });
    connect(m_laptops, &QListWidget::itemActivated, this, &LostLaptopPage::load);
    connect(m_pdf, &QPushButton::clicked, this, [this] {
        if (const auto paper = riskSheet(*m_report, this->context().clock->nowUtc()))
            pages::writePapersOf(this->context(), this, {*paper}, u"indaro.pdf"_s,
                                 [this](const base::Error &error) { m_banner->showError(error); });
        else
            m_banner->showError(paper.error());
    });
    connect(&exchange, &exchange::Exchange::standingChanged, this, [this] {
        if (step() == Which)
            showLaptops();
    });
    showStep(Which);
}

kit::PageId LostLaptopPage::id() const
{
    return LostLaptopPageId;
}

QString LostLaptopPage::title() const
{
    return tr("A laptop was lost or stolen");
}

void LostLaptopPage::open(const kit::PageArgument &)
{
    m_banner->dismiss();
    showStep(Which);
    showLaptops();
}

void LostLaptopPage::showLaptops()
{
    const auto chosen = idIn<sync::DeviceId>(m_laptops->currentItem());
    m_laptops->clear();
    const auto &standing = m_exchange.standing();
    for (const auto &laptop : standing ? standing->laptops : std::vector<exchange::Laptop>()) {
        if (laptop.isThis || laptop.isShutOut)
            continue;
        const QString news = laptop.lastNews ? whenText(*laptop.lastNews, context().clock->nowUtc()) : tr("none yet");
        auto *item =
            new QListWidgetItem(tr("%1 (series %2), last news: %3").arg(laptop.name, laptop.series, news), m_laptops);
        item->setData(IdRole, bytesOf(laptop.id.bytes()));
        if (chosen == laptop.id)
            m_laptops->setCurrentItem(item);
    }
    m_next->setEnabled(m_laptops->currentItem() != nullptr);
}

void LostLaptopPage::next()
{
    switch (step()) {
    case Which:
        return load();
    case Consequences:
        return shutOut();
    default:
        return printSheet();
    }
}

void LostLaptopPage::load()
{
    const auto device = idIn<sync::DeviceId>(m_laptops->currentItem());
    if (!device)
        return;
    setBusy(true);
    m_exchange.ask(
        this,
        [device = *device](casework::Desk &desk, exchange::ExchangeDesk &exchange) {
            return exchange::loadRisk(desk, exchange, device);
        },
        [this](base::Result<exchange::RiskReport> report) {
            setBusy(false);
            if (!report)
                return m_banner->showError(report.error());
            m_report = std::move(*report);
            showRisk();
            showStep(Consequences);
        });
}

void LostLaptopPage::showRisk()
{
    m_users->clear();
    for (const auto &user : m_report->users) {
        auto *item = new QListWidgetItem(user.name.isEmpty() ? tr("somebody without a name") : user.name, m_users);
        item->setData(IdRole, bytesOf(user.id.bytes()));
        // Who is signed in here cannot take the right away that is being used.
        const bool isSelf = user.id == context().workspace->user();
        item->setFlags(isSelf ? Qt::ItemIsEnabled : Qt::ItemIsEnabled | Qt::ItemIsUserCheckable);
        if (!isSelf)
            item->setCheckState(Qt::Unchecked);
    }
    m_users->setAccessibleName(tr("People who worked on it"));
    m_users->setVisible(m_users->count() > 0);
    m_usersText->setVisible(m_users->count() > 0);
}

void LostLaptopPage::shutOut()
{
    std::vector<sync::UserId> disabled;
    for (int row = 0; row < m_users->count(); ++row) {
        const auto id = idIn<sync::UserId>(m_users->item(row));
        if (id && m_users->item(row)->checkState() == Qt::Checked)
            disabled.push_back(*id);
    }
    setBusy(true);
    m_exchange.change(
        this,
        [device = m_report->device, disabled](casework::Desk &desk, exchange::ExchangeDesk &exchange) {
            return exchange::shutLaptopOut(desk, exchange, device, disabled);
        },
        [this](const base::Result<void> &done) {
            setBusy(false);
            if (!done)
                return m_banner->showError(done.error());
            m_report->isShutOut = true;
            m_banner->dismiss();
            showStep(Done);
            const auto &standing = m_exchange.standing(); // the server must hear of it at once
            if (standing && std::ranges::any_of(standing->servers, &exchange::Server::hasAccess))
                m_exchange.exchangeNow();
        });
}

void LostLaptopPage::printSheet()
{
    const auto paper = riskSheet(*m_report, context().clock->nowUtc());
    if (!paper)
        return m_banner->showError(paper.error());
    pages::printPapersOf(this, {*paper}, [this](const base::Error &error) { m_banner->showError(error); });
}

void LostLaptopPage::retranslateStep()
{
    m_laptops->setAccessibleName(tr("Laptops of the house"));
    m_pdf->setText(tr("Save the risk sheet as PDF…"));
    if (m_report) {
        const auto certain = std::ranges::count_if(m_report->people, &exchange::PersonAtRisk::isCertain);
        const auto children = std::ranges::count_if(m_report->people, &exchange::PersonAtRisk::isMinor);
        m_riskText->setText(
            tr("Files on it for certain: %1. Files that may be on it: %2. Of all these, children: %3. The risk "
               "sheet lists their case codes.")
                .arg(certain)
                .arg(static_cast<qsizetype>(m_report->people.size()) - certain)
                .arg(children));
        m_usersText->setText(
            tr("These people worked on it. Tick those who must not let laptops in or shut them out any more, "
               "because their passphrase may be known. Every one of them changes the passphrase."));
    }
    switch (step()) {
    case Which:
        return setTexts(
            tr("Which laptop is gone?"),
            tr("Shutting it out takes a minute, and nothing of the work of the house is lost. A laptop that comes "
               "back can be let in again as a new one."),
            tr("Go on"));
    case Consequences:
        return setTexts(
            tr("What can be read on %1").arg(m_report ? m_report->name : QString()),
            tr("Its disk is sealed. Whoever has it and knows or guesses a passphrase can read everything that was "
               "on it. Shutting it out erases nothing there: from now on it gets nothing new, and what it sends "
               "later is put aside."),
            tr("Shut it out now"));
    default:
        return setTexts(
            tr("%1 is shut out").arg(m_report ? m_report->name : QString()),
            tr("The other laptops learn of it at their next exchange: exchange with each of them today. Everybody "
               "who worked on it changes the passphrase. Print the risk sheet and go through its five steps with "
               "the director."),
            tr("Print the risk sheet…"));
    }
}

kit::PageEntry lostLaptopPage(exchange::Exchange &exchange)
{
    return {LostLaptopPageId,
            kit::PageEntry::Place::None,
            [] { return LostLaptopPage::tr("A laptop was lost or stolen"); },
            {},
            [&exchange](const kit::PageContext &context, QWidget *parent) {
                return new LostLaptopPage(context, exchange, parent);
            }};
}

} // namespace indaro::ui::roads
