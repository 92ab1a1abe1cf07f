// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/casework/house/house.h"
#include "core/casework/referrals/referrals.h"
#include "core/documents/document.h"

namespace indaro::ui::pages {

/// A referral as the data of its paper form. Personal lines that are not shared are left out of the data altogether, so
/// that nothing behind "not communicated" is in the PDF. The house's address is written only when it is switched on.
[[nodiscard]] documents::DocumentData documentOf(const documents::Template &form, const casework::Referral &referral,
                                                 const casework::HouseDetails &house);
/// The same of one that came in, as its sender would have printed it.
[[nodiscard]] documents::DocumentData documentOf(const documents::Template &form, const QString &serialText,
                                                 const casework::ReferralContent &content,
                                                 const casework::HouseDetails &house);
/// The form with only its field names and lines to write on. No serial: the pen gives it none.
[[nodiscard]] documents::DocumentData blankDocument();

} // namespace indaro::ui::pages
