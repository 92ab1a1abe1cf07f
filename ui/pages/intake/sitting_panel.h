// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/secret_bytes.h"
#include "core/casework/interviews/interview_draft.h"
#include "ui/kit/secret_field.h"
#include "ui/pages/intake/form_library.h"

#include <QtWidgets/QWidget>

QT_BEGIN_NAMESPACE
class QComboBox;
class QLabel;
class QLineEdit;
class QPushButton;
class QVBoxLayout;
QT_END_NAMESPACE
namespace indaro::ui::kit {
class FormRow;
}

namespace indaro::ui::pages {

/// Before a sitting: is everything ready, which form, who is in the room, the code for pauses. Also the interviews of
/// this person that can be gone on with.
class SittingPanel final : public QWidget
{
    Q_OBJECT
public:
    explicit SittingPanel(QWidget *parent);

    /// The keyboard to where a sitting's head mostly begins.
    void focusInterviewer();
    void showForms(const std::vector<FormEntry> &entries);
    /// Names of the parts of a file whose answers the role does not write: said before anybody is asked about them.
    void showClosedParts(const QStringList &parts);
    /// Marks the form as chosen and fixed: the interview exists already.
    void showInterviews(const std::vector<casework::InterviewLine> &lines, const std::vector<FormEntry> &entries);
    void setResuming(bool isResuming);
    void selectForm(const QString &formId);
    [[nodiscard]] QString chosenForm() const;
    [[nodiscard]] casework::SittingDraft head() const;
    void setHead(const casework::SittingDraft &head);
    [[nodiscard]] bool isKirundiLarge() const;
    static constexpr std::size_t ShortestCode = 4; ///< characters
    /// False: the code for pauses is too easy to guess. It is said beside the field, which gets the keyboard.
    [[nodiscard]] bool isAcceptable();
    /// The code is typed once: whoever mistypes it signs in again. Empty: a pause locks the program.
    [[nodiscard]] base::SecretBytes takeCode();

Q_SIGNALS:
    void beginRequested();
    void resumeRequested(const QByteArray &interviewId);
    void otherFormRequested();
    /// It was held on paper, and is typed in now.
    void paperRequested();

protected:
    void changeEvent(QEvent *event) override;

private:
    void build();
    void retranslate();
    QWidget *m_formPart;
    QComboBox *m_form;
    QPushButton *m_other;
    QLabel *m_readinessTitle;
    QLabel *m_readiness;
    QLabel *m_closed;
    QLabel *m_earlierTitle;
    QVBoxLayout *m_earlier;
    QLineEdit *m_interviewer, *m_interpreter, *m_place, *m_others;
    QComboBox *m_language;
    QComboBox *m_large;
    kit::SecretField *m_code;
    kit::FormRow *m_formRow, *m_interviewerRow, *m_interpreterRow, *m_placeRow, *m_othersRow, *m_languageRow, *m_largeRow,
        *m_codeRow;
    QPushButton *m_begin;
    QPushButton *m_paper;
    QStringList m_closedParts;
    bool m_isResuming = false;
};

} // namespace indaro::ui::pages
