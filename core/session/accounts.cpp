// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/session/vault.h"

#include "core/base/log.h"
#include "core/crypto/system_random.h"
#include "core/session/attempts.h"
#include "core/session/passphrase.h"
#include "core/session/vault_state.h"

#include <algorithm>

/// Accounts of an open vault, and who has to agree to what.
namespace indaro::session {

using base::Errc;
using base::Error;
using base::Result;
using base::SecretBytes;

namespace {

/// The label as an eye reads it: "aline", " Aline" and "ALINE" would stand side by side on the sign-in page. Small letters
/// for ASCII and for the accented letters of French (U+00C0 … U+00DE); other writing is compared as it is.
std::string asRead(std::string_view label)
{
    std::string read;
    for (std::size_t i = 0; i < label.size(); ++i) {
        auto byte = static_cast<unsigned char>(label[i]);
        const bool followsLatin1 = i > 0 && static_cast<unsigned char>(label[i - 1]) == 0xC3;
        if ((byte >= 'A' && byte <= 'Z') || (followsLatin1 && byte >= 0x80 && byte <= 0x9E && byte != 0x97))
            byte += 0x20;
        if (byte != ' ' || (!read.empty() && read.back() != ' '))
            read.push_back(static_cast<char>(byte));
    }
    if (!read.empty() && read.back() == ' ')
        read.pop_back();
    return read;
}

bool looksLike(std::string_view one, std::string_view other)
{
    return asRead(one) == asRead(other);
}

constexpr std::int64_t SecondPersonMs = std::int64_t{SecondPersonDays} * 24 * 60 * 60 * 1000;
} // namespace

std::string Approval::auditDetail() const
{
    if (m_second)
        return "with " + m_second->toText();
    return m_isByCards ? "by cards" : "alone";
}

SecondPersonRule Vault::State::secondPersonRule() const
{
    SecondPersonRule rule;
    for (const Keyslot &slot : slots.keyslots) {
        if (!slot.isDisabled() && slot.id != user)
            rule.labels.push_back(slot.label);
    }
    // A clock that was set back never ends the rule early.
    const bool isRemembered = environment->clock.nowUtc() < slots.secondPersonUntil;
    rule.isNeeded = !rule.labels.empty() || isRemembered;
    rule.until = rule.labels.empty() && isRemembered ? slots.secondPersonUntil : 0;
    return rule;
}

void Vault::State::noteFewerAccounts(SlotFile &next) const
{
    next.secondPersonUntil = std::max(next.secondPersonUntil, environment->clock.nowUtc() + SecondPersonMs);
}

SecondPersonRule Vault::secondPersonRule() const
{
    const std::lock_guard guard(m_state->mutex);
    return m_state->secondPersonRule();
}

Result<Approval> Vault::approveAlone() const
{
    const std::lock_guard guard(m_state->mutex);
    if (m_state->isByCards)
        return Approval(std::nullopt, true);
    if (const auto rule = m_state->secondPersonRule(); rule.isNeeded)
        return Error(Errc::SecondPersonNeeded, {{"until", rule.until}});
    return Approval(std::nullopt, false);
}

Result<Approval> Vault::approveWith(std::string_view label, const SecretBytes &passphrase)
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
    INDARO_TRY(checkDelay(m_state->folder, slot->id, environment.clock.nowUtc()));
    const auto keys = openKeyslot(m_state->slots.vaultId, *slot, passphrase, environment.kdf);
    if (!keys)
        return keys.error().code == Errc::WrongPassphrase
                   ? countFailure(m_state->folder, slot->id, environment.clock.nowUtc())
                   : keys.error();
    clearFailures(m_state->folder, slot->id);
    return Approval(slot->id, false);
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

Result<sync::UserId> Vault::addAccount(std::string_view label, const SecretBytes &passphrase, const Approval &)
{
    const std::lock_guard guard(m_state->mutex);
    INDARO_TRY(checkLabel(label));
    INDARO_TRY(checkPassphrase(passphrase));
    SlotFile next = m_state->slots;
    if (std::ranges::any_of(next.keyslots, [&](const Keyslot &slot) { return looksLike(slot.label, label); }))
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
    INDARO_TRY(checkDelay(m_state->folder, slot->id, environment.clock.nowUtc()));
    auto keys = openKeyslot(slots.vaultId, *slot, present, environment.kdf);
    if (!keys)
        return keys.error().code == Errc::WrongPassphrase
                   ? countFailure(m_state->folder, slot->id, environment.clock.nowUtc())
                   : keys.error();
    INDARO_TRY(sealUnderPassphrase(slots.vaultId, *slot, *keys, next, environment.kdf));
    clearFailures(m_state->folder, slot->id);
    return m_state->save(std::move(slots));
}

Result<void> Vault::disableAccount(std::string_view label)
{
    const std::lock_guard guard(m_state->mutex);
    SlotFile next = m_state->slots;
    Keyslot *slot = next.find(label);
    if (slot == nullptr)
        return Error(Errc::UnknownUser);
    if (slot->isDisabled())
        return {};
    if (next.activeCount() < 2)
        return Error(Errc::LastUser);
    slot->sealedKey.clear();
    slot->disabledUtc = m_state->environment->clock.nowUtc();
    m_state->noteFewerAccounts(next);
    return m_state->save(std::move(next));
}

Result<void> Vault::enableAccount(std::string_view label, const Approval *approval)
{
    const std::lock_guard guard(m_state->mutex);
    SlotFile next = m_state->slots;
    Keyslot *slot = next.find(label);
    if (slot == nullptr)
        return Error(Errc::UnknownUser);
    if (!slot->isDisabled())
        return {};
    // Taking back what was done lately needs nobody: it only brings a possible second person back.
    const bool isLate = m_state->environment->clock.nowUtc() >= slot->disabledUtc + SecondPersonMs;
    if (approval == nullptr && isLate && !m_state->isByCards && m_state->secondPersonRule().isNeeded)
        return Error(Errc::SecondPersonNeeded);
    INDARO_TRY_ASSIGN(slot->sealedKey, crypto::sealTo(slot->publicKey, m_state->vaultKey.view()));
    slot->disabledUtc = 0;
    return m_state->save(std::move(next));
}

Result<void> Vault::removeAccount(std::string_view label, store::Connection &db, const Approval &approval)
{
    const std::lock_guard guard(m_state->mutex);
    SlotFile next = m_state->slots;
    const Keyslot *gone = next.find(label);
    if (gone == nullptr)
        return Error(Errc::UnknownUser);
    if (gone->id == m_state->user)
        return Error(Errc::InvalidArgument, {{"what", std::string("oneself")}});
    if (gone->id == approval.m_second)
        return Error(Errc::SecondPersonNeeded);
    if (!gone->isDisabled() && next.activeCount() < 2)
        return Error(Errc::LastUser);
    if (!gone->isDisabled())
        m_state->noteFewerAccounts(next);
    SecretBytes newKey = crypto::randomSecret(crypto::KeySize);
    std::erase_if(next.keyslots, [&](const Keyslot &slot) { return slot.label == label; });
    for (Keyslot &slot : next.keyslots) {
        if (slot.isDisabled())
            continue;
        INDARO_TRY_ASSIGN(slot.sealedPendingKey, crypto::sealTo(slot.publicKey, newKey.view()));
    }
    INDARO_TRY_ASSIGN(next.recovery.sealedPendingKey, crypto::sealTo(next.recovery.publicKey, newKey.view()));
    // 1. Both keys are in the slots, still under the old one. From here a power cut is finished at the next
    // unlock.
    INDARO_TRY(m_state->save(std::move(next)));
    INDARO_TRY(m_state->interrupt("before rekey"));
    // 2. One transaction of SQLCipher's: before its end the file answers to the old key, after it to the new
    // one.
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
    // The anchor is of the new key before the slots are: whichever cut comes, one of the keys at hand reads
    // it.
    if (m_state->environment->history) {
        const auto written = [&]() -> Result<void> {
            INDARO_TRY_ASSIGN(const Anchor anchor, anchorOf(*m_state->environment, m_state->slots, db));
            return writeAnchor(m_state->folder, anchor, newKey);
        }();
        if (!written)
            base::logError("anchor", written.error());
        m_state->anchor.reset();
    }
    // 3. The new key becomes the key.
    auto promoted = promotePendingKey(m_state->folder, m_state->slots, newKey, *m_state->environment);
    m_state->vaultKey = std::move(newKey);
    return promoted;
}

} // namespace indaro::session
