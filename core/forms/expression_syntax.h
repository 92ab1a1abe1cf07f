// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/forms/expression.h"

#include <QString>

#include <vector>

namespace indaro::forms {

enum class Axis : quint8 {
    Child,
    Parent,
    Self,
    Descendant,
    DescendantOrSelf,
    Ancestor,
    AncestorOrSelf,
    Following,
    FollowingSibling,
    Preceding,
    PrecedingSibling,
    Attribute
};
enum class NodeTest : quint8 { Name, AnyName, AnyInNamespace, AnyNode, Text, Comment, Instruction };
enum class Operator : quint8 {
    Or,
    And,
    Equal,
    NotEqual,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
    Add,
    Subtract,
    Multiply,
    Divide,
    Modulo,
    Union
};
enum class SyntaxKind : quint8 { Number, Text, Call, Binary, Negate, Path };

/// One step of a location path: axis::test[predicate]…
struct SyntaxStep
{
    Axis axis = Axis::Child;
    NodeTest test = NodeTest::Name;
    QString prefix;
    QString name;             ///< local name, or the target of processing-instruction('…')
    std::size_t nameHash = 0; ///< of `name` [Node::visitNamed]
    std::vector<SyntaxNode> predicates;
};

/// One node of the parsed expression.
struct SyntaxNode
{
    SyntaxKind kind = SyntaxKind::Text;
    int position = 0; ///< 0-based character in the source
    double number = 0;
    QString text;      ///< literal, or the name of the function called
    int function = -1; ///< index into the function table, set by the parser; -1 = unknown
    Operator op = Operator::Or;
    /// Binary: two; Negate: one; Call: the arguments; Path: the start expression, if it does not start at a node.
    std::vector<SyntaxNode> operands;
    bool absolute = false;                   ///< path from the root
    std::vector<SyntaxNode> startPredicates; ///< (expression)[predicate]…
    std::vector<SyntaxStep> steps;
};

enum class TokenKind : quint8 { End, Number, Text, Name, Operator, Symbol };

struct Token
{
    TokenKind kind = TokenKind::End;
    int position = 0;
    double number = 0;
    QString text; ///< literal, name (local part), or the symbol itself
    QString prefix;
    Operator op = Operator::Or;
};

/// Splits an expression by the rules of XPath 1.0, section 3.7, with ${name} replaced by the tokens of its path.
/// Errors: ExpressionSyntax(position).
[[nodiscard]] base::Result<std::vector<Token>> tokenize(const QString &text, const Expression::ReferenceResolver &resolve,
                                                        QStringList &references);

} // namespace indaro::forms
