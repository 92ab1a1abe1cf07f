// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/reports/table.h"
#include "ui/charts/chart_data.h"
#include "ui/print/document_view.h"

#include <QByteArray>

namespace indaro::ui::pages {

/// Over everything exact that is printed, copied or written to a file [contracts.md 8 (a)]. In the language given.
[[nodiscard]] QString internalMark(const QString &language);

/// A counted table as a paper for inside the house, in French: the mark, what is counted and how, the table, what is in no
/// cell and why, and the bars. GUI thread. Errors: FileNotFound, TemplateDamaged.
[[nodiscard]] base::Result<print::Paper> statisticsPaper(const reports::Table &table, QDate today);

/// The bars on a page of their own, drawn as shapes: they read in black and white. Nothing where a table has no rows, more
/// series than there are patterns, or more rows than one page can hold.
[[nodiscard]] std::optional<print::Page> chartPage(const charts::ChartData &data, const QString &fontFamily,
                                                   const QString &mark);

/// The same table for a spreadsheet: UTF-8 with a byte order mark, semicolons (French spreadsheets take the comma for a
/// decimal sign), the mark in the first line. A cell that a spreadsheet would take for a formula (= + - @, tab, carriage
/// return in front) gets an apostrophe in front [issue of the registry 10].
[[nodiscard]] QByteArray statisticsCsv(const reports::Table &table, const QString &language);

} // namespace indaro::ui::pages
