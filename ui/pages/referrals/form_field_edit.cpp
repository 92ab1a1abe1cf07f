// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/referrals/form_field_edit.h"

#include "core/model/partial_date.h"
#include "ui/kit/date_text.h"
#include "ui/kit/theme.h"
#include "ui/kit/wrapping_buttons.h"
#include "ui/models/code_label.h"

#include <QCheckBox>
#include <QEvent>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QVBoxLayout>

#include <algorithm>

namespace indaro::ui::pages {

using documents::FieldKind;

namespace {

/// ISO of a day, part of one, or a day and a time ("24/11/2026 14:30"); what is none of these is printed as it was typed.
QString momentTyped(const QString &typed)
{
    if (const auto date = model::PartialDate::parse(typed))
        return date->toIso();
    const qsizetype gap = typed.lastIndexOf(QLatin1Char(' '));
    const auto day = model::PartialDate::parse(typed.left(std::max<qsizetype>(gap, 0)).trimmed());
    const QTime time = QTime::fromString(typed.mid(gap + 1), QStringLiteral("H:mm"));
    if (!day || day->earliest() != day->latest() || !time.isValid())
        return typed;
    return day->toIso() + QLatin1Char('T') + time.toString(Qt::ISODate).left(5); // to the minute
}

} // namespace

QString labelText(const documents::Label &label, const QString &language)
{
    if (language == QLatin1String("en") && !label.english.isEmpty())
        return label.english;
    if (language != QLatin1String("rn") || label.kirundi.isEmpty())
        return label.french;
    if (label.kirundiStatus == documents::KirundiStatus::Attested)
        return label.kirundi + QStringLiteral(" · ") + label.french;
    return label.kirundi + QStringLiteral("° · ") + label.french;
}

FormFieldEdit::FormFieldEdit(const documents::Field &field, bool canBeShared, QWidget *parent)
    : QWidget(parent), m_field(field), m_label(kit::makeLabel(kit::TextRole::FieldLabel, this)),
      m_problem(kit::makeLabel(kit::TextRole::Body, this))
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(kit::space::Half);
    auto *head = new QHBoxLayout;
    head->addWidget(m_label, 1);
    if (canBeShared) {
        m_share = new kit::CheckBox(this);
        head->addWidget(m_share, 0, Qt::AlignTop);
        connect(m_share, &QCheckBox::toggled, this, &FormFieldEdit::edited);
    }
    column->addLayout(head);
    m_problem->setProperty("textRole", QStringLiteral("error"));
    m_problem->hide();
    if (m_field.kind == FieldKind::Choice || m_field.kind == FieldKind::MultiChoice) {
        auto *grid = new QGridLayout;
        constexpr int Columns = 2;
        int at = 0;
        for (const auto &option : m_field.options) {
            auto *box = new kit::CheckBox(this);
            box->setProperty("code", option.name);
            connect(box, &QCheckBox::clicked, this, [this, box](bool isOn) {
                for (auto *other : m_options) {
                    if (isOn && m_field.kind == FieldKind::Choice && other != box)
                        other->setChecked(false);
                }
                Q_EMIT edited();
            });
            auto *text = new QLabel(this);
            text->setWordWrap(true); // a check box cannot wrap, and two languages are long
            text->setBuddy(box);
            text->installEventFilter(this);
            auto *pair = new QHBoxLayout;
            pair->addWidget(box, 0);
            pair->addWidget(text, 1, Qt::AlignVCenter);
            grid->addLayout(pair, at / Columns, at % Columns);
            grid->setColumnStretch(at % Columns, 1);
            m_optionTexts.push_back(text);
            m_options.push_back(box);
            ++at;
        }
        column->addLayout(grid);
    } else if (m_field.kind == FieldKind::Multiline) {
        m_text = new QPlainTextEdit(this);
        m_text->setTabChangesFocus(true);
        m_text->setFixedHeight(kit::space::Six * 2);
        connect(m_text, &QPlainTextEdit::textChanged, this, &FormFieldEdit::edited);
        m_label->setBuddy(m_text);
        column->addWidget(m_text);
    } else {
        m_line = new QLineEdit(this);
        m_line->setInputMethodHints(Qt::ImhSensitiveData | Qt::ImhNoPredictiveText);
        connect(m_line, &QLineEdit::textEdited, this, &FormFieldEdit::edited);
        m_label->setBuddy(m_line);
        column->addWidget(m_line);
    }
    column->addWidget(m_problem);
    QWidget *first = m_line != nullptr ? static_cast<QWidget *>(m_line) : m_text;
    if (!m_options.empty())
        first = m_options.front();
    setFocusProxy(first);
    setProperty("hasOrderOfItsOwn", true); // the value first, then whether it is shared
    if (m_share != nullptr)                // between a widget and its proxy Tab would pass it by
        setTabOrder(m_options.empty() ? first : m_options.back(), m_share);
}

