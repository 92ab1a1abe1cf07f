// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/segment_columns.h"
#include "core/sync/segment_forms.h"
#include "core/sync/segment_text.h"

#include <algorithm>
#include <optional>

namespace indaro::sync {

namespace {

std::int64_t unzigzag(std::uint64_t value)
{
    return static_cast<std::int64_t>((value >> 1U) ^ (~(value & 1U) + 1U));
}

template <class T> const T *findReference(std::span<const T> references, std::uint64_t name)
{
    const auto found = std::find_if(references.begin(), references.end(), [&](const T &r) { return r.name == name; });
    return found == references.end() ? nullptr : &*found;
}

} // namespace

void ColumnReader::fail()
{
    m_valid = false;
    m_rest = {};
}

bool ColumnReader::take(std::size_t count)
{
    if (!m_valid || count > m_items) {
        fail();
        return false;
    }
    m_items -= count;
    return true;
}

bool ColumnReader::takeText(std::size_t bytes)
{
    if (!m_valid || bytes > m_textBytes) {
        fail();
        return false;
    }
    m_textBytes -= bytes;
    return true;
}

base::ByteView ColumnReader::raw(std::size_t count)
{
    if (!m_valid || count > m_rest.size()) {
        fail();
        return {};
    }
    const auto out = m_rest.first(count);
    m_rest = m_rest.subspan(count);
    return out;
}

std::uint64_t ColumnReader::varint()
{
    std::uint64_t value = 0;
    for (unsigned shift = 0; shift < 64; shift += 7) {
        const auto byte = raw(1);
        if (byte.empty())
            return 0;
        const auto bits = std::to_integer<std::uint64_t>(byte.front());
        if (shift == 63 && bits > 1)
            break;
        value |= (bits & 127U) << shift;
        if (bits < 128) {
            if (bits == 0 && shift > 0)
                break; // one spelling only
            return value;
        }
    }
    fail();
    return 0;
}

std::int64_t ColumnReader::zigzag()
{
    return unzigzag(varint());
}

std::size_t ColumnReader::index(std::size_t bound)
{
    const auto value = varint();
    if (value < bound)
        return static_cast<std::size_t>(value);
    fail();
    return 0;
}

std::vector<std::uint64_t> ColumnReader::planes(std::size_t count, unsigned width)
{
    std::vector<std::uint64_t> values;
    if (count > m_rest.size() / width) {
        fail();
        return values;
    }
    values.resize(count);
    for (unsigned plane = width; plane-- > 0;) {
        const auto bytes = raw(count);
        for (std::size_t i = 0; i < count; ++i)
            values[i] |= std::to_integer<std::uint64_t>(bytes[i]) << (8 * plane);
    }
    return values;
}

std::vector<std::int64_t> ColumnReader::scaled(std::size_t count)
{
    const auto low = static_cast<std::uint64_t>(zigzag());
    const auto step = varint();
    const auto width = static_cast<unsigned>(varint());
    if (!m_valid || step == 0 || width < 1 || width > 8) {
        fail();
        return {};
    }
    std::vector<std::int64_t> out;
    const auto quotients = planes(count, width);
    out.reserve(quotients.size());
    for (const auto quotient : quotients)
        out.push_back(static_cast<std::int64_t>(low + step * quotient));
    return out;
}

std::vector<std::int64_t> ColumnReader::ints(std::size_t count, std::span<const IntReference> references)
{
    if (count == 0 || !take(count))
        return {};
    std::vector<std::int64_t> out;
    switch (varint()) {
    case IntConstant:
        out.assign(count, zigzag());
        break;
    case IntPlain:
        out = scaled(count);
        break;
    case IntDelta: {
        auto value = static_cast<std::uint64_t>(zigzag());
        const auto deltas = scaled(count - 1);
        out.push_back(static_cast<std::int64_t>(value));
        for (const auto delta : deltas) {
            value += static_cast<std::uint64_t>(delta);
            out.push_back(static_cast<std::int64_t>(value));
        }
        break;
    }
    case IntReferred: {
        const auto *reference = findReference(references, varint());
        if (!m_valid || reference == nullptr || reference->values.size() != count) {
            fail();
            return {};
        }
        out = ints(count);
        for (std::size_t i = 0; i < out.size(); ++i) {
            out[i] = static_cast<std::int64_t>(static_cast<std::uint64_t>(out[i]) +
                                               static_cast<std::uint64_t>(reference->values[i]));
        }
        break;
    }
    default:
        fail();
    }
    if (!m_valid || out.size() != count) {
        fail();
        return {};
    }
    return out;
}

std::vector<std::string> ColumnReader::joined(std::size_t count)
{
    std::vector<std::string> out;
    const auto hasLengths = index(2);
    if (!m_valid || count > m_rest.size() + 1 || !take(count)) {
        fail();
        return out;
    }
    std::vector<std::int64_t> lengths;
    if (hasLengths != 0)
        lengths = ints(count);
    if (!m_valid)
        return out;
    for (std::size_t i = 0; i < count; ++i) {
        std::size_t length = 0;
        if (hasLengths != 0) {
            length = static_cast<std::size_t>(lengths[i]);
        } else {
            const auto end = std::find(m_rest.begin(), m_rest.end(), std::byte{0});
            if (end == m_rest.end()) {
                fail();
                return out;
            }
            length = static_cast<std::size_t>(end - m_rest.begin());
        }
        const auto bytes = raw(length);
        if (hasLengths == 0)
            raw(1);
        if (!takeText(length))
            return out;
        out.emplace_back(base::asText(bytes));
    }
    return out;
}

std::vector<std::string> ColumnReader::fixed(std::size_t count)
{
    const std::size_t length = index(TextShape::LongestFixed + 1);
    std::vector<std::string> out;
    if (!takeText(length * count))
        return out;
    out.assign(count, std::string(length, '\0'));
    for (std::size_t at = 0; at < length; ++at) {
        const auto column = ints(count);
        for (std::size_t i = 0; i < column.size(); ++i) {
            if (column[i] < 0 || column[i] > 255)
                fail();
            else
                out[i][at] = static_cast<char>(column[i]);
        }
    }
    return out;
}

std::vector<std::string> ColumnReader::numbered(std::size_t count)
{
    const std::size_t listed = index(m_rest.size() + 1);
    const auto templates = joined(listed);
    const auto indexes = ints(count);
    if (!m_valid || templates.size() != listed)
        return {};
    std::vector<std::size_t> rows(listed);
    for (const auto i : indexes) {
        if (i < 0 || static_cast<std::size_t>(i) >= listed) {
            fail();
            return {};
        }
        ++rows[static_cast<std::size_t>(i)];
    }
    std::vector<TemplateText> made;
    for (std::size_t t = 0; t < listed; ++t) {
        auto one = TemplateText::parse(templates[t]);
        if (!one) {
            fail();
            return {};
        }
        for (std::size_t slot = 0; slot < one->slotCount(); ++slot)
            one->addSlot(ints(rows[t]));
        made.push_back(std::move(*one));
    }
    std::vector<std::string> out;
    for (const auto i : indexes) {
        auto text = m_valid ? made[static_cast<std::size_t>(i)].next() : std::nullopt;
        if (!text || !takeText(text->size())) {
            fail();
            return {};
        }
        out.push_back(std::move(*text));
    }
    return out;
}

std::vector<std::string> ColumnReader::texts(std::size_t count, std::span<const TextReference> references,
                                             std::span<const IntReference> dayReferences, std::vector<std::int64_t> *days)
{
    if (count == 0 || !take(count))
        return {};
    std::vector<std::string> out;
    switch (varint()) {
    case TextConstant: {
        const auto bytes = raw(index(m_rest.size() + 1));
        if (bytes.size() > m_textBytes / count || !takeText(bytes.size() * count)) {
            fail();
            return {};
        }
        out.assign(count, std::string(base::asText(bytes)));
        break;
    }
    case TextDistinct: {
        const std::size_t listed = index(m_rest.size() + 1);
        const auto list = joined(listed);
        for (const auto i : ints(count)) {
            if (i < 0 || static_cast<std::size_t>(i) >= list.size() || !takeText(list[static_cast<std::size_t>(i)].size())) {
                fail();
                return {};
            }
            out.push_back(list[static_cast<std::size_t>(i)]);
        }
        break;
    }
    case TextJoined:
        out = joined(count);
        break;
    case TextFixed:
        out = fixed(count);
        break;
    case TextDays: {
        auto numbers = ints(count, dayReferences);
        for (const auto day : numbers) {
            const auto text = isoDateOf(day);
            if (text.empty() || !takeText(text.size())) {
                fail();
                return {};
            }
            out.push_back(text);
        }
        if (days != nullptr)
            *days = std::move(numbers);
        break;
    }
    case TextNumbered:
        out = numbered(count);
        break;
    case TextSame: {
        const auto *reference = findReference(references, varint());
        if (!m_valid || reference == nullptr || reference->values.size() != count) {
            fail();
            return {};
        }
        for (const auto text : reference->values) {
            if (!takeText(text.size()))
                return {};
            out.emplace_back(text);
        }
        break;
    }
    default:
        fail();
    }
    if (!m_valid || out.size() != count) {
        fail();
        return {};
    }
    return out;
}

} // namespace indaro::sync
