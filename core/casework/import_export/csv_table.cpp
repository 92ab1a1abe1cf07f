// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/casework/import_export/csv_table.h"

namespace indaro::casework {

using base::Errc;
using base::Error;
using base::Result;

namespace {

constexpr qsizetype LargestCsv = qsizetype{64} * 1024 * 1024;

QChar separatorOf(const QString &text)
{
    const QStringView first = QStringView(text).left(text.indexOf(u'\n'));
    return first.count(u';') > first.count(u',') ? u';' : u',';
}

/// One line of the table from `at` on, which moves behind it. Empty: a quote never ends.
bool readLine(const QString &text, QChar separator, qsizetype &at, QStringList &cells)
{
    QString cell;
    bool isQuoted = false;
    for (; at < text.size(); ++at) {
        const QChar c = text[at];
        if (isQuoted) {
            if (c != u'"')
                cell += c;
            else if (at + 1 < text.size() && text[at + 1] == u'"')
                cell += text[++at];
            else
                isQuoted = false;
        } else if (c == u'"' && cell.isEmpty()) {
            isQuoted = true;
        } else if (c == separator) {
            cells << cell;
            cell.clear();
        } else if (c == u'\n') {
            ++at;
            break;
        } else if (c != u'\r') {
            cell += c;
        }
    }
    cells << cell;
    return !isQuoted;
}

} // namespace

Result<CsvTable> readCsv(const QByteArray &bytes)
{
    if (bytes.size() > LargestCsv)
        return Error(Errc::FileTooLarge, {{"limit", std::int64_t{LargestCsv}}});
    QString text = QString::fromUtf8(bytes);
    if (text.startsWith(QChar::ByteOrderMark))
        text.remove(0, 1);
    const QChar separator = separatorOf(text);
    CsvTable table;
    std::int64_t line = 0;
    for (qsizetype at = 0; at < text.size();) {
        ++line;
        QStringList cells;
        if (!readLine(text, separator, at, cells))
            return Error(Errc::ImportLineInvalid, {{"line", line}});
        if (cells.size() == 1 && cells.front().isEmpty())
            continue;
        if (table.columns.isEmpty()) {
            table.columns = cells;
            continue;
        }
        if (cells.size() > table.columns.size())
            return Error(Errc::ImportLineInvalid, {{"line", line}});
        cells.resize(table.columns.size());
        table.rows.push_back(std::move(cells));
    }
    return table;
}

} // namespace indaro::casework
