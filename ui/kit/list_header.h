// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtWidgets/QHeaderView>

#include <vector>

QT_BEGIN_NAMESPACE
class QTableView;
QT_END_NAMESPACE

namespace indaro::ui::kit {

/// The heads of a list that never scrolls sideways: each visible column has its share of the width, at least the longest
/// word of its head and, where all find room, of its cells; heads that are longer than their column go on in the next line.
/// Where the table wraps words, so do its rows: those in sight are as high as their words need. GUI thread.
class ListHeader final : public QHeaderView
{
    Q_OBJECT
public:
    /// `shares`: of each column, in their order; those of hidden columns go to the others.
    ListHeader(std::vector<int> shares, QWidget *parent);

    void setModel(QAbstractItemModel *model) override;
    /// What a row may grow to; the rest of a longer text is "…", and said in full under the mouse. 0: each row is as high as
    /// it needs, those out of sight too, for a table that is as high as its rows.
    void setMostLines(int lines);
    /// Soon: whenever rows may have come into sight or changed.
    void fitRowsLater();
    /// By scrolling.
    void rowsCameIntoSight();
    [[nodiscard]] QSize sizeHint() const override;

protected:
    void initStyleOptionForIndex(QStyleOptionHeader *option, int logicalIndex) const override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void distribute();
    void fitRows();
    void fitRowsInSight(QTableView *table) const;
    [[nodiscard]] int leastWidth(int column) const;
    [[nodiscard]] int wordWidth(int column) const;
    [[nodiscard]] int roomBesideABar(int room) const;
    [[nodiscard]] std::vector<int> leastWidths(const std::vector<int> &columns, int room) const;
    std::vector<int> m_shares;
    int m_mostLines = 4;
    bool m_isFitAsked = false, m_areWordsNew = false;
};

/// A list one reads, and opens by Enter or a double click: whole rows, Tab leaves it, heads as above, words in up to four
/// lines. Its model comes first.
void setUpList(QTableView *table, std::vector<int> shares);
/// After setUpList(): no row is cut, however long its words are.
void showWholeRows(QTableView *table);

} // namespace indaro::ui::kit
