// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/charts/chart_data.h"

#include <QAbstractTableModel>

namespace indaro::ui::charts {

/// The numbers of a chart as a table, with their totals: the same ChartData. With more columns than fit beside each other it
/// has a line for each pair of row and column. GUI thread.
class NumberTable final : public QAbstractTableModel
{
    Q_OBJECT
public:
    /// Up to so many columns stand beside each other.
    static constexpr int MostBeside = 4;

    explicit NumberTable(QObject *parent = nullptr);
    /// `totalWord`: what the total is called, in the language of the data.
    void setData(ChartData data, const QString &totalWord);
    [[nodiscard]] const ChartData &data() const { return m_data; }
    /// What a cell is of; nothing for the names of rows.
    [[nodiscard]] std::optional<reports::CellPlace> placeOf(const QModelIndex &index) const;
    /// Widths of the columns, for kit::setUpList.
    [[nodiscard]] std::vector<int> shares() const;
    /// Heads and rows, as texts.
    [[nodiscard]] QStringList heads() const;
    [[nodiscard]] QList<QStringList> lines() const;
    /// Parted by tabs, as spreadsheets paste it.
    [[nodiscard]] QString toText() const;

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    /// A line: its names, then its numbers.
    struct Line
    {
        QStringList names;
        std::vector<const ChartNumber *> numbers;
        bool isTotal = false;
    };
    void makeLines();
    void makeWide(int rows);
    void makeLong(int rows);

    ChartData m_data;
    QString m_totalWord;
    std::vector<Line> m_lines; ///< points into m_data
    int m_names = 1;
};

} // namespace indaro::ui::charts
