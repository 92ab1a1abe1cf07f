// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/people/value_edit.h"

#include "core/model/code_list.h"
#include "core/model/field_rules.h"
#include "core/model/field_table.h"
#include "core/model/partial_date.h"
#include "ui/kit/combo_box.h"
#include "ui/kit/date_text.h"
#include "ui/kit/flow_grid.h"
#include "ui/kit/hint.h"
#include "ui/kit/reason_button.h"
#include "ui/kit/theme.h"
#include "ui/kit/wrapping_buttons.h"
#include "ui/models/code_label.h"
#include "ui/models/field_label.h"

#include <QApplication>
#include <QCheckBox>
#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QRegularExpression>
#include <QVBoxLayout>

#include <array>

namespace indaro::ui::pages {

namespace fields = model::fields;

namespace {

constexpr int CheckColumns = 3;
constexpr int CheckWidth = 120; // at least; the words decide
constexpr std::array LongTexts{fields::note::Body,
                               fields::health::Complaint,
                               fields::stay::Reason,
                               fields::identity::SafeContact,
                               fields::stay_location::DestinationDetail,
                               fields::incident::What,
                               fields::incident::Done,
                               fields::step_mark::Note,
                               fields::visit::Note,
                               fields::follow_up::Note,
                               fields::follow_up_plan::AgreedWords,
                               fields::meeting::Present,
                               fields::meeting::Minutes,
                               fields::meeting::Decisions,
                               fields::support_plan::Refused,
                               fields::support_plan::WayOut,
                               fields::support_plan::Reviewed,
                               fields::safety_plan::Signs,
                               fields::safety_plan::Steps,
                               fields::safety_plan::People,
                               fields::safety_plan::Places,
                               fields::safety_plan::SafeText,
                               fields::best_interests::Question,
                               fields::best_interests::PanelNames,
                               fields::best_interests::Reasons,
                               fields::best_interests::ChildTold,
                               fields::best_interests_item::Words,
                               fields::age_evidence::Words,
                               fields::complaint::Words,
                               fields::complaint::Done,
                               fields::retention::Note,
                               fields::directory_entry::Note};

template <std::size_t N> bool contains(const std::array<sync::FieldId, N> &list, sync::FieldId field)
{
    return std::find(list.begin(), list.end(), field) != list.end();
}

/// As written in Burundi; what is no date stays as typed, so that the check can say so and nothing typed is lost.
QString isoOf(const QString &typed)
{
    if (const auto date = model::PartialDate::parse(typed))
        return date->toIso();
    static const QRegularExpression moment(
        QStringLiteral("^(\\d{1,2})[/.-](\\d{1,2})[/.-](\\d{4})[ T]+(\\d{1,2})[:h](\\d{2})$"));
    const auto match = moment.match(typed.trimmed());
    if (!match.hasMatch())
        return typed;
    return QStringLiteral("%1-%2-%3T%4:%5")
        .arg(match.captured(3), match.captured(2).rightJustified(2, QLatin1Char('0')),
             match.captured(1).rightJustified(2, QLatin1Char('0')), match.captured(4).rightJustified(2, QLatin1Char('0')),
             match.captured(5));
}

} // namespace

ValueEdit::ValueEdit(sync::FieldId field, const QString &language, QWidget *parent)
    : QWidget(parent), m_field(field), m_language(language), m_list(model::codeListOf(field)), m_label(new QLabel(this)),
      m_mark(kit::makeLabel(kit::TextRole::Muted, this)), m_problem(new QLabel(this))
{
    const auto *definition = model::schema().findTable(field.table)->findField(field.field);
    const auto shape = model::limitsOf(field).shape;
    m_isDate = shape == model::ValueShape::Date || shape == model::ValueShape::Moment;
    if (definition->type == sync::FieldType::Set)
        m_kind = m_list.isEmpty() ? Kind::Line : Kind::SeveralCodes;
    else if (!m_list.isEmpty())
        m_kind = Kind::OneCode;
    else if (definition->type == sync::FieldType::Integer)
        m_kind = Kind::Number;
    else if (contains(LongTexts, field))
        m_kind = Kind::LongText;
    kit::setTextRole(m_label, kit::TextRole::FieldLabel);
    makeEditor();
    m_reason = new kit::ReasonButton(kit::ReasonButton::Place::Register, this); // after the editor, for Tab
    m_label->setBuddy(m_editor);
    m_label->setWordWrap(true);
    m_problem->setWordWrap(true);
    m_problem->setProperty("textRole", QStringLiteral("error"));
    m_problem->hide();
    m_mark->hide();
    auto *row = new QHBoxLayout;
    row->setSpacing(kit::space::Half);
    row->addWidget(m_editor, 1);
    row->addWidget(m_reason, 0, Qt::AlignTop);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(kit::space::Half);
    column->addWidget(m_label);
    column->addLayout(row);
    column->addWidget(m_mark);
    column->addWidget(m_problem);
    connect(qApp, &QApplication::focusChanged, this, [this](QWidget *old, QWidget *now) {
        const auto isInside = [this](QWidget *widget) { return widget != nullptr && isAncestorOf(widget); };
        if (isInside(old) && !isInside(now))
            Q_EMIT left();
    });
    connect(&m_pause, &QTimer::timeout, this, &ValueEdit::commit);
    connect(m_reason, &kit::ReasonButton::reasonChosen, this, &ValueEdit::chooseReason);
    connect(m_reason, &kit::ReasonButton::clearChosen, this, &ValueEdit::leaveEmpty);
    setLanguage(language);
}

void ValueEdit::makeEditor()
{
    switch (m_kind) {
    case Kind::LongText:
        m_text = new QPlainTextEdit(this);
        m_text->setTabChangesFocus(true);
        m_text->setFixedHeight(kit::space::Six * 2);
        connect(m_text, &QPlainTextEdit::textChanged, this, &ValueEdit::touched);
        m_editor = m_text;
        break;
    case Kind::OneCode:
        m_combo = kit::makeNarrowBox(this);
        connect(m_combo, &QComboBox::currentIndexChanged, this, [this] {
            if (m_isFilling)
                return;
            m_reason->setReason(std::nullopt);
            commit();
        });
        m_editor = m_combo;
        break;
    case Kind::SeveralCodes: {
        m_editor = new QWidget(this);
        auto *grid = new kit::FlowGrid(CheckColumns, CheckWidth, m_editor);
        for (const auto &code : model::CodeList::byName(m_list).codes()) {
            auto *check = new kit::CheckBox(m_editor);
            check->setProperty("code", code.code);
            connect(check, &QCheckBox::toggled, this, [this] {
                if (m_isFilling)
                    return;
                m_reason->setReason(std::nullopt);
                commit();
            });
            grid->addCell(check);
            m_checks.push_back(check);
        }
        if (!m_checks.empty())
            m_editor->setFocusProxy(m_checks.front());
        break;
    }
    case Kind::Line:
    case Kind::Number:
        m_line = new QLineEdit(this);
        m_line->setInputMethodHints(Qt::ImhSensitiveData | Qt::ImhNoPredictiveText);
        connect(m_line, &QLineEdit::textEdited, this, &ValueEdit::touched);
        connect(m_line, &QLineEdit::editingFinished, this, &ValueEdit::commit);
        m_editor = m_line;
        break;
    }
}

void ValueEdit::setLanguage(const QString &language)
{
    m_language = language;
    m_label->setText(models::fieldLabel(m_field));
    m_editor->setAccessibleName(m_label->text());
    m_reason->setAccessibleDescription(m_label->text()); // whose reason: each field has such a button
    if (m_isDate)
        kit::setHint(m_line, tr("dd/MM/yyyy, MM/yyyy or yyyy"));
    fillCodes();
}

void ValueEdit::chooseReason(base::Missing reason)
{
    m_reason->setReason(reason);
    commit();
}

void ValueEdit::leaveEmpty()
{
    startOver();
    setValue({});
    m_saved = base::Value(base::Missing::NotAsked); // so that the empty value counts as a change
    commit();
}

/// A reason and an answer do not stand beside each other.
void ValueEdit::emptyForReason()
{
    if (!m_reason->reason())
        return;
    m_isFilling = true;
    if (m_line != nullptr)
        m_line->clear();
    if (m_text != nullptr)
        m_text->clear();
    if (m_combo != nullptr)
        m_combo->setCurrentIndex(0);
    m_otherCodes.clear();
    for (auto *check : m_checks)
        check->setChecked(false);
    m_isFilling = false;
}

void ValueEdit::fillCodes()
{
    m_isFilling = true;
    if (m_combo != nullptr) {
        const QVariant present = m_combo->currentData();
        m_combo->clear();
        m_combo->addItem(QStringLiteral("—"), QString());
        for (const auto &code : model::CodeList::byName(m_list).codes()) {
            if (m_offered.isEmpty() || m_offered.contains(code.code))
                m_combo->addItem(models::codeLabel(m_list, code.code, m_language), code.code);
        }
        if (!present.toString().isEmpty() && m_combo->findData(present) < 0)
            m_combo->addItem(present.toString(), present); // an imported code outlives a change of language
        m_combo->setCurrentIndex(std::max(m_combo->findData(present), 0));
    }
    for (auto *check : m_checks)
        check->setText(models::codeLabel(m_list, check->property("code").toString(), m_language));
    m_isFilling = false;
}

void ValueEdit::setOffered(const QStringList &codes)
{
    m_offered = codes;
    if (m_combo != nullptr && !m_offered.isEmpty() && !m_offered.contains(m_combo->currentData().toString())) {
        m_isFilling = true;
        m_combo->setCurrentIndex(0); // else what was chosen of another record would be offered on
        m_isFilling = false;
    }
    fillCodes();
}

void ValueEdit::touched()
{
    if (m_isFilling)
        return;
    m_reason->setReason(std::nullopt);
    if (m_isDate || m_kind == Kind::Number)
        m_pause.touchWhole();
    else
        m_pause.touch();
}

base::Value ValueEdit::typedValue() const
{
    if (m_combo != nullptr)
        return model::toValue(m_combo->currentData().toString());
    if (m_text != nullptr)
        return model::toValue(m_text->toPlainText());
    if (m_line == nullptr) {
        QStringList codes = m_otherCodes;
        for (const auto *check : m_checks) {
            if (check->isChecked())
                codes << check->property("code").toString();
        }
        codes.sort();
        return model::toValue(codes.join(QLatin1Char(' ')));
    }
    const QString typed = m_line->text().trimmed();
    if (m_isDate)
        return model::toValue(isoOf(typed));
    if (m_kind == Kind::Number && !typed.isEmpty()) {
        bool ok = false;
        const qlonglong number = QString(typed).remove(QLatin1Char(' ')).remove(QLatin1Char('.')).toLongLong(&ok);
        if (ok)
            return static_cast<std::int64_t>(number);
    }
    return model::toValue(m_kind == Kind::Number ? typed : m_line->text());
}

base::Value ValueEdit::value() const
{
    const auto reason = m_reason->reason();
    return reason ? base::Value(*reason) : typedValue();
}

bool ValueEdit::hasUnsavedEdit() const
{
    return m_hasFailed || value() != m_saved;
}

void ValueEdit::startOver()
{
    m_pause.stop();
    m_savesUnderWay = 0;
    m_hasFailed = false;
    m_reason->setReason(std::nullopt);
}

void ValueEdit::saveBegan()
{
    ++m_savesUnderWay;
}

void ValueEdit::saveEnded(bool isSaved)
{
    m_savesUnderWay = std::max(m_savesUnderWay - 1, 0);
    m_hasFailed = !isSaved;
}

void ValueEdit::setValue(const base::Value &value)
{
    if (m_pause.isActive() || m_savesUnderWay > 0 || m_hasFailed)
        return; // typing goes on: what is typed is saved next and the history has the other value
    m_isFilling = true;
    m_reason->setReason(value.missing() != nullptr ? std::optional(*value.missing()) : std::nullopt);
    QString text = model::toText(value);
    if (const auto *number = value.integer())
        text = QString::number(*number);
    if (m_isDate)
        text = kit::dateText(text);
    // Who pauses after a space goes on with another word: the space is not saved, and not taken away either.
    const auto shows = [&text](const QWidget &editor, const QString &typed) {
        return (editor.hasFocus() ? typed.trimmed() : typed) == text;
    };
    if (m_line != nullptr && !shows(*m_line, m_line->text()))
        m_line->setText(text);
    if (m_text != nullptr && !shows(*m_text, m_text->toPlainText()))
        m_text->setPlainText(text);
    if (m_combo != nullptr) {
        if (!text.isEmpty() && m_combo->findData(text) < 0)
            m_combo->addItem(text, text); // an imported code that is in no list
        m_combo->setCurrentIndex(std::max(m_combo->findData(text), 0));
    }
    QStringList codes = text.split(QLatin1Char(' '), Qt::SkipEmptyParts);
    for (auto *check : m_checks)
        check->setChecked(codes.removeAll(check->property("code").toString()) > 0);
    m_otherCodes = codes;
    m_isFilling = false;
    emptyForReason();
    m_saved = this->value();
}

void ValueEdit::setProblem(const QString &message)
{
    m_problem->setText(message);
    m_problem->setVisible(!message.isEmpty());
}

void ValueEdit::setMark(const QString &text)
{
    m_mark->setText(text);
    m_mark->setVisible(!text.isEmpty());
}

void ValueEdit::setOthers(const QList<kit::OtherValue> &others)
{
    if (m_others == nullptr && others.isEmpty())
        return;
    if (m_others == nullptr) {
        m_others = new kit::OtherValues(this);
        layout()->addWidget(m_others);
        connect(m_others, &kit::OtherValues::taken, this, &ValueEdit::otherTaken);
        connect(m_others, &kit::OtherValues::ownKept, this, &ValueEdit::ownKept);
    }
    m_others->show(others);
}

bool ValueEdit::isBeingEdited() const
{
    const bool isTyping = (m_line != nullptr && m_line->hasFocus()) || (m_text != nullptr && m_text->hasFocus());
    return isTyping || isSaving() || hasUnsavedEdit();
}

void ValueEdit::flush()
{
    commit();
}

void ValueEdit::commit()
{
    m_pause.stop();
    const base::Value now = value();
    emptyForReason();
    if (now == m_saved && !m_hasFailed)
        return;
    m_saved = now;
    m_hasFailed = false;
    Q_EMIT valueEdited(now);
}

void ValueEdit::setFocusToEditor()
{
    m_editor->setFocus(Qt::OtherFocusReason);
}

bool ValueEdit::wantsRow() const
{
    return m_checks.size() > CheckColumns;
}

QWidget *ValueEdit::lastField() const
{
    return m_reason;
}

void ValueEdit::setPlaceholder(const QString &text)
{
    if (m_line != nullptr)
        kit::setHint(m_line, text);
}

} // namespace indaro::ui::pages
