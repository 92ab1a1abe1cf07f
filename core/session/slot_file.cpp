// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/session/slot_file.h"

#include "core/base/file.h"
#include "core/base/log.h"
#include "core/crypto/aead.h"
#include "core/crypto/system_random.h"

#include <algorithm>

namespace indaro::session {

using base::ByteReader;
using base::Bytes;
using base::ByteView;
using base::ByteWriter;
using base::Errc;
using base::Error;
using base::Result;
using base::SecretBytes;

namespace {

constexpr std::string_view Magic = "IDSL";
constexpr std::uint16_t Version = 1;
constexpr std::uint16_t FlagMustRenewKit = 1;
constexpr std::uint16_t FlagTraining = 2;
constexpr std::size_t FileLimit = std::size_t{1} << 20;
constexpr std::uint32_t KeyslotLimit = 500;
constexpr std::size_t SealedKeySize = crypto::KeySize + crypto::SealOverhead;
constexpr std::size_t SealedSecretSize = crypto::AeadNonceSize + crypto::KeySize + crypto::AeadTagSize;
constexpr std::size_t KitNumberSize = 6;
constexpr std::size_t DigestSize = sizeof(crypto::Digest);

/// Everything in the slot that is not sealed: a change of any of it makes the passphrase fail.
Bytes associatedData(const VaultId &vault, const Keyslot &slot)
{
    ByteWriter out;
    out.text("indaro keyslot v1");
    out.raw(vault.bytes());
    out.raw(slot.id.bytes());
    out.text(slot.label);
    out.raw(slot.salt);
    out.u64(slot.kdf.memoryBytes);
    out.u32(slot.kdf.passes);
    out.raw(slot.publicKey);
    out.raw(slot.commitment);
    return std::move(out).take();
}

template <std::size_t N> void readArray(ByteReader &in, std::array<std::byte, N> &out)
{
    const ByteView bytes = in.raw(N);
    if (bytes.size() == N)
        std::copy(bytes.begin(), bytes.end(), out.begin());
}

Bytes copyOf(ByteView bytes)
{
    return Bytes(bytes.begin(), bytes.end());
}

bool isSealedKeyOrEmpty(const Bytes &bytes)
{
    return bytes.empty() || bytes.size() == SealedKeySize;
}

crypto::Digest checksum(ByteView bytes)
{
    crypto::Hasher hasher;
    hasher.update(base::asBytes("indaro slot checksum v1"));
    hasher.update(bytes);
    return hasher.finish();
}

std::filesystem::path copyPath(const std::filesystem::path &folder, std::size_t copy)
{
    return folder / (copy == 0 ? "slots.a" : "slots.b");
}

} // namespace

Keyslot *SlotFile::find(std::string_view label)
{
    const auto found = std::find_if(keyslots.begin(), keyslots.end(), [&](const Keyslot &s) { return s.label == label; });
    return found == keyslots.end() ? nullptr : &*found;
}

std::size_t SlotFile::activeCount() const
{
    return static_cast<std::size_t>(
        std::count_if(keyslots.begin(), keyslots.end(), [](const Keyslot &s) { return !s.isDisabled(); }));
}

Result<void> sealUnderPassphrase(const VaultId &vault, Keyslot &slot, const crypto::BoxKeyPair &keys,
                                 const SecretBytes &passphrase, const crypto::KdfPolicy &policy)
{
    Keyslot next = slot;
    crypto::SystemRandom().fill(next.salt);
    next.kdf = policy.standard;
    next.publicKey = keys.publicKey;
    INDARO_TRY_ASSIGN(const SecretBytes key, crypto::deriveFromPassphrase(passphrase, next.salt, next.kdf, policy));
    next.commitment = crypto::keyCommitment(key, "slot commit");
    next.sealedSecret = crypto::sealAead(key, keys.secretKey.view(), associatedData(vault, next));
    slot = std::move(next);
    return {};
}

Result<NewKeyslot> makeKeyslot(const VaultId &vault, const sync::UserId &id, std::string_view label,
                               const SecretBytes &passphrase, const crypto::KdfPolicy &policy)
{
    NewKeyslot made{Keyslot{id, std::string(label), {}, {}, {}, {}, {}, {}, {}, 0}, crypto::makeBoxKeyPair()};
    INDARO_TRY(sealUnderPassphrase(vault, made.slot, made.keys, passphrase, policy));
    return made;
}

Result<crypto::BoxKeyPair> openKeyslot(const VaultId &vault, const Keyslot &slot, const SecretBytes &passphrase,
                                       const crypto::KdfPolicy &policy)
{
    INDARO_TRY_ASSIGN(const SecretBytes key, crypto::deriveFromPassphrase(passphrase, slot.salt, slot.kdf, policy));
    if (!crypto::equalConstantTime(crypto::keyCommitment(key, "slot commit"), slot.commitment))
        return Error(Errc::WrongPassphrase);
    auto secret = crypto::openAead(key, slot.sealedSecret, associatedData(vault, slot));
    if (!secret || secret->size() != crypto::KeySize)
        return Error(Errc::WrongPassphrase);
    crypto::BoxKeyPair pair{crypto::boxPublicKeyOf(*secret), std::move(*secret)};
    if (pair.publicKey != slot.publicKey)
        return Error(Errc::WrongPassphrase);
    return pair;
}

void encodeKeyslot(ByteWriter &out, const Keyslot &slot)
{
    out.raw(slot.id.bytes());
    out.text(slot.label);
    out.raw(slot.salt);
    out.u64(slot.kdf.memoryBytes);
    out.u32(slot.kdf.passes);
    out.raw(slot.publicKey);
    out.raw(slot.commitment);
    out.blob(slot.sealedSecret);
    out.blob(slot.sealedKey);
    out.blob(slot.sealedPendingKey);
}

Result<Keyslot> decodeKeyslot(ByteReader &in)
{
    const auto id = sync::UserId::fromBytes(in.raw(sync::UserId::Size));
    if (!id)
        return Error(Errc::SlotsDamaged);
    Keyslot slot{*id, in.text(), {}, {}, {}, {}, {}, {}, {}};
    readArray(in, slot.salt);
    slot.kdf.memoryBytes = in.u64();
    slot.kdf.passes = in.u32();
    readArray(in, slot.publicKey);
    readArray(in, slot.commitment);
    slot.sealedSecret = copyOf(in.blob());
    slot.sealedKey = copyOf(in.blob());
    slot.sealedPendingKey = copyOf(in.blob());
    if (!in.isValid() || slot.label.empty() || slot.label.size() > LabelLimit * 4 ||
        slot.sealedSecret.size() != SealedSecretSize || !isSealedKeyOrEmpty(slot.sealedKey) ||
        !isSealedKeyOrEmpty(slot.sealedPendingKey))
        return Error(Errc::SlotsDamaged);
    return slot;
}

void encodeRecovery(ByteWriter &out, const RecoverySlot &slot)
{
    out.text(slot.kitNumber);
    out.raw(slot.publicKey);
    out.blob(slot.sealedKey);
    out.blob(slot.sealedPendingKey);
}

Result<RecoverySlot> decodeRecovery(ByteReader &in)
{
    RecoverySlot slot;
    slot.kitNumber = in.text();
    readArray(in, slot.publicKey);
    slot.sealedKey = copyOf(in.blob());
    slot.sealedPendingKey = copyOf(in.blob());
    if (!in.isValid() || slot.kitNumber.size() != KitNumberSize || slot.sealedKey.size() != SealedKeySize ||
        !isSealedKeyOrEmpty(slot.sealedPendingKey))
        return Error(Errc::SlotsDamaged);
    return slot;
}

Bytes encodeSlotFile(const SlotFile &slots, const SecretBytes &slotKey)
{
    ByteWriter out;
    out.raw(base::asBytes(Magic));
    out.u16(Version);
    out.u16(static_cast<std::uint16_t>((slots.mustRenewKit ? FlagMustRenewKit : 0) | (slots.isTraining ? FlagTraining : 0)));
    out.raw(slots.vaultId.bytes());
    out.u64(slots.generation);
    out.u64(static_cast<std::uint64_t>(slots.secondPersonUntil));
    encodeRecovery(out, slots.recovery);
    out.u32(static_cast<std::uint32_t>(slots.keyslots.size()));
    for (const Keyslot &slot : slots.keyslots) {
        encodeKeyslot(out, slot);
        out.u64(static_cast<std::uint64_t>(slot.disabledUtc));
    }
    out.raw(crypto::mac(slotKey, out.bytes()));
    out.raw(checksum(out.bytes()));
    return std::move(out).take();
}

Result<SlotCopy> decodeSlotFile(ByteView bytes)
{
    if (bytes.size() < Magic.size() + 2 * DigestSize || base::asText(bytes.first(Magic.size())) != Magic)
        return Error(Errc::SlotsDamaged);
    const ByteView covered = bytes.first(bytes.size() - DigestSize);
    if (!crypto::equalConstantTime(checksum(covered), bytes.last(DigestSize)))
        return Error(Errc::SlotsDamaged);
    const ByteView body = covered.first(covered.size() - DigestSize);
    ByteReader in(body);
    in.raw(Magic.size());
    if (const std::uint16_t version = in.u16(); version != Version)
        return Error(version > Version ? Errc::SlotsTooNew : Errc::SlotsDamaged, {{"version", version}});
    const std::uint16_t flags = in.u16();
    const auto vaultId = VaultId::fromBytes(in.raw(VaultId::Size));
    if (!vaultId || flags > (FlagMustRenewKit | FlagTraining))
        return Error(Errc::SlotsDamaged);
    SlotCopy copy{SlotFile{*vaultId, in.u64(), (flags & FlagMustRenewKit) != 0, 0, {}, {}}, copyOf(body), {}};
    copy.slots.isTraining = (flags & FlagTraining) != 0;
    copy.slots.secondPersonUntil = static_cast<base::UtcMs>(in.u64());
    INDARO_TRY_ASSIGN(copy.slots.recovery, decodeRecovery(in));
    const std::uint32_t count = in.u32();
    if (count == 0 || count > KeyslotLimit)
        return Error(Errc::SlotsDamaged);
    for (std::uint32_t i = 0; i < count; ++i) {
        INDARO_TRY_ASSIGN(Keyslot slot, decodeKeyslot(in));
        slot.disabledUtc = static_cast<base::UtcMs>(in.u64());
        if (copy.slots.find(slot.label) != nullptr)
            return Error(Errc::SlotsDamaged);
        copy.slots.keyslots.push_back(std::move(slot));
    }
    if (!in.isValid() || !in.atEnd())
        return Error(Errc::SlotsDamaged);
    const ByteView mac = covered.last(DigestSize);
    std::copy(mac.begin(), mac.end(), copy.mac.begin());
    return copy;
}

bool isAuthentic(const SlotCopy &copy, const SecretBytes &slotKey)
{
    return crypto::equalConstantTime(crypto::mac(slotKey, copy.body), copy.mac);
}

Result<SlotCopies> readSlotCopies(const std::filesystem::path &folder)
{
    SlotCopies copies;
    int missing = 0;
    for (std::size_t i = 0; i < 2; ++i) {
        const auto bytes = base::readFile(copyPath(folder, i), FileLimit);
        if (!bytes) {
            missing += bytes.error().code == Errc::FileNotFound ? 1 : 0;
            copies.isOneDamaged = true;
            continue;
        }
        auto copy = decodeSlotFile(*bytes);
        if (copy) {
            copies.whole.push_back(std::move(*copy));
            continue;
        }
        if (copy.error().code == Errc::SlotsTooNew)
            return copy.error();
        copies.isOneDamaged = true;
    }
    if (copies.whole.empty()) {
        std::error_code ec;
        const bool hasDatabase = std::filesystem::exists(folder / "vault.db", ec);
        return Error(missing == 2 && !hasDatabase ? Errc::VaultNotFound : Errc::SlotsDamaged);
    }
    if (copies.whole.size() == 2) {
        if (copies.whole[0].slots.generation < copies.whole[1].slots.generation)
            std::swap(copies.whole[0], copies.whole[1]);
        copies.isOneDamaged = copies.whole[0].body != copies.whole[1].body;
    }
    return copies;
}

Result<void> writeSlotCopies(const std::filesystem::path &folder, SlotFile &slots, const SecretBytes &slotKey,
                             const std::function<Result<void>(std::string_view)> &interruption)
{
    SlotFile next = slots;
    ++next.generation;
    const Bytes bytes = encodeSlotFile(next, slotKey);
    INDARO_TRY(base::writeFileDurably(copyPath(folder, 0), bytes));
    slots = std::move(next);
    if (interruption)
        INDARO_TRY(interruption("slots.a written"));
    if (const auto second = base::writeFileDurably(copyPath(folder, 1), bytes); !second)
        base::logError("slots.b", second.error());
    return {};
}

} // namespace indaro::session
