// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/base/file.h"
#include "core/base/random.h"
#include "core/base/result.h"
#include "core/base/secret_bytes.h"
#include "core/crypto/kdf.h"
#include "core/session/recovery_kit.h"
#include "core/store/migration.h"
#include "core/sync/operation.h"

#include <filesystem>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace indaro::session {

/// What a vault needs from outside; composed once in main() and outliving every vault.
struct VaultEnvironment
{
    base::Random &random; ///< for ids only; keys never come from it
    const base::Clock &clock;
    std::span<const store::Migration> schema; ///< the product's migrations; the first makes sync's local_meta
    crypto::KdfPolicy kdf{};                  ///< only a test composes another one
    /// Asked between the durable steps of an operation; a test answers an error, or kills the process, to stand for a
    /// power cut there. Empty in the program.
    std::function<base::Result<void>(std::string_view step)> interruption{};
};

/// What the sign-in page may know before anyone has signed in.
struct AccountInfo
{
    sync::UserId id;
    std::string label; ///< chosen freely by the user, 1 … 40 characters
    bool isDisabled;
    std::uint32_t failures;    ///< wrong passphrases since the last right one
    std::int64_t retryAfterMs; ///< how long sign-in should still wait; 0 = now
};

struct UnlockReport
{
    bool wasSlotCopyDamaged = false;      ///< one of slots.a/.b was damaged or missing; it has been written anew
    bool wasRotationFinished = false;     ///< a key change cut by a power failure was completed
    std::uint32_t failuresBefore = 0;     ///< wrong passphrases for this account since its last sign-in
    int schemaFrom = 0, schemaTo = 0;     ///< equal when nothing was migrated
};

/// Folder layout: slots.a, slots.b, vault.db, vault.lock, attempts (see FORMATS.md).
/// An open vault: the keys in locked memory, the lock on the folder, and the signed-in account. Destroying it wipes the
/// keys and releases the lock; it must outlive the store::Connection taken from it.
/// Thread: any, one call at a time inside (calls wait for each other). Calls that derive a key take a second or more.
class Vault
{
public:
    struct State; ///< known inside session only
    Vault(Vault &&) noexcept;
    Vault &operator=(Vault &&) noexcept;
    ~Vault();

    [[nodiscard]] const std::filesystem::path &folder() const;
    [[nodiscard]] sync::UserId userId() const;
    [[nodiscard]] std::string userLabel() const;
    [[nodiscard]] const UnlockReport &report() const;
    /// The database, open, migrated, its settings verified by reading them back. Once; hand it to store::StoreThread.
    [[nodiscard]] store::Connection takeConnection();

    /// True until the cards now valid have been typed back: after creation, restore, sign-in by recovery, renewal.
    /// The program must insist on renewRecoveryKit / confirmRecoveryKit before anything else.
    [[nodiscard]] bool mustRenewKit() const;
    /// 6 digits printed on the valid cards.
    [[nodiscard]] std::string kitNumber() const;
    /// Makes new cards; from the return on the former ones open nothing (of this vault; older backups keep theirs).
    /// Errors: FileNotWritable, DiskFull.
    [[nodiscard]] base::Result<RecoveryKit> renewRecoveryKit();
    /// Checks one card typed back from paper, of the kit just made, and notes that the kit is good.
    /// Errors: RecoveryCodeInvalid (group=…), RecoveryWrongKit, FileNotWritable, DiskFull.
    [[nodiscard]] base::Result<void> confirmRecoveryKit(const RecoveryKit &kit, const base::SecretBytes &typed);

