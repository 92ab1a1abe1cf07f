// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/print/document_view.h"

namespace indaro::ui::print {

/// Puts labels, values and writing lines of single fields on a page. Every function returns the height it
/// needs in mm and paints only when it is given a page, so the same code measures and places.
class FieldComposer
{
public:
    FieldComposer(const documents::Styles &styles, const documents::DocumentData &data) : m_styles(styles), m_data(data) {}

    struct Look
    {
        double points = 7;
        bool bold = false;
        bool italic = false;
        QColor colour;
        Qt::Alignment alignment = Qt::AlignLeft;
    };

    /// Text wrapped to `width`; shrinks to the least size, then ends in "…", when `most` mm would be
    /// exceeded.
    double text(Page *page, const QString &raw, const Look &look, QPointF at, double width, const QRectF &box,
                double most = 1e6, bool multiline = false) const;
    /// French left and Kirundi right, or one under the other where the cell is narrow.
    double label(Page *page, const documents::Label &label, const Look &look, QPointF at, double width,
                 const QRectF &box) const;
    /// A whole cell; `height` > 0 stretches its writing space to that height.
    double field(Page *page, const documents::Field &field, QPointF at, double width, double height) const;

    /// The rows of a table as they stand on paper: a cell that is taller than a page goes on in a row of its own.
    [[nodiscard]] QList<QStringList> tableRows(const documents::Field &field, double width) const;
    /// The height of each of these rows.
    [[nodiscard]] QList<double> tableHeights(const documents::Field &field, const QList<QStringList> &rows,
                                             double width) const;
    /// A whole cell with the head of the table and these rows of it; the label only over the first.
    double table(Page *page, const documents::Field &field, const QList<QStringList> &rows, QPointF at, double width,
                 bool isFirst) const;

    [[nodiscard]] Look ink(double points) const { return {points, false, false, QColor(m_styles.ink), Qt::AlignLeft}; }
    /// For what stands second on the page.
    [[nodiscard]] static QColor secondInk();
    [[nodiscard]] QColor colourOf(const documents::Field &field) const;
    [[nodiscard]] bool usedUnreviewed() const { return m_usedUnreviewed; }
    [[nodiscard]] bool usedToTranslate() const { return m_usedToTranslate; }
    /// Room for one value: nothing may be taller, a page holds it.
    void setTallest(double tallest) { m_tallest = tallest; }

private:
    [[nodiscard]] QString kirundiOf(const documents::Label &label) const;
    double kirundi(Page *page, const documents::Label &label, const Look &look, QPointF at, double width,
                   const QRectF &box) const;
    double value(Page *page, const documents::Field &field, const QRectF &space) const;
    double options(Page *page, const documents::Field &field, QPointF at, double width, const QRectF &box) const;
    double option(Page *page, const documents::Option &option, bool ticked, QPointF at, double width,
                  const QRectF &box) const;
    [[nodiscard]] static QList<double> tableWidths(const documents::Field &field, double width);
    /// Takes as many words off the front as a page holds in a column of this width.
    QString takeWhatFits(QString &words, double width) const;
    /// The head where there is no row.
    double tableRow(Page *page, const documents::Field &field, const QStringList *row, QPointF at,
                    const QList<double> &widths) const;
    void tickCell(Page *page, bool isTicked, const QRectF &cell) const;
    double bars(Page *page, const documents::Field &field, QPointF at, double width, const QRectF &box) const;
    double figure(Page *page, const documents::Field &field, QPointF at, double width, double height) const;
    double note(Page *page, const documents::Field &field, QPointF at, double width, const QRectF &box) const;
    double tearOff(Page *page, const documents::Field &field, QPointF at, double width, const QRectF &box) const;
    void writingLines(Page *page, const QRectF &space, bool isOne) const;

    const documents::Styles &m_styles;
    const documents::DocumentData &m_data;
    double m_tallest = 200;
    mutable bool m_usedUnreviewed = false;
    mutable bool m_usedToTranslate = false;
};

} // namespace indaro::ui::print
