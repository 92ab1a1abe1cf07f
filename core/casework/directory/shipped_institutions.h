// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/casework/directory/directory.h"

namespace indaro::casework {

/// One line of resources/directory/institutions.csv: its own name for ever, and what it says.
struct ShippedInstitution
{
    std::string shipped;
    DirectoryEntry entry;
};
/// All of them, in the order of the file; read once. Any thread.
[[nodiscard]] const std::vector<ShippedInstitution> &shippedInstitutions();

} // namespace indaro::casework
