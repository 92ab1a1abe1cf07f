// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QByteArray>
#include <QStringList>

#include <vector>

namespace indaro::casework {

/// A table as others send it and as it is sent: CSV in any of the usual spellings, or the first sheet of an Excel workbook
/// with content. Thread of all: any.

struct ExchangeRow
{
    int line = 0; ///< of the file, its first line being 1; of a workbook, the row
    QStringList cells{};
    bool isWhole = true;             ///< false: a quotation mark that never ends, or bytes that are no text
    QList<int> formulas{};           ///< cells (from 0) that stand there as a formula, which nobody neutralised
    bool isOtherwiseEncoded = false; ///< read as Windows-1252 in a file that is UTF-8 elsewhere
};

struct ExchangeTable
{
    QStringList columns{}; ///< the headings as they stand, with empty ones
    std::vector<ExchangeRow> rows{};
    QString encoding{}; ///< "utf-8", "utf-16", "windows-1252", "utf-8, windows-1252", "xlsx"
    QChar separator{};
};

inline constexpr qsizetype LargestExchange = qsizetype{64} * 1024 * 1024;

/// Reads what an export of any program may be: UTF-8 with or without a byte order mark, UTF-16, else Windows-1252, line by
/// line, since tables are pasted together; comma, semicolon or tab, whichever the first line has most of; quoted cells (RFC
/// 4180), lines of any end; or .xlsx. Empty lines are left out, and a row keeps all its cells, more than there are headings
/// too. Formula-like cells are given back as they were before toExchangeCsv() and its like neutralised them. Errors:
/// FileTooLarge (limit=), FormOldXls, FormDamaged, FormTooLarge, NotFound (no heading in it).
[[nodiscard]] base::Result<ExchangeTable> readExchangeTable(const QByteArray &bytes);

/// A cell that a spreadsheet would take for a formula (= + - @, tab, carriage return in front) gets an apostrophe in front;
/// one that already has apostrophes before such a sign gets one more, so that plainCell() gives back every text exactly.
[[nodiscard]] QString neutralCell(const QString &text);
[[nodiscard]] QString plainCell(const QString &text);

/// UTF-8 with a byte order mark, commas, lines ending in CR LF.
[[nodiscard]] QByteArray toExchangeCsv(const QStringList &columns, const std::vector<QStringList> &rows);
/// One sheet. Errors: TextTooLong (limit=: a cell has more than a spreadsheet takes), Internal.
[[nodiscard]] base::Result<QByteArray> toExchangeXlsx(const QString &sheet, const QStringList &columns,
                                                      const std::vector<QStringList> &rows);

} // namespace indaro::casework
