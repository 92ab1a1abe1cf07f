// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/base/random.h"
#include "core/forms/expression_syntax.h"
#include "core/forms/expression_value.h"

#include <QHash>

#include <optional>
#include <span>

namespace indaro::forms {

/// What an expression may ask of its surroundings. Must outlive the evaluation.
class ExpressionHost
{
public:
    virtual ~ExpressionHost() = default;
    /// The element whose children instance('id')/… walks, or null.
    [[nodiscard]] virtual const Node *findInstance(const QString &id) const = 0;
    /// jr:choice-name(): the label of a code in the question at `path` (its text), or empty.
    [[nodiscard]] virtual QString choiceName(const QString &code, const QString &path, const Node &context) const = 0;
    /// jr:itext(): the nodes of that text, in the active language.
    [[nodiscard]] virtual NodeSet findItext(const QString &id) const = 0;
    /// Whether a comparison takes a path that finds nothing as the empty text, as ODK clients do with a hidden question
    /// (`${hidden} != 'yes'` holds), instead of never holding as in XPath.
    [[nodiscard]] virtual bool readsNothingAsEmpty() const { return false; }
    /// The children of `rows` whose child `column` reads `key`, without looking at each; null: look at each. Asked only of
    /// hosts that read nothing as empty.
    [[nodiscard]] virtual const NodeSet *rowsWhere(const Node &rows, const QString &column, const QString &key) const
    {
        static_cast<void>(rows);
        static_cast<void>(column);
        static_cast<void>(key);
        return nullptr;
    }

    QTimeZone zone{QByteArrayLiteral("Africa/Bujumbura")};
    const base::Clock *clock = nullptr;
    base::Random *random = nullptr;
    QString languageCode; ///< month and day names: "fr", "rn", else English
    QHash<QString, QString> namespaceByPrefix;
};

/// One evaluation: holds the place in the tree and the first error. Cheap; make one per expression.
class Evaluator
{
public:
    /// `node` is the context node; `root` is where absolute paths start, also inside predicates on other instances.
    Evaluator(const ExpressionHost &host, const Node &node, const Node &root);

    /// Errors: ExpressionEvaluation(function | position).
    [[nodiscard]] base::Result<XValue> evaluate(const Expression &expression);

    /// The same with `at` as context while current() stays the start node (choice filters); empty on error.
    [[nodiscard]] XValue evaluateAt(const Expression &expression, const Node &at);

    /// What a predicate of the kind `column = ${question}` looks for: the column and the text it must have. Empty: it is of
    /// another kind, or depends on the row. Of `and` the first side that is of this kind.
    struct Key
    {
        QString column;
        QString text;
    };
    [[nodiscard]] std::optional<Key> keyOf(const SyntaxNode &predicate);

    // For the functions (functions_*.cpp).
    [[nodiscard]] XValue argument(const SyntaxNode &call, std::size_t index);
    [[nodiscard]] QString text(const SyntaxNode &call, std::size_t index);
    [[nodiscard]] double number(const SyntaxNode &call, std::size_t index);
    [[nodiscard]] bool truth(const SyntaxNode &call, std::size_t index);
    /// The argument as a node-set; anything else is an error.
    [[nodiscard]] NodeSet nodes(const SyntaxNode &call, std::size_t index);
    /// Every argument from `first` on, node-sets spread out to one text per node.
    [[nodiscard]] std::vector<QString> spread(const SyntaxNode &call, std::size_t first);
    XValue fail(const SyntaxNode &call);
    [[nodiscard]] QString text(const XValue &value) const { return forms::toText(value, m_host.zone); }
    [[nodiscard]] double number(const XValue &value) const { return forms::toNumber(value, m_host.zone); }
    [[nodiscard]] const ExpressionHost &host() const { return m_host; }
    [[nodiscard]] const Node &node() const { return *m_node; }
    [[nodiscard]] const Node &start() const { return m_start; }
    [[nodiscard]] const Node &root() const { return m_root; }
    [[nodiscard]] int position() const { return m_position; }
    [[nodiscard]] int size() const { return m_size; }
    [[nodiscard]] XValue value(const SyntaxNode &node);
    /// The node-set of a path, what is not relevant included (position(..) of a hidden row).
    [[nodiscard]] NodeSet pathNodes(const SyntaxNode &path, bool keepHidden);

private:
    XValue binary(const SyntaxNode &node);
    bool compare(Operator op, const XValue &left, const XValue &right) const;
    bool compareAtoms(Operator op, const XValue &left, const XValue &right) const;
    [[nodiscard]] double numberOf(const SyntaxNode &node);
    /// The node a plain path leads to (null: none). Empty: no such path, or it may lead to several.
    [[nodiscard]] std::optional<const Node *> onlyNode(const SyntaxNode &path, bool keepHidden) const;
    /// One step from one node to the one that it leads to (null: to none). False: it may lead to several, nothing is done.
    bool goTo(const SyntaxStep &step, const Node *&node) const;
    NodeSet applyStep(const SyntaxStep &step, const NodeSet &from);
    bool matches(const SyntaxStep &step, const Node &node) const;
    NodeSet filter(std::span<const SyntaxNode> predicates, NodeSet nodes);
    /// The children one step leads to, its predicates applied; by an index where there is one.
    NodeSet childrenOf(const SyntaxStep &step, const Node &node);

    const ExpressionHost &m_host;
    const Node &m_start;
    const Node &m_root;
    const Node *m_node;
    int m_position = 1;
    int m_size = 1;
    std::optional<base::Error> m_error;
};

/// Calls a function of the table. Arguments are counted before; see function_table.cpp.
[[nodiscard]] XValue callFunction(Evaluator &evaluator, const SyntaxNode &call);

} // namespace indaro::forms
