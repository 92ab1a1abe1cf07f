// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/base/result.h"
#include "core/crypto/box.h"
#include "core/crypto/hash.h"
#include "core/crypto/kdf.h"
#include "core/sync/operation.h"

#include <array>
#include <filesystem>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace indaro::session {

using VaultId = base::Id<struct VaultTag>;

/// One account: its key pair's secret half sealed under its passphrase, and the keys sealed to its public half.
struct Keyslot
{
    sync::UserId id;
    std::string label;
    std::array<std::byte, crypto::SaltSize> salt{};
    crypto::KdfParameters kdf{};
    crypto::BoxPublicKey publicKey{};
    crypto::Digest commitment{};  ///< of the passphrase key
    base::Bytes sealedSecret;     ///< AEAD of the user's secret key
    base::Bytes sealedKey;        ///< vault key (in a backup: the backup's key); empty = disabled
    base::Bytes sealedPendingKey; ///< the next vault key while a change of keys is under way, else empty
    base::UtcMs disabledUtc = 0;  ///< when it was switched off; kept in slot files only

    [[nodiscard]] bool isDisabled() const noexcept { return sealedKey.empty(); }
};

/// The recovery cards' public half as one more recipient.
struct RecoverySlot
{
    std::string kitNumber;
    crypto::BoxPublicKey publicKey{};
    base::Bytes sealedKey;
    base::Bytes sealedPendingKey;
};

struct SlotFile
{
    VaultId vaultId;
    std::uint64_t generation = 0;
    bool mustRenewKit = false;
    base::UtcMs secondPersonUntil = 0; ///< until then a second person is needed even if nobody else can sign in
    RecoverySlot recovery;
    std::vector<Keyslot> keyslots;
    bool isTraining = false; ///< a vault to practise in (sync/training_mark.h); set when it is made, covered by the MAC

    [[nodiscard]] Keyslot *find(std::string_view label);
    [[nodiscard]] std::size_t activeCount() const;
    [[nodiscard]] bool isRotating() const noexcept { return !recovery.sealedPendingKey.empty(); }
};

inline constexpr std::size_t LabelLimit = 40; ///< characters

/// A new account sealed under a passphrase; `sealedKey` is left empty. Errors: KdfOutOfMemory, KdfParametersRefused.
struct NewKeyslot
{
    Keyslot slot;
    crypto::BoxKeyPair keys;
};
[[nodiscard]] base::Result<NewKeyslot> makeKeyslot(const VaultId &vault, const sync::UserId &id, std::string_view label,
                                                   const base::SecretBytes &passphrase, const crypto::KdfPolicy &policy);
/// Seals an existing key pair under another passphrase (new salt, parameters of today). Errors: as makeKeyslot.
[[nodiscard]] base::Result<void> sealUnderPassphrase(const VaultId &vault, Keyslot &slot, const crypto::BoxKeyPair &keys,
                                                     const base::SecretBytes &passphrase, const crypto::KdfPolicy &policy);
/// Errors: WrongPassphrase (also when the slot was changed), KdfOutOfMemory, KdfParametersRefused.
[[nodiscard]] base::Result<crypto::BoxKeyPair>
openKeyslot(const VaultId &vault, const Keyslot &slot, const base::SecretBytes &passphrase, const crypto::KdfPolicy &policy);

/// Shared by slot files and backup headers.
void encodeKeyslot(base::ByteWriter &out, const Keyslot &slot);
[[nodiscard]] base::Result<Keyslot> decodeKeyslot(base::ByteReader &in);
void encodeRecovery(base::ByteWriter &out, const RecoverySlot &slot);
[[nodiscard]] base::Result<RecoverySlot> decodeRecovery(base::ByteReader &in);

/// One copy read from disk: whole by its checksum, not yet authenticated.
struct SlotCopy
{
    SlotFile slots;
    base::Bytes body; ///< what the MAC covers
    crypto::Digest mac{};
};
[[nodiscard]] base::Bytes encodeSlotFile(const SlotFile &slots, const base::SecretBytes &slotKey);
/// Errors: SlotsDamaged, SlotsTooNew.
[[nodiscard]] base::Result<SlotCopy> decodeSlotFile(base::ByteView bytes);
[[nodiscard]] bool isAuthentic(const SlotCopy &copy, const base::SecretBytes &slotKey);

struct SlotCopies
{
    std::vector<SlotCopy> whole; ///< one or two, newest generation first
    bool isOneDamaged = false;   ///< damaged, missing, or an older generation than the other
};
/// Errors: VaultNotFound, SlotsDamaged (no whole copy), SlotsTooNew.
[[nodiscard]] base::Result<SlotCopies> readSlotCopies(const std::filesystem::path &folder);
/// Raises the generation and writes both copies, each durably before the next is touched. When the second cannot be
/// written the first already counts: that is logged and mended at the next unlock. Errors: DiskFull, FileNotWritable.
[[nodiscard]] base::Result<void> writeSlotCopies(const std::filesystem::path &folder, SlotFile &slots,
                                                 const base::SecretBytes &slotKey,
                                                 const std::function<base::Result<void>(std::string_view)> &interruption);

} // namespace indaro::session
