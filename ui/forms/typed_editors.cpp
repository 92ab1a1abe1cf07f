// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/forms/typed_editors.h"

#include "ui/kit/date_text.h"
#include "ui/kit/hint.h"
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

/// "1 234 567,5": blanks at which no line breaks; what is no number stays as it is.
QString grouped(const QString &number)
{
    static const QRegularExpression Pattern(u"^[+-]?(\\d{4,})(?:[.,]\\d*)?$"_s);
    const auto match = Pattern.match(number);
    if (!match.hasMatch())
        return number;
    QString text = number;
    constexpr qsizetype Group = 3;
    for (qsizetype at = match.capturedEnd(1) - Group; at > match.capturedStart(1); at -= Group)
        text.insert(at, QChar(0x202f));
    return text;
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

void LineEditor::expectDigits()
{
    m_field->setInputMethodHints(Qt::ImhPreferNumbers);
    m_field->setMaximumWidth(240);
    layout()->addItem(new QSpacerItem(0, 0, QSizePolicy::Expanding));
}

void LineEditor::setMasked()
{
    m_field->setEchoMode(QLineEdit::Password);
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
    if (m_isGrouped)
        text = grouped(text);
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

DateEditor::Options DateEditor::optionsFor(const FormTexts &texts, const indaro::forms::FormItem &item)
{
    const bool hasCalendar = !item.hasAppearance(u"no-calendar"_s) && !item.hasAppearance(u"no-calender"_s);
    return {datePrecision(item), hasCalendar, texts.filled().today(), &texts, otherCalendar(item)};
}

DateEditor::DateEditor(Options options, QWidget *parent)
    : TypedEditor(parent), m_options(std::move(options)), m_field(new QLineEdit(this)),
      m_beside(kit::makeLabel(kit::TextRole::Muted, this))
{
    auto *row = rowOf(this);
    row->addWidget(m_field, 1000); // up to its greatest width
    m_field->setMinimumWidth(110);
    connect(m_field, &QLineEdit::textEdited, this, [this] { touched(); });
    connect(m_field, &QLineEdit::editingFinished, this, [this] { commitTyped(); });
    m_beside->setObjectName(u"besideDate"_s);
    m_beside->setTextFormat(Qt::PlainText);
    if (m_options.hasCalendar) {
        m_calendar = new QToolButton(this);
        row->addWidget(m_calendar);
        m_calendar->setText(u"▾"_s);
        m_calendar->setAutoRaise(true);
        m_calendar->setFocusPolicy(Qt::ClickFocus);
        connect(m_calendar, &QToolButton::clicked, this, [this] { openCalendar(); });
        auto *open = new QShortcut(QKeySequence(Qt::ALT | Qt::Key_Down), this);
        open->setContext(Qt::WidgetWithChildrenShortcut);
        connect(open, &QShortcut::activated, m_calendar, &QToolButton::click);
    }
    row->addWidget(m_beside, 2000);
    row->addStretch(1);
    refreshTexts();
}

void DateEditor::refreshTexts()
{
    kit::setHint(m_field, m_options.precision == DatePrecision::Day     ? tr("dd/mm/yyyy")
                          : m_options.precision == DatePrecision::Month ? tr("dd/mm/yyyy, mm/yyyy, yyyy or “17 years”")
                                                                        : tr("yyyy or “17 years”"));
    m_field->setToolTip(kit::hintOf(m_field)); // two languages are longer than a narrow field
    m_field->setMaximumWidth(m_field->fontMetrics().horizontalAdvance(kit::hintOf(m_field)) + kit::space::Six);
    showBeside();
    if (m_calendar == nullptr)
        return;
    m_calendar->setToolTip(tr("Choose in a calendar (Alt+Down)"));
    m_calendar->setAccessibleName(tr("Choose in a calendar"));
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
        m_field->setText(shownDate(date.toString(Qt::ISODate), m_options.precision));
        menu->close();
        commitTyped();
    });
    menu->popup(m_calendar->mapToGlobal(QPoint(0, m_calendar->height())));
}

QString DateEditor::currentValue() const
{
    const QString typed = m_field->text().trimmed();
    if (const auto known = model::SaidAge::parse(model::KeptAnswer::of(m_said).remark); known && typed == ageText(*known))
        return m_said; // said on another day than today, perhaps
    auto said = m_options.precision != DatePrecision::Day ? saidAge(typed, m_options.today) : std::nullopt;
    if (!said)
        return kit::parsePartialDate(typed).value_or(typed);
    said->by = m_options.texts != nullptr ? m_options.texts->interviewer() : QString();
    return model::KeptAnswer{dateLongAgo(*said), said->toText()}.whole();
}

