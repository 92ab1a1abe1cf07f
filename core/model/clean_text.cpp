// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/model/clean_text.h"

namespace indaro::model {

namespace {

bool isLineBreak(char32_t c)
{
    return c == U'\n' || c == U'\r' || c == 0x0B || c == 0x0C || c == 0x85 || c == 0x2028 || c == 0x2029;
}

/// Zero-width and direction marks. U+200C and U+200D stay: some scripts and emoji are spelled with them.
bool isInvisible(char32_t c)
{
    return c == 0x00AD || c == 0x061C || c == 0x200B || c == 0x200E || c == 0x200F || (c >= 0x202A && c <= 0x202E) ||
           (c >= 0x2060 && c <= 0x206F) || c == 0xFEFF || (c >= 0xFFF9 && c <= 0xFFFB) || (c >= 0xE0000 && c <= 0xE007F);
}

} // namespace

QString cleanText(QStringView text, TextShape shape)
{
    QString out;
    out.reserve(text.size());
    bool isSpacePending = false;
    char32_t previous = 0;
    for (qsizetype i = 0; i < text.size(); ++i) {
        char32_t c = text[i].unicode();
        if (QChar::isHighSurrogate(c)) {
            if (i + 1 >= text.size() || !text[i + 1].isLowSurrogate())
                continue;
            c = QChar::surrogateToUcs4(text[i], text[i + 1]);
            ++i;
        } else if (QChar::isLowSurrogate(c)) {
            continue;
        }
        const bool isSecondOfPair = c == U'\n' && previous == U'\r';
        previous = c;
        if (shape == TextShape::Several && isLineBreak(c)) {
            if (!isSecondOfPair)
                out += u'\n';
            isSpacePending = false;
            continue;
        }
        if (isLineBreak(c) || c == U'\t' || QChar::isSpace(c)) {
            isSpacePending = true;
            continue;
        }
        if (QChar::category(c) == QChar::Other_Control || isInvisible(c))
            continue;
        if (isSpacePending && !out.isEmpty() && out.back() != u'\n')
            out += u' ';
        isSpacePending = false;
        out += QChar::fromUcs4(c);
    }
    return out.normalized(QString::NormalizationForm_C).trimmed();
}

base::Result<QString> cleanTextWithin(QStringView text, TextShape shape, qsizetype limit)
{
    QString clean = cleanText(text, shape);
    if (clean.size() > limit)
        return base::Error(base::Errc::TextTooLong,
                           {{"length", std::int64_t(clean.size())}, {"limit", std::int64_t(limit)}});
    return clean;
}

} // namespace indaro::model
