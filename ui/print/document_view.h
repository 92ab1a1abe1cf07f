// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/documents/document.h"
#include "ui/print/paper_progress.h"

#include <QColor>
#include <QImage>
#include <QList>
#include <QRectF>
#include <QString>

#include <filesystem>
#include <functional>

class QPainter;
class QPrinter;

namespace indaro::ui::print {

/// Something painted at a place; all rectangles in millimetres from the page's upper left corner.
struct TextItem
{
    QRectF box;  ///< where it must stay
    QRectF rect; ///< where its lines are
    QString text;
    double points = 0;
    bool bold = false;
    bool italic = false;
    QColor colour;
    Qt::Alignment alignment = Qt::AlignLeft;
};
struct ShapeItem
{
    enum class Kind { Box, Fill, Line, Dotted, Dashed, Tick, TickBox };
    Kind kind = Kind::Box;
    QRectF rect; ///< lines run from the upper left to the lower right corner
    QColor colour;
    double thickness = 0.2;
};
struct QrItem
{
    QRectF rect;
    documents::QrCode code;
    QString payload;
};

/// One of resources/icons in one colour.
struct IconItem
{
    QRectF rect;
    QString name;
    QColor colour;
};

/// A page of a document that was drawn elsewhere.
struct PictureItem
{
    QRectF rect;
    QImage picture;
};

/// A laid-out page. The same list is painted on the screen, into the PDF and on the printer.
struct Page
{
    double width = 210;
    double height = 297;
    QString fontFamily;
    QList<ShapeItem> shapes;
    QList<TextItem> texts;
    QList<QrItem> qrs;
    QList<PictureItem> pictures;
    QList<IconItem> icons;
    QList<TextItem> sectionPages; ///< where the number of a page belongs; text: the section's name. Empty when laid out
};

/// From now on every page that is laid out says across its whole width that it is an exercise: this process serves a
/// training vault, and nothing it prints may be taken for real. Thread: any.
void setExercise(bool isExercise);

/// Says across every page that it is a copy: the same paper was printed before, under the same number. Thread: any.
void markCopy(QList<Page> &pages);

/// Lays a template out: wraps first, grows the row, shrinks down to the styles' least size, breaks pages
/// between rows and repeats the header. `copy` 1 … template.copies. Needs a QGuiApplication. Thread: any; a long paper takes
/// seconds.
[[nodiscard]] QList<Page> layOut(const documents::Template &form, const documents::Styles &styles,
                                 const documents::DocumentData &data, int copy);
/// All copies one after the other, as they leave the printer.
[[nodiscard]] QList<Page> layOutAllCopies(const documents::Template &form, const documents::Styles &styles,
                                          const documents::DocumentData &data);

/// How many pages this form with this data takes.
using CountPages = std::function<qsizetype(const documents::Template &, const documents::DocumentData &)>;

/// A form with all that stands on it, not laid out yet: what a screen hands to a thread (pages/paper_work.h).
struct Paper
{
    documents::Template form{};
    documents::Styles styles{};
    documents::DocumentData data{};
    int copy = 0;                                ///< only this one, as layOut() counts them; 0: all of them
    std::function<void(QList<Page> &)> finish{}; ///< draws what a form cannot say, or adds pages; on the thread
    /// Chooses sizes by trying how much a page holds; before it is laid out, on the thread.
    std::function<void(Paper &, const CountPages &)> fit{};
};
/// These papers, one after the other. Thread: any; never the one of the screens. Errors: Cancelled.
[[nodiscard]] base::Result<QList<Page>> layOutPapers(const QList<Paper> &papers, PaperProgress &progress);

/// Paints a page so that one millimetre is `unitsPerMm` painter units.
void paintPage(QPainter &painter, const Page &page, double unitsPerMm);

/// Writes an A4 PDF/A-1b, its fonts embedded and its metadata neutral, in one durable step; no temporary copy stays.
/// Cancelled, nothing is written. Thread: any. Errors: PrintFailed, FileNotWritable, DiskFull, Cancelled.
[[nodiscard]] base::Result<void> exportPdf(const QList<Page> &pages, const std::filesystem::path &path,
                                           PaperProgress *progress = nullptr);
/// Prints under a neutral job title, without cover sheet, and asks the printing system to keep no copy of the
/// job. Pages come out in the order given. All at once: see PrintRun for many pages. Errors: PrintFailed.
[[nodiscard]] base::Result<void> printDocument(const QList<Page> &pages, QPrinter &printer);

} // namespace indaro::ui::print
