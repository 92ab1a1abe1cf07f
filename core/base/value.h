// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/bytes.h"
#include "core/base/result.h"

#include <cstdint>
#include <string>
#include <variant>

namespace indaro::base {

/// Why there is no value. "Unknown" is an answer of its own everywhere [domain.md 3.2, 7.A]: statistics stay honest.
enum class Missing : std::uint8_t { NotAsked = 1, Refused = 2, DoesNotKnow = 3, Stopped = 4 };

/// One value of a field: nothing yet, a reason why there is none, or a number, text or bytes.
/// In a table a Missing is a one-byte blob, so that typed columns stay typed (see sync/schema.h).
class Value
{
public:
    using Variant = std::variant<std::monostate, Missing, std::int64_t, double, std::string, Bytes>;

    Value() = default;
    Value(Missing reason) : m_value(reason) {}
    Value(std::int64_t number) : m_value(number) {}
    Value(int number) : m_value(static_cast<std::int64_t>(number)) {}
    Value(bool flag) : m_value(static_cast<std::int64_t>(flag ? 1 : 0)) {}
    Value(double number) : m_value(number) {}
    Value(std::string text) : m_value(std::move(text)) {}
    Value(std::string_view text) : m_value(std::string(text)) {}
    Value(const char *text) : m_value(std::string(text)) {}
    Value(Bytes bytes) : m_value(std::move(bytes)) {}

    [[nodiscard]] bool isNull() const noexcept { return std::holds_alternative<std::monostate>(m_value); }
    [[nodiscard]] bool isMissing() const noexcept { return std::holds_alternative<Missing>(m_value); }
    /// Neither null nor a reason: there is something to show.
    [[nodiscard]] bool isKnown() const noexcept { return m_value.index() > 1; }
    [[nodiscard]] const std::string *text() const noexcept { return std::get_if<std::string>(&m_value); }
    [[nodiscard]] const std::int64_t *integer() const noexcept { return std::get_if<std::int64_t>(&m_value); }
    [[nodiscard]] const double *real() const noexcept { return std::get_if<double>(&m_value); }
    [[nodiscard]] const Bytes *bytes() const noexcept { return std::get_if<Bytes>(&m_value); }
    [[nodiscard]] const Missing *missing() const noexcept { return std::get_if<Missing>(&m_value); }
    [[nodiscard]] std::string textOr(std::string_view other) const
    {
        return text() != nullptr ? *text() : std::string(other);
    }
    [[nodiscard]] std::int64_t integerOr(std::int64_t other) const { return integer() != nullptr ? *integer() : other; }
    [[nodiscard]] const Variant &variant() const noexcept { return m_value; }

    friend bool operator==(const Value &, const Value &) = default;

private:
    Variant m_value;
};

/// The change log's encoding of a value: one tag byte, then little-endian content. Total and canonical:
/// equal values give equal bytes.
void encodeValue(ByteWriter &out, const Value &value);
/// Errors: OperationDamaged when the bytes are not what encodeValue writes.
[[nodiscard]] Result<Value> decodeValue(ByteReader &in);

} // namespace indaro::base
