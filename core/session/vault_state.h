// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/session/slot_file.h"
#include "core/session/vault.h"

#include <mutex>
#include <optional>

/// Inside of session: what vault, its opening and its backups share.
namespace indaro::session {

struct Vault::State
{
    State(const VaultEnvironment &env, std::filesystem::path where, base::FileLock held, SlotFile file,
          base::SecretBytes key, crypto::BoxKeyPair keys, sync::UserId who)
        : environment(&env), folder(std::move(where)), lock(std::move(held)), slots(std::move(file)),
          vaultKey(std::move(key)), userKeys(std::move(keys)), user(who)
    {
    }

    const VaultEnvironment *environment;
    std::filesystem::path folder;
    base::FileLock lock;
    SlotFile slots;
    base::SecretBytes vaultKey;
    crypto::BoxKeyPair userKeys;
    sync::UserId user;
    UnlockReport report;
    bool isByCards = false;       ///< two holders agreed to this session
    std::optional<Anchor> anchor; ///< as last written
    std::optional<store::Connection> connection;
    mutable std::mutex mutex;

    [[nodiscard]] std::string userLabel() const;
    [[nodiscard]] base::Result<RecoveryKit> makeNewKit();
    [[nodiscard]] SecondPersonRule secondPersonRule() const;
    /// After this the rule of two stays in force for a while, whoever is left.
    void noteFewerAccounts(SlotFile &next) const;
    /// Writes both copies under the present vault key.
    [[nodiscard]] base::Result<void> save(SlotFile next);
    [[nodiscard]] base::Result<void> interrupt(std::string_view step) const
    {
        return environment->interruption ? environment->interruption(step) : base::Result<void>();
    }
};

struct VaultAccess
{
    [[nodiscard]] static Vault make(std::unique_ptr<Vault::State> state) { return Vault(std::move(state)); }
    [[nodiscard]] static Vault::State &state(Vault &vault) { return *vault.m_state; }
};

[[nodiscard]] inline base::SecretBytes databaseKeyOf(const base::SecretBytes &vaultKey)
{
    return crypto::deriveSubkey(vaultKey, 1, "SQLCIPHR");
}
[[nodiscard]] inline base::SecretBytes slotKeyOf(const base::SecretBytes &vaultKey)
{
    return crypto::deriveSubkey(vaultKey, 2, "SLOTFILE");
}
[[nodiscard]] inline std::filesystem::path databasePath(const std::filesystem::path &folder)
{
    return folder / "vault.db";
}

/// Errors: InvalidArgument (empty, only blanks, control characters, too long, not UTF-8).
[[nodiscard]] base::Result<void> checkLabel(std::string_view label);

/// The second half of a change of keys, wherever it stopped: `db` already answers to the pending key.
[[nodiscard]] base::Result<void> promotePendingKey(const std::filesystem::path &folder, SlotFile &slots,
                                                   const base::SecretBytes &pendingKey, const VaultEnvironment &environment);

/// A folder in the making: holds the lock and a mark that tells a half-made vault from a vault. Until finish(), the
/// destructor empties the folder of what was made.
class UnfinishedVault
{
public:
    /// Errors: VaultExists, VaultInUse, FileNotWritable.
    [[nodiscard]] static base::Result<UnfinishedVault> start(const std::filesystem::path &folder);
    UnfinishedVault(UnfinishedVault &&other) noexcept;
    UnfinishedVault &operator=(UnfinishedVault &&) = delete;
    ~UnfinishedVault();
    /// Errors: FileNotWritable.
    [[nodiscard]] base::Result<base::FileLock> finish();

private:
    UnfinishedVault(std::filesystem::path folder, base::FileLock lock);
    std::filesystem::path m_folder;
    std::optional<base::FileLock> m_lock;
};

/// Gives the database a new device id and series, bound to this machine and to the database file; a former id is kept
/// under meta::RestoredFrom.
[[nodiscard]] base::Result<void> writeDeviceIdentity(const VaultEnvironment &environment,
                                                     const std::filesystem::path &folder, store::Connection &db);
/// False when the device id was given to this database on another machine, or to a file this one is a copy of.
[[nodiscard]] base::Result<bool> isAtItsPlace(const VaultEnvironment &environment, const std::filesystem::path &folder,
                                              store::Connection &db);
/// The anchor a database and its slots deserve. Errors: the store's.
[[nodiscard]] base::Result<Anchor> anchorOf(const VaultEnvironment &environment, const SlotFile &slots,
                                            store::Connection &db);
/// Brings the schema up to date, keeping an encrypted copy of the file as it was.
[[nodiscard]] base::Result<store::MigrationReport> migrateVault(const VaultEnvironment &environment,
                                                                const std::filesystem::path &folder, store::Connection &db,
                                                                const base::SecretBytes &databaseKey);

} // namespace indaro::session
