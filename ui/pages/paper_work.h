// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/print/document_view.h"

#include <QTimer>
#include <QWidget>

#include <filesystem>
#include <functional>
#include <memory>
#include <vector>

class QPrinter;

namespace indaro::ui::kit {
class ProgressPanel;
}

namespace indaro::ui::pages {

/// The work of long papers, beside the screens: laying out and writing a PDF on threads of their own, printing a page at a
/// time. When it takes longer than a moment, the page it belongs to shows above everything else how far it is, and a way to
/// stop it. What is stopped leaves no half file and ends with Errc::Cancelled. GUI thread.
class PaperWork final : public QWidget
{
    Q_OBJECT
public:
    using Pages = std::function<void(const QList<print::Page> &)>;
    using Failed = std::function<void(const base::Error &)>;

    /// Of this page, or panel of one; made when it is asked for first.
    [[nodiscard]] static PaperWork *of(QWidget *page);
    ~PaperWork() override;

    /// `done` gets the pages. Only the newest is wanted: an earlier one that is not ready ends, and is told to nobody.
    void layOut(const QList<print::Paper> &papers, Pages done, Failed failed);
    /// As layOut(), for what is drawn again and again while somebody types: nothing is said of it.
    void layOutQuietly(const QList<print::Paper> &papers, Pages done);
    /// As layOut(), but what is being shown does not end it, nor does it end what is being shown.
    void layOutToGive(const QList<print::Paper> &papers, Pages done, Failed failed);
    /// What is being laid out is not wanted any more, and told to nobody.
    void forgetLayout();
    /// `written` is called when the whole file is there. Errors: as print::exportPdf.
    void writePdf(const QList<print::Page> &pages, const std::filesystem::path &path, std::function<void()> written,
                  Failed failed);
    /// `printed` is called when the printer has all of it. Errors: PrintFailed, Cancelled.
    void printPages(const QList<print::Page> &pages, const std::shared_ptr<QPrinter> &printer, Failed failed,
                    std::function<void()> printed = {});
    /// Stops all of it.
    void cancel();
    [[nodiscard]] bool isBusy() const { return !m_jobs.empty(); }

private:
    struct Job
    {
        std::shared_ptr<print::PaperProgress> progress;
        QString what; ///< nothing of a quiet one
    };
    struct Printing;
    explicit PaperWork(QWidget *page);
    void layOutNewest(const QString &what, const QList<print::Paper> &papers, Pages done, Failed failed);
    void startLayout(const QList<print::Paper> &papers, const std::shared_ptr<print::PaperProgress> &progress,
                     std::function<void(const base::Result<QList<print::Page>> &)> done);
    std::shared_ptr<print::PaperProgress> begin(const QString &what);
    void end(const std::shared_ptr<print::PaperProgress> &progress);
    [[nodiscard]] const Job *said() const;
    void show();
    void printNext(const std::shared_ptr<Printing> &printing);

    std::vector<Job> m_jobs;
    std::vector<std::shared_ptr<print::PaperProgress>> m_layouts; ///< whose threads are at work, wanted or not
    std::shared_ptr<print::PaperProgress> m_layout;               ///< of the newest one
    kit::ProgressPanel *m_panel;
    QString m_shown;           ///< what the panel says
    bool m_isInColumn = false; ///< of its page; otherwise it lies over it
    QTimer m_look;
};

} // namespace indaro::ui::pages
