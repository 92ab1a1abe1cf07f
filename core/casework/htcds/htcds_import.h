// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/casework/desk.h"

#include <QByteArray>
#include <QStringList>

#include <vector>

namespace indaro::casework {

/// Something about a line of a table that was taken in. Without the value: the list may be shown, saved and printed.
struct ExchangeFinding
{
    int line = 0;     ///< of the file
    QString column{}; ///< as the file names it; empty: the whole line
    /// Of a line that was not taken: "row" (no whole line of text), "columns" (more cells than headings), "nothing" (no cell
    /// of it is read), "case-code" (no case code of the kind), "two-files" (its external number is of several), "closed"
    /// (that file is closed), "too-long". Of a cell, which is kept as it came: "code", "date", "date-future", "number",
    /// "range", "characters", "too-long" (for the field it belongs in), "author" (a decision only an authority takes),
    /// "formula", "referral", "plan" (not known whole, or not over). Of a line that was taken: "encoding" (its letters were
    /// read otherwise than those of the other lines: exchange_table.h). Of a cell of a line that was merged and says
    /// something else than the register, which stands: "differs".
    QString reason{};
    friend bool operator==(const ExchangeFinding &, const ExchangeFinding &) = default;
};

struct HtcdsImportReport
{
    int rows = 0; ///< lines with anything in them, without headings: imported + merged + notTaken
    int imported = 0;
    int merged = 0; ///< into a file that was here, by its case code, its external number, or the same line of the same table
    int unchanged = 0;                       ///< of the merged: everything they say was here
    std::vector<ExchangeFinding> notTaken{}; ///< one for each line
    std::vector<ExchangeFinding> cells{};
    QStringList columnsNotRead{};
    QStringList labelsThatDisagree{}; ///< headings whose line of labels says another field: the heading counts
    QString encoding{};
};

/// The longest cell that is taken.
inline constexpr qsizetype LongestHtcdsCell = 30'000;

/// Takes in a table of the standard: its own field names, those of the official survey form and templates, and their labels
/// (htcds_map.h), CSV or .xlsx in any of the usual spellings (exchange_table.h). A line of labels under the headings is no
/// line of the table. The lines that can be taken are, the others are listed, in one transaction: after an error nothing is
/// there. No stay and no agreement is made of a table, and of a referral or a step of a
/// plan only what is over and known whole (htcds_lines.h); what the register has no field for, does not understand,
/// or cannot say as it came is kept to the letter and goes out again with an export (person_values.h). A line whose case
/// code or external number is known fills what is empty in that file and never overwrites. The same table again changes
/// nothing, and on two laptops that have not met it makes the same files (HtcdsWriter::idOf): what they wrote apart into
/// one of them is settled as any other difference. Errors: AccessRefused; readExchangeTable()'s; NotFound (no heading is a
/// field of the standard); the store's. Thread: the store's. Precondition: no transaction is open.
[[nodiscard]] base::Result<HtcdsImportReport> importHtcds(Desk &desk, const QByteArray &bytes);

/// The report as CSV: line, column, reason; then how many. Thread: any.
[[nodiscard]] QByteArray toCsv(const HtcdsImportReport &report);

} // namespace indaro::casework
