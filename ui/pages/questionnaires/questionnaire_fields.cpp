// SPDX-License-Identifier: GPL-3.0-or-later
// Where an answer is written: boxes to tick, lines, a day; blank and filled alike.
#include "ui/pages/questionnaires/questionnaire_sheet.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace indaro::ui::pages {

using documents::FieldKind;
using documents::Label;
using indaro::forms::FormItem;
using indaro::forms::QuestionType;

namespace {

constexpr std::size_t MostBoxes = 40; // a longer list is no list on paper
constexpr double FilledHeight = 4.9;  // mm: one line, and no more than what is said
constexpr double TwoLines = 12.4;     // mm
constexpr double FiveLines = 31;
constexpr double ShortWidth = 52;
constexpr double SignatureHeight = 20;

/// How an answer of this kind is written.
struct Writing
{
    FieldKind kind = FieldKind::Multiline;
    double width = 0; ///< mm; 0: across the paper
    double height = TwoLines;
    Label label{};
};

Writing writingOf(const FormItem &item)
{
    switch (item.type) {
    case QuestionType::Date:
        return {FieldKind::Date, ShortWidth, 0, sheetWords(u"jour / mois / année"_s, u"umusi / ukwezi / umwaka"_s)};
    case QuestionType::Time:
        return {FieldKind::Date, ShortWidth, 0, sheetWords(u"heure"_s, u"isaha"_s)};
    case QuestionType::DateTime:
        return {FieldKind::Date, ShortWidth, 0,
                sheetWords(u"jour / mois / année, heure"_s, u"umusi / ukwezi / umwaka, isaha"_s)};
    case QuestionType::Integer:
    case QuestionType::Decimal:
    case QuestionType::Range:
        return {FieldKind::Text, ShortWidth, 0, sheetWords(u"nombre"_s, u"igitigiri"_s)};
    case QuestionType::Text:
        return {FieldKind::Multiline, 0, item.hasAppearance(u"multiline"_s) ? FiveLines : TwoLines};
    case QuestionType::Image:
        if (item.hasAppearance(u"signature"_s) || item.hasAppearance(u"draw"_s))
            return {FieldKind::Area, 0, SignatureHeight};
        return {FieldKind::Multiline, 0, 0, sheetText(u"pièce à joindre : son numéro"_s)};
    case QuestionType::Audio:
    case QuestionType::Video:
    case QuestionType::File:
        return {FieldKind::Multiline, 0, 0, sheetText(u"pièce à joindre : son numéro"_s)};
    case QuestionType::GeoPoint:
    case QuestionType::GeoTrace:
    case QuestionType::GeoShape:
        return {FieldKind::Multiline, 0, 0, sheetText(u"latitude, longitude"_s)};
    case QuestionType::SelectOne:
    case QuestionType::SelectMultiple:
    case QuestionType::Rank:
        return {FieldKind::Multiline, 0, item.type == QuestionType::SelectOne ? 6.4 : TwoLines,
                sheetText(u"le nom ou le code : la liste est trop longue pour le papier"_s)};
    default:
        return {FieldKind::Multiline, 0, 6.4};
    }
}

/// What stands in one language only has no second line of its own.
QString secondOf(const Label &label)
{
    return label.kirundi == label.french ? QString() : label.kirundi;
}

Label together(const Label &first, const Label &second)
{
    if (first.isEmpty() || second.isEmpty())
        return first.isEmpty() ? second : first;
    QStringList kirundi{secondOf(first), secondOf(second)};
    kirundi.removeAll(QString());
    const bool isDraft = (!secondOf(first).isEmpty() && first.kirundiStatus == documents::KirundiStatus::Unreviewed) ||
                         (!secondOf(second).isEmpty() && second.kirundiStatus == documents::KirundiStatus::Unreviewed);
    Label both = sheetText(first.french + u" · "_s + second.french);
    if (!kirundi.isEmpty())
        both.kirundi = kirundi.join(u" · "_s);
    if (isDraft)
        both.kirundiStatus = documents::KirundiStatus::Unreviewed;
    return both;
}

/// As many beside each other as their words have room for.
int columnsFor(const QList<documents::Option> &options)
{
    qsizetype longest = 0;
    for (const documents::Option &option : options) {
        const bool isOne = option.label.kirundi == option.label.french;
        longest = std::max(longest, option.label.french.size() + (isOne ? 0 : option.label.kirundi.size() + 2));
    }
    return longest > 52 ? 1 : longest > 33 ? 2 : longest > 22 ? 3 : 4;
}

} // namespace

