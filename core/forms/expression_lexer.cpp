// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/forms/expression_syntax.h"

#include <array>

using namespace Qt::StringLiterals;

namespace indaro::forms {

namespace {

base::Error syntaxError(int position)
{
    return {base::Errc::ExpressionSyntax, {{"position", static_cast<std::int64_t>(position)}}};
}

bool isNameStart(QChar c)
{
    return c.isLetter() || c == u'_' || c.isSurrogate();
}

bool isNameChar(QChar c)
{
    return isNameStart(c) || c.isDigit() || c == u'-' || c == u'.' || c.isMark();
}

QChar straightQuote(QChar c)
{
    switch (c.unicode()) {
    case 0x2018:
    case 0x2019:
    case 0x201B:
        return u'\'';
    case 0x201C:
    case 0x201D:
    case 0x201F:
        return u'"';
    default:
        return c;
    }
}

struct OperatorName
{
    QLatin1StringView name;
    Operator op;
};
constexpr std::array<OperatorName, 4> OperatorNames{
    {{"or"_L1, Operator::Or}, {"and"_L1, Operator::And}, {"div"_L1, Operator::Divide}, {"mod"_L1, Operator::Modulo}}};

class Lexer
{
public:
    Lexer(const QString &text, const Expression::ReferenceResolver &resolve, QStringList &references)
        : m_text(text), m_resolve(resolve), m_references(references)
    {
    }

    base::Result<std::vector<Token>> run()
    {
        while (true) {
            while (m_at < m_text.size() && m_text.at(m_at).isSpace())
                ++m_at;
            if (m_at >= m_text.size())
                break;
            INDARO_TRY(next());
        }
        push({TokenKind::End, static_cast<int>(m_at), 0, {}, {}, Operator::Or});
        return std::move(m_tokens);
    }

private:
    [[nodiscard]] QChar at(qsizetype index) const { return index < m_text.size() ? m_text.at(index) : QChar(); }
    void push(Token token) { m_tokens.push_back(std::move(token)); }
    void symbol(int length)
    {
        push({TokenKind::Symbol, static_cast<int>(m_at), 0, m_text.mid(m_at, length), {}, Operator::Or});
        m_at += length;
    }
    void operation(Operator op, int length)
    {
        push({TokenKind::Operator, static_cast<int>(m_at), 0, m_text.mid(m_at, length), {}, op});
        m_at += length;
    }
    /// After an operand, a name or * is an operator (XPath 1.0, 3.7).
    [[nodiscard]] bool operatorExpected() const
    {
        if (m_tokens.empty())
            return false;
        const Token &last = m_tokens.back();
        if (last.kind == TokenKind::Operator)
            return false;
        if (last.kind != TokenKind::Symbol)
            return true;
        return last.text == ")"_L1 || last.text == "]"_L1 || last.text == "."_L1 || last.text == ".."_L1 ||
               last.text == "*"_L1;
    }

    base::Result<void> next()
    {
        const QChar c = straightQuote(at(m_at));
        if (c == u'\'' || c == u'"')
            return literal(c);
        if (c == u'$')
            return reference();
        if ((c >= u'0' && c <= u'9') || (c == u'.' && at(m_at + 1) >= u'0' && at(m_at + 1) <= u'9'))
            return number();
        if (isNameStart(c))
            return name();
        return punctuation(c);
    }

    base::Result<void> literal(QChar quote)
    {
        // A typographic pair may open with one kind and close with its partner; both straighten to the same mark.
        const qsizetype start = m_at++;
        QString text;
        while (m_at < m_text.size() && straightQuote(m_text.at(m_at)) != quote)
            text += m_text.at(m_at++);
        if (m_at >= m_text.size())
            return syntaxError(static_cast<int>(start));
        ++m_at;
        push({TokenKind::Text, static_cast<int>(start), 0, text, {}, Operator::Or});
        return {};
    }

    base::Result<void> number()
    {
        const qsizetype start = m_at;
        while (at(m_at).isDigit())
            ++m_at;
        if (at(m_at) == u'.') {
            ++m_at;
            while (at(m_at).isDigit())
                ++m_at;
        }
        bool ok = false;
        const double value = m_text.mid(start, m_at - start).toDouble(&ok);
        if (!ok)
            return syntaxError(static_cast<int>(start));
        push({TokenKind::Number, static_cast<int>(start), value, {}, {}, Operator::Or});
        return {};
    }

