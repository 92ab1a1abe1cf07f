// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/casework/htcds/exchange_table.h"

#include "core/forms/workbook.h"
#include "core/forms/workbook_writer.h"

#include <QStringDecoder>

#include <algorithm>
#include <array>

namespace indaro::casework {

using base::Errc;
using base::Error;
using base::Result;
using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype LongestXlsxCell = 32767; // what spreadsheet programs take

/// What stands at 0x80 to 0x9F; 0: nothing does.
constexpr std::array<char16_t, 32> Windows1252{0x20AC, 0,      0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021,
                                               0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0,      0x017D, 0,
                                               0,      0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
                                               0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0,      0x017E, 0x0178};

QString fromWindows1252(const QByteArray &bytes)
{
    QString text;
    text.reserve(bytes.size());
    for (const char byte : bytes) {
        const auto code = static_cast<unsigned char>(byte);
        const char16_t known = code >= 0x80 && code <= 0x9F ? Windows1252[code - 0x80U] : char16_t{code};
        text += known == 0 ? QChar(QChar::ReplacementCharacter) : QChar(known);
    }
    return text;
}

/// Without a mark: every second byte of the first heading is 0.
std::optional<QStringDecoder::Encoding> utf16Of(const QByteArray &bytes)
{
    if (bytes.startsWith("\xFF\xFE"))
        return QStringDecoder::Utf16LE;
    if (bytes.startsWith("\xFE\xFF"))
        return QStringDecoder::Utf16BE;
    if (bytes.size() >= 4 && bytes[1] == '\0' && bytes[3] == '\0' && bytes[0] != '\0' && bytes[2] != '\0')
        return QStringDecoder::Utf16LE;
    if (bytes.size() >= 4 && bytes[0] == '\0' && bytes[2] == '\0' && bytes[1] != '\0' && bytes[3] != '\0')
        return QStringDecoder::Utf16BE;
    return std::nullopt;
}

/// A file as text, and which parts of it were read otherwise than the rest.
struct ExchangeText
{
    QString text{};
    QString encoding{};
    std::vector<std::pair<qsizetype, qsizetype>> others{}; ///< from, behind: whole lines, in their order
};

/// Somebody has copied lines of one file into another: each line is read by itself.
ExchangeText decodeByLine(const QByteArray &bytes)
{
    ExchangeText out;
    bool isUtf8Anywhere = false;
    for (qsizetype from = 0; from < bytes.size();) {
        qsizetype behind = from;
        while (behind < bytes.size() && bytes[behind] != '\n' && bytes[behind] != '\r')
            ++behind;
        behind = std::min(behind + 1, bytes.size());
        const QByteArray line = bytes.mid(from, behind - from);
        QStringDecoder decoder(QStringDecoder::Utf8, QStringDecoder::Flag::Stateless);
        const QString text = decoder.decode(line);
        if (decoder.hasError()) {
            const qsizetype at = out.text.size();
            out.text += fromWindows1252(line);
            out.others.emplace_back(at, out.text.size());
        } else {
            isUtf8Anywhere = isUtf8Anywhere || text.size() != line.size();
            out.text += text;
        }
        from = behind;
    }
    out.encoding = isUtf8Anywhere ? u"utf-8, windows-1252"_s : u"windows-1252"_s;
    if (!isUtf8Anywhere)
        out.others.clear();
    return out;
}

ExchangeText decodeExchange(const QByteArray &bytes)
{
    if (const auto utf16 = utf16Of(bytes)) {
        QStringDecoder decoder(*utf16, QStringDecoder::Flag::Stateless);
        const QString text = decoder.decode(bytes);
        return {text.startsWith(QChar::ByteOrderMark) ? text.mid(1) : text, u"utf-16"_s, {}};
    }
    const QByteArray unmarked = bytes.startsWith("\xEF\xBB\xBF") ? bytes.mid(3) : bytes;
    QStringDecoder decoder(QStringDecoder::Utf8, QStringDecoder::Flag::Stateless);
    QString text = decoder.decode(unmarked);
    if (decoder.hasError())
        return decodeByLine(unmarked);
    return {text.startsWith(QChar::ByteOrderMark) ? text.mid(1) : text, u"utf-8"_s, {}};
}

/// What the first line that says something has most of outside quotation marks.
QChar separatorIn(const QString &text)
{
    std::array<qsizetype, 3> counts{};
    constexpr std::array Separators{u',', u';', u'\t'};
    bool isQuoted = false;
    bool hasSaid = false;
    for (const QChar c : text) {
        if (c == u'"')
            isQuoted = !isQuoted;
        else if (!isQuoted && (c == u'\n' || c == u'\r') && hasSaid)
            break;
        else if (!isQuoted) {
            for (std::size_t i = 0; i < Separators.size(); ++i)
                counts[i] += c == Separators[i] ? 1 : 0;
        }
        hasSaid = hasSaid || !c.isSpace();
    }
    return Separators[static_cast<std::size_t>(std::ranges::max_element(counts) - counts.begin())];
}

bool isFormulaSign(QChar c)
{
    return c == u'=' || c == u'+' || c == u'-' || c == u'@' || c == u'\t' || c == u'\r';
}

/// Takes a cell as it stands in the file. A sign alone may be a number or a telephone.
void takeCell(ExchangeRow &row, const QString &raw)
{
    if (raw.startsWith(u'=') || raw.startsWith(u'@'))
        row.formulas << static_cast<int>(row.cells.size());
    row.cells << plainCell(raw);
}

/// Reads one line after the other.
class ExchangeLines
{
public:
    ExchangeLines(const ExchangeText &file, QChar separator)
        : m_text(file.text), m_others(file.others), m_separator(separator)
    {
    }
    [[nodiscard]] bool atEnd() const { return m_at >= m_text.size(); }
    ExchangeRow next()
    {
        ExchangeRow row{.line = m_line};
        QString cell;
        bool isQuoted = false;
        bool wasQuoted = false;
        const qsizetype start = m_at;
        for (; m_at < m_text.size(); ++m_at) {
            const QChar c = m_text[m_at];
            if (isQuoted) {
                if (c == u'\n')
                    ++m_line;
                if (c != u'"')
                    cell += c;
                else if (m_at + 1 < m_text.size() && m_text[m_at + 1] == u'"')
                    cell += m_text[++m_at];
                else
                    isQuoted = false;
            } else if (c == u'"' && cell.isEmpty() && !wasQuoted) {
                isQuoted = true;
                wasQuoted = true;
            } else if (c == m_separator) {
                takeCell(row, cell);
                cell.clear();
                wasQuoted = false;
            } else if (c == u'\n' || c == u'\r') {
                break;
            } else {
                cell += c;
            }
        }
        if (isQuoted) { // it never ends: only its first line is given up
            row.isWhole = false;
            m_line = row.line;
            m_at = start;
            while (m_at < m_text.size() && m_text[m_at] != u'\n' && m_text[m_at] != u'\r')
                ++m_at;
            row.cells.clear();
            row.formulas.clear();
            cell = m_text.mid(start, m_at - start);
        }
        takeCell(row, cell);
        if (m_at < m_text.size() && m_text[m_at] == u'\r')
            ++m_at;
        if (m_at < m_text.size() && m_text[m_at] == u'\n')
            ++m_at;
        ++m_line;
        row.isOtherwiseEncoded =
            std::ranges::any_of(m_others, [&](const auto &part) { return part.first < m_at && part.second > start; });
        return row;
    }

private:
    const QString &m_text;
    const std::vector<std::pair<qsizetype, qsizetype>> &m_others;
    QChar m_separator;
    qsizetype m_at = 0;
    int m_line = 1;
};

/// NUL cannot be kept, and half of a surrogate pair cannot be given back.
bool isSayable(const QString &text)
{
    for (qsizetype i = 0; i < text.size(); ++i) {
        if (text[i].isNull() || text[i].isLowSurrogate())
            return false;
        if (text[i].isHighSurrogate() && (++i >= text.size() || !text[i].isLowSurrogate()))
            return false;
    }
    return true;
}

void addExchangeRow(ExchangeTable &table, ExchangeRow row)
{
    if (std::ranges::all_of(row.cells, [](const QString &cell) { return cell.isEmpty(); }))
        return;
    if (!std::ranges::all_of(row.cells, isSayable))
        row.isWhole = false;
    if (table.columns.isEmpty())
        table.columns = row.cells;
    else
        table.rows.push_back(std::move(row));
}

/// Where the apostrophes in front end, when a formula-like sign follows; -1: none does.
qsizetype formulaSignAt(const QString &text)
{
    qsizetype at = 0;
    while (at < text.size() && text[at] == u'\'')
        ++at;
    return at < text.size() && isFormulaSign(text[at]) ? at : -1;
}

QString csvCell(const QString &text)
{
    const QString cell = neutralCell(text);
    const bool needsQuotes = std::ranges::any_of(
        cell, [](QChar c) { return c == u',' || c == u';' || c == u'\t' || c == u'"' || c == u'\n' || c == u'\r'; });
    return needsQuotes ? u'"' + QString(cell).replace(u'"', u"\"\""_s) + u'"' : cell;
}

} // namespace

