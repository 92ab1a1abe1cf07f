// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sop/pack.h"
#include "core/sop/pack_signature.h"
#include "core/sop/schedule.h"
#include "tests/fuzz/fuzzed.h"

namespace indaro {

/// A procedure pack that somebody brings on a stick: what is usable is written, read back the same, and worked out.
INDARO_FUZZED(sop, input)
{
    const QByteArray file(reinterpret_cast<const char *>(input.data()), static_cast<qsizetype>(input.size()));
    INDARO_CHECK(sop::readSignature(sop::withoutSignature(file)).standing != sop::PackSignature::Standing::Signed ||
                 file.count("# signature:") > 1);
    const auto reading = sop::readPack(file);
    if (!reading)
        return;
    sop::Situation now;
    now.now = 1795000000000;
    for (const sop::Event event : sop::allEvents())
        now.happenings.push_back({event, QString(), now.now - 86400000});
    const auto lines = sop::makeSchedule(reading->pack, sop::Track::Person, now);
    for (const sop::Line &line : lines)
        INDARO_CHECK(line.step != nullptr && line.phase != nullptr);
    [[maybe_unused]] const auto clocks = sop::readClocks(reading->pack, now);
    if (!reading->isUsable())
        return;
    const QByteArray written = sop::writePack(reading->pack);
    const auto again = sop::readPack(written);
    INDARO_CHECK(again && again->isUsable());
    INDARO_CHECK(sop::writePack(again->pack) == written);
}

} // namespace indaro
