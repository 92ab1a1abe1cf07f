// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/casework/access/things.h"
#include "core/store/connection.h"
#include "core/sync/change_log.h"

#include <array>
#include <vector>

namespace indaro::casework {

/// What the signed-in account may see and do: its roles, and the rights the house gives each role. It is enforced at three
/// places that no command or query can walk around: Desk::db, through which columns of other parts are NULL (columnRule());
/// the change log, which gives nothing of them and takes no write to them (AccessRefused, thing=…: what kind of thing); and
/// commands that ask it what is done rather than seen (mayDo). A value: made anew when roles or rules change.
class Access final : public sync::Gate
{
public:
    /// Nobody's in particular: tests, and a file that is opened for no account. Never what a sign-in falls back to.
    [[nodiscard]] static const Access &everything();
    /// Of the account the log writes as. Errors: the store's.
    [[nodiscard]] static base::Result<Access> of(sync::ChangeLog &log);
    /// Of somebody with these roles, and the rules of this house. Errors: the store's.
    [[nodiscard]] static base::Result<Access> forRoles(sync::ChangeLog &log, std::vector<Role> roles);

    [[nodiscard]] const std::vector<Role> &roles() const noexcept { return m_roles; }
    [[nodiscard]] bool hasRole(Role role) const;
    /// A director reads and does everything, whatever the rules say, so that nobody can lock the house out of its own data.
    [[nodiscard]] bool isDirector() const { return m_isAll; }

    [[nodiscard]] bool mayRead(Thing thing) const { return rightTo(thing) >= Right::Read; }
    [[nodiscard]] bool mayWrite(Thing thing) const { return rightTo(thing) == Right::Write; }
    [[nodiscard]] bool mayDo(Thing thing) const { return mayWrite(thing); }
    [[nodiscard]] Right rightTo(Thing thing) const { return m_rights[static_cast<std::size_t>(thing)]; }

    /// Every column of it, and some writing into it.
    [[nodiscard]] bool mayReadTable(std::uint16_t table) const;
    [[nodiscard]] bool mayWriteTable(std::uint16_t table) const;
    [[nodiscard]] bool mayReadField(sync::FieldId field) const override;
    [[nodiscard]] base::Result<void> checkWrite(std::uint16_t table) const override;
    /// Errors: AccessRefused (thing=…) unless mayDo / mayRead.
    [[nodiscard]] base::Result<void> mustDo(Thing thing) const;
    [[nodiscard]] base::Result<void> mustRead(Thing thing) const;

    /// What statements of the signed-in account may read; keeps nothing of this object.
    [[nodiscard]] store::Connection::ColumnRule columnRule() const;

    friend bool operator==(const Access &one, const Access &other)
    {
        return one.m_roles == other.m_roles && one.m_rights == other.m_rights && one.m_isAll == other.m_isAll;
    }

private:
    Access() = default;
    std::vector<Role> m_roles;
    std::array<Right, ThingCount> m_rights{};
    bool m_isAll = false;
};

} // namespace indaro::casework
