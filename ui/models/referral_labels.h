// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sync/schema.h"

#include <QString>

namespace indaro::ui::models {

/// What fieldLabel() and tableLabel() say of what became of referrals [core/model/referral_fields.h]; empty for any other
/// field or table. GUI thread.
[[nodiscard]] QString referralFieldLabel(sync::FieldId field);
[[nodiscard]] QString referralTableLabel(std::uint16_t table);

} // namespace indaro::ui::models
