// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sop/pack.h"

namespace indaro::tests {

/// The procedure that ships, with four of the routines of the house: one of each rhythm is enough for two years of days.
inline QByteArray shortPack()
{
    sop::Pack pack = sop::readShippedPack()->pack;
    pack.id = QStringLiteral("two-years");
    pack.revision = 1;
    const QStringList kept{QStringLiteral("0.2"), QStringLiteral("0.6"), QStringLiteral("6.1"), QStringLiteral("6.6")};
    for (sop::Phase &phase : pack.phases) {
        if (phase.track == sop::Track::House)
            std::erase_if(phase.steps, [&](const sop::Step &step) { return !kept.contains(step.id); });
    }
    std::erase_if(pack.phases, [](const sop::Phase &phase) { return phase.steps.empty(); });
    return sop::writePack(pack);
}

} // namespace indaro::tests
