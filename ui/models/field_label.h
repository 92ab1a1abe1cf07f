// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sync/schema.h"

#include <QString>

namespace indaro::ui::models {

/// What staff call a field, in the language of the screens; empty for fields no screen shows.
[[nodiscard]] QString fieldLabel(sync::FieldId field);
/// What staff call a kind of record ("Stay", "Referral").
[[nodiscard]] QString tableLabel(std::uint16_t table);

/// What a shipped form is called; the identifier of any other.
[[nodiscard]] QString formLabel(const QString &formId);

} // namespace indaro::ui::models
