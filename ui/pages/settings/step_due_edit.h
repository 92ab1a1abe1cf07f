// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sop/pack.h"
#include "ui/kit/translations.h"
#include "ui/kit/widgets.h"

QT_BEGIN_NAMESPACE
class QComboBox;
class QLineEdit;
QT_END_NAMESPACE

namespace indaro::ui::pages {

/// Until when a step of a procedure is done: counted from an event or from another step, once or coming back. Part of the
/// pack editor, which keeps what is changed. GUI thread.
class StepDueEdit final : public QWidget
{
    Q_OBJECT
public:
    explicit StepDueEdit(QWidget *parent);

    void fill(const sop::Step &step, const sop::Pack &pack, kit::Language language);
    /// What was changed into the step. A span that cannot be read leaves the one before, and is said beside its line.
    void read(sop::Step &step);
    /// The same as lines of a checklist, for the preview.
    [[nodiscard]] static QStringList linesOf(const sop::Step &step);
    void retranslate();

Q_SIGNALS:
    void edited();

private:
    void readRepeat(sop::Step &step);
    void showWhatFits();

    QComboBox *m_kind;
    QComboBox *m_anchor; ///< data: "admission", "step:4.1"
    QLineEdit *m_span;
    QLineEdit *m_repeat;
    QComboBox *m_until; ///< data: "exit", or nothing
    kit::FormRow *m_kindRow, *m_anchorRow, *m_spanRow, *m_repeatRow, *m_untilRow;
};

} // namespace indaro::ui::pages
