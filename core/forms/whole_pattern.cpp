// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/forms/whole_pattern.h"

using namespace Qt::StringLiterals;

namespace indaro::forms {

namespace {

bool isClass(QStringView escape)
{
    return escape.size() == 2 && escape.at(0) == u'\\' && u"wdsWDS"_s.contains(escape.at(1));
}

} // namespace

QRegularExpression wholePattern(const QString &pattern)
{
    QString out;
    bool inBrackets = false;
    bool afterClass = false;
    for (qsizetype i = 0; i < pattern.size(); ++i) {
        const QStringView rest = QStringView(pattern).mid(i);
        if (rest.at(0) == u'\\' && rest.size() > 1) {
            out += rest.left(2);
            afterClass = isClass(rest.left(2));
            ++i;
            continue;
        }
        if (inBrackets && rest.at(0) == u'-' && (afterClass || isClass(rest.mid(1, 2))))
            out += u'\\';
        out += rest.at(0);
        inBrackets = rest.at(0) == u'[' || (inBrackets && rest.at(0) != u']');
        afterClass = false;
    }
    return QRegularExpression(QRegularExpression::anchoredPattern(out));
}

} // namespace indaro::forms
