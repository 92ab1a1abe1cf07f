// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"

#include <QDateTime>

namespace indaro::casework {

/// Burundi has been two hours ahead of UTC without summer time since 1966. The house's zone is a constant, never the
/// laptop's setting [decisions.md 12].
inline constexpr int BujumburaOffsetSeconds = 2 * 60 * 60;

[[nodiscard]] inline QDateTime localTime(base::UtcMs utc)
{
    return QDateTime::fromMSecsSinceEpoch(utc, Qt::OffsetFromUTC, BujumburaOffsetSeconds);
}
[[nodiscard]] inline QDate localDate(base::UtcMs utc)
{
    return localTime(utc).date();
}

} // namespace indaro::casework
