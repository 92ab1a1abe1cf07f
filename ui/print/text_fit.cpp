// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/print/text_fit.h"

#include <QTextOption>

#include <cmath>

namespace indaro::ui::print {

using namespace Qt::StringLiterals;

QFont fontOf(const QString &family, double points, bool bold, bool italic)
{
    QFont font(family);
    font.setPixelSize(std::max(1, static_cast<int>(std::lround(points * 25.4 / 72.0 * kUnitsPerMm))));
    font.setBold(bold);
    font.setItalic(italic);
    font.setHintingPreference(QFont::PreferNoHinting);
    return font;
}

QString cleanText(const QString &raw, bool multiline)
{
    QString out;
    out.reserve(raw.size());
    for (const QChar c : raw) {
        if (c == u'\n' || c == u'\r' || c == QChar::LineSeparator || c == QChar::ParagraphSeparator) {
            if (c == u'\r')
                continue;
            out += multiline ? QChar(QChar::LineSeparator) : QChar(u' ');
        } else if (c == u'\t') {
            out += u' ';
        } else if (c.category() != QChar::Other_Control && c != QChar::ObjectReplacementCharacter) {
            out += c;
        }
    }
    while (!out.isEmpty() && (out.back().isSpace() || out.back() == QChar::LineSeparator))
        out.chop(1);
    return out;
}

namespace {

/// French sets a blank before ; : ? ! » and after «: a line never ends or begins there.
QString kept(QString text)
{
    constexpr QStringView Before = u";:?!»";
    for (qsizetype i = 1; i < text.size(); ++i) {
        if (text[i - 1] == u' ' && Before.contains(text[i]))
            text[i - 1] = QChar::Nbsp;
        else if (text[i] == u' ' && text[i - 1] == u'«')
            text[i] = QChar::Nbsp;
    }
    return text;
}

} // namespace

QSizeF layLines(QTextLayout &layout, double width, Qt::Alignment alignment)
{
    layout.setText(kept(layout.text()));
    QTextOption option(alignment);
    option.setWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    layout.setTextOption(option);
    double y = 0;
    double widest = 0;
    layout.beginLayout();
    for (QTextLine line = layout.createLine(); line.isValid(); line = layout.createLine()) {
        line.setLineWidth(width * kUnitsPerMm);
        line.setPosition({0, y});
        y += line.height();
        widest = std::max(widest, line.naturalTextWidth());
    }
    layout.endLayout();
    return {widest / kUnitsPerMm, y / kUnitsPerMm};
}

QSizeF measure(const QString &text, const QFont &font, double width)
{
    if (text.isEmpty())
        return {0, 0};
    QTextLayout layout(text, font);
    return layLines(layout, width, Qt::AlignLeft);
}

} // namespace indaro::ui::print
