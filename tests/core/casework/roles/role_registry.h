// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/core/casework/roles/role_vault.h"

#include <functional>
#include <set>
#include <vector>

namespace indaro::tests {

/// A query of core/casework, by its name in the header, and every text it gives.
struct QueryLine
{
    const char *name;
    std::function<QStringList(RoleVault::Seat &)> run;
};

/// A command, and what whoever may do it must be allowed to write. `isDirectors`: directors only, whatever the rules say.
struct CommandLine
{
    const char *name;
    std::vector<casework::Thing> needs;
    std::function<base::Result<void>(RoleVault::Seat &)> run;
    bool isDirectors = false;
};

[[nodiscard]] const std::vector<QueryLine> &queryLines();
[[nodiscard]] const std::vector<CommandLine> &commandLines();
/// What is no door of its own: a piece of a command inside its transaction, or the program's own work whoever is signed in.
/// The log's gate and the desk's door hold there as everywhere; each has its reason.
[[nodiscard]] const std::set<QString> &innerFunctions();

} // namespace indaro::tests
