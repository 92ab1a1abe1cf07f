// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sync/operation.h"

#include <initializer_list>
#include <optional>
#include <span>
#include <string_view>

namespace indaro::sync {

/// An id made from what a record is about, so that the same answer or consent written on two laptops is one record. It
/// tells nothing: it is a hash with a random id inside.
[[nodiscard]] RecordId derivedId(std::span<const std::string_view> parts);
[[nodiscard]] inline RecordId derivedId(std::initializer_list<std::string_view> parts)
{
    return derivedId(std::span(parts.begin(), parts.size()));
}

/// The id a birth with these values has by a rule as in TableDefinition::derived; nothing when there is no rule, when it
/// is not one, or when a value it needs is not there.
[[nodiscard]] std::optional<RecordId> derivedIdOf(std::string_view rule, std::span<const FieldValue> values);

} // namespace indaro::sync
