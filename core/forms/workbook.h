// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QByteArray>
#include <QHash>
#include <QString>
#include <QStringList>

#include <vector>

namespace indaro::forms {

struct SheetRow
{
    int number = 0; ///< 1-based, as the spreadsheet shows it
    QStringList cells;
    [[nodiscard]] QString cell(qsizetype column) const { return cells.value(column); }
};

/// A cell that holds #REF! and the like.
struct BrokenCell
{
    int row = 0;    ///< 1-based
    int column = 0; ///< 0-based
    /// As a spreadsheet names it: "B7".
    [[nodiscard]] QString name() const;
};

/// A sheet as trimmed texts: typographic quotes straight and no-break spaces plain (but not in labels, hints,
/// messages and the title, which are only shown), numbers in their shortest form
/// ("1", never "1.0"), days as yyyy-MM-dd, formulas by their stored result.
struct Sheet
{
    QString name;
    std::vector<SheetRow> rows;          ///< rows with at least one text, in order
    std::vector<BrokenCell> brokenCells; ///< they read as empty
    /// Of a language in a header that an earlier header of the form spells otherwise: that spelling. "fr" after
    /// "label::French (fr)" is the same language.
    QHash<QString, QString> spellings{};
};

/// A spreadsheet file as texts. Nothing is unpacked to disk; nothing outside the file is read. Thread: any.
class Workbook
{
public:
    /// Errors: FormOldXls (a binary .xls), FormNotXlsx (no zip, or no workbook inside), FormDamaged (truncated or
    /// not well-formed), FormTooLarge (more than 200 MiB unpacked, 100,000 rows or 2,000,000 cells).
    enum class Reading {
        FormSheets, ///< others have their name and no rows
        AllSheets,
        AllAsTyped ///< every sheet, its texts to the letter: for tables of data
    };
    [[nodiscard]] static base::Result<Workbook> read(const QByteArray &bytes, Reading which = Reading::FormSheets);
    /// For tests and built-in forms: sheets given directly.
    [[nodiscard]] static Workbook fromSheets(std::vector<Sheet> sheets);

    /// Without regard to case and surrounding blanks; null when there is none.
    [[nodiscard]] const Sheet *findSheet(const QString &name) const;
    [[nodiscard]] const std::vector<Sheet> &sheets() const { return m_sheets; }

private:
    std::vector<Sheet> m_sheets;
};

/// What every cell that is not only shown goes through: quotes, no-break spaces, blanks at the ends.
[[nodiscard]] QString cleanCell(QString text);

} // namespace indaro::forms
