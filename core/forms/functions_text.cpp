// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/forms/evaluator.h"
#include "core/forms/function_table.h"
#include "core/forms/whole_pattern.h"

#include <QCryptographicHash>
#include <QRegularExpression>

#include <cmath>

using namespace Qt::StringLiterals;

namespace indaro::forms {

namespace {

using E = Evaluator;
using S = SyntaxNode;

XValue string(E &e, const S &c)
{
    return c.operands.empty() ? e.node().stringValue() : e.text(c, 0);
}
XValue concat(E &e, const S &c)
{
    QString out;
    for (const QString &part : e.spread(c, 0))
        out += part;
    return out;
}
XValue join(E &e, const S &c)
{
    QStringList parts;
    for (const QString &part : e.spread(c, 1))
        parts.append(part);
    return parts.join(e.text(c, 0));
}
XValue contains(E &e, const S &c)
{
    return e.text(c, 0).contains(e.text(c, 1));
}
XValue startsWith(E &e, const S &c)
{
    return e.text(c, 0).startsWith(e.text(c, 1));
}
XValue endsWith(E &e, const S &c)
{
    return e.text(c, 0).endsWith(e.text(c, 1));
}
XValue substringBefore(E &e, const S &c)
{
    const QString whole = e.text(c, 0);
    const qsizetype at = whole.indexOf(e.text(c, 1));
    return at < 0 ? QString() : whole.left(at);
}
XValue substringAfter(E &e, const S &c)
{
    const QString whole = e.text(c, 0);
    const QString mark = e.text(c, 1);
    const qsizetype at = whole.indexOf(mark);
    return at < 0 ? QString() : whole.mid(at + mark.size());
}
/// XPath: the characters whose 1-based position p has p >= round(start) and p < round(start) + round(length).
XValue substring(E &e, const S &c)
{
    const QString whole = e.text(c, 0);
    const double from = std::floor(e.number(c, 1) + 0.5);
    const double until = c.operands.size() > 2 ? from + std::floor(e.number(c, 2) + 0.5) : INFINITY;
    QString out;
    for (qsizetype i = 0; i < whole.size(); ++i) {
        const double place = static_cast<double>(i) + 1;
        if (place >= from && place < until)
            out += whole.at(i);
    }
    return out;
}
/// ODK: 0-based start and end, negative ones counted from the end.
XValue substr(E &e, const S &c)
{
    const QString whole = e.text(c, 0);
    const auto length = static_cast<double>(whole.size());
    const auto place = [&](double raw) {
        if (std::isnan(raw))
            return 0.0;
        raw = std::trunc(raw);
        return std::clamp(raw < 0 ? raw + length : raw, 0.0, length);
    };
    const auto from = static_cast<qsizetype>(place(e.number(c, 1)));
    const auto until = c.operands.size() > 2 ? static_cast<qsizetype>(place(e.number(c, 2))) : whole.size();
    return until > from ? whole.mid(from, until - from) : QString();
}
XValue stringLength(E &e, const S &c)
{
    return static_cast<double>(toText(string(e, c), e.host().zone).size());
}
XValue normalizeSpace(E &e, const S &c)
{
    static const QRegularExpression blanks(u"[ \\t\\r\\n]+"_s); // XML's blanks only
    QStringList words = toText(string(e, c), e.host().zone).split(blanks, Qt::SkipEmptyParts);
    return words.join(u' ');
}
XValue translate(E &e, const S &c)
{
    const QString from = e.text(c, 1);
    const QString to = e.text(c, 2);
    QString out;
    for (const QChar one : e.text(c, 0)) {
        const qsizetype at = from.indexOf(one);
        if (at < 0)
            out += one;
        else if (at < to.size())
            out += to.at(at);
    }
    return out;
}
XValue trim(E &e, const S &c)
{
    return e.text(c, 0).trimmed();
}
XValue upperCase(E &e, const S &c)
{
    return e.text(c, 0).toUpper();
}
XValue lowerCase(E &e, const S &c)
{
    return e.text(c, 0).toLower();
}
/// Matches the whole text, as JavaRosa does (forms.md 3.4). PCRE2's match limit bounds hostile patterns.
XValue regex(E &e, const S &c)
{
    const QRegularExpression pattern = wholePattern(e.text(c, 1));
    if (!pattern.isValid())
        return e.fail(c);
    return pattern.match(e.text(c, 0)).hasMatch();
}
XValue digest(E &e, const S &c)
{
    static const QHash<QString, QCryptographicHash::Algorithm> algorithmByName{{u"MD5"_s, QCryptographicHash::Md5},
                                                                               {u"SHA-1"_s, QCryptographicHash::Sha1},
                                                                               {u"SHA-256"_s, QCryptographicHash::Sha256},
                                                                               {u"SHA-384"_s, QCryptographicHash::Sha384},
                                                                               {u"SHA-512"_s, QCryptographicHash::Sha512}};
    const auto algorithm = algorithmByName.constFind(e.text(c, 1).toUpper());
    const QString encoding = c.operands.size() > 2 ? e.text(c, 2).toLower() : u"base64"_s;
    if (algorithm == algorithmByName.constEnd() || (encoding != "base64"_L1 && encoding != "hex"_L1))
        return e.fail(c);
    const QByteArray hash = QCryptographicHash::hash(e.text(c, 0).toUtf8(), *algorithm);
    return QString::fromLatin1(encoding == "hex"_L1 ? hash.toHex() : hash.toBase64());
}
XValue base64Decode(E &e, const S &c)
{
    return QString::fromUtf8(QByteArray::fromBase64(e.text(c, 0).toLatin1()));
}
XValue base64Encode(E &e, const S &c)
{
    return QString::fromLatin1(e.text(c, 0).toUtf8().toBase64());
}

constexpr Function Table[]{{"string", 0, 1, string},
                           {"concat", 0, -1, concat},
                           {"join", 1, -1, join},
                           {"contains", 2, 2, contains},
                           {"starts-with", 2, 2, startsWith},
                           {"ends-with", 2, 2, endsWith},
                           {"substring-before", 2, 2, substringBefore},
                           {"substring-after", 2, 2, substringAfter},
                           {"substring", 2, 3, substring},
                           {"substr", 2, 3, substr},
                           {"string-length", 0, 1, stringLength},
                           {"normalize-space", 0, 1, normalizeSpace},
                           {"translate", 3, 3, translate},
                           {"trim", 1, 1, trim},
                           {"upper-case", 1, 1, upperCase},
                           {"lower-case", 1, 1, lowerCase},
                           {"regex", 2, 2, regex},
                           {"digest", 2, 3, digest},
                           {"base64-decode", 1, 1, base64Decode},
                           {"base64-encode", 1, 1, base64Encode}};

} // namespace

std::span<const Function> textFunctions()
{
    return Table;
}

} // namespace indaro::forms
