// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/print/pdf_pages.h"

#include "ui/kit/confined_program.h"

#include <QBuffer>
#include <QImageReader>
#include <QPainter>
#include <QStandardPaths>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace indaro::ui::print {

using base::Errc;
using base::Error;
using base::Result;

namespace {

constexpr int BetweenPages = 12;

Error cannotDraw()
{
    return {Errc::MediaTypeRefused, {{"wanted", std::string("image")}, {"type", std::string("pdf")}}};
}

QStringList argumentsOf(const PdfDrawing &how)
{
    QStringList arguments{u"-scale-to"_s, QString::number(how.longestSide), u"-l"_s, QString::number(how.lastPage)};
    if (how.isGrey)
        arguments.append(u"-gray"_s);
    return arguments << u"-"_s;
}

/// Maps of points one after another: the reader stops after each.
std::vector<QImage> pagesIn(QByteArray maps, bool isGrey)
{
    QBuffer buffer(&maps);
    buffer.open(QIODevice::ReadOnly);
    std::vector<QImage> pages;
    while (!buffer.atEnd()) {
        const QImage page = QImageReader(&buffer, isGrey ? "pgm" : "ppm").read();
        if (page.isNull())
            break;
        pages.push_back(page);
    }
    return pages;
}

} // namespace

bool isPdf(const QByteArray &content)
{
    return content.startsWith("%PDF-");
}

Result<std::vector<QImage>> drawPdf(const QByteArray &content, const PdfDrawing &how)
{
    const qint64 side = how.longestSide;
    const auto drawn = kit::runConfined({.program = QStandardPaths::findExecutable(u"pdftoppm"_s),
                                         .arguments = argumentsOf(how),
                                         .mostBytes = how.lastPage * side * (side + 1) * (how.isGrey ? 1 : 3)},
                                        content);
    if (drawn.end == kit::ConfinedEnd::NotStarted)
        return cannotDraw();
    // What it drew of a damaged one before it gave up is shown.
    if (drawn.end != kit::ConfinedEnd::Well && drawn.end != kit::ConfinedEnd::Failed)
        return Error(Errc::PictureDamaged);
    auto pages = pagesIn(drawn.output, how.isGrey);
    return pages.empty() ? Result<std::vector<QImage>>(Error(Errc::PictureDamaged)) : std::move(pages);
}

QImage pagesBelowEachOther(const std::vector<QImage> &pages)
{
    int width = 0;
    int height = -BetweenPages;
    for (const QImage &page : pages) {
        width = std::max(width, page.width());
        height += page.height() + BetweenPages;
    }
    if (pages.empty())
        return {};
    QImage all(width, height, QImage::Format_RGB32);
    all.fill(Qt::gray);
    QPainter painter(&all);
    int top = 0;
    for (const QImage &page : pages) {
        painter.drawImage(0, top, page);
        top += page.height() + BetweenPages;
    }
    return all;
}

} // namespace indaro::ui::print
