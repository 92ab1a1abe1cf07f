// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/paper_work.h"

#include "ui/kit/background.h"
#include "ui/kit/widgets.h"
#include "ui/print/print_run.h"

#include <QBoxLayout>
#include <QPrinter>

#include <algorithm>

namespace indaro::ui::pages {

using print::PaperProgress;

namespace {

constexpr int PagesInOneTurn = 4; ///< of the event loop, while the printer is sent its pages
constexpr int PanelAfterMs = 150; ///< shorter work is done before anybody reads that it is under way

} // namespace

/// One paper on its way to the printer.
struct PaperWork::Printing
{
    Printing(const QList<print::Page> &pages, std::shared_ptr<QPrinter> to)
        : printer(std::move(to)), run(std::make_unique<print::PrintRun>(pages, *printer))
    {
    }
    std::shared_ptr<QPrinter> printer;
    std::unique_ptr<print::PrintRun> run; ///< ends before its printer
    std::shared_ptr<PaperProgress> progress{};
    Failed failed{};
    std::function<void()> printed{};
};

PaperWork *PaperWork::of(QWidget *page)
{
    auto *known = page->findChild<PaperWork *>(QString(), Qt::FindDirectChildrenOnly);
    return known != nullptr ? known : new PaperWork(page);
}

PaperWork::PaperWork(QWidget *page) : QWidget(page), m_panel(new kit::ProgressPanel(this))
{
    setObjectName(QStringLiteral("paperWork"));
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_panel);
    hide();
    auto *above = qobject_cast<QBoxLayout *>(page->layout());
    m_isInColumn = above != nullptr && above->direction() == QBoxLayout::TopToBottom;
    if (m_isInColumn)
        above->insertWidget(0, this);
    setAutoFillBackground(!m_isInColumn);
    m_look.setInterval(PanelAfterMs);
    connect(&m_look, &QTimer::timeout, this, &PaperWork::show);
    connect(m_panel, &kit::ProgressPanel::cancelled, this, &PaperWork::cancel);
}

/// Nobody waits for it any more. Layouts end at once, and before the program does, whose fonts they measure with.
PaperWork::~PaperWork()
{
    cancel();
    for (const auto &layout : m_layouts)
        layout->waitForEnd();
}

std::shared_ptr<PaperProgress> PaperWork::begin(const QString &what)
{
    auto progress = std::make_shared<PaperProgress>();
    m_jobs.push_back({progress, what});
    if (!what.isEmpty())
        m_look.start();
    return progress;
}

void PaperWork::end(const std::shared_ptr<PaperProgress> &progress)
{
    std::erase_if(m_jobs, [&progress](const Job &job) { return job.progress == progress; });
    if (said() != nullptr)
        return;
    m_look.stop();
    m_shown.clear();
    m_panel->finish();
    hide();
}

/// Of several the one that was begun last.
const PaperWork::Job *PaperWork::said() const
{
    const auto last = std::find_if(m_jobs.rbegin(), m_jobs.rend(), [](const Job &job) { return !job.what.isEmpty(); });
    return last == m_jobs.rend() ? nullptr : &*last;
}

void PaperWork::show()
{
    const Job *job = said();
    if (job == nullptr)
        return;
    if (m_shown != job->what) {
        m_shown = job->what;
        m_panel->start(job->what, true);
        QWidget::show();
        if (!m_isInColumn) {
            resize(sizeHint().expandedTo({parentWidget()->width(), 0}));
            raise();
        }
    }
    m_panel->setPermille(job->progress->permille());
}

void PaperWork::cancel()
{
    for (const Job &job : m_jobs)
        job.progress->cancel();
}

void PaperWork::forgetLayout()
{
    if (m_layout == nullptr)
        return;
    m_layout->cancel();
    end(m_layout);
    m_layout.reset();
}

void PaperWork::startLayout(const QList<print::Paper> &papers, const std::shared_ptr<PaperProgress> &progress,
                            std::function<void(const base::Result<QList<print::Page>> &)> done)
{
    std::erase_if(m_layouts, [](const auto &layout) { return layout->hasEnded(); });
    m_layouts.push_back(progress);
    kit::runInBackground(
        this,
        [papers, progress] {
            auto pages = print::layOutPapers(papers, *progress);
            progress->end();
            return pages;
        },
        std::move(done));
}

void PaperWork::layOut(const QList<print::Paper> &papers, Pages done, Failed failed)
{
    layOutNewest(tr("Laying out the pages …"), papers, std::move(done), std::move(failed));
}

void PaperWork::layOutQuietly(const QList<print::Paper> &papers, Pages done)
{
    layOutNewest({}, papers, std::move(done), {});
}

void PaperWork::layOutNewest(const QString &what, const QList<print::Paper> &papers, Pages done, Failed failed)
{
    forgetLayout();
    m_layout = begin(what);
    startLayout(papers, m_layout,
                [this, progress = m_layout, done = std::move(done),
                 failed = std::move(failed)](const base::Result<QList<print::Page>> &pages) {
                    if (m_layout != progress)
                        return; // a newer one was asked for
                    m_layout.reset();
                    end(progress);
                    if (pages)
                        done(*pages);
                    else if (failed)
                        failed(pages.error());
                });
}

void PaperWork::layOutToGive(const QList<print::Paper> &papers, Pages done, Failed failed)
{
    const auto progress = begin(tr("Laying out the pages …"));
    startLayout(
        papers, progress,
        [this, progress, done = std::move(done), failed = std::move(failed)](const base::Result<QList<print::Page>> &pages) {
            end(progress);
            if (pages)
                done(*pages);
            else if (failed)
                failed(pages.error());
        });
}

void PaperWork::writePdf(const QList<print::Page> &pages, const std::filesystem::path &path, std::function<void()> written,
                         Failed failed)
{
    // A stick may take its time, or be gone.
    const auto progress = begin(tr("Writing the PDF …"));
    kit::runInBackground(
        this, [pages, path, progress] { return print::exportPdf(pages, path, progress.get()); },
        [this, progress, written = std::move(written), failed = std::move(failed)](const base::Result<void> &done) {
            end(progress);
            if (!done && failed)
                failed(done.error());
            if (done && written)
                written();
        });
}

void PaperWork::printPages(const QList<print::Page> &pages, const std::shared_ptr<QPrinter> &printer, Failed failed,
                           std::function<void()> printed)
{
    auto printing = std::make_shared<Printing>(pages, printer);
    printing->progress = begin(tr("Sending the pages to the printer …"));
    printing->failed = std::move(failed);
    printing->printed = std::move(printed);
    printNext(printing);
}

void PaperWork::printNext(const std::shared_ptr<Printing> &printing)
{
    const auto ended = [this, &printing](const base::Error &error) {
        printing->run.reset();
        end(printing->progress);
        if (printing->failed)
            printing->failed(error);
    };
    if (printing->progress->isCancelled())
        return ended(base::Error(base::Errc::Cancelled));
    bool isThereMore = true;
    for (int page = 0; page < PagesInOneTurn && isThereMore; ++page) {
        const auto isMore = printing->run->printNext();
        if (!isMore)
            return ended(isMore.error());
        isThereMore = *isMore;
    }
    printing->progress->setDone(printing->run->printed(), printing->run->count());
    if (isThereMore)
        return QTimer::singleShot(0, this, [this, printing] { printNext(printing); });
    printing->run.reset(); // the printer has it now
    end(printing->progress);
    if (printing->printed)
        printing->printed();
}

} // namespace indaro::ui::pages
