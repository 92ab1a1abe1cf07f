// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/kit/typing_pause.h"

#include <QtWidgets/QWidget>

QT_BEGIN_NAMESPACE
class QAction;
class QBoxLayout;
class QLabel;
class QPlainTextEdit;
QT_END_NAMESPACE
namespace indaro::ui::forms {
class FormView;
}

namespace indaro::ui::pages {

/// The questions of an interview with what stands around them: the head of the sitting, which language is the large
/// one (F8), and the interviewer's own notes apart from the person's words (F7): at the side, or in place of the questions
/// where both do not fit.
class InterviewPanel final : public QWidget
{
    Q_OBJECT
public:
    explicit InterviewPanel(QWidget *parent);

    [[nodiscard]] forms::FormView *formView() const { return m_view; }
    void setHead(const QString &text);
    void setKirundiLarge(bool isKirundi);
    /// The form in the view is another one: which language F8 makes large, and whether there are two.
    void followForm();
    void setNotes(const QString &text, bool isReadOnly);
    /// Tells notes that wait for a pause in typing now.
    void flushNotes();

Q_SIGNALS:
    /// After a pause of 300 ms and from flushNotes().
    void notesEdited(const QString &text);

protected:
    void changeEvent(QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void build();
    void arrange();
    void retranslate();
    [[nodiscard]] bool isNarrow() const;
    forms::FormView *m_view;
    QBoxLayout *m_headRow = nullptr; ///< what is said of the sitting, and buttons
    QLabel *m_head;
    QWidget *m_notesPart;
    QLabel *m_notesTitle;
    QPlainTextEdit *m_notes;
    kit::TypingPause m_notesPause{std::chrono::milliseconds(300), kit::TypingPause::Field};
    QAction *m_swap, *m_notesAction;
};

} // namespace indaro::ui::pages
