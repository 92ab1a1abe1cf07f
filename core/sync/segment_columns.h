// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/bytes.h"

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace indaro::sync {

/// Rows of a column that another one of the same rows may be told by: its numbers, or the days of its dates.
struct IntReference
{
    std::uint64_t name;
    std::span<const std::int64_t> values;
};
struct TextReference
{
    std::uint64_t name;
    std::span<const std::string_view> values;
};

/// Writes columns: runs of numbers or texts whose count the reader knows. Every column picks the cheapest of a few plain
/// forms (constant, differences, one byte plane per power of 256, a list of the distinct ones, numbers inside texts
/// apart from the words) so that the compressor behind it sees bytes of one kind next to each other.
/// The choice depends on the values alone: same values, same bytes.
class ColumnWriter
{
public:
    void varint(std::uint64_t value);
    void zigzag(std::int64_t value);
    void raw(base::ByteView bytes) { m_bytes.insert(m_bytes.end(), bytes.begin(), bytes.end()); }
    /// Bytes that no column describes, long or short.
    void run(base::ByteView bytes);
    void ints(std::span<const std::int64_t> values, std::span<const IntReference> references = {});
    /// `days` gets the day numbers when the texts were all ISO dates, for later references; may be null.
    void texts(std::span<const std::string_view> values, std::span<const TextReference> references = {},
               std::span<const IntReference> dayReferences = {}, std::vector<std::int64_t> *days = nullptr);

    [[nodiscard]] const base::Bytes &bytes() const noexcept { return m_bytes; }
    /// Where a long run of one kind ends: the compressor starts new statistics there.
    [[nodiscard]] const std::vector<std::size_t> &cuts() const noexcept { return m_cuts; }

private:
    void planes(std::span<const std::uint64_t> values, unsigned width);
    void cut(std::size_t runSize);
    void distinct(std::span<const std::string_view> values);
    void joined(std::span<const std::string_view> values);
    base::Bytes m_bytes;
    std::vector<std::size_t> m_cuts;
};

/// Reads what ColumnWriter wrote, from bytes nobody vouches for: after the first thing that cannot be, isValid() is
/// false and every read gives nothing. Never gives more than `maxItems` values and `maxBytes` of text in all.
class ColumnReader
{
public:
    ColumnReader(base::ByteView bytes, std::size_t maxItems, std::size_t maxBytes)
        : m_rest(bytes), m_items(maxItems), m_textBytes(maxBytes)
    {
    }
    std::uint64_t varint();
    std::int64_t zigzag();
    /// A varint that must be below `bound`.
    std::size_t index(std::size_t bound);
    base::ByteView raw(std::size_t count);
    std::vector<std::int64_t> ints(std::size_t count, std::span<const IntReference> references = {});
    std::vector<std::string> texts(std::size_t count, std::span<const TextReference> references = {},
                                   std::span<const IntReference> dayReferences = {},
                                   std::vector<std::int64_t> *days = nullptr);
    /// False once `count` more values would pass the limit; takes them from it otherwise.
    bool take(std::size_t count);
    void fail();
    [[nodiscard]] bool isValid() const noexcept { return m_valid; }
    [[nodiscard]] bool atEnd() const noexcept { return m_rest.empty(); }
    [[nodiscard]] base::ByteView rest() const noexcept { return m_rest; }

private:
    std::vector<std::uint64_t> planes(std::size_t count, unsigned width);
    std::vector<std::int64_t> scaled(std::size_t count);
    std::vector<std::string> joined(std::size_t count);
    std::vector<std::string> numbered(std::size_t count);
    std::vector<std::string> fixed(std::size_t count);
    bool takeText(std::size_t bytes);
    base::ByteView m_rest;
    std::size_t m_items;
    std::size_t m_textBytes;
    bool m_valid = true;
};

} // namespace indaro::sync
