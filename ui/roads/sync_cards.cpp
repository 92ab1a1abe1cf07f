// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/roads/sync_cards.h"

#include "core/base/clock.h"
#include "core/casework/conflicts/held_batches.h"
#include "ui/kit/ask.h"
#include "ui/kit/list_header.h"
#include "ui/kit/wrapping_buttons.h"
#include "ui/pages/page_ids.h"
#include "ui/roads/exchange_texts.h"
#include "ui/roads/sync_page.h"

#include <QtWidgets/QCheckBox>
#include <QtWidgets/QHeaderView>
#include <QtWidgets/QLabel>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QTableWidget>

#include <algorithm>

namespace indaro::ui::roads {

namespace {

void clearLines(QList<QWidget *> &lines)
{
    for (QWidget *line : std::as_const(lines))
        line->deleteLater(); // one of its buttons may be the one that is calling
    lines.clear();
}

void showAllRows(QTableWidget *table)
{
    int height = table->horizontalHeader()->sizeHint().height() + 4;
    for (int row = 0; row < table->rowCount(); ++row)
        height += table->rowHeight(row);
    table->setFixedHeight(height);
}

} // namespace

Card::Card(const kit::PageContext &context, exchange::Exchange &exchange, QWidget *parent)
    : QFrame(parent), m_context(context), m_exchange(exchange), m_title(kit::makeLabel(kit::TextRole::Heading, this)),
      m_text(kit::makeLabel(kit::TextRole::Body, this)), m_banner(new kit::Banner(this)), m_rows(new QVBoxLayout(this))
{
    kit::setCard(this);
    m_rows->setSpacing(kit::space::One);
    for (QWidget *widget : std::initializer_list<QWidget *>{m_title, m_text, m_banner})
        m_rows->addWidget(widget);
}

void CountsCard::show(const exchange::Standing &standing)
{
    m_title->setText(countsHeading(standing));
    m_text->setText(countsText(standing));
    const bool isSafe = standing.counts.waiting == 0 && standing.counts.written > 0;
    if (isSafe)
        m_banner->showMessage(kit::Banner::Kind::Good,
                              tr("A server has signed for every change, or another laptop has said that it holds it."));
    else
        m_banner->dismiss();
}

void AlarmsCard::show(const exchange::Standing &standing)
{
    clearLines(m_lines);
    setVisible(!standing.alarms.empty());
    m_title->setText(tr("Alarms"));
    m_text->setText(tr("Read each one and do what it says. Everything on this laptop can be used as before."));
    for (const auto &alarm : standing.alarms) {
        const AlarmText text = alarmText(alarm, standing);
        auto *line = new kit::Banner(this);
        line->showAction(text.isUrgent ? kit::Banner::Kind::Error : kit::Banner::Kind::Warning,
                         text.what + u'\n' + text.next + u'\n' +
                             tr("Noticed: %1").arg(whenText(alarm.raisedAt, m_context.clock->nowUtc())),
                         text.isUrgent ? tr("The director has looked") : tr("I know it"),
                         [this, id = alarm.id, isUrgent = text.isUrgent] {
                             if (!isUrgent)
                                 return settle(id);
                             kit::Question question;
                             question.title = QStringLiteral("Indaro");
                             question.text = tr("Has the director looked at this alarm and called those concerned?");
                             question.detail = tr("After this the exchange over that road goes on.");
                             question.choices = {tr("Not yet"), tr("Yes, go on")};
                             question.isDangerous = true;
                             m_context.ask->ask(this, question, [this, id](int choice) {
                                 if (choice == 1)
                                     settle(id);
                             });
                         });
        m_rows->addWidget(line);
        m_lines.append(line);
    }
}

void AlarmsCard::settle(std::int64_t id)
{
    m_exchange.change(
        this,
        [id](casework::Desk &desk, exchange::ExchangeDesk &) {
            return sync::settleAlarm(desk.log.connection(), id, desk.clock.nowUtc());
        },
        [this](const base::Result<void> &settled) {
            if (!settled)
                m_banner->showError(settled.error());
        });
}

LaptopsCard::LaptopsCard(const kit::PageContext &context, exchange::Exchange &exchange, QWidget *parent)
    : Card(context, exchange, parent), m_table(new QTableWidget(0, 4, this)), m_letIn(new kit::PushButton(this)),
      m_lost(new kit::PushButton(this))
{
    kit::setUpList(m_table, {5, 2, 4, 6});
    m_table->setSelectionMode(QAbstractItemView::NoSelection);
    connect(m_table->horizontalHeader(), &QHeaderView::geometriesChanged, m_table,
            [table = m_table] { showAllRows(table); });
    m_table->setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_rows->addWidget(m_table);
    auto *buttons = new QHBoxLayout;
    buttons->addWidget(m_letIn);
    buttons->addWidget(m_lost);
    buttons->addStretch(1);
    m_rows->addLayout(buttons);
    kit::setButtonRole(m_lost, kit::ButtonRole::Danger);
    connect(m_letIn, &QPushButton::clicked, this, [this] { m_context.navigator->openPage(LetInPageId); });
    connect(m_lost, &QPushButton::clicked, this, [this] { m_context.navigator->openPage(LostLaptopPageId); });
}

void LaptopsCard::show(const exchange::Standing &standing)
{
    m_title->setText(tr("Laptops of the house"));
    m_letIn->setText(tr("Let a laptop in…"));
    m_lost->setText(tr("A laptop was lost or stolen…"));
    m_letIn->setEnabled(standing.mayEnrol);
    m_lost->setEnabled(standing.mayShutOut && standing.laptops.size() > 1);
    m_text->setText(standing.mayEnrol || standing.mayShutOut
                        ? tr("When the last news of each came here. A laptop that has been silent for long may hold work "
                             "nobody else has.")
                        : tr("When the last news of each came here. Letting laptops in or shutting them out is done on the "
                             "administrator’s laptop."));
    m_table->setHorizontalHeaderLabels({tr("Laptop"), tr("Series"), tr("Last news"), tr("Has what was written here")});
    m_table->setAccessibleName(m_title->text());
    m_table->setRowCount(static_cast<int>(standing.laptops.size()));
    for (int row = 0; row < m_table->rowCount(); ++row) {
        const auto &laptop = standing.laptops[static_cast<std::size_t>(row)];
        const QString name = laptop.isThis      ? tr("%1 (this one)").arg(laptop.name)
                             : laptop.isShutOut ? tr("%1 (shut out)").arg(laptop.name)
                             : laptop.isAdmin   ? tr("%1 (administrator)").arg(laptop.name)
                                                : laptop.name;
        const QString news = laptop.isThis     ? QString()
                             : laptop.lastNews ? whenText(*laptop.lastNews, m_context.clock->nowUtc())
                                               : tr("none yet");
        const QString has = laptop.isThis || laptop.isShutOut ? QString()
                            : laptop.lacking == 0             ? tr("everything, as it has signed")
                                                  : tr("all but %n change(s)", nullptr, static_cast<int>(laptop.lacking));
        const QString cells[] = {name, laptop.series, news, has};
        for (int column = 0; column < 4; ++column)
            m_table->setItem(row, column, new QTableWidgetItem(cells[column]));
    }
    showAllRows(m_table);
}

ColleaguesCard::ColleaguesCard(const kit::PageContext &context, exchange::Exchange &exchange, QWidget *parent)
    : Card(context, exchange, parent), m_lines(new QVBoxLayout)
{
    m_rows->addLayout(m_lines);
}

void ColleaguesCard::show(const exchange::Standing &standing)
{
    clearLines(m_boxes);
    setVisible(standing.mayEnrol && standing.colleagues.size() > 1);
    m_title->setText(tr("Who decides about laptops"));
    m_text->setText(
        tr("Who is ticked may let laptops in and shut them out, on an administrator’s laptop. Tick at least two people: "
           "a stolen laptop must not wait for somebody who is away."));
    for (const auto &colleague : standing.colleagues) {
        auto *box = new kit::CheckBox(colleague.name.isEmpty() ? tr("somebody without a name") : colleague.name, this);
        box->setChecked(colleague.mayDecide);
        box->setEnabled(!colleague.isSelf);
        connect(box, &QCheckBox::clicked, this, [this, id = colleague.id](bool isOn) { decide(id, isOn); });
        m_lines->addWidget(box);
        m_boxes.append(box);
    }
}

void ColleaguesCard::decide(const sync::UserId &person, bool mayDecide)
{
    m_exchange.change(
        this,
        [person, mayDecide](casework::Desk &desk, exchange::ExchangeDesk &exchange) {
            return exchange::setMayDecide(desk, exchange, person, mayDecide);
        },
        [this](const base::Result<void> &done) {
            if (done)
                m_banner->dismiss();
            else
                m_banner->showError(done.error());
        });
}

void AsideCard::show(const exchange::Standing &standing)
{
    clearLines(m_lines);
    setVisible(!standing.quarantine.empty());
    m_title->setText(tr("Put aside"));
    m_text->setText(tr("This could not be taken in by itself. It is kept, and everything else goes on. Let it in when the "
                       "reason is gone, or decide that it stays out."));
    for (const auto &aside : standing.quarantine) {
        auto *line = new QFrame(this);
        auto *columns = new QHBoxLayout(line);
        columns->setContentsMargins(0, 0, 0, 0);
        auto *text = kit::makeLabel(kit::TextRole::Body, line);
        text->setText(asideText(aside, standing) + u'\n' +
                      tr("Came: %1").arg(whenText(aside.receivedAt, m_context.clock->nowUtc())));
        columns->addWidget(text, 1);
        auto *in = new kit::PushButton(tr("Let it in"), line);
        auto *out = new kit::PushButton(tr("It stays out"), line);
        for (auto *button : {in, out})
            button->setAccessibleDescription(text->text());
        in->setVisible(mayBeLetIn(aside));
        columns->addWidget(in);
        columns->addWidget(out);
        m_rows->addWidget(line);
        m_lines.append(line);
        if (aside.reason == "Held") { // how much and of whom stands there, and deleting needs a second person
            in->setText(tr("Look and decide"));
            out->hide();
            connect(in, &QPushButton::clicked, this, [this] { m_context.navigator->openPage(pages::ConflictsPageId); });
            continue;
        }
        connect(in, &QPushButton::clicked, this, [this, aside] {
            if (aside.reason != "Revoked")
                return letIn(aside.id);
            askFirst(tr("Let this in after all?"), tr("Only when you are sure who wrote it."), tr("Let it in"),
                     [this, id = aside.id] { letIn(id); });
        });
        connect(out, &QPushButton::clicked, this, [this, id = aside.id] {
            askFirst(tr("Leave this out for good?"), tr("The packet itself is kept as evidence."), tr("It stays out"),
                     [this, id] { keepOut(id); });
        });
    }
}

void AsideCard::askFirst(const QString &text, const QString &detail, const QString &action, std::function<void()> then)
{
    kit::Question question;
    question.title = QStringLiteral("Indaro");
    question.text = text;
    question.detail = detail;
    question.choices = {tr("Leave it as it is"), action};
    question.isDangerous = true;
    m_context.ask->ask(this, question, [then = std::move(then)](int choice) {
        if (choice == 1)
            then();
    });
}

void AsideCard::letIn(std::int64_t id)
{
    m_exchange.change(
        this, [id](casework::Desk &desk, exchange::ExchangeDesk &) { return casework::letBatchIn(desk, id); },
        [this](const base::Result<void> &done) {
            if (done)
                m_banner->showMessage(kit::Banner::Kind::Good, tr("It was taken in."));
            else
                m_banner->showError(done.error());
        });
}

void AsideCard::keepOut(std::int64_t id)
{
    m_exchange.change(
        this, [id](casework::Desk &desk, exchange::ExchangeDesk &) { return casework::keepBatchOut(desk, id); },
        [this](const base::Result<void> &done) {
            if (!done)
                m_banner->showError(done.error());
        });
}

} // namespace indaro::ui::roads
