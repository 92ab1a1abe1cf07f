// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/forms/expression_syntax.h"
#include "core/forms/function_table.h"

#include <array>
#include <utility>

using namespace Qt::StringLiterals;

namespace indaro::forms {

namespace {

/// A form's author never nests this deep; a hostile file must not overflow the stack.
constexpr int MaxNesting = 200;

constexpr std::array<std::pair<QLatin1StringView, Axis>, 12> AxisNames{{{"child"_L1, Axis::Child},
                                                                        {"parent"_L1, Axis::Parent},
                                                                        {"self"_L1, Axis::Self},
                                                                        {"descendant"_L1, Axis::Descendant},
                                                                        {"descendant-or-self"_L1, Axis::DescendantOrSelf},
                                                                        {"ancestor"_L1, Axis::Ancestor},
                                                                        {"ancestor-or-self"_L1, Axis::AncestorOrSelf},
                                                                        {"following"_L1, Axis::Following},
                                                                        {"following-sibling"_L1, Axis::FollowingSibling},
                                                                        {"preceding"_L1, Axis::Preceding},
                                                                        {"preceding-sibling"_L1, Axis::PrecedingSibling},
                                                                        {"attribute"_L1, Axis::Attribute}}};

int precedence(Operator op)
{
    switch (op) {
    case Operator::Or:
        return 1;
    case Operator::And:
        return 2;
    case Operator::Equal:
    case Operator::NotEqual:
        return 3;
    case Operator::Less:
    case Operator::LessOrEqual:
    case Operator::Greater:
    case Operator::GreaterOrEqual:
        return 4;
    case Operator::Add:
    case Operator::Subtract:
        return 5;
    case Operator::Multiply:
    case Operator::Divide:
    case Operator::Modulo:
        return 6;
    case Operator::Union:
        return 8; // binds tighter than the unary minus (7)
    }
    return 0;
}

bool isNodeTypeName(const QString &name)
{
    return name == "node"_L1 || name == "text"_L1 || name == "comment"_L1 || name == "processing-instruction"_L1;
}

class Parser
{
public:
    explicit Parser(std::vector<Token> tokens) : m_tokens(std::move(tokens)) {}

    base::Result<SyntaxNode> run()
    {
        INDARO_TRY_ASSIGN(SyntaxNode node, expression(0));
        if (peek().kind != TokenKind::End)
            return failure();
        return node;
    }

private:
    [[nodiscard]] const Token &peek(std::size_t ahead = 0) const
    {
        return m_tokens[std::min(m_at + ahead, m_tokens.size() - 1)];
    }
    [[nodiscard]] bool isSymbol(QLatin1StringView text, std::size_t ahead = 0) const
    {
        return peek(ahead).kind == TokenKind::Symbol && peek(ahead).text == text;
    }
    bool accept(QLatin1StringView text)
    {
        if (!isSymbol(text))
            return false;
        ++m_at;
        return true;
    }
    [[nodiscard]] base::Error failure() const
    {
        return {base::Errc::ExpressionSyntax, {{"position", static_cast<std::int64_t>(peek().position)}}};
    }

    base::Result<SyntaxNode> expression(int minimum)
    {
        if (m_depth >= MaxNesting)
            return failure();
        ++m_depth;
        auto result = binary(minimum);
        --m_depth;
        return result;
    }

    base::Result<SyntaxNode> binary(int minimum)
    {
        INDARO_TRY_ASSIGN(SyntaxNode left, unary());
        while (peek().kind == TokenKind::Operator && precedence(peek().op) > minimum) {
            SyntaxNode node;
            node.kind = SyntaxKind::Binary;
            node.op = peek().op;
            node.position = peek().position;
            ++m_at;
            INDARO_TRY_ASSIGN(SyntaxNode right, expression(precedence(node.op)));
            node.operands.push_back(std::move(left));
            node.operands.push_back(std::move(right));
            left = std::move(node);
        }
        return left;
    }