QString FormFieldEdit::value() const
{
    if (m_text != nullptr)
        return m_text->toPlainText();
    if (m_line != nullptr) {
        if (m_field.kind != FieldKind::Date)
            return m_line->text();
        return momentTyped(m_line->text().trimmed());
    }
    QStringList codes;
    for (const auto *box : m_options) {
        if (box->isChecked())
            codes << box->property("code").toString();
    }
    return codes.join(QLatin1Char(' '));
}

void FormFieldEdit::setValue(const QString &value)
{
    const QSignalBlocker blocker(this);
    if (m_text != nullptr)
        m_text->setPlainText(value);
    else if (m_line != nullptr)
        m_line->setText(
            m_field.kind == FieldKind::Date || m_field.name == QLatin1String("birth_or_age") ? kit::dateText(value) : value);
    const QStringList codes = value.split(QLatin1Char(' '), Qt::SkipEmptyParts);
    for (auto *box : m_options)
        box->setChecked(codes.contains(box->property("code").toString()));
}

void FormFieldEdit::addBelow(QWidget *part)
{
    layout()->addWidget(part);
}

bool FormFieldEdit::isShared() const
{
    return m_share != nullptr && m_share->isChecked();
}

void FormFieldEdit::setShared(bool isShared)
{
    const QSignalBlocker blocker(this);
    if (m_share != nullptr)
        m_share->setChecked(isShared);
}

void FormFieldEdit::setLanguage(const QString &language)
{
    m_label->setText(labelText(m_field.label, language));
    if (m_share != nullptr) {
        m_share->setText(tr("Share"));
        m_share->setToolTip(tr("Print this line on the form that leaves the house"));
        m_share->setAccessibleName(tr("Share: %1").arg(m_label->text()));
    }
    for (qsizetype i = 0; i < m_field.options.size(); ++i) {
        const auto at = static_cast<std::size_t>(i);
        m_optionTexts[at]->setText(labelText(m_field.options[i].label, language));
        m_options[at]->setAccessibleName(m_optionTexts[at]->text());
    }
    QWidget *editor = m_text != nullptr ? static_cast<QWidget *>(m_text) : m_line;
    if (editor != nullptr)
        editor->setAccessibleName(m_label->text());
}

void FormFieldEdit::setReadOnly(bool isReadOnly)
{
    if (m_text != nullptr)
        m_text->setReadOnly(isReadOnly);
    if (m_line != nullptr)
        m_line->setReadOnly(isReadOnly);
    for (auto *box : m_options)
        box->setEnabled(!isReadOnly);
    if (m_share != nullptr)
        m_share->setEnabled(!isReadOnly);
}

bool FormFieldEdit::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::MouseButtonRelease) {
        const auto text = std::ranges::find(m_optionTexts, watched);
        if (text != m_optionTexts.end())
            m_options[static_cast<std::size_t>(text - m_optionTexts.begin())]->click();
    }
    return QWidget::eventFilter(watched, event);
}

void FormFieldEdit::setProblem(const QString &message)
{
    m_problem->setText(message);
    m_problem->setVisible(!message.isEmpty());
}

} // namespace indaro::ui::pages
