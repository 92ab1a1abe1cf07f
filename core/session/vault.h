// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/base/file.h"
#include "core/base/process.h"
#include "core/base/random.h"
#include "core/base/result.h"
#include "core/base/secret_bytes.h"
#include "core/crypto/kdf.h"
#include "core/session/anchor.h"
#include "core/session/recovery_kit.h"
#include "core/store/migration.h"
#include "core/sync/operation.h"

#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
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
    /// Where the history of a database stands; without it no anchor is kept.
    HistoryReader history{};
    /// What tells this machine from others; only a test composes another answer.
    std::function<std::string()> machine = base::machineIdentity;
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
    bool wasSlotCopyDamaged = false;  ///< one of slots.a/.b was damaged or missing; it has been written anew
    bool wasRotationFinished = false; ///< a key change cut by a power failure was completed
    std::uint32_t failuresBefore = 0; ///< wrong passphrases for this account since its last sign-in
    int schemaFrom = 0, schemaTo = 0; ///< equal when nothing was migrated
    AnchorFinding anchor = AnchorFinding::Good;
    bool wasElsewhere = false; ///< the vault was last open on another machine, or its file is a copy
    /// Set when the vault has become a new device with a new series, because it was elsewhere, or older than its anchor:
    /// what it would have numbered next may be in use already [contracts.md 2].
    std::string formerSeries;
};

/// Who has to agree to what contracts.md 9 keeps for two persons. A second person is needed while another account can sign
/// in, and for SecondPersonDays after the last other one was switched off or removed: else one person could switch the
/// others off and then be "alone". Ways out when nobody can agree: switch a colleague on again, two recovery cards, or
/// waiting.
struct SecondPersonRule
{
    bool isNeeded = false;
    std::vector<std::string> labels; ///< accounts that may agree; empty = nobody can at present
    base::UtcMs until = 0;           ///< with no labels: when the rule ends
};
inline constexpr int SecondPersonDays = 30;

/// Proof that the rule was kept, for one action. Only a Vault makes one.
class Approval
{
public:
    Approval(Approval &&) noexcept = default;
    Approval &operator=(Approval &&) noexcept = default;
    /// "alone", "by cards" or "with ACCOUNT-ID": for the audit.
    [[nodiscard]] std::string auditDetail() const;

private:
    friend class Vault;
    Approval(std::optional<sync::UserId> second, bool isByCards) : m_second(second), m_isByCards(isByCards) {}
    std::optional<sync::UserId> m_second;
    bool m_isByCards;
};

