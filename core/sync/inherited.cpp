// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/inherited.h"

#include "core/sync/local_meta.h"

namespace indaro::sync {

using base::Errc;
using base::Error;
using base::Result;

namespace {

constexpr std::string_view Inherited = "sync.inherited";

} // namespace

Result<std::vector<InheritedRange>> readInherited(store::Connection &db)
{
    std::vector<InheritedRange> out;
    INDARO_TRY_ASSIGN(const auto row, findMeta(db, Inherited));
    if (!row)
        return out;
    base::ByteReader in(*row);
    while (!in.atEnd() && in.isValid()) {
        const auto device = DeviceId::fromBytes(in.raw(DeviceId::Size));
        const auto stream = in.u8();
        const auto next = in.u64();
        const auto last = in.u64();
        if (!device || stream > 1 || !in.isValid())
            return Error(Errc::StoreDamaged);
        out.push_back({*device, static_cast<Stream>(stream), next, last});
    }
    return out;
}

Result<void> writeInherited(store::Connection &db, const std::vector<InheritedRange> &ranges)
{
    base::ByteWriter out;
    for (const auto &range : ranges) {
        if (range.next > range.last)
            continue;
        out.raw(range.device.bytes());
        out.u8(static_cast<std::uint8_t>(range.stream));
        out.u64(range.next);
        out.u64(range.last);
    }
    return setMeta(db, Inherited, out.bytes());
}

} // namespace indaro::sync
