// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/casework/access/role_store.h"

#include <QByteArray>

#include <map>
#include <vector>

namespace indaro::ui::pages {

/// What was chosen about roles and nobody has agreed to yet: it waits while other roles and members are looked at. Plain
/// values. Thread: any.
struct RoleDraft
{
    std::map<std::pair<casework::Role, casework::Thing>, casework::Right> rights;
    std::map<sync::UserId, std::vector<casework::Role>> given; ///< all roles a member is to have

    [[nodiscard]] bool isEmpty() const { return rights.empty() && given.empty(); }
    [[nodiscard]] bool isAbout(casework::Role role) const;
    /// A line for each; for the drafts of this laptop.
    [[nodiscard]] QByteArray toText() const;
    /// What this version does not know is left out.
    [[nodiscard]] static RoleDraft fromText(const QByteArray &text);
};

} // namespace indaro::ui::pages
