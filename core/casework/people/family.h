// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/casework/people/queries.h"

namespace indaro::casework::rows {

/// The others of a family unit, adults first, then by name; nobody when `unit` is no unit. As much of each as the role
/// reads. Store thread. Errors: the store's.
[[nodiscard]] base::Result<std::vector<FamilyMember>> familyMembers(Desk &desk, const base::Value &unit,
                                                                    sync::RecordId except);

} // namespace indaro::casework::rows