/// Folder layout: slots.a, slots.b, vault.db, anchor, vault.lock, attempts (see FORMATS.md).
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
    /// Made to practise in (sync/training_mark.h).
    [[nodiscard]] bool isTraining() const;
    /// The database, open, migrated, its settings verified by reading them back. Once; hand it to store::StoreThread.
    [[nodiscard]] store::Connection takeConnection();

    /// True until the cards now valid have been typed back: after creation, restore, sign-in by recovery, renewal.
    /// The program must insist on renewRecoveryKit / confirmRecoveryKit before anything else.
    [[nodiscard]] bool mustRenewKit() const;
    /// 6 digits printed on the valid cards.
    [[nodiscard]] std::string kitNumber() const;
    /// Makes new cards; from the return on the former ones open nothing (of this vault; older backups keep theirs).
    /// Errors: FileNotWritable, DiskFull.
    [[nodiscard]] base::Result<RecoveryKit> renewRecoveryKit(const Approval &approval);
    /// The same while mustRenewKit() is true: the cards in force were never proven, or have been used.
    /// Errors: WrongState (nothing is due), FileNotWritable, DiskFull.
    [[nodiscard]] base::Result<RecoveryKit> renewDueKit();
    /// Checks one card typed back from paper, of the kit just made, and notes that the kit is good.
    /// Errors: RecoveryCodeInvalid (group=…), RecoveryWrongKit, FileNotWritable, DiskFull.
    [[nodiscard]] base::Result<void> confirmRecoveryKit(const RecoveryKit &kit, const base::SecretBytes &typed);

    [[nodiscard]] std::vector<AccountInfo> accounts() const;
    /// Errors: UserExists, PassphraseTooWeak, InvalidArgument (label), KdfOutOfMemory, FileNotWritable, DiskFull.
    [[nodiscard]] base::Result<sync::UserId> addAccount(std::string_view label, const base::SecretBytes &passphrase,
                                                        const Approval &approval);
    /// Errors: UnknownUser, WrongPassphrase (failures=…, retryAfterMs=…), PassphraseTooWeak, KdfOutOfMemory, and writing.
    [[nodiscard]] base::Result<void> changePassphrase(std::string_view label, const base::SecretBytes &present,
                                                      const base::SecretBytes &next);
    /// A disabled account keeps its label but holds no vault key. Needs nobody's consent, because it must be possible at
    /// once; the rule of two stays in force for SecondPersonDays. Errors: UnknownUser, LastUser, and writing.
    [[nodiscard]] base::Result<void> disableAccount(std::string_view label);
    /// Without an approval only what was disabled less than SecondPersonDays ago, or where no second person is needed.
    /// Errors: UnknownUser, SecondPersonNeeded, and writing.
    [[nodiscard]] base::Result<void> enableAccount(std::string_view label, const Approval *approval = nullptr);
    /// Removes the account and changes the vault key and the database key; safe against a power cut at any instant.
    /// Runs on the thread of `db`; 45 MB take about a second. Errors: UnknownUser, LastUser, InvalidArgument (oneself),
    /// SecondPersonNeeded (the one who agreed is the one who goes), and the store's and writing's; after an error either
    /// nothing or everything has happened, at latest at next unlock.
    [[nodiscard]] base::Result<void> removeAccount(std::string_view label, store::Connection &db, const Approval &approval);

    [[nodiscard]] SecondPersonRule secondPersonRule() const;
    /// Where the rule needs nobody, or this session was opened by two recovery cards, whose holders have agreed.
    /// Errors: SecondPersonNeeded.
    [[nodiscard]] base::Result<Approval> approveAlone() const;
    /// By the passphrase of another account; never of the signed-in one (SecondPersonNeeded), and with the delay of sign-in.
    /// Errors: UnknownUser, UserDisabled, WrongPassphrase (failures=…, retryAfterMs=…; reason="too-soon"), KdfOutOfMemory.
    [[nodiscard]] base::Result<Approval> approveWith(std::string_view label, const base::SecretBytes &passphrase);

    /// Notes outside the database how far it has come, when that has changed since the last call. Some seconds after the
    /// last write and when closing: cheap enough to call often, and a lost call is never a false alarm. Does nothing while
    /// another call works on the keys. Thread: of `db`. Errors: FileNotWritable, DiskFull, and the store's.
    [[nodiscard]] base::Result<void> keepAnchor(store::Connection &db);

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
    /// A vault to practise in, with invented people: it can never be of a house, and is never backed up.
    bool isTraining = false;
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
/// What the slot file of a vault says before anybody has signed in: for the page that asks for the passphrase.
[[nodiscard]] bool saysTraining(const std::filesystem::path &folder);

/// Errors: VaultNotFound, VaultInUse (another copy of the program), SlotsDamaged (both copies), SlotsTooNew,
/// UnknownUser, UserDisabled, WrongPassphrase (failures=…, retryAfterMs=…; reason="too-soon" for a try before the delay has
/// passed, which is not looked at), KdfOutOfMemory, KdfParametersRefused, StoreDamaged and the store's other errors.
/// What was noticed on the way is in report(); show it.
[[nodiscard]] base::Result<Vault> unlock(const VaultEnvironment &environment, const std::filesystem::path &folder,
                                         std::string_view label, const base::SecretBytes &passphrase);

/// Signs in with any two cards and gives the account `label` a new passphrase in the same step (so that a power cut
/// can never leave nobody able to sign in), enabling it if it was disabled. Afterwards mustRenewKit() is true.
/// Errors: as unlock, RecoveryCardsMismatch, RecoveryWrongKit, PassphraseTooWeak.
[[nodiscard]] base::Result<Vault> unlockByRecovery(const VaultEnvironment &environment, const std::filesystem::path &folder,
                                                   const RecoveryCard &one, const RecoveryCard &other,
                                                   std::string_view label, const base::SecretBytes &newPassphrase);

/// 4 capital letters for serial numbers, made from the device id [contracts.md 2]; no vowels, so never a word.
[[nodiscard]] std::string seriesOf(base::ByteView deviceId);

namespace meta {
inline constexpr std::string_view ShelterName = "shelter_name";   ///< UTF-8, in sync's local_meta
inline constexpr std::string_view RestoredFrom = "restored_from"; ///< the device id before this one, if any
inline constexpr std::string_view Place = "place"; ///< hash of the device id, the machine and the file it belongs to
} // namespace meta

} // namespace indaro::session
