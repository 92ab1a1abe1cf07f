// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/session/vault.h"

#include "core/crypto/system_random.h"
#include "core/session/former_database.h"
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
    std::filesystem::remove(folder / FormerDatabaseName, ec);
    return {};
}

const std::filesystem::path &Vault::folder() const
{
    return m_state->folder;
}

bool Vault::isTraining() const
{
    const std::lock_guard guard(m_state->mutex);
    return m_state->slots.isTraining;
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

Result<RecoveryKit> Vault::State::makeNewKit()
{
    NewRecoveryKit made = makeRecoveryKit();
    SlotFile next = slots;
    next.mustRenewKit = true;
    next.recovery = {made.kit.kitNumber, made.publicKey, {}, {}};
    INDARO_TRY_ASSIGN(next.recovery.sealedKey, crypto::sealTo(made.publicKey, vaultKey.view()));
    INDARO_TRY(save(std::move(next)));
    return std::move(made.kit);
}

Result<RecoveryKit> Vault::renewRecoveryKit(const Approval &)
{
    const std::lock_guard guard(m_state->mutex);
    return m_state->makeNewKit();
}

Result<RecoveryKit> Vault::renewDueKit()
{
    const std::lock_guard guard(m_state->mutex);
    if (!m_state->slots.mustRenewKit)
        return Error(Errc::WrongState);
    return m_state->makeNewKit();
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

Result<void> Vault::keepAnchor(store::Connection &db)
{
    const std::unique_lock guard(m_state->mutex, std::try_to_lock); // the store thread waits for no key derivation
    if (!guard || !m_state->environment->history)
        return {};
    INDARO_TRY_ASSIGN(const Anchor anchor, anchorOf(*m_state->environment, m_state->slots, db));
    if (m_state->anchor == anchor)
        return {};
    INDARO_TRY(writeAnchor(m_state->folder, anchor, m_state->vaultKey));
    m_state->anchor = anchor;
    return {};
}

} // namespace indaro::session
