// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/chart_palette.h"

#include <array>

namespace indaro::ui::charts {

namespace {

constexpr std::array Patterns{Qt::SolidPattern, Qt::BDiagPattern, Qt::Dense5Pattern,
                              Qt::CrossPattern, Qt::HorPattern,   Qt::DiagCrossPattern};
constexpr int PatternCount = int(Patterns.size());

} // namespace

BarLook lookOf(int number, const kit::Colors &colors)
{
    const std::array hues{colors.accent,   colors.warningText, colors.infoText,
                          colors.goodText, colors.errorText,   colors.muted};
    static_assert(LookCount == PatternCount * PatternCount);
    const int hue = number % PatternCount;
    const int pattern = (number + number / PatternCount) % PatternCount;
    return {hues[std::size_t(hue)], Patterns[std::size_t(pattern)]};
}

} // namespace indaro::ui::charts
