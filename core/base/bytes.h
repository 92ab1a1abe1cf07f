// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace indaro::base {

using Bytes = std::vector<std::byte>;
using ByteView = std::span<const std::byte>;

[[nodiscard]] inline ByteView asBytes(std::string_view text) noexcept
{
    return {reinterpret_cast<const std::byte *>(text.data()), text.size()};
}
[[nodiscard]] inline std::string_view asText(ByteView bytes) noexcept
{
    return {reinterpret_cast<const char *>(bytes.data()), bytes.size()};
}

/// Lower-case hexadecimal; never for secrets (the copy is not wiped).
[[nodiscard]] std::string toHex(ByteView bytes);
[[nodiscard]] std::optional<Bytes> fromHex(std::string_view text);
/// RFC 4648 section 5 without padding.
[[nodiscard]] std::string toBase64Url(ByteView bytes);
/// Empty when the text is not canonical base64url without padding.
[[nodiscard]] std::optional<Bytes> fromBase64Url(std::string_view text);

/// Appends fixed-width little-endian numbers, length-prefixed texts and raw bytes: the layout of every file
/// format of ours (slot file, backup header, operation values).
class ByteWriter
{
public:
    void u8(std::uint8_t value) { m_bytes.push_back(static_cast<std::byte>(value)); }
    void u16(std::uint16_t value) { number(value, 2); }
    void u32(std::uint32_t value) { number(value, 4); }
    void u64(std::uint64_t value) { number(value, 8); }
    void raw(ByteView bytes) { m_bytes.insert(m_bytes.end(), bytes.begin(), bytes.end()); }
    /// u32 length, then the bytes.
    void blob(ByteView bytes);
    void text(std::string_view value) { blob(asBytes(value)); }
    [[nodiscard]] const Bytes &bytes() const noexcept { return m_bytes; }
    [[nodiscard]] Bytes take() && { return std::move(m_bytes); }

private:
    void number(std::uint64_t value, int width);
    Bytes m_bytes;
};

/// Reads what ByteWriter wrote. After the first read past the end, isValid() is false and every read gives zero.
class ByteReader
{
public:
    explicit ByteReader(ByteView bytes) : m_rest(bytes) {}
    std::uint8_t u8() { return static_cast<std::uint8_t>(number(1)); }
    std::uint16_t u16() { return static_cast<std::uint16_t>(number(2)); }
    std::uint32_t u32() { return static_cast<std::uint32_t>(number(4)); }
    std::uint64_t u64() { return number(8); }
    ByteView raw(std::size_t count);
    ByteView blob();
    std::string text() { return std::string(asText(blob())); }
    [[nodiscard]] bool isValid() const noexcept { return m_valid; }
    [[nodiscard]] bool atEnd() const noexcept { return m_rest.empty(); }
    [[nodiscard]] std::size_t remaining() const noexcept { return m_rest.size(); }

private:
    std::uint64_t number(std::size_t width);
    ByteView m_rest;
    bool m_valid = true;
};

} // namespace indaro::base
