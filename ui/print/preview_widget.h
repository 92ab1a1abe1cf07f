// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/print/document_view.h"

#include <QScrollArea>

namespace indaro::ui::print {

/// Shows laid-out pages one under another as they will be printed. Page up/down scrolls, Ctrl + and Ctrl -
/// zoom, Ctrl 0 fits the width; Ctrl + wheel zooms too.
class PreviewWidget final : public QScrollArea
{
    Q_OBJECT
public:
    explicit PreviewWidget(QWidget *parent = nullptr);

    /// Replaces the pages; the place being read stays.
    void setPages(const QList<Page> &pages);
    [[nodiscard]] qsizetype pageCount() const { return m_pages.size(); }
    /// Page (from 0) at the top of the view.
    [[nodiscard]] qsizetype currentPage() const;
    void goToPage(qsizetype page);
    /// 1.0 = the page fills the width of the view. Kept between 0.25 and 6.
    void setZoom(double zoom);
    [[nodiscard]] double zoom() const { return m_zoom; }

Q_SIGNALS:
    void currentPageChanged(qsizetype page);
    void zoomChanged(double zoom);

protected:
    void resizeEvent(QResizeEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void wheelEvent(QWheelEvent *event) override;
    void scrollContentsBy(int dx, int dy) override;

private:
    class Canvas;
    void arrange();

    Canvas *m_canvas;
    QList<Page> m_pages;
    double m_zoom = 1.0;
    qsizetype m_shownPage = 0;
};

} // namespace indaro::ui::print
