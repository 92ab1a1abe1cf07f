// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/print/preview_widget.h"

#include <QKeyEvent>
#include <QPaintEvent>
#include <QPainter>
#include <QScrollBar>
#include <QWheelEvent>

#include <algorithm>

namespace indaro::ui::print {

namespace {
constexpr int kPageGap = 14;
}

class PreviewWidget::Canvas final : public QWidget
{
public:
    explicit Canvas(QWidget *parent) : QWidget(parent) {}

    void show(const QList<Page> &pages, double unitsPerMm)
    {
        m_pages = pages;
        m_unitsPerMm = unitsPerMm;
        double height = kPageGap;
        double width = 0;
        for (const Page &page : m_pages) {
            height += page.height * m_unitsPerMm + kPageGap;
            width = std::max(width, page.width * m_unitsPerMm + 2 * kPageGap);
        }
        setFixedSize(static_cast<int>(width), static_cast<int>(height));
        update();
    }

    [[nodiscard]] QRectF pageRect(qsizetype index) const
    {
        double y = kPageGap;
        for (qsizetype i = 0; i < index; ++i)
            y += m_pages[i].height * m_unitsPerMm + kPageGap;
        return {double(kPageGap), y, m_pages[index].width * m_unitsPerMm, m_pages[index].height * m_unitsPerMm};
    }

protected:
    void paintEvent(QPaintEvent *event) override
    {
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        for (qsizetype i = 0; i < m_pages.size(); ++i) {
            const QRectF rect = pageRect(i);
            if (!rect.intersects(event->rect()))
                continue;
            // Paper is white in the dark theme too: this is what the printer gives.
            painter.fillRect(rect.translated(2, 2), QColor(0, 0, 0, 60));
            painter.fillRect(rect, Qt::white);
            painter.save();
            painter.translate(rect.topLeft());
            paintPage(painter, m_pages[i], m_unitsPerMm);
            painter.restore();
        }
    }

private:
    QList<Page> m_pages;
    double m_unitsPerMm = 3;
};

namespace {

/// What stands on the paper, line by line: a picture of it says nothing to who does not see it.
QString wordsOn(const QList<Page> &pages)
{
    QStringList lines;
    for (const Page &page : pages) {
        for (const TextItem &text : page.texts)
            lines.append(text.text);
    }
    return lines.join(QLatin1Char('\n'));
}

} // namespace

PreviewWidget::PreviewWidget(QWidget *parent) : QScrollArea(parent), m_canvas(new Canvas(this))
{
    setWidget(m_canvas);
    setAlignment(Qt::AlignHCenter | Qt::AlignTop);
    setFocusPolicy(Qt::StrongFocus);
    setAccessibleName(tr("Print preview"));
}

void PreviewWidget::setPages(const QList<Page> &pages)
{
    const int place = verticalScrollBar()->value();
    m_pages = pages;
    m_canvas->setAccessibleName(tr("The paper, %n page(s)", nullptr, static_cast<int>(pages.size())));
    m_canvas->setAccessibleDescription(wordsOn(pages));
    arrange();
    verticalScrollBar()->setValue(place);
}

void PreviewWidget::arrange()
{
    if (m_pages.isEmpty()) {
        m_canvas->show({}, 1);
        return;
    }
    const double room = std::max(100, viewport()->width() - 2 * kPageGap - 1);
    m_canvas->show(m_pages, room / m_pages.front().width * m_zoom);
}

qsizetype PreviewWidget::currentPage() const
{
    const int middle = verticalScrollBar()->value() + viewport()->height() / 3;
    for (qsizetype i = m_pages.size() - 1; i > 0; --i) {
        if (m_canvas->pageRect(i).top() <= middle)
            return i;
    }
    return 0;
}

void PreviewWidget::goToPage(qsizetype page)
{
    if (page >= 0 && page < m_pages.size())
        verticalScrollBar()->setValue(static_cast<int>(m_canvas->pageRect(page).top()) - kPageGap);
}

void PreviewWidget::setZoom(double zoom)
{
    const double bounded = std::clamp(zoom, 0.25, 6.0);
    if (qFuzzyCompare(bounded, m_zoom))
        return;
    const qsizetype page = currentPage();
    m_zoom = bounded;
    arrange();
    goToPage(page);
    Q_EMIT zoomChanged(m_zoom);
}

void PreviewWidget::resizeEvent(QResizeEvent *event)
{
    QScrollArea::resizeEvent(event);
    arrange();
}

void PreviewWidget::keyPressEvent(QKeyEvent *event)
{
    if (event->matches(QKeySequence::ZoomIn))
        setZoom(m_zoom * 1.2);
    else if (event->matches(QKeySequence::ZoomOut))
        setZoom(m_zoom / 1.2);
    else if (event->key() == Qt::Key_0 && event->modifiers() == Qt::ControlModifier)
        setZoom(1.0);
    else if (event->key() == Qt::Key_PageDown)
        goToPage(currentPage() + 1);
    else if (event->key() == Qt::Key_PageUp)
        goToPage(currentPage() - 1);
    else if (event->key() == Qt::Key_Home)
        goToPage(0);
    else if (event->key() == Qt::Key_End)
        goToPage(m_pages.size() - 1);
    else
        QScrollArea::keyPressEvent(event);
}

void PreviewWidget::wheelEvent(QWheelEvent *event)
{
    if (event->modifiers() != Qt::ControlModifier)
        return QScrollArea::wheelEvent(event);
    setZoom(m_zoom * (event->angleDelta().y() > 0 ? 1.1 : 1 / 1.1));
    event->accept();
}

void PreviewWidget::scrollContentsBy(int dx, int dy)
{
    QScrollArea::scrollContentsBy(dx, dy);
    const qsizetype page = currentPage();
    if (page != m_shownPage) {
        m_shownPage = page;
        Q_EMIT currentPageChanged(page);
    }
}

} // namespace indaro::ui::print
