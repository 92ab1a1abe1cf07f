// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/print/field_composer.h"
#include "ui/print/text_fit.h"

#include <algorithm>

namespace indaro::ui::print {

using namespace Qt::StringLiterals;

namespace {

constexpr double TileGap = 0.8; // mm to the tile beside it
constexpr double TilePad = 2.4;
constexpr double TileStrip = 2.4;   // of full colour along its upper edge: it stays in a copy where the ground is gone
constexpr double TileTint = 0.13;   // of the colour in the ground
constexpr double IconShare = 0.42;  // mm of the icon for a point of the number
constexpr double WordsShare = 0.34; // points of the words for one of the number
constexpr double LeastNumber = 11;  // points; of words in its place

QColor groundOf(const QColor &colour)
{
    const auto light = [](int part) { return int(255 - (255 - part) * TileTint); };
    return QColor(light(colour.red()), light(colour.green()), light(colour.blue()));
}

} // namespace

double FieldComposer::figure(Page *page, const documents::Field &field, QPointF at, double width, double height) const
{
    const QString number = m_data.fields.value(field.name).values.value(0);
    const QColor colour = colourOf(field);
    const double wanted = field.points > 0 ? field.points : m_styles.titlePoints;
    const double icon = field.icon.isEmpty() ? 0 : wanted * IconShare;
    const double inner = width - 2 * (TileGap + TilePad);
    const double room = inner - icon - (icon > 0 ? TilePad : 0);
    const auto sizeAt = [&](double points) {
        return measure(number, fontOf(m_styles.fontFamily, points, true, false), 400);
    };
    Look large = ink(wanted);
    large.bold = true;
    large.colour = colour;
    while (large.points > LeastNumber && sizeAt(large.points).width() + 0.4 > room)
        large.points = std::max(LeastNumber, large.points - 0.5);
    // Of tiles side by side the words begin on one line, however small a number had to be.
    const double line = std::max(icon, measure(u"0"_s, fontOf(m_styles.fontFamily, wanted, true, false), 400).height());
    const QPointF inside(at.x() + TileGap + TilePad, at.y() + TileGap + TileStrip + TilePad / 2);
    const double words = inside.y() + line + 0.8;
    const Look look = ink(std::max(m_styles.labelPoints + 1, wanted * WordsShare));
    const double needed =
        words + label(nullptr, field.label, look, {inside.x(), words}, inner, {}) + TilePad + TileGap - at.y();
    const double tall = std::max({needed, field.height, height});
    if (page == nullptr)
        return tall;
    const QRectF tile(at.x() + TileGap, at.y() + TileGap, width - 2 * TileGap, tall - 2 * TileGap);
    page->shapes.append({ShapeItem::Kind::Fill, tile, groundOf(colour), 0});
    page->shapes.append({ShapeItem::Kind::Fill, QRectF(tile.topLeft(), QSizeF(tile.width(), TileStrip)), colour, 0});
    if (icon > 0)
        page->icons.append({QRectF(inside.x(), inside.y() + (line - icon) / 2, icon, icon), field.icon, colour});
    const double high = text(nullptr, number, large, {}, room, tile);
    text(page, number, large, {inside.x() + inner - room, inside.y() + (line - high) / 2}, room, tile);
    label(page, field.label, look, {inside.x(), words}, inner, tile);
    return tall;
}

} // namespace indaro::ui::print