    base::Result<SyntaxNode> unary()
    {
        if (peek().kind == TokenKind::Operator && peek().op == Operator::Subtract) {
            SyntaxNode node;
            node.kind = SyntaxKind::Negate;
            node.position = peek().position;
            ++m_at;
            INDARO_TRY_ASSIGN(SyntaxNode operand, expression(7));
            node.operands.push_back(std::move(operand));
            return node;
        }
        return path();
    }

    [[nodiscard]] bool startsStep() const
    {
        return peek().kind == TokenKind::Name || isSymbol("."_L1) || isSymbol(".."_L1) || isSymbol("@"_L1) ||
               isSymbol("*"_L1);
    }
    /// A name followed by "(" is a call, unless it is a node type or there is an axis before it.
    [[nodiscard]] bool startsCall() const
    {
        return peek().kind == TokenKind::Name && isSymbol("("_L1, 1) &&
               !(peek().prefix.isEmpty() && isNodeTypeName(peek().text));
    }

    base::Result<SyntaxNode> path()
    {
        SyntaxNode node;
        node.kind = SyntaxKind::Path;
        node.position = peek().position;
        if (isSymbol("/"_L1) || isSymbol("//"_L1)) {
            node.absolute = true;
            const bool deep = accept("//"_L1);
            if (deep)
                node.steps.push_back(anyDescendant());
            else
                ++m_at;
            if (!startsStep()) {
                if (deep)
                    return failure();
                return node;
            }
            INDARO_TRY(steps(node));
            return node;
        }
        const bool isPrimary =
            peek().kind == TokenKind::Number || peek().kind == TokenKind::Text || isSymbol("("_L1) || startsCall();
        if (!isPrimary) {
            if (!startsStep())
                return failure();
            INDARO_TRY(steps(node));
            return node;
        }
        INDARO_TRY_ASSIGN(SyntaxNode start, primary());
        INDARO_TRY(predicates(node.startPredicates));
        if (accept("/"_L1)) {
            INDARO_TRY(steps(node));
        } else if (accept("//"_L1)) {
            node.steps.push_back(anyDescendant());
            INDARO_TRY(steps(node));
        } else if (node.startPredicates.empty()) {
            return start;
        }
        node.operands.push_back(std::move(start));
        return node;
    }

    static SyntaxStep anyDescendant()
    {
        SyntaxStep step;
        step.axis = Axis::DescendantOrSelf;
        step.test = NodeTest::AnyNode;
        return step;
    }

    base::Result<void> steps(SyntaxNode &node)
    {
        while (true) {
            INDARO_TRY_ASSIGN(SyntaxStep one, step());
            node.steps.push_back(std::move(one));
            if (accept("//"_L1))
                node.steps.push_back(anyDescendant());
            else if (!accept("/"_L1))
                return {};
        }
    }

    base::Result<SyntaxStep> step()
    {
        SyntaxStep result;
        if (isSymbol("."_L1) || isSymbol(".."_L1)) {
            result.axis = isSymbol("."_L1) ? Axis::Self : Axis::Parent;
            result.test = NodeTest::AnyNode;
            ++m_at;
            INDARO_TRY(predicates(result.predicates));
            return result;
        }
        if (accept("@"_L1)) {
            result.axis = Axis::Attribute;
        } else if (peek().kind == TokenKind::Name && isSymbol("::"_L1, 1)) {
            INDARO_TRY(axis(result));
        }
        INDARO_TRY(nodeTest(result));
        INDARO_TRY(predicates(result.predicates));
        return result;
    }

    base::Result<void> axis(SyntaxStep &result)
    {
        for (const auto &[name, axis] : AxisNames) {
            if (peek().prefix.isEmpty() && peek().text == name) {
                result.axis = axis;
                m_at += 2;
                return {};
            }
        }
        return failure();
    }

