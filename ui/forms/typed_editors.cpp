// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/forms/typed_editors.h"

#include "ui/kit/date_text.h"
#include "ui/kit/theme.h"

#include <QtCore/QLocale>
#include <QtCore/QRegularExpression>
#include <QtGui/QKeyEvent>
#include <QtGui/QShortcut>
#include <QtWidgets/QCalendarWidget>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QLabel>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QMenu>
#include <QtWidgets/QPlainTextEdit>
#include <QtWidgets/QSlider>
#include <QtWidgets/QToolButton>
#include <QtWidgets/QWidgetAction>

#include <algorithm>
#include <cmath>
#include <utility>

namespace indaro::ui::forms {

using namespace Qt::StringLiterals;

namespace {

QHBoxLayout *rowOf(QWidget *editor)
{
    auto *row = new QHBoxLayout(editor);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(kit::space::One);
    return row;
}

/// "9:5", "09h05" and "0905" are all 09:05.
QString timeValue(const QString &typed)
{
    static const QRegularExpression Pattern(u"^\\s*(\\d{1,2})\\s*[:hH.]?\\s*(\\d{2})?\\s*$"_s);
    const auto match = Pattern.match(typed);
    if (!match.hasMatch())
        return typed.trimmed();
    const int hour = match.captured(1).toInt();
    const int minute = match.captured(2).toInt();
    if (hour > 23 || minute > 59)
        return typed.trimmed();
    return u"%1:%2"_s.arg(hour, 2, 10, QChar(u'0')).arg(minute, 2, 10, QChar(u'0'));
}

} // namespace

TypedEditor::TypedEditor(QWidget *parent) : QuestionEditor(parent)
{
    connect(&m_pause, &QTimer::timeout, this, [this] {
        m_told = currentValue();
        Q_EMIT typed(m_told);
    });
}

void TypedEditor::touched()
{
    m_pause.touch();
}

void TypedEditor::shown(const QString &value)
{
    m_pause.stop();
    m_given = value;
    m_told = value;
}

void TypedEditor::commitTyped()
{
    m_pause.stop();
    const QString value = currentValue();
    if (value == m_given) {
        if (std::exchange(m_told, value) != value)
            Q_EMIT typed(value); // what was kept meanwhile was taken back
        return;
    }
    m_given = value;
    m_told = value;
    Q_EMIT committed(value);
}

LineEditor::LineEditor(Kind kind, QWidget *parent) : TypedEditor(parent), m_kind(kind), m_field(new QLineEdit(this))
{
    auto *row = rowOf(this);
    row->addWidget(m_field);
    if (kind != Kind::Text) {
        m_field->setMaximumWidth(kind == Kind::Time ? 110 : 180);
        row->addStretch();
    }
    if (kind == Kind::Integer)
        m_field->setInputMethodHints(Qt::ImhDigitsOnly);
    if (kind == Kind::Time)
        m_field->setPlaceholderText(u"--:--"_s);
    m_field->setMaxLength(10'000);
    connect(m_field, &QLineEdit::textEdited, this, [this] { touched(); });
    connect(m_field, &QLineEdit::editingFinished, this, [this] { commitTyped(); });
}

QString LineEditor::currentValue() const
{
    const QString typed = m_field->text();
    switch (m_kind) {
    case Kind::Text:
        return typed.trimmed();
    case Kind::Integer:
    case Kind::Decimal: {
        QString number = typed;
        number.remove(u' ').remove(QChar(0xa0)).remove(QChar(0x202f)); // blanks between thousands
        return number.replace(u',', u'.');
    }
    case Kind::Time:
        return timeValue(typed);
    }
    return typed;
}

void LineEditor::setValue(const QString &value)
{
    shown(value);
    QString text = value;
    if (m_kind == Kind::Decimal)
        text.replace(u'.', u',');
    if (m_kind == Kind::Time)
        text = value.left(5);
    if (m_field->text() != text)
        m_field->setText(text);
}

void LineEditor::setReadOnly(bool readOnly)
{
    m_field->setReadOnly(readOnly);
}

QWidget *LineEditor::firstField()
{
    return m_field;
}

MultilineEditor::MultilineEditor(QWidget *parent) : TypedEditor(parent), m_field(new QPlainTextEdit(this))
{
    rowOf(this)->addWidget(m_field);
    m_field->setTabChangesFocus(true);
    m_field->setFixedHeight(m_field->fontMetrics().lineSpacing() * 3 + kit::space::Three);
    m_field->installEventFilter(this);
    connect(m_field, &QPlainTextEdit::textChanged, this, [this] { touched(); });
}

bool MultilineEditor::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_field && event->type() == QEvent::FocusOut)
        commitTyped();
    if (watched == m_field && event->type() == QEvent::KeyPress) {
        const auto *key = static_cast<QKeyEvent *>(event);
        const bool isEnter = key->key() == Qt::Key_Return || key->key() == Qt::Key_Enter;
        if (isEnter && key->modifiers().testFlag(Qt::ControlModifier)) {
            commitTyped();
            Q_EMIT finished();
            return true;
        }
    }
    return TypedEditor::eventFilter(watched, event);
}

