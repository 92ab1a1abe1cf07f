// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/print/document_view.h"

#include <memory>

class QPainter;

namespace indaro::ui::print {

/// Many pages on the printer, one at a time, so that the screens go on between two of them. As printDocument() otherwise.
/// A printer belongs to the thread of its dialog: GUI thread.
class PrintRun
{
public:
    /// `printer` must outlive it.
    PrintRun(const QList<Page> &pages, QPrinter &printer);
    /// Before the last page: of a file nothing stays; a printer may still give the pages it was sent.
    ~PrintRun();
    PrintRun(const PrintRun &) = delete;
    PrintRun &operator=(const PrintRun &) = delete;

    /// False: that was the last one, and the job is with the printing system. Errors: PrintFailed.
    [[nodiscard]] base::Result<bool> printNext();
    [[nodiscard]] qsizetype printed() const { return m_next; }
    [[nodiscard]] qsizetype count() const { return m_pages.size(); }

private:
    QList<Page> m_pages;
    QPrinter &m_printer;
    std::unique_ptr<QPainter> m_painter;
    qsizetype m_next = 0;
};

} // namespace indaro::ui::print
