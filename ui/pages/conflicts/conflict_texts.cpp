// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/conflicts/conflict_texts.h"

#include "core/model/field_rules.h"
#include "core/model/field_table.h"
#include "ui/forms/form_sections.h"
#include "ui/forms/partial_dates.h"
#include "ui/kit/background.h"
#include "ui/kit/date_text.h"
#include "ui/kit/reason_button.h"
#include "ui/models/code_label.h"
#include "ui/models/field_label.h"

#include <QJsonDocument>
#include <QJsonObject>

namespace indaro::ui::pages {

namespace fields = model::fields;
using namespace Qt::StringLiterals;

namespace {

/// A referral's lines are kept together as one text: a reader wants them below each other.
QString linesOf(const QString &json)
{
    const QJsonObject object = QJsonDocument::fromJson(json.toUtf8()).object();
    QStringList lines;
    for (auto it = object.begin(); it != object.end(); ++it) {
        const QString text = it.value().toVariant().toString();
        if (!text.isEmpty())
            lines << text;
    }
    return lines.isEmpty() ? json : lines.join(u'\n');
}

QString textOfNumber(double number)
{
    return QString::number(number, 'g', 15);
}

} // namespace

ConflictTexts::ConflictTexts(const base::Clock &clock, QObject *parent) : QObject(parent), m_clock(clock) {}

void ConflictTexts::learn(const std::vector<casework::AskedQuestion> &questions)
{
    std::vector<std::pair<QByteArray, QString>> wanted;
    bool needsShipped = false;
    for (const auto &question : questions) {
        if (question.formContent.isEmpty())
            needsShipped = needsShipped || !m_hasShipped;
        else if (!m_forms.contains(question.formId))
            wanted.emplace_back(question.formContent, question.formId);
    }
    if (m_isReading || (wanted.empty() && !needsShipped))
        return;
    m_isReading = true;
    m_hasShipped = m_hasShipped || needsShipped;
    kit::runInBackground(
        this,
        [wanted = std::move(wanted), needsShipped] {
            std::vector<FormEntry> entries = needsShipped ? loadForms() : std::vector<FormEntry>();
            for (const auto &[content, id] : wanted) {
                if (auto form = loadForm(content, id))
                    entries.push_back(std::move(form).value());
            }
            return entries;
        },
        [this](std::vector<FormEntry> entries) {
            m_isReading = false;
            keep(std::move(entries));
            Q_EMIT known();
        });
}

void ConflictTexts::keep(std::vector<FormEntry> entries)
{
    indaro::forms::FormEnvironment environment;
    environment.clock = &m_clock;
    for (FormEntry &entry : entries) {
        const QString id = entry.id;
        Form form{std::move(entry), nullptr, nullptr};
        form.instance = std::make_unique<indaro::forms::FormInstance>(form.entry.definition, environment);
        form.texts = std::make_unique<forms::FormTexts>(*form.instance, forms::ChoiceOverlay());
        m_forms.emplace(id, std::move(form));
    }
}

const ConflictTexts::Form *ConflictTexts::formOf(const casework::AskedQuestion &question) const
{
    const auto found = m_forms.find(question.formId);
    return found != m_forms.end() ? &found->second : nullptr;
}

QString ConflictTexts::fieldText(sync::FieldId field, const std::optional<casework::AskedQuestion> &question) const
{
    if (question) {
        const Form *form = formOf(*question);
        const auto *item = form != nullptr ? forms::findItem(*form->instance, question->path) : nullptr;
        const QString words = item != nullptr ? form->texts->plain(form->texts->label(question->path, *item)) : QString();
        return words.isEmpty() ? tr("Answer: %1").arg(question->path.section(u'/', -1)) : words;
    }
    const QString label = models::fieldLabel(field);
    const QString record = models::tableLabel(field.table);
    const bool isOfFile = field.table == fields::case_file::Table || field.table == fields::identity::Table ||
                          field.table == fields::health::Table;
    if (field.field == 0)
        return record;
    if (!label.isEmpty())
        return isOfFile || record.isEmpty() ? label : tr("%1: %2").arg(record, label);
    const auto *table = model::schema().findTable(field.table);
    const auto *definition = table != nullptr ? table->findField(field.field) : nullptr;
    const QString column = definition != nullptr
                               ? QString::fromUtf8(definition->column.data(), qsizetype(definition->column.size()))
                               : QString();
    return tr("%1: %2").arg(record, column);
}

QString ConflictTexts::answerText(const casework::AskedQuestion &question, const QString &value) const
{
    const Form *form = formOf(question);
    const auto *item = form != nullptr ? forms::findItem(*form->instance, question.path) : nullptr;
    const auto *list = item != nullptr
                           ? item->listName.isEmpty() ? nullptr : form->entry.definition->findChoiceList(item->listName)
                           : nullptr;
    if (list == nullptr) {
        const bool isDate = item != nullptr && item->type == indaro::forms::QuestionType::Date;
        return forms::shownDateAnswer(value, isDate ? forms::datePrecision(*item) : forms::DatePrecision::Day);
    }
    QStringList words;
    for (const QString &code : value.split(u' ', Qt::SkipEmptyParts)) {
        const auto choice = std::find_if(list->choices.begin(), list->choices.end(),
                                         [&code](const auto &each) { return each.name == code; });
        words << (choice != list->choices.end() ? form->texts->plain(form->texts->choice(question.path, *item, *choice))
                                                : code);
    }
    return words.join(u", "_s);
}

QString ConflictTexts::valueText(sync::FieldId field, const base::Value &value,
                                 const std::optional<casework::AskedQuestion> &question) const
{
    if (value.missing() != nullptr)
        return kit::missingText(*value.missing());
    if (question && value.isKnown()) {
        const QString text = value.real() != nullptr ? textOfNumber(*value.real()) : model::toText(value);
        return text.isEmpty() ? u"—"_s : answerText(*question, text);
    }
    if (field == fields::referral::Content || field == fields::referral_person::Content)
        return linesOf(model::toText(value));
    return models::valueText(field, value, m_language);
}

} // namespace indaro::ui::pages
