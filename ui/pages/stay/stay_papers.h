// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/casework/consents/withheld.h"
#include "core/casework/stays/custody.h"
#include "core/casework/stays/roll_call.h"
#include "core/casework/stays/stock.h"
#include "ui/print/document_view.h"

namespace indaro::ui::pages {

/// The papers of the house, in French and Kirundi, with the least that is needed: the name shown in the house and the room,
/// never a case code, a family name or why somebody is here. GUI thread. Errors: FileNotFound, TemplateDamaged.

/// Who must be counted when the house is left at once, with a box to tick for each.
[[nodiscard]] base::Result<print::Paper> evacuationPaper(const casework::EvacuationList &list);
/// The roll-call of a night: with the marks that were set, and boxes for who was not looked at yet.
[[nodiscard]] base::Result<print::Paper> rollCallPaper(const casework::RollCall &call);

/// What the house keeps for a person and what she has back, to be signed by both; her copy says nothing of why she is here.
/// `whose`: how she is called on it. What she withholds is not on it.
[[nodiscard]] base::Result<print::Paper> custodyReceipt(const std::vector<casework::CustodyItem> &items,
                                                        const QString &whose, base::UtcMs now,
                                                        const casework::Withheld &withheld = {});

/// What was given from one day to another, to be signed by who got it; who would not sign is said.
[[nodiscard]] base::Result<print::Paper> suppliesPaper(const std::vector<casework::SupplyGiven> &given, QDate from, QDate to,
                                                       const casework::Withheld &withheld = {});
/// The stock of kits and supplies, with a column to count by hand.
[[nodiscard]] base::Result<print::Paper> stockPaper(const std::vector<casework::StockLine> &stock, base::UtcMs now);

} // namespace indaro::ui::pages
