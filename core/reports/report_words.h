// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/reports/report_document.h"

#include <utility>

namespace indaro::reports {

/// The words of a report in its languages. Thread: any.
class ReportWords
{
public:
    explicit ReportWords(ReportLanguages languages, StepNames steps = {}) : m_languages(languages), m_steps(std::move(steps))
    {
    }

    /// The same in every language: a number, a date.
    [[nodiscard]] static documents::Label same(const QString &text);
    /// Of report_text and report_sentence; %1, %2, %3 are the arguments. Kirundi only where all of it has some.
    [[nodiscard]] documents::Label text(const QString &code, const QList<documents::Label> &arguments = {}) const;
    [[nodiscard]] documents::Label sentence(const QString &code, const QList<documents::Label> &arguments = {}) const;
    /// "…_zero", "…_one" or "…_other" of a number.
    [[nodiscard]] documents::Label counted(const QString &code, std::int64_t number) const;
    /// The same of a number that is of one day, whatever the period: %2 is the day.
    [[nodiscard]] documents::Label countedOn(const QString &code, std::int64_t number, QDate day) const;

    [[nodiscard]] documents::Label title(ReportName name) const;
    [[nodiscard]] documents::Label title(Indicator indicator) const;
    /// The same inside a sentence.
    [[nodiscard]] documents::Label name(Indicator indicator) const;
    [[nodiscard]] documents::Label title(Dimension dimension) const;
    [[nodiscard]] documents::Label title(Unit unit) const;
    [[nodiscard]] documents::Label title(Measure measure) const;
    /// "people admitted for the first time, by sex and age".
    [[nodiscard]] documents::Label title(const Question &question) const;
    [[nodiscard]] documents::Label definition(Indicator indicator) const;
    [[nodiscard]] documents::Label notCounted(const QString &why) const;
    /// A code of a dimension; a day or a month as people write them.
    [[nodiscard]] documents::Label name(Dimension dimension, const QString &code) const;
    [[nodiscard]] documents::Label period(const Period &period) const;
    /// "Bulletin annuel – 2025": what stands over every page.
    [[nodiscard]] documents::Label heading(const documents::Label &title, const Period &period) const;
    /// "A (12), B (7)".
    [[nodiscard]] static documents::Label listed(const QList<std::pair<documents::Label, QString>> &parts);
    /// "A, B"; Kirundi only where each has some.
    [[nodiscard]] static documents::Label joined(const QList<documents::Label> &parts, const QString &between);

    /// "1.234", as amounts are written here, and "12,5": French and Kirundi write them alike.
    [[nodiscard]] static QString number(std::int64_t number);
    [[nodiscard]] static QString decimal(double number);

private:
    [[nodiscard]] documents::Label inList(const QString &list, const QString &code) const;
    [[nodiscard]] documents::Label filled(const QString &list, const QString &code,
                                          const QList<documents::Label> &arguments) const;
    ReportLanguages m_languages;
    StepNames m_steps;
};

} // namespace indaro::reports