Result<ExchangeTable> readExchangeTable(const QByteArray &bytes)
{
    if (bytes.size() > LargestExchange)
        return Error(Errc::FileTooLarge, {{"limit", std::int64_t{LargestExchange}}});
    ExchangeTable table;
    if (bytes.startsWith("PK") || bytes.startsWith(QByteArray::fromHex("d0cf11e0"))) {
        INDARO_TRY_ASSIGN(const auto workbook, forms::Workbook::read(bytes, forms::Workbook::Reading::AllAsTyped));
        table.encoding = u"xlsx"_s;
        for (const forms::Sheet &sheet : workbook.sheets()) {
            if (!table.columns.isEmpty())
                break;
            for (const forms::SheetRow &row : sheet.rows) {
                ExchangeRow one{.line = row.number};
                for (const QString &cell : row.cells)
                    takeCell(one, cell);
                addExchangeRow(table, std::move(one));
            }
        }
    } else {
        const ExchangeText file = decodeExchange(bytes);
        table.encoding = file.encoding;
        table.separator = separatorIn(file.text);
        ExchangeLines lines(file, table.separator);
        while (!lines.atEnd())
            addExchangeRow(table, lines.next());
    }
    if (table.columns.isEmpty())
        return Error(Errc::NotFound);
    return table;
}

