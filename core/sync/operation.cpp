// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/operation.h"

namespace indaro::sync {

void encodeValues(base::ByteWriter &out, const std::vector<std::pair<std::uint16_t, base::Value>> &values)
{
    out.u16(static_cast<std::uint16_t>(values.size()));
    for (const auto &[field, value] : values) {
        out.u16(field);
        base::encodeValue(out, value);
    }
}

base::Result<std::vector<std::pair<std::uint16_t, base::Value>>> decodeValues(base::ByteView bytes)
{
    base::ByteReader in(bytes);
    const std::size_t count = in.u16();
    std::vector<std::pair<std::uint16_t, base::Value>> values;
    for (std::size_t i = 0; i < count; ++i) {
        const std::uint16_t field = in.u16();
        INDARO_TRY_ASSIGN(auto value, base::decodeValue(in));
        values.emplace_back(field, std::move(value));
    }
    if (!in.isValid() || !in.atEnd())
        return base::Error(base::Errc::OperationDamaged);
    return values;
}

} // namespace indaro::sync