    base::Result<void> reference()
    {
        const qsizetype start = m_at;
        const qsizetype close = m_text.indexOf(u'}', m_at);
        if (at(m_at + 1) != u'{' || close < 0 || !m_resolve)
            return syntaxError(static_cast<int>(start));
        const QString name = m_text.mid(m_at + 2, close - m_at - 2).trimmed();
        if (!m_references.contains(name))
            m_references.append(name);
        m_at = close + 1;
        const QString path = m_resolve(name);
        QStringList none;
        INDARO_TRY_ASSIGN(auto tokens, tokenize(path.isEmpty() ? u"''"_s : path, {}, none));
        tokens.pop_back();
        for (Token &token : tokens) {
            token.position = static_cast<int>(start);
            push(std::move(token));
        }
        return {};
    }

    base::Result<void> name()
    {
        const qsizetype start = m_at;
        if (operatorExpected()) {
            // "1and1": the operator need not be followed by a blank.
            for (const OperatorName &candidate : OperatorNames) {
                if (QStringView(m_text).sliced(m_at).startsWith(candidate.name)) {
                    operation(candidate.op, static_cast<int>(candidate.name.size()));
                    return {};
                }
            }
            return syntaxError(static_cast<int>(start));
        }
        const auto readName = [this] {
            const qsizetype from = m_at;
            while (m_at < m_text.size() && isNameChar(m_text.at(m_at)))
                ++m_at;
            return m_text.mid(from, m_at - from);
        };
        QString first = readName();
        QString prefix;
        if (at(m_at) == u':' && at(m_at + 1) != u':' && (isNameStart(at(m_at + 1)) || at(m_at + 1) == u'*')) {
            ++m_at;
            prefix = first;
            if (at(m_at) == u'*') {
                first = u"*"_s;
                ++m_at;
            } else {
                first = readName();
            }
        }
        push({TokenKind::Name, static_cast<int>(start), 0, first, prefix, Operator::Or});
        return {};
    }

    base::Result<void> punctuation(QChar c)
    {
        const QChar after = at(m_at + 1);
        switch (c.unicode()) {
        case u'+':
            operation(Operator::Add, 1);
            return {};
        case u'-':
        case 0x2013: // a dash the spreadsheet made of a minus
            operation(Operator::Subtract, 1);
            return {};
        case u'=':
            operation(Operator::Equal, 1);
            return {};
        case u'|':
            operation(Operator::Union, 1);
            return {};
        case u'!':
            if (after != u'=')
                break;
            operation(Operator::NotEqual, 2);
            return {};
        case u'<':
            operation(after == u'=' ? Operator::LessOrEqual : Operator::Less, after == u'=' ? 2 : 1);
            return {};
        case u'>':
            operation(after == u'=' ? Operator::GreaterOrEqual : Operator::Greater, after == u'=' ? 2 : 1);
            return {};
        case u'*':
            if (operatorExpected())
                operation(Operator::Multiply, 1);
            else
                symbol(1);
            return {};
        case u'/':
            symbol(after == u'/' ? 2 : 1);
            return {};
        case u'.':
            symbol(after == u'.' ? 2 : 1);
            return {};
        case u':':
            if (after != u':')
                break;
            symbol(2);
            return {};
        case u'(':
        case u')':
        case u'[':
        case u']':
        case u',':
        case u'@':
            symbol(1);
            return {};
        default:
            break;
        }
        return syntaxError(static_cast<int>(m_at));
    }

    const QString &m_text;
    const Expression::ReferenceResolver &m_resolve;
    QStringList &m_references;
    qsizetype m_at = 0;
    std::vector<Token> m_tokens;
};

} // namespace

base::Result<std::vector<Token>> tokenize(const QString &text, const Expression::ReferenceResolver &resolve,
                                          QStringList &references)
{
    return Lexer(text, resolve, references).run();
}

} // namespace indaro::forms
