// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/charts/chart_data.h"
#include "ui/kit/theme.h"

#include <QtCharts/QChartView>

namespace indaro::ui::charts {

/// The bars or the line themselves, without title and legend. Bars lie, so that their names have room at every width; names
/// wrap, and the canvas is as high as that needs. Private to ui/charts. GUI thread.
class ChartCanvas final : public QChartView
{
    Q_OBJECT
public:
    explicit ChartCanvas(QWidget *parent);

    void setData(ChartData data);
    [[nodiscard]] const ChartData &data() const { return m_data; }
    /// Not the program's colours but these, whatever the theme: for pictures that are copied.
    void setColors(const kit::Colors &colors);

    /// Bars, row by row, or points of the line.
    [[nodiscard]] int count() const;
    [[nodiscard]] int current() const { return m_current; }
    void setCurrent(int bar);
    [[nodiscard]] QString spoken(int bar) const;
    [[nodiscard]] const ChartNumber &number(int bar) const { return m_data.numbers[std::size_t(bar)]; }
    /// Where it is drawn.
    [[nodiscard]] QRectF placeOf(int bar) const;
    /// At a place, its whole row where a row has one bar; -1: none.
    [[nodiscard]] int barAt(const QPointF &place) const;
    [[nodiscard]] int heightFor(int width) const;

Q_SIGNALS:
    void currentChanged(int bar);
    /// By Enter or a click.
    void chosen(int bar);

protected:
    void drawForeground(QPainter *painter, const QRectF &rect) override;
    void keyPressEvent(QKeyEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void wheelEvent(QWheelEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;
    bool focusNextPrevChild(bool next) override;
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;
    bool viewportEvent(QEvent *event) override;

private:
    void rebuild();
    void drawBars();
    void drawLine();
    void addAxes(QAbstractAxis *across, QAbstractAxis *along);
    void arrange();
    [[nodiscard]] const kit::Colors &colors() const;
    [[nodiscard]] double largest() const;
    [[nodiscard]] int nameWidth(int width) const;
    [[nodiscard]] int rowHeight(int width) const;
    [[nodiscard]] QRectF plotIn(const QSize &size) const;
    [[nodiscard]] QRectF barPlace(int row, int column) const;
    [[nodiscard]] QPointF pointPlace(int row) const;
    void writeNames(QPainter *painter) const;
    void writeNumbers(QPainter *painter) const;
    void writeLineNumbers(QPainter *painter) const;
    void step(int rows, int columns);

    ChartData m_data;
    std::optional<kit::Colors> m_colors;
    double m_top = 1; ///< where the axis of the numbers ends
    int m_current = -1;
    int m_pressed = -1;
};

} // namespace indaro::ui::charts
