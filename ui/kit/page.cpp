// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/kit/page.h"

#include "ui/kit/widgets.h"

#include <QtCore/QEvent>
#include <QtGui/QAction>
#include <QtGui/QKeyEvent>

namespace indaro::ui::kit {

Page::Page(const PageContext &context, QWidget *parent) : QWidget(parent), m_context(context) {}

void Page::open(const PageArgument &)
{
    refresh();
}

void Page::refresh() {}

bool Page::flushEdits()
{
    return true;
}

QList<QAction *> Page::toolbarActions() const
{
    return {};
}

IdleRule Page::idleRule() const
{
    return {};
}

void Page::blank() {}

bool Page::focusSearch()
{
    return false;
}

void Page::retranslate() {}

void Page::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange) {
        retranslate();
        Q_EMIT titleChanged();
    }
}

void Page::keyPressEvent(QKeyEvent *event)
{
    if (!pressFocused(*event))
        QWidget::keyPressEvent(event);
}

} // namespace indaro::ui::kit
