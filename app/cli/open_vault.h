// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/arguments.h"
#include "core/casework/desk.h"
#include "core/crypto/system_random.h"
#include "core/session/vault.h"

#include <memory>
#include <optional>

namespace indaro::cli {

/// What one run of the program stands on.
struct Program
{
    Arguments arguments;
    crypto::SystemRandom random;
    base::SystemClock clock;
    session::VaultEnvironment environment;

    explicit Program(Arguments given);
    [[nodiscard]] bool isJson() const;
    [[nodiscard]] std::string user() const;
    [[nodiscard]] std::filesystem::path path(const QString &option) const;
};

/// A vault somebody has signed in to, with a desk on this thread: what that account's roles may, verbs may.
class OpenVault
{
public:
    /// Keeps the anchor.
    ~OpenVault();
    OpenVault(const OpenVault &) = delete;
    OpenVault &operator=(const OpenVault &) = delete;
    /// Reads the passphrase of --user from standard input and opens --vault; the sign-in is logged.
    /// Errors: as session::unlock.
    [[nodiscard]] static base::Result<std::unique_ptr<OpenVault>> signIn(Program &program);
    /// Over a vault that was just made.
    [[nodiscard]] static base::Result<std::unique_ptr<OpenVault>> over(Program &program, session::Vault vault);

    [[nodiscard]] session::Vault &vault() { return m_vault; }
    [[nodiscard]] store::Connection &db() { return *m_db; }
    [[nodiscard]] casework::Desk &desk() { return *m_desk; }

    /// The two-person rule [contracts.md 9, session::SecondPersonRule]: --second-user and that passphrase on the next line
    /// of standard input. Returns what the audit keeps of it. Errors: SecondPersonNeeded, and Vault::approveWith's.
    [[nodiscard]] base::Result<std::string> secondPerson(Program &program);

private:
    explicit OpenVault(session::Vault vault) : m_vault(std::move(vault)) {}
    [[nodiscard]] base::Result<void> openDesk(Program &program);
    session::Vault m_vault; // outlives the connection
    std::optional<store::Connection> m_db;
    std::optional<sync::ChangeLog> m_log;
    casework::Access m_access = casework::Access::everything(); ///< until the account's own is read
    std::optional<store::Connection> m_door;
    std::optional<casework::Desk> m_desk;
};

} // namespace indaro::cli
