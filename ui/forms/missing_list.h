// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/forms/form_sections.h"
#include "ui/forms/form_texts.h"

#include <QtWidgets/QListWidget>

namespace indaro::ui::forms {

/// The questions that keep the interview from being whole: those with a problem in any section that is open, then those of
/// the section shown that have no answer yet. A click or Enter leads to the question.
class MissingList final : public QListWidget
{
    Q_OBJECT
public:
    explicit MissingList(QWidget *parent);
    void show(const FormTexts &texts, const std::vector<Section> &sections, int current);

Q_SIGNALS:
    void questionChosen(const QString &path);
};

} // namespace indaro::ui::forms
