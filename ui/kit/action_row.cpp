// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/kit/action_row.h"

#include "ui/kit/theme.h"

#include <QtCore/QEvent>
#include <QtGui/QAction>
#include <QtWidgets/QMenu>
#include <QtWidgets/QToolButton>

namespace indaro::ui::kit {

ActionRow::ActionRow(QWidget *parent) : QWidget(parent), m_more(new QToolButton(this)), m_menu(new QMenu(m_more))
{
    setObjectName(QStringLiteral("pageActions"));
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    m_more->setMenu(m_menu);
    m_more->setPopupMode(QToolButton::InstantPopup);
    m_more->setFocusPolicy(Qt::TabFocus);
    m_more->hide();
    retranslate();
}

void ActionRow::setActions(const QList<QAction *> &actions)
{
    for (const QPointer<QAction> &action : std::as_const(m_actions)) {
        if (action != nullptr)
            disconnect(action, &QAction::visibleChanged, this, &ActionRow::makeButtons);
    }
    m_actions.clear();
    for (QAction *action : actions) {
        m_actions.append(action);
        connect(action, &QAction::visibleChanged, this, &ActionRow::makeButtons);
    }
    makeButtons();
}

void ActionRow::makeButtons()
{
    for (QToolButton *button : m_buttons) {
        button->hide(); // deleted only when the event loop turns: a click may be what led here
        button->deleteLater();
    }
    m_buttons.clear();
    for (QAction *action : std::as_const(m_actions)) {
        if (action == nullptr || !action->isVisible())
            continue;
        auto *button = new QToolButton(this);
        button->setDefaultAction(action);
        button->setToolButtonStyle(action->icon().isNull() ? Qt::ToolButtonTextOnly : Qt::ToolButtonTextBesideIcon);
        button->setFocusPolicy(Qt::TabFocus);
        button->stackUnder(m_more); // so that Tab reaches the menu last
        m_buttons.push_back(button);
    }
    updateGeometry();
    arrange();
}

QList<QAction *> ActionRow::hiddenActions() const
{
    return m_menu->actions();
}

int ActionRow::widthOf(std::size_t count) const
{
    int width = 0;
    for (std::size_t i = 0; i < count; ++i)
        width += m_buttons[i]->sizeHint().width() + (i > 0 ? space::One : 0);
    return width;
}

QSize ActionRow::sizeHint() const
{
    int height = 0;
    for (const QToolButton *button : m_buttons)
        height = std::max(height, button->sizeHint().height());
    return {widthOf(m_buttons.size()), height};
}

QSize ActionRow::minimumSizeHint() const
{
    const QSize all = sizeHint();
    return {std::min(all.width(), m_more->sizeHint().width()), all.height()};
}

void ActionRow::arrange()
{
    std::size_t shown = m_buttons.size();
    const int forMore = m_more->sizeHint().width() + space::One;
    if (widthOf(shown) > width()) {
        while (shown > 0 && widthOf(shown) + forMore > width())
            --shown;
    }
    m_menu->clear(); // the menu does not own what others made
    int x = 0;
    for (std::size_t i = 0; i < m_buttons.size(); ++i) {
        QToolButton *button = m_buttons[i];
        button->setVisible(i < shown);
        if (i >= shown) {
            m_menu->addAction(button->defaultAction());
            continue;
        }
        const QSize size = button->sizeHint();
        button->setGeometry(x, (height() - size.height()) / 2, size.width(), size.height());
        x += size.width() + space::One;
    }
    m_more->setVisible(shown < m_buttons.size());
    const QSize size = m_more->sizeHint();
    m_more->setGeometry(x, (height() - size.height()) / 2, size.width(), size.height());
}

void ActionRow::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    arrange();
}

void ActionRow::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

bool ActionRow::event(QEvent *event)
{
    const bool isDone = QWidget::event(event);
    if (event->type() == QEvent::LayoutRequest) { // a label became longer or shorter
        updateGeometry();
        arrange();
    }
    return isDone;
}

void ActionRow::retranslate()
{
    m_more->setText(tr("More"));
    m_more->setToolTip(tr("What else can be done on this page"));
    updateGeometry();
}

} // namespace indaro::ui::kit
