// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/exchange/exchange.h"
#include "ui/pages/people/person_marks.h"

namespace indaro::ui::roads {

/// For the list of people: where the last change in each file that is seen has got to.
[[nodiscard]] pages::MakePersonMarks fileMarksOf(exchange::Exchange &exchange);

} // namespace indaro::ui::roads