    base::Result<void> nodeTest(SyntaxStep &result)
    {
        if (accept("*"_L1)) {
            result.test = NodeTest::AnyName;
            return {};
        }
        if (peek().kind != TokenKind::Name)
            return failure();
        const Token token = peek();
        if (token.prefix.isEmpty() && isNodeTypeName(token.text) && isSymbol("("_L1, 1)) {
            m_at += 2;
            result.test = token.text == "node"_L1      ? NodeTest::AnyNode
                          : token.text == "text"_L1    ? NodeTest::Text
                          : token.text == "comment"_L1 ? NodeTest::Comment
                                                       : NodeTest::Instruction;
            if (result.test == NodeTest::Instruction && peek().kind == TokenKind::Text) {
                result.name = peek().text;
                ++m_at;
            }
            if (!accept(")"_L1))
                return failure();
            return {};
        }
        if (isSymbol("("_L1, 1))
            return failure();
        ++m_at;
        result.prefix = token.prefix;
        result.name = token.text;
        result.nameHash = qHash(result.name);
        result.test = token.text == "*"_L1 ? NodeTest::AnyInNamespace : NodeTest::Name;
        return {};
    }

    base::Result<void> predicates(std::vector<SyntaxNode> &out)
    {
        while (accept("["_L1)) {
            INDARO_TRY_ASSIGN(SyntaxNode predicate, expression(0));
            if (!accept("]"_L1))
                return failure();
            out.push_back(std::move(predicate));
        }
        return {};
    }

    base::Result<SyntaxNode> primary()
    {
        SyntaxNode node;
        const Token token = peek();
        node.position = token.position;
        if (token.kind == TokenKind::Number) {
            node.kind = SyntaxKind::Number;
            node.number = token.number;
            ++m_at;
            return node;
        }
        if (token.kind == TokenKind::Text) {
            node.kind = SyntaxKind::Text;
            node.text = token.text;
            ++m_at;
            return node;
        }
        if (accept("("_L1)) {
            INDARO_TRY_ASSIGN(SyntaxNode inner, expression(0));
            if (!accept(")"_L1))
                return failure();
            return inner;
        }
        return call();
    }

    base::Result<SyntaxNode> call()
    {
        SyntaxNode node;
        const Token token = peek();
        node.position = token.position;
        node.kind = SyntaxKind::Call;
        node.text = token.prefix.isEmpty() ? token.text : token.prefix + u':' + token.text;
        node.function = findFunction(node.text);
        m_at += 2;
        if (accept(")"_L1))
            return node;
        while (true) {
            INDARO_TRY_ASSIGN(SyntaxNode argument, expression(0));
            node.operands.push_back(std::move(argument));
            if (accept(")"_L1))
                return node;
            if (!accept(","_L1))
                return failure();
        }
    }

    std::vector<Token> m_tokens;
    std::size_t m_at = 0;
    int m_depth = 0;
};

void collectFunctions(const SyntaxNode &node, QStringList &out)
{
    if (node.kind == SyntaxKind::Call && !out.contains(node.text))
        out.append(node.text);
    for (const SyntaxNode &operand : node.operands)
        collectFunctions(operand, out);
    for (const SyntaxNode &predicate : node.startPredicates)
        collectFunctions(predicate, out);
    for (const SyntaxStep &step : node.steps) {
        for (const SyntaxNode &predicate : step.predicates)
            collectFunctions(predicate, out);
    }
}

} // namespace

base::Result<Expression> Expression::parse(const QString &text, const ReferenceResolver &resolve)
{
    Expression expression;
    expression.m_text = text;
    INDARO_TRY_ASSIGN(auto tokens, tokenize(text, resolve, expression.m_references));
    INDARO_TRY_ASSIGN(auto root, Parser(std::move(tokens)).run());
    expression.m_root = std::make_shared<const SyntaxNode>(std::move(root));
    return expression;
}

QStringList Expression::functions() const
{
    QStringList out;
    collectFunctions(*m_root, out);
    return out;
}

} // namespace indaro::forms
