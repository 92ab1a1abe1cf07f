// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/casework/interviews/interview_draft.h"

#include <QtWidgets/QFrame>

QT_BEGIN_NAMESPACE
class QLabel;
class QPushButton;
QT_END_NAMESPACE
namespace indaro::ui::forms {
class FormTexts;
}

namespace indaro::ui::pages {

/// What was typed here into an interview that another computer had signed: question and words, until somebody makes a note
/// of it or lets it go. Hidden while there is nothing.
class LatePanel final : public QFrame
{
    Q_OBJECT
public:
    explicit LatePanel(QWidget *parent);
    /// `texts`: of the interview; null hides the panel.
    void show(const casework::LoadedInterview *interview, const forms::FormTexts *texts);
    /// What stands there, a line each: the words of the note.
    [[nodiscard]] QString words() const { return m_lines.join(QLatin1Char('\n')); }

Q_SIGNALS:
    void noteRequested();
    void dropRequested();

protected:
    void changeEvent(QEvent *event) override;

private:
    void retranslate();
    QStringList m_lines;
    QLabel *m_title, *m_text, *m_words;
    QPushButton *m_note, *m_drop;
};

} // namespace indaro::ui::pages
