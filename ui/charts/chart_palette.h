// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/kit/theme.h"

#include <QBrush>

namespace indaro::ui::charts {

/// How the bars of one series look: in black and white its pattern tells it from the others.
struct BarLook
{
    QColor colour;
    Qt::BrushStyle pattern = Qt::SolidPattern;
    [[nodiscard]] QBrush brush() const { return {colour, pattern}; }
    friend bool operator==(const BarLook &, const BarLook &) = default;
};

/// How many looks there are before one comes again.
inline constexpr int LookCount = 36;
/// Of the `number`th series. Colours are the theme's, each at least 4.5:1 against its surface; the first six differ in
/// colour and in pattern. Thread: any.
[[nodiscard]] BarLook lookOf(int number, const kit::Colors &colors);

} // namespace indaro::ui::charts