    [[nodiscard]] std::vector<AccountInfo> accounts() const;
    /// Errors: UserExists, PassphraseTooWeak, InvalidArgument (label), KdfOutOfMemory, FileNotWritable, DiskFull.
    [[nodiscard]] base::Result<sync::UserId> addAccount(std::string_view label, const base::SecretBytes &passphrase);
    /// Errors: UnknownUser, WrongPassphrase (failures=…, retryAfterMs=…), PassphraseTooWeak, KdfOutOfMemory, and writing.
    [[nodiscard]] base::Result<void> changePassphrase(std::string_view label, const base::SecretBytes &present,
                                                      const base::SecretBytes &next);
    /// A disabled account keeps its label but holds no vault key. Errors: UnknownUser, LastUser, and writing.
    [[nodiscard]] base::Result<void> setAccountDisabled(std::string_view label, bool isDisabled);
    /// Removes the account and changes the vault key and the database key; safe against a power cut at any instant.
    /// Runs on the thread of `db`; 45 MB take about a second. Errors: UnknownUser, LastUser, InvalidArgument (oneself),
    /// and the store's and writing's; after an error either nothing or everything has happened, at latest at next unlock.
    [[nodiscard]] base::Result<void> removeAccount(std::string_view label, store::Connection &db);
    /// For the two-person rule: is this really the other person? Never the signed-in one (SecondPersonNeeded).
    /// Errors: UnknownUser, UserDisabled, WrongPassphrase (failures=…, retryAfterMs=…), KdfOutOfMemory.
    [[nodiscard]] base::Result<sync::UserId> verifyPassphrase(std::string_view label, const base::SecretBytes &passphrase);

private:
    friend struct VaultAccess;
    explicit Vault(std::unique_ptr<State> state);
    std::unique_ptr<State> m_state;
};

struct CreateRequest
{
    std::string shelterName;  ///< kept inside the encrypted file only; may be empty
    std::string accountLabel; ///< first account
    base::SecretBytes passphrase;
};

struct CreatedVault
{
    Vault vault;
    RecoveryKit kit; ///< to print, then confirmRecoveryKit
};

/// Makes a new vault in a folder that is empty or does not exist yet.
/// Errors: VaultExists (the folder holds a vault, or any other file), PassphraseTooWeak, InvalidArgument (label),
/// VaultInUse, KdfOutOfMemory, FileNotWritable, DiskFull, and the store's.
[[nodiscard]] base::Result<CreatedVault> createVault(const VaultEnvironment &environment,
                                                     const std::filesystem::path &folder, const CreateRequest &request);

/// Labels for the sign-in page. Errors: VaultNotFound, SlotsDamaged, SlotsTooNew.
[[nodiscard]] base::Result<std::vector<AccountInfo>> listAccounts(const VaultEnvironment &environment,
                                                                  const std::filesystem::path &folder);
/// True when the folder holds slot files or a database.
[[nodiscard]] bool isVault(const std::filesystem::path &folder);

/// Errors: VaultNotFound, VaultInUse (another copy of the program), SlotsDamaged (both copies), SlotsTooNew,
/// UnknownUser, UserDisabled, WrongPassphrase (failures=…, retryAfterMs=…), KdfOutOfMemory, KdfParametersRefused,
/// StoreDamaged and the store's other errors. retryAfterMs is for the page to enforce; a call during it is answered.
[[nodiscard]] base::Result<Vault> unlock(const VaultEnvironment &environment, const std::filesystem::path &folder,
                                         std::string_view label, const base::SecretBytes &passphrase);

/// Signs in with any two cards and gives the account `label` a new passphrase in the same step (so that a power cut
/// can never leave nobody able to sign in), enabling it if it was disabled. Afterwards mustRenewKit() is true.
/// Errors: as unlock, RecoveryCardsMismatch, RecoveryWrongKit, PassphraseTooWeak.
[[nodiscard]] base::Result<Vault> unlockByRecovery(const VaultEnvironment &environment,
                                                   const std::filesystem::path &folder, const RecoveryCard &one,
                                                   const RecoveryCard &other, std::string_view label,
                                                   const base::SecretBytes &newPassphrase);

/// 4 capital letters for serial numbers, made from the device id [contracts.md 2]; no vowels, so never a word.
[[nodiscard]] std::string seriesOf(base::ByteView deviceId);

namespace meta {
inline constexpr std::string_view ShelterName = "shelter_name"; ///< UTF-8, in sync's local_meta
inline constexpr std::string_view RestoredFrom = "restored_from"; ///< the device id of the backup, if any
} // namespace meta

} // namespace indaro::session
