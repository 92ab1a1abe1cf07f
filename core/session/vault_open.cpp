// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/session/attempts.h"
#include "core/session/former_database.h"
#include "core/session/passphrase.h"
#include "core/session/vault_state.h"

#include "core/base/folder.h"
#include "core/crypto/system_random.h"
#include "core/store/free_pages.h"
#include "core/sync/local_meta.h"
#include "core/sync/training_mark.h"

#include <array>
#include <fstream>

namespace indaro::session {

using base::Errc;
using base::Error;
using base::Result;
using base::SecretBytes;

namespace {

constexpr std::string_view UnfinishedMark = "unfinished";
constexpr std::array<std::string_view, 6> OwnFiles{"slots.a",          "slots.b", "vault.db",
                                                   "vault.db-journal", "anchor",  "attempts"};
/// Files up to this size have every page's HMAC checked at each unlock; the weekly check covers larger ones.
constexpr std::uintmax_t CheckedAtUnlock = std::uintmax_t{64} << 20;

bool isPresent(const std::filesystem::path &path)
{
    std::error_code ec;
    return std::filesystem::exists(path, ec);
}

/// The first copy, newest first, that `openKeys` can open and whose MAC is right.
struct OpenedSlots
{
    SlotFile slots;
    SecretBytes vaultKey;
    crypto::BoxKeyPair keys; ///< of the account, or of the recovery cards
    SecretBytes pendingKey;  ///< empty unless a change of keys is under way
    bool wasOtherDamaged;
};
/// Gives the recipient's key pair and the two sealed keys meant for it.
struct Recipient
{
    crypto::BoxKeyPair keys;
    base::Bytes sealedKey;
    base::Bytes sealedPendingKey;
};
using OpenKeys = std::function<Result<Recipient>(SlotFile &)>;

Result<OpenedSlots> openCopy(const SlotCopy &copy, const OpenKeys &openKeys)
{
    SlotFile slots = copy.slots;
    INDARO_TRY_ASSIGN(Recipient recipient, openKeys(slots));
    auto vaultKey = crypto::openSealed(recipient.keys, recipient.sealedKey);
    if (!vaultKey || vaultKey->size() != crypto::KeySize || !isAuthentic(copy, slotKeyOf(*vaultKey)))
        return Error(Errc::SlotsDamaged);
    SecretBytes pending;
    if (!recipient.sealedPendingKey.empty()) {
        auto opened = crypto::openSealed(recipient.keys, recipient.sealedPendingKey);
        if (!opened || opened->size() != crypto::KeySize)
            return Error(Errc::SlotsDamaged);
        pending = std::move(*opened);
    }
    return OpenedSlots{std::move(slots), std::move(*vaultKey), std::move(recipient.keys), std::move(pending), false};
}

Result<OpenedSlots> openSlots(const std::filesystem::path &folder, const OpenKeys &openKeys)
{
    INDARO_TRY_ASSIGN(const SlotCopies copies, readSlotCopies(folder));
    std::optional<Error> first;
    for (const SlotCopy &copy : copies.whole) {
        auto opened = openCopy(copy, openKeys);
        if (opened) {
            opened->wasOtherDamaged = copies.isOneDamaged || first.has_value();
            return opened;
        }
        // A wrong passphrase is wrong: trying an older copy would let a changed or removed one in again.
        const Errc code = opened.error().code;
        if (code != Errc::SlotsDamaged && code != Errc::KdfParametersRefused)
            return opened.error();
        if (!first)
            first = opened.error();
    }
    return *first;
}

struct OpenedDatabase
{
    store::Connection connection;
    bool wasRotationFinished;
    AnchorFinding anchor;
};

Result<void> writeAnchorOf(const VaultEnvironment &environment, const std::filesystem::path &folder, const SlotFile &slots,
                           const SecretBytes &vaultKey, store::Connection &db)
{
    if (!environment.history)
        return {};
    INDARO_TRY_ASSIGN(const Anchor anchor, anchorOf(environment, slots, db));
    return writeAnchor(folder, anchor, vaultKey);
}

/// Opens the database and settles a change of keys that a power cut interrupted. The old key is always tried first:
/// when the file was being re-encrypted, the journal that undoes it is readable under the old key only.
Result<OpenedDatabase> openDatabase(const VaultEnvironment &environment, const std::filesystem::path &folder,
                                    OpenedSlots &opened)
{
    const auto path = databasePath(folder);
    const bool wasCut = isPresent(folder / "vault.db-journal");
    auto db = store::Connection::open(path, databaseKeyOf(opened.vaultKey), store::Connection::Mode::ReadWrite);
    if (db && wasCut) // where that is not possible (a full disk), nothing that was written is in danger: the vault opens
        (void)store::rewriteFreePages(*db);
    const bool isPending = !opened.pendingKey.isEmpty();
    if (!db && db.error().code == Errc::StoreWrongKey && isPending)
        db = store::Connection::open(path, databaseKeyOf(opened.pendingKey), store::Connection::Mode::ReadWrite);
    else if (db && isPending)
        INDARO_TRY(db->rekey(databaseKeyOf(opened.pendingKey)));
    if (!db) {
        const Errc code = db.error().code;
        // The key is known to be right, so what does not answer to it is damaged.
        if (code == Errc::StoreWrongKey || code == Errc::FileNotFound)
            return Error(Errc::StoreDamaged);
        return db.error();
    }
    INDARO_TRY_ASSIGN(auto anchor, checkAnchor(folder, opened.slots, opened.vaultKey, environment.history, *db));
    if (isPending) {
        // The cut may have come before or after the anchor was written anew under the next key.
        if (anchor == AnchorFinding::Damaged) {
            INDARO_TRY_ASSIGN(anchor, checkAnchor(folder, opened.slots, opened.pendingKey, environment.history, *db));
        }
        if (anchor == AnchorFinding::Good)
            INDARO_TRY(writeAnchorOf(environment, folder, opened.slots, opened.pendingKey, *db));
        INDARO_TRY(promotePendingKey(folder, opened.slots, opened.pendingKey, environment));
        opened.vaultKey = std::move(opened.pendingKey);
    }
    return OpenedDatabase{std::move(*db), isPending, anchor};
}

/// A copied vault, and one that has gone back, never numbers on where the other one did [contracts.md 2].
Result<void> settleIdentity(const VaultEnvironment &environment, const std::filesystem::path &folder, store::Connection &db,
                            UnlockReport &report)
{
    INDARO_TRY_ASSIGN(const bool isHome, isAtItsPlace(environment, folder, db));
    report.wasElsewhere = !isHome;
    if (isHome && report.anchor != AnchorFinding::Older && report.anchor != AnchorFinding::OtherHistory)
        return {};
    INDARO_TRY_ASSIGN(const auto series, sync::findMeta(db, sync::meta::Series));
    INDARO_TRY_ASSIGN(auto transaction, db.begin());
    INDARO_TRY(writeDeviceIdentity(environment, folder, db));
    INDARO_TRY(transaction.commit());
    report.formerSeries = base::asText(series.value_or(base::Bytes()));
    return {};
}

/// The slot file and the database say the same of a vault to practise in; where only one of them does, both do from then on:
/// what is invented must never be taken for real.
Result<void> settleTraining(const std::filesystem::path &folder, OpenedSlots &opened, store::Connection &db,
                            const VaultEnvironment &environment)
{
    INDARO_TRY_ASSIGN(const bool isMarked, sync::isTraining(db));
    if (isMarked == opened.slots.isTraining)
        return {};
    if (!isMarked)
        return sync::markAsTraining(db);
    opened.slots.isTraining = true;
    return writeSlotCopies(folder, opened.slots, slotKeyOf(opened.vaultKey), environment.interruption);
}

/// A page that nothing stands in is no damage: another power cut came before it was written anew.
Result<void> checkEveryPage(store::Connection &db)
{
    const auto checked = db.checkPages();
    if (checked || checked.error().code != Errc::StoreDamaged || !store::rewriteFreePages(db))
        return checked;
    return db.checkPages();
}

/// Files of former versions and of a careless copy were readable by others on the same machine.
void makePrivate(const std::filesystem::path &folder)
{
    for (const std::string_view name : OwnFiles) {
        if (const auto path = folder / name; isPresent(path))
            (void)base::ensurePrivateFile(path);
    }
}

Result<Vault> finishUnlock(const VaultEnvironment &environment, const std::filesystem::path &folder, base::FileLock lock,
                           OpenedSlots opened, sync::UserId user)
{
    UnlockReport report;
    report.wasSlotCopyDamaged = opened.wasOtherDamaged;
    makePrivate(folder);
    INDARO_TRY_ASSIGN(OpenedDatabase database, openDatabase(environment, folder, opened));
    report.wasRotationFinished = database.wasRotationFinished;
    report.anchor = database.anchor;
    if (opened.wasOtherDamaged && !database.wasRotationFinished)
        INDARO_TRY(writeSlotCopies(folder, opened.slots, slotKeyOf(opened.vaultKey), environment.interruption));
    std::error_code ec;
    if (std::filesystem::file_size(databasePath(folder), ec) <= CheckedAtUnlock)
        INDARO_TRY(checkEveryPage(database.connection));
    INDARO_TRY_ASSIGN(const auto migrated,
                      migrateVault(environment, folder, database.connection, databaseKeyOf(opened.vaultKey)));
    INDARO_TRY(settleTraining(folder, opened, database.connection, environment));
    report.schemaFrom = migrated.from;
    report.schemaTo = migrated.to;
    INDARO_TRY(settleIdentity(environment, folder, database.connection, report));
    report.failuresBefore = clearFailures(folder, user);
    auto state = std::make_unique<Vault::State>(environment, folder, std::move(lock), std::move(opened.slots),
                                                std::move(opened.vaultKey), std::move(opened.keys), user);
    state->report = report;
    state->connection = std::move(database.connection);
    return VaultAccess::make(std::move(state));
}

} // namespace

Result<store::MigrationReport> migrateVault(const VaultEnvironment &environment, const std::filesystem::path &folder,
                                            store::Connection &db, const SecretBytes &databaseKey)
{
    return store::migrate(db, environment.schema, [&]() -> Result<void> {
        const auto copy = folder / FormerDatabaseName; // one copy: the last state the former program wrote
        std::error_code ec;
        std::filesystem::remove(copy, ec);
        return db.backupTo(copy, databaseKey);
    });
}

UnfinishedVault::UnfinishedVault(std::filesystem::path folder, base::FileLock lock)
    : m_folder(std::move(folder)), m_lock(std::move(lock))
{
}

UnfinishedVault::UnfinishedVault(UnfinishedVault &&other) noexcept
    : m_folder(std::move(other.m_folder)), m_lock(std::move(other.m_lock))
{
    other.m_lock.reset();
}

UnfinishedVault::~UnfinishedVault()
{
    if (!m_lock)
        return;
    std::error_code ec;
    for (const std::string_view name : OwnFiles)
        std::filesystem::remove(m_folder / name, ec);
    std::filesystem::remove(m_folder / UnfinishedMark, ec); // last: until then the rest is known to be rubbish
    std::filesystem::remove(m_folder / "vault.lock", ec);
}

Result<UnfinishedVault> UnfinishedVault::start(const std::filesystem::path &folder)
{
    INDARO_TRY(base::ensurePrivateFolder(folder));
    std::error_code ec;
    const bool isLeftover = isPresent(folder / UnfinishedMark);
    for (const auto &entry : std::filesystem::directory_iterator(folder, ec)) {
        if (!isLeftover && entry.path().filename() != "vault.lock")
            return Error(Errc::VaultExists);
    }
    if (ec)
        return Error(Errc::FileNotReadable);
    INDARO_TRY_ASSIGN(auto lock, base::FileLock::acquire(folder / "vault.lock"));
    for (const std::string_view name : OwnFiles)
        std::filesystem::remove(folder / name, ec); // of an attempt that a power cut ended
    UnfinishedVault unfinished(folder, std::move(lock));
    INDARO_TRY(base::writeFileDurably(folder / UnfinishedMark, {}));
    return unfinished;
}

Result<base::FileLock> UnfinishedVault::finish()
{
    std::error_code ec;
    if (!std::filesystem::remove(m_folder / UnfinishedMark, ec))
        return Error(Errc::FileNotWritable);
    INDARO_TRY(base::syncFolder(m_folder));
    base::FileLock lock = std::move(*m_lock);
    m_lock.reset();
    return lock;
}

bool saysTraining(const std::filesystem::path &folder)
{
    const auto copies = readSlotCopies(folder);
    return copies && !copies->whole.empty() && copies->whole.front().slots.isTraining;
}

bool isVault(const std::filesystem::path &folder)
{
    return !isPresent(folder / UnfinishedMark) &&
           (isPresent(folder / "slots.a") || isPresent(folder / "slots.b") || isPresent(databasePath(folder)));
}

Result<CreatedVault> createVault(const VaultEnvironment &environment, const std::filesystem::path &folder,
                                 const CreateRequest &request)
{
    INDARO_TRY(checkLabel(request.accountLabel));
    INDARO_TRY(checkPassphrase(request.passphrase));
    INDARO_TRY_ASSIGN(auto unfinished, UnfinishedVault::start(folder));
    const SecretBytes vaultKey = crypto::randomSecret(crypto::KeySize);
    const auto vaultId = VaultId::make(environment.random);
    const auto user = sync::UserId::make(environment.random);
    INDARO_TRY_ASSIGN(auto account, makeKeyslot(vaultId, user, request.accountLabel, request.passphrase, environment.kdf));
    INDARO_TRY_ASSIGN(account.slot.sealedKey, crypto::sealTo(account.keys.publicKey, vaultKey.view()));
    NewRecoveryKit recovery = makeRecoveryKit();
    SlotFile slots{vaultId, 0, true, 0, {recovery.kit.kitNumber, recovery.publicKey, {}, {}}, {account.slot}};
    slots.isTraining = request.isTraining;
    INDARO_TRY_ASSIGN(slots.recovery.sealedKey, crypto::sealTo(recovery.publicKey, vaultKey.view()));
    const SecretBytes databaseKey = databaseKeyOf(vaultKey);
    INDARO_TRY_ASSIGN(auto db, store::Connection::open(databasePath(folder), databaseKey, store::Connection::Mode::Create));
    INDARO_TRY_ASSIGN(const auto migrated, migrateVault(environment, folder, db, databaseKey));
    {
        INDARO_TRY_ASSIGN(auto transaction, db.begin());
        INDARO_TRY(writeDeviceIdentity(environment, folder, db));
        INDARO_TRY(sync::setMeta(db, meta::ShelterName, base::asBytes(request.shelterName)));
        if (request.isTraining)
            INDARO_TRY(sync::markAsTraining(db));
        INDARO_TRY(transaction.commit());
    }
    INDARO_TRY(writeSlotCopies(folder, slots, slotKeyOf(vaultKey), environment.interruption));
    INDARO_TRY(writeAnchorOf(environment, folder, slots, vaultKey, db));
    INDARO_TRY_ASSIGN(auto lock, unfinished.finish());
    auto state = std::make_unique<Vault::State>(environment, folder, std::move(lock), std::move(slots), vaultKey.clone(),
                                                std::move(account.keys), user);
    state->report.schemaFrom = state->report.schemaTo = migrated.to;
    state->connection = std::move(db);
    return CreatedVault{VaultAccess::make(std::move(state)), std::move(recovery.kit)};
}

Result<std::vector<AccountInfo>> listAccounts(const VaultEnvironment &environment, const std::filesystem::path &folder)
{
    if (!isVault(folder))
        return Error(Errc::VaultNotFound);
    INDARO_TRY_ASSIGN(const SlotCopies copies, readSlotCopies(folder));
    const Attempts attempts = Attempts::read(folder);
    std::vector<AccountInfo> accounts;
    for (const Keyslot &slot : copies.whole.front().slots.keyslots)
        accounts.push_back({slot.id, slot.label, slot.isDisabled(), attempts.failures(slot.id),
                            attempts.retryAfterMs(slot.id, environment.clock.nowUtc())});
    return accounts;
}

Result<Vault> unlock(const VaultEnvironment &environment, const std::filesystem::path &folder, std::string_view label,
                     const SecretBytes &passphrase)
{
    if (!isVault(folder))
        return Error(Errc::VaultNotFound);
    INDARO_TRY_ASSIGN(auto lock, base::FileLock::acquire(folder / "vault.lock"));
    std::optional<sync::UserId> user;
    auto opened = openSlots(folder, [&](SlotFile &slots) -> Result<Recipient> {
        const Keyslot *slot = slots.find(label);
        if (slot == nullptr)
            return Error(Errc::UnknownUser);
        user = slot->id;
        INDARO_TRY(checkDelay(folder, slot->id, environment.clock.nowUtc()));
        INDARO_TRY_ASSIGN(auto keys, openKeyslot(slots.vaultId, *slot, passphrase, environment.kdf));
        if (slot->isDisabled())
            return Error(Errc::UserDisabled);
        return Recipient{std::move(keys), slot->sealedKey, slot->sealedPendingKey};
    });
    if (!opened) {
        if (opened.error().code == Errc::WrongPassphrase && opened.error().text("reason").empty())
            return countFailure(folder, *user, environment.clock.nowUtc());
        return opened.error();
    }
    return finishUnlock(environment, folder, std::move(lock), std::move(*opened), *user);
}

Result<Vault> unlockByRecovery(const VaultEnvironment &environment, const std::filesystem::path &folder,
                               const RecoveryCard &one, const RecoveryCard &other, std::string_view label,
                               const SecretBytes &newPassphrase)
{
    if (!isVault(folder))
        return Error(Errc::VaultNotFound);
    INDARO_TRY(checkPassphrase(newPassphrase));
    INDARO_TRY_ASSIGN(const auto cards, joinCards(one, other));
    INDARO_TRY_ASSIGN(auto lock, base::FileLock::acquire(folder / "vault.lock"));
    INDARO_TRY_ASSIGN(auto opened, openSlots(folder, [&](SlotFile &slots) -> Result<Recipient> {
                          if (slots.recovery.publicKey != cards.publicKey)
                              return Error(Errc::RecoveryWrongKit, {{"kit", slots.recovery.kitNumber}});
                          if (slots.find(label) == nullptr)
                              return Error(Errc::UnknownUser);
                          return Recipient{{cards.publicKey, cards.secretKey.clone()},
                                           slots.recovery.sealedKey,
                                           slots.recovery.sealedPendingKey};
                      }));
    const sync::UserId user = opened.slots.find(label)->id;
    INDARO_TRY_ASSIGN(Vault vault, finishUnlock(environment, folder, std::move(lock), std::move(opened), user));
    Vault::State &state = VaultAccess::state(vault);
    // A new key pair, too: whoever knew the old passphrase and kept a copy of the slots opens nothing sealed from now on.
    INDARO_TRY_ASSIGN(auto account, makeKeyslot(state.slots.vaultId, user, label, newPassphrase, environment.kdf));
    INDARO_TRY_ASSIGN(account.slot.sealedKey, crypto::sealTo(account.keys.publicKey, state.vaultKey.view()));
    SlotFile next = state.slots;
    *next.find(label) = std::move(account.slot);
    next.mustRenewKit = true;
    INDARO_TRY(state.save(std::move(next)));
    state.userKeys = std::move(account.keys);
    state.isByCards = true;
    return vault;
}

} // namespace indaro::session
