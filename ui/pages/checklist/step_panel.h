// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/casework/checklists/family_steps.h"
#include "ui/kit/page.h"
#include "ui/kit/typing_pause.h"

#include <QFrame>

#include <optional>

QT_BEGIN_NAMESPACE
class QCheckBox;
class QLabel;
class QLineEdit;
class QPlainTextEdit;
class QPushButton;
class QVBoxLayout;
QT_END_NAMESPACE
namespace indaro::ui::kit {
class BilingualLabel;
class FormRow;
} // namespace indaro::ui::kit

namespace indaro::ui::pages {

/// One step of a checklist: what to do, how and why, by whom and until when, and what was said of it. What is typed into
/// its note is kept as a draft until the step is marked. While papers of the person are typed in, it asks for the day and
/// the hour that stand on the paper: deadlines count from them. GUI thread.
class StepPanel final : public QFrame
{
    Q_OBJECT
public:
    explicit StepPanel(const kit::PageContext &context, QWidget *parent);

    /// Shows a line of this list; what was typed for another step stays that step's.
    void show(const casework::ChecklistOwner &owner, std::shared_ptr<const casework::Checklist> list, std::size_t line);
    /// Nothing is chosen.
    void clear();
    void retranslate();
    /// Marks the step done, as the button does; nothing when it is not open.
    void markDone();
    /// Keeps what is typed.
    void flush();

Q_SIGNALS:
    /// After it is committed.
    void marked();

private:
    void mark(sop::StepState state);
    void keepDraft();
    void loadDraft();
    void showTexts();
    void showEvidence();
    void showHistory();
    void showPaperDay();
    void findFamily();
    void showFamily();
    [[nodiscard]] const casework::ChecklistLine *line() const;
    [[nodiscard]] std::string draftKey() const;

    kit::PageContext m_context;
    casework::ChecklistOwner m_owner;
    std::shared_ptr<const casework::Checklist> m_list;
    std::size_t m_line = 0;
    QString m_shownStep; ///< id and occurrence the fields belong to
    bool m_isFilling = false;
    kit::TypingPause m_pause;
    QLabel *m_hint;
    QWidget *m_body;
    kit::BilingualLabel *m_title;
    QLabel *m_why;
    QLabel *m_whyKirundi;
    QLabel *m_facts;
    QLabel *m_history;
    QWidget *m_evidenceBox;
    std::vector<QCheckBox *> m_evidence;
    QCheckBox *m_forFamily; ///< shown while the step waits for others of the family too
    std::vector<casework::FamilyStep> m_family;
    QLineEdit *m_doneOn; ///< shown while papers of this person are typed in
    kit::FormRow *m_doneOnRow;
    QPlainTextEdit *m_note;
    kit::FormRow *m_noteRow;
    QLabel *m_problem;
    QPushButton *m_paper; ///< the form of this step, on paper
    QPushButton *m_done;
    QPushButton *m_notApplicable;
    QPushButton *m_refused;
    QPushButton *m_waive;
    QPushButton *m_takeBack;
};

} // namespace indaro::ui::pages
