// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/reports/table.h"

#include <QStringList>

#include <vector>

namespace indaro::ui::pages {

/// Indicators that are asked for together.
struct IndicatorGroup
{
    QString title; ///< in the language of the screens
    std::vector<reports::Indicator> indicators;
};
/// Every indicator once, in the order of reports/indicators.h.
[[nodiscard]] std::vector<IndicatorGroup> indicatorGroups();

/// "sex: female, male"
[[nodiscard]] QString filterText(const reports::Filter &filter, const QString &language);
/// "the day is not known well enough: 3", one line each.
[[nodiscard]] QStringList notCountedTexts(const reports::Table &table, const QString &language);
/// "Share of the places that can be used today (20 in all): 64 %"
[[nodiscard]] QString shareOfPlacesText(int percent, int places);
/// "How is this counted?": one paragraph each.
[[nodiscard]] QStringList howCountedTexts(const reports::Table &table, bool isShareShown, const QString &language);

} // namespace indaro::ui::pages
