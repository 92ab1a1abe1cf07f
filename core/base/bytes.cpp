// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/bytes.h"

#include <array>

namespace indaro::base {

namespace {

constexpr std::string_view Hex = "0123456789abcdef";
constexpr std::string_view Base64 = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

int digitOf(std::string_view alphabet, char c)
{
    const auto at = alphabet.find(c);
    return at == std::string_view::npos ? -1 : static_cast<int>(at);
}

} // namespace

std::string toHex(ByteView bytes)
{
    std::string out;
    out.reserve(bytes.size() * 2);
    for (const std::byte b : bytes) {
        out += Hex[std::to_integer<std::size_t>(b >> 4)];
        out += Hex[std::to_integer<std::size_t>(b & std::byte{15})];
    }
    return out;
}

std::optional<Bytes> fromHex(std::string_view text)
{
    if (text.size() % 2 != 0)
        return std::nullopt;
    Bytes out;
    out.reserve(text.size() / 2);
    for (std::size_t i = 0; i < text.size(); i += 2) {
        const int high = digitOf(Hex, text[i]);
        const int low = digitOf(Hex, text[i + 1]);
        if (high < 0 || low < 0)
            return std::nullopt;
        out.push_back(static_cast<std::byte>(high * 16 + low));
    }
    return out;
}

std::string toBase64Url(ByteView bytes)
{
    std::string out;
    out.reserve((bytes.size() * 4 + 2) / 3);
    unsigned buffer = 0;
    int bits = 0;
    for (const std::byte b : bytes) {
        buffer = (buffer << 8) | std::to_integer<unsigned>(b);
        bits += 8;
        while (bits >= 6) {
            bits -= 6;
            out += Base64[(buffer >> bits) & 63U];
        }
    }
    if (bits > 0)
        out += Base64[(buffer << (6 - bits)) & 63U];
    return out;
}

std::optional<Bytes> fromBase64Url(std::string_view text)
{
    if (text.size() % 4 == 1)
        return std::nullopt;
    Bytes out;
    out.reserve(text.size() * 3 / 4);
    unsigned buffer = 0;
    int bits = 0;
    for (const char c : text) {
        const int digit = digitOf(Base64, c);
        if (digit < 0)
            return std::nullopt;
        buffer = (buffer << 6) | static_cast<unsigned>(digit);
        bits += 6;
        if (bits >= 8) {
            bits -= 8;
            out.push_back(static_cast<std::byte>((buffer >> bits) & 255U));
        }
    }
    if ((buffer & ((1U << bits) - 1U)) != 0)
        return std::nullopt; // left-over bits must be zero, or two texts would mean the same bytes
    return out;
}

void ByteWriter::blob(ByteView bytes)
{
    u32(static_cast<std::uint32_t>(bytes.size()));
    raw(bytes);
}

void ByteWriter::number(std::uint64_t value, int width)
{
    for (int i = 0; i < width; ++i)
        m_bytes.push_back(static_cast<std::byte>((value >> (8 * i)) & 255U));
}

ByteView ByteReader::raw(std::size_t count)
{
    if (!m_valid || count > m_rest.size()) {
        m_valid = false;
        m_rest = {};
        return {};
    }
    const ByteView out = m_rest.first(count);
    m_rest = m_rest.subspan(count);
    return out;
}

ByteView ByteReader::blob()
{
    const std::size_t count = u32();
    return raw(count);
}

std::uint64_t ByteReader::number(std::size_t width)
{
    const ByteView bytes = raw(width);
    std::uint64_t value = 0;
    for (std::size_t i = 0; i < bytes.size(); ++i)
        value |= std::to_integer<std::uint64_t>(bytes[i]) << (8 * i);
    return value;
}

} // namespace indaro::base
