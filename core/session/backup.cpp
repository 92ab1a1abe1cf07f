// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/session/backup.h"

#include "core/crypto/system_random.h"
#include "core/session/backup_file.h"
#include "core/session/passphrase.h"
#include "core/session/vault_state.h"
#include "core/sync/local_meta.h"
#include "core/sync/training_mark.h"

#include <chrono>
#include <cstdio>

namespace indaro::session {

using base::Errc;
using base::Error;
using base::Result;
using base::SecretBytes;

namespace {

/// Removes a temporary database and its journal on the way out.
class TemporaryDatabase
{
public:
    explicit TemporaryDatabase(std::filesystem::path path) : m_path(std::move(path)) { remove(); }
    TemporaryDatabase(const TemporaryDatabase &) = delete;
    TemporaryDatabase &operator=(const TemporaryDatabase &) = delete;
    ~TemporaryDatabase() { remove(); }
    [[nodiscard]] const std::filesystem::path &path() const { return m_path; }

private:
    void remove() const
    {
        std::error_code ec;
        std::filesystem::remove(m_path, ec);
        std::filesystem::path journal = m_path;
        journal += "-journal";
        std::filesystem::remove(journal, ec);
    }
    std::filesystem::path m_path;
};

/// The database inside a backup is encrypted under a key of its own as well: no plaintext file exists at any moment.
SecretBytes innerKeyOf(const SecretBytes &backupKey)
{
    return crypto::deriveSubkey(backupKey, 1, "BACKUPDB");
}

BackupProgress part(const BackupProgress &progress, int from, int to)
{
    if (!progress)
        return {};
    return [progress, from, to](int permille) { return progress(from + (to - from) * permille / 1000); };
}

std::string fileNameAt(base::UtcMs utc)
{
    using namespace std::chrono;
    // Burundi's clock, UTC+2 all year, as everywhere on screen: staff look for "the one of 16:00".
    const auto minute = floor<minutes>(sys_time<milliseconds>(milliseconds(utc)) + hours(2));
    const auto day = floor<days>(minute);
    const year_month_day date(day);
    const hh_mm_ss time(minute - day);
    std::array<char, 48> name{};
    std::snprintf(name.data(), name.size(), "indaro-%04d%02u%02u-%02d%02d", static_cast<int>(date.year()),
                  static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()),
                  static_cast<int>(time.hours().count()), static_cast<int>(time.minutes().count()));
    return name.data();
}

/// Never over an older backup: a second one in the same minute gets a number.
std::filesystem::path freeName(const std::filesystem::path &target, base::UtcMs utc)
{
    std::error_code ec;
    const std::string stem = fileNameAt(utc);
    std::filesystem::path path = target / (stem + ".bak");
    for (int i = 2; std::filesystem::exists(path, ec); ++i)
        path = target / (stem + "-" + std::to_string(i) + ".bak");
    return path;
}

BackupInfo infoOf(const BackupHeader &header, const std::filesystem::path &file)
{
    std::error_code ec;
    const auto bytes = std::filesystem::file_size(file, ec);
    BackupInfo info{file, header.createdUtc, ec ? 0 : bytes, header.recovery.kitNumber, {}};
    for (const Keyslot &slot : header.keyslots)
        info.labels.push_back(slot.label);
    return info;
}

/// Who opened a backup: its key, and the account that continues in a restored vault.
struct OpenedBackup
{
    BackupHeader header;
    SecretBytes backupKey;
    std::string label;
    std::optional<crypto::BoxKeyPair> userKeys; ///< none when the cards opened it
};

Result<SecretBytes> openKey(const BackupHeader &header, const crypto::BoxKeyPair &keys, base::ByteView sealed)
{
    auto key = crypto::openSealed(keys, sealed);
    if (!key || key->size() != crypto::KeySize ||
        !crypto::equalConstantTime(crypto::keyCommitment(*key, "backup commit"), header.commitment))
        return Error(Errc::BackupDamaged);
    return std::move(*key);
}

Result<OpenedBackup> openBackup(const VaultEnvironment &environment, const std::filesystem::path &file, const BackupKey &key)
{
    INDARO_TRY_ASSIGN(BackupHeader header, readHeader(file));
    if (const auto *cards = std::get_if<CardsKey>(&key)) {
        INDARO_TRY_ASSIGN(const auto pair, joinCards(cards->one, cards->other));
        if (pair.publicKey != header.recovery.publicKey)
            return Error(Errc::RecoveryWrongKit, {{"kit", header.recovery.kitNumber}});
        INDARO_TRY_ASSIGN(SecretBytes opened, openKey(header, pair, header.recovery.sealedKey));
        return OpenedBackup{std::move(header), std::move(opened), cards->label, std::nullopt};
    }
    const auto &account = std::get<PassphraseKey>(key);
    for (const Keyslot &slot : header.keyslots) {
        if (slot.label != account.label)
            continue;
        INDARO_TRY_ASSIGN(auto keys, openKeyslot(header.vaultId, slot, account.passphrase, environment.kdf));
        INDARO_TRY_ASSIGN(SecretBytes opened, openKey(header, keys, slot.sealedKey));
        return OpenedBackup{std::move(header), std::move(opened), account.label, std::move(keys)};
    }
    return Error(Errc::UnknownUser);
}

/// Decrypts into a temporary (still encrypted) database and checks its every page.
Result<void> testOpen(const std::filesystem::path &file, const SecretBytes &backupKey, const std::filesystem::path &scratch,
                      const BackupProgress &progress)
{
    const TemporaryDatabase temporary(scratch / "verify.tmp");
    INDARO_TRY(extractBackup(file, backupKey, temporary.path(), progress));
    auto db = store::Connection::open(temporary.path(), innerKeyOf(backupKey), store::Connection::Mode::ReadWrite);
    if (!db || !db->checkIntegrity())
        return Error(Errc::BackupDamaged);
    return {};
}

/// Another user's passphrase cannot be asked for, so his slot comes over as it is; only its keys are new.
Result<SlotFile> slotsForRestore(const BackupHeader &header, const SecretBytes &vaultKey, const NewRecoveryKit &recovery)
{
    SlotFile slots{header.vaultId, 0, true, 0, {recovery.kit.kitNumber, recovery.publicKey, {}, {}}, header.keyslots};
    INDARO_TRY_ASSIGN(slots.recovery.sealedKey, crypto::sealTo(recovery.publicKey, vaultKey.view()));
    for (Keyslot &slot : slots.keyslots) {
        slot.sealedPendingKey.clear();
        INDARO_TRY_ASSIGN(slot.sealedKey, crypto::sealTo(slot.publicKey, vaultKey.view()));
    }
    return slots;
}

Result<store::Connection> importDatabase(const VaultEnvironment &environment, const std::filesystem::path &folder,
                                         const SecretBytes &backupKey, const SecretBytes &vaultKey)
{
    auto opened = store::Connection::open(databasePath(folder), innerKeyOf(backupKey), store::Connection::Mode::ReadWrite);
    if (!opened || !opened->checkIntegrity())
        return Error(Errc::BackupDamaged);
    INDARO_TRY(sync::refuseTraining(*opened)); // however such a file came about
    INDARO_TRY(opened->rekey(databaseKeyOf(vaultKey)));
    INDARO_TRY(store::migrate(*opened, environment.schema, {})); // the backup itself is the copy
    INDARO_TRY_ASSIGN(auto transaction, opened->begin());
    INDARO_TRY(writeDeviceIdentity(environment, folder, *opened));
    INDARO_TRY(transaction.commit());
    return std::move(*opened);
}

} // namespace

