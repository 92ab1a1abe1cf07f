// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/forms/form_definition.h"

namespace indaro::ui::forms {

/// Why a value cannot stand although core/forms would take it: a number off the scale of a range, a place that is not on
/// the globe. A whole sentence, or empty when nothing speaks against it.
[[nodiscard]] QString whyRefused(const indaro::forms::FormItem &item, const QString &value);
/// For a value core/forms has refused.
[[nodiscard]] QString refusalText(const indaro::forms::FormItem &item, const QString &value);

/// The scale of a range question: 0 to 10 in steps of 1 where the form says nothing that makes sense.
struct RangeScale
{
    double start = 0;
    double end = 10;
    double step = 1;
};
[[nodiscard]] RangeScale rangeScale(const indaro::forms::FormItem &item);

} // namespace indaro::ui::forms
