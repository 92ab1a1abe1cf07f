// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/crypto/comparison_code.h"

#include "core/crypto/hash.h"

namespace indaro::crypto {

std::string comparisonCode(std::string_view label, std::initializer_list<base::ByteView> parts)
{
    base::ByteWriter message;
    message.text(label);
    for (const auto part : parts)
        message.blob(part);
    const Digest digest = hash(message.bytes());
    std::string code;
    for (std::size_t group = 0; group < 6; ++group) {
        std::uint64_t number = 0; // 40 bits for five digits: no digit is likelier than another
        for (std::size_t i = 0; i < 5; ++i)
            number = number << 8U | std::to_integer<std::uint64_t>(digest[group * 5 + i]);
        std::string digits = std::to_string(number % 100'000);
        digits.insert(0, 5 - digits.size(), '0');
        code += (group == 0 ? "" : " ") + digits;
    }
    return code;
}

bool isSameCode(std::string_view shown, std::string_view typed)
{
    const auto digits = [](std::string_view text) {
        std::string out;
        for (const char c : text) {
            if (c != ' ' && c != '-')
                out += c;
        }
        return out;
    };
    return digits(shown) == digits(typed);
}

} // namespace indaro::crypto
