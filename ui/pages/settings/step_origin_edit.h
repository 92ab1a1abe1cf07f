// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sop/pack.h"
#include "ui/kit/widgets.h"

QT_BEGIN_NAMESPACE
class QCheckBox;
class QComboBox;
class QLabel;
class QListWidget;
QT_END_NAMESPACE

namespace indaro::ui::pages {

/// Where the rule of a step comes from, whether an authority has still to confirm it, and which printed form it has. Part of
/// the pack editor, which keeps what is changed. GUI thread.
class StepOriginEdit final : public QWidget
{
    Q_OBJECT
public:
    explicit StepOriginEdit(QWidget *parent);

    void fill(const sop::Step &step, const sop::Pack &pack);
    /// What was changed into the step; sources keep their order, new ones come last.
    void read(sop::Step &step) const;
    /// The same as lines of a checklist, for the preview.
    [[nodiscard]] static QStringList linesOf(const sop::Pack &pack, const sop::Step &step);
    void retranslate();

Q_SIGNALS:
    void edited();

private:
    bool m_isFilling = false;
    QComboBox *m_form;
    kit::FormRow *m_formRow;
    QLabel *m_sourcesTitle;
    QListWidget *m_sources;
    QCheckBox *m_toConfirm;
};

} // namespace indaro::ui::pages