QString neutralCell(const QString &text)
{
    return formulaSignAt(text) < 0 ? text : u'\'' + text;
}

QString plainCell(const QString &text)
{
    return formulaSignAt(text) > 0 ? text.mid(1) : text;
}

QByteArray toExchangeCsv(const QStringList &columns, const std::vector<QStringList> &rows)
{
    QString out(QChar::ByteOrderMark);
    const auto line = [&out](const QStringList &cells) {
        for (qsizetype i = 0; i < cells.size(); ++i)
            out += (i > 0 ? u","_s : QString()) + csvCell(cells.at(i));
        out += u"\r\n"_s;
    };
    line(columns);
    for (const QStringList &row : rows)
        line(row);
    return out.toUtf8();
}

Result<QByteArray> toExchangeXlsx(const QString &sheet, const QStringList &columns, const std::vector<QStringList> &rows)
{
    forms::TextSheet one{sheet, {columns}};
    for (const QStringList &row : rows) {
        QStringList cells;
        for (const QString &cell : row) {
            cells << neutralCell(cell);
            if (cells.back().size() > LongestXlsxCell)
                return Error(Errc::TextTooLong, {{"limit", std::int64_t{LongestXlsxCell}}});
        }
        one.rows.push_back(std::move(cells));
    }
    return forms::makeWorkbook({one});
}

} // namespace indaro::casework
