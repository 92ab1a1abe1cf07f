// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/forms/workbook_writer.h"

#include "core/forms/zip_writer.h"

#include <QRegularExpression>
#include <QSet>
#include <QXmlStreamWriter>

namespace indaro::forms {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype LongestCell = 32767; // what spreadsheet programs take
constexpr qsizetype MostNameSigns = 31;

const QString Main = u"http://schemas.openxmlformats.org/spreadsheetml/2006/main"_s;
const QString Documents = u"http://schemas.openxmlformats.org/officeDocument/2006/relationships"_s;
const QString Packages = u"http://schemas.openxmlformats.org/package/2006/"_s;

template <class Fill> QByteArray xmlPart(const QString &root, const QString &space, Fill fill)
{
    QByteArray out;
    QXmlStreamWriter xml(&out);
    xml.writeStartDocument(u"1.0"_s, true);
    xml.writeStartElement(root);
    xml.writeDefaultNamespace(space);
    fill(xml);
    xml.writeEndElement();
    xml.writeEndDocument();
    return out;
}

QByteArray relations(const QList<std::pair<QString, QString>> &targets)
{
    return xmlPart(u"Relationships"_s, Packages + u"relationships"_s, [&](QXmlStreamWriter &xml) {
        int number = 0;
        for (const auto &[kind, target] : targets) {
            xml.writeEmptyElement(u"Relationship"_s);
            xml.writeAttribute(u"Id"_s, u"rId%1"_s.arg(++number));
            xml.writeAttribute(u"Type"_s, Documents + u'/' + kind);
            xml.writeAttribute(u"Target"_s, target);
        }
    });
}

/// A number a spreadsheet gives back as it was written: no leading zeros, no more digits than it keeps.
bool isPlainNumber(const QString &text)
{
    static const QRegularExpression number(u"^-?(0|[1-9]\\d{0,11})(\\.\\d{0,2}[1-9])?\\z"_s);
    return text.size() < 16 && text != "-0"_L1 && number.match(text).hasMatch();
}

/// XML 1.0 has no place for most control characters.
QString sayable(const QString &text)
{
    QString out = text.left(LongestCell);
    // XML takes some characters not at all, and reads a carriage return as a new line. Workbooks write both as _x000D_
    // [ECMA-376, ST_Xstring], and what looks like that with its first letter so.
    static const QRegularExpression looksSo(u"_(?=x[0-9A-Fa-f]{4}_)"_s);
    out.replace(looksSo, u"_x005F_"_s);
    QString written;
    written.reserve(out.size());
    for (const QChar c : std::as_const(out)) {
        if (c.unicode() < 0x20 && c != u'\t' && c != u'\n')
            written += u"_x%1_"_s.arg(uint(c.unicode()), 4, 16, QLatin1Char('0')).toUpper().replace(u'X', u'x');
        else
            written += c;
    }
    return written;
}

QByteArray sheetPart(const TextSheet &sheet)
{
    return xmlPart(u"worksheet"_s, Main, [&](QXmlStreamWriter &xml) {
        xml.writeStartElement(u"sheetData"_s);
        for (const QStringList &row : sheet.rows) {
            xml.writeStartElement(u"row"_s);
            for (const QString &cell : row) {
                xml.writeStartElement(u"c"_s);
                if (isPlainNumber(cell)) {
                    xml.writeTextElement(u"v"_s, cell);
                } else if (!cell.isEmpty()) {
                    xml.writeAttribute(u"t"_s, u"inlineStr"_s);
                    xml.writeStartElement(u"is"_s);
                    xml.writeStartElement(u"t"_s);
                    xml.writeAttribute(u"xml:space"_s, u"preserve"_s);
                    xml.writeCharacters(sayable(cell));
                    xml.writeEndElement();
                    xml.writeEndElement();
                }
                xml.writeEndElement();
            }
            xml.writeEndElement();
        }
        xml.writeEndElement();
    });
}

QByteArray workbookPart(const QStringList &names)
{
    return xmlPart(u"workbook"_s, Main, [&](QXmlStreamWriter &xml) {
        xml.writeNamespace(Documents, u"r"_s);
        xml.writeStartElement(u"sheets"_s);
        for (qsizetype i = 0; i < names.size(); ++i) {
            xml.writeEmptyElement(u"sheet"_s);
            xml.writeAttribute(u"name"_s, names.at(i));
            xml.writeAttribute(u"sheetId"_s, QString::number(i + 1));
            xml.writeAttribute(Documents, u"id"_s, u"rId%1"_s.arg(i + 1));
        }
        xml.writeEndElement();
    });
}

QByteArray typesPart(const QStringList &sheetParts)
{
    const QString spreadsheet = u"application/vnd.openxmlformats-officedocument.spreadsheetml."_s;
    return xmlPart(u"Types"_s, Packages + u"content-types"_s, [&](QXmlStreamWriter &xml) {
        xml.writeEmptyElement(u"Default"_s);
        xml.writeAttribute(u"Extension"_s, u"rels"_s);
        xml.writeAttribute(u"ContentType"_s, u"application/vnd.openxmlformats-package.relationships+xml"_s);
        const auto add = [&](const QString &part, const QString &type) {
            xml.writeEmptyElement(u"Override"_s);
            xml.writeAttribute(u"PartName"_s, part);
            xml.writeAttribute(u"ContentType"_s, spreadsheet + type + u"+xml"_s);
        };
        add(u"/xl/workbook.xml"_s, u"sheet.main"_s);
        for (const QString &part : sheetParts)
            add(u"/xl/"_s + part, u"worksheet"_s);
    });
}

QString nameFor(const QString &wanted, QSet<QString> &taken)
{
    static const QRegularExpression forbidden(u"[\\[\\]:*?/\\\\']"_s);
    const QString base = QString(wanted).replace(forbidden, u"_"_s);
    QString name = base.left(MostNameSigns);
    for (int copy = 2; name.isEmpty() || taken.contains(name.toLower()); ++copy) {
        const QString tail = u"_%1"_s.arg(copy);
        name = base.left(MostNameSigns - tail.size()) + tail;
    }
    taken.insert(name.toLower());
    return name;
}

} // namespace

base::Result<QByteArray> makeWorkbook(const std::vector<TextSheet> &sheets)
{
    std::vector<ZipEntry> entries;
    QStringList names;
    QStringList parts;
    QSet<QString> taken;
    QList<std::pair<QString, QString>> targets;
    for (const TextSheet &sheet : sheets) {
        names << nameFor(sheet.name, taken);
        parts << u"worksheets/sheet%1.xml"_s.arg(names.size());
        targets.append({u"worksheet"_s, parts.last()});
        entries.push_back({u"xl/"_s + parts.last(), sheetPart(sheet)});
    }
    entries.insert(entries.begin(), {{u"[Content_Types].xml"_s, typesPart(parts)},
                                     {u"_rels/.rels"_s, relations({{u"officeDocument"_s, u"xl/workbook.xml"_s}})},
                                     {u"xl/workbook.xml"_s, workbookPart(names)},
                                     {u"xl/_rels/workbook.xml.rels"_s, relations(targets)}});
    return makeZip(entries);
}

} // namespace indaro::forms
