// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/kit/state_tree.h"

#include "ui/kit/wrapped_titles.h"

#include <QtWidgets/QHeaderView>

#include <algorithm>

namespace indaro::ui::kit {

StateTree::StateTree(QWidget *parent) : QTreeWidget(parent)
{
    setColumnCount(2);
    setWordWrap(true);
    setItemDelegate(new WrappedTitles(this));
    setTabKeyNavigation(false);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    header()->setStretchLastSection(false);
    header()->setSectionResizeMode(0, QHeaderView::Stretch);
    header()->setSectionResizeMode(1, QHeaderView::Fixed);
}

void StateTree::setStateWidth(int percent, int least, int most)
{
    m_percent = percent;
    m_least = least;
    m_most = std::max(least, most);
    distribute();
}

void StateTree::distribute()
{
    const int room = viewport()->width();
    setColumnWidth(1, std::clamp(room * m_percent / 100, std::min(m_least, room / 2), m_most));
    scheduleDelayedItemsLayout(); // rows follow the width; never within a layout, which may be what resizes this
}

void StateTree::resizeEvent(QResizeEvent *event)
{
    QTreeWidget::resizeEvent(event);
    distribute();
}

} // namespace indaro::ui::kit
