// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/segment_columns.h"

#include "core/sync/segment_forms.h"
#include "core/sync/segment_text.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <numeric>
#include <optional>

namespace indaro::sync {

namespace {

constexpr std::size_t LongRun = 768; ///< from here on a run gets statistics of its own
constexpr std::size_t FewRows = 12;  ///< below, nothing is gained by taking texts apart

std::uint64_t zigzagOf(std::int64_t value)
{
    return (static_cast<std::uint64_t>(value) << 1U) ^ static_cast<std::uint64_t>(value >> 63);
}

unsigned widthOf(std::uint64_t largest)
{
    unsigned width = 1;
    while (width < 8 && (largest >> (8 * width)) != 0)
        ++width;
    return width;
}

/// What an order-0 coder would need for these bytes, in bits.
class Histogram
{
public:
    void add(std::uint8_t byte) { ++m_counts[byte]; }
    [[nodiscard]] double bits() const
    {
        const double total = std::accumulate(m_counts.begin(), m_counts.end(), 0.0);
        double bits = 0;
        for (const auto count : m_counts) {
            if (count != 0)
                bits += count * std::log2(total / count) + 6; // and the symbol's place in the table
        }
        return std::min(bits, 8 * total);
    }

private:
    std::array<std::uint32_t, 256> m_counts{};
};

/// v = low + step * quotient for all v: many numbers are multiples (wages) or lie far from zero (moments, days).
struct Scale
{
    std::uint64_t low = 0;
    std::uint64_t step = 1;
    std::vector<std::uint64_t> quotients;
    unsigned width = 1;

