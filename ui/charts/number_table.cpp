// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/number_table.h"

#include <QFont>

using namespace Qt::StringLiterals;

namespace indaro::ui::charts {

namespace {

constexpr int NameShare = 6;
constexpr int NumberShare = 3;

} // namespace

NumberTable::NumberTable(QObject *parent) : QAbstractTableModel(parent) {}

void NumberTable::setData(ChartData data, const QString &totalWord)
{
    beginResetModel();
    m_data = std::move(data);
    m_totalWord = totalWord;
    makeLines();
    endResetModel();
}

void NumberTable::makeLines()
{
    m_lines.clear();
    const int rows = int(m_data.rows.size());
    const bool isLong = m_data.series.size() > MostBeside;
    m_names = isLong ? 2 : 1;
    if (isLong)
        makeLong(rows);
    else
        makeWide(rows);
}

void NumberTable::makeWide(int rows)
{
    for (int row = 0; row < rows; ++row) {
        Line line{{m_data.rows[row]}, {}};
        for (int column = 0; column < m_data.width(); ++column)
            line.numbers.push_back(&m_data.at(row, column));
        if (!m_data.series.isEmpty())
            line.numbers.push_back(&m_data.rowTotals[std::size_t(row)]);
        m_lines.push_back(std::move(line));
    }
    Line total{{m_totalWord}, {}, true};
    for (const ChartNumber &number : m_data.columnTotals)
        total.numbers.push_back(&number);
    total.numbers.push_back(&m_data.total);
    m_lines.push_back(std::move(total));
}

void NumberTable::makeLong(int rows)
{
    for (int row = 0; row < rows; ++row) {
        for (int column = 0; column < m_data.width(); ++column)
            m_lines.push_back({{m_data.rows[row], m_data.series[column]}, {&m_data.at(row, column)}});
        m_lines.push_back({{m_data.rows[row], m_totalWord}, {&m_data.rowTotals[std::size_t(row)]}, true});
    }
    for (int column = 0; column < m_data.width(); ++column)
        m_lines.push_back({{m_totalWord, m_data.series[column]}, {&m_data.columnTotals[std::size_t(column)]}, true});
    m_lines.push_back({{m_totalWord, m_totalWord}, {&m_data.total}, true});
}

int NumberTable::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_lines.size());
}

int NumberTable::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() || m_lines.empty() ? 0 : int(heads().size());
}

QStringList NumberTable::heads() const
{
    const QString rows = m_data.rowsTitle.isEmpty() ? m_data.title : m_data.rowsTitle;
    if (m_names == 2)
        return {rows, m_data.columnsTitle, m_data.inTable};
    if (m_data.series.isEmpty())
        return {rows, m_data.inTable};
    return QStringList(rows) + m_data.series + QStringList(m_totalWord);
}

QVariant NumberTable::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section >= columnCount())
        return {};
    if (role == Qt::TextAlignmentRole) // above its numbers
        return int((section < m_names ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter);
    return role == Qt::DisplayRole ? QVariant(heads()[section]) : QVariant();
}

QVariant NumberTable::data(const QModelIndex &index, int role) const
{
    if (!index.isValid() || std::size_t(index.row()) >= m_lines.size())
        return {};
    const Line &line = m_lines[std::size_t(index.row())];
    const bool isName = index.column() < m_names;
    switch (role) {
    case Qt::DisplayRole:
        return isName ? line.names[index.column()] : line.numbers[std::size_t(index.column() - m_names)]->inTable;
    case Qt::TextAlignmentRole:
        return int((isName ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter);
    case Qt::FontRole:
        if (line.isTotal) {
            QFont bold;
            bold.setBold(true);
            return bold;
        }
        return {};
    default:
        return {};
    }
}

std::optional<reports::CellPlace> NumberTable::placeOf(const QModelIndex &index) const
{
    if (!index.isValid() || index.column() < m_names || std::size_t(index.row()) >= m_lines.size())
        return std::nullopt;
    return m_lines[std::size_t(index.row())].numbers[std::size_t(index.column() - m_names)]->place;
}

std::vector<int> NumberTable::shares() const
{
    std::vector<int> shares(std::size_t(m_names), NameShare);
    shares.resize(std::size_t(columnCount()), NumberShare);
    return shares;
}

QList<QStringList> NumberTable::lines() const
{
    QList<QStringList> lines;
    for (const Line &line : m_lines) {
        QStringList cells = line.names;
        for (const ChartNumber *number : line.numbers)
            cells.append(number->inTable);
        lines.append(cells);
    }
    return lines;
}

QString NumberTable::toText() const
{
    QStringList lines{heads().join(u'\t')};
    for (const QStringList &line : this->lines())
        lines.append(line.join(u'\t'));
    return lines.join(u'\n') + u'\n';
}

} // namespace indaro::ui::charts
