// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/exchange/exchange.h"
#include "ui/kit/page.h"
#include "ui/kit/theme.h"
#include "ui/kit/widgets.h"

#include <QtCore/QEvent>
#include <QtWidgets/QFrame>
#include <QtWidgets/QVBoxLayout>

QT_BEGIN_NAMESPACE
class QLabel;
class QPushButton;
class QTableWidget;
QT_END_NAMESPACE

namespace indaro::ui::roads {

/// One part of the page about the exchange.
class Card : public QFrame
{
    Q_OBJECT
public:
    Card(const kit::PageContext &context, exchange::Exchange &exchange, QWidget *parent);
    /// The standing is known and has changed, or the language has.
    virtual void show(const exchange::Standing &standing) = 0;

protected:
    kit::PageContext m_context;
    exchange::Exchange &m_exchange;
    QLabel *m_title, *m_text;
    kit::Banner *m_banner;
    QVBoxLayout *m_rows;
};

/// How many changes wait, and where the others are.
class CountsCard final : public Card
{
    Q_OBJECT
public:
    using Card::Card;
    void show(const exchange::Standing &standing) override;
};

/// Alarms, the oldest first, each with what to do and a button for when somebody has looked. Hidden while there is none.
class AlarmsCard final : public Card
{
    Q_OBJECT
public:
    using Card::Card;
    void show(const exchange::Standing &standing) override;

private:
    void settle(std::int64_t id);
    QList<QWidget *> m_lines;
};

/// The laptops of the house and the last news from each.
class LaptopsCard final : public Card
{
    Q_OBJECT
public:
    LaptopsCard(const kit::PageContext &context, exchange::Exchange &exchange, QWidget *parent);
    void show(const exchange::Standing &standing) override;

private:
    QTableWidget *m_table;
    QPushButton *m_letIn, *m_lost;
};

/// Who may let laptops in and shut them out. Without a second person the house is helpless when the first one's laptop is
/// lost. Hidden where the signed-in person may not decide it, and while there is nobody else.
class ColleaguesCard final : public Card
{
    Q_OBJECT
public:
    ColleaguesCard(const kit::PageContext &context, exchange::Exchange &exchange, QWidget *parent);
    void show(const exchange::Standing &standing) override;

private:
    void decide(const sync::UserId &person, bool mayDecide);
    QVBoxLayout *m_lines;
    QList<QWidget *> m_boxes;
};

/// What was put aside, why, and what can be done with it. Hidden while there is nothing.
class AsideCard final : public Card
{
    Q_OBJECT
public:
    using Card::Card;
    void show(const exchange::Standing &standing) override;

private:
    void letIn(std::int64_t id);
    void keepOut(std::int64_t id);
    void askFirst(const QString &text, const QString &detail, const QString &action, std::function<void()> then);
    QList<QWidget *> m_lines;
};

} // namespace indaro::ui::roads