QString MultilineEditor::currentValue() const
{
    return m_field->toPlainText().trimmed();
}

void MultilineEditor::setValue(const QString &value)
{
    if (m_field->toPlainText().trimmed() != value)
        m_field->setPlainText(value);
    shown(value);
}

void MultilineEditor::setReadOnly(bool readOnly)
{
    m_field->setReadOnly(readOnly);
}

QWidget *MultilineEditor::firstField()
{
    return m_field;
}

DateEditor::DateEditor(QWidget *parent)
    : TypedEditor(parent), m_field(new QLineEdit(this)), m_calendar(new QToolButton(this))
{
    auto *row = rowOf(this);
    row->addWidget(m_field, 1000); // up to its greatest width
    row->addWidget(m_calendar);
    row->addStretch(1);
    m_field->setPlaceholderText(tr("dd/mm/yyyy, mm/yyyy or yyyy"));
    m_field->setMinimumWidth(110);
    m_field->setMaximumWidth(m_field->fontMetrics().horizontalAdvance(m_field->placeholderText()) + kit::space::Six);
    m_calendar->setText(u"▾"_s);
    m_calendar->setAutoRaise(true);
    m_calendar->setFocusPolicy(Qt::ClickFocus);
    m_calendar->setToolTip(tr("Choose in a calendar (Alt+Down)"));
    m_calendar->setAccessibleName(tr("Choose in a calendar"));
    connect(m_field, &QLineEdit::textEdited, this, [this] { touched(); });
    connect(m_field, &QLineEdit::editingFinished, this, [this] { commitTyped(); });
    connect(m_calendar, &QToolButton::clicked, this, [this] { openCalendar(); });
    auto *open = new QShortcut(QKeySequence(Qt::ALT | Qt::Key_Down), this);
    open->setContext(Qt::WidgetWithChildrenShortcut);
    connect(open, &QShortcut::activated, m_calendar, &QToolButton::click);
}

void DateEditor::openCalendar()
{
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    auto *calendar = new QCalendarWidget(menu);
    // Qt has no Kirundi calendar that can be shown: August is misspelt, the days are partly English or
    // Kinyarwanda.
    if (QLocale().language() == QLocale::Rundi)
        calendar->setLocale(QLocale(QLocale::French, QLocale::Burundi));
    if (const QDate date = QDate::fromString(currentValue(), Qt::ISODate); date.isValid())
        calendar->setSelectedDate(date);
    auto *action = new QWidgetAction(menu);
    action->setDefaultWidget(calendar);
    menu->addAction(action);
    connect(calendar, &QCalendarWidget::clicked, this, [this, menu](QDate date) {
        m_field->setText(kit::dateText(date));
        menu->close();
        commitTyped();
    });
    menu->popup(m_calendar->mapToGlobal(QPoint(0, m_calendar->height())));
}

QString DateEditor::currentValue() const
{
    const QString typed = m_field->text().trimmed();
    return kit::parsePartialDate(typed).value_or(typed);
}

