// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace indaro::ui::charts {

/// From now on a screen reader finds a chart to be a list with an entry for each bar, which says its names and its number.
/// Private to ui/charts. GUI thread.
void letReadersSeeCharts();

} // namespace indaro::ui::charts
