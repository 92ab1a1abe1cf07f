// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/reports/collection.h"
#include "core/reports/suppression.h"

#include <QCoreApplication>

#include <optional>
#include <vector>

QT_BEGIN_NAMESPACE
class QComboBox;
class QTableWidget;
class QVBoxLayout;
class QWidget;
QT_END_NAMESPACE

namespace indaro::ui::pages {

/// What the commission's pages say of periods, tables and figures. `language`: "fr", "rn", "en". GUI thread.
class FigureWords
{
    Q_DECLARE_TR_FUNCTIONS(indaro::ui::pages::FigureWords)
public:
    /// "2025", "2025, July to September"
    [[nodiscard]] static QString period(const reports::Period &period);
    /// "people in the house, by sex and age"
    [[nodiscard]] static QString question(const reports::Question &question, const QString &language);
    /// "female  ·  18 to 24", "all together"
    [[nodiscard]] static QString place(const reports::Question &question, const reports::CellPlace &place,
                                       const QString &language);
    /// Why a figure is not shown as it is; empty for one that is.
    [[nodiscard]] static QString why(reports::Shown shown);
    /// Who sent fewer tables than are asked for, and what follows; empty: nobody.
    [[nodiscard]] static QString gaps(const std::vector<reports::PacketGap> &gaps);
    /// "INTERNAL, exact numbers", and what that means.
    [[nodiscard]] static QString internal();
};

/// One cell of a table, exactly and as it is published; whichever there is.
struct FigureLine
{
    reports::CellPlace place{};
    std::optional<reports::Cell> exact{};
    std::optional<reports::PublishedCell> shown{};
};
/// Rows, their cells below them, the columns' totals and the total; `exact` or `published` may be null.
[[nodiscard]] std::vector<FigureLine> figureLines(const reports::Table *exact, const reports::PublishedTable *published);

/// The three years and eight quarters that are over by `today`, newest first, and those of `more`.
[[nodiscard]] std::vector<reports::Period> closedPeriods(QDate today, const std::vector<reports::Period> &more = {});
/// Fills the box, keeping what is chosen where it is still there; the data is the period's code.
void fillPeriods(QComboBox *box, const std::vector<reports::Period> &periods);
[[nodiscard]] std::optional<reports::Period> chosenPeriod(const QComboBox *box);

/// The whole page scrolls; its parts go into this column.
[[nodiscard]] QVBoxLayout *scrollingColumn(QWidget *page);
/// Rows of words in a list that is only read.
void fillRows(QTableWidget *table, const std::vector<QStringList> &rows);

} // namespace indaro::ui::pages
