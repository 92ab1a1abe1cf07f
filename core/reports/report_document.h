// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/documents/document.h"
#include "core/reports/counting.h"
#include "core/reports/report_plans.h"
#include "core/reports/suppression.h"

#include <optional>
#include <vector>

namespace indaro::reports {

/// A report as a value [domain.md 4.22, 5.D]: words, numbers in sentences, tables and bars, not laid out. Its words are the
/// code lists report_sentence and report_text. What leaves the house is made of published tables and never sees an exact
/// one, so that no figure can slip through; charts are drawn from the same tables [security.md 4 (3), (7)].

/// Kirundi stands beside the French where it is attested; elsewhere the French stands alone.
enum class ReportLanguages : std::uint8_t { French, KirundiFrench };

struct ReportBar
{
    documents::Label name;
    QString text{};
    std::optional<std::int64_t> number{}; ///< nothing: not told, or hidden
    bool isSmall = false;                 ///< drawn as something below 11
};
struct ReportChart
{
    documents::Label title;
    std::vector<ReportBar> bars{};
    documents::Label note{}; ///< what is not drawn
    bool isWhole = false;    ///< its last bars are no smaller ones: where there is no room, none of them is left out
};
struct ReportRow
{
    documents::Label name;
    QStringList cells{};
};
struct ReportTable
{
    QList<documents::Label> columns{}; ///< the first is that of the names
    std::vector<ReportRow> rows{};
    bool isOfWords = false; ///< its cells are words; the last need room
};
struct ReportSection
{
    documents::Label title;
    QList<documents::Label> sentences{};
    std::vector<ReportChart> charts{};
    std::optional<ReportTable> table{};
    QList<documents::Label> notes{};
};
struct ReportNumber
{
    documents::Label name;
    QString text{};
};
struct ReportDefinition
{
    documents::Label name;
    documents::Label words;
};
struct ReportDocument
{
    ReportName name = ReportName::MonthlyHouse;
    Period period{};
    ReportLanguages languages = ReportLanguages::French;
    bool isProvisional = false; ///< of figures that are not published yet: to be looked at, never handed out
    documents::Label title;
    documents::Label periodWords;
    documents::Label channelWords; ///< "INTERNAL, exact numbers", or what was done to the figures
    std::vector<ReportNumber> numbers{};
    QList<documents::Label> summary{}; ///< the totals as sentences
    std::vector<ReportSection> sections{};
    std::vector<ReportDefinition> definitions{};
    documents::Label translationWords{}; ///< how far the Kirundi can be trusted, where there is some
    QList<documents::Label> suppressedWords{};
    std::optional<ReportTable> suppressed{};

    [[nodiscard]] bool isInside() const { return channelOf(name) == Channel::Inside; }
};

/// What the steps of the procedure are called, by their number.
using StepNames = QHash<QString, documents::Label>;

/// Thread of both: any. `isLater`: something of this year was published before, so that figures stand which have changed a
/// little (suppression.h, rule 6), and the report says so. `places`: usablePlaces() of the house. Errors: InvalidArgument
/// (field=report: of the other channel; field=period: not of its kind).
[[nodiscard]] base::Result<ReportDocument> makeReport(ReportName name, const Period &period, ReportLanguages languages,
                                                      const std::vector<Table> &exact, const StepNames &steps = {},
                                                      const std::optional<int> &places = {});
[[nodiscard]] base::Result<ReportDocument> makeReport(ReportName name, const Period &period, ReportLanguages languages,
                                                      const std::vector<PublishedTable> &published,
                                                      const std::vector<Suppressed> &suppressed, bool isLater = false);

/// The report from the register, or from what was published last. Store thread. Errors: countReport's; publishedReport's
/// (NotFound: the figures of this year are not published; WrongState: a house's vault).
[[nodiscard]] base::Result<ReportDocument> loadReport(casework::Desk &desk, ReportName name, const Period &period,
                                                      ReportLanguages languages, CountCache *cache = nullptr);
/// The same from a release that is only looked at: provisional. Errors: as makeReport; NotFound (a table is not in it).
[[nodiscard]] base::Result<ReportDocument> reportOf(const Release &seen, ReportName name, const Period &period,
                                                    ReportLanguages languages, bool isLater = false);

/// Who may put it on paper: of exact numbers a director [contracts.md 8, 9]; of published ones whoever may hand out numbers
/// at the commission. Errors: AccessRefused, WrongState (mode=shelter: a house hands out none).
[[nodiscard]] base::Result<void> mayPrintReport(casework::Desk &desk, ReportName name);
/// It is on paper. Journal: NumbersPrinted inside, else HousePaperPrinted. Errors: as mayPrintReport; the store's.
[[nodiscard]] base::Result<void> noteReportPrinted(casework::Desk &desk, ReportName name, const Period &period);

/// What is proposed: the last period of its kind that is over.
[[nodiscard]] Period lastPeriodOf(ReportName name, QDate today);
/// "mars 2026 (01/03/2026 – 31/03/2026)".
[[nodiscard]] documents::Label wordsOf(const Period &period, ReportLanguages languages);

} // namespace indaro::reports
