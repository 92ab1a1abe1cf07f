// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace indaro::sync {

/// Days since 1970-01-01 of each text when all are dates as isoDateOf writes them; else nothing.
[[nodiscard]] std::vector<std::int64_t> daysOf(std::span<const std::string_view> texts);
/// "2026-11-24"; years 0001 to 9999, else "".
[[nodiscard]] std::string isoDateOf(std::int64_t day);

/// Texts taken apart into what repeats and the numbers inside: "+257 61 20 11 03" is "+# # # # #" and five numbers.
struct NumberedTexts
{
    std::vector<std::string> templates;           ///< one a text
    std::vector<std::vector<std::int64_t>> slots; ///< per distinct template in sorted order, its numbers place by place
};

/// One distinct template being filled again.
class TemplateText
{
public:
    /// Nothing when no encoder writes such a template.
    [[nodiscard]] static std::optional<TemplateText> parse(std::string_view text);
    [[nodiscard]] std::size_t slotCount() const noexcept { return m_widths.size(); }
    void addSlot(std::vector<std::int64_t> numbers) { m_slots.push_back(std::move(numbers)); }
    /// The text of the next row; nothing when a number is missing or does not fit.
    [[nodiscard]] std::optional<std::string> next();

private:
    std::vector<std::string> m_pieces; ///< one more than widths
    std::vector<int> m_widths;         ///< digits, or 0 for a number without leading zeros
    std::vector<std::vector<std::int64_t>> m_slots;
    std::size_t m_row = 0;
};

/// How a column of texts is best written; estimated, not tried, and always the same for the same texts.
class TextShape
{
public:
    enum class Form : std::uint8_t { Joined, Distinct, Fixed, Numbered };
    static constexpr std::size_t LongestFixed = 64;

    explicit TextShape(std::span<const std::string_view> texts);
    [[nodiscard]] Form best() const noexcept { return m_best; }
    [[nodiscard]] const NumberedTexts &numbered() const noexcept { return m_numbered; }

private:
    Form m_best = Form::Joined;
    NumberedTexts m_numbered;
};

} // namespace indaro::sync
