// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtWidgets/QHeaderView>

#include <vector>

QT_BEGIN_NAMESPACE
class QTableView;
QT_END_NAMESPACE

namespace indaro::ui::kit {

/// The heads of a list that never scrolls sideways: each visible column has its share of the width, at least the longest
/// word of its head, and heads that are longer than their column go on in the next line. Where the table wraps words, its
/// rows follow the width. GUI thread.
class ListHeader final : public QHeaderView
{
    Q_OBJECT
public:
    /// `shares`: of each column, in their order; those of hidden columns go to the others.
    ListHeader(std::vector<int> shares, QWidget *parent);

    void setModel(QAbstractItemModel *model) override;
    [[nodiscard]] QSize sizeHint() const override;

protected:
    void initStyleOptionForIndex(QStyleOptionHeader *option, int logicalIndex) const override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void distribute();
    [[nodiscard]] int leastWidth(int column) const;
    std::vector<int> m_shares;
};

/// A list one reads, and opens by Enter or a double click: whole rows, Tab leaves it, heads as above. Its model comes first.
void setUpList(QTableView *table, std::vector<int> shares);

} // namespace indaro::ui::kit
