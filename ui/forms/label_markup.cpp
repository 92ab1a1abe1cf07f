// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/forms/label_markup.h"

#include "ui/kit/theme.h"

#include <QtCore/QRegularExpression>
#include <QtCore/QStringList>
#include <QtGui/QColor>

#include <algorithm>
#include <optional>

namespace indaro::ui::forms {

using namespace Qt::StringLiterals;

namespace {

/// Characters that could mean something, while they mean themselves: moved into the private use area.
constexpr char16_t Shield = 0xE000;
constexpr QStringView Meaningful = u"\\*_#<>&[]()-\"'`";

QString unshielded(QString text)
{
    for (QChar &c : text) {
        if (c.unicode() >= Shield && c.unicode() < Shield + 128)
            c = QChar(static_cast<char16_t>(c.unicode() - Shield));
    }
    return text;
}

/// "\*" is a star. Backslashes before anything else stay.
QString withoutEscapes(const QString &text)
{
    QString out;
    for (qsizetype i = 0; i < text.size(); ++i) {
        const bool isEscape = text.at(i) == u'\\' && i + 1 < text.size() && Meaningful.contains(text.at(i + 1));
        out += isEscape ? shielded(text.at(++i)) : QString(text.at(i));
    }
    return out;
}

QString withEntities(QString text)
{
    if (!text.contains(u'&'))
        return text;
    text.replace("&nbsp;"_L1, QChar(0xa0), Qt::CaseInsensitive);
    text.replace("&lt;"_L1, shielded(u"<"_s)).replace("&gt;"_L1, shielded(u">"_s));
    text.replace("&quot;"_L1, shielded(u"\""_s))
        .replace("&#39;"_L1, shielded(u"'"_s))
        .replace("&apos;"_L1, shielded(u"'"_s));
    return text.replace("&amp;"_L1, shielded(u"&"_s));
}

/// The colour of style="color:…" or color="…"; nothing when there is none, or it could not be read on our page.
QString colorOf(const QString &attributes)
{
    static const QRegularExpression Pattern(u"(?:^|[\\s;\"'])color\\s*[:=]\\s*[\"']?\\s*(#[0-9a-f]{3,8}|[a-z]{3,20})"_s,
                                            QRegularExpression::CaseInsensitiveOption);
    const QString name = Pattern.match(attributes).captured(1);
    const QColor color(name);
    constexpr double LeastContrast = 3;
    const bool isReadable = color.isValid() && color.alpha() == 255 &&
                            kit::contrastRatio(color, kit::colors(kit::currentTheme()).surface) >= LeastContrast;
    return isReadable ? color.name() : QString();
}

/// One tag as it may stand in our text, or nothing when it is shown as it is written.
struct Tag
{
    QString name;    ///< what closes it; empty: it stands alone
    QString written; ///< what opens it, or the whole of one that stands alone
};

std::optional<Tag> knownTag(const QString &name, const QString &attributes)
{
    if (name == "br"_L1)
        return Tag{{}, u"<br>"_s};
    if (name == "b"_L1 || name == "strong"_L1)
        return Tag{u"b"_s, u"<b>"_s};
    if (name == "i"_L1 || name == "em"_L1)
        return Tag{u"i"_s, u"<i>"_s};
    if (name == "u"_L1 || name == "a"_L1) // a link leads nowhere
        return Tag{u"u"_s, u"<u>"_s};
    if (name == "small"_L1 || name == "big"_L1 || name == "sub"_L1 || name == "sup"_L1 || name == "ul"_L1 ||
        name == "ol"_L1 || name == "li"_L1)
        return Tag{name, u'<' + name + u'>'};
    if (name == "p"_L1 || name == "div"_L1 || name == "center"_L1)
        return Tag{u"div"_s, name == "center"_L1 ? u"<div align='center'>"_s : u"<div>"_s};
    if (name == "span"_L1 || name == "font"_L1) {
        const QString color = colorOf(attributes);
        return Tag{u"span"_s, color.isEmpty() ? u"<span>"_s : u"<span style='color:%1'>"_s.arg(color)};
    }
    if (name.size() == 2 && name.front() == u'h' && name.back() >= u'1' && name.back() <= u'6') {
        const QString size = name.back() == u'1' ? u"x-large"_s : name.back() == u'2' ? u"large"_s : u"medium"_s;
        return Tag{u"div"_s, u"<div style='font-size:%1;font-weight:600'>"_s.arg(size)};
    }
    return std::nullopt;
}

/// **bold**, *italic* and [words](address) within one line, written as tags.
QString withInlineMarks(QString line)
{
    static const QRegularExpression Link(u"\\[([^\\]\\[]+)\\]\\(([^()\\s]+)\\)"_s);
    static const QRegularExpression Bold(u"\\*\\*(?=\\S)(.+?)(?<=\\S)\\*\\*"_s);
    static const QRegularExpression BoldLow(u"(?<![\\w_])__(?=\\S)(.+?)(?<=\\S)__(?![\\w_])"_s);
    static const QRegularExpression Italic(u"(?<![\\*\\w])\\*(?=[^\\s\\*])([^\\*]*?)(?<=[^\\s\\*])\\*(?!\\*)"_s);
    static const QRegularExpression ItalicLow(u"(?<![\\w_])_(?=[^\\s_])([^_]*?)(?<=[^\\s_])_(?![\\w_])"_s);
    if (line.contains(u'['))
        line.replace(Link, u"<u>\\1</u> (\\2)"_s);
    if (line.contains(u'*'))
        line.replace(Bold, u"<b>\\1</b>"_s).replace(Italic, u"<i>\\1</i>"_s);
    if (line.contains(u'_'))
        line.replace(BoldLow, u"<b>\\1</b>"_s).replace(ItalicLow, u"<i>\\1</i>"_s);
    return line;
}

/// Headings, lists and line breaks, written as tags.
QString withBlocks(const QString &text)
{
    static const QRegularExpression Heading(u"^\\s{0,3}(#{1,6})\\s*([^#].*?)#*\\s*$"_s);
    static const QRegularExpression Bullet(u"^\\s*[-*]\\s+(.+)$"_s);
    static const QRegularExpression BlockEnd(u"</(?:p|div|h[1-6]|li|ul|ol|center)>\\s*$"_s,
                                             QRegularExpression::CaseInsensitiveOption);
    QString out;
    bool needsBreak = false;
    const QStringList lines = text.split(u'\n');
    for (const QString &line : lines) {
        if (const auto heading = Heading.match(line); heading.hasMatch()) {
            const auto depth = heading.capturedLength(1);
            out += u"<h%1>%2</h%1>"_s.arg(QString::number(depth), withInlineMarks(heading.captured(2)));
            needsBreak = false;
            continue;
        }
        if (needsBreak)
            out += "<br>"_L1;
        const auto bullet = Bullet.match(line);
        out += bullet.hasMatch() ? u"• "_s + withInlineMarks(bullet.captured(1)) : withInlineMarks(line);
        needsBreak = !BlockEnd.match(line).hasMatch();
    }
    return out;
}

bool isPlain(const QString &text)
{
    const bool isList = text.startsWith(u'-') || text.contains("\n-"_L1) || text.contains("\n "_L1);
    return !isList && std::none_of(text.begin(), text.end(), [](QChar c) {
        return c == u'*' || c == u'_' || c == u'#' || c == u'<' || c == u'&' || c == u'[' || c == u'\\' ||
               (c.unicode() >= Shield && c.unicode() < Shield + 128);
    });
}

/// What stands between the tags, with the tags told to `tag`: opening ones by what is written, closing ones by name.
template <class Text, class OpenTag, class CloseTag>
void readTags(const QString &source, Text text, OpenTag open, CloseTag close)
{
    static const QRegularExpression Pattern(u"<(/?)([A-Za-z][A-Za-z0-9]{0,9})((?:\\s[^<>]{0,400})?)\\s*/?>"_s);
    qsizetype last = 0;
    auto matches = Pattern.globalMatch(source);
    while (matches.hasNext()) {
        const auto match = matches.next();
        const auto tag = knownTag(match.captured(2).toLower(), match.captured(3));
        if (!tag)
            continue; // shown as it is written
        text(source.mid(last, match.capturedStart() - last));
        last = match.capturedEnd();
        if (match.captured(1).isEmpty() || tag->name.isEmpty())
            open(*tag);
        else
            close(tag->name);
    }
    text(source.mid(last));
}

} // namespace

QString shielded(const QString &answer)
{
    QString out = answer;
    for (QChar &c : out) {
        if (Meaningful.contains(c))
            c = QChar(static_cast<char16_t>(c.unicode() + Shield));
    }
    return out;
}

QString markupToHtml(const QString &text)
{
    if (isPlain(text))
        return text.toHtmlEscaped().replace(u'\n', "<br>"_L1);
    QString html;
    QStringList opened;
    readTags(
        withBlocks(withEntities(withoutEscapes(text))),
        [&html](const QString &words) { html += unshielded(words).toHtmlEscaped(); },
        [&](const Tag &tag) {
            html += tag.written;
            if (!tag.name.isEmpty())
                opened.push_back(tag.name);
        },
        [&](const QString &name) {
            const qsizetype from = opened.lastIndexOf(name);
            while (from >= 0 && opened.size() > from) // what was opened inside ends with it
                html += u"</%1>"_s.arg(opened.takeLast());
        });
    while (!opened.isEmpty())
        html += u"</%1>"_s.arg(opened.takeLast());
    return html;
}

QString markupToPlain(const QString &text)
{
    if (isPlain(text))
        return text;
    QString plain;
    const auto newLine = [&plain] {
        if (!plain.isEmpty() && !plain.endsWith(u'\n'))
            plain += u'\n';
    };
    const auto isBlock = [](const QString &name) {
        return name == "div"_L1 || name == "li"_L1 || name == "ul"_L1 || name == "ol"_L1;
    };
    readTags(
        withBlocks(withEntities(withoutEscapes(text))), [&plain](const QString &words) { plain += words; },
        [&](const Tag &tag) {
            if (tag.name.isEmpty())
                plain += u'\n';
            else if (isBlock(tag.name))
                newLine();
        },
        [&](const QString &name) {
            if (isBlock(name))
                newLine();
        });
    return unshielded(plain.trimmed());
}

} // namespace indaro::ui::forms