void DateEditor::setValue(const QString &value)
{
    shown(value);
    const auto kept = model::KeptAnswer::of(value);
    const auto said = model::SaidAge::parse(kept.remark);
    m_said = said ? value : QString();
    const QString text = said ? ageText(*said) : shownDate(kept.value, m_options.precision);
    if (m_field->text() != text)
        m_field->setText(text);
    showBeside();
}

/// What follows from an age, or the same day in another calendar.
void DateEditor::showBeside()
{
    QString text;
    if (!m_said.isEmpty())
        text = shownDateAnswer(m_said, m_options.precision);
    else if (m_options.otherCalendar)
        text = calendarHint(*m_options.otherCalendar, QDate::fromString(currentValue(), Qt::ISODate));
    m_beside->setText(text);
    m_beside->setVisible(!text.isEmpty());
}

void DateEditor::setReadOnly(bool readOnly)
{
    m_field->setReadOnly(readOnly);
    if (m_calendar != nullptr)
        m_calendar->setEnabled(!readOnly);
}

QWidget *DateEditor::firstField()
{
    return m_field;
}

DateTimeEditor::DateTimeEditor(DateEditor::Options options, QWidget *parent)
    : QuestionEditor(parent), m_date(new DateEditor(std::move(options), this)),
      m_time(new LineEditor(LineEditor::Kind::Time, this))
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
    : QuestionEditor(parent), m_scale(rangeScale(item)), m_slider(new QSlider(Qt::Horizontal, this)),
      m_number(new LineEditor(LineEditor::Kind::Decimal, this))
{
    const double steps = std::abs(m_scale.end - m_scale.start) / m_scale.step;
    constexpr double MostSteps = 10'000;
    m_slider->setRange(0, static_cast<int>(std::lround(std::clamp(steps, 1.0, MostSteps))));
    m_slider->setTickPosition(item.hasAppearance(u"no-ticks"_s) ? QSlider::NoTicks : QSlider::TicksBelow);
    m_slider->setMaximumWidth(420);
    m_number->setMaximumWidth(110);
    auto *row = rowOf(this);
    row->addWidget(m_slider, 3);
    row->addWidget(m_number, 1);
    row->addStretch();
    m_slider->installEventFilter(this);
    connect(m_slider, &QSlider::valueChanged, this, [this](int position) {
        m_number->setValue(valueAt(position));
        Q_EMIT committed(valueAt(position));
    });
    connect(m_slider, &QSlider::sliderReleased, this, [this] { Q_EMIT committed(valueAt(m_slider->value())); });
    connect(m_number, &QuestionEditor::committed, this, &QuestionEditor::committed);
    connect(m_number, &QuestionEditor::typed, this, &QuestionEditor::typed);
}

QString RangeEditor::valueAt(int position) const
{
    const double direction = m_scale.end < m_scale.start ? -1 : 1;
    return QString::number(m_scale.start + direction * position * m_scale.step, 'g', 10);
}

/// While there is no answer the slider stands at its first value, so keys that lead there or that say yes do not move it.
bool RangeEditor::eventFilter(QObject *watched, QEvent *event)
{
    if (watched != m_slider || event->type() != QEvent::KeyPress || m_isAnswered || !m_slider->isEnabled())
        return QuestionEditor::eventFilter(watched, event);
    switch (static_cast<QKeyEvent *>(event)->key()) {
    case Qt::Key_Space:
    case Qt::Key_Home:
    case Qt::Key_Left:
    case Qt::Key_Down:
    case Qt::Key_PageDown:
        m_number->setValue(valueAt(0));
        Q_EMIT committed(valueAt(0));
        return true;
    default:
        return QuestionEditor::eventFilter(watched, event);
    }
}

void RangeEditor::setValue(const QString &value)
{
    m_isAnswered = !value.isEmpty();
    const QSignalBlocker quiet(m_slider);
    bool isNumber = false;
    const double number = value.toDouble(&isNumber);
    const double steps = std::abs(number - m_scale.start) / m_scale.step;
    m_slider->setValue(isNumber ? static_cast<int>(std::lround(std::min(steps, double(m_slider->maximum())))) : 0);
    m_number->setValue(value);
}

void RangeEditor::setReadOnly(bool readOnly)
{
    m_slider->setEnabled(!readOnly);
    m_number->setReadOnly(readOnly);
}

QWidget *RangeEditor::firstField()
{
    return m_slider;
}

void RangeEditor::commitTyped()
{
    m_number->commitTyped();
}

} // namespace indaro::ui::forms
