// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/base/secret_bytes.h"
#include "core/crypto/box.h"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace indaro::session {

/// Any two of three cards give the recovery secret, one gives nothing [security.md 2.3]: r = r1 xor r2 xor r3, card A
/// holds (r2, r3), B (r1, r3), C (r1, r2). Each part is 128 bits as 8 groups of 6 digits, each a multiple of 11, so a
/// wrong digit or two swapped neighbours are found in the group where they happened.
inline constexpr std::size_t GroupsPerCard = 16;
inline constexpr std::size_t DigitsPerGroup = 6;

/// What is typed from, or printed on, one card. 32 secret bytes: first part, second part.
class RecoveryCard
{
public:
    /// Precondition: 32 bytes.
    explicit RecoveryCard(base::SecretBytes parts);
    /// Reads 96 digits; spaces, dashes, dots, line ends and no-break spaces between them are ignored.
    /// Errors: RecoveryCodeInvalid with group = 1 … 16, the first group that is wrong or incomplete, and
    /// reason = "digit" (something that is no digit), "short", "long" or "check".
    [[nodiscard]] static base::Result<RecoveryCard> parse(const base::SecretBytes &typed);
    /// 96 digits, one blank between groups, for printing; the caller shows it in groups. In locked memory.
    [[nodiscard]] base::SecretBytes digits() const;
    [[nodiscard]] base::ByteView first() const { return m_parts.view().first(16); }
    [[nodiscard]] base::ByteView second() const { return m_parts.view().subspan(16); }
    [[nodiscard]] const base::SecretBytes &parts() const noexcept { return m_parts; }
    [[nodiscard]] RecoveryCard clone() const { return RecoveryCard(m_parts.clone()); }

private:
    base::SecretBytes m_parts;
};

/// A whole kit, in memory only between making and printing it. Cards 0, 1, 2 are A, B, C.
struct RecoveryKit
{
    std::string kitNumber; ///< 6 digits, printed on every card and shown on the sign-in page; not secret
    std::array<RecoveryCard, 3> cards;

    [[nodiscard]] static char letter(std::size_t card) { return static_cast<char>('A' + card); }
};

/// The recovery secret's key pair: receives the vault key and every backup's key.
struct NewRecoveryKit
{
    RecoveryKit kit;
    crypto::BoxPublicKey publicKey{};
};
[[nodiscard]] NewRecoveryKit makeRecoveryKit();

/// Joins two cards, in either order; which cards they are follows from the part they share.
/// Errors: RecoveryCardsMismatch with reason = "same-card" (the same card twice) or "different-kits" (no common part).
[[nodiscard]] base::Result<crypto::BoxKeyPair> joinCards(const RecoveryCard &one, const RecoveryCard &other);

} // namespace indaro::session
