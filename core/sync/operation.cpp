// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/operation.h"

#include <algorithm>
#include <tuple>

namespace indaro::sync {

bool covers(const Operation &deletion, const Dot &other) noexcept
{
    if (other.device == deletion.dot.device && other.stream == deletion.dot.stream)
        return other.sequence < deletion.dot.sequence;
    return std::any_of(deletion.seen.begin(), deletion.seen.end(), [&](const Dot &seen) {
        return seen.device == other.device && seen.stream == other.stream && other.sequence <= seen.sequence;
    });
}

bool isShownBefore(const Operation &a, const Operation &b) noexcept
{
    return std::tie(a.time, a.dot) > std::tie(b.time, b.dot);
}

void encodeValues(base::ByteWriter &out, const std::vector<FieldValue> &values)
{
    out.u16(static_cast<std::uint16_t>(values.size()));
    for (const auto &[field, value] : values) {
        out.u16(field);
        base::encodeValue(out, value);
    }
}

base::Result<std::vector<FieldValue>> decodeValues(base::ByteView bytes)
{
    base::ByteReader in(bytes);
    const std::size_t count = in.u16();
    std::vector<FieldValue> values;
    for (std::size_t i = 0; i < count; ++i) {
        const std::uint16_t field = in.u16();
        INDARO_TRY_ASSIGN(auto value, base::decodeValue(in));
        values.emplace_back(field, std::move(value));
    }
    if (!in.isValid() || !in.atEnd())
        return base::Error(base::Errc::OperationDamaged);
    return values;
}

base::Bytes encodeContent(const Operation &operation)
{
    base::ByteWriter out;
    if (operation.kind != OperationKind::Delete && operation.kind != OperationKind::Erase) {
        encodeValues(out, operation.values);
    } else if (!operation.seen.empty()) {
        out.u16(static_cast<std::uint16_t>(operation.seen.size()));
        for (const Dot &dot : operation.seen) {
            out.raw(dot.device.bytes());
            out.u8(static_cast<std::uint8_t>(dot.stream));
            out.u64(dot.sequence);
        }
    }
    return std::move(out).take();
}

base::Result<void> decodeContent(base::ByteView bytes, Operation &operation)
{
    if (operation.kind != OperationKind::Delete && operation.kind != OperationKind::Erase) {
        INDARO_TRY_ASSIGN(operation.values, decodeValues(bytes));
        return {};
    }
    base::ByteReader in(bytes);
    const std::size_t count = bytes.empty() ? 0 : in.u16();
    for (std::size_t i = 0; i < count; ++i) {
        const auto device = DeviceId::fromBytes(in.raw(DeviceId::Size));
        const std::uint8_t stream = in.u8();
        const std::uint64_t sequence = in.u64();
        if (!device || stream > static_cast<std::uint8_t>(Stream::House))
            return base::Error(base::Errc::OperationDamaged);
        operation.seen.push_back({*device, static_cast<Stream>(stream), sequence});
    }
    if (!in.isValid() || !in.atEnd())
        return base::Error(base::Errc::OperationDamaged);
    return {};
}

} // namespace indaro::sync
