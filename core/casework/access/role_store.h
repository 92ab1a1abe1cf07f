// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/casework/access/access.h"
#include "core/casework/desk.h"

#include <span>
#include <string>
#include <vector>

namespace indaro::casework {

/// Who has which role, and what a role may. Roles are in the staff record of an account, rules are records too: they travel
/// to every laptop of the house, and their history says who changed them. Store thread; every call may also fail with the
/// store's errors.

/// The roles of any account, whoever asks; none for one that no director has given any. Where roles were never settled (a
/// vault from before there were any, until its next sign-in) an account nobody described is a director's.
[[nodiscard]] base::Result<std::vector<Role>> rolesOf(sync::ChangeLog &log, const sync::UserId &account);

/// Once for each vault, at the first sign-in that knows roles: every account there is becomes a director's, unless its staff
/// record says another role. From then on an account without a role may nothing.
struct KnownAccount
{
    sync::UserId id;
    std::string label;
};
[[nodiscard]] base::Result<void> settleRoles(Desk &desk, std::span<const KnownAccount> accounts);

/// Another right than defaultRight.
struct RoleRule
{
    Role role;
    Thing thing;
    Right right;
    friend bool operator==(const RoleRule &, const RoleRule &) = default;
};
[[nodiscard]] base::Result<std::vector<RoleRule>> listRoleRules(sync::ChangeLog &log);
/// What holds for a role, given the rules of the house. Who gives roles could give itself any: House is only ever read by
/// others than directors.
[[nodiscard]] Right rightOf(std::span<const RoleRule> rules, Role role, Thing thing);

/// Gives an account exactly these roles. `agreed`: the session::Approval's detail, for the audit. Errors: AccessRefused (no
/// director), LastUser (role=: the last director would be none), UnknownRecord (no such member of staff).
[[nodiscard]] base::Result<void> giveRoles(Desk &desk, const sync::UserId &account, const std::vector<Role> &roles,
                                           const std::string &agreed);
/// Errors: AccessRefused (no director), InvalidArgument (a director's rights are never less, and
/// nobody else writes House).
[[nodiscard]] base::Result<void> setRoleRule(Desk &desk, const RoleRule &rule, const std::string &agreed);
/// Whether another active member of staff is a director: before an account goes.
[[nodiscard]] base::Result<bool> hasOtherDirector(Desk &desk, const sync::UserId &account);

} // namespace indaro::casework
