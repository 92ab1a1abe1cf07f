// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/reports/counting.h"
#include "core/reports/table.h"

#include <optional>
#include <vector>

namespace indaro::reports {

/// The reports in one click [domain.md 3.9, 5.D, issue of the registry 7] as lists of questions: which tables stand in them.
/// What they look like is the business of `documents` and `ui`. Thread: any, where nothing else is said.

enum class ReportName : std::uint8_t {
    MonthlyHouse,        ///< channel (a): inside the house, exact, "INTERNAL", the director's
    QuarterlyCommission, ///< channel (b) [domain.md 4.22]
    AnnualBulletin,      ///< channel (b): the public two pages
    TipTables,           ///< channel (b): input of a trafficking-in-persons report
    DonorSheet,          ///< channel (b): indicators for a donor
};
inline constexpr std::size_t ReportCount = 5;
/// contracts.md 8. Inside: exact. HandedOut: only after suppress(), made from one release of the period.
/// Inside is the house's, HandedOut the commission's: nothing per shelter is handed out.
enum class Channel : std::uint8_t { Inside, HandedOut };

/// Codes of codelist report_name: "monthly_house", "quarterly_commission", "annual_bulletin", "tip_tables", "donor_sheet".
[[nodiscard]] QLatin1String toCode(ReportName name) noexcept;
[[nodiscard]] std::optional<ReportName> findReport(QStringView code) noexcept;
[[nodiscard]] QString titleOf(ReportName name, QStringView language);
[[nodiscard]] Channel channelOf(ReportName name) noexcept;
/// The kind of period it is of: Month, Quarter or Year.
[[nodiscard]] PeriodKind periodKindOf(ReportName name) noexcept;

/// The questions of a report, in the order they stand in it. Errors: InvalidArgument (field=period: not of its kind).
[[nodiscard]] base::Result<std::vector<Question>> questionsOf(ReportName name, const Period &period);

/// The fixed tables of a year and its quarters that are summed and published; nothing else ever is, so that nobody can ask
/// for another cut and compare [security.md 4 (5)]. Every HandedOut report takes its tables from these. Of a quarter: one
/// dimension at most. Errors: InvalidArgument (field=period: neither a year nor a quarter).
[[nodiscard]] base::Result<std::vector<Question>> releaseQuestions(const Period &yearOrQuarter);
/// Which list that is: goes up whenever a table comes, goes or is divided otherwise. A packet carries it, so that the
/// program that opens it knows whether tables are missing because another program made it.
inline constexpr int ReleaseListVersion = 1;
/// A year's release with those of its four quarters: what one Release holds.
[[nodiscard]] std::vector<Question> wholeReleaseQuestions(int year);

/// All tables of a report, counted exactly: what the house's own screens and the command line show; a number of today
/// (isOfToday) is left out of a period that is over or has not begun. Store thread. Errors: count()'s, of the first table
/// that may not be counted: never a report with some tables silently missing.
[[nodiscard]] base::Result<std::vector<Table>> countReport(casework::Desk &desk, ReportName name, const Period &period,
                                                           CountCache *cache = nullptr);

} // namespace indaro::reports
