// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/kit/list_header.h"

#include "ui/kit/two_lines.h"

#include <QtWidgets/QStyleOptionHeader>
#include <QtWidgets/QTableView>

#include <algorithm>
#include <numeric>
#include <utility>

namespace indaro::ui::kit {

namespace {

constexpr int Edges = 8; ///< beside the words of a head

QFontMetrics headMetrics(const QWidget *header)
{
    QFont font = header->font();
    font.setBold(true);
    return QFontMetrics(font);
}

QString headLines(const QHeaderView *header, int column)
{
    const QString text = header->model()->headerData(column, Qt::Horizontal).toString();
    return inLines(text, headMetrics(header), header->sectionSize(column) - Edges);
}

} // namespace

ListHeader::ListHeader(std::vector<int> shares, QWidget *parent)
    : QHeaderView(Qt::Horizontal, parent), m_shares(std::move(shares))
{
    setSectionResizeMode(QHeaderView::Fixed);
    setMinimumSectionSize(1);
    setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
}

void ListHeader::setModel(QAbstractItemModel *model)
{
    if (this->model() != nullptr)
        this->model()->disconnect(this);
    QHeaderView::setModel(model);
    if (model != nullptr)
        connect(model, &QAbstractItemModel::headerDataChanged, this, [this] { distribute(); });
}

int ListHeader::leastWidth(int column) const
{
    const QFontMetrics metrics = headMetrics(this);
    int least = 0;
    const QString text = model()->headerData(column, Qt::Horizontal).toString();
    for (const QString &word : text.split(u' '))
        least = std::max(least, metrics.horizontalAdvance(word));
    return least + Edges;
}

void ListHeader::distribute()
{
    std::vector<int> columns;
    for (int column = 0; column < count() && column < static_cast<int>(m_shares.size()); ++column) {
        if (!isSectionHidden(column))
            columns.push_back(column);
    }
    // Those that need more than their share take it first; the others part what is left.
    int room = width(); // the style gives the heads a frame, which their viewport is without
    const auto shareOf = [this](int column) { return m_shares[static_cast<std::size_t>(column)]; };
    const auto needOf = [&](int column) { return static_cast<double>(leastWidth(column)) / shareOf(column); };
    std::sort(columns.begin(), columns.end(), [&](int a, int b) { return needOf(a) > needOf(b); });
    for (std::size_t i = 0; i < columns.size(); ++i) {
        const int left = std::accumulate(columns.begin() + static_cast<std::ptrdiff_t>(i), columns.end(), 0,
                                         [&](int sum, int column) { return sum + shareOf(column); });
        const int width = std::min(room, std::max(leastWidth(columns[i]), room * shareOf(columns[i]) / left));
        resizeSection(columns[i], i + 1 == columns.size() ? room : width);
        room -= width;
    }
    viewport()->update();
    if (auto *table = qobject_cast<QTableView *>(parentWidget()); table != nullptr && table->wordWrap())
        QMetaObject::invokeMethod(table, &QTableView::resizeRowsToContents,
                                  Qt::QueuedConnection); // once all have their width
    if (sizeHint().height() != height())
        Q_EMIT geometriesChanged();
}

QSize ListHeader::sizeHint() const
{
    const QSize oneLine = QHeaderView::sizeHint();
    qsizetype lines = 1;
    for (int column = 0; column < count(); ++column) {
        if (!isSectionHidden(column))
            lines = std::max(lines, headLines(this, column).count(u'\n') + 1);
    }
    return {oneLine.width(), oneLine.height() + static_cast<int>(lines - 1) * headMetrics(this).lineSpacing()};
}

void ListHeader::initStyleOptionForIndex(QStyleOptionHeader *option, int logicalIndex) const
{
    QHeaderView::initStyleOptionForIndex(option, logicalIndex);
    option->text = headLines(this, logicalIndex);
}

void ListHeader::resizeEvent(QResizeEvent *event)
{
    QHeaderView::resizeEvent(event);
    distribute();
}

void setUpList(QTableView *table, std::vector<int> shares)
{
    table->setHorizontalHeader(new ListHeader(std::move(shares), table));
    table->horizontalHeader()->show();
    table->verticalHeader()->hide();
    table->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    table->setSelectionBehavior(QAbstractItemView::SelectRows);
    table->setSelectionMode(QAbstractItemView::SingleSelection);
    table->setTabKeyNavigation(false);
    table->setShowGrid(false);
    table->setAlternatingRowColors(true);
    table->setWordWrap(false);
}

} // namespace indaro::ui::kit
