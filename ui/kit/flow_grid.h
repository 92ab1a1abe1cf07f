// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtWidgets/QLayout>

#include <vector>

namespace indaro::ui::kit {

/// Cells of equal width side by side, as many as find room and at most `columns`, the rest below: at 200 % on a small
/// screen a form becomes one column and never scrolls sideways. Cells of a row start at the same height.
class FlowGrid final : public QLayout
{
    Q_OBJECT
public:
    /// `cellWidth`: what a cell wants at least, in device-independent pixels; a wider minimum of its own counts too.
    FlowGrid(int columns, int cellWidth, QWidget *parent = nullptr);
    ~FlowGrid() override;

    /// A wide cell has a row of its own.
    void addCell(QWidget *widget, bool isWide = false);

    void addItem(QLayoutItem *item) override;
    [[nodiscard]] int count() const override;
    [[nodiscard]] QLayoutItem *itemAt(int index) const override;
    QLayoutItem *takeAt(int index) override;
    [[nodiscard]] Qt::Orientations expandingDirections() const override { return Qt::Horizontal; }
    [[nodiscard]] bool hasHeightForWidth() const override { return true; }
    [[nodiscard]] int heightForWidth(int width) const override;
    [[nodiscard]] QSize minimumSize() const override;
    [[nodiscard]] QSize sizeHint() const override;
    void setGeometry(const QRect &rect) override;

private:
    struct Cell
    {
        QLayoutItem *item;
        bool isWide;
    };
    [[nodiscard]] int columnsIn(int width) const;
    /// The height it takes; moves the cells when `isReal`.
    int arrange(const QRect &rect, bool isReal) const;
    int m_columns;
    int m_cellWidth;
    std::vector<Cell> m_cells;
};

} // namespace indaro::ui::kit
