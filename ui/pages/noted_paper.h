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
    QList<print::Paper> papers{};                               ///< laid out first, beside the screens
    QList<print::Page> pages{};                                 ///< or these, where they are laid out already
    QString fileName{};                                         ///< that is proposed for a PDF
    std::function<base::Result<void>(casework::Desk &)> note{}; ///< on the store's thread
    std::function<void(const base::Error &)> failed{};
    std::function<void()> done{}; ///< it is there, and written down
};
/// To the printer, or into a PDF. Where it cannot be written down afterwards, the PDF is taken away again; of what is on
/// paper, and of a file that stays, it is said that nobody may have it. GUI thread.
void putOnPaper(const kit::PageContext &context, QWidget *page, PaperRoad road, NotedPaper paper);

/// The other order, for a paper that is in the journal also when the printer fails: laid out beside the screens, written
/// down, and then for the printer. Stopped while it is laid out, it is not written down. `noted` when it is; `onPaper`, on
/// the store's thread, when the printer has it: until then its numbers are void (numberPaper). GUI thread.
void printOnceNoted(const kit::PageContext &context, QWidget *page, const QList<print::Paper> &papers,
                    std::function<base::Result<void>(casework::Desk &)> note,
                    std::function<void(const base::Error &)> failed, std::function<void()> noted = {},
                    std::function<base::Result<void>(casework::Desk &)> onPaper = {});

/// Takes a number for each part of this paper that bears one and puts it there; `numbered` gets both. Whoever prints it says
/// in its note that the paper is there (casework::noteNumbersUsed): otherwise its numbers stay void. GUI thread.
void numberPaper(const kit::PageContext &context, QWidget *page, print::Paper paper,
                 std::function<void(const print::Paper &, const QStringList &)> numbered,
                 std::function<void(const base::Error &)> failed);

} // namespace indaro::ui::pages
