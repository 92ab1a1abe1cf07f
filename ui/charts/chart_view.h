// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/charts/chart_data.h"

#include <QImage>
#include <QWidget>

namespace indaro::ui::charts {

class ChartCanvas;

/// A chart with what its patterns mean. Arrow keys go over the bars, Enter or a click chooses one. It is as high as its bars
/// need: a page scrolls it. In black and white, on paper and to who sees no colours it reads by its patterns and by the
/// number on each bar. GUI thread.
class ChartView final : public QWidget
{
    Q_OBJECT
public:
    explicit ChartView(QWidget *parent = nullptr);
    /// Nothing is in front afterwards.
    void setData(ChartData data);
    [[nodiscard]] const ChartData &data() const;
    /// The bar in front.
    [[nodiscard]] std::optional<reports::CellPlace> current() const;
    /// As a picture to be put into a letter: with its title, in light colours. `mark` stands above it.
    [[nodiscard]] QImage picture(const QString &mark) const;

Q_SIGNALS:
    void currentChanged();
    void cellChosen(const indaro::reports::CellPlace &place);

protected:
    void changeEvent(QEvent *event) override;

private:
    void makeLegend();
    ChartCanvas *m_canvas;
    QWidget *m_legend;
};

} // namespace indaro::ui::charts
