// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/documents/condition_syntax.h"

#include <array>

namespace indaro::documents {

using namespace Qt::StringLiterals;
using forms::Axis;
using forms::FormItem;
using forms::NodeTest;
using forms::Operator;
using forms::SyntaxKind;
using forms::SyntaxNode;
using forms::SyntaxStep;

bool isComparison(Operator op)
{
    return op >= Operator::Equal && op <= Operator::GreaterOrEqual;
}

Operator opposite(Operator op)
{
    switch (op) {
    case Operator::Equal:
        return Operator::NotEqual;
    case Operator::NotEqual:
        return Operator::Equal;
    case Operator::Less:
        return Operator::GreaterOrEqual;
    case Operator::LessOrEqual:
        return Operator::Greater;
    case Operator::Greater:
        return Operator::LessOrEqual;
    case Operator::GreaterOrEqual:
        return Operator::Less;
    default:
        return op;
    }
}

Operator turned(Operator op)
{
    switch (op) {
    case Operator::Less:
        return Operator::Greater;
    case Operator::LessOrEqual:
        return Operator::GreaterOrEqual;
    case Operator::Greater:
        return Operator::Less;
    case Operator::GreaterOrEqual:
        return Operator::LessOrEqual;
    default:
        return op;
    }
}

QString signOf(Operator op)
{
    static const std::array<QString, 14> signs{u"or"_s, u"and"_s, u"="_s, u"≠"_s, u"<"_s, u"≤"_s,   u">"_s,
                                               u"≥"_s,  u"+"_s,   u"−"_s, u"×"_s, u"÷"_s, u"mod"_s, u"|"_s};
    return signs.at(static_cast<std::size_t>(op));
}

bool isCall(const SyntaxNode &node, QLatin1StringView name, std::size_t arguments)
{
    return node.kind == SyntaxKind::Call && node.text == name && node.operands.size() == arguments;
}

std::optional<QString> literalOf(const SyntaxNode &node)
{
    if (node.kind == SyntaxKind::Text)
        return node.text;
    if (node.kind == SyntaxKind::Number)
        return QString::number(node.number, 'g', 12);
    if (node.kind == SyntaxKind::Negate && node.operands.front().kind == SyntaxKind::Number)
        return QString::number(-node.operands.front().number, 'g', 12);
    return {};
}

QString quoted(const QString &words)
{
    return u"« "_s + words + u" »"_s;
}

const FormItem *itemAt(const SyntaxNode &path, const FormItem &from, const forms::FormDefinition &form)
{
    const bool isPlain = path.operands.empty() || isCall(path.operands.front(), "current"_L1, 0);
    if (!isPlain || !path.startPredicates.empty())
        return nullptr;
    QString at = path.absolute ? QString() : from.path;
    for (const SyntaxStep &step : path.steps) {
        if (!step.predicates.empty())
            return nullptr;
        if (step.axis == Axis::Parent && step.test == NodeTest::AnyNode)
            at = at.left(at.lastIndexOf(u'/'));
        else if (step.axis == Axis::Child && step.test == NodeTest::Name)
            at += u'/' + step.name;
        else if (step.axis != Axis::Self)
            return nullptr;
    }
    const FormItem *found = form.findByPath(at);
    return found != nullptr && found->isQuestion() ? found : nullptr;
}

QString formulaText(const SyntaxNode &node, const FormItem &from, const QuestionNumbers &numbers)
{
    switch (node.kind) {
    case SyntaxKind::Number:
    case SyntaxKind::Text: {
        const QString literal = literalOf(node).value_or(QString());
        return node.kind == SyntaxKind::Text ? u'\'' + literal + u'\'' : literal;
    }
    case SyntaxKind::Negate:
        return u"−"_s + formulaText(node.operands.front(), from, numbers);
    case SyntaxKind::Binary: {
        const auto side = [&](const SyntaxNode &operand) {
            const QString text = formulaText(operand, from, numbers);
            return operand.kind == SyntaxKind::Binary ? u'(' + text + u')' : text; // as it was read, not as it was written
        };
        return side(node.operands.front()) + u' ' + signOf(node.op) + u' ' + side(node.operands.back());
    }
    case SyntaxKind::Call: {
        QStringList arguments;
        for (const SyntaxNode &operand : node.operands)
            arguments << formulaText(operand, from, numbers);
        return node.text + u'(' + arguments.join(u", "_s) + u')';
    }
    case SyntaxKind::Path:
        break;
    }
    if (const FormItem *item = itemAt(node, from, numbers.form())) {
        const auto number = numbers.of(item->index);
        return number ? u"[%1]"_s.arg(*number) : item->name;
    }
    QStringList names;
    for (const SyntaxStep &step : node.steps)
        names << (step.axis == Axis::Parent ? u".."_s : step.name.isEmpty() ? u"."_s : step.name);
    return (node.operands.empty() ? QString() : formulaText(node.operands.front(), from, numbers) + u'/') + names.join(u'/');
}

} // namespace indaro::documents
