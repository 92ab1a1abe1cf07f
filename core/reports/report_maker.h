// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/reports/report_document.h"
#include "core/reports/report_tables.h"
#include "core/reports/report_words.h"
#include "core/reports/shown_table.h"

#include <set>

namespace indaro::reports {

/// Makes the document from tables as they are shown: knows no exact number that is not in them. Private to core/reports.
/// Thread: any.
class ReportMaker
{
public:
    ReportMaker(ReportName name, const Period &period, ReportLanguages languages, const StepNames &steps = {});
    void add(const ShownTable &table);
    /// Before the tables: what the people of a night are told as a share of.
    void setPlaces(const std::optional<int> &places) { m_places = places; }
    void addSuppressed(const std::vector<Suppressed> &all, const std::vector<Question> &questions, bool isLater);
    [[nodiscard]] ReportDocument take();

private:
    struct Zero
    {
        documents::Label name;
        documents::Label sentence;
    };
    [[nodiscard]] bool isBulletin() const { return m_report.name == ReportName::AnnualBulletin; }
    void addTotal(const ShownTable &table);
    void tell(const ShownTable &table);
    [[nodiscard]] QString figureOf(const ShownTable &table) const;
    void addSection(const ShownTable &table);
    void addToBulletin(const ShownTable &table);
    void addIdentified(const ShownTable &table);
    [[nodiscard]] QString toldOf(const ShownCell &cell) const;
    [[nodiscard]] std::optional<documents::Label> mostOften(const ShownTable &table) const;
    void addNotCounted(ReportSection &section, const ShownTable &table) const;
    void tellTogether(const QString &code, const QList<documents::Label> &names);
    void tellZeros();
    void addWithoutFigures(const documents::Label &title, const QList<documents::Label> &why,
                           const QList<documents::Label> &tables);

    ReportWords m_words;
    ReportTables m_tables;
    ReportDocument m_report;
    std::set<Indicator> m_told; ///< whose total is in the summary
    bool m_saidNothing = false;
    std::optional<int> m_places;
    std::vector<Zero> m_zeros;
    QList<documents::Label> m_small;    ///< fewer than 11 people
    QList<documents::Label> m_few;      ///< something else, of fewer than 11 people
    QList<documents::Label> m_hidden;   ///< so that nothing else can be worked out
    QList<documents::Label> m_empty;    ///< tables in which nothing stands
    QList<documents::Label> m_tooSmall; ///< tables of which nothing is told
};

} // namespace indaro::reports
