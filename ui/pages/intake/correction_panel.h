// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/pages/intake/interview_reading.h"

#include <QtWidgets/QWidget>

#include <optional>
#include <vector>

QT_BEGIN_NAMESPACE
class QLabel;
class QPlainTextEdit;
class QPushButton;
class QVBoxLayout;
QT_END_NAMESPACE
namespace indaro::ui::kit {
class FormRow;
}
namespace indaro::ui::forms {
class FormTexts;
}

namespace indaro::ui::pages {

/// What a correction is called: "As first signed", "Correction 2".
[[nodiscard]] QString versionName(int correction);
/// One line for each answer: "question: before → after".
[[nodiscard]] QStringList changeLines(const forms::FormTexts &texts, const std::vector<casework::AnswerChange> &changes);

/// All versions of a signed interview, each to be opened, with who made it, when, why and what it changed; and, on the
/// version that holds, the reason with which a correction begins.
class CorrectionPanel final : public QWidget
{
    Q_OBJECT
public:
    explicit CorrectionPanel(QWidget *parent);
    /// `shown`: the version on the page; a reason typed for it before stays. `texts` are only read here.
    void show(const VersionsOfInterview &read, casework::InterviewId shown, const forms::FormTexts &texts);
    /// It is in the vault by now.
    void clearReason();
    [[nodiscard]] QString reason() const;

Q_SIGNALS:
    void versionChosen(const indaro::casework::InterviewId &version);
    /// The reason is there.
    void correctionRequested();
    void backRequested();

protected:
    void changeEvent(QEvent *event) override;

private:
    void addVersion(const ShownVersion &shown, const forms::FormTexts &texts);
    void begin();
    void retranslate();

    std::optional<casework::InterviewId> m_shown; ///< the version on the page
    bool m_isValid = false, m_isUnderWay = false, m_mayCorrect = false;
    QLabel *m_title;
    QVBoxLayout *m_versions;
    QWidget *m_beginPart;
    QLabel *m_beginTitle, *m_beginText;
    QPlainTextEdit *m_reason;
    kit::FormRow *m_reasonRow;
    QPushButton *m_begin, *m_back;
};

} // namespace indaro::ui::pages
