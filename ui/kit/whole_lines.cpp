// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/kit/whole_lines.h"

#include <QtWidgets/QListView>
#include <QtWidgets/QStyle>

#include <algorithm>

namespace indaro::ui::kit {

WholeLines::WholeLines(QListView *list) : QStyledItemDelegate(list)
{
    list->setWordWrap(true);
    list->setResizeMode(QListView::Adjust);
    list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    list->setItemDelegate(this);
}

QSize WholeLines::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const QSize usual = QStyledItemDelegate::sizeHint(option, index);
    const auto *list = qobject_cast<const QListView *>(option.widget);
    if (list == nullptr)
        return usual;
    constexpr int High = 10'000;
    QStyleOptionViewItem row = option;
    initStyleOption(&row, index);
    row.rect = QRect(0, 0, list->viewport()->width(), High);
    const QStyle *style = list->style();
    const QRect words = style->subElementRect(QStyle::SE_ItemViewItemText, &row, list);
    const int beside = 2 * (style->pixelMetric(QStyle::PM_FocusFrameHMargin, &row, list) + 1);
    const QRect room(0, 0, std::max(words.width() - beside, 1), High);
    const int height = row.fontMetrics.boundingRect(room, Qt::TextWordWrap, row.text).height();
    // A row whose words all stay in their line is as high as the style makes it; each line more comes on top.
    const int one = row.fontMetrics.boundingRect(QRect(0, 0, High, High), 0, row.text).height();
    const int more = std::max(height - one, 0);
    QStyleOptionViewItem plain = option;
    plain.rect.setWidth(High);
    plain.features &= ~QStyleOptionViewItem::WrapText;
    return {std::min(usual.width(), row.rect.width()), QStyledItemDelegate::sizeHint(plain, index).height() + more};
}

} // namespace indaro::ui::kit
