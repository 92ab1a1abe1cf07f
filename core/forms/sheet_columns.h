// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/forms/form_definition.h"
#include "core/forms/workbook.h"

#include <QString>

#include <vector>

namespace indaro::forms {

/// One header, understood: "bind::relevance" gives base "relevant"; "Label :: French (fr)" gives base "label" and
/// language "French (fr)" [pyxform aliases, forms.md 1.1].
struct SheetColumn
{
    QString header; ///< as written
    QString key;    ///< trimmed and in lower case: the key in the extra maps
    QString base;
    QString language; ///< as the form spells it first, or empty
};

/// A sheet with its header row understood.
class SheetTable
{
public:
    SheetTable() = default;
    explicit SheetTable(const Sheet &sheet);

    [[nodiscard]] const std::vector<SheetColumn> &columns() const { return m_columns; }
    [[nodiscard]] const std::vector<SheetRow> &rows() const { return m_rows; }
    /// The first non-empty cell among the columns of that base without a language.
    [[nodiscard]] QString text(const SheetRow &row, QLatin1StringView base) const;
    /// The header of the column text() reads from, for findings.
    [[nodiscard]] QString headerOf(QLatin1StringView base) const;
    [[nodiscard]] LocalizedText localized(const SheetRow &row, QLatin1StringView base) const;
    /// Every cell whose base is not in `known`, by key.
    [[nodiscard]] QMap<QString, QString> extra(const SheetRow &row, const QStringList &known) const;
    /// The same by the headers as written, but for those of Indaro ("indaro::…"): what choice filters read by name.
    [[nodiscard]] QMap<QString, QString> extraAsWritten(const SheetRow &row, const QStringList &known) const;

private:
    std::vector<SheetColumn> m_columns;
    std::vector<SheetRow> m_rows;
};

/// Fills in `spellings` of the sheets whose headers name languages.
void findSpellings(std::vector<Sheet> &sheets);

/// "French (fr)" → name French, code fr; "fr" → code fr; "Français" → code fr by its name.
[[nodiscard]] FormLanguage languageFromHeader(const QString &header);

} // namespace indaro::forms
