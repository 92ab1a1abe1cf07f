// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sop/pack.h"
#include "ui/kit/widgets.h"

#include <vector>

QT_BEGIN_NAMESPACE
class QCheckBox;
class QComboBox;
class QLabel;
class QLineEdit;
QT_END_NAMESPACE

namespace indaro::ui::pages {

/// What a step of a procedure asks and holds back: for whom it is, what proves it, what waits for it. Part of the pack
/// editor, which keeps what is changed. GUI thread.
class StepRulesEdit final : public QWidget
{
    Q_OBJECT
public:
    explicit StepRulesEdit(QWidget *parent);

    void fill(const sop::Step &step, sop::Track track);
    /// Offers the records that can close such a step; its deadline decides which.
    void showRecords(const sop::Step &step, sop::Track track);
    /// What was changed into the step; what this does not show stays as it is.
    void read(sop::Step &step) const;
    /// The same as lines of a checklist, for the preview.
    [[nodiscard]] static QStringList linesOf(const sop::Step &step);
    /// In the language of the screens.
    void retranslate();

Q_SIGNALS:
    void edited();

private:
    void makeEvidence();
    void makeGuards();
    /// A text for each condition that is offered, and one for any other.
    [[nodiscard]] static QStringList conditionTexts();
    [[nodiscard]] static QString conditionText(const QString &expression);
    void chooseCondition();
    void showCondition();

    bool m_isFilling = false;
    QComboBox *m_condition;
    QLineEdit *m_expression;
    kit::FormRow *m_conditionRow, *m_expressionRow;
    QLabel *m_evidenceTitle;
    std::vector<QCheckBox *> m_evidence; ///< one for each kind that is no record of the program
    QComboBox *m_records;
    kit::FormRow *m_recordsRow;
    QLabel *m_guardsTitle;
    std::vector<QCheckBox *> m_guards; ///< one for each Action
    QCheckBox *m_urgent;
    QCheckBox *m_blocks;
};

} // namespace indaro::ui::pages
