// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace indaro::casework {

/// Which rows have a word that begins so: sorted words in one text, the rows of each in one array. Rows that changed
/// after build() are kept beside it in a small overlay.
class WordIndex
{
public:
    using Bits = std::vector<std::uint64_t>;

    /// Building: every word of every row once, in any order, then build().
    void add(std::uint32_t row, std::string_view word);
    void build();

    /// Replaces the words of one row (no words: the row is never found again).
    void replace(std::uint32_t row, std::vector<std::string> words);
    [[nodiscard]] std::size_t overlaySize() const { return m_overlay.size(); }

    /// Sets the bit of every row with a word that begins with `prefix` (or is `prefix`).
    void collect(std::string_view prefix, bool isWhole, Bits &rows) const;
    [[nodiscard]] std::size_t memoryBytes() const;

private:
    struct Occurrence
    {
        std::uint64_t head; ///< first 8 bytes, big-endian: orders most words without a look at the text
        std::uint32_t at;
        std::uint32_t length;
        std::uint32_t row;
    };
    [[nodiscard]] std::string_view word(std::size_t index) const;

    std::string m_text;
    std::vector<std::uint32_t> m_wordAt; ///< one more than words
    std::vector<std::uint32_t> m_rowsAt; ///< one more than words
    std::vector<std::uint32_t> m_rows;
    std::vector<bool> m_isStale; ///< rows whose words in m_rows no longer hold
    std::unordered_map<std::uint32_t, std::vector<std::string>> m_overlay;
    std::vector<Occurrence> m_building;
    std::string m_buildingText;
};

} // namespace indaro::casework
