// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/casework/access/access.h"
#include "core/reports/house_mode.h"
#include "ui/kit/page.h"

namespace indaro::ui::roads {

/// Whether the frame has this page for somebody with that access. A page that is not there has no place in the side bar, and
/// no link, key or search opens it; what it would show is closed to its role in the store all the same.
[[nodiscard]] bool isForRole(kit::PageId page, const casework::Access &access);

/// Whether a shelter (the commission's workstation) has this page. The commission registers nobody: it has the packets, the
/// national figures, the publications, the directory, the exchange of its own laptops and the settings, and no file.
[[nodiscard]] bool isOfMode(kit::PageId page, reports::HouseMode mode);

/// Where the day begins: for whoever only keeps the night, with the house of tonight; on the commission's workstation with
/// the packets, or the directory for whoever may not see numbers.
[[nodiscard]] kit::PageId startPageOf(const casework::Access &access, reports::HouseMode mode = reports::HouseMode::Shelter);

} // namespace indaro::ui::roads
