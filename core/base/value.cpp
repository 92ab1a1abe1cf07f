// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/value.h"

#include <bit>

namespace indaro::base {

void encodeValue(ByteWriter &out, const Value &value)
{
    out.u8(static_cast<std::uint8_t>(value.variant().index()));
    if (const auto *reason = value.missing())
        out.u8(static_cast<std::uint8_t>(*reason));
    else if (const auto *integer = value.integer())
        out.u64(static_cast<std::uint64_t>(*integer));
    else if (const auto *real = value.real())
        out.u64(std::bit_cast<std::uint64_t>(*real));
    else if (const auto *text = value.text())
        out.text(*text);
    else if (const auto *bytes = value.bytes())
        out.blob(*bytes);
}

Result<Value> decodeValue(ByteReader &in)
{
    Value value;
    switch (in.u8()) {
    case 0:
        break;
    case 1: {
        const auto reason = in.u8();
        if (reason < 1 || reason > 4)
            return Error(Errc::OperationDamaged);
        value = static_cast<Missing>(reason);
        break;
    }
    case 2:
        value = static_cast<std::int64_t>(in.u64());
        break;
    case 3:
        value = std::bit_cast<double>(in.u64());
        break;
    case 4:
        value = in.text();
        break;
    case 5: {
        const ByteView bytes = in.blob();
        value = Bytes(bytes.begin(), bytes.end());
        break;
    }
    default:
        return Error(Errc::OperationDamaged);
    }
    if (!in.isValid())
        return Error(Errc::OperationDamaged);
    return value;
}

} // namespace indaro::base
