// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/kit/list_header.h"

#include "ui/kit/translations.h"
#include "ui/kit/two_lines.h"

#include <QtWidgets/QScrollBar>
#include <QtWidgets/QStyleOptionHeader>
#include <QtWidgets/QStyledItemDelegate>
#include <QtWidgets/QTableView>

#include <algorithm>
#include <numeric>
#include <utility>

namespace indaro::ui::kit {

namespace {

constexpr int Edges = 8; ///< beside the words of a head
constexpr int WordEdges = 6;
constexpr int RowEdges = 8;      ///< above and below what has several lines
constexpr int MeasuredRows = 30; ///< a list may have thousands
constexpr int LongestWord = 140; ///< a longer one is parted

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

/// Words that do not fit into their line: a Kirundi draft and its French part between the two first, as in a head, and a
/// number that is wider than its column ("DPCT-2026-0002") goes on after a dash.
class Cells final : public QStyledItemDelegate
{
public:
    using QStyledItemDelegate::QStyledItemDelegate;

protected:
    void initStyleOption(QStyleOptionViewItem *option, const QModelIndex &index) const override
    {
        QStyledItemDelegate::initStyleOption(option, index);
        if (!option->features.testFlag(QStyleOptionViewItem::WrapText))
            return;
        const int room = option->rect.width() - WordEdges;
        if (option->text.contains(UnreviewedMark)) // an item has another sign for the end of a line
            option->text = inLines(option->text, option->fontMetrics, room).replace(u'\n', QChar::LineSeparator);
        if (option->text.contains(u'-'))
            option->text = parted(option->text, option->fontMetrics, room);
    }

private:
    static QString parted(const QString &text, const QFontMetrics &metrics, int room)
    {
        QStringList words = text.split(u' ');
        for (QString &word : words) {
            if (metrics.horizontalAdvance(word) <= room)
                continue;
            QString lines, line;
            for (const QString &part : word.split(u'-')) {
                const QString longer = line.isEmpty() ? part : line + u'-' + part;
                if (!line.isEmpty() && metrics.horizontalAdvance(longer + u'-') > room) {
                    lines += line + u'-' + QChar(QChar::LineSeparator);
                    line = part;
                } else {
                    line = longer;
                }
            }
            word = lines + line;
        }
        return words.join(u' ');
    }
};

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
    if (model == nullptr)
        return;
    connect(model, &QAbstractItemModel::headerDataChanged, this, [this] { distribute(); });
    const auto changed = [this] {
        m_areWordsNew = true;
        fitRowsLater();
    };
    connect(model, &QAbstractItemModel::dataChanged, this, changed);
    connect(model, &QAbstractItemModel::rowsInserted, this, changed);
    connect(model, &QAbstractItemModel::rowsRemoved, this, changed);
    connect(model, &QAbstractItemModel::layoutChanged, this, changed);
    connect(model, &QAbstractItemModel::modelReset, this, changed);
}

void ListHeader::setMostLines(int lines)
{
    m_mostLines = lines;
    fitRowsLater();
}

void ListHeader::fitRowsLater()
{
    if (!std::exchange(m_isFitAsked, true)) // once all columns have their width, and all cells their words
        QMetaObject::invokeMethod(this, &ListHeader::fitRows, Qt::QueuedConnection);
}

void ListHeader::rowsCameIntoSight()
{
    auto *table = qobject_cast<QTableView *>(parentWidget());
    if (table != nullptr && model() != nullptr && table->wordWrap() && m_mostLines != 0)
        fitRowsInSight(table); // not to the current row: whoever scrolls wants to be elsewhere
}

void ListHeader::fitRows()
{
    if (std::exchange(m_areWordsNew, false))
        distribute(); // which asks for what is being done
    m_isFitAsked = false;
    auto *table = qobject_cast<QTableView *>(parentWidget());
    if (table == nullptr || model() == nullptr || !table->wordWrap())
        return;
    const QRect room = table->viewport()->rect();
    const bool wasInSight = room.contains(table->visualRect(table->currentIndex()).center());
    if (m_mostLines == 0)
        table->resizeRowsToContents();
    else
        fitRowsInSight(table);
    if (wasInSight && !room.contains(table->visualRect(table->currentIndex()).center()))
        table->scrollTo(table->currentIndex());
}

/// Those out of sight are measured when they come into it: a list may have thousands.
void ListHeader::fitRowsInSight(QTableView *table) const
{
    const int least = table->verticalHeader()->defaultSectionSize();
    const int most = std::max(least, m_mostLines * table->fontMetrics().lineSpacing() + RowEdges);
    for (int row = std::max(table->rowAt(0), 0); row < model()->rowCount(); ++row) {
        if (table->rowViewportPosition(row) >= table->viewport()->height())
            return;
        if (table->isRowHidden(row))
            continue;
        // A view tells it to itself only.
        const int needed = static_cast<const QAbstractItemView *>(table)->sizeHintForRow(row);
        const int height = needed <= least ? least : std::min(needed + RowEdges, most);
        if (table->rowHeight(row) != height)
            table->setRowHeight(row, height);
    }
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

/// The longest word of the first rows: a day or a number is no use in halves.
int ListHeader::wordWidth(int column) const
{
    int longest = 0;
    for (int row = 0; row < std::min(model()->rowCount(), MeasuredRows); ++row) {
        for (const QString &word : model()->index(row, column).data().toString().split(u' '))
            longest = std::max(longest, fontMetrics().horizontalAdvance(word));
    }
    return std::min(longest + WordEdges, LongestWord);
}

/// What each column has at least: the words of its head, and those of its cells where there is room for all, the narrow
/// first.
std::vector<int> ListHeader::leastWidths(const std::vector<int> &columns, int room) const
{
    std::vector<int> least;
    std::vector<std::pair<int, std::size_t>> more; // points, place
    for (const int column : columns) {
        least.push_back(leastWidth(column));
        if (const int missing = wordWidth(column) - least.back(); missing > 0)
            more.emplace_back(missing, least.size() - 1);
    }
    int left = room - std::accumulate(least.begin(), least.end(), 0);
    std::sort(more.begin(), more.end());
    for (const auto &[points, place] : more) {
        if (points > left)
            break;
        least[place] += points;
        left -= points;
    }
    return least;
}

/// With and without a scroll bar the columns are decided on alike: or a bar that comes would make rows low enough to go.
int ListHeader::roomBesideABar(int room) const
{
    const auto *table = qobject_cast<QTableView *>(parentWidget());
    if (table == nullptr)
        return room;
    const int bar = table->style()->pixelMetric(QStyle::PM_ScrollBarExtent, nullptr, table->verticalScrollBar());
    return std::min(room, table->contentsRect().width() - bar);
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
    const std::vector<int> least = leastWidths(columns, roomBesideABar(room));
    std::vector<int> leastOf(static_cast<std::size_t>(count()), 0);
    for (std::size_t i = 0; i < columns.size(); ++i)
        leastOf[static_cast<std::size_t>(columns[i])] = least[i];
    const auto leastIn = [&](int column) { return leastOf[static_cast<std::size_t>(column)]; };
    const auto shareOf = [this](int column) { return m_shares[static_cast<std::size_t>(column)]; };
    const auto needOf = [&](int column) { return static_cast<double>(leastIn(column)) / shareOf(column); };
    std::sort(columns.begin(), columns.end(), [&](int a, int b) { return needOf(a) > needOf(b); });
    for (std::size_t i = 0; i < columns.size(); ++i) {
        const int left = std::accumulate(columns.begin() + static_cast<std::ptrdiff_t>(i), columns.end(), 0,
                                         [&](int sum, int column) { return sum + shareOf(column); });
        const int width = std::min(room, std::max(leastIn(columns[i]), room * shareOf(columns[i]) / left));
        resizeSection(columns[i], i + 1 == columns.size() ? room : width);
        room -= width;
    }
    viewport()->update();
    fitRowsLater();
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
    auto *header = new ListHeader(std::move(shares), table);
    table->setHorizontalHeader(header);
    QObject::connect(table->verticalScrollBar(), &QScrollBar::valueChanged, header, &ListHeader::rowsCameIntoSight,
                     Qt::QueuedConnection);
    table->horizontalHeader()->show();
    table->verticalHeader()->hide();
    table->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    table->setSelectionBehavior(QAbstractItemView::SelectRows);
    table->setSelectionMode(QAbstractItemView::SingleSelection);
    table->setTabKeyNavigation(false);
    table->setShowGrid(false);
    table->setAlternatingRowColors(true);
    table->setWordWrap(true);
    if (dynamic_cast<Cells *>(table->itemDelegate()) == nullptr) // a list may be set up anew
        table->setItemDelegate(new Cells(table));
}

void showWholeRows(QTableView *table)
{
    if (auto *header = qobject_cast<ListHeader *>(table->horizontalHeader()))
        header->setMostLines(0);
}

} // namespace indaro::ui::kit
