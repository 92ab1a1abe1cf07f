// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/casework/desk.h"

namespace indaro::casework {

/// Fills a training vault with invented people: a house with rooms, women, a mother with her children, somebody who has
/// left, notes, needs, an incident and a visit; enough for each page to have something on it. Every name says that it is
/// invented. Several transactions; what was made before an error stays. Errors: WrongState (no training vault, or not empty
/// any more), and those of the commands it calls.
[[nodiscard]] base::Result<void> fillWithInventedPeople(Desk &desk);

} // namespace indaro::casework
