// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/model/name_fold.h"

#include <algorithm>

namespace indaro::model {

namespace {

bool isApostrophe(QChar c)
{
    switch (c.unicode()) {
    case u'\'':
    case u'`':
    case 0x00B4:
    case 0x02B9:
    case 0x02BB:
    case 0x02BC:
    case 0x02BD:
    case 0x2018:
    case 0x2019:
    case 0x201B:
    case 0x2032:
    case 0xFF07:
        return true;
    default:
        return false;
    }
}

void appendLetter(QString &out, QChar c)
{
    switch (c.unicode()) { // letters Unicode does not decompose
    case 0x0153:
        out += QStringLiteral("oe");
        return;
    case 0x00E6:
        out += QStringLiteral("ae");
        return;
    case 0x00DF:
        out += QStringLiteral("ss");
        return;
    case 0x00F8:
        out += u'o';
        return;
    case 0x0142:
        out += u'l';
        return;
    case 0x0111:
        out += u'd';
        return;
    default:
        out += c;
    }
}

bool isAsciiLetter(QChar c)
{
    return c >= u'a' && c <= u'z';
}

/// Two letters written for one sound; the answer is what stands for them, or a null character.
QChar pairSound(QChar first, QChar second)
{
    if (first == u'b' && (second == u'w' || second == u'g'))
        return u'b';
    if (first == u'm' && (second == u'w' || second == u'g'))
        return u'm';
    if (first == u'p' && second == u'h')
        return u'f';
    if (first == u't' && (second == u's' || second == u'c'))
        return u'c';
    if (first == u'd' && second == u'z')
        return u'z';
    if (first == u'v' && second == u'y')
        return u'v';
    return {};
}

} // namespace

QString foldName(QStringView text)
{
    const QString decomposed = text.toString().normalized(QString::NormalizationForm_KD).toLower();
    QString out;
    out.reserve(decomposed.size());
    for (const QChar c : decomposed) {
        if (c.isMark() || isApostrophe(c))
            continue;
        if (c.isLetterOrNumber() || c.isSurrogate())
            appendLetter(out, c);
        else if (!out.isEmpty() && out.back() != u' ')
            out += u' ';
    }
    if (out.endsWith(u' '))
        out.chop(1);
    return out;
}

QStringList foldWords(QStringView text)
{
    return foldName(text).split(u' ', Qt::SkipEmptyParts);
}

QString phoneticKey(QStringView word)
{
    if (std::none_of(word.begin(), word.end(), isAsciiLetter) ||
        std::any_of(word.begin(), word.end(), [](QChar c) { return c.isDigit(); }))
        return word.toString();
    QString out;
    out.reserve(word.size());
    for (qsizetype i = 0; i < word.size(); ++i) {
        QChar c = word[i];
        const QChar next = i + 1 < word.size() ? word[i + 1] : QChar();
        if (c == u'h' && !(i == 0 && word.size() == 1))
            continue;
        if (const QChar sound = pairSound(c, next); !sound.isNull()) {
            c = sound;
            ++i;
        } else if (c == u'g' && next == u'n') { // Agnes = Anyes
            c = u'n';
            ++i;
            if (out.isEmpty() || out.back() != c)
                out += c;
            c = u'i';
        } else if (c == u'r') {
            c = u'l';
        } else if (c == u'y') {
            c = u'i';
        }
        if (out.isEmpty() || out.back() != c)
            out += c;
    }
    return out;
}

} // namespace indaro::model