    explicit Scale(std::span<const std::int64_t> values)
    {
        const std::int64_t least = *std::min_element(values.begin(), values.end());
        low = static_cast<std::uint64_t>(least);
        std::uint64_t divisor = 0;
        std::uint64_t largest = 0;
        quotients.reserve(values.size());
        for (const auto value : values) {
            quotients.push_back(static_cast<std::uint64_t>(value) - low);
            divisor = std::gcd(divisor, quotients.back());
            largest = std::max(largest, quotients.back());
        }
        step = std::max<std::uint64_t>(divisor, 1);
        for (auto &quotient : quotients)
            quotient /= step;
        width = widthOf(largest / step);
    }
    [[nodiscard]] double bits() const
    {
        double bits = 24;
        for (unsigned plane = 0; plane < width; ++plane) {
            Histogram histogram;
            for (const auto quotient : quotients)
                histogram.add(static_cast<std::uint8_t>(quotient >> (8 * plane)));
            bits += histogram.bits();
        }
        return bits;
    }
};

std::vector<std::int64_t> differences(std::span<const std::int64_t> values, std::span<const std::int64_t> to)
{
    std::vector<std::int64_t> out(values.size());
    for (std::size_t i = 0; i < values.size(); ++i)
        out[i] = static_cast<std::int64_t>(static_cast<std::uint64_t>(values[i]) - static_cast<std::uint64_t>(to[i]));
    return out;
}

double intBits(std::span<const std::int64_t> values)
{
    if (std::adjacent_find(values.begin(), values.end(), std::not_equal_to<>()) == values.end())
        return 24;
    double bits = Scale(values).bits();
    if (values.size() > 2)
        bits = std::min(bits, Scale(differences(values.subspan(1), values.first(values.size() - 1))).bits());
    return bits;
}

} // namespace

void ColumnWriter::varint(std::uint64_t value)
{
    for (; value >= 128; value >>= 7U)
        m_bytes.push_back(static_cast<std::byte>(value | 128U));
    m_bytes.push_back(static_cast<std::byte>(value));
}

void ColumnWriter::zigzag(std::int64_t value)
{
    varint(zigzagOf(value));
}

void ColumnWriter::cut(std::size_t runSize)
{
    if (runSize >= LongRun)
        m_cuts.push_back(m_bytes.size());
}

void ColumnWriter::planes(std::span<const std::uint64_t> values, unsigned width)
{
    for (unsigned plane = width; plane-- > 0;) {
        cut(values.size());
        for (const auto value : values)
            m_bytes.push_back(static_cast<std::byte>((value >> (8 * plane)) & 255U));
    }
    cut(values.size());
}

void ColumnWriter::run(base::ByteView bytes)
{
    cut(bytes.size());
    raw(bytes);
    cut(bytes.size());
}

void ColumnWriter::ints(std::span<const std::int64_t> values, std::span<const IntReference> references)
{
    if (values.empty())
        return;
    if (std::adjacent_find(values.begin(), values.end(), std::not_equal_to<>()) == values.end()) {
        varint(IntConstant);
        zigzag(values.front());
        return;
    }
    const Scale plain(values);
    const auto write = [this](const Scale &scale) {
        zigzag(static_cast<std::int64_t>(scale.low));
        varint(scale.step);
        varint(scale.width);
        planes(scale.quotients, scale.width);
    };
    double best = plain.bits();
    const IntReference *chosen = nullptr;
    for (const auto &reference : references) {
        const double bits = intBits(differences(values, reference.values)) + 16;
        if (bits < best * 0.98) {
            best = bits;
            chosen = &reference;
        }
    }
    std::optional<Scale> delta;
    if (values.size() > 2) {
        delta.emplace(differences(values.subspan(1), values.first(values.size() - 1)));
        if (const double bits = delta->bits() + 32; bits < best)
            chosen = nullptr;
        else
            delta.reset();
    }
    if (chosen != nullptr) {
        varint(IntReferred);
        varint(chosen->name);
        ints(differences(values, chosen->values));
    } else if (delta) {
        varint(IntDelta);
        zigzag(values.front());
        write(*delta);
    } else {
        varint(IntPlain);
        write(plain);
    }
}

void ColumnWriter::joined(std::span<const std::string_view> values)
{
    // A zero byte ends each text: in a short batch the whole run is then a piece of the trained dictionary. Texts that
    // hold a zero byte themselves are told by their lengths.
    const bool hasZero = std::any_of(values.begin(), values.end(),
                                     [](std::string_view text) { return text.find('\0') != std::string_view::npos; });
    varint(hasZero ? 1 : 0);
    std::size_t size = 0;
    if (hasZero) {
        std::vector<std::int64_t> lengths;
        for (const auto text : values)
            lengths.push_back(static_cast<std::int64_t>(text.size()));
        ints(lengths);
    }
    for (const auto text : values)
        size += text.size() + 1;
    cut(size);
    for (const auto text : values) {
        raw(base::asBytes(text));
        if (!hasZero)
            m_bytes.push_back(std::byte{0});
    }
    cut(size);
}

void ColumnWriter::distinct(std::span<const std::string_view> values)
{
    std::map<std::string_view, std::int64_t> places;
    for (const auto text : values)
        places.emplace(text, 0);
    std::vector<std::string_view> list;
    for (auto &[text, place] : places) {
        place = static_cast<std::int64_t>(list.size());
        list.push_back(text);
    }
    varint(list.size());
    joined(list);
    std::vector<std::int64_t> indexes;
    indexes.reserve(values.size());
    for (const auto text : values)
        indexes.push_back(places[text]);
    ints(indexes);
}

void ColumnWriter::texts(std::span<const std::string_view> values, std::span<const TextReference> references,
                         std::span<const IntReference> dayReferences, std::vector<std::int64_t> *days)
{
    if (values.empty())
        return;
    if (const auto dates = daysOf(values); !dates.empty()) {
        varint(TextDays);
        ints(dates, dayReferences);
        if (days != nullptr)
            *days = dates;
        return;
    }
    if (std::adjacent_find(values.begin(), values.end(), std::not_equal_to<>()) == values.end()) {
        varint(TextConstant);
        varint(values.front().size());
        raw(base::asBytes(values.front()));
        return;
    }
    for (const auto &reference : references) {
        if (std::equal(values.begin(), values.end(), reference.values.begin(), reference.values.end())) {
            varint(TextSame);
            varint(reference.name);
            return;
        }
    }
    const TextShape shape(values);
    if (values.size() < FewRows || shape.best() == TextShape::Form::Joined) {
        varint(TextJoined);
        joined(values);
        return;
    }
    switch (shape.best()) {
    case TextShape::Form::Distinct:
        varint(TextDistinct);
        distinct(values);
        return;
    case TextShape::Form::Fixed: {
        varint(TextFixed);
        varint(values.front().size());
        for (std::size_t at = 0; at < values.front().size(); ++at) {
            std::vector<std::int64_t> column;
            for (const auto text : values)
                column.push_back(static_cast<std::uint8_t>(text[at]));
            ints(column);
        }
        return;
    }
    case TextShape::Form::Numbered: {
        varint(TextNumbered);
        const auto &numbered = shape.numbered();
        const std::vector<std::string_view> templates(numbered.templates.begin(), numbered.templates.end());
        distinct(templates);
        for (const auto &slot : numbered.slots)
            ints(slot);
        return;
    }
    case TextShape::Form::Joined:
        break;
    }
}

} // namespace indaro::sync
