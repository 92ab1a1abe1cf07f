// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/casework/interviews/interview_draft.h"
#include "ui/kit/page.h"
#include "ui/pages/intake/form_library.h"

#include <QtCore/QTimer>

#include <memory>
#include <optional>

QT_BEGIN_NAMESPACE
class QAction;
class QLabel;
class QPlainTextEdit;
class QStackedWidget;
QT_END_NAMESPACE
namespace indaro::ui::kit {
class Banner;
}
namespace indaro::ui::forms {
class FormView;
}

namespace indaro::ui::pages {

class BlankScreen;
class InterviewSession;
class ReviewPanel;
class SittingPanel;

/// Holds an interview with a person: choose the form, the head of the sitting, the questions, review and signature.
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
    [[nodiscard]] forms::FormView *formView() const { return m_view; }

protected:
    void retranslate() override;

private:
    struct Loaded;
    void build();
    void buildActions();
    void loadLibrary(std::function<void()> done);
    void showStart();
    void startNew();
    void resume(casework::InterviewId interview);
    void openLoaded(std::shared_ptr<Loaded> loaded);
    void openForm(std::shared_ptr<Loaded> loaded, const FormEntry &form);
    void beginSitting();
    void enterForm(bool isCut);
    void addOtherForm();
    void stopSitting();
    void endSitting(const QString &reason);
    void review();
    void writeConfirmed();
    void askToSign();
    void sign();
    void showAlerts(const QStringList &kinds);
    void updateHead();
    void showWork(QWidget *part);
    void saveView();
    [[nodiscard]] bool isSitting() const { return m_sitting.has_value(); }

    QString m_formFolder;
    std::vector<FormEntry> m_forms;
    std::optional<sync::RecordId> m_person;
    QString m_caseCode;
    std::unique_ptr<InterviewSession> m_session;
    std::optional<casework::SittingId> m_sitting;
    base::UtcMs m_sittingSince = 0;
    casework::SittingDraft m_head;
    QStringList m_alertKinds;
    int m_visit = 0; ///< counts open(): what was asked for on an earlier visit is nobody's any more

    QStackedWidget *m_stack;
    SittingPanel *m_start;
    QWidget *m_work;
    forms::FormView *m_view;
    ReviewPanel *m_review;
    BlankScreen *m_blank;
    kit::Banner *m_banner;
    kit::Banner *m_alerts;
    QLabel *m_headLine;
    QWidget *m_notesPart;
    QLabel *m_notesTitle;
    QPlainTextEdit *m_notes;
    QTimer m_notesPause;
    QWidget *m_beforeBlank = nullptr;
    QAction *m_swap, *m_notesAction, *m_pause, *m_stop, *m_reviewAction;
};

[[nodiscard]] kit::PageEntry intakePage();

} // namespace indaro::ui::pages
