// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/forms/search_call.h"

#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace indaro::forms {

namespace {

const QRegularExpression &searchStart()
{
    static const QRegularExpression start(u"\\bsearch\\s*\\("_s, QRegularExpression::CaseInsensitiveOption);
    return start;
}

/// What stands between the brackets, cut at the commas of this call; empty when a bracket or quote is left open.
QStringList argumentsOf(const QString &text, qsizetype from)
{
    QStringList arguments{QString()};
    int depth = 0;
    QChar quote;
    for (qsizetype i = from; i < text.size(); ++i) {
        const QChar c = text.at(i);
        if (!quote.isNull()) {
            quote = c == quote ? QChar() : quote;
        } else if (c == u'\'' || c == u'"') {
            quote = c;
        } else if (c == u'(') {
            ++depth;
        } else if (c == u')' && depth-- == 0) {
            return arguments;
        } else if (c == u',' && depth == 0) {
            arguments.append(QString());
            continue;
        }
        arguments.last() += c;
    }
    return {};
}

/// The text between quotes, or a null text.
QString literalOf(const QString &argument)
{
    const QString text = argument.trimmed();
    const bool isQuoted = text.size() >= 2 && (text.front() == u'\'' || text.front() == u'"') && text.back() == text.front();
    return isQuoted ? text.mid(1, text.size() - 2).trimmed() : QString();
}

bool isColumn(const QString &name)
{
    static const QRegularExpression pattern(u"^[\\p{L}_][\\p{L}\\p{N}_.-]*$"_s);
    return pattern.match(name).hasMatch();
}

} // namespace

bool SearchCall::isIn(const QString &appearance)
{
    return searchStart().match(appearance).hasMatch();
}

std::optional<SearchCall> SearchCall::find(const QString &appearance)
{
    const auto start = searchStart().match(appearance);
    const QStringList arguments = start.hasMatch() ? argumentsOf(appearance, start.capturedEnd()) : QStringList();
    SearchCall call;
    call.file = literalOf(arguments.value(0));
    if (call.file.isEmpty() || (arguments.size() != 1 && arguments.size() != 4 && arguments.size() != 6))
        return {};
    if (arguments.size() == 1)
        return call;
    static const QHash<QString, QString> filterOfWord{{u"matches"_s, u"%1 = (%2)"_s},
                                                      {u"contains"_s, u"contains(%1, %2)"_s},
                                                      {u"startswith"_s, u"starts-with(%1, %2)"_s},
                                                      {u"endswith"_s, u"ends-with(%1, %2)"_s}};
    const QString filter = filterOfWord.value(literalOf(arguments.at(1)).toLower());
    QStringList conditions;
    for (const QString &part : literalOf(arguments.at(2)).split(u',', Qt::SkipEmptyParts)) {
        call.columns.append(part.trimmed());
        conditions.append(filter.arg(part.trimmed(), arguments.at(3).trimmed()));
    }
    call.filter = u'(' + conditions.join(u" or "_s) + u')';
    if (arguments.size() == 6) {
        call.columns.append(literalOf(arguments.at(4)));
        call.filter += u" and %1 = (%2)"_s.arg(call.columns.last(), arguments.at(5).trimmed());
    }
    for (const QString &column : call.columns) {
        if (!isColumn(column))
            return {};
    }
    return filter.isEmpty() || conditions.isEmpty() ? std::nullopt : std::optional(call);
}

} // namespace indaro::forms