namespace {

/// The backup's key sealed to the cards and to everybody who may sign in today.
Result<BackupHeader> makeHeader(const Vault::State &state, base::Bytes device, const SecretBytes &backupKey)
{
    const std::lock_guard guard(state.mutex);
    BackupHeader header{state.slots.vaultId,  state.environment->clock.nowUtc(),
                        std::move(device),    crypto::keyCommitment(backupKey, "backup commit"),
                        state.slots.recovery, {}};
    header.recovery.sealedPendingKey.clear();
    INDARO_TRY_ASSIGN(header.recovery.sealedKey, crypto::sealTo(header.recovery.publicKey, backupKey.view()));
    for (const Keyslot &slot : state.slots.keyslots) {
        if (slot.isDisabled())
            continue;
        header.keyslots.push_back(slot);
        header.keyslots.back().sealedPendingKey.clear();
        INDARO_TRY_ASSIGN(header.keyslots.back().sealedKey, crypto::sealTo(slot.publicKey, backupKey.view()));
    }
    return header;
}

/// The key of a backup that the account signed in may open.
Result<SecretBytes> keyFor(const Vault::State &state, const BackupHeader &header)
{
    const std::lock_guard guard(state.mutex);
    for (const Keyslot &slot : header.keyslots) {
        if (slot.publicKey == state.userKeys.publicKey)
            return openKey(header, state.userKeys, slot.sealedKey);
    }
    return Error(Errc::UnknownUser);
}

} // namespace

Result<BackupInfo> writeBackup(Vault &vault, store::Connection &db, const std::filesystem::path &target,
                               const BackupProgress &progress)
{
    INDARO_TRY(sync::refuseTraining(db));
    const Vault::State &state = VaultAccess::state(vault);
    const SecretBytes backupKey = crypto::randomSecret(crypto::KeySize);
    INDARO_TRY_ASSIGN(auto device, sync::findMeta(db, sync::meta::DeviceId));
    INDARO_TRY_ASSIGN(const BackupHeader header, makeHeader(state, device.value_or(base::Bytes()), backupKey));
    const TemporaryDatabase temporary(state.folder / "backup.tmp");
    const auto copied = db.backupTo(temporary.path(), innerKeyOf(backupKey), [&](int done, int total) {
        return !progress || progress(total > 0 ? 300 * done / total : 0);
    });
    if (!copied) // no room for the copy: nothing of the vault itself failed to be saved, so not the store's code
        return copied.error().code == Errc::DiskFull ? Error(Errc::DiskFull) : copied.error();
    const auto path = freeName(target, header.createdUtc);
    INDARO_TRY_ASSIGN(const crypto::Digest written,
                      writeBackupFile(path, header, backupKey, temporary.path(), part(progress, 300, 700)));
    const auto readBack = digestOfBackup(path, backupKey, part(progress, 700, 1000));
    if (!readBack || *readBack != written) {
        std::error_code ec;
        std::filesystem::remove(path, ec);
        return Error(readBack || readBack.error().code != Errc::Cancelled ? Errc::BackupVerifyFailed : Errc::Cancelled);
    }
    return infoOf(header, path);
}

