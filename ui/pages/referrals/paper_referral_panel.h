// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/casework/referrals/incoming.h"
#include "core/documents/document.h"
#include "ui/kit/page.h"
#include "ui/kit/typing_pause.h"

#include <QFrame>

QT_BEGIN_NAMESPACE
class QLabel;
class QLineEdit;
class QPushButton;
QT_END_NAMESPACE
namespace indaro::ui::kit {
class FormRow;
}

namespace indaro::ui::pages {

class FormFieldEdit;

/// A referral that came on paper, typed in from the form another organisation filled: who sends, their number, the day, the
/// person as far as they say, what they ask. What is typed is kept as a draft until it is taken in. GUI thread.
class PaperReferralPanel final : public QFrame
{
    Q_OBJECT
public:
    PaperReferralPanel(const kit::PageContext &context, const documents::Template &form, QWidget *parent);
    void begin();
    void flush();
    void retranslate();

Q_SIGNALS:
    void takenIn(const indaro::sync::RecordId &package);

private:
    void submit();
    void restore(const base::Bytes &draft);
    void showProblem(const base::Error &error);
    [[nodiscard]] casework::PaperReferralDraft typed() const;

    kit::PageContext m_context;
    QLabel *m_title, *m_hint, *m_problem;
    QLineEdit *m_number;
    kit::FormRow *m_numberRow = nullptr;
    std::vector<FormFieldEdit *> m_edits;
    QPushButton *m_submit, *m_notNow;
    kit::TypingPause m_pause{kit::TypingPause::Draft, kit::TypingPause::Draft};
    bool m_isFilling = false;
    bool m_isDraftRead = false;
};

} // namespace indaro::ui::pages
