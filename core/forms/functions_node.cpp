// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/forms/evaluator.h"
#include "core/forms/function_table.h"

#include <algorithm>
#include <array>
#include <cmath>

using namespace Qt::StringLiterals;

namespace indaro::forms {

namespace {

using E = Evaluator;
using S = SyntaxNode;

QStringList codes(const QString &text)
{
    return text.simplified().split(u' ', Qt::SkipEmptyParts);
}

XValue count(E &e, const S &c)
{
    return static_cast<double>(e.nodes(c, 0).size());
}
XValue countNonEmpty(E &e, const S &c)
{
    const NodeSet set = e.nodes(c, 0);
    return static_cast<double>(
        std::count_if(set.begin(), set.end(), [](const Node *node) { return !node->stringValue().isEmpty(); }));
}
XValue last(E &e, const S &)
{
    return static_cast<double>(e.size());
}
/// position(node): its place among the siblings of the same name; rows of hidden repeats keep theirs.
XValue position(E &e, const S &c)
{
    if (c.operands.empty())
        return static_cast<double>(e.position());
    if (c.operands[0].kind != SyntaxKind::Path)
        return e.fail(c);
    const NodeSet set = e.pathNodes(c.operands[0], true);
    if (set.empty() || set.front()->parent == nullptr)
        return 1.0;
    double place = 0;
    for (const auto &sibling : set.front()->parent->children) {
        place += sibling->kind == NodeKind::Element && sibling->name == set.front()->name ? 1 : 0;
        if (sibling.get() == set.front())
            break;
    }
    return place;
}
XValue current(E &e, const S &)
{
    return NodeSet{&e.start()};
}
XValue instance(E &e, const S &c)
{
    const Node *found = e.host().findInstance(e.text(c, 0));
    return found == nullptr ? NodeSet{} : NodeSet{found};
}
const Node *named(E &e, const S &c)
{
    if (c.operands.empty())
        return &e.node();
    const NodeSet set = e.nodes(c, 0);
    return set.empty() ? nullptr : set.front();
}
XValue localName(E &e, const S &c)
{
    const Node *node = named(e, c);
    return node == nullptr ? QString() : node->name;
}
XValue qualifiedName(E &e, const S &c)
{
    const Node *node = named(e, c);
    if (node == nullptr)
        return QString();
    return node->prefix.isEmpty() ? node->name : QString(node->prefix + u':' + node->name);
}
XValue namespaceUri(E &e, const S &c)
{
    const Node *node = named(e, c);
    return node == nullptr ? QString() : node->namespaceUri;
}
void collectById(const Node &node, const QStringList &ids, NodeSet &out)
{
    if (node.kind == NodeKind::Element && ids.contains(node.attribute(u"id"_s)))
        out.push_back(&node);
    for (const auto &child : node.children)
        collectById(*child, ids, out);
}
XValue id(E &e, const S &c)
{
    QStringList ids;
    for (const QString &text : e.spread(c, 0))
        ids += codes(text);
    NodeSet out;
    collectById(*e.root().root(), ids, out);
    return out;
}
/// The empty code is the one that is chosen where nothing is, as in ODK clients.
XValue selected(E &e, const S &c)
{
    const QStringList chosen = codes(e.text(c, 0));
    const QString code = e.text(c, 1).trimmed();
    return code.isEmpty() ? chosen.isEmpty() : chosen.contains(code);
}
XValue selectedAt(E &e, const S &c)
{
    const QStringList list = codes(e.text(c, 0));
    const double index = std::trunc(e.number(c, 1));
    return index >= 0 && index < static_cast<double>(list.size()) ? list.at(static_cast<qsizetype>(index)) : QString();
}
XValue countSelected(E &e, const S &c)
{
    return static_cast<double>(codes(e.text(c, 0)).size());
}
/// once(x) keeps what the node already holds.
XValue once(E &e, const S &c)
{
    const QString own = e.start().value.isEmpty() ? e.start().stringValue() : e.start().value;
    return own.isEmpty() ? e.argument(c, 0) : XValue(own);
}
XValue choiceName(E &e, const S &c)
{
    return e.host().choiceName(e.text(c, 0), e.text(c, 1), e.node());
}
XValue itext(E &e, const S &c)
{
    return e.host().findItext(e.text(c, 0));
}

const Node *childNamed(const Node &node, const QString &name)
{
    for (const auto &child : node.children) {
        if (child->name == name)
            return child.get();
    }
    return nullptr;
}
/// pulldata('list', 'column wanted', 'key column', key): the first row of the secondary instance whose key is equal.
XValue pulldata(E &e, const S &c)
{
    const Node *found = e.host().findInstance(e.text(c, 0));
    const Node *rows = found == nullptr ? nullptr : childNamed(*found, u"root"_s);
    const QString key = e.text(c, 3);
    if (rows == nullptr)
        return QString();
    const QString column = e.text(c, 2);
    const auto pulledFrom = [&](const Node &row) {
        const Node *wanted = childNamed(row, e.text(c, 1));
        return wanted == nullptr ? QString() : wanted->stringValue();
    };
    if (const NodeSet *indexed = e.host().rowsWhere(*rows, column, key)) {
        for (const Node *row : *indexed) {
            if (!key.isEmpty() || childNamed(*row, column) != nullptr) // a row without that column is not found by ''
                return pulledFrom(*row);
        }
        return QString();
    }
    for (const auto &row : rows->children) {
        const Node *value = childNamed(*row, column);
        if (value != nullptr && value->stringValue() == key)
            return pulledFrom(*row);
    }
    return QString();
}

bool isBelow(const Node *node, const Node *ancestor)
{
    for (; node != nullptr; node = node->parent) {
        if (node == ancestor)
            return true;
    }
    return false;
}
NodeSet everywhere(E &e, const S &path);
/// indexed-repeat(target, repeat, index[, repeat, index]…): the target inside those rows.
XValue indexedRepeat(E &e, const S &c)
{
    if (c.operands.size() % 2 == 0 || c.operands.size() > 7)
        return e.fail(c);
    NodeSet targets = everywhere(e, c.operands[0]);
    const Node *inside = nullptr;
    for (std::size_t i = 1; i < c.operands.size(); i += 2) {
        NodeSet rows = everywhere(e, c.operands[i]);
        if (inside != nullptr)
            std::erase_if(rows, [&](const Node *row) { return !isBelow(row, inside); });
        const double index = std::trunc(e.number(c, i + 1));
        if (!(index >= 1) || index > static_cast<double>(rows.size()))
            return NodeSet{};
        inside = rows[static_cast<std::size_t>(index) - 1];
        std::erase_if(targets, [&](const Node *target) { return !isBelow(target, inside); });
    }
    return targets;
}
void collectSamePath(const Node &node, const QStringList &names, qsizetype depth, NodeSet &out)
{
    for (const auto &child : node.children) {
        if (child->name != names.at(depth))
            continue;
        if (depth + 1 == names.size())
            out.push_back(child.get());
        else
            collectSamePath(*child, names, depth + 1, out);
    }
}
/// A ${name} inside a repeat means the same row; indexed-repeat() wants all rows, so only the names along the way count.
NodeSet everywhere(E &e, const S &path)
{
    if (path.kind != SyntaxKind::Path)
        return {};
    const NodeSet found = e.pathNodes(path, true);
    if (found.empty())
        return {};
    QStringList names;
    for (const Node *at = found.front(); at != nullptr && at != &e.root(); at = at->parent)
        names.prepend(at->name);
    if (names.isEmpty()) // the whole document
        return found;
    NodeSet out;
    collectSamePath(e.root(), names, 0, out);
    return out;
}

/// The shuffle every ODK client makes with the same seed: Park-Miller numbers, from the last place down.
XValue randomize(E &e, const S &c)
{
    NodeSet set = e.nodes(c, 0);
    if (set.size() < 2)
        return set;
    qint64 seed = 1;
    if (c.operands.size() > 1) {
        const double given = e.number(c, 1);
        if (std::isnan(given))
            return e.fail(c);
        seed = static_cast<qint64>(std::trunc(std::fmod(given, 2147483647.0)));
    } else if (e.host().random != nullptr) {
        std::array<std::byte, 4> bytes{};
        e.host().random->fill(bytes);
        for (const std::byte one : bytes)
            seed = (seed * 256 + std::to_integer<int>(one)) % 2147483647;
    }
    if (seed <= 0)
        seed += 2147483646;
    for (std::size_t i = set.size() - 1; i >= 1; --i) {
        seed = seed * 16807 % 2147483647;
        const double fraction = static_cast<double>(seed - 1) / 2147483646.0;
        std::swap(set[i], set[static_cast<std::size_t>(fraction * static_cast<double>(i + 1))]);
    }
    return set;
}

constexpr Function Table[]{{"count", 1, 1, count},
                           {"count-non-empty", 1, 1, countNonEmpty},
                           {"last", 0, 0, last},
                           {"position", 0, 1, position},
                           {"current", 0, 0, current},
                           {"instance", 1, 1, instance},
                           {"name", 0, 1, qualifiedName},
                           {"local-name", 0, 1, localName},
                           {"namespace-uri", 0, 1, namespaceUri},
                           {"id", 1, 1, id},
                           {"selected", 2, 2, selected},
                           {"selected-at", 2, 2, selectedAt},
                           {"count-selected", 1, 1, countSelected},
                           {"once", 1, 1, once},
                           {"jr:choice-name", 2, 2, choiceName},
                           {"jr:itext", 1, 1, itext},
                           {"pulldata", 4, 4, pulldata},
                           {"indexed-repeat", 3, 7, indexedRepeat},
                           {"randomize", 1, 2, randomize}};

} // namespace

std::span<const Function> nodeFunctions()
{
    return Table;
}

} // namespace indaro::forms
