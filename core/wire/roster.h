// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/base/result.h"
#include "core/crypto/box.h"
#include "core/crypto/hash.h"
#include "core/crypto/sign.h"
#include "core/wire/ids.h"
#include "core/wire/limits.h"

#include <optional>
#include <string>
#include <vector>

/// The signed, hash-chained list of a shelter's devices, users, epochs and servers. Every block holds the
/// whole state and no name of anybody. Layout and rules in PROTOCOL.md.
namespace indaro::wire {

inline constexpr std::string_view RosterContext = "indaro/v1/roster";

/// Where a revoked device's stream ends: its envelopes after `number` go to quarantine.
struct Cut
{
    Stream stream;
    std::uint64_t number;
    crypto::Digest hash; ///< of that envelope
    friend bool operator==(const Cut &, const Cut &) = default;
};

struct RosterDevice
{
    DeviceId id;
    crypto::SignPublicKey signKey{};
    crypto::BoxPublicKey boxKey{};
    GroupMask groups = 0;
    bool isAdmin = false;
    bool isRevoked = false;
    std::vector<Cut> cuts; ///< of a revoked one, streams rising; a stream not listed ends before its first envelope
    friend bool operator==(const RosterDevice &, const RosterDevice &) = default;
};

namespace rights {
inline constexpr std::uint8_t Enrol = 1;  ///< add devices and users, change what they may, name servers
inline constexpr std::uint8_t Revoke = 2; ///< shut a device out, take rights away
inline constexpr std::uint8_t Erase = 4;  ///< drop old epochs
inline constexpr std::uint8_t All = 7;
} // namespace rights

struct RosterUser
{
    UserId id;
    std::uint8_t rights = 0;
    GroupMask groups = 0; ///< compartments the user may open; no rights and no groups = disabled
    friend bool operator==(const RosterUser &, const RosterUser &) = default;
};

inline constexpr std::size_t SealedKeySize = 80; ///< crypto_box_seal of a 32-byte key
using SealedKey = std::array<std::byte, SealedKeySize>;

struct RosterEpoch
{
    Group group;
    std::uint32_t number; ///< from 1; 0: taken over from a branch that nobody joins, older than all others
    crypto::Digest keyId;
    struct ForDevice
    {
        DeviceId device;
        SealedKey sealed;
        friend bool operator==(const ForDevice &, const ForDevice &) = default;
    };
    std::vector<ForDevice> devices; ///< device ids rising
    struct ForRecovery
    {
        crypto::BoxPublicKey key;
        SealedKey sealed;
        friend bool operator==(const ForRecovery &, const ForRecovery &) = default;
    };
    std::optional<ForRecovery> recovery;
    friend bool operator==(const RosterEpoch &, const RosterEpoch &) = default;
};

struct RosterServer
{
    crypto::SignPublicKey signKey{}; ///< of its receipts
    std::string url;                 ///< UTF-8, at most MaxUrl bytes
    friend bool operator==(const RosterServer &, const RosterServer &) = default;
};

/// Everything but who says it: what two branches have to agree on again.
struct RosterState
{
    std::vector<RosterDevice> devices; ///< ids rising; never shorter than in a parent
    std::vector<RosterUser> users;     ///< ids rising; never shorter than in a parent
    std::vector<RosterEpoch> epochs;   ///< (group, number, key id) rising
    std::optional<crypto::BoxPublicKey> recoveryKey;
    std::vector<RosterServer> servers; ///< keys rising
    friend bool operator==(const RosterState &, const RosterState &) = default;

    [[nodiscard]] const RosterDevice *device(const DeviceId &id) const;
    [[nodiscard]] const RosterUser *user(const UserId &id) const;
    /// What a writer seals with: greatest (number, key id) of the group; null when the group has none.
    [[nodiscard]] const RosterEpoch *newestEpoch(Group group) const;
    [[nodiscard]] const RosterEpoch *epochOf(const crypto::Digest &keyId) const;
};

struct RosterBlock
{
    ShelterId shelter;
    std::uint64_t seq;                   ///< 1 for the first, else 1 + the greatest of the parents
    std::vector<crypto::Digest> parents; ///< none, one or two; rising
    DeviceId issuer;
    UserId author;    ///< the user whose rights the change needs
    base::UtcMs time; ///< a label
    RosterState state;
};

struct SignedRosterBlock
{
    RosterBlock block;
    crypto::Signature signature{};
    crypto::Digest hash{}; ///< of everything before the signature
    base::Bytes bytes;     ///< the whole block as it travels
};

/// Encodes and signs. Errors: WireTooLarge; InvalidArgument when the state is not in canonical order.
[[nodiscard]] base::Result<SignedRosterBlock> signRosterBlock(const RosterBlock &block, const crypto::SignKeyPair &keys);
/// Form only: exactly one block. Errors: WireDamaged (what=…), WireTooNew, WireTooLarge.
[[nodiscard]] base::Result<SignedRosterBlock> parseRosterBlock(base::ByteView bytes);

} // namespace indaro::wire
