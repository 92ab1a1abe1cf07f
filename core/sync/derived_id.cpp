// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/derived_id.h"

#include "core/crypto/hash.h"

#include <algorithm>
#include <charconv>

namespace indaro::sync {

RecordId derivedId(std::span<const std::string_view> parts)
{
    base::ByteWriter message;
    for (const std::string_view part : parts)
        message.text(part);
    const crypto::Digest digest = crypto::hash(message.bytes());
    return *RecordId::fromBytes(base::ByteView(digest).first(RecordId::Size));
}

std::optional<RecordId> derivedIdOf(std::string_view rule, std::span<const FieldValue> values)
{
    const std::size_t colon = rule.find(':');
    if (colon == std::string_view::npos)
        return std::nullopt;
    std::vector<std::string_view> parts{rule.substr(0, colon)};
    for (std::size_t at = colon + 1; at <= rule.size();) {
        std::uint16_t field = 0;
        const std::size_t end = std::min(rule.find(',', at), rule.size());
        const auto read = std::from_chars(rule.data() + at, rule.data() + end, field);
        if (read.ec != std::errc() || read.ptr != rule.data() + end)
            return std::nullopt;
        at = end + 1;
        const auto found =
            std::find_if(values.begin(), values.end(), [&](const auto &value) { return value.first == field; });
        if (found == values.end())
            return std::nullopt;
        if (const auto *text = found->second.text())
            parts.emplace_back(*text);
        else if (const auto *bytes = found->second.bytes())
            parts.push_back(base::asText(*bytes));
        else
            return std::nullopt;
    }
    return derivedId(parts);
}

} // namespace indaro::sync
