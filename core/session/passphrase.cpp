// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/session/passphrase.h"

#include "core/crypto/system_random.h"
#include "core/session/word_list.h"

#include <algorithm>
#include <array>

namespace indaro::session {

using base::Errc;
using base::Error;
using base::SecretBytes;

namespace {

constexpr std::size_t SuggestedWords = 5;
constexpr std::size_t MinimumWordLetters = 3;

bool startsCharacter(std::byte b)
{
    return (std::to_integer<unsigned>(b) & 0xC0U) != 0x80U;
}

/// One character over and over.
bool isRepetition(base::ByteView text)
{
    std::size_t length = 1;
    while (length < text.size() && !startsCharacter(text[length]))
        ++length;
    for (std::size_t i = length; i < text.size(); ++i) {
        if (text[i] != text[i - length])
            return false;
    }
    return true;
}

} // namespace

base::Result<void> checkPassphrase(const SecretBytes &passphrase)
{
    std::size_t characters = 0;
    std::size_t words = 0;
    std::size_t letters = 0;
    for (const std::byte b : passphrase.view()) {
        if (!startsCharacter(b))
            continue;
        ++characters;
        letters = b == std::byte{' '} ? 0 : letters + 1;
        words += letters == MinimumWordLetters ? 1 : 0;
    }
    if ((characters >= MinimumPassphraseCharacters || words >= MinimumPassphraseWords) && !isRepetition(passphrase.view()))
        return {};
    return Error(Errc::PassphraseTooWeak,
                 {{"characters", static_cast<std::int64_t>(characters)}, {"words", static_cast<std::int64_t>(words)}});
}

SecretBytes suggestPassphrase()
{
    const auto words = wordList();
    std::array<std::uint32_t, SuggestedWords> picks{};
    std::size_t size = SuggestedWords - 1;
    for (auto &pick : picks) {
        pick = crypto::randomBelow(static_cast<std::uint32_t>(words.size()));
        size += words[pick].size();
    }
    SecretBytes out(size);
    std::size_t at = 0;
    for (std::uint32_t &pick : picks) {
        if (at > 0)
            out.span()[at++] = std::byte{' '};
        for (const std::byte b : base::asBytes(words[pick]))
            out.span()[at++] = b;
        pick = 0;
    }
    return out;
}

std::int64_t delayAfterFailuresMs(std::uint32_t failures) noexcept
{
    constexpr std::int64_t Longest = 5 * 60 * 1000;
    if (failures < 3)
        return 0;
    return failures > 12 ? Longest : std::min<std::int64_t>(Longest, std::int64_t{1000} << (failures - 3));
}

} // namespace indaro::session
