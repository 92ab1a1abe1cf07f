// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/forms/evaluator.h"

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;

namespace indaro::forms {

namespace {

constexpr auto XhtmlUri = "http://www.w3.org/1999/xhtml"_L1;

/// Names are short and mostly differ: decided here, without a call.
bool isSame(const QString &a, const QString &b)
{
    return a.size() == b.size() && std::equal(a.constData(), a.constData() + a.size(), b.constData());
}

template <class T> bool ordered(Operator op, const T &a, const T &b)
{
    switch (op) {
    case Operator::Equal:
        return a == b;
    case Operator::NotEqual:
        return a != b;
    case Operator::Less:
        return a < b;
    case Operator::LessOrEqual:
        return a <= b;
    case Operator::Greater:
        return a > b;
    case Operator::GreaterOrEqual:
        return a >= b;
    default:
        return false;
    }
}

std::optional<Temporal> temporal(const XValue &value, const QTimeZone &zone)
{
    if (const auto *date = std::get_if<Temporal>(&value))
        return *date;
    if (const auto *text = std::get_if<QString>(&value))
        return Temporal::fromText(*text, zone);
    return std::nullopt;
}

void addDescendants(const Node &node, NodeSet &out)
{
    for (const auto &child : node.children) {
        out.push_back(child.get());
        addDescendants(*child, out);
    }
}

qsizetype indexInParent(const Node &node)
{
    const auto &siblings = node.parent->children;
    return std::find_if(siblings.begin(), siblings.end(), [&](const auto &s) { return s.get() == &node; }) -
           siblings.begin();
}

void addSiblings(const Node &node, bool after, NodeSet &out)
{
    if (node.parent == nullptr || node.kind == NodeKind::Attribute)
        return;
    const auto &siblings = node.parent->children;
    const auto at = static_cast<std::size_t>(indexInParent(node));
    if (after) {
        for (std::size_t i = at + 1; i < siblings.size(); ++i)
            out.push_back(siblings[i].get());
    } else {
        for (std::size_t i = at; i-- > 0;)
            out.push_back(siblings[i].get());
    }
}

/// following and preceding: everything after (before) the node that is neither its descendant nor its ancestor.
void addOutside(const Node &node, bool after, NodeSet &out)
{
    for (const Node *at = &node; at != nullptr; at = at->parent) {
        NodeSet siblings;
        if (at->kind == NodeKind::Attribute && after)
            addDescendants(*at->parent, out);
        addSiblings(*at, after, siblings);
        for (const Node *sibling : siblings) {
            NodeSet below{sibling};
            addDescendants(*sibling, below);
            if (!after)
                std::reverse(below.begin(), below.end());
            out.insert(out.end(), below.begin(), below.end());
        }
    }
}

/// In the axis' own order: nearest first for the reverse axes.
NodeSet axisNodes(Axis axis, const Node &node)
{
    NodeSet out;
    switch (axis) {
    case Axis::Child:
        for (const auto &child : node.children)
            out.push_back(child.get());
        break;
    case Axis::Self:
        out.push_back(&node);
        break;
    case Axis::Parent:
        if (node.parent != nullptr)
            out.push_back(node.parent);
        break;
    case Axis::DescendantOrSelf:
        out.push_back(&node);
        [[fallthrough]];
    case Axis::Descendant:
        addDescendants(node, out);
        break;
    case Axis::AncestorOrSelf:
        out.push_back(&node);
        [[fallthrough]];
    case Axis::Ancestor:
        for (const Node *up = node.parent; up != nullptr; up = up->parent)
            out.push_back(up);
        break;
    case Axis::FollowingSibling:
    case Axis::PrecedingSibling:
        addSiblings(node, axis == Axis::FollowingSibling, out);
        break;
    case Axis::Following:
    case Axis::Preceding:
        addOutside(node, axis == Axis::Following, out);
        break;
    case Axis::Attribute:
        for (const auto &attribute : node.attributes)
            out.push_back(attribute.get());
        break;
    }
    return out;
}

void sortUnique(NodeSet &nodes)
{
    std::stable_sort(nodes.begin(), nodes.end(), [](const Node *a, const Node *b) { return a->order < b->order; });
    nodes.erase(std::unique(nodes.begin(), nodes.end()), nodes.end());
}

/// A child of the row by its name alone.
bool isColumn(const SyntaxNode &node)
{
    if (node.kind != SyntaxKind::Path || !node.operands.empty() || node.absolute || node.steps.size() != 1)
        return false;
    const SyntaxStep &step = node.steps.front();
    return step.axis == Axis::Child && step.test == NodeTest::Name && step.prefix.isEmpty() && step.predicates.empty();
}

bool countsRows(const SyntaxNode &node)
{
    const bool isCount = node.kind == SyntaxKind::Call && (node.text == "position"_L1 || node.text == "last"_L1);
    return isCount || std::any_of(node.operands.begin(), node.operands.end(), countsRows);
}

/// A text, a path from the top of the form, or one that begins with current().
bool isSameForEachRow(const SyntaxNode &node)
{
    if (node.kind == SyntaxKind::Text)
        return true;
    if (node.kind != SyntaxKind::Path)
        return false;
    if (node.operands.empty())
        return node.absolute;
    const SyntaxNode &begin = node.operands.front();
    return begin.kind == SyntaxKind::Call && begin.text == "current"_L1 && node.startPredicates.empty();
}

} // namespace

Evaluator::Evaluator(const ExpressionHost &host, const Node &node, const Node &root)
    : m_host(host), m_start(node), m_root(root), m_node(&node)
{
}

base::Result<XValue> Evaluator::evaluate(const Expression &expression)
{
    XValue result = value(expression.root());
    if (m_error)
        return *m_error;
    return result;
}

XValue Evaluator::evaluateAt(const Expression &expression, const Node &at)
{
    m_node = &at;
    XValue result = value(expression.root());
    return m_error ? XValue(QString()) : result;
}

XValue Evaluator::fail(const SyntaxNode &call)
{
    if (!m_error) {
        m_error = base::Error(base::Errc::ExpressionEvaluation,
                              {{"function", call.text.toStdString()}, {"position", std::int64_t{call.position}}});
    }
    return QString();
}

XValue Evaluator::argument(const SyntaxNode &call, std::size_t index)
{
    return value(call.operands[index]);
}
QString Evaluator::text(const SyntaxNode &call, std::size_t index)
{
    const SyntaxNode &operand = call.operands[index];
    if (const auto only = onlyNode(operand, false))
        return *only == nullptr ? QString() : (*only)->stringValue();
    return text(value(operand));
}
double Evaluator::number(const SyntaxNode &call, std::size_t index)
{
    return numberOf(call.operands[index]);
}
bool Evaluator::truth(const SyntaxNode &call, std::size_t index)
{
    const SyntaxNode &operand = call.operands[index];
    if (const auto only = onlyNode(operand, false))
        return *only != nullptr;
    return toBoolean(value(operand));
}

double Evaluator::numberOf(const SyntaxNode &node)
{
    if (node.kind == SyntaxKind::Number)
        return node.number;
    if (const auto only = onlyNode(node, false))
        return textToNumber(*only == nullptr ? QString() : (*only)->stringValue(), m_host.zone);
    return number(value(node));
}

NodeSet Evaluator::nodes(const SyntaxNode &call, std::size_t index)
{
    XValue result = argument(call, index);
    if (auto *set = std::get_if<NodeSet>(&result))
        return std::move(*set);
    fail(call);
    return {};
}

std::vector<QString> Evaluator::spread(const SyntaxNode &call, std::size_t first)
{
    std::vector<QString> out;
    for (std::size_t i = first; i < call.operands.size(); ++i) {
        const XValue one = argument(call, i);
        if (const auto *set = std::get_if<NodeSet>(&one)) {
            for (const Node *node : *set)
                out.push_back(node->stringValue());
        } else {
            out.push_back(text(one));
        }
    }
    return out;
}

XValue Evaluator::value(const SyntaxNode &node)
{
    switch (node.kind) {
    case SyntaxKind::Number:
        return node.number;
    case SyntaxKind::Text:
        return node.text;
    case SyntaxKind::Negate:
        return -number(value(node.operands.front()));
    case SyntaxKind::Call:
        return callFunction(*this, node);
    case SyntaxKind::Binary:
        return binary(node);
    case SyntaxKind::Path:
        return pathNodes(node, false);
    }
    return QString();
}

XValue Evaluator::binary(const SyntaxNode &node)
{
    const SyntaxNode &first = node.operands[0];
    const SyntaxNode &second = node.operands[1];
    switch (node.op) {
    case Operator::Or:
        return truth(node, 0) || truth(node, 1);
    case Operator::And:
        return truth(node, 0) && truth(node, 1);
    case Operator::Add:
        return numberOf(first) + numberOf(second);
    case Operator::Subtract:
        return numberOf(first) - numberOf(second);
    case Operator::Multiply:
        return numberOf(first) * numberOf(second);
    case Operator::Divide:
        return numberOf(first) / numberOf(second);
    case Operator::Modulo:
        return std::fmod(numberOf(first), numberOf(second));
    case Operator::Union: {
        XValue left = value(first);
        const XValue right = value(second);
        auto *a = std::get_if<NodeSet>(&left);
        const auto *b = std::get_if<NodeSet>(&right);
        if (a == nullptr || b == nullptr)
            return fail(node);
        a->insert(a->end(), b->begin(), b->end());
        sortUnique(*a);
        return left;
    }
    case Operator::Equal:
    case Operator::NotEqual:
        if (second.kind == SyntaxKind::Text) { // ${question} = 'code', the most frequent of all
            if (const auto only = onlyNode(first, false); only && (*only != nullptr || m_host.readsNothingAsEmpty()))
                return isSame(*only == nullptr ? QString() : (*only)->stringValue(), second.text) ==
                       (node.op == Operator::Equal);
        }
        [[fallthrough]];
    default:
        if (second.kind == SyntaxKind::Number) { // . >= 18
            if (const auto only = onlyNode(first, false); only && (*only != nullptr || m_host.readsNothingAsEmpty()))
                return ordered(node.op, numberOf(first), second.number);
        }
        break;
    }
    const XValue left = value(first);
    return compare(node.op, left, value(second));
}

bool Evaluator::compare(Operator op, const XValue &left, const XValue &right) const
{
    const auto *a = std::get_if<NodeSet>(&left);
    const auto *b = std::get_if<NodeSet>(&right);
    // Only (in)equality turns the whole set into a boolean; an order compares each node's number.
    const bool equality = op == Operator::Equal || op == Operator::NotEqual;
    if (m_host.readsNothingAsEmpty()) {
        if (a != nullptr && a->empty())
            return compare(op, QString(), right);
        if (b != nullptr && b->empty())
            return compare(op, left, QString());
    }
    if (equality && a != nullptr && std::holds_alternative<bool>(right))
        return compareAtoms(op, toBoolean(left), right);
    if (equality && b != nullptr && std::holds_alternative<bool>(left))
        return compareAtoms(op, left, toBoolean(right));
    if (a != nullptr) {
        return std::any_of(a->begin(), a->end(), [&](const Node *node) { return compare(op, node->stringValue(), right); });
    }
    if (b != nullptr) {
        return std::any_of(b->begin(), b->end(),
                           [&](const Node *node) { return compareAtoms(op, left, node->stringValue()); });
    }
    return compareAtoms(op, left, right);
}

bool Evaluator::compareAtoms(Operator op, const XValue &left, const XValue &right) const
{
    const bool equality = op == Operator::Equal || op == Operator::NotEqual;
    if (equality && (std::holds_alternative<bool>(left) || std::holds_alternative<bool>(right)))
        return ordered(op, toBoolean(left), toBoolean(right));
    const auto *a = std::get_if<QString>(&left);
    const auto *b = std::get_if<QString>(&right);
    if (equality && a != nullptr && b != nullptr)
        return ordered(op, *a, *b);
    const auto first = temporal(left, m_host.zone);
    const auto second = first ? temporal(right, m_host.zone) : std::nullopt;
    if (first && second) {
        if (first->wholeDay && second->wholeDay)
            return ordered(op, first->day, second->day);
        return ordered(op, first->instantMs(m_host.zone), second->instantMs(m_host.zone));
    }
    return ordered(op, number(left), number(right));
}

bool Evaluator::goTo(const SyntaxStep &step, const Node *&node) const
{
    if (node == nullptr || !step.predicates.empty())
        return node == nullptr;
    if (step.test == NodeTest::AnyNode && (step.axis == Axis::Self || step.axis == Axis::Parent)) {
        node = step.axis == Axis::Self ? node : node->parent;
        return true;
    }
    if (step.axis != Axis::Child || step.test != NodeTest::Name)
        return false;
    const Node *found = nullptr;
    bool isOne = true;
    node->visitNamed(step.nameHash, [&](const Node &child) {
        if (isOne && matches(step, child)) {
            isOne = found == nullptr;
            found = &child;
        }
    });
    if (isOne)
        node = found;
    return isOne;
}

std::optional<const Node *> Evaluator::onlyNode(const SyntaxNode &path, bool keepHidden) const
{
    if (path.kind != SyntaxKind::Path || !path.operands.empty())
        return std::nullopt;
    const Node *at = path.absolute ? &m_root : m_node;
    for (const SyntaxStep &step : path.steps) {
        if (!goTo(step, at))
            return std::nullopt;
    }
    return at == nullptr || keepHidden || at->isRelevant() ? at : nullptr;
}

NodeSet Evaluator::pathNodes(const SyntaxNode &path, bool keepHidden)
{
    if (const auto only = onlyNode(path, keepHidden))
        return *only == nullptr ? NodeSet{} : NodeSet{*only};
    NodeSet current;
    if (!path.operands.empty()) {
        XValue begin = value(path.operands.front());
        auto *set = std::get_if<NodeSet>(&begin);
        if (set == nullptr) {
            fail(path);
            return {};
        }
        current = filter(path.startPredicates, std::move(*set));
    } else {
        current.push_back(path.absolute ? &m_root : m_node);
    }
    for (const SyntaxStep &step : path.steps)
        current = applyStep(step, current);
    if (!keepHidden)
        std::erase_if(current, [](const Node *node) { return !node->isRelevant(); });
    return current;
}

bool Evaluator::matches(const SyntaxStep &step, const Node &node) const
{
    const NodeKind principal = step.axis == Axis::Attribute ? NodeKind::Attribute : NodeKind::Element;
    switch (step.test) {
    case NodeTest::AnyNode:
        return true;
    case NodeTest::Text:
        return node.kind == NodeKind::Text;
    case NodeTest::Comment:
        return node.kind == NodeKind::Comment;
    case NodeTest::Instruction:
        return node.kind == NodeKind::Instruction && (step.name.isEmpty() || step.name == node.name);
    case NodeTest::AnyName:
        return node.kind == principal;
    case NodeTest::AnyInNamespace:
        return node.kind == principal && m_host.namespaceByPrefix.value(step.prefix) == node.namespaceUri;
    case NodeTest::Name:
        break;
    }
    if (node.kind != principal || !isSame(node.name, step.name))
        return false;
    if (step.prefix.isEmpty()) // any default namespace a form may declare, but not a page's own elements
        return node.prefix.isEmpty() && (node.namespaceUri.isEmpty() || node.namespaceUri != XhtmlUri);
    const auto declared = m_host.namespaceByPrefix.constFind(step.prefix);
    return declared != m_host.namespaceByPrefix.constEnd() ? *declared == node.namespaceUri : node.prefix == step.prefix;
}

NodeSet Evaluator::applyStep(const SyntaxStep &step, const NodeSet &from)
{
    NodeSet out;
    for (const Node *node : from) {
        NodeSet found;
        if (step.axis == Axis::Child && step.test == NodeTest::Name) {
            found = childrenOf(step, *node);
        } else if (step.axis == Axis::Child) { // no list of all children in between
            for (const auto &child : node->children) {
                if (matches(step, *child))
                    found.push_back(child.get());
            }
        } else {
            found = axisNodes(step.axis, *node);
            std::erase_if(found, [&](const Node *one) { return !matches(step, *one); });
        }
        const bool isFiltered = step.axis == Axis::Child && step.test == NodeTest::Name;
        if (!step.predicates.empty() && !isFiltered)
            found = filter(step.predicates, std::move(found));
        out.insert(out.end(), found.begin(), found.end());
    }
    const bool alreadySorted = from.size() <= 1 && (step.axis == Axis::Child || step.axis == Axis::Self);
    if (!alreadySorted && out.size() > 1)
        sortUnique(out);
    return out;
}

std::optional<Evaluator::Key> Evaluator::keyOf(const SyntaxNode &predicate)
{
    if (predicate.kind != SyntaxKind::Binary)
        return std::nullopt;
    if (predicate.op == Operator::And) {
        if (countsRows(predicate)) // among all of them, not among those found
            return std::nullopt;
        auto key = keyOf(predicate.operands[0]);
        return key ? key : keyOf(predicate.operands[1]);
    }
    if (predicate.op != Operator::Equal)
        return std::nullopt;
    for (std::size_t side = 0; side < 2; ++side) {
        const SyntaxNode &column = predicate.operands[side];
        const SyntaxNode &wanted = predicate.operands[1 - side];
        if (!isColumn(column) || !isSameForEachRow(wanted))
            continue;
        const XValue found = value(wanted);
        if (const auto *text = std::get_if<QString>(&found))
            return Key{column.steps.front().name, *text};
        const auto *nodes = std::get_if<NodeSet>(&found);
        if (nodes != nullptr && nodes->size() <= 1)
            return Key{column.steps.front().name, nodes->empty() ? QString() : nodes->front()->stringValue()};
        return std::nullopt;
    }
    return std::nullopt;
}

NodeSet Evaluator::childrenOf(const SyntaxStep &step, const Node &node)
{
    NodeSet found;
    const auto take = [&](const Node &child) {
        if (matches(step, child))
            found.push_back(&child);
    };
    constexpr std::size_t Many = 64;
    const bool mayBeIndexed = node.children.size() >= Many && !step.predicates.empty() && m_host.readsNothingAsEmpty();
    if (const auto key = mayBeIndexed ? keyOf(step.predicates.front()) : std::nullopt) {
        if (const NodeSet *rows = m_host.rowsWhere(node, key->column, key->text)) {
            for (const Node *row : *rows)
                take(*row);
            const bool isWhole = step.predicates.front().op == Operator::Equal;
            return filter(std::span(step.predicates).subspan(isWhole ? 1 : 0), std::move(found));
        }
    }
    node.visitNamed(step.nameHash, take);
    return filter(step.predicates, std::move(found));
}

NodeSet Evaluator::filter(std::span<const SyntaxNode> predicates, NodeSet nodes)
{
    const Node *const savedNode = m_node;
    const int savedPosition = m_position;
    const int savedSize = m_size;
    for (const SyntaxNode &predicate : predicates) {
        NodeSet kept;
        m_size = static_cast<int>(nodes.size());
        for (std::size_t i = 0; i < nodes.size() && !m_error; ++i) {
            m_node = nodes[i];
            m_position = static_cast<int>(i) + 1;
            const XValue result = value(predicate);
            const auto *index = std::get_if<double>(&result);
            if (index != nullptr ? *index == m_position : toBoolean(result))
                kept.push_back(nodes[i]);
            m_size = static_cast<int>(nodes.size());
        }
        nodes = std::move(kept);
    }
    m_node = savedNode;
    m_position = savedPosition;
    m_size = savedSize;
    return nodes;
}

} // namespace indaro::forms
