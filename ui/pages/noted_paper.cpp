// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/noted_paper.h"

#include "core/casework/workspace.h"
#include "ui/kit/background.h"
#include "ui/pages/referrals/referrals_page.h"

#include <QCoreApplication>
#include <QFile>

namespace indaro::ui::pages {

namespace {

struct NotedPaperTexts
{
    Q_DECLARE_TR_FUNCTIONS(indaro::ui::pages::NotedPaper)
};

/// `refused` hears why it could not be noted.
void noteIt(const kit::PageContext &context, QWidget *page, const std::shared_ptr<const NotedPaper> &paper,
            std::function<void(const base::Error &)> refused)
{
    context.workspace->ask(page, paper->note, [paper, refused = std::move(refused)](const base::Result<void> &noted) {
        if (!noted)
            return refused(noted.error());
        if (paper->done)
            paper->done();
    });
}

} // namespace

void putOnPaper(const kit::PageContext &context, QWidget *page, PaperRoad road, NotedPaper given)
{
    const auto paper = std::make_shared<const NotedPaper>(std::move(given));
    const auto printed = [context, page, paper] {
        noteIt(context, page, paper, [context, paper](const base::Error &error) {
            context.navigator->showNotice(
                NotedPaperTexts::tr("It is printed, but it could not be written down: do not hand it out."));
            paper->failed(error);
        });
    };
    if (road == PaperRoad::Printer)
        return printPagesOf(page, paper->pages, paper->failed, printed);
    writePdfAt(
        context, page, paper->pages, paper->fileName, paper->failed,
        [context, page, paper](const QString &path) {
            noteIt(context, page, paper, [context, page, paper, path](const base::Error &error) {
                kit::runInBackground(
                    page, [path] { return QFile::remove(path) || !QFile::exists(path); },
                    [context, paper, path, error](bool isGone) {
                        if (!isGone)
                            context.navigator->showNotice(
                                NotedPaperTexts::tr("It could not be written down. The file %1 is still there: delete it.")
                                    .arg(path));
                        paper->failed(error);
                    });
            });
        },
        printed);
}

} // namespace indaro::ui::pages
