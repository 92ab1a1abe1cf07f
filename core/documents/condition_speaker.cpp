// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/documents/condition_speaker.h"

#include "core/documents/condition_syntax.h"
#include "core/model/partial_date.h"

#include <algorithm>
#include <array>

namespace indaro::documents {

using namespace Qt::StringLiterals;
using forms::FormItem;
using forms::Operator;
using forms::SyntaxKind;
using forms::SyntaxNode;

namespace {

constexpr int MostCalculations = 4; // said one by the other; a cycle ends here

Spoken one(const QString &french, const QString &kirundi)
{
    return {Spoken::Kind::One, french, kirundi};
}

} // namespace

Spoken ConditionSpeaker::say(const SyntaxNode &node, bool isNegated) const
{
    if (isCall(node, "not"_L1, 1))
        return say(node.operands.front(), !isNegated);
    if (isCall(node, "true"_L1, 0) || isCall(node, "false"_L1, 0))
        return {(node.text == "true"_L1) != isNegated ? Spoken::Kind::Always : Spoken::Kind::Never};
    if (isCall(node, "selected"_L1, 2))
        return sayTicked(node, isNegated);
    if (node.kind == SyntaxKind::Binary && (node.op == Operator::And || node.op == Operator::Or))
        return sayJoined(node, isNegated);
    if (node.kind == SyntaxKind::Binary && isComparison(node.op))
        return sayComparison(node, isNegated);
    return formula(node, isNegated);
}

Spoken ConditionSpeaker::sayJoined(const SyntaxNode &node, bool isNegated) const
{
    const bool isAnd = (node.op == Operator::And) != isNegated;
    const auto joined = isAnd ? Spoken::Kind::And : Spoken::Kind::Or;
    const auto decided = isAnd ? Spoken::Kind::Never : Spoken::Kind::Always; // one such part is the whole
    const auto nothing = isAnd ? Spoken::Kind::Always : Spoken::Kind::Never;
    QList<Spoken> parts;
    for (const SyntaxNode &operand : node.operands) {
        Spoken part = say(operand, isNegated);
        if (part.kind == decided)
            return part;
        if (part.kind != nothing)
            parts.append(part);
    }
    // "There is an answer, and it is yes": the second says it all.
    if (isAnd && parts.size() == 2)
        parts.removeIf([&parts](const Spoken &part) {
            return part.isAnswered >= 0 && std::ranges::any_of(parts, [&part](const Spoken &other) {
                       return other.isAnswered < 0 && other.about == part.isAnswered;
                   });
        });
    if (parts.isEmpty())
        return {nothing};
    if (parts.size() == 1)
        return parts.front();
    Spoken all{joined};
    all.about = isAnd ? parts.front().about : -1;
    for (const Spoken &part : parts) {
        const bool isOther = part.kind != Spoken::Kind::One && part.kind != joined;
        const auto add = [isOther](QString &whole, const QString &words, const QString &between) {
            whole += (whole.isEmpty() ? QString() : between) + (isOther ? u'(' + words + u')' : words);
        };
        add(all.french, part.french, isAnd ? u" et "_s : u" ou "_s);
        add(all.kirundi, part.kirundi, isAnd ? u" kandi "_s : u" canke "_s);
        all.isWhole = all.isWhole && part.isWhole;
    }
    return all;
}

Spoken ConditionSpeaker::sayComparison(const SyntaxNode &node, bool isNegated) const
{
    const Operator op = isNegated ? opposite(node.op) : node.op;
    const auto left = subjectOf(node.operands.front());
    const auto right = subjectOf(node.operands.back());
    std::optional<Spoken> said;
    if (left && !right)
        said = sayCompared(*left, op, node.operands.back());
    else if (right && !left)
        said = sayCompared(*right, turned(op), node.operands.front());
    return said ? *said : formula(node, isNegated);
}

std::optional<Spoken> ConditionSpeaker::sayCompared(const Subject &subject, Operator op, const SyntaxNode &value) const
{
    const auto literal = literalOf(value);
    const bool isEquality = op == Operator::Equal || op == Operator::NotEqual;
    if (isEquality && literal && subject.what == Subject::What::Answer)
        return sayEqual(subject, op == Operator::Equal, *literal);
    if (!subject.isSelf && !isAskedOnPaper(*subject.item))
        return {};
    if (subject.what == Subject::What::Letters && op == Operator::Greater && literal == u"0"_s)
        return sayHasAnswer(subject, true); // more than no letter is any answer at all
    const auto words = valueWords(value);
    if (!words)
        return {};
    static const std::array<QString, 14> is{QString(),
                                            QString(),
                                            u" est %1"_s,
                                            u" n’est pas %1"_s,
                                            u" est moins que %1"_s,
                                            u" est %1 ou moins"_s,
                                            u" est plus que %1"_s,
                                            u" est %1 ou plus"_s};
    static const std::array<QString, 14> isOnDay{QString(),          QString(),
                                                 u" est %1"_s,       u" n’est pas %1"_s,
                                                 u" est avant %1"_s, u" n’est pas après %1"_s,
                                                 u" est après %1"_s, u" n’est pas avant %1"_s};
    const bool isDay = subject.what == Subject::What::Answer && (subject.item->type == forms::QuestionType::Date ||
                                                                 subject.item->type == forms::QuestionType::DateTime);
    const QString &verb = (isDay ? isOnDay : is).at(static_cast<std::size_t>(op));
    Spoken said =
        one(frenchOf(subject) + verb.arg(words->first), u"%1: %2 %3"_s.arg(kirundiOf(subject), signOf(op), words->second));
    if (op != Operator::NotEqual)
        said.about = subject.item->index;
    return said;
}

std::optional<Spoken> ConditionSpeaker::sayEqual(const Subject &subject, bool isEqual, const QString &value) const
{
    const FormItem &item = *subject.item;
    if (!subject.isSelf && !isAskedOnPaper(item))
        return sayCalculated(item, isEqual, value);
    if (value.isEmpty())
        return sayHasAnswer(subject, !isEqual);
    if (item.type == forms::QuestionType::Acknowledge)
        return sayHasAnswer(subject, isEqual);
    const auto [french, kirundi] = choiceLabel(item, value);
    Spoken said = one(frenchOf(subject) + (isEqual ? u" est "_s : u" n’est pas "_s) + french,
                      kirundiOf(subject) + (isEqual ? u" ari "_s : u" atari "_s) + kirundi);
    if (isEqual)
        said.about = item.index;
    return said;
}

Spoken ConditionSpeaker::sayTicked(const SyntaxNode &call, bool isNegated) const
{
    const auto subject = subjectOf(call.operands.front());
    const auto code = literalOf(call.operands.back());
    if (!subject || !code || subject->what != Subject::What::Answer)
        return formula(call, isNegated);
    if (subject->item->type != forms::QuestionType::SelectMultiple) {
        if (const auto said = sayEqual(*subject, !isNegated, *code))
            return *said;
        return formula(call, isNegated);
    }
    const auto [french, kirundi] = choiceLabel(*subject->item, *code);
    const auto number = m_numbers.of(subject->item->index);
    const QString where = subject->isSelf || !number ? QString() : u" à la question %1"_s.arg(*number);
    Spoken said = one(french + (isNegated ? u" n’est pas coché"_s : u" est coché"_s) + where,
                      kirundi + (isNegated ? u" ntiri mu nyishu"_s : u" iri mu nyishu"_s) +
                          (where.isEmpty() ? QString() : u" z’ikibazo ca %1"_s.arg(*number)));
    if (!isNegated)
        said.about = subject->item->index;
    return said;
}

/// Of "if(CONDITION, 'yes', 'no')" one of the two answers: the condition, or that it does not hold.
std::optional<Spoken> ConditionSpeaker::sayCalculated(const FormItem &item, bool isEqual, const QString &value) const
{
    if (!item.calculation || m_depth >= MostCalculations || !isCall(item.calculation->root(), "if"_L1, 3))
        return {};
    const SyntaxNode &choice = item.calculation->root();
    const auto whenTrue = literalOf(choice.operands[1]);
    const auto whenFalse = literalOf(choice.operands[2]);
    if (!whenTrue || !whenFalse || whenTrue == whenFalse || (value != *whenTrue && value != *whenFalse))
        return {};
    const ConditionSpeaker inner(item, m_numbers, m_choice, m_depth + 1);
    return inner.say(choice.operands.front(), (value == *whenTrue) != isEqual);
}

Spoken ConditionSpeaker::sayHasAnswer(const Subject &subject, bool hasOne) const
{
    const auto number = m_numbers.of(subject.item->index);
    if (subject.isSelf || !number)
        return {hasOne ? Spoken::Kind::Always : Spoken::Kind::Never}; // a rule only looks at an answer that is there
    Spoken said =
        hasOne ? one(u"la question %1 a une réponse"_s.arg(*number), u"ikibazo ca %1 gifise inyishu"_s.arg(*number))
               : one(u"la question %1 n’a pas de réponse"_s.arg(*number), u"ikibazo ca %1 kidafise inyishu"_s.arg(*number));
    if (hasOne)
        said.isAnswered = subject.item->index;
    return said;
}

Spoken ConditionSpeaker::formula(const SyntaxNode &node, bool isNegated) const
{
    const QString text =
        isNegated ? u"not("_s + formulaText(node, m_item, m_numbers) + u')' : formulaText(node, m_item, m_numbers);
    Spoken said = one(quoted(text), quoted(text));
    said.isWhole = false;
    return said;
}

std::optional<ConditionSpeaker::Subject> ConditionSpeaker::subjectOf(const SyntaxNode &node) const
{
    if (node.kind == SyntaxKind::Path) {
        const FormItem *item = itemAt(node, m_item, m_numbers.form());
        if (item == nullptr)
            return {};
        return Subject{Subject::What::Answer, item, item == &m_item && m_depth == 0};
    }
    const bool isLoose = isCall(node, "number"_L1, 1) || isCall(node, "int"_L1, 1) || isCall(node, "string"_L1, 1) ||
                         isCall(node, "date"_L1, 1);
    const bool isCount = isCall(node, "count-selected"_L1, 1);
    if (!isLoose && !isCount && !isCall(node, "string-length"_L1, 1))
        return {};
    auto inner = subjectOf(node.operands.front());
    if (inner && inner->what != Subject::What::Answer)
        return {};
    if (inner && !isLoose)
        inner->what = isCount ? Subject::What::Ticks : Subject::What::Letters;
    return inner;
}

/// What a comparison names on its other side: a number, a day, today, the answer of another question.
std::optional<std::pair<QString, QString>> ConditionSpeaker::valueWords(const SyntaxNode &node) const
{
    if (const auto literal = literalOf(node)) {
        const auto day = model::PartialDate::parse(*literal);
        const bool isDay = day && day->day > 0 && literal->size() == 10;
        const QString words = isDay ? day->earliest().toString(u"dd/MM/yyyy"_s) : *literal;
        return std::pair(words, words);
    }
    if (isCall(node, "date"_L1, 1) && node.operands.front().kind == SyntaxKind::Text)
        return valueWords(node.operands.front());
    if (isCall(node, "today"_L1, 0) || isCall(node, "now"_L1, 0))
        return std::pair(u"aujourd’hui"_s, u"uno musi"_s);
    const auto other = subjectOf(node);
    const auto number = other && other->what == Subject::What::Answer ? m_numbers.of(other->item->index) : std::nullopt;
    if (!number || other->isSelf)
        return {};
    return std::pair(u"la réponse à la question %1"_s.arg(*number), u"inyishu y’ikibazo ca %1"_s.arg(*number));
}

std::pair<QString, QString> ConditionSpeaker::choiceLabel(const FormItem &item, const QString &code) const
{
    const auto *list = item.hasChoices() ? m_numbers.form().findChoiceList(item.listName) : nullptr;
    const forms::Choice *choice = list != nullptr ? list->findChoice(code) : nullptr;
    if (choice == nullptr)
        return {quoted(code), quoted(code)};
    const Label label = m_choice(item, *choice);
    return {quoted(label.french), quoted(label.kirundi.isEmpty() ? label.french : label.kirundi)};
}

QString ConditionSpeaker::frenchOf(const Subject &subject) const
{
    const auto number = m_numbers.of(subject.item->index);
    const QString of = subject.isSelf || !number ? QString() : u" à la question %1"_s.arg(*number);
    switch (subject.what) {
    case Subject::What::Ticks:
        return u"le nombre de cases cochées"_s + of;
    case Subject::What::Letters:
        return u"la longueur de la réponse"_s + of;
    case Subject::What::Answer:
        break;
    }
    return u"la réponse"_s + of;
}

QString ConditionSpeaker::kirundiOf(const Subject &subject) const
{
    const auto number = m_numbers.of(subject.item->index);
    const QString of = subject.isSelf || !number ? QString() : u" y’ikibazo ca %1"_s.arg(*number);
    return subject.what == Subject::What::Answer ? u"inyishu"_s + of
                                                 : u"igitigiri c’inyishu"_s + QString(of).replace(u" y’"_s, u" z’"_s);
}

std::optional<std::pair<QString, QString>> ConditionSpeaker::rangeOfSelf(const SyntaxNode &node) const
{
    if (node.kind != SyntaxKind::Binary || node.op != Operator::And)
        return {};
    std::optional<QString> least;
    std::optional<QString> most;
    for (const SyntaxNode &operand : node.operands) {
        if (operand.kind != SyntaxKind::Binary || !isComparison(operand.op))
            return {};
        const auto subject = subjectOf(operand.operands.front());
        const auto value = literalOf(operand.operands.back());
        if (!subject || !subject->isSelf || subject->what != Subject::What::Answer || !value)
            return {};
        if (operand.op == Operator::GreaterOrEqual)
            least = value;
        else if (operand.op == Operator::LessOrEqual)
            most = value;
    }
    if (!least || !most)
        return {};
    return std::pair(*least, *most);
}

} // namespace indaro::documents
