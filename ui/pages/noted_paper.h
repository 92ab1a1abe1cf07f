// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/casework/desk.h"
#include "ui/kit/page.h"
#include "ui/print/document_view.h"

#include <functional>

namespace indaro::ui::pages {

enum class PaperRoad : std::uint8_t { Printer, Pdf };

/// A paper that is written down when it is there, and not when a printer or a place was only looked at.
struct NotedPaper
{
    QList<print::Page> pages{};
    QString fileName{};                                         ///< that is proposed for a PDF
    std::function<base::Result<void>(casework::Desk &)> note{}; ///< on the store's thread
    std::function<void(const base::Error &)> failed{};
    std::function<void()> done{}; ///< it is there, and written down
};
/// To the printer, or into a PDF. Where it cannot be written down afterwards, the PDF is taken away again; of what is on
/// paper, and of a file that stays, it is said that nobody may have it. GUI thread.
void putOnPaper(const kit::PageContext &context, QWidget *page, PaperRoad road, NotedPaper paper);

} // namespace indaro::ui::pages
