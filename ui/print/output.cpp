// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/file.h"
#include "ui/print/document_view.h"
#include "ui/print/print_run.h"

#include <QBuffer>
#include <QFile>
#include <QPageLayout>
#include <QPagedPaintDevice>
#include <QPainter>
#include <QPdfWriter>
#include <QPrintEngine>
#include <QPrinter>

namespace indaro::ui::print {

using namespace Qt::StringLiterals;

namespace {

QPageLayout pageLayout(const Page &page)
{
    return QPageLayout(QPageSize(QSizeF(page.width, page.height), QPageSize::Millimeter, QString(), QPageSize::FuzzyMatch),
                       QPageLayout::Portrait, QMarginsF(0, 0, 0, 0));
}

/// Asks CUPS to keep no copy once the job is done, and to print no cover sheet, which would carry the user's
/// name [contracts.md 9]. Pairs of name and value, added to those of the print dialog; engines other than
/// CUPS take no notice.
void askToKeepNothing(QPrinter &printer)
{
    constexpr auto CupsOptions = QPrintEngine::PrintEnginePropertyKey(0xfe00); // PPK_CupsOptions of Qt's CUPS plugin
    QStringList options = printer.printEngine()->property(CupsOptions).toStringList();
    options << u"job-retain-until"_s << u"none"_s << u"job-sheets"_s << u"none,none"_s;
    printer.printEngine()->setProperty(CupsOptions, options);
}

base::Result<void> paintAll(const QList<Page> &pages, QPagedPaintDevice &device, double unitsPerMm, PaperProgress *progress)
{
    QPainter painter;
    if (pages.isEmpty() || !painter.begin(&device))
        return base::Error(base::Errc::PrintFailed);
    for (qsizetype i = 0; i < pages.size(); ++i) {
        if (progress != nullptr && progress->isCancelled())
            return base::Error(base::Errc::Cancelled);
        if (i > 0 && !device.newPage())
            return base::Error(base::Errc::PrintFailed);
        painter.save();
        paintPage(painter, pages[i], unitsPerMm);
        painter.restore();
        if (progress != nullptr)
            progress->setDone(i + 1, pages.size());
    }
    if (!painter.end())
        return base::Error(base::Errc::PrintFailed);
    return {};
}

} // namespace

base::Result<void> exportPdf(const QList<Page> &pages, const std::filesystem::path &path, PaperProgress *progress)
{
    QByteArray bytes;
    {
        QBuffer buffer(&bytes);
        buffer.open(QIODevice::WriteOnly);
        QPdfWriter writer(&buffer);
        if (pages.isEmpty() || !writer.setPageLayout(pageLayout(pages.front())))
            return base::Error(base::Errc::PrintFailed);
        // What is kept for years must open the same on any machine: fonts, colours and what it says of itself are in the
        // file.
        writer.setPdfVersion(QPagedPaintDevice::PdfVersion_A1b);
        writer.setResolution(1200);
        // Qt would write the program's and the user's names here.
        writer.setTitle(u"Document"_s);
        writer.setCreator(u"Document"_s);
        INDARO_TRY(paintAll(pages, writer, writer.resolution() / 25.4, progress));
    }
    if (progress != nullptr && progress->isCancelled())
        return base::Error(base::Errc::Cancelled);
    return base::writeFileDurably(path, std::as_bytes(std::span(bytes.constData(), static_cast<std::size_t>(bytes.size()))));
}

PrintRun::PrintRun(const QList<Page> &pages, QPrinter &printer)
    : m_pages(pages), m_printer(printer), m_painter(std::make_unique<QPainter>())
{
    m_printer.setDocName(u"Document"_s);
    m_printer.setCreator(u"Document"_s);
    m_printer.setFullPage(true);
    askToKeepNothing(m_printer);
    if (!m_pages.isEmpty())
        m_printer.setPageLayout(pageLayout(m_pages.front()));
}

PrintRun::~PrintRun()
{
    if (!m_painter->isActive())
        return;
    m_printer.abort();
    m_painter->end();
    if (const QString file = m_printer.outputFileName(); !file.isEmpty())
        QFile::remove(file); // no half of a paper stays
}

base::Result<bool> PrintRun::printNext()
{
    if (m_pages.isEmpty() || (m_next == 0 && !m_painter->begin(&m_printer)))
        return base::Error(base::Errc::PrintFailed);
    if (m_next > 0 && !m_printer.newPage())
        return base::Error(base::Errc::PrintFailed);
    m_painter->save();
    paintPage(*m_painter, m_pages[m_next++], m_printer.resolution() / 25.4);
    m_painter->restore();
    if (m_next < m_pages.size())
        return true;
    return m_painter->end() ? base::Result<bool>(false) : base::Error(base::Errc::PrintFailed);
}

base::Result<void> printDocument(const QList<Page> &pages, QPrinter &printer)
{
    PrintRun run(pages, printer);
    while (true) {
        INDARO_TRY_ASSIGN(const bool isMore, run.printNext());
        if (!isMore)
            return {};
    }
}

} // namespace indaro::ui::print
