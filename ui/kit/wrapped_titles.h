// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHeaderView>
#include <QStyledItemDelegate>
#include <QTreeWidget>

#include <algorithm>
#include <utility>

namespace indaro::ui::kit {

/// Rows as high as their titles are in the width there is: a tree gives each one line.
class WrappedTitles final : public QStyledItemDelegate
{
public:
    explicit WrappedTitles(QTreeWidget *tree) : QStyledItemDelegate(tree), m_tree(tree)
    {
        // A scroll bar that comes makes the rows narrower. Never within a layout, which may be what moves the columns.
        connect(tree->header(), &QHeaderView::sectionResized, this, [this] {
            if (!std::exchange(m_isLayoutAsked, true))
                QMetaObject::invokeMethod(
                    m_tree,
                    [this] {
                        m_isLayoutAsked = false;
                        m_tree->doItemsLayout();
                    },
                    Qt::QueuedConnection);
        });
    }

    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        QStyleOptionViewItem item = option;
        initStyleOption(&item, index);
        int indent = m_tree->rootIsDecorated() ? m_tree->indentation() : 0;
        for (QModelIndex above = index.parent(); above.isValid(); above = above.parent())
            indent += m_tree->indentation();
        const int icon = item.icon.isNull() ? 0 : item.decorationSize.width() + IconGap;
        const bool isSpanned = m_tree->isFirstColumnSpanned(index.row(), index.parent());
        const int whole = isSpanned ? m_tree->viewport()->width() : m_tree->columnWidth(index.column());
        const int width = std::max(whole - (index.column() == 0 ? indent + icon : 0) - 2 * TextMargin, 1);
        const QRect text =
            item.fontMetrics.boundingRect(QRect(0, 0, width, QWIDGETSIZE_MAX), Qt::AlignLeft | Qt::TextWordWrap, item.text);
        const QSize usual = QStyledItemDelegate::sizeHint(option, index);
        return {usual.width(), std::max(usual.height(), text.height() + 2 * TextMargin)};
    }

private:
    static constexpr int TextMargin = 4;
    static constexpr int IconGap = 6;
    QTreeWidget *m_tree;
    bool m_isLayoutAsked = false;
};

} // namespace indaro::ui::kit