void DateEditor::setValue(const QString &value)
{
    shown(value);
    const QString text = kit::dateText(value);
    if (m_field->text() != text)
        m_field->setText(text);
}

void DateEditor::setReadOnly(bool readOnly)
{
    m_field->setReadOnly(readOnly);
    m_calendar->setEnabled(!readOnly);
}

QWidget *DateEditor::firstField()
{
    return m_field;
}

DateTimeEditor::DateTimeEditor(QWidget *parent)
    : QuestionEditor(parent), m_date(new DateEditor(this)), m_time(new LineEditor(LineEditor::Kind::Time, this))
{
    auto *row = rowOf(this);
    row->addWidget(m_date);
    row->addWidget(m_time);
    connect(m_date, &QuestionEditor::committed, this, [this](const QString &value) {
        m_dateValue = value;
        partCommitted();
    });
    connect(m_time, &QuestionEditor::committed, this, [this](const QString &value) {
        m_timeValue = value;
        partCommitted();
    });
}

void DateTimeEditor::partCommitted()
{
    if (m_dateValue.isEmpty() == m_timeValue.isEmpty())
        Q_EMIT committed(m_dateValue.isEmpty() ? QString() : m_dateValue + u'T' + m_timeValue);
    else
        Q_EMIT typed(m_dateValue + u'T' + m_timeValue);
}

void DateTimeEditor::setValue(const QString &value)
{
    m_dateValue = value.section(u'T', 0, 0);
    m_timeValue = value.section(u'T', 1).left(5);
    m_date->setValue(m_dateValue);
    m_time->setValue(m_timeValue);
}

void DateTimeEditor::setReadOnly(bool readOnly)
{
    m_date->setReadOnly(readOnly);
    m_time->setReadOnly(readOnly);
}

QWidget *DateTimeEditor::firstField()
{
    return m_date->firstField();
}

void DateTimeEditor::commitTyped()
{
    m_date->commitTyped();
    m_time->commitTyped();
    if (m_dateValue.isEmpty() != m_timeValue.isEmpty())
        Q_EMIT committed(m_dateValue + u'T' + m_timeValue); // half a moment: refused with words, and kept
}

RangeEditor::RangeEditor(const indaro::forms::FormItem &item, QWidget *parent)
    : QuestionEditor(parent), m_start(item.parameters.value(u"start"_s, u"0"_s).toDouble()),
      m_step(item.parameters.value(u"step"_s, u"1"_s).toDouble()), m_slider(new QSlider(Qt::Horizontal, this)),
      m_shown(new QLabel(this))
{
    const double end = item.parameters.value(u"end"_s, u"10"_s).toDouble();
    if (m_step <= 0)
        m_step = 1;
    m_slider->setRange(0, std::clamp(static_cast<int>(std::lround((end - m_start) / m_step)), 1, 1000));
    m_slider->setTickPosition(QSlider::TicksBelow);
    m_slider->setMaximumWidth(420);
    m_shown->setMinimumWidth(48);
    auto *row = rowOf(this);
    row->addWidget(m_slider);
    row->addWidget(m_shown);
    row->addStretch();
    connect(m_slider, &QSlider::valueChanged, this, [this](int position) {
        m_shown->setText(valueAt(position).replace(u'.', u','));
        Q_EMIT committed(valueAt(position));
    });
    connect(m_slider, &QSlider::sliderReleased, this, [this] { Q_EMIT committed(valueAt(m_slider->value())); });
}

QString RangeEditor::valueAt(int position) const
{
    return QString::number(m_start + position * m_step, 'g', 10);
}

void RangeEditor::setValue(const QString &value)
{
    const QSignalBlocker quiet(m_slider);
    bool ok = false;
    const double number = value.toDouble(&ok);
    m_slider->setValue(ok ? static_cast<int>(std::lround((number - m_start) / m_step)) : 0);
    m_shown->setText(ok ? QString(value).replace(u'.', u',') : u"–"_s);
}

void RangeEditor::setReadOnly(bool readOnly)
{
    m_slider->setEnabled(!readOnly);
}

QWidget *RangeEditor::firstField()
{
    return m_slider;
}

} // namespace indaro::ui::forms
