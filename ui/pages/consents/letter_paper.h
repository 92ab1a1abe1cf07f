// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/casework/consents/withdrawals.h"
#include "core/casework/house/house.h"
#include "ui/print/document_view.h"

namespace indaro::ui::pages {

/// The letter that asks a receiver no longer to use what was sent and to destroy it or give it back, with a slip to answer
/// on, French and Kirundi. It names the house as a referral does and serials; nothing of the person, not even her case code.
/// GUI thread. Errors: FileNotFound, TemplateDamaged.
[[nodiscard]] base::Result<print::Paper> letterPaper(const casework::WithdrawalLetter &letter,
                                                     const casework::HouseDetails &house);

} // namespace indaro::ui::pages
