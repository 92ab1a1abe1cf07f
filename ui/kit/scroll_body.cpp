// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/kit/scroll_body.h"

#include "ui/kit/theme.h"

#include <QtWidgets/QVBoxLayout>

namespace indaro::ui::kit {

ScrollBody::ScrollBody(QWidget *page) : QScrollArea(page)
{
    auto *body = new QWidget(this);
    m_column = new QVBoxLayout(body);
    m_column->setContentsMargins(space::Three, space::Two, space::Three, space::Three);
    m_column->setSpacing(space::Two);
    setWidget(body);
    setWidgetResizable(true);
    setFrameShape(QFrame::NoFrame);
    setFocusPolicy(Qt::NoFocus); // its parts are reached, not the area
    auto *outer = new QVBoxLayout(page);
    outer->setContentsMargins(0, 0, 0, 0);
    outer->addWidget(this);
}

QVBoxLayout *ScrollBody::column() const
{
    return m_column;
}

} // namespace indaro::ui::kit
