// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sync/schema.h"

#include <QString>

namespace indaro::ui::models {

/// What fieldLabel() and tableLabel() say of what the house keeps about its own work [core/model/keeping_fields.h]; empty
/// for any other.
[[nodiscard]] QString keepingFieldLabel(sync::FieldId field);
[[nodiscard]] QString keepingTableLabel(std::uint16_t table);

} // namespace indaro::ui::models
