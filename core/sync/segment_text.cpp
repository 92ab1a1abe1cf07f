// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/segment_text.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <cmath>
#include <map>

namespace indaro::sync {

namespace {

// Marks inside a template, where a number was: followed by the count of its digits, or alone when it has no leading zero.
constexpr char FixedMark = '\1';
constexpr char FreeMark = '\2';
constexpr std::size_t MostDigits = 18;
constexpr std::size_t MostSlots = 64;

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

struct Taken
{
    std::string form;
    std::vector<std::int64_t> numbers;
};

/// Nothing when the text holds a mark itself.
std::optional<Taken> takeApart(std::string_view text, bool keepWidths)
{
    Taken taken;
    for (std::size_t at = 0; at < text.size();) {
        if (text[at] == FixedMark || text[at] == FreeMark)
            return std::nullopt;
        std::size_t end = at;
        while (end < text.size() && end - at < MostDigits && isDigit(text[end]))
            ++end;
        if (end == at || taken.numbers.size() == MostSlots) {
            taken.form += text[at++];
            continue;
        }
        std::int64_t number = 0;
        for (std::size_t i = at; i < end; ++i)
            number = number * 10 + (text[i] - '0');
        const bool isFixed = keepWidths || (text[at] == '0' && end - at > 1) || (end < text.size() && isDigit(text[end]));
        taken.form += isFixed ? FixedMark : FreeMark;
        if (isFixed)
            taken.form += static_cast<char>('a' + (end - at));
        taken.numbers.push_back(number);
        at = end;
    }
    return taken;
}

struct Group
{
    std::vector<std::vector<std::int64_t>> slots;
};

NumberedTexts numberedTexts(std::span<const std::string_view> texts, bool keepWidths)
{
    NumberedTexts out;
    std::map<std::string, Group, std::less<>> groups;
    for (const auto text : texts) {
        auto taken = takeApart(text, keepWidths);
        if (!taken)
            return {};
        Group &group = groups[taken->form];
        group.slots.resize(taken->numbers.size());
        for (std::size_t i = 0; i < taken->numbers.size(); ++i)
            group.slots[i].push_back(taken->numbers[i]);
        out.templates.push_back(std::move(taken->form));
    }
    for (auto &[form, group] : groups) {
        for (auto &slot : group.slots)
            out.slots.push_back(std::move(slot));
    }
    return out;
}

template <class Count> double entropyBits(const Count &counts)
{
    double total = 0;
    for (const auto &[key, count] : counts)
        total += static_cast<double>(count);
    double bits = 0;
    for (const auto &[key, count] : counts)
        bits += static_cast<double>(count) * std::log2(total / static_cast<double>(count));
    return bits;
}

/// A list of distinct texts and which of them each row is.
double distinctBits(const std::map<std::string_view, std::size_t> &counts)
{
    double bits = entropyBits(counts);
    for (const auto &[text, count] : counts)
        bits += 4.0 * static_cast<double>(text.size()) + 14;
    return bits;
}

double slotBits(const std::vector<std::int64_t> &slot)
{
    std::map<std::int64_t, std::size_t> counts;
    for (const auto number : slot)
        ++counts[number];
    const auto [least, most] = std::minmax_element(slot.begin(), slot.end());
    const double plain = static_cast<double>(slot.size()) * std::log2(static_cast<double>(*most - *least) + 1.0);
    return std::min(plain, entropyBits(counts) + 8.0 * static_cast<double>(counts.size())) + 40;
}

double fixedBits(std::span<const std::string_view> texts)
{
    double bits = 0;
    for (std::size_t at = 0; at < texts.front().size(); ++at) {
        std::map<char, std::size_t> counts;
        for (const auto text : texts)
            ++counts[text[at]];
        bits += entropyBits(counts) + 6.0 * static_cast<double>(counts.size()) + 24;
    }
    return bits;
}

/// What a dictionary coder makes of running text, roughly: words come again, and a word costs about as much as a number
/// of two bytes.
double joinedBits(std::span<const std::string_view> texts)
{
    std::map<std::string_view, std::size_t> words;
    for (const auto text : texts) {
        for (std::size_t at = 0; at <= text.size();) {
            const std::size_t end = std::min(text.find(' ', at), text.size());
            ++words[text.substr(at, end - at)];
            at = end + 1;
        }
    }
    double bits = 0;
    for (const auto &[word, count] : words)
        bits += 5.0 * static_cast<double>(word.size()) +
                static_cast<double>(count - 1) * std::min(16.0, 5.0 * static_cast<double>(word.size()));
    return bits;
}

} // namespace

std::string isoDateOf(std::int64_t day)
{
    using namespace std::chrono;
    constexpr std::int64_t FirstDay = -719'162; // 0001-01-01
    constexpr std::int64_t LastDay = 2'932'896; // 9999-12-31
    if (day < FirstDay || day > LastDay)
        return {};
    const year_month_day date{sys_days{days{day}}};
    const int y = static_cast<int>(date.year());
    const unsigned m = static_cast<unsigned>(date.month());
    const unsigned d = static_cast<unsigned>(date.day());
    const auto digit = [](unsigned number) { return static_cast<char>('0' + number % 10); };
    const auto yy = static_cast<unsigned>(y);
    return {digit(yy / 1000), digit(yy / 100), digit(yy / 10), digit(yy), '-', digit(m / 10), digit(m), '-',
            digit(d / 10),    digit(d)};
}

std::vector<std::int64_t> daysOf(std::span<const std::string_view> texts)
{
    using namespace std::chrono;
    std::vector<std::int64_t> out;
    out.reserve(texts.size());
    for (const auto text : texts) {
        if (text.size() != 10)
            return {};
        std::array<int, 10> digits{};
        for (std::size_t i = 0; i < 10; ++i) {
            const bool isDash = i == 4 || i == 7;
            if (isDash ? text[i] != '-' : !isDigit(text[i]))
                return {};
            digits[i] = text[i] - '0';
        }
        const year_month_day date{year{digits[0] * 1000 + digits[1] * 100 + digits[2] * 10 + digits[3]},
                                  month{static_cast<unsigned>(digits[5] * 10 + digits[6])},
                                  day{static_cast<unsigned>(digits[8] * 10 + digits[9])}};
        if (!date.ok() || date.year() < year{1})
            return {};
        out.push_back(sys_days{date}.time_since_epoch().count());
    }
    return out;
}

std::optional<TemplateText> TemplateText::parse(std::string_view text)
{
    TemplateText out;
    out.m_pieces.emplace_back();
    for (std::size_t at = 0; at < text.size(); ++at) {
        if (text[at] == FreeMark) {
            out.m_widths.push_back(0);
        } else if (text[at] == FixedMark) {
            if (++at == text.size() || text[at] <= 'a' || text[at] > static_cast<char>('a' + MostDigits))
                return std::nullopt;
            out.m_widths.push_back(text[at] - 'a');
        } else {
            out.m_pieces.back() += text[at];
            continue;
        }
        if (out.m_widths.size() > MostSlots)
            return std::nullopt;
        out.m_pieces.emplace_back();
    }
    return out;
}

std::optional<std::string> TemplateText::next()
{
    std::string out = m_pieces.front();
    for (std::size_t i = 0; i < m_widths.size(); ++i) {
        if (i >= m_slots.size() || m_row >= m_slots[i].size() || m_slots[i][m_row] < 0)
            return std::nullopt;
        const std::string number = std::to_string(m_slots[i][m_row]);
        const auto width = static_cast<std::size_t>(m_widths[i]);
        if (width != 0 && number.size() > width)
            return std::nullopt;
        out.append(width > number.size() ? width - number.size() : 0, '0');
        out += number;
        out += m_pieces[i + 1];
    }
    ++m_row;
    return out;
}

TextShape::TextShape(std::span<const std::string_view> texts)
{
    std::map<std::string_view, std::size_t> counts;
    bool hasOneLength = true;
    for (const auto text : texts) {
        ++counts[text];
        hasOneLength = hasOneLength && text.size() == texts.front().size();
    }
    double best = joinedBits(texts);
    if (const double bits = distinctBits(counts); bits < best) {
        best = bits;
        m_best = Form::Distinct;
    }
    if (hasOneLength && !texts.front().empty() && texts.front().size() <= LongestFixed) {
        if (const double bits = fixedBits(texts); bits < best) {
            best = bits;
            m_best = Form::Fixed;
        }
    }
    for (const bool keepWidths : {true, false}) {
        NumberedTexts numbered = numberedTexts(texts, keepWidths);
        if (numbered.slots.empty())
            continue;
        std::map<std::string_view, std::size_t> forms;
        for (const auto &form : numbered.templates)
            ++forms[form];
        double bits = distinctBits(forms);
        for (const auto &slot : numbered.slots)
            bits += slotBits(slot);
        if (bits < best) {
            best = bits;
            m_best = Form::Numbered;
            m_numbered = std::move(numbered);
        }
    }
}

} // namespace indaro::sync
