// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/session/vault.h"

#include "core/crypto/system_random.h"
#include "core/session/attempts.h"
#include "core/session/passphrase.h"
#include "core/session/vault_state.h"

#include <algorithm>

namespace indaro::session {

using base::Errc;
using base::Error;
using base::Result;
using base::SecretBytes;

Vault::Vault(std::unique_ptr<State> state) : m_state(std::move(state)) {}
Vault::Vault(Vault &&) noexcept = default;
Vault &Vault::operator=(Vault &&) noexcept = default;
Vault::~Vault() = default;

std::string Vault::State::userLabel() const
{
    for (const Keyslot &slot : slots.keyslots) {
        if (slot.id == user)
            return slot.label;
    }
    return {};
}

Result<void> Vault::State::save(SlotFile next)
{
    INDARO_TRY(interrupt("before slots"));
    // Taken over even when an interruption is reported between the copies: the first copy already counts.
    const std::uint64_t generation = next.generation;
    auto written = writeSlotCopies(folder, next, slotKeyOf(vaultKey), environment->interruption);
    if (next.generation != generation)
        slots = std::move(next);
    return written;
}

Result<void> checkLabel(std::string_view label)
{
    std::size_t characters = 0;
    bool hasContent = false;
    for (const char c : label) {
        const auto byte = static_cast<unsigned char>(c);
        if (byte < 0x20 || byte == 0x7F)
            return Error(Errc::InvalidArgument, {{"what", std::string("label")}});
        characters += (byte & 0xC0U) != 0x80U ? 1 : 0;
        hasContent = hasContent || c != ' ';
    }
    if (!hasContent || characters > LabelLimit || label.size() > LabelLimit * 4)
        return Error(Errc::InvalidArgument, {{"what", std::string("label")}});
    return {};
}

Result<void> promotePendingKey(const std::filesystem::path &folder, SlotFile &slots, const SecretBytes &pendingKey,
                               const VaultEnvironment &environment)
{
    // In memory first: if writing fails, what is saved next must already be under the new key.
    slots.recovery.sealedKey = std::exchange(slots.recovery.sealedPendingKey, {});
    for (Keyslot &slot : slots.keyslots)
        slot.sealedKey = std::exchange(slot.sealedPendingKey, {});
    INDARO_TRY(writeSlotCopies(folder, slots, slotKeyOf(pendingKey), environment.interruption));
    std::error_code ec; // under the former key nobody can open it any more
    std::filesystem::remove(folder / "before-migration.db", ec);
    return {};
}

const std::filesystem::path &Vault::folder() const
{
    return m_state->folder;
}

sync::UserId Vault::userId() const
{
    return m_state->user;
}

std::string Vault::userLabel() const
{
    const std::lock_guard guard(m_state->mutex);
    return m_state->userLabel();
}

const UnlockReport &Vault::report() const
{
    return m_state->report;
}

store::Connection Vault::takeConnection()
{
    const std::lock_guard guard(m_state->mutex);
    INDARO_CHECK(m_state->connection.has_value());
    store::Connection connection = std::move(*m_state->connection);
    m_state->connection.reset();
    return connection;
}

bool Vault::mustRenewKit() const
{
    const std::lock_guard guard(m_state->mutex);
    return m_state->slots.mustRenewKit;
}

std::string Vault::kitNumber() const
{
    const std::lock_guard guard(m_state->mutex);
    return m_state->slots.recovery.kitNumber;
}

Result<RecoveryKit> Vault::renewRecoveryKit()
{
    const std::lock_guard guard(m_state->mutex);
    NewRecoveryKit made = makeRecoveryKit();
    SlotFile next = m_state->slots;
    next.mustRenewKit = true;
    next.recovery = {made.kit.kitNumber, made.publicKey, {}, {}};
    INDARO_TRY_ASSIGN(next.recovery.sealedKey, crypto::sealTo(made.publicKey, m_state->vaultKey.view()));
    INDARO_TRY(m_state->save(std::move(next)));
    return std::move(made.kit);
}

Result<void> Vault::confirmRecoveryKit(const RecoveryKit &kit, const SecretBytes &typed)
{
    const std::lock_guard guard(m_state->mutex);
    INDARO_TRY_ASSIGN(const RecoveryCard card, RecoveryCard::parse(typed));
    const bool isOfKit = std::any_of(kit.cards.begin(), kit.cards.end(), [&](const RecoveryCard &one) {
        return crypto::equalConstantTime(one.parts().view(), card.parts().view());
    });
    // The kit in hand must also be the one the slots answer to.
    INDARO_TRY_ASSIGN(const auto pair, joinCards(kit.cards[0], kit.cards[1]));
    if (!isOfKit || pair.publicKey != m_state->slots.recovery.publicKey)
        return Error(Errc::RecoveryWrongKit, {{"kit", m_state->slots.recovery.kitNumber}});
    if (!m_state->slots.mustRenewKit)
        return {};
    SlotFile next = m_state->slots;
    next.mustRenewKit = false;
    return m_state->save(std::move(next));
}

std::vector<AccountInfo> Vault::accounts() const
{
    const std::lock_guard guard(m_state->mutex);
    const Attempts attempts = Attempts::read(m_state->folder);
    std::vector<AccountInfo> accounts;
    for (const Keyslot &slot : m_state->slots.keyslots)
        accounts.push_back({slot.id, slot.label, slot.isDisabled(), attempts.failures(slot.id),
                            attempts.retryAfterMs(slot.id, m_state->environment->clock.nowUtc())});
    return accounts;
}

Result<sync::UserId> Vault::addAccount(std::string_view label, const SecretBytes &passphrase)
{
    const std::lock_guard guard(m_state->mutex);
    INDARO_TRY(checkLabel(label));
    INDARO_TRY(checkPassphrase(passphrase));
    SlotFile next = m_state->slots;
    if (next.find(label) != nullptr)
        return Error(Errc::UserExists);
    const auto user = sync::UserId::make(m_state->environment->random);
    INDARO_TRY_ASSIGN(auto account, makeKeyslot(next.vaultId, user, label, passphrase, m_state->environment->kdf));
    INDARO_TRY_ASSIGN(account.slot.sealedKey, crypto::sealTo(account.keys.publicKey, m_state->vaultKey.view()));
    next.keyslots.push_back(std::move(account.slot));
    INDARO_TRY(m_state->save(std::move(next)));
    return user;
}

Result<void> Vault::changePassphrase(std::string_view label, const SecretBytes &present, const SecretBytes &next)
{
    const std::lock_guard guard(m_state->mutex);
    INDARO_TRY(checkPassphrase(next));
    SlotFile slots = m_state->slots;
    Keyslot *slot = slots.find(label);
    if (slot == nullptr)
        return Error(Errc::UnknownUser);
    const auto &environment = *m_state->environment;
    auto keys = openKeyslot(slots.vaultId, *slot, present, environment.kdf);
    if (!keys)
        return keys.error().code == Errc::WrongPassphrase
                   ? countFailure(m_state->folder, slot->id, environment.clock.nowUtc())
                   : keys.error();
    INDARO_TRY(sealUnderPassphrase(slots.vaultId, *slot, *keys, next, environment.kdf));
    clearFailures(m_state->folder, slot->id);
    return m_state->save(std::move(slots));
}

Result<void> Vault::setAccountDisabled(std::string_view label, bool isDisabled)
{
    const std::lock_guard guard(m_state->mutex);
    SlotFile next = m_state->slots;
    Keyslot *slot = next.find(label);
    if (slot == nullptr)
        return Error(Errc::UnknownUser);
    if (slot->isDisabled() == isDisabled)
        return {};
    if (isDisabled) {
        if (next.activeCount() < 2)
            return Error(Errc::LastUser);
        slot->sealedKey.clear();
    } else {
        INDARO_TRY_ASSIGN(slot->sealedKey, crypto::sealTo(slot->publicKey, m_state->vaultKey.view()));
    }
    return m_state->save(std::move(next));
}

Result<void> Vault::removeAccount(std::string_view label, store::Connection &db)
{
    const std::lock_guard guard(m_state->mutex);
    SlotFile next = m_state->slots;
    const Keyslot *gone = next.find(label);
    if (gone == nullptr)
        return Error(Errc::UnknownUser);
    if (gone->id == m_state->user)
        return Error(Errc::InvalidArgument, {{"what", std::string("oneself")}});
    if (!gone->isDisabled() && next.activeCount() < 2)
        return Error(Errc::LastUser);
    SecretBytes newKey = crypto::randomSecret(crypto::KeySize);
    std::erase_if(next.keyslots, [&](const Keyslot &slot) { return slot.label == label; });
    for (Keyslot &slot : next.keyslots) {
        if (slot.isDisabled())
            continue;
        INDARO_TRY_ASSIGN(slot.sealedPendingKey, crypto::sealTo(slot.publicKey, newKey.view()));
    }
    INDARO_TRY_ASSIGN(next.recovery.sealedPendingKey, crypto::sealTo(next.recovery.publicKey, newKey.view()));
    // 1. Both keys are in the slots, still under the old one. From here a power cut is finished at the next unlock.
    INDARO_TRY(m_state->save(std::move(next)));
    INDARO_TRY(m_state->interrupt("before rekey"));
    // 2. One transaction of SQLCipher's: before its end the file answers to the old key, after it to the new one.
    if (auto rekeyed = db.rekey(databaseKeyOf(newKey)); !rekeyed) {
        SlotFile back = m_state->slots; // the old key stays; the removed account stays removed
        back.recovery.sealedPendingKey.clear();
        for (Keyslot &slot : back.keyslots)
            slot.sealedPendingKey.clear();
        m_state->slots = back; // even if it cannot be written: then the next unlock finishes the change instead
        INDARO_TRY(m_state->save(std::move(back)));
        return rekeyed;
    }
    INDARO_TRY(m_state->interrupt("after rekey"));
    // 3. The new key becomes the key.
    auto promoted = promotePendingKey(m_state->folder, m_state->slots, newKey, *m_state->environment);
    m_state->vaultKey = std::move(newKey);
    return promoted;
}

Result<sync::UserId> Vault::verifyPassphrase(std::string_view label, const SecretBytes &passphrase)
{
    const std::lock_guard guard(m_state->mutex);
    const Keyslot *slot = m_state->slots.find(label);
    if (slot == nullptr)
        return Error(Errc::UnknownUser);
    if (slot->id == m_state->user)
        return Error(Errc::SecondPersonNeeded);
    if (slot->isDisabled())
        return Error(Errc::UserDisabled);
    const auto &environment = *m_state->environment;
    const auto keys = openKeyslot(m_state->slots.vaultId, *slot, passphrase, environment.kdf);
    if (!keys)
        return keys.error().code == Errc::WrongPassphrase
                   ? countFailure(m_state->folder, slot->id, environment.clock.nowUtc())
                   : keys.error();
    clearFailures(m_state->folder, slot->id);
    return slot->id;
}

} // namespace indaro::session
