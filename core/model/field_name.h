// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sync/schema.h"

#include <QString>

#include <optional>

namespace indaro::model {

/// A field as files write it: "identity.phone", table and column. Empty for one that is not in the schema.
[[nodiscard]] QString fieldName(sync::FieldId field);
/// The field of that name; empty when there is none.
[[nodiscard]] std::optional<sync::FieldId> fieldNamed(const QString &name);
/// The number of the table of that name; empty when there is none.
[[nodiscard]] std::optional<std::uint16_t> tableNamed(const QString &name);

} // namespace indaro::model
