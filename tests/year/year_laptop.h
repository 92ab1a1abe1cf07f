// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/casework/desk.h"
#include "core/exchange/exchange_desk.h"
#include "core/release/version.h"
#include "core/session/vault.h"
#include "tests/support/fakes.h"
#include "tests/year/year_disk.h"
#include "tests/year/year_fault.h"

#include <QString>

#include <filesystem>
#include <memory>
#include <optional>
#include <string>

namespace indaro::tests {

/// What is installed on a laptop: the program of today, or the one of an update that has a further table, a further field
/// of it, and the migration that makes them.
struct YearProgram
{
    std::span<const store::Migration> migrations;
    const sync::Schema *schema;
    release::Version version;
};
[[nodiscard]] const YearProgram &presentProgram();
[[nodiscard]] const YearProgram &nextProgram();
/// The same version, with a step that fails half-way: it must leave the vault as it was.
[[nodiscard]] const YearProgram &brokenProgram();
/// The table of the next program: what somebody wishes for herself.
namespace wish {
inline constexpr std::uint16_t Table = 900;
inline constexpr sync::FieldId CaseFile{Table, 1};
inline constexpr sync::FieldId Words{Table, 2};
} // namespace wish

struct YearAccount
{
    std::string label;
    std::string passphrase;
    std::optional<sync::UserId> id; ///< on its laptop
};

/// One computer with a vault as the command line composes it: real slots, accounts and roles, a real file of SQLCipher, the
/// exchange beside it. Only the clock, the ids and the cost of a passphrase are the test's.
class YearLaptop
{
public:
    YearLaptop(std::string name, std::filesystem::path folder, std::uint64_t seed);
    ~YearLaptop();
    YearLaptop(const YearLaptop &) = delete;
    YearLaptop &operator=(const YearLaptop &) = delete;

    /// A new vault with its first account, a director's; closed afterwards.
    void create(const YearAccount &first);
    /// The same from a backup, opened with this account's passphrase: another device of the same house.
    void restore(const std::filesystem::path &backup, const YearAccount &account);
    /// Another account, with roles; a director is signed in. `second`: whose passphrase agrees, where somebody must.
    sync::UserId addAccount(const YearAccount &account, const QString &role, const YearAccount *second);
    /// Signs in. Errors: as session::unlock, and opening the desk.
    [[nodiscard]] base::Result<void> open(const YearAccount &account);
    void close();
    /// The power was cut: what was in memory is gone, the disk settles.
    void loseMemory();

    [[nodiscard]] bool isOpen() const { return m_desk.has_value(); }
    [[nodiscard]] casework::Desk &desk() { return *m_desk; }
    [[nodiscard]] exchange::ExchangeDesk &exchange() { return *m_exchange; }
    [[nodiscard]] session::Vault &vault() { return *m_vault; }
    [[nodiscard]] store::Connection &db() { return *m_db; }
    [[nodiscard]] const YearAccount &account() const { return m_account; }
    [[nodiscard]] const session::VaultEnvironment &environment() const { return m_environment; }
    /// The first number of a question without parameters, past every rule of roles.
    [[nodiscard]] std::int64_t number(const std::string &sql);
    [[nodiscard]] std::uint64_t vaultBytes() const;
    /// Of all laptops, in its change log.
    [[nodiscard]] std::int64_t operations();
    /// From the next opening on.
    void install(const YearProgram &program);
    [[nodiscard]] const YearProgram &program() const { return *m_program; }

    const std::string name;
    const std::filesystem::path folder;
    FakeClock clock;
    SeededRandom random;
    YearDisk disk;
    std::int64_t clockError = 0; ///< of its clock, in ms

private:
    void drop();
    const YearProgram *m_program;
    session::VaultEnvironment m_environment;
    YearAccount m_account;
    std::optional<session::Vault> m_vault; // outlives the connection
    std::optional<store::Connection> m_db;
    std::optional<sync::ChangeLog> m_log;
    casework::Access m_access = casework::Access::everything();
    std::optional<store::Connection> m_door;
    std::optional<casework::Desk> m_desk;
    std::unique_ptr<exchange::ExchangeDesk> m_exchange;
};

} // namespace indaro::tests
