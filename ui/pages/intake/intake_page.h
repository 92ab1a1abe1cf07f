// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/casework/forms/adoption.h"
#include "core/casework/interviews/interview_draft.h"
#include "core/casework/people/authors.h"
#include "core/casework/workspace.h"
#include "ui/kit/page.h"
#include "ui/kit/widgets.h"
#include "ui/pages/intake/form_library.h"
#include "ui/pages/intake/interview_reading.h"
#include "ui/pages/intake/sitting_panel.h"

#include <memory>
#include <optional>

QT_BEGIN_NAMESPACE
class QAction;
class QStackedWidget;
QT_END_NAMESPACE
namespace indaro::ui::forms {
class FormView;
}

namespace indaro::ui::pages {

class AdoptionPanel;
class AlertBanner;
class BlankScreen;
class CorrectionPanel;
class ForeignAnswers;
class ForWhom;
class FormOpener;
class GuardPanel;
class InterviewLoader;
class InterviewMedia;
class InterviewPanel;
class InterviewSession;
class LatePanel;
class RecordedPanel;
class ReviewPanel;
class SecondPersonPanel;

/// Holds an interview with a person: SittingPanel (form and head of the sitting), InterviewPanel (the questions),
/// ReviewPanel (register and signature), CorrectionPanel (versions of a signed one) and BlankScreen (pause), one at a time.
/// The page moves between them and keeps the sitting; InterviewLoader brings the interview with its form, InterviewSession
/// writes the answers. Opened with OpenInterview. While a sitting is open, idle time hides the questions and only later
/// locks [contracts.md 12]. An interview whose sitting was never closed reopens where it was and says so.
class IntakePage final : public kit::Page
{
    Q_OBJECT
public:
    explicit IntakePage(const kit::PageContext &context, QWidget *parent = nullptr);
    ~IntakePage() override;

    [[nodiscard]] kit::PageId id() const override;
    [[nodiscard]] QString title() const override;
    void open(const kit::PageArgument &argument) override;
    [[nodiscard]] bool flushEdits() override;
    [[nodiscard]] QList<QAction *> toolbarActions() const override;
    [[nodiscard]] kit::IdleRule idleRule() const override;
    void blank() override;

    /// For tests: forms of another folder than the shipped ones. Call it before open().
    void setFormFolder(const QString &folder);
    [[nodiscard]] InterviewSession *session() const { return m_session.get(); }
    [[nodiscard]] forms::FormView *formView() const;

protected:
    void retranslate() override;

private:
    void build();
    void buildActions();
    void showStart();
    /// After what she said to being asked questions, unless that was asked already.
    void startNew();
    void loadNew();
    void sayWhatIsClosed();
    void showRecorded(const OpenedInterview &opened);
    void openForm(const OpenedInterview &opened, const FormEntry &form);
    void makeSession(const OpenedInterview &opened, const FormEntry &form);
    void offerNewer();
    bool offerBack();
    void sayKept();
    /// Before a new one is begun that was held on paper.
    void sayItIsFromPaper();
    [[nodiscard]] QString paperLine() const;
    void sayHowItGoesOn();
    [[nodiscard]] QString keptText() const;
    void planAdoption(const FormEntry &newer);
    void adopt();
    void begin();
    void openSitting();
    void changeSitting();
    void enterForm();
    void restoreUnfinished();
    void sayWhereItWasCut();
    void closeSignedElsewhere(const casework::Author &signer);
    void showSigned();
    void noteLate();
    void dropLate();
    void addForm(const FormEntry &form);
    void stopSitting();
    void endSitting(const QString &reason);
    void dropDiscarded();
    void review();
    void compare(const std::vector<std::pair<QString, QString>> &former);
    void compareWithBefore();
    void showVersions();
    void sayVersion(const VersionsOfInterview &read);
    void sayCorrecting();
    void beginCorrection();
    void enableVersions();
    void giveUpCorrection();
    void beginPrint(bool asPdf);
    void printAgreed(const std::string &agreed);
    void writeConfirmed();
    void sign();
    void showSignedNow(bool isCorrection);
    void updateHead();
    void showWork(QWidget *part);
    [[nodiscard]] bool isSitting() const { return m_sitting.has_value(); }
    /// Runs `job(Desk &)` on the store thread and `done(its value)` here, unless another interview was opened
    /// meanwhile; an error is said in the banner.
    template <class Job, class Done> void ask(Job job, Done done);

    InterviewLoader *m_loader;
    std::optional<sync::RecordId> m_person;
    QString m_caseCode;
    bool m_isFromPaper = false; ///< the new one was held on paper, and is typed in
    QString m_paperSerial;
    std::unique_ptr<InterviewSession> m_session;
    std::unique_ptr<InterviewMedia> m_media;    ///< its pictures and recordings
    std::optional<casework::Sitting> m_sitting; ///< under way
    FormEntry m_form;                           ///< the interview at hand is held with
    std::optional<FormEntry> m_newer;           ///< the version that may take over the draft
    /// The interview another version took over on this visit, and the version it had before.
    std::optional<std::pair<casework::InterviewId, FormEntry>> m_before;
    casework::AdoptionPlan m_plan;            ///< what of it would move
    std::optional<casework::Author> m_signer; ///< signed it elsewhere while it was open here; not said yet
    int m_visit = 0;                          ///< counts open(): what was asked for on an earlier visit is nobody's any more

    QStackedWidget *m_stack;
    SittingPanel *m_start;
    InterviewPanel *m_work;
    ReviewPanel *m_review;
    RecordedPanel *m_recorded;
    AdoptionPanel *m_adoption;
    CorrectionPanel *m_versions;
    BlankScreen *m_blank;
    AlertBanner *m_alerts;
    kit::Banner *m_banner;
    GuardPanel *m_guards;        ///< what the procedure wants first
    QString m_notAsked{};        ///< what nobody asked her before this interview, to be said in it
    ForWhom *m_forWhom;          ///< of a signed interview: who gets it on paper
    SecondPersonPanel *m_second; ///< agrees to a print
    std::optional<std::pair<casework::InterviewId, bool>> m_printWish; ///< what was asked for; true: as a PDF
    kit::ProgressPanel *m_progress;
    FormOpener *m_opener;
    ForeignAnswers *m_foreign;
    LatePanel *m_late;
    QWidget *m_beforeBlank = nullptr;
    QAction *m_pause, *m_stop, *m_reviewAction, *m_correct, *m_giveUp, *m_print, *m_pdf;
};

template <class Job, class Done> void IntakePage::ask(Job job, Done done)
{
    using Answer = std::invoke_result_t<Job, casework::Desk &>;
    context().workspace->ask(this, std::move(job), [this, visit = m_visit, done = std::move(done)](Answer answer) mutable {
        if (visit != m_visit)
            return; // another person's page by now; what was begun waits in the first one's file
        m_start->setEnabled(true);
        enableVersions();
        if (!answer)
            return m_banner->showError(answer.error());
        if constexpr (std::is_void_v<typename Answer::Value>)
            done();
        else
            done(std::move(answer).value());
    });
}

[[nodiscard]] kit::PageEntry intakePage();

} // namespace indaro::ui::pages
