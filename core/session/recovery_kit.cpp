// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/session/recovery_kit.h"

#include "core/crypto/hash.h"
#include "core/crypto/system_random.h"

#include <algorithm>

namespace indaro::session {

using base::Errc;
using base::Error;
using base::SecretBytes;

namespace {

constexpr std::size_t PartSize = 16;
constexpr unsigned GroupFactor = 11;

Error badGroup(std::size_t digitsBefore, const char *reason)
{
    const std::size_t group = std::min(digitsBefore / DigitsPerGroup + 1, GroupsPerCard);
    return Error(Errc::RecoveryCodeInvalid, {{"group", static_cast<std::int64_t>(group)}, {"reason", std::string(reason)}});
}

bool isSeparator(std::byte b)
{
    constexpr std::string_view separators = " \t\r\n-.,/_|";
    const char c = static_cast<char>(b);
    // 0xC2 0xA0 is a no-break space, 0xE2 0x80 0x.. the typographic blanks and dashes a copied text may hold.
    return separators.find(c) != std::string_view::npos || std::to_integer<unsigned>(b) >= 0x80;
}

void xorInto(SecretBytes &target, base::ByteView other)
{
    for (std::size_t i = 0; i < target.size(); ++i)
        target.span()[i] ^= other[i];
}

SecretBytes joined(base::ByteView first, base::ByteView second)
{
    SecretBytes out(first.size() + second.size());
    std::copy(first.begin(), first.end(), out.span().begin());
    std::copy(second.begin(), second.end(), out.span().begin() + static_cast<std::ptrdiff_t>(first.size()));
    return out;
}

base::Result<crypto::BoxKeyPair> pairOf(const SecretBytes &recoverySecret)
{
    return crypto::boxKeyPairFromSeed(crypto::hashSecret(recoverySecret, "recovery v1"));
}

} // namespace

RecoveryCard::RecoveryCard(SecretBytes parts) : m_parts(std::move(parts))
{
    INDARO_CHECK(m_parts.size() == 2 * PartSize);
}

base::Result<RecoveryCard> RecoveryCard::parse(const SecretBytes &typed)
{
    SecretBytes parts(2 * PartSize);
    std::size_t digits = 0;
    unsigned number = 0;
    for (const std::byte b : typed.view()) {
        if (isSeparator(b))
            continue;
        const unsigned digit = std::to_integer<unsigned>(b) - unsigned{'0'};
        if (digit > 9)
            return badGroup(digits, "digit");
        if (digits == GroupsPerCard * DigitsPerGroup)
            return badGroup(digits, "long");
        number = number * 10 + digit;
        if (++digits % DigitsPerGroup != 0)
            continue;
        if (number % GroupFactor != 0 || number / GroupFactor > 0xFFFF)
            return badGroup(digits - 1, "check");
        const unsigned value = number / GroupFactor;
        const std::size_t at = (digits / DigitsPerGroup - 1) * 2;
        parts.span()[at] = static_cast<std::byte>(value & 0xFF);
        parts.span()[at + 1] = static_cast<std::byte>(value >> 8);
        number = 0;
    }
    if (digits < GroupsPerCard * DigitsPerGroup)
        return badGroup(digits, "short");
    return RecoveryCard(std::move(parts));
}

SecretBytes RecoveryCard::digits() const
{
    SecretBytes out(GroupsPerCard * (DigitsPerGroup + 1) - 1);
    std::fill(out.span().begin(), out.span().end(), std::byte{' '});
    for (std::size_t group = 0; group < GroupsPerCard; ++group) {
        unsigned number = (std::to_integer<unsigned>(m_parts.view()[group * 2]) |
                           (std::to_integer<unsigned>(m_parts.view()[group * 2 + 1]) << 8)) *
                          GroupFactor;
        for (std::size_t i = DigitsPerGroup; i-- > 0; number /= 10)
            out.span()[group * (DigitsPerGroup + 1) + i] = static_cast<std::byte>('0' + number % 10);
    }
    return out;
}

NewRecoveryKit makeRecoveryKit()
{
    const SecretBytes r1 = crypto::randomSecret(PartSize);
    const SecretBytes r2 = crypto::randomSecret(PartSize);
    const SecretBytes r3 = crypto::randomSecret(PartSize);
    SecretBytes secret = r1.clone();
    xorInto(secret, r2.view());
    xorInto(secret, r3.view());
    const std::string number = std::to_string(1'000'000 + crypto::randomBelow(1'000'000)).substr(1);
    auto pair = pairOf(secret);
    INDARO_CHECK(pair.hasValue());
    return {RecoveryKit{number,
                        {RecoveryCard(joined(r2.view(), r3.view())), RecoveryCard(joined(r1.view(), r3.view())),
                         RecoveryCard(joined(r1.view(), r2.view()))}},
            pair->publicKey};
}

base::Result<crypto::BoxKeyPair> joinCards(const RecoveryCard &one, const RecoveryCard &other)
{
    if (crypto::equalConstantTime(one.parts().view(), other.parts().view()))
        return Error(Errc::RecoveryCardsMismatch, {{"reason", std::string("same-card")}});
    // Two cards of a kit have exactly one part in common: r3 in A and B, r2 in A and C, r1 in B and C.
    const std::array<base::ByteView, 2> mine{one.first(), one.second()};
    const std::array<base::ByteView, 2> theirs{other.first(), other.second()};
    for (std::size_t i = 0; i < 2; ++i) {
        for (std::size_t k = 0; k < 2; ++k) {
            if (!crypto::equalConstantTime(mine[i], theirs[k]))
                continue;
            SecretBytes secret = SecretBytes::copyOf(mine[i]);
            xorInto(secret, mine[1 - i]);
            xorInto(secret, theirs[1 - k]);
            return pairOf(secret);
        }
    }
    return Error(Errc::RecoveryCardsMismatch, {{"reason", std::string("different-kits")}});
}

} // namespace indaro::session
