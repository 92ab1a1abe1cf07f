// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/print/document_view.h"
#include "ui/print/text_fit.h"

#include <QFile>
#include <QPainter>
#include <QPen>
#include <QSvgRenderer>

namespace indaro::ui::print {

using namespace Qt::StringLiterals;

namespace {

QRectF scaled(const QRectF &mm)
{
    return {mm.topLeft() * kUnitsPerMm, mm.size() * kUnitsPerMm};
}

void paintShape(QPainter &painter, const ShapeItem &shape)
{
    const QRectF rect = scaled(shape.rect);
    QPen pen(shape.colour, shape.thickness * kUnitsPerMm);
    pen.setCapStyle(Qt::FlatCap);
    pen.setJoinStyle(Qt::MiterJoin);
    switch (shape.kind) {
    case ShapeItem::Kind::Fill:
        painter.fillRect(rect, shape.colour);
        return;
    case ShapeItem::Kind::Dotted:
        pen.setDashPattern({1.0, 3.0});
        break;
    case ShapeItem::Kind::Dashed:
        pen.setDashPattern({10.0, 6.0});
        break;
    default:
        break;
    }
    painter.setPen(pen);
    painter.setBrush(Qt::NoBrush);
    if (shape.kind == ShapeItem::Kind::Box || shape.kind == ShapeItem::Kind::TickBox)
        painter.drawRect(rect);
    else if (shape.kind == ShapeItem::Kind::Tick) {
        painter.drawLine(rect.topLeft(), rect.bottomRight());
        painter.drawLine(rect.bottomLeft(), rect.topRight());
    } else
        painter.drawLine(rect.topLeft(), rect.bottomRight());
}

void paintText(QPainter &painter, const Page &page, const TextItem &item)
{
    QTextLayout layout(item.text, fontOf(page.fontFamily, item.points, item.bold, item.italic));
    layLines(layout, item.rect.width(), item.alignment);
    painter.setPen(item.colour);
    layout.draw(&painter, item.rect.topLeft() * kUnitsPerMm);
}

void paintQr(QPainter &painter, const QrItem &item)
{
    const QRectF rect = scaled(item.rect);
    const double module = rect.width() / item.code.size;
    for (int y = 0; y < item.code.size; ++y) {
        for (int x = 0; x < item.code.size; ++x) {
            if (!item.code.dark(x, y))
                continue;
            int run = 1;
            while (x + run < item.code.size && item.code.dark(x + run, y))
                ++run;
            painter.fillRect(QRectF(rect.x() + x * module, rect.y() + y * module, run * module, module * 1.01), Qt::black);
            x += run;
        }
    }
}

/// As lines and areas, so that it is sharp on every printer and needs no transparency in a PDF/A-1b.
void paintIcon(QPainter &painter, const IconItem &item)
{
    QFile file(u":/indaro/icons/%1.svg"_s.arg(item.name));
    if (!file.open(QIODevice::ReadOnly))
        return;
    QSvgRenderer(file.readAll().replace("currentColor", item.colour.name().toLatin1())).render(&painter, scaled(item.rect));
}

} // namespace

void paintPage(QPainter &painter, const Page &page, double unitsPerMm)
{
    painter.save();
    painter.scale(unitsPerMm / kUnitsPerMm, unitsPerMm / kUnitsPerMm);
    for (const PictureItem &picture : page.pictures)
        painter.drawImage(scaled(picture.rect), picture.picture);
    for (const ShapeItem &shape : page.shapes)
        paintShape(painter, shape);
    for (const IconItem &icon : page.icons)
        paintIcon(painter, icon);
    for (const QrItem &qr : page.qrs)
        paintQr(painter, qr);
    for (const TextItem &text : page.texts)
        paintText(painter, page, text);
    painter.restore();
}

} // namespace indaro::ui::print
