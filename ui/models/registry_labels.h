// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sync/schema.h"

#include <QString>

namespace indaro::ui::models {

/// What fieldLabel() and tableLabel() say of the registry and what goes with it [core/model/registry_fields.h]; empty for
/// any other.
[[nodiscard]] QString registryFieldLabel(sync::FieldId field);
[[nodiscard]] QString registryTableLabel(std::uint16_t table);

} // namespace indaro::ui::models
