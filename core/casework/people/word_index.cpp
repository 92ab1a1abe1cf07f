// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/casework/people/word_index.h"

#include <algorithm>

namespace indaro::casework {

namespace {

std::uint64_t headOf(std::string_view word)
{
    std::uint64_t head = 0;
    for (std::size_t i = 0; i < 8; ++i)
        head = head << 8U | (i < word.size() ? static_cast<unsigned char>(word[i]) : 0U);
    return head;
}

void setBit(WordIndex::Bits &bits, std::uint32_t row)
{
    if (row / 64 >= bits.size())
        bits.resize(row / 64 + 1);
    bits[row / 64] |= std::uint64_t(1) << (row % 64);
}

} // namespace

void WordIndex::add(std::uint32_t row, std::string_view word)
{
    m_building.push_back(
        {headOf(word), static_cast<std::uint32_t>(m_buildingText.size()), static_cast<std::uint32_t>(word.size()), row});
    m_buildingText.append(word);
}

void WordIndex::build()
{
    const auto textOf = [&](const Occurrence &o) { return std::string_view(m_buildingText).substr(o.at, o.length); };
    std::sort(m_building.begin(), m_building.end(), [&](const Occurrence &a, const Occurrence &b) {
        if (a.head != b.head)
            return a.head < b.head;
        if (const int order = textOf(a).compare(textOf(b)); order != 0)
            return order < 0;
        return a.row < b.row;
    });
    m_text.clear();
    m_wordAt.clear();
    m_rowsAt.clear();
    m_rows.clear();
    m_rows.reserve(m_building.size());
    std::string_view last;
    for (const Occurrence &o : m_building) {
        const std::string_view here = textOf(o);
        if (m_wordAt.empty() || here != last) {
            m_wordAt.push_back(static_cast<std::uint32_t>(m_text.size()));
            m_rowsAt.push_back(static_cast<std::uint32_t>(m_rows.size()));
            m_text.append(here);
            last = here;
        } else if (m_rows.back() == o.row) {
            continue;
        }
        m_rows.push_back(o.row);
    }
    m_wordAt.push_back(static_cast<std::uint32_t>(m_text.size()));
    m_rowsAt.push_back(static_cast<std::uint32_t>(m_rows.size()));
    m_text.shrink_to_fit();
    m_wordAt.shrink_to_fit();
    m_rowsAt.shrink_to_fit();
    m_rows.shrink_to_fit();
    m_building = {};
    m_buildingText = {};
}

std::string_view WordIndex::word(std::size_t index) const
{
    return std::string_view(m_text).substr(m_wordAt[index], m_wordAt[index + 1] - m_wordAt[index]);
}

void WordIndex::replace(std::uint32_t row, std::vector<std::string> words)
{
    if (row >= m_isStale.size())
        m_isStale.resize(row + 1);
    m_isStale[row] = true;
    m_overlay[row] = std::move(words);
}

void WordIndex::collect(std::string_view prefix, bool isWhole, Bits &rows) const
{
    std::size_t first = 0;
    std::size_t count = m_wordAt.empty() ? 0 : m_wordAt.size() - 1;
    const std::size_t words = count;
    while (count > 0) {
        const std::size_t step = count / 2;
        if (word(first + step) < prefix) {
            first += step + 1;
            count -= step + 1;
        } else {
            count = step;
        }
    }
    for (; first < words; ++first) {
        const std::string_view here = word(first);
        if (isWhole ? here != prefix : !here.starts_with(prefix))
            break;
        for (std::uint32_t i = m_rowsAt[first]; i < m_rowsAt[first + 1]; ++i) {
            const std::uint32_t row = m_rows[i];
            if (row >= m_isStale.size() || !m_isStale[row])
                setBit(rows, row);
        }
    }
    for (const auto &[row, overlayWords] : m_overlay) {
        const bool isFound = std::any_of(overlayWords.begin(), overlayWords.end(), [&](const std::string &w) {
            return isWhole ? w == prefix : w.starts_with(prefix);
        });
        if (isFound)
            setBit(rows, row);
    }
}

std::size_t WordIndex::memoryBytes() const
{
    return m_text.capacity() + (m_wordAt.capacity() + m_rowsAt.capacity() + m_rows.capacity()) * 4 +
           m_isStale.capacity() / 8 + m_overlay.size() * 256;
}

} // namespace indaro::casework