Result<BackupInfo> readBackupHeader(const std::filesystem::path &file)
{
    INDARO_TRY_ASSIGN(const BackupHeader header, readHeader(file));
    return infoOf(header, file);
}

Result<BackupInfo> verifyBackup(const VaultEnvironment &environment, const std::filesystem::path &file, const BackupKey &key,
                                const std::filesystem::path &scratch, const BackupProgress &progress)
{
    INDARO_TRY_ASSIGN(const OpenedBackup opened, openBackup(environment, file, key));
    INDARO_TRY(testOpen(file, opened.backupKey, scratch, progress));
    return infoOf(opened.header, file);
}

Result<BackupInfo> verifyBackup(Vault &vault, const std::filesystem::path &file, const BackupProgress &progress)
{
    const Vault::State &state = VaultAccess::state(vault);
    INDARO_TRY_ASSIGN(const BackupHeader header, readHeader(file));
    INDARO_TRY_ASSIGN(const SecretBytes key, keyFor(state, header));
    INDARO_TRY(testOpen(file, key, state.folder, progress));
    return infoOf(header, file);
}

Result<CreatedVault> restoreBackup(const VaultEnvironment &environment, const std::filesystem::path &file,
                                   const std::filesystem::path &folder, const BackupKey &key, const BackupProgress &progress)
{
    const auto *cards = std::get_if<CardsKey>(&key);
    if (cards != nullptr) {
        INDARO_TRY(checkLabel(cards->label));
        INDARO_TRY(checkPassphrase(cards->newPassphrase));
    }
    INDARO_TRY_ASSIGN(OpenedBackup opened, openBackup(environment, file, key));
    INDARO_TRY_ASSIGN(auto unfinished, UnfinishedVault::start(folder));
    const SecretBytes vaultKey = crypto::randomSecret(crypto::KeySize);
    NewRecoveryKit recovery = makeRecoveryKit();
    INDARO_TRY_ASSIGN(SlotFile slots, slotsForRestore(opened.header, vaultKey, recovery));
    if (cards != nullptr) {
        Keyslot *slot = slots.find(opened.label);
        const auto user = slot != nullptr ? slot->id : sync::UserId::make(environment.random);
        INDARO_TRY_ASSIGN(auto account,
                          makeKeyslot(slots.vaultId, user, opened.label, cards->newPassphrase, environment.kdf));
        INDARO_TRY_ASSIGN(account.slot.sealedKey, crypto::sealTo(account.keys.publicKey, vaultKey.view()));
        opened.userKeys = std::move(account.keys);
        if (slot != nullptr)
            *slot = std::move(account.slot);
        else
            slots.keyslots.push_back(std::move(account.slot));
    }
    INDARO_TRY(extractBackup(file, opened.backupKey, databasePath(folder), progress));
    INDARO_TRY_ASSIGN(auto db, importDatabase(environment, folder, opened.backupKey, vaultKey));
    INDARO_TRY(writeSlotCopies(folder, slots, slotKeyOf(vaultKey), environment.interruption));
    if (environment.history) {
        INDARO_TRY_ASSIGN(const Anchor anchor, anchorOf(environment, slots, db));
        INDARO_TRY(writeAnchor(folder, anchor, vaultKey));
    }
    INDARO_TRY_ASSIGN(auto lock, unfinished.finish());
    const auto user = slots.find(opened.label)->id;
    auto state = std::make_unique<Vault::State>(environment, folder, std::move(lock), std::move(slots), vaultKey.clone(),
                                                std::move(*opened.userKeys), user);
    state->connection = std::move(db);
    state->isByCards = cards != nullptr;
    return CreatedVault{VaultAccess::make(std::move(state)), std::move(recovery.kit)};
}

Result<int> pruneBackups(Vault &vault, const std::filesystem::path &folder)
{
    const VaultId vaultId = VaultAccess::state(vault).slots.vaultId; // never changes
    std::vector<BackupInfo> mine;
    std::error_code ec;
    for (const auto &entry : std::filesystem::directory_iterator(folder, ec)) {
        if (entry.path().extension() != ".bak")
            continue;
        // What cannot be read is left alone: it may be another shelter's, or worth rescuing.
        if (const auto header = readHeader(entry.path()); header && header->vaultId == vaultId)
            mine.push_back(infoOf(*header, entry.path()));
    }
    int removed = 0;
    for (const BackupInfo &info : backupsToPrune(std::move(mine))) {
        if (!std::filesystem::remove(info.file, ec) || ec)
            return Error(Errc::FileNotWritable);
        ++removed;
    }
    return removed;
}

} // namespace indaro::session
