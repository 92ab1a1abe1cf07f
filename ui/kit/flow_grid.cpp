// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/kit/flow_grid.h"

#include "ui/kit/theme.h"

#include <QtWidgets/QWidget>

#include <algorithm>

namespace indaro::ui::kit {

FlowGrid::FlowGrid(int columns, int cellWidth, QWidget *parent)
    : QLayout(parent), m_columns(std::max(1, columns)), m_cellWidth(cellWidth)
{
    setContentsMargins(0, 0, 0, 0);
}

FlowGrid::~FlowGrid()
{
    for (const Cell &cell : m_cells)
        delete cell.item;
}

void FlowGrid::addCell(QWidget *widget, bool isWide)
{
    addChildWidget(widget);
    m_cells.push_back({new QWidgetItem(widget), isWide});
    invalidate();
}

void FlowGrid::addItem(QLayoutItem *item)
{
    m_cells.push_back({item, false});
    invalidate();
}

int FlowGrid::count() const
{
    return static_cast<int>(m_cells.size());
}

QLayoutItem *FlowGrid::itemAt(int index) const
{
    return index >= 0 && index < count() ? m_cells[static_cast<std::size_t>(index)].item : nullptr;
}

QLayoutItem *FlowGrid::takeAt(int index)
{
    QLayoutItem *item = itemAt(index);
    if (item != nullptr)
        m_cells.erase(m_cells.begin() + index);
    return item;
}

int FlowGrid::columnsIn(int width) const
{
    int wanted = m_cellWidth;
    for (const Cell &cell : m_cells) {
        if (!cell.isWide && !cell.item->isEmpty())
            wanted = std::max(wanted, cell.item->minimumSize().width());
    }
    return std::clamp((width + space::Three) / (wanted + space::Three), 1, m_columns);
}

int FlowGrid::arrange(const QRect &rect, bool isReal) const
{
    const int columns = columnsIn(rect.width());
    const int width = (rect.width() - (columns - 1) * space::Three) / columns;
    int top = rect.top();
    int rowHeight = 0;
    int column = 0;
    const auto nextRow = [&] {
        top += rowHeight > 0 ? rowHeight + space::Two : 0;
        rowHeight = 0;
        column = 0;
    };
    for (const Cell &cell : m_cells) {
        if (cell.item->isEmpty())
            continue;
        if (column == columns || (cell.isWide && column > 0))
            nextRow();
        const int own = cell.isWide ? rect.width() : width;
        const int height = cell.item->hasHeightForWidth() ? cell.item->heightForWidth(own) : cell.item->sizeHint().height();
        const QRect place(rect.left() + column * (width + space::Three), top, own, height);
        if (isReal && cell.item->widget() != nullptr)
            cell.item->widget()->setGeometry(place); // a layout item would cut it to its hint, where words are not wrapped
        else if (isReal)
            cell.item->setGeometry(place);
        rowHeight = std::max(rowHeight, height);
        column = cell.isWide ? columns : column + 1;
    }
    return top + rowHeight - rect.top();
}

int FlowGrid::heightForWidth(int width) const
{
    const QMargins margins = contentsMargins();
    return arrange(QRect(0, 0, width - margins.left() - margins.right(), 0), false) + margins.top() + margins.bottom();
}

QSize FlowGrid::minimumSize() const
{
    QSize size;
    for (const Cell &cell : m_cells) {
        if (!cell.item->isEmpty())
            size = size.expandedTo(cell.item->minimumSize());
    }
    return size.grownBy(contentsMargins());
}

QSize FlowGrid::sizeHint() const
{
    const int width = m_columns * m_cellWidth + (m_columns - 1) * space::Three;
    return QSize(width, heightForWidth(width)).expandedTo(minimumSize());
}

void FlowGrid::setGeometry(const QRect &rect)
{
    QLayout::setGeometry(rect);
    arrange(rect.marginsRemoved(contentsMargins()), true);
}

} // namespace indaro::ui::kit
