// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/casework/house/house.h"
#include "core/casework/referrals/referrals.h"
#include "ui/print/document_view.h"

#include <QDate>

namespace indaro::ui::pages {

/// The letter to a receiver who has not answered [domain.md 4.20], from the template "reminder_letter", with a new slip
/// under the same number to answer on. It names the number and the day, and nothing of the person; which reminder it is, is
/// for the pen. GUI thread. Errors: FileNotFound, TemplateDamaged.
[[nodiscard]] base::Result<print::Paper> reminderPaper(const casework::Referral &referral,
                                                       const casework::HouseDetails &house, QDate today);

} // namespace indaro::ui::pages
