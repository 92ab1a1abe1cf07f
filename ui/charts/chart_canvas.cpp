// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/chart_canvas.h"

#include "ui/charts/chart_access.h"
#include "ui/charts/chart_palette.h"
#include "ui/kit/two_lines.h"

#include <QAccessible>
#include <QHelpEvent>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QToolTip>
#include <QtCharts/QBarCategoryAxis>
#include <QtCharts/QBarSet>
#include <QtCharts/QHorizontalBarSeries>
#include <QtCharts/QHorizontalStackedBarSeries>
#include <QtCharts/QLegend>
#include <QtCharts/QLineSeries>
#include <QtCharts/QValueAxis>

#include <algorithm>
#include <cmath>
#include <initializer_list>
#include <utility>

using namespace Qt::StringLiterals;

namespace indaro::ui::charts {

namespace {

constexpr int Gap = kit::space::One;
constexpr double BarShare = 0.72; ///< of its row; the rest is the space between rows
constexpr int BarThickness = 20;  ///< of one series
constexpr int LineHeight = 260;
constexpr int LeastNames = 70, MostNames = 280;
constexpr double NamesShare = 0.36; ///< of the width, at most
constexpr int MostTicks = 5;
constexpr double RingWidth = 2;

/// Steps people count in: 1, 2, 5, 10, 20 …; of whole numbers never less than 1.
double stepFor(double largest, bool isWhole)
{
    const double raw = largest / (MostTicks - 1);
    const double magnitude = std::pow(10.0, std::floor(std::log10(raw)));
    double step = magnitude * 10;
    for (const double times : {1.0, 2.0, 5.0}) {
        if (times * magnitude >= raw) {
            step = times * magnitude;
            break;
        }
    }
    return isWhole ? std::max(1.0, step) : step;
}

} // namespace

ChartCanvas::ChartCanvas(QWidget *parent) : QChartView(parent)
{
    letReadersSeeCharts();
    setFrameShape(QFrame::NoFrame);
    setRenderHint(QPainter::Antialiasing);
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(true);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    chart()->setBackgroundRoundness(0);
    chart()->setBackgroundPen(Qt::NoPen);
    chart()->setMargins({});
    chart()->legend()->hide();
}

const kit::Colors &ChartCanvas::colors() const
{
    return m_colors ? *m_colors : kit::colors(kit::currentTheme());
}

void ChartCanvas::setColors(const kit::Colors &colors)
{
    m_colors = colors;
    rebuild();
}

void ChartCanvas::setData(ChartData data)
{
    m_data = std::move(data);
    m_current = -1;
    m_pressed = -1;
    setAccessibleName(m_data.title);
    setFocusPolicy(count() > 0 ? Qt::StrongFocus : Qt::NoFocus);
    rebuild();
    arrange();
}

int ChartCanvas::count() const
{
    return m_data.kind == ChartKind::None ? 0 : int(m_data.numbers.size());
}

QString ChartCanvas::spoken(int bar) const
{
    return m_data.spoken(bar / m_data.width(), bar % m_data.width());
}

double ChartCanvas::largest() const
{
    double largest = 0;
    for (int row = 0; row < int(m_data.rows.size()); ++row) {
        double sum = 0;
        for (int column = 0; column < m_data.width(); ++column) {
            const double value = m_data.at(row, column).value.value_or(0);
            sum = m_data.kind == ChartKind::Stacked ? sum + value : std::max(sum, value);
        }
        largest = std::max(largest, sum);
    }
    return largest;
}

void ChartCanvas::rebuild()
{
    const kit::Colors &c = colors();
    chart()->removeAllSeries();
    const auto before = chart()->axes();
    for (QAbstractAxis *axis : before) {
        chart()->removeAxis(axis);
        delete axis;
    }
    setBackgroundBrush(c.surface);
    chart()->setBackgroundBrush(c.surface);
    if (m_data.kind == ChartKind::None)
        return;
    if (m_data.kind == ChartKind::Line)
        drawLine();
    else
        drawBars();
    viewport()->update();
}

/// The names of rows are written by writeNames(), which wraps them: `across` only parts the room.
void ChartCanvas::addAxes(QAbstractAxis *across, QAbstractAxis *along)
{
    const kit::Colors &c = colors();
    across->setLabelsVisible(false);
    across->setGridLineVisible(false);
    auto *numbers = static_cast<QValueAxis *>(along);
    const bool isWhole = std::ranges::all_of(m_data.numbers, [](const ChartNumber &number) {
        return !number.value || *number.value == std::floor(*number.value);
    });
    const double most = largest();
    const double step = most > 0 ? stepFor(most, isWhole) : 1;
    m_top = most > 0 ? std::ceil(most / step) * step : 1;
    numbers->setRange(0, m_top);
    numbers->setTickCount(int(std::round(m_top / step)) + 1);
    numbers->setLabelFormat(step < 1 ? u"%.1f"_s : u"%.0f"_s);
    numbers->setLabelsFont(font());
    for (QAbstractAxis *axis : {across, along}) {
        axis->setLinePen(QPen(c.border, 1));
        axis->setGridLinePen(QPen(c.side, 1));
        axis->setLabelsColor(c.muted);
    }
    chart()->setLocale(m_data.language == u"en" ? QLocale(QLocale::English) : QLocale(QLocale::French));
    chart()->setLocalizeNumbers(true);
}

void ChartCanvas::drawBars()
{
    const kit::Colors &c = colors();
    QAbstractBarSeries *series = m_data.kind == ChartKind::Stacked
                                     ? static_cast<QAbstractBarSeries *>(new QHorizontalStackedBarSeries)
                                     : new QHorizontalBarSeries;
    series->setBarWidth(BarShare);
    const int rows = int(m_data.rows.size());
    // Qt begins at the bottom; people read from the top.
    for (int number = 0; number < m_data.width(); ++number) {
        const int column = m_data.kind == ChartKind::Stacked ? number : m_data.width() - 1 - number;
        const BarLook look = lookOf(column, c);
        auto *set = new QBarSet(QString::number(column));
        set->setBrush(look.brush());
        set->setPen(QPen(look.colour, 1));
        for (int row = rows - 1; row >= 0; --row)
            set->append(m_data.at(row, column).value.value_or(0));
        series->append(set);
    }
    auto *across = new QBarCategoryAxis;
    for (int row = rows - 1; row >= 0; --row)
        across->append(QString::number(row)); // two codes may have the same name
    auto *along = new QValueAxis;
    chart()->addSeries(series);
    chart()->addAxis(across, Qt::AlignLeft);
    chart()->addAxis(along, Qt::AlignBottom);
    addAxes(across, along);
    series->attachAxis(across);
    series->attachAxis(along);
}

void ChartCanvas::drawLine()
{
    const BarLook look = lookOf(0, colors());
    const int rows = int(m_data.rows.size());
    auto *across = new QValueAxis;
    auto *along = new QValueAxis;
    chart()->addAxis(across, Qt::AlignBottom);
    chart()->addAxis(along, Qt::AlignLeft);
    across->setRange(-0.5, rows - 0.5);
    addAxes(across, along);
    // Where a number is missing the line is broken: nothing is drawn through what nobody knows.
    for (int row = 0; row < rows;) {
        if (!m_data.at(row, 0).value) {
            ++row;
            continue;
        }
        auto *piece = new QLineSeries;
        piece->setPen(QPen(look.colour, 2));
        piece->setPointsVisible(true);
        for (; row < rows && m_data.at(row, 0).value; ++row)
            piece->append(row, *m_data.at(row, 0).value);
        chart()->addSeries(piece);
        piece->attachAxis(across);
        piece->attachAxis(along);
    }
}

int ChartCanvas::nameWidth(int width) const
{
    const QFontMetrics metrics(font());
    if (m_data.kind == ChartKind::Line)
        return metrics.horizontalAdvance(numberText(m_top, m_data.language) + u"00"_s) + Gap;
    const int most = std::clamp(int(width * NamesShare), LeastNames, MostNames);
    int widest = 0;
    for (const QString &name : m_data.rows)
        widest = std::max(widest, metrics.horizontalAdvance(name));
    return std::min(widest, most) + Gap;
}

int ChartCanvas::rowHeight(int width) const
{
    const QFontMetrics metrics(font());
    qsizetype lines = 1;
    for (const QString &name : m_data.rows)
        lines = std::max(lines, kit::inLines(name, metrics, nameWidth(width) - Gap).count(u'\n') + 1);
    const int series = m_data.kind == ChartKind::Grouped ? m_data.width() : 1;
    const int bars = int(std::max(series * BarThickness, metrics.height()) / BarShare);
    return std::max(bars, int(lines) * metrics.lineSpacing() + Gap);
}

int ChartCanvas::heightFor(int width) const
{
    const int ends = 2 * QFontMetrics(font()).lineSpacing() + 2 * Gap;
    switch (m_data.kind) {
    case ChartKind::None:
        return 0;
    case ChartKind::Line:
        return LineHeight;
    case ChartKind::Bars:
    case ChartKind::Stacked:
    case ChartKind::Grouped:
        break;
    }
    return rowHeight(width) * int(m_data.rows.size()) + ends;
}

QRectF ChartCanvas::plotIn(const QSize &size) const
{
    const QFontMetrics metrics(font());
    int right = metrics.horizontalAdvance(numberText(m_top, m_data.language));
    if (m_data.kind != ChartKind::Line) { // the number stands behind the end of its bar
        for (const auto *numbers : {&m_data.numbers, &m_data.rowTotals}) {
            for (const ChartNumber &number : *numbers)
                right = std::max(right, metrics.horizontalAdvance(number.text));
        }
    }
    const double left = nameWidth(size.width());
    const double top = m_data.kind == ChartKind::Line ? metrics.height() + Gap : Gap / 2.0;
    const double bottom = metrics.lineSpacing() + 2 * Gap;
    return {left, top, std::max(size.width() - left - right - 2 * Gap, 20.0), std::max(size.height() - top - bottom, 20.0)};
}

void ChartCanvas::arrange()
{
    if (m_data.kind == ChartKind::None)
        return;
    const int wanted = heightFor(width());
    if (minimumHeight() != wanted || maximumHeight() != wanted)
        setFixedHeight(wanted);
    chart()->setPlotArea(plotIn({width(), wanted}));
    // What a chart would like to have is more than it is given here; there is nothing to scroll to.
    setSceneRect(0, 0, width(), wanted);
    viewport()->update();
}

QRectF ChartCanvas::barPlace(int row, int column) const
{
    const QRectF plot = chart()->plotArea();
    const double height = plot.height() / double(m_data.rows.size());
    const double thickness = height * BarShare;
    const double top = plot.top() + row * height + (height - thickness) / 2;
    const auto widthOf = [&](int of) { return m_data.at(row, of).value.value_or(0) / m_top * plot.width(); };
    if (m_data.kind == ChartKind::Stacked) {
        double left = plot.left();
        for (int before = 0; before < column; ++before)
            left += widthOf(before);
        return {left, top, widthOf(column), thickness};
    }
    const double own = thickness / m_data.width();
    return {plot.left(), top + column * own, widthOf(column), own};
}

QPointF ChartCanvas::pointPlace(int row) const
{
    const QRectF plot = chart()->plotArea();
    const double x = plot.left() + (row + 0.5) / double(m_data.rows.size()) * plot.width();
    return {x, plot.bottom() - m_data.at(row, 0).value.value_or(0) / m_top * plot.height()};
}

QRectF ChartCanvas::placeOf(int bar) const
{
    if (m_data.kind == ChartKind::Line) {
        const QPointF at = pointPlace(bar);
        return {at.x() - Gap, at.y() - Gap, 2.0 * Gap, 2.0 * Gap};
    }
    return barPlace(bar / m_data.width(), bar % m_data.width());
}

int ChartCanvas::barAt(const QPointF &place) const
{
    if (count() == 0)
        return -1;
    const QRectF plot = chart()->plotArea();
    const int rows = int(m_data.rows.size());
    if (m_data.kind == ChartKind::Line) {
        const int row = int(std::floor((place.x() - plot.left()) / plot.width() * rows));
        return plot.contains(place) && row >= 0 && row < rows ? row : -1;
    }
    const int row = int(std::floor((place.y() - plot.top()) / plot.height() * rows));
    if (row < 0 || row >= rows || place.y() < plot.top())
        return -1;
    if (m_data.kind == ChartKind::Bars)
        return row;
    for (int column = 0; column < m_data.width(); ++column) {
        QRectF bar = barPlace(row, column);
        if (m_data.kind == ChartKind::Grouped)
            bar.setRight(width());
        if (bar.contains(place))
            return row * m_data.width() + column;
    }
    return -1;
}

void ChartCanvas::writeNames(QPainter *painter) const
{
    const QRectF plot = chart()->plotArea();
    const QFontMetrics metrics(font());
    painter->setPen(colors().text);
    const int rows = int(m_data.rows.size());
    if (m_data.kind == ChartKind::Line) {
        double next = -1; // a date that would touch the one before is left out
        for (int row = 0; row < rows; ++row) {
            const double width = metrics.horizontalAdvance(m_data.rows[row]);
            const double left = std::clamp(pointPlace(row).x() - width / 2, 0.0, std::max(0.0, this->width() - width));
            if (left < next)
                continue;
            painter->drawText(QPointF(left, plot.bottom() + Gap + metrics.ascent()), m_data.rows[row]);
            next = left + width + 2 * Gap;
        }
        return;
    }
    const double height = plot.height() / rows;
    for (int row = 0; row < rows; ++row) {
        const QRectF room(0, plot.top() + row * height, plot.left() - Gap, height);
        painter->drawText(room, Qt::AlignRight | Qt::AlignVCenter,
                          kit::inLines(m_data.rows[row], metrics, int(room.width())));
    }
}

void ChartCanvas::writeNumbers(QPainter *painter) const
{
    const QFontMetrics metrics(font());
    const auto behind = [&](const QRectF &bar, const QString &text) {
        painter->setPen(colors().text);
        painter->drawText(QRectF(bar.right() + Gap / 2.0, bar.top(), width(), bar.height()),
                          Qt::AlignLeft | Qt::AlignVCenter, text);
    };
    for (int row = 0; row < int(m_data.rows.size()); ++row) {
        for (int column = 0; column < m_data.width(); ++column) {
            const ChartNumber &number = m_data.at(row, column);
            const QRectF bar = barPlace(row, column);
            if (m_data.kind != ChartKind::Stacked) {
                behind(bar, number.text);
                continue;
            }
            const QSizeF words(metrics.horizontalAdvance(number.text) + Gap, metrics.height());
            if (number.value.value_or(0) <= 0 || bar.width() < words.width() + 4)
                continue; // it is in the table, and said when the bar is looked at
            QRectF plate({}, words);
            plate.moveCenter(bar.center());
            painter->fillRect(plate, colors().surface); // on a pattern nothing can be read
            painter->setPen(colors().text);
            painter->drawText(plate, Qt::AlignCenter, number.text);
        }
        if (m_data.kind == ChartKind::Stacked)
            behind(barPlace(row, m_data.width() - 1), m_data.rowTotals[std::size_t(row)].text);
    }
}

void ChartCanvas::writeLineNumbers(QPainter *painter) const
{
    const QFontMetrics metrics(font());
    painter->setPen(colors().text);
    double next = -1;
    for (int row = 0; row < int(m_data.rows.size()); ++row) {
        const QString &text = m_data.at(row, 0).text;
        const double width = metrics.horizontalAdvance(text);
        const QPointF at = pointPlace(row);
        const double left = std::clamp(at.x() - width / 2, 0.0, std::max(0.0, this->width() - width));
        if (left < next)
            continue;
        painter->drawText(QPointF(left, at.y() - Gap), text);
        next = left + width + Gap;
    }
}

void ChartCanvas::drawForeground(QPainter *painter, const QRectF &rect)
{
    QChartView::drawForeground(painter, rect);
    if (hasFocus()) { // around all of it: the ring around one bar is small, and without bars there is none
        painter->save();
        painter->setPen(QPen(colors().focus, RingWidth));
        painter->setBrush(Qt::NoBrush);
        const double half = RingWidth / 2;
        painter->drawRect(mapToScene(viewport()->rect()).boundingRect().adjusted(half, half, -half, -half));
        painter->restore();
    }
    if (count() == 0)
        return;
    painter->save();
    painter->setFont(font());
    writeNames(painter);
    if (m_data.kind == ChartKind::Line)
        writeLineNumbers(painter);
    else
        writeNumbers(painter);
    if (m_current >= 0 && hasFocus()) {
        painter->setPen(QPen(colors().focus, RingWidth));
        painter->setBrush(Qt::NoBrush);
        painter->drawRect(placeOf(m_current).adjusted(-RingWidth, -RingWidth, RingWidth, RingWidth));
    }
    painter->restore();
}

void ChartCanvas::setCurrent(int bar)
{
    if (bar < 0 || bar >= count() || bar == m_current)
        return;
    m_current = bar;
    setAccessibleDescription(spoken(bar));
    if (QAccessible::isActive()) {
        QAccessibleEvent event(this, QAccessible::Focus);
        event.setChild(bar);
        QAccessible::updateAccessibility(&event);
    }
    viewport()->update();
    Q_EMIT currentChanged(bar);
}

void ChartCanvas::step(int rows, int columns)
{
    const int across = m_data.width();
    const int row = std::clamp(std::max(m_current, 0) / across + rows, 0, int(m_data.rows.size()) - 1);
    const int column = std::clamp(std::max(m_current, 0) % across + columns, 0, across - 1);
    setCurrent(row * across + column);
}

void ChartCanvas::keyPressEvent(QKeyEvent *event)
{
    if (count() == 0)
        return QWidget::keyPressEvent(event);
    const bool hasSeries = !m_data.series.isEmpty();
    switch (event->key()) {
    case Qt::Key_Down:
        return step(1, 0);
    case Qt::Key_Up:
        return step(-1, 0);
    case Qt::Key_Right:
        return hasSeries ? step(0, 1) : step(1, 0);
    case Qt::Key_Left:
        return hasSeries ? step(0, -1) : step(-1, 0);
    case Qt::Key_Home:
        return setCurrent(0);
    case Qt::Key_End:
        return setCurrent(count() - 1);
    case Qt::Key_Return:
    case Qt::Key_Enter:
    case Qt::Key_Space:
        if (m_current >= 0)
            Q_EMIT chosen(m_current);
        return;
    default:
        QWidget::keyPressEvent(event);
    }
}

void ChartCanvas::mousePressEvent(QMouseEvent *event)
{
    m_pressed = event->button() == Qt::LeftButton ? barAt(event->position()) : -1;
    if (m_pressed >= 0)
        setCurrent(m_pressed);
    event->accept();
}

void ChartCanvas::mouseMoveEvent(QMouseEvent *event)
{
    viewport()->setCursor(barAt(event->position()) >= 0 ? Qt::PointingHandCursor : Qt::ArrowCursor);
}

void ChartCanvas::mouseReleaseEvent(QMouseEvent *event)
{
    const int pressed = std::exchange(m_pressed, -1);
    if (pressed >= 0 && pressed == barAt(event->position()))
        Q_EMIT chosen(pressed);
}

void ChartCanvas::wheelEvent(QWheelEvent *event)
{
    event->ignore(); // the page scrolls
}

void ChartCanvas::focusInEvent(QFocusEvent *event)
{
    QWidget::focusInEvent(event);
    if (m_current < 0)
        setCurrent(0);
    viewport()->update();
}

void ChartCanvas::focusOutEvent(QFocusEvent *event)
{
    QWidget::focusOutEvent(event);
    viewport()->update();
}

bool ChartCanvas::focusNextPrevChild(bool next)
{
    return QWidget::focusNextPrevChild(next); // there is nothing to Tab to inside
}

void ChartCanvas::resizeEvent(QResizeEvent *event)
{
    QChartView::resizeEvent(event);
    arrange();
}

void ChartCanvas::changeEvent(QEvent *event)
{
    QChartView::changeEvent(event);
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::StyleChange ||
        event->type() == QEvent::FontChange) {
        rebuild();
        arrange();
    }
}

bool ChartCanvas::viewportEvent(QEvent *event)
{
    if (event->type() == QEvent::ToolTip) {
        const auto *help = static_cast<QHelpEvent *>(event);
        if (const int bar = barAt(help->pos()); bar >= 0)
            QToolTip::showText(help->globalPos(), spoken(bar), this);
        return true;
    }
    return QChartView::viewportEvent(event);
}

} // namespace indaro::ui::charts
