// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/chart_view.h"

#include "ui/charts/chart_canvas.h"
#include "ui/charts/chart_palette.h"
#include "ui/kit/flow_grid.h"
#include "ui/kit/theme.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace indaro::ui::charts {

namespace {

constexpr QSize Swatch(28, 16);
constexpr int LegendColumns = 4;
constexpr int LegendCell = 140;
constexpr int PictureWidth = 1000;
constexpr int PictureMargin = kit::space::Two;

void paintSwatch(QPainter &painter, const QRectF &place, int series, const kit::Colors &colors)
{
    const BarLook look = lookOf(series, colors);
    painter.fillRect(place, colors.surface);
    painter.fillRect(place, look.brush());
    painter.setPen(QPen(look.colour, 1));
    painter.setBrush(Qt::NoBrush);
    painter.drawRect(place);
}

/// Draws, or only measures without a painter. Returns the height.
int paintLegend(QPainter *painter, const ChartData &data, const QFontMetrics &metrics, QPoint at, int width,
                const kit::Colors &colors)
{
    const int line = std::max(metrics.lineSpacing(), Swatch.height()) + kit::space::Half;
    int x = at.x();
    int y = at.y();
    for (int series = 0; series < int(data.series.size()); ++series) {
        const int own =
            Swatch.width() + kit::space::One + metrics.horizontalAdvance(data.series[series]) + kit::space::Three;
        if (x > at.x() && x + own > at.x() + width) {
            x = at.x();
            y += line;
        }
        if (painter != nullptr) {
            paintSwatch(*painter, QRectF(QPointF(x, y), Swatch), series, colors);
            painter->setPen(colors.text);
            painter->drawText(x + Swatch.width() + kit::space::One, y + metrics.ascent(), data.series[series]);
        }
        x += own;
    }
    return data.series.isEmpty() ? 0 : y + line - at.y();
}

} // namespace

ChartView::ChartView(QWidget *parent) : QWidget(parent), m_canvas(new ChartCanvas(this)), m_legend(new QWidget(this))
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(kit::space::One);
    column->addWidget(m_legend);
    column->addWidget(m_canvas);
    m_legend->hide();
    setFocusProxy(m_canvas);
    connect(m_canvas, &ChartCanvas::currentChanged, this, &ChartView::currentChanged);
    connect(m_canvas, &ChartCanvas::chosen, this, [this](int bar) { Q_EMIT cellChosen(m_canvas->number(bar).place); });
}

void ChartView::setData(ChartData data)
{
    m_canvas->setData(std::move(data));
    makeLegend();
}

const ChartData &ChartView::data() const
{
    return m_canvas->data();
}

std::optional<reports::CellPlace> ChartView::current() const
{
    return m_canvas->current() < 0 ? std::nullopt : std::optional(m_canvas->number(m_canvas->current()).place);
}

void ChartView::makeLegend()
{
    const auto before = m_legend->findChildren<QWidget *>(Qt::FindDirectChildrenOnly);
    for (QWidget *entry : before) {
        entry->hide();
        entry->setParent(nullptr);
        entry->deleteLater();
    }
    delete m_legend->layout();
    const ChartData &data = m_canvas->data();
    m_legend->setVisible(!data.series.isEmpty());
    auto *grid = new kit::FlowGrid(LegendColumns, LegendCell, m_legend);
    const kit::Colors &colors = kit::colors(kit::currentTheme());
    const double scale = devicePixelRatioF();
    for (int series = 0; series < int(data.series.size()); ++series) {
        auto *entry = new QWidget(m_legend);
        auto *row = new QHBoxLayout(entry);
        row->setContentsMargins(0, 0, 0, 0);
        row->setSpacing(kit::space::One);
        QPixmap picture(Swatch * scale);
        picture.setDevicePixelRatio(scale);
        QPainter painter(&picture);
        paintSwatch(painter, QRectF(0.5, 0.5, Swatch.width() - 1, Swatch.height() - 1), series, colors);
        painter.end();
        auto *swatch = new QLabel(entry);
        swatch->setPixmap(picture);
        swatch->setProperty("isDecoration", true);
        swatch->setFixedSize(Swatch);
        auto *name = kit::makeLabel(kit::TextRole::Body, entry);
        name->setText(data.series[series]);
        row->addWidget(swatch, 0, Qt::AlignTop);
        row->addWidget(name, 1);
        grid->addCell(entry);
    }
}

void ChartView::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::StyleChange)
        makeLegend();
}

QImage ChartView::picture(const QString &mark) const
{
    const kit::Colors &light = kit::colors(kit::ThemeKind::Light);
    ChartCanvas canvas(nullptr);
    canvas.setFont(font());
    canvas.setColors(light);
    canvas.setData(data());
    const int width = PictureWidth - 2 * PictureMargin;
    canvas.resize(width, canvas.heightFor(width));
    const QPixmap bars = canvas.count() > 0 ? canvas.grab() : QPixmap();
    QFont titleFont = font();
    titleFont.setBold(true);
    const QFontMetrics metrics(font());
    const QFontMetrics titleMetrics(titleFont);
    const int head = titleMetrics.lineSpacing() + 2 * metrics.lineSpacing() + kit::space::One;
    const int legend = paintLegend(nullptr, data(), metrics, {}, width, light);
    QImage image(PictureWidth, head + legend + canvas.height() + 2 * PictureMargin, QImage::Format_RGB32);
    image.fill(light.surface);
    QPainter painter(&image);
    int y = PictureMargin;
    painter.setFont(titleFont);
    painter.setPen(light.text);
    painter.drawText(PictureMargin, y + titleMetrics.ascent(), u"%1, %2"_s.arg(data().title, data().period));
    y += titleMetrics.lineSpacing();
    painter.setFont(font());
    painter.setPen(light.muted);
    painter.drawText(PictureMargin, y + metrics.ascent(), data().measured);
    y += metrics.lineSpacing();
    painter.setPen(light.errorText);
    painter.drawText(PictureMargin, y + metrics.ascent(), mark);
    y = PictureMargin + head;
    y += paintLegend(&painter, data(), metrics, {PictureMargin, y}, width, light);
    painter.drawPixmap(QRect(PictureMargin, y, width, canvas.height()), bars);
    return image;
}

} // namespace indaro::ui::charts
