// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/model/case_code.h"

#include <array>

namespace indaro::model {

namespace {

constexpr std::string_view Alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
constexpr std::size_t Length = 8;

/// Sum of value times x^position in GF(32) (x^5 + x^2 + 1): linear, so one wrong character always shows, and so do two
/// neighbours exchanged, because no two positions have the same factor.
unsigned checkOf(std::string_view symbols)
{
    unsigned sum = 0;
    for (const char c : symbols) {
        sum ^= static_cast<unsigned>(Alphabet.find(c));
        sum <<= 1U;
        if ((sum & 32U) != 0)
            sum ^= 0b100101U;
    }
    return sum;
}

} // namespace

std::string makeCaseCode(base::Random &random)
{
    std::array<std::byte, Length> bytes{};
    random.fill(bytes);
    std::string symbols;
    for (const std::byte b : bytes)
        symbols += Alphabet[std::to_integer<std::size_t>(b) & 31U];
    const char check = Alphabet[checkOf(symbols)];
    return symbols.substr(0, 4) + '-' + symbols.substr(4) + '-' + check;
}

base::Result<std::string> parseCaseCode(std::string_view typed)
{
    std::string symbols;
    for (char c : typed) {
        if (c == ' ' || c == '-')
            continue;
        if (c >= 'a' && c <= 'z')
            c = static_cast<char>(c - 'a' + 'A');
        if (c == 'O')
            c = '0';
        if (c == 'I' || c == 'L')
            c = '1';
        if (Alphabet.find(c) == std::string_view::npos || symbols.size() > Length)
            return base::Error(base::Errc::InvalidArgument);
        symbols += c;
    }
    if (symbols.size() != Length + 1 || Alphabet[checkOf(std::string_view(symbols).substr(0, Length))] != symbols.back())
        return base::Error(base::Errc::InvalidArgument);
    return symbols.substr(0, 4) + '-' + symbols.substr(4, 4) + '-' + symbols.back();
}

} // namespace indaro::model
