// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/print/field_composer.h"
#include "ui/print/text_fit.h"

#include <algorithm>

namespace indaro::ui::print {

using namespace Qt::StringLiterals;

namespace {

constexpr double BarHeight = 3;    // mm
constexpr double BarGap = 0.9;     // between two bars
constexpr double FigureWidth = 17; // for what stands at the end of a bar
constexpr double NameShare = 0.44; // of the width
constexpr double WideNameShare = 0.32;
constexpr double WideChart = 120;  // from here on names need less of it
constexpr double LeastHatched = 3; // a number that is not told is seen beside the largest
constexpr double HatchDistance = 1.2;
constexpr double AnyHeight = 1e6;
constexpr double FullLength = 1000; // of documents::FieldKind::Bars

/// An outline with strokes across it: in black and white it cannot be taken for a number.
void hatch(Page &page, const QRectF &bar, const QColor &colour)
{
    page.shapes.append({ShapeItem::Kind::Box, bar, colour, 0.2});
    for (double x = bar.left(); x + bar.height() <= bar.right(); x += HatchDistance)
        page.shapes.append({ShapeItem::Kind::Line, QRectF(x, bar.top(), bar.height(), bar.height()), colour, 0.15});
}

} // namespace

double FieldComposer::bars(Page *page, const documents::Field &field, QPointF at, double width, const QRectF &box) const
{
    const double names = width * (width < WideChart ? NameShare : WideNameShare);
    const double thickness = field.height > 0 ? field.height : BarHeight;
    const double longest = std::max(0.0, width - names - FigureWidth - 1);
    const Look look = ink(field.points > 0 ? field.points : m_styles.labelPoints + 0.3);
    Look figure = look;
    figure.bold = true;
    double y = at.y();
    for (const QStringList &row : m_data.fields.value(field.name).rows) {
        const double name = text(page, row.value(0), look, {at.x(), y}, names - 1.5, box, AnyHeight, true);
        const bool isDrawn = !row.value(3).isEmpty();
        const bool isHatched = row.value(3) == "hatched"_L1;
        const double told = longest * std::clamp(row.value(2).toDouble() / FullLength, 0.0, 1.0);
        const double length = isHatched ? std::max(told, std::min(longest, LeastHatched)) : told;
        const double x = at.x() + names;
        const double written = text(page, row.value(1), figure, {x + (isDrawn ? length : 0) + 1, y}, FigureWidth, box);
        const double height = std::max({name, written, thickness});
        if (page != nullptr && isDrawn && length > 0) {
            const QRectF bar(x, y + 0.2, length, thickness);
            if (isHatched)
                hatch(*page, bar, QColor(m_styles.ink));
            else
                page->shapes.append({ShapeItem::Kind::Fill, bar, QColor(m_styles.accent), 0});
        }
        y += height + BarGap * thickness / BarHeight;
    }
    return y - at.y();
}

} // namespace indaro::ui::print
