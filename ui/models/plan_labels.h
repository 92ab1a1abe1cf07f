// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sync/schema.h"

#include <QString>

namespace indaro::ui::models {

/// What fieldLabel() and tableLabel() say of plans, risks and best interests [core/model/plan_fields.h]; empty for any other
/// field or table. GUI thread.
[[nodiscard]] QString planFieldLabel(sync::FieldId field);
[[nodiscard]] QString planTableLabel(std::uint16_t table);

} // namespace indaro::ui::models
