// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/casework/interviews/interview_draft.h"
#include "ui/kit/page.h"
#include "ui/pages/intake/form_library.h"
#include "ui/pages/intake/interview_reading.h"

#include <memory>
#include <optional>

QT_BEGIN_NAMESPACE
class QAction;
class QStackedWidget;
QT_END_NAMESPACE
namespace indaro::ui::kit {
class Banner;
class ProgressPanel;
} // namespace indaro::ui::kit
namespace indaro::ui::forms {
class FormView;
}

namespace indaro::ui::pages {

class AlertBanner;
class BlankScreen;
class FormOpener;
class InterviewPanel;
class InterviewSession;
class ReviewPanel;
class SittingPanel;

/// Holds an interview with a person: SittingPanel (form and head of the sitting), InterviewPanel (the questions),
/// ReviewPanel (register and signature) and BlankScreen (pause), one at a time. The page moves between them and keeps
/// the sitting; InterviewSession writes the answers.
/// Opened with OpenInterview. While a sitting is open, idle time hides the questions and only later locks
/// [contracts.md 12]. An interview whose sitting was never closed reopens where it was and says so.
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
    void setFormFolder(const QString &folder) { m_formFolder = folder; }
    [[nodiscard]] InterviewSession *session() const { return m_session.get(); }
    [[nodiscard]] forms::FormView *formView() const;

protected:
    void retranslate() override;

private:
    void build();
    void buildActions();
    void loadLibrary(std::function<void()> done);
    void showStart();
    void startNew();
    void resume(casework::InterviewId interview);
    void openForm(OpenedInterview opened, const FormEntry &form);
    void makeSession(casework::LoadedInterview interview, const FormEntry &form);
    void begin();
    void openSitting();
    void changeSitting();
    void enterForm();
    void prefill();
    void restoreUnfinished();
    void sayWhereItWasCut();
    void addForm(const FormEntry &form);
    void stopSitting();
    void endSitting(const QString &reason);
    void review();
    void writeConfirmed();
    void sign();
    void updateHead();
    void showWork(QWidget *part);
    [[nodiscard]] bool isSitting() const { return m_sitting.has_value(); }
    /// Runs `job(Desk &)` on the store thread and `done(its value)` here, unless another interview was opened
    /// meanwhile; an error is said in the banner.
    template <class Job, class Done> void ask(Job job, Done done);

    QString m_formFolder;
    std::vector<FormEntry> m_forms;
    std::optional<sync::RecordId> m_person;
    QString m_caseCode;
    std::unique_ptr<InterviewSession> m_session;
    std::optional<casework::SittingId> m_sitting;
    base::UtcMs m_sittingSince = 0;
    casework::SittingDraft m_head;
    int m_visit = 0; ///< counts open(): what was asked for on an earlier visit is nobody's any more

    QStackedWidget *m_stack;
    SittingPanel *m_start;
    InterviewPanel *m_work;
    ReviewPanel *m_review;
    BlankScreen *m_blank;
    AlertBanner *m_alerts;
    kit::Banner *m_banner;
    kit::ProgressPanel *m_progress;
    FormOpener *m_opener;
    QWidget *m_beforeBlank = nullptr;
    QAction *m_pause, *m_stop, *m_reviewAction;
};

[[nodiscard]] kit::PageEntry intakePage();

} // namespace indaro::ui::pages
