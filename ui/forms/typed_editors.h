// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/forms/answer_check.h"
#include "ui/forms/other_calendars.h"
#include "ui/forms/partial_dates.h"
#include "ui/forms/question_editor.h"
#include "ui/kit/typing_pause.h"

QT_BEGIN_NAMESPACE
class QLineEdit;
class QPlainTextEdit;
class QSlider;
class QLabel;
class QToolButton;
QT_END_NAMESPACE

namespace indaro::ui::forms {

/// Editors whose answer grows key by key: kept after a pause, given on leaving the field or Enter.
class TypedEditor : public QuestionEditor
{
    Q_OBJECT
public:
    explicit TypedEditor(QWidget *parent);
    void commitTyped() override;

protected:
    /// What stands in the field, as ODK would store it where it can be understood.
    [[nodiscard]] virtual QString currentValue() const = 0;
    /// Somebody typed.
    void touched();
    void shown(const QString &value);

private:
    kit::TypingPause m_pause{std::chrono::milliseconds(300), kit::TypingPause::Draft};
    QString m_given; ///< what was shown or committed last
    QString m_told;  ///< what typed() told last
};

/// Text, whole number, decimal with comma or point, time of day.
class LineEditor final : public TypedEditor
{
    Q_OBJECT
public:
    enum class Kind { Text, Integer, Decimal, Time };
    LineEditor(Kind kind, QWidget *parent);
    /// A text of digits (appearance "numbers"): short, any text all the same.
    /// What is typed is not to be read over a shoulder (appearance "masked").
    void setMasked();
    void expectDigits();
    /// Shows a blank between thousands (appearance "thousands-sep").
    void setGrouped(bool isGrouped) { m_isGrouped = isGrouped; }
    void setValue(const QString &value) override;
    void setReadOnly(bool readOnly) override;
    [[nodiscard]] QWidget *firstField() override;

private:
    [[nodiscard]] QString currentValue() const override;
    Kind m_kind;
    bool m_isGrouped = false;
    QLineEdit *m_field;
};

/// Several lines; Tab leaves the field, Ctrl+Enter goes on.
class MultilineEditor final : public TypedEditor
{
    Q_OBJECT
public:
    explicit MultilineEditor(QWidget *parent);
    void setValue(const QString &value) override;
    void setReadOnly(bool readOnly) override;
    [[nodiscard]] QWidget *firstField() override;

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    [[nodiscard]] QString currentValue() const override;
    QPlainTextEdit *m_field;
};

/// A whole date, and where the form allows it a month, a year or "17 years", as far as it is known; a calendar for "last
/// Saturday" [forms.md 5.6]. An age stays what was said, with the day and who noted it; the year counted back from it stands
/// beside it, as does the day in the calendar the form asks in.
class DateEditor : public TypedEditor
{
    Q_OBJECT
public:
    struct Options
    {
        DatePrecision precision = DatePrecision::Day;
        bool hasCalendar = true;
        QDate today;                      ///< what an age counts back from
        const FormTexts *texts = nullptr; ///< who notes it; outlives the editor
        std::optional<OtherCalendar> otherCalendar{};
    };
    [[nodiscard]] static Options optionsFor(const FormTexts &texts, const indaro::forms::FormItem &item);
    DateEditor(Options options, QWidget *parent);
    void setValue(const QString &value) override;
    void refreshTexts() override;
    void setReadOnly(bool readOnly) override;
    [[nodiscard]] QWidget *firstField() override;
    [[nodiscard]] QString currentValue() const override;

private:
    void openCalendar();
    void showBeside();
    Options m_options;
    QLineEdit *m_field;
    QToolButton *m_calendar = nullptr;
    QLabel *m_beside;
    QString m_said; ///< the whole answer while the field shows the words of an age
};

class DateTimeEditor final : public QuestionEditor
{
    Q_OBJECT
public:
    DateTimeEditor(DateEditor::Options options, QWidget *parent);
    void setValue(const QString &value) override;
    void setReadOnly(bool readOnly) override;
    [[nodiscard]] QWidget *firstField() override;
    void commitTyped() override;

private:
    void partCommitted();
    DateEditor *m_date;
    LineEditor *m_time;
    QString m_dateValue;
    QString m_timeValue;
};

/// A number on a line from start to end in steps, by the slider or typed. Nothing is chosen until somebody touches it.
class RangeEditor final : public QuestionEditor
{
    Q_OBJECT
public:
    RangeEditor(const indaro::forms::FormItem &item, QWidget *parent);
    void setValue(const QString &value) override;
    void setReadOnly(bool readOnly) override;
    [[nodiscard]] QWidget *firstField() override;
    void commitTyped() override;

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    [[nodiscard]] QString valueAt(int position) const;
    RangeScale m_scale;
    QSlider *m_slider;
    bool m_isAnswered = false;
    LineEditor *m_number;
};

} // namespace indaro::ui::forms
