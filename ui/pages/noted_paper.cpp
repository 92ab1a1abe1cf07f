// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/noted_paper.h"

#include "core/casework/people/full_file.h"
#include "core/casework/workspace.h"
#include "ui/kit/background.h"
#include "ui/pages/paper_forms/paper_forms.h"
#include "ui/pages/paper_work.h"
#include "ui/pages/referrals/referrals_page.h"

#include <QCoreApplication>
#include <QFile>

#include <utility>

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

void putLaidOut(const kit::PageContext &context, QWidget *page, PaperRoad road, NotedPaper given)
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

} // namespace

void putOnPaper(const kit::PageContext &context, QWidget *page, PaperRoad road, NotedPaper given)
{
    if (given.papers.isEmpty())
        return putLaidOut(context, page, road, std::move(given));
    const auto papers = std::exchange(given.papers, {});
    const auto failed = given.failed;
    PaperWork::of(page)->layOutToGive(
        papers,
        [context, page, road, given = std::move(given)](const QList<print::Page> &pages) {
            NotedPaper laidOut = given;
            laidOut.pages = pages;
            putLaidOut(context, page, road, std::move(laidOut));
        },
        failed);
}

void printOnceNoted(const kit::PageContext &context, QWidget *page, const QList<print::Paper> &papers,
                    std::function<base::Result<void>(casework::Desk &)> note,
                    std::function<void(const base::Error &)> failed, std::function<void()> noted,
                    std::function<base::Result<void>(casework::Desk &)> onPaper)
{
    const auto printed = [context, page, failed, onPaper = std::move(onPaper)] {
        if (onPaper)
            context.workspace->ask(page, onPaper, [failed](const base::Result<void> &done) {
                if (!done)
                    failed(done.error());
            });
    };
    PaperWork::of(page)->layOutToGive(
        papers,
        [context, page, note = std::move(note), failed, noted = std::move(noted), printed](const QList<print::Page> &pages) {
            context.workspace->ask(page, note, [page, pages, failed, noted, printed](const base::Result<void> &done) {
                if (!done)
                    return failed(done.error());
                if (noted)
                    noted();
                printPagesOf(page, pages, failed, printed);
            });
        },
        failed);
}

void numberPaper(const kit::PageContext &context, QWidget *page, print::Paper paper,
                 std::function<void(const print::Paper &, const QStringList &)> numbered,
                 std::function<void(const base::Error &)> failed)
{
    const int numbers = numbersOf(paper.form);
    if (numbers == 0)
        return numbered(paper, {});
    context.workspace->ask(
        page, [numbers](casework::Desk &desk) { return casework::takeFormNumbers(desk, numbers); },
        [paper = std::move(paper), numbered = std::move(numbered),
         failed = std::move(failed)](const base::Result<QStringList> &serials) {
            if (!serials)
                return failed(serials.error());
            print::Paper its = paper;
            setNumbers(its.form, its.data, *serials);
            numbered(its, *serials);
        });
}

} // namespace indaro::ui::pages
