// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/forms/workbook.h"

#include "core/forms/expression_value.h"
#include "core/forms/sheet_columns.h"
#include "core/forms/zip_archive.h"

#include <QDateTime>
#include <QHash>
#include <QRegularExpression>
#include <QSet>
#include <QTimeZone>
#include <QXmlStreamReader>

#include <algorithm>
#include <cmath>
#include <iterator>

using namespace Qt::StringLiterals;

namespace indaro::forms {

namespace {

constexpr qint64 MaxUnpacked = 200LL * 1024 * 1024;
constexpr int MaxSheetRows = 100'000;
constexpr int MaxColumns = 4'000;
constexpr std::size_t MaxBrokenCells = 1'000; ///< that are listed: whoever repairs one column repairs more
constexpr qint64 MaxCells = 2'000'000;

base::Error error(base::Errc code)
{
    return {code};
}

/// Document types are refused outright: a spreadsheet never has one, and entities are how XML bombs are made.
class PartReader : public QXmlStreamReader
{
public:
    explicit PartReader(const QByteArray &bytes) : QXmlStreamReader(bytes) {}
    bool nextStart()
    {
        while (!atEnd()) {
            const TokenType token = readNext();
            if (token == DTD || token == EntityReference) {
                raiseError();
                return false;
            }
            if (token == StartElement)
                return true;
        }
        return false;
    }
};

struct Context
{
    QStringList sharedStrings;
    QSet<int> dateStyles;
    bool from1904 = false;
    bool isAsTyped = false; ///< cells are not cleaned
    qint64 cells = 0;
};

/// The text of a string item: its runs joined, phonetic readings left out.
QString readStringItem(PartReader &reader)
{
    QString text;
    while (reader.readNextStartElement()) {
        if (reader.name() == "t"_L1)
            text += reader.readElementText();
        else if (reader.name() == "r"_L1)
            text += readStringItem(reader);
        else
            reader.skipCurrentElement();
    }
    return text;
}

base::Result<void> readSharedStrings(const QByteArray &bytes, Context &context)
{
    PartReader reader(bytes);
    while (reader.nextStart()) {
        if (reader.name() == "si"_L1)
            context.sharedStrings.append(readStringItem(reader));
    }
    if (reader.hasError())
        return error(base::Errc::FormDamaged);
    return {};
}

bool isDateFormat(const QString &format)
{
    bool quoted = false;
    bool bracketed = false;
    for (const QChar c : format) {
        if (c == u'"')
            quoted = !quoted;
        else if (c == u'[')
            bracketed = true;
        else if (c == u']')
            bracketed = false;
        else if (!quoted && !bracketed && u"dmyhsDMYHS"_s.contains(c))
            return true;
    }
    return false;
}

base::Result<void> readStyles(const QByteArray &bytes, Context &context)
{
    PartReader reader(bytes);
    QHash<int, QString> formatById;
    bool inCellFormats = false;
    int index = 0;
    while (reader.nextStart()) {
        if (reader.name() == "numFmt"_L1) {
            formatById.insert(reader.attributes().value("numFmtId"_L1).toInt(),
                              reader.attributes().value("formatCode"_L1).toString());
        } else if (reader.name() == "cellXfs"_L1) {
            inCellFormats = true;
        } else if (reader.name() == "cellStyles"_L1 || reader.name() == "dxfs"_L1) {
            inCellFormats = false;
        } else if (inCellFormats && reader.name() == "xf"_L1) {
            const int id = reader.attributes().value("numFmtId"_L1).toInt();
            const bool builtIn = (id >= 14 && id <= 22) || (id >= 45 && id <= 47);
            if (builtIn || (formatById.contains(id) && isDateFormat(formatById.value(id))))
                context.dateStyles.insert(index);
            ++index;
        }
    }
    if (reader.hasError())
        return error(base::Errc::FormDamaged);
    return {};
}

QString serialToText(double serial, bool from1904)
{
    const QDate start = from1904 ? QDate(1904, 1, 1) : QDate(1899, 12, 30);
    const double days = std::floor(serial);
    const auto seconds = static_cast<int>(std::lround((serial - days) * 86400.0));
    const QDateTime at = QDateTime(start.addDays(static_cast<qint64>(days)), QTime(0, 0), QTimeZone::utc()).addSecs(seconds);
    if (serial > 0 && serial < 1)
        return at.toString(u"HH:mm:ss");
    return at.toString(seconds == 0 ? u"yyyy-MM-dd" : u"yyyy-MM-ddTHH:mm:ss");
}

/// "AB12" → 27; -1 when there is no column letter.
int columnOf(QStringView reference)
{
    int column = 0;
    for (const QChar c : reference) {
        if (c < u'A' || c > u'Z')
            break;
        column = column * 26 + (c.unicode() - u'A' + 1);
        if (column > 100'000)
            break;
    }
    return column - 1;
}

QString numberCell(const QString &raw, int style, const Context &context)
{
    bool ok = false;
    const double number = raw.toDouble(&ok);
    if (!ok)
        return raw;
    if (context.dateStyles.contains(style) && number >= 0 && number < 3'000'000)
        return serialToText(number, context.from1904);
    return numberToText(number);
}

/// What a workbook writes as _x000D_ [ECMA-376, ST_Xstring].
QString unescaped(const QString &text)
{
    static const QRegularExpression escape(u"_x([0-9A-Fa-f]{4})_"_s);
    QString out;
    qsizetype from = 0;
    for (const auto &match : escape.globalMatch(text)) {
        out += QStringView(text).sliced(from, match.capturedStart() - from);
        out += QChar(char16_t(match.capturedView(1).toUShort(nullptr, 16)));
        from = match.capturedEnd();
    }
    if (from == 0)
        return text;
    out += QStringView(text).sliced(from);
    return out;
}

QString readCell(PartReader &reader, const QXmlStreamAttributes &attributes, const Context &context, bool &isBroken)
{
    QString raw;
    QString inlined;
    while (reader.readNextStartElement()) {
        if (reader.name() == "v"_L1)
            raw = reader.readElementText();
        else if (reader.name() == "is"_L1)
            inlined = readStringItem(reader);
        else
            reader.skipCurrentElement();
    }
    if (raw.isEmpty() && inlined.isEmpty()) // half of a large sheet is cells that only have a border
        return {};
    const QStringView type = attributes.value("t"_L1);
    if (type == "s"_L1)
        return unescaped(context.sharedStrings.value(raw.toInt()));
    if (type == "inlineStr"_L1)
        return unescaped(inlined);
    if (type == "b"_L1)
        return raw == "1"_L1 ? u"TRUE"_s : u"FALSE"_s;
    if (type == "e"_L1) {
        isBroken = true;
        return {};
    }
    if (type == "str"_L1 || type == "d"_L1 || raw.isEmpty())
        return raw;
    return numberCell(raw, attributes.value("s"_L1).toInt(), context);
}

QString trimmedCell(QString text)
{
    return text.replace(u"\r\n"_s, u"\n"_s).trimmed();
}

/// The column of a text that is only shown: its typography is kept. Everywhere else a typographic quote is a
/// slip of a word processor inside an expression or a name.
bool isShownText(const QString &header)
{
    static const QStringList shown{
        u"label"_s, u"hint"_s, u"guidance_hint"_s, u"constraint_message"_s, u"required_message"_s, u"form_title"_s};
    return shown.contains(header.section(u':', 0, 0).trimmed().toLower());
}

base::Result<void> readSheet(const QByteArray &bytes, Context &context, Sheet &sheet)
{
    PartReader reader(bytes);
    SheetRow row;
    int previous = 0;
    int next = 0;              // where a cell stands that does not say it
    std::vector<bool> isShown; // by column, once the headers are known
    const auto finishRow = [&] {
        while (!row.cells.isEmpty() && row.cells.last().isEmpty())
            row.cells.removeLast();
        if (!row.cells.isEmpty())
            sheet.rows.push_back(row);
        if (!row.cells.isEmpty() && isShown.empty())
            std::transform(row.cells.begin(), row.cells.end(), std::back_inserter(isShown), isShownText);
        row.cells.clear();
        next = 0;
    };
    while (reader.nextStart()) {
        if (reader.name() == "row"_L1) {
            finishRow();
            const int given = reader.attributes().value("r"_L1).toInt();
            row.number = given > 0 ? given : previous + 1;
            previous = row.number;
            if (sheet.rows.size() > MaxSheetRows)
                return error(base::Errc::FormTooLarge);
        } else if (reader.name() == "c"_L1) {
            const QXmlStreamAttributes attributes = reader.attributes();
            const QStringView place = attributes.value("r"_L1);
            const int column = place.isEmpty() ? next : columnOf(place);
            next = column + 1;
            bool isBroken = false;
            const QString read = readCell(reader, attributes, context, isBroken);
            if (isBroken && column >= 0 && column < MaxColumns && sheet.brokenCells.size() < MaxBrokenCells)
                sheet.brokenCells.push_back({row.number, column});
            if (read.isEmpty() || column < 0 || column >= MaxColumns)
                continue;
            const auto index = static_cast<std::size_t>(column);
            const bool isOnlyShown = index < isShown.size() && isShown[index];
            const QString text = context.isAsTyped ? read : isOnlyShown ? trimmedCell(read) : cleanCell(read);
            if (text.isEmpty())
                continue;
            if (++context.cells > MaxCells)
                return error(base::Errc::FormTooLarge);
            while (row.cells.size() <= column)
                row.cells.append(QString());
            row.cells[column] = text;
        }
    }
    finishRow();
    if (reader.hasError())
        return error(base::Errc::FormDamaged);
    return {};
}

struct SheetReference
{
    QString name;
    QString relation;
};

base::Result<std::vector<SheetReference>> readWorkbookPart(const QByteArray &bytes, Context &context)
{
    PartReader reader(bytes);
    std::vector<SheetReference> sheets;
    while (reader.nextStart()) {
        if (reader.name() == "workbookPr"_L1) {
            const auto value = reader.attributes().value("date1904"_L1);
            context.from1904 = value == "1"_L1 || value == "true"_L1;
        } else if (reader.name() == "sheet"_L1) {
            SheetReference sheet;
            for (const auto &attribute : reader.attributes()) {
                if (attribute.name() == "id"_L1)
                    sheet.relation = attribute.value().toString();
                else if (attribute.name() == "name"_L1)
                    sheet.name = attribute.value().toString();
            }
            sheets.push_back(std::move(sheet));
        }
    }
    if (reader.hasError())
        return error(base::Errc::FormDamaged);
    return sheets;
}

base::Result<QHash<QString, QString>> readRelations(const QByteArray &bytes)
{
    PartReader reader(bytes);
    QHash<QString, QString> targetById;
    while (reader.nextStart()) {
        if (reader.name() != "Relationship"_L1)
            continue;
        const QString target = reader.attributes().value("Target"_L1).toString();
        targetById.insert(reader.attributes().value("Id"_L1).toString(),
                          target.startsWith(u'/') ? target.mid(1) : u"xl/"_s + target);
    }
    if (reader.hasError())
        return error(base::Errc::FormDamaged);
    return targetById;
}

bool isNeeded(const QString &name)
{
    const QString key = name.trimmed().toLower();
    return key == "survey"_L1 || key == "choices"_L1 || key == "settings"_L1 || key == "entities"_L1 ||
           key == "external_choices"_L1 || key == "osm"_L1;
}

} // namespace

QString BrokenCell::name() const
{
    QString letters;
    for (int left = column + 1; left > 0; left = (left - 1) / 26)
        letters.prepend(QChar(static_cast<char16_t>(u'A' + (left - 1) % 26)));
    return letters + QString::number(row);
}

QString cleanCell(QString text)
{
    for (QChar &c : text) {
        switch (c.unicode()) {
        case 0x2018:
        case 0x2019:
        case 0x201B:
            c = u'\'';
            break;
        case 0x201C:
        case 0x201D:
        case 0x201F:
            c = u'"';
            break;
        case 0x00A0:
        case 0x202F:
            c = u' ';
            break;
        default:
            break;
        }
    }
    return trimmedCell(text);
}

base::Result<Workbook> Workbook::read(const QByteArray &bytes, Reading which)
{
    if (bytes.startsWith(QByteArray::fromHex("d0cf11e0")))
        return error(base::Errc::FormOldXls);
    if (!bytes.startsWith("PK"))
        return error(base::Errc::FormNotXlsx);
    ZipArchive archive(bytes, MaxUnpacked);
    if (!archive.isOpen())
        return error(base::Errc::FormDamaged);
    if (!archive.has(u"xl/workbook.xml"_s))
        return error(base::Errc::FormNotXlsx);
    Context context;
    context.isAsTyped = which == Reading::AllAsTyped;
    INDARO_TRY_ASSIGN(const QByteArray workbookPart, archive.read(u"xl/workbook.xml"_s));
    INDARO_TRY_ASSIGN(const auto sheets, readWorkbookPart(workbookPart, context));
    INDARO_TRY_ASSIGN(const QByteArray relationPart, archive.read(u"xl/_rels/workbook.xml.rels"_s));
    INDARO_TRY_ASSIGN(const auto targetById, readRelations(relationPart));
    if (archive.has(u"xl/sharedStrings.xml"_s)) {
        INDARO_TRY_ASSIGN(const QByteArray part, archive.read(u"xl/sharedStrings.xml"_s));
        INDARO_TRY(readSharedStrings(part, context));
    }
    if (archive.has(u"xl/styles.xml"_s)) {
        INDARO_TRY_ASSIGN(const QByteArray part, archive.read(u"xl/styles.xml"_s));
        INDARO_TRY(readStyles(part, context));
    }
    Workbook workbook;
    for (const SheetReference &reference : sheets) {
        Sheet sheet;
        sheet.name = reference.name;
        const QString target = targetById.value(reference.relation);
        if ((which != Reading::FormSheets || isNeeded(sheet.name)) && !target.isEmpty()) {
            INDARO_TRY_ASSIGN(const QByteArray part, archive.read(target));
            INDARO_TRY(readSheet(part, context, sheet));
        }
        workbook.m_sheets.push_back(std::move(sheet));
    }
    findSpellings(workbook.m_sheets);
    return workbook;
}

Workbook Workbook::fromSheets(std::vector<Sheet> sheets)
{
    Workbook workbook;
    workbook.m_sheets = std::move(sheets);
    findSpellings(workbook.m_sheets);
    return workbook;
}

const Sheet *Workbook::findSheet(const QString &name) const
{
    for (const Sheet &sheet : m_sheets) {
        if (sheet.name.trimmed().compare(name, Qt::CaseInsensitive) == 0)
            return &sheet;
    }
    return nullptr;
}

} // namespace indaro::forms