QList<documents::Option> QuestionnaireSheet::boxesOf(const FormItem &item, const QString &path) const
{
    if (item.type == QuestionType::Acknowledge)
        return {{u"OK"_s, sheetWords(u"Oui, c’est fait"_s)}};
    const auto *list = item.hasChoices() ? m_form.findChoiceList(item.listName) : nullptr;
    const bool isRanked = item.type == QuestionType::Rank && !m_content.isBlank(); // an order is said in words
    if (list == nullptr || list->choices.empty() || list->choices.size() > MostBoxes || !item.choicesFile.isEmpty() ||
        isRanked)
        return {};
    QList<documents::Option> options;
    for (const indaro::forms::Choice &choice : list->choices) {
        const Label label = m_content.allowed(choiceWords(item, path, choice));
        options.append({choice.name, label.isEmpty() ? sheetText(choice.name) : label});
    }
    return options;
}

void QuestionnaireSheet::addAnswer(const FormItem &item, const QString &path, const Label &hint)
{
    const SheetAnswer answer = m_content.isBlank() ? SheetAnswer() : m_content.answer(path, item);
    const auto options = answer.isHidden ? QList<documents::Option>() : boxesOf(item, path);
    if (!options.isEmpty())
        addBoxes(item, path, hint, answer, options);
    else if (!answer.isHidden)
        addWritten(item, path, hint, answer);
    if (!answer.remark.isEmpty())
        addNote(sheetText(answer.remark), 0);
}

void QuestionnaireSheet::addBoxes(const FormItem &item, const QString &path, const Label &hint, const SheetAnswer &answer,
                                  QList<documents::Option> options)
{
    const bool isOne = item.type == QuestionType::SelectOne || item.type == QuestionType::Acknowledge;
    documents::Field field;
    field.name = path;
    field.kind = isOne ? FieldKind::Choice : FieldKind::MultiChoice;
    field.columns = columnsFor(options);
    field.label = hint;
    if (m_content.isBlank() && item.type == QuestionType::SelectMultiple)
        field.label = together(sheetWords(u"plusieurs cases possibles"_s), hint);
    else if (m_content.isBlank() && item.type == QuestionType::Rank)
        field.label = together(sheetWords(u"numérotez : 1, 2, 3, etc."_s), hint);
    QStringList unknown = answer.ticked;
    unknown.removeIf([&options](const QString &code) {
        return std::ranges::find(options, code, &documents::Option::name) != options.end();
    });
    field.options = std::move(options);
    if (!answer.ticked.isEmpty())
        m_data->choose(field.name, answer.ticked);
    addRow({{field}});
    if (!unknown.isEmpty()) // codes of another version of the form
        addNote(sheetText(unknown.join(u", "_s)), 0);
}

void QuestionnaireSheet::addWritten(const FormItem &item, const QString &path, const Label &hint, const SheetAnswer &answer)
{
    const Writing writing = writingOf(item);
    if (!m_content.isBlank() && answer.words.isEmpty())
        return; // the remark says why
    documents::Field field;
    field.name = path;
    field.kind = writing.kind;
    field.width = writing.width;
    field.height = writing.height;
    field.label = writing.width > 0 ? writing.label : together(writing.label, hint);
    if (!m_content.isBlank()) {
        const QStringList pieces = sheetPieces(answer.words);
        field.kind = FieldKind::Multiline;
        field.height = FilledHeight;
        field.label = {};
        field.width = 0;
        for (qsizetype i = 0; i < pieces.size(); ++i) {
            field.name = i == 0 ? path : u"%1 #%2"_s.arg(path).arg(i);
            field.label = i == 0 ? Label() : sheetText(u"(suite)"_s);
            m_data->set(field.name, pieces[i]);
            addRow({{field}});
        }
        return;
    }
    documents::Row row{{field}};
    if (writing.width > 0 && !hint.isEmpty()) {
        documents::Field beside;
        beside.kind = FieldKind::Note;
        beside.label = hint;
        row.fields.append(beside);
    }
    addRow(row);
}

} // namespace indaro::ui::pages
