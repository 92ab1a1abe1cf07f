// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/casework/access/access.h"
#include "ui/kit/page.h"

namespace indaro::ui::roads {

/// Whether the frame has this page for somebody with that access. A page that is not there has no place in the side bar, and
/// no link, key or search opens it; what it would show is closed to its role in the store all the same.
[[nodiscard]] bool isForRole(kit::PageId page, const casework::Access &access);

/// Where the day begins: for whoever only keeps the night, with the house of tonight.
[[nodiscard]] kit::PageId startPageOf(const casework::Access &access);

} // namespace indaro::ui::roads
