// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/questionnaires/questionnaire_sheet.h"

#include "ui/forms/form_sections.h"
#include "ui/forms/label_markup.h"

#include <QRegularExpression>

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace indaro::ui::pages {

using documents::KirundiStatus;
using documents::Label;
using indaro::forms::FormItem;
using indaro::forms::ItemKind;
using indaro::forms::LocalizedText;
using indaro::forms::QuestionType;

namespace {

constexpr double QuestionPoints = 7.8;
constexpr double HeadingPoints = 8.2;
constexpr double SkipPoints = 7;
constexpr qsizetype LongestPiece = 1800;
constexpr qsizetype MostPieceLines = 24; // of one piece: a page holds it whole

Label withNumber(Label label, const QString &number)
{
    label.french.prepend(number);
    if (!label.kirundi.isEmpty())
        label.kirundi.prepend(number);
    return label;
}

bool isAlways(const std::optional<indaro::forms::Expression> &condition)
{
    return !condition || condition->text().simplified().remove(u' ') == "true()"_L1;
}

} // namespace

Label sheetWords(const QString &french, const QString &kirundi)
{
    const bool isOne = kirundi.isEmpty(); // it stands once, across the paper
    return {french, isOne ? french : kirundi, french, isOne ? KirundiStatus::Attested : KirundiStatus::Unreviewed};
}

Label sheetText(const QString &text)
{
    return {text, text, text, KirundiStatus::Attested};
}

QStringList sheetPieces(QString text)
{
    QStringList pieces;
    while (text.size() > LongestPiece || text.count(u'\n') > MostPieceLines) {
        qsizetype end = std::min(text.size(), LongestPiece);
        qsizetype lines = 0;
        for (qsizetype at = text.indexOf(u'\n'); at >= 0 && at < end; at = text.indexOf(u'\n', at + 1)) {
            if (++lines == MostPieceLines)
                end = at;
        }
        const qsizetype gap = std::max(text.lastIndexOf(u' ', end), text.lastIndexOf(u'\n', end));
        const qsizetype cut = end < text.size() && gap > end / 2 ? gap : end;
        pieces << text.left(cut);
        text = text.mid(cut).trimmed();
    }
    if (!text.isEmpty() || pieces.isEmpty())
        pieces << text;
    return pieces;
}

QuestionnaireSheet::QuestionnaireSheet(const forms::FormTexts &texts, const SheetContent &content)
    : m_texts(texts), m_content(content), m_form(texts.filled().definition()), m_numbers(m_form)
{
    m_hasKirundi = m_form.findLanguage(u"rn"_s) != nullptr || m_form.findLanguage(u"kirundi"_s) != nullptr;
    // A group is on paper when something in it is.
    for (const FormItem &item : m_form.items()) {
        const bool isWords =
            item.isQuestion() && !item.label.isEmpty() && (item.type == QuestionType::Note || forms::isHeadOnly(item));
        if (item.isMeta || m_content.isHidden(item) || (!isWords && !m_numbers.of(item.index)))
            continue;
        for (int at = item.index; at >= 0; at = m_form.item(at).parent)
            m_onPaper.insert(at);
    }
}

bool QuestionnaireSheet::isOnPaper(const FormItem &item) const
{
    return m_onPaper.contains(item.index);
}

void QuestionnaireSheet::addTo(documents::Part &part, documents::DocumentData &data)
{
    m_part = &part;
    m_data = &data;
    const FormItem &root = m_form.item(0);
    addChildren(root, root.path);
    endSection();
}

void QuestionnaireSheet::begin(const Label &title)
{
    endSection();
    documents::Section fresh;
    fresh.title = title;
    m_pending = fresh;
}

void QuestionnaireSheet::endSection()
{
    if (!m_notAsked.isEmpty())
        addNote(sheetText(u"Ne se demandait pas, d’après les réponses : "_s + m_notAsked.join(u" ; "_s)), SkipPoints);
    m_notAsked.clear();
}

void QuestionnaireSheet::addRow(const documents::Row &row)
{
    if (m_pending)
        m_part->sections.append(*std::exchange(m_pending, std::nullopt));
    m_part->sections.last().rows.append(row);
}

void QuestionnaireSheet::addNote(const Label &words, double points)
{
    const QStringList french = sheetPieces(words.french);
    const QStringList kirundi = sheetPieces(words.kirundi);
    for (qsizetype i = 0; i < std::max(french.size(), kirundi.size()); ++i) {
        documents::Field field;
        field.kind = documents::FieldKind::Note;
        field.points = points;
        field.label = {french.value(i), kirundi.value(i), words.english, words.kirundiStatus};
        if (!field.label.isEmpty())
            addRow({{field}});
    }
}

void QuestionnaireSheet::addHeading(Label words)
{
    addNote(withNumber(std::move(words), u"▸ "_s), HeadingPoints);
}

QHash<int, int> QuestionnaireSheet::runsOf(const FormItem &parent) const
{
    QHash<int, int> runs;
    int first = -1;
    QString condition;
    for (const int child : parent.children) {
        const FormItem &item = m_form.item(child);
        if (!isOnPaper(item))
            continue;
        const QString own = isAlways(item.relevant) ? QString() : item.relevant->text();
        if (first < 0 || own != condition)
            first = own.isEmpty() ? -1 : child;
        if (first >= 0)
            runs[first] = child;
        condition = own;
    }
    return runs;
}

void QuestionnaireSheet::addChildren(const FormItem &parent, const QString &path)
{
    const QHash<int, int> runs = m_content.isBlank() ? runsOf(parent) : QHash<int, int>();
    const bool isTop = parent.index == 0;
    bool isLoose = false; // questions that stand between two groups are one section
    for (const int child : parent.children) {
        const FormItem &item = m_form.item(child);
        if (!isOnPaper(item))
            continue;
        const QString here = path + u'/' + item.name;
        if (isTop && (item.kind != ItemKind::Question || !isLoose))
            begin(item.kind == ItemKind::Question ? Label() : m_content.allowed(words(item, here)));
        isLoose = item.kind == ItemKind::Question;
        if (runs.contains(child))
            addSkip(item, m_form.item(runs.value(child)), here);
        addItem(item, here);
    }
}

void QuestionnaireSheet::addItem(const FormItem &item, const QString &path)
{
    if (item.kind == ItemKind::Repeat)
        return addRepeat(item, path);
    if (item.kind == ItemKind::Question)
        return addQuestion(item, path);
    const bool isTop = item.parent == 0;
    if (!isTop && m_content.isRelevant(path) && !item.label.isEmpty())
        addHeading(m_content.allowed(words(item, path)));
    addChildren(item, path);
}

void QuestionnaireSheet::addRepeat(const FormItem &repeat, const QString &path)
{
    const int rows = m_content.rows(path, repeat);
    const Label name = words(repeat, path);
    for (int row = 1; row <= rows; ++row) {
        const QString here = u"%1[%2]"_s.arg(path).arg(row);
        const QString number = u" (%1)"_s.arg(row);
        Label heading = m_content.isBlank() ? name : m_content.allowed(words(repeat, here));
        heading.french += number;
        if (!heading.kirundi.isEmpty())
            heading.kirundi += number;
        if (m_content.isRelevant(here))
            addHeading(heading);
        addChildren(repeat, here);
    }
    if (m_content.isBlank())
        addNote(sheetText(u"S’il y en a d’autres : une autre feuille, avec les mêmes numéros de questions."_s), SkipPoints);
}

void QuestionnaireSheet::addSkip(const FormItem &first, const FormItem &last, const QString &path)
{
    const auto choice = [this, &path](const FormItem &item, const indaro::forms::Choice &each) {
        return choiceWords(item, path, each);
    };
    if (const auto condition = documents::conditionOf(*first.relevant, first, m_numbers, choice))
        addNote(documents::skipWords(*condition, last.index, m_numbers), SkipPoints);
}

void QuestionnaireSheet::addQuestion(const FormItem &item, const QString &path)
{
    const auto number = m_numbers.of(item.index);
    const Label label = m_content.allowed(words(item, path));
    if (!m_content.isRelevant(path)) {
        if (number && m_content.saysWhatWasNotAsked())
            m_notAsked << u"%1 (%2)"_s.arg(label.french.simplified()).arg(*number);
        return;
    }
    if (!number)
        return addNote(label, QuestionPoints);
    const bool isRequired = m_content.isBlank() && item.required && isAlways(item.required);
    addNote(withNumber(label, u"%1%2. "_s.arg(*number).arg(isRequired ? u"*"_s : QString())), QuestionPoints);
    addAnswer(item, path, m_content.isBlank() ? hintOf(item, path) : Label());
}

Label QuestionnaireSheet::words(const FormItem &item, const QString &path) const
{
    if (item.label.isEmpty())
        return sheetText(item.name);
    if (!m_content.isBlank())
        return labelOf(m_texts.label(path, item));
    FormItem spoken = item;
    spoken.label = forThePen(item.label);
    return labelOf(m_texts.label(path, spoken));
}

Label QuestionnaireSheet::choiceWords(const FormItem &item, const QString &path, const indaro::forms::Choice &choice) const
{
    indaro::forms::Choice spoken = choice;
    if (m_content.isBlank())
        spoken.label = forThePen(choice.label);
    return labelOf(m_texts.choice(path, item, spoken));
}

/// What is asked for in an answer, and what it must be.
Label QuestionnaireSheet::hintOf(const FormItem &item, const QString &path) const
{
    FormItem spoken = item;
    spoken.hint = forThePen(item.hint);
    spoken.guidanceHint = forThePen(item.guidanceHint);
    QStringList french;
    QStringList kirundi;
    bool isDraft = false;
    for (const Label &each :
         {labelOf(m_texts.hint(path, spoken)), labelOf(m_texts.guidance(path, spoken)), ruleOf(item, path)}) {
        if (!each.french.isEmpty())
            french << each.french;
        if (!each.kirundi.isEmpty() && each.kirundi != each.french)
            kirundi << each.kirundi;
        isDraft = isDraft || each.kirundiStatus == KirundiStatus::Unreviewed;
    }
    const QString first = french.join(u" · "_s);
    // A hint without Kirundi stands once: an empty line beside each would make the paper twice as long.
    if (kirundi.isEmpty())
        return sheetText(first);
    return {first, kirundi.join(u" · "_s), first, isDraft ? KirundiStatus::Unreviewed : KirundiStatus::Attested};
}

Label QuestionnaireSheet::ruleOf(const FormItem &item, const QString &path) const
{
    if (!item.constraint)
        return {};
    if (!item.constraintMessage.isEmpty()) {
        FormItem spoken = item;
        spoken.constraintMessage = forThePen(item.constraintMessage);
        return labelOf(m_texts.constraintMessage(path, spoken));
    }
    return documents::ruleWords(
        *item.constraint, item, m_numbers,
        [this, &path](const FormItem &of, const indaro::forms::Choice &choice) { return choiceWords(of, path, choice); });
}

/// An answer in a text is not known yet: dots, and the number of the question that gives it.
LocalizedText QuestionnaireSheet::forThePen(LocalizedText text) const
{
    static const QRegularExpression reference(u"\\$\\{\\s*([^}]*?)\\s*\\}"_s);
    for (QString &words : text.byLanguage) {
        for (auto match = reference.match(words); match.hasMatch(); match = reference.match(words)) {
            const FormItem *item = m_form.findByName(match.captured(1));
            const auto number = item != nullptr ? m_numbers.of(item->index) : std::nullopt;
            words.replace(match.capturedStart(), match.capturedLength(),
                          number ? u"...... [%1]"_s.arg(*number) : u"......"_s);
        }
    }
    return text;
}

Label QuestionnaireSheet::labelOf(const forms::Bilingual &text) const
{
    Label label;
    label.french = forms::markupToPlain(text.french.text);
    label.kirundi = forms::markupToPlain(text.kirundi.text);
    label.english = label.french;
    using Mark = forms::Line::Mark;
    if (!label.kirundi.isEmpty())
        label.kirundiStatus = text.kirundi.mark == Mark::Unreviewed ? KirundiStatus::Unreviewed : KirundiStatus::Attested;
    else if (m_hasKirundi && !label.french.isEmpty())
        label.kirundiStatus = KirundiStatus::ToTranslate;
    else
        label = sheetText(label.french);
    return label;
}

} // namespace indaro::ui::pages
