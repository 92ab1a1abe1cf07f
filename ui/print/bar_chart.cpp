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
constexpr double WideChart = 120;   // from here on names need less of it
constexpr double FigurePoints = 11; // from here on it needs more room
constexpr double LeastHatched = 5;  // a number that is not told is seen beside the largest
constexpr double HatchDistance = 1.1;
constexpr double AnyHeight = 1e6;
constexpr double FullLength = 1000; // of documents::FieldKind::Bars

/// An outline with strokes from edge to edge: in black and white it cannot be taken for a number, however short it is.
void hatch(Page &page, const QRectF &bar, const QColor &colour)
{
    page.shapes.append({ShapeItem::Kind::Box, bar, colour, 0.3});
    for (double from = HatchDistance - bar.height(); from < bar.width(); from += HatchDistance) {
        const double begin = std::max(0.0, -from);
        const double end = std::min(bar.height(), bar.width() - from);
        if (end > begin)
            page.shapes.append({ShapeItem::Kind::Line,
                                QRectF(bar.left() + from + begin, bar.top() + begin, end - begin, end - begin), colour,
                                0.25});
    }
}

} // namespace

double FieldComposer::bars(Page *page, const documents::Field &field, QPointF at, double width, const QRectF &box) const
{
    const double names = width * (width < WideChart ? NameShare : WideNameShare);
    const double thickness = field.height > 0 ? field.height : BarHeight;
    const Look look = ink(field.points > 0 ? field.points : m_styles.labelPoints + 0.3);
    const double figures = FigureWidth * std::max(1.0, look.points / FigurePoints);
    const double longest = std::max(0.0, width - names - figures - 1);
    const double gap = field.gap > 0 ? field.gap : BarGap * thickness / BarHeight;
    Look figure = look;
    figure.bold = true;
    double y = at.y();
    for (const QStringList &row : m_data.fields.value(field.name).rows) {
        const auto name = [&](Page *target, double top) {
            return text(target, row.value(0), look, {at.x(), top}, names - 1.5, box, AnyHeight, true);
        };
        const bool isDrawn = !row.value(3).isEmpty();
        const bool isHatched = row.value(3) == "hatched"_L1;
        const double told = longest * std::clamp(row.value(2).toDouble() / FullLength, 0.0, 1.0);
        const double length = isHatched ? std::max(told, std::min(longest, LeastHatched)) : told;
        const double x = at.x() + names;
        const auto end = [&](Page *target, double top) {
            return text(target, row.value(1), figure, {x + (isDrawn ? length : 0) + 1, top}, figures, box);
        };
        const double named = name(nullptr, y);
        const double written = end(nullptr, y);
        const double height = std::max({named, written, thickness});
        if (page != nullptr) {
            name(page, y + (height - named) / 2);
            end(page, y + (height - written) / 2);
        }
        if (page != nullptr && isDrawn && length > 0) {
            const QRectF bar(x, y + (height - thickness) / 2, length, thickness);
            if (isHatched)
                hatch(*page, bar, QColor(m_styles.ink));
            else
                page->shapes.append({ShapeItem::Kind::Fill, bar, colourOf(field), 0});
        }
        y += height + gap;
    }
    return y - at.y();
}

} // namespace indaro::ui::print
