// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/kit/low_area.h"

#include <QtCore/QEvent>
#include <QtGui/QResizeEvent>
#include <QtWidgets/QVBoxLayout>

#include <algorithm>

namespace indaro::ui::kit {

namespace {

constexpr int LowestHeight = 56; // a button and what is above it

} // namespace

LowArea::LowArea(QWidget *parent) : QScrollArea(parent)
{
    auto *content = new QWidget;
    m_column = new QVBoxLayout(content);
    m_column->setContentsMargins(0, 0, 0, 0);
    m_column->setSpacing(0);
    setFrameShape(QFrame::NoFrame);
    setWidgetResizable(true);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setWidget(content);
    content->setAutoFillBackground(false);
    viewport()->setAutoFillBackground(false);
    setFocusPolicy(Qt::NoFocus); // what is in it is reached, not the area
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Maximum);
}

QVBoxLayout *LowArea::column() const
{
    return m_column;
}

/// As a hint for the width it has, not as height for width: a layout takes that for what it must give, and would squeeze the
/// work below.
QSize LowArea::sizeHint() const
{
    const QSize content = m_column->totalSizeHint();
    return {content.width(), m_column->hasHeightForWidth() ? m_column->totalHeightForWidth(width()) : content.height()};
}

QSize LowArea::minimumSizeHint() const
{
    const QSize content = m_column->totalMinimumSize();
    return {content.width(), std::min(sizeHint().height(), LowestHeight)};
}

bool LowArea::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == widget() && event->type() == QEvent::LayoutRequest)
        updateGeometry(); // something in it was shown, hidden or worded anew
    return QScrollArea::eventFilter(watched, event);
}

void LowArea::resizeEvent(QResizeEvent *event)
{
    QScrollArea::resizeEvent(event);
    if (event->size().width() != event->oldSize().width())
        updateGeometry(); // texts wrap otherwise
}

} // namespace indaro::ui::kit
