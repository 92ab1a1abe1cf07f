// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/kit/confined_program.h"
#include "ui/models/bare_file.h"

#include <QtCore/QBuffer>
#include <QtCore/QFileInfo>
#include <QtCore/QStandardPaths>
#include <QtCore/QtEndian>
#include <QtGui/QImageReader>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <vector>

namespace indaro::ui::models {

using namespace Qt::StringLiterals;

namespace {

constexpr int ComparedSide = 1000; ///< of a page, in points: what a pen wrote is two or three of them wide
constexpr int ComparedPages = 40;
constexpr qint64 MostDrawn = qint64{ComparedPages + 1} * ComparedSide * (ComparedSide + 1);
constexpr int Block = 16;     ///< of points: a letter or two
constexpr int OtherGrey = 12; ///< of 255: letters whose edges fall otherwise differ by less, a stroke that is gone by more

quint8 byteAt(const QByteArray &bytes, qsizetype at)
{
    return static_cast<quint8>(bytes[at]);
}

/// Segments that say how the points are coloured: JFIF's and Adobe's among the application's own, and all that are none.
bool belongsToPicture(quint8 marker)
{
    return marker != 0xFE && (marker < 0xE1 || marker > 0xEF || marker == 0xEE);
}

/// Behind the points of a scan: at the next marker that is none of their own.
qsizetype behindPoints(const QByteArray &paper, qsizetype at)
{
    for (; at + 1 < paper.size(); ++at) {
        const quint8 next = byteAt(paper, at + 1);
        if (byteAt(paper, at) == 0xFF && next != 0x00 && (next < 0xD0 || next > 0xD7))
            return at;
    }
    return paper.size();
}

/// A photograph inside a paper is handed on as it is, with the place and time its camera wrote, and perhaps a second one
/// behind it: all that becomes zeros, and nothing moves, so that the paper's table of contents stays right.
void blankPhotograph(QByteArray &paper, qsizetype at)
{
    const qsizetype end = paper.indexOf("endstream", at);
    at += 2;
    while (at + 4 <= end && byteAt(paper, at) == 0xFF) {
        const quint8 marker = byteAt(paper, at + 1);
        if (marker == 0xFF) { // filler
            ++at;
            continue;
        }
        if (marker == 0xD9 && at + 2 == end)
            return;
        if (marker == 0xD9) {
            std::fill(paper.begin() + at + 2, paper.begin() + end, '\0');
            paper[end - 1] = '\n';
            return;
        }
        const qsizetype length = qFromBigEndian<quint16>(paper.constData() + at + 2);
        if (length < 2 || at + 2 + length > end)
            return;
        if (!belongsToPicture(marker))
            std::fill_n(paper.begin() + at + 4, length - 2, '\0');
        at += 2 + length;
        if (marker == 0xDA)
            at = behindPoints(paper, at);
    }
}

void blankPhotographs(QByteArray &paper)
{
    for (const QByteArrayView start : {"stream\n\xFF\xD8\xFF", "stream\r\n\xFF\xD8\xFF"}) {
        for (qsizetype at = paper.indexOf(start); at >= 0; at = paper.indexOf(start, at + 1))
            blankPhotograph(paper, at + start.size() - 3);
    }
}

/// What none of this reached: words of cameras and of programs that make pictures, and JPEG 2000, which has places of its
/// own for them that are not looked into here.
bool stillTells(const QByteArray &paper)
{
    const std::array words{"Exif\0\0"_ba, "http://ns.adobe.com/xap"_ba, "<x:xmpmeta"_ba, "\0\0\0\x0CjP  "_ba};
    return std::any_of(words.begin(), words.end(), [&paper](const QByteArray &each) { return paper.contains(each); });
}

/// A newer pdftocairo may hand on who wrote it, and pack that where no search finds it: what reads it for people is asked.
bool saysWhose(const QByteArray &paper)
{
    const auto facts =
        kit::runConfined({.program = QStandardPaths::findExecutable(u"pdfinfo"_s), .arguments = {u"-"_s}}, paper).whole();
    if (!facts)
        return true;
    const std::array told{"Title:"_ba, "Subject:"_ba, "Keywords:"_ba, "Author:"_ba, "Creator:"_ba, "ModDate:"_ba};
    const QByteArrayList lines = facts->split('\n');
    return std::any_of(lines.begin(), lines.end(), [&told](const QByteArray &line) {
        const bool isYes = line.endsWith(" yes") && (line.startsWith("Metadata") || line.startsWith("Custom Metadata") ||
                                                     line.startsWith("JavaScript"));
        return isYes || std::any_of(told.begin(), told.end(), [&line](const QByteArray &each) {
                   return line.startsWith(each) && !line.mid(each.size()).trimmed().isEmpty();
               });
    });
}

/// When it was drawn: the file knows when it was added, and two drawings of one paper are the same.
void blankTime(QByteArray &paper)
{
    static constexpr QByteArrayView Key("/CreationDate (D:");
    static constexpr QByteArrayView Always("20000101000000");
    const qsizetype at = paper.indexOf(Key);
    if (at >= 0 && at + Key.size() + Always.size() <= paper.size())
        std::copy(Always.begin(), Always.end(), paper.begin() + at + Key.size());
}

enum class Annotations { Shown, Hidden };

/// Its pages as they stand on a screen.
std::vector<QImage> pagesOf(const QByteArray &paper, const QString &drawing, Annotations annotations)
{
    QStringList how{u"-gray"_s, u"-scale-to"_s, QString::number(ComparedSide), u"-l"_s, QString::number(ComparedPages + 1)};
    if (annotations == Annotations::Hidden)
        how.append(u"-hide-annotations"_s);
    how.append(u"-"_s);
    QByteArray maps = kit::runConfined({.program = drawing, .arguments = how, .mostBytes = MostDrawn}, paper)
                          .whole()
                          .value_or(QByteArray());
    QBuffer buffer(&maps);
    buffer.open(QIODevice::ReadOnly);
    std::vector<QImage> pages;
    while (!buffer.atEnd()) {
        const QImage page = QImageReader(&buffer, "pgm").read();
        if (page.isNull())
            break;
        pages.push_back(page.convertToFormat(QImage::Format_Grayscale8));
    }
    return pages;
}

/// How dark it is there, all its points together.
int inkIn(const QImage &page, int left, int top)
{
    int ink = 0;
    for (int y = top; y < std::min(top + Block, page.height()); ++y) {
        const uchar *line = page.constScanLine(y);
        for (int x = left; x < std::min(left + Block, page.width()); ++x)
            ink += line[x];
    }
    return ink;
}

bool isSamePage(const QImage &one, const QImage &other)
{
    if (one.size() != other.size())
        return false;
    for (int top = 0; top < one.height(); top += Block) {
        for (int left = 0; left < one.width(); left += Block) {
            if (std::abs(inkIn(one, left, top) - inkIn(other, left, top)) > OtherGrey * Block * Block)
                return false;
        }
    }
    return true;
}

/// Notes, stamps, what a pen or a form wrote on the pages lie above them, and a drawing for paper leaves out what its
/// program did not mean to be printed: a paper with any that is seen is not drawn anew.
bool isSamePaper(const QByteArray &source, const QByteArray &bare, const QString &drawing)
{
    const auto before = pagesOf(source, drawing, Annotations::Shown);
    if (before.empty() || before.size() > ComparedPages || before != pagesOf(source, drawing, Annotations::Hidden))
        return false;
    const auto after = pagesOf(bare, drawing, Annotations::Shown);
    return std::equal(before.begin(), before.end(), after.begin(), after.end(), isSamePage);
}

} // namespace

BareFile barePaper(const QByteArray &source, const QString &program, const QString &drawing)
{
    for (const QString &tool : {program, drawing}) {
        if (tool.isEmpty() || !QFileInfo(tool).isExecutable())
            return {source, Traces::ToolMissing};
    }
    auto bare = kit::runConfined({.program = program, .arguments = {u"-pdf"_s, u"-"_s, u"-"_s}}, source).whole();
    if (!bare)
        return {source, Traces::NotReadable};
    blankPhotographs(*bare);
    blankTime(*bare);
    if (stillTells(*bare) || saysWhose(*bare) || !isSamePaper(source, *bare, drawing))
        return {source, Traces::NotReadable};
    return {*bare, Traces::None};
}

} // namespace indaro::ui::models
