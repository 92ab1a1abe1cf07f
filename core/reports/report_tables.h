// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/reports/report_document.h"
#include "core/reports/report_words.h"
#include "core/reports/shown_table.h"

namespace indaro::reports {

/// Bars and tables of a report, made of one table as it is shown. Private to core/reports. Thread: any.
class ReportTables
{
public:
    ReportTables(ReportName name, ReportLanguages languages, const StepNames &steps)
        : m_words(languages, steps), m_isBulletin(name == ReportName::AnnualBulletin)
    {
    }

    /// One for the rows, and one for the columns. Of the bulletin, which has two pages, the longest bars only, and each with
    /// a note of what is left out; the days of a month in two halves.
    [[nodiscard]] std::vector<ReportChart> charts(const ShownTable &table) const;
    [[nodiscard]] ReportTable table(const ShownTable &table) const;
    /// A line for each table and each reason, with the names of the figures.
    [[nodiscard]] ReportTable suppressedCells(const std::vector<const Suppressed *> &cells,
                                              const std::vector<Question> &questions) const;
    /// A line for each table, with how many of its figures for each reason.
    [[nodiscard]] ReportTable suppressedByTable(const std::vector<const Suppressed *> &cells,
                                                const std::vector<Question> &questions) const;

private:
    [[nodiscard]] ReportChart chart(const ShownTable &table, const Axis &axis, const std::vector<ShownCell> &totals) const;
    [[nodiscard]] QString placeText(const Suppressed &one) const;
    ReportWords m_words;
    bool m_isBulletin;
};

} // namespace indaro::reports
