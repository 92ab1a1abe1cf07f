// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/forms/form_texts.h"

#include <QtWidgets/QWidget>

namespace indaro::ui::forms {

/// The part of a question that takes the answer. Values are as ODK stores them; what is typed and not yet
/// understandable is passed on as it is, so that it can be refused with words and kept meanwhile.
class QuestionEditor : public QWidget
{
    Q_OBJECT
public:
    using QWidget::QWidget;

    /// Shows a value. Never emits.
    virtual void setValue(const QString &value) = 0;
    /// Choices may have changed (choice_filter, language).
    virtual void refreshTexts() {}
    virtual void setReadOnly(bool readOnly) = 0;
    /// In a table the choices are buttons in columns, whose words stand above.
    virtual void setTabular(bool) {}
    /// Where the keyboard goes first.
    [[nodiscard]] virtual QWidget *firstField() = 0;
    /// Emits committed() for a text that was typed and not yet passed on.
    virtual void commitTyped() {}

Q_SIGNALS:
    /// An answer, complete.
    void committed(const QString &value);
    /// A text still being typed, after a pause of 300 ms.
    void typed(const QString &text);
    /// The keyboard wants the next question.
    void finished();
};

/// The editor for a question, or null for rows that take no answer (note, calculate, hidden).
[[nodiscard]] QuestionEditor *makeEditor(const FormTexts &texts, const QString &path, QWidget *parent);

} // namespace indaro::ui::forms
