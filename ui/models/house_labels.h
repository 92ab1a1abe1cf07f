// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sync/schema.h"

#include <QString>

namespace indaro::ui::models {

/// What fieldLabel() and tableLabel() say of complaints, the house's check of itself and what is told of incidents
/// [core/model/house_fields.h]; empty for any other field or table. GUI thread.
[[nodiscard]] QString houseFieldLabel(sync::FieldId field);
[[nodiscard]] QString houseTableLabel(std::uint16_t table);

} // namespace indaro::ui::models
