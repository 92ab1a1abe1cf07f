// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/casework/access/role_store.h"
#include "core/casework/desk.h"
#include "core/casework/people/person_draft.h"
#include "core/crypto/initialise.h"
#include "tests/support/fakes.h"
#include "tests/support/temp_store.h"

#include <map>
#include <optional>

namespace indaro::tests {

/// A word no text of the program has, in every column of that part of the data.
[[nodiscard]] QString markerOf(casework::Thing thing);

/// A file with a row in every table about people, each column filled with the marker of its part, one account for each role,
/// and a dispute in each compartment. Made once; each test opens a copy as somebody.
class RoleVault
{
public:
    RoleVault();

    /// As this role's account.
    class Seat
    {
    public:
        Seat(const RoleVault &vault, casework::Role role);
        Seat(const Seat &) = delete;
        Seat &operator=(const Seat &) = delete;
        /// The record of a table that was filled.
        [[nodiscard]] sync::RecordId of(std::uint16_t table) const { return vault.m_records.at(table); }
        [[nodiscard]] const sync::RecordId *find(std::uint16_t table) const
        {
            const auto found = vault.m_records.find(table);
            return found != vault.m_records.end() ? &found->second : nullptr;
        }
        [[nodiscard]] sync::UserId user(casework::Role who) const { return vault.m_users.at(who); }
        /// Where the log stands: what changes with every write of this laptop.
        [[nodiscard]] std::uint64_t written() const;
        /// Tables that were written to since.
        [[nodiscard]] std::vector<std::uint16_t> tablesSince(std::uint64_t written) const;

        const RoleVault &vault;
        FakeClock clock;
        SeededRandom random{7};
        TempStore temp;
        std::optional<store::Connection> db;
        std::optional<sync::ChangeLog> log;
        casework::Access access = casework::Access::everything();
        std::optional<store::Connection> door;
        std::optional<casework::Desk> desk;
        casework::CaseId person;
        casework::CaseId other;
        sync::RecordId draft; ///< an interview under way
    };

private:
    friend class Seat;
    void fill(casework::Desk &desk);
    void dispute(casework::Desk &desk);
    bool m_isCryptoReady = crypto::initialise().hasValue(); // before any secret is made
    TempStore m_temp;
    SeededRandom m_random{42};
    std::map<casework::Role, sync::UserId> m_users;
    std::map<std::uint16_t, sync::RecordId> m_records;
    std::optional<sync::RecordId> m_other;
    std::optional<sync::RecordId> m_draft;
};

} // namespace indaro::tests
