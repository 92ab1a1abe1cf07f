// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/forms/form_sections.h"

#include <QtWidgets/QListWidget>

namespace indaro::ui::forms {

/// The sections of the interview with what is answered, what is not and what is wrong; a click or Enter jumps there.
class ProgressRail final : public QListWidget
{
    Q_OBJECT
public:
    explicit ProgressRail(QWidget *parent);
    /// `titles`: one per section.
    void show(const std::vector<Section> &sections, const QStringList &titles, int current);

Q_SIGNALS:
    void sectionChosen(int index);
};

} // namespace indaro::ui::forms
