// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/exchange/exchange.h"

#include <QtCore/QString>

/// The exchange in sentences. Everything called stored or received is proven by a signature.
namespace indaro::ui::roads {

/// The foot of the window, and how the entry in the side bar is marked.
struct ExchangeLine
{
    enum class Mark : std::uint8_t { None, Notice, Alarm };
    QString text; ///< empty: this laptop exchanges with nobody
    QString last; ///< when it did last, where the text says something else and there is room for both
    Mark mark = Mark::None;
};
[[nodiscard]] ExchangeLine exchangeLine(const exchange::Exchange &exchange);

/// What happened and what to do, in plain words: the work goes on, only one road stops.
struct AlarmText
{
    QString what;
    QString next;
    bool isUrgent = true; ///< a new laptop is not
};
[[nodiscard]] AlarmText alarmText(const sync::Alarm &alarm, const exchange::Standing &standing);
/// Why something was put aside.
[[nodiscard]] QString asideText(const sync::QuarantineLine &line, const exchange::Standing &standing);
/// Whether letting it in may work now; else it can only stay out.
[[nodiscard]] bool mayBeLetIn(const sync::QuarantineLine &line);

/// "124 of 300 changes sent, 2 min left"
[[nodiscard]] QString progressText(const transport::SyncProgress &progress);
/// What the last round with the server came to; empty before there was one.
[[nodiscard]] QString reportText(const std::optional<transport::SyncReport> &report);
/// The same two for a laptop of the house that offers itself.
[[nodiscard]] QString visitText(const transport::SyncProgress &progress);
[[nodiscard]] QString visitReportText(const transport::SyncReport &report);
[[nodiscard]] QString folderText(const transport::FolderReport &report);
/// How many changes wait, stored, and where.
[[nodiscard]] QString countsHeading(const exchange::Standing &standing);
[[nodiscard]] QString countsText(const exchange::Standing &standing);
/// "Case file: …" one quiet line; empty when this laptop exchanges with nobody.
[[nodiscard]] QString fileProgressText(const exchange::FileProgress &progress);
/// The same in one word, for a list; and what stands above it.
[[nodiscard]] QString fileProgressWord(const exchange::FileProgress &progress);
[[nodiscard]] QString progressHeading();
/// "today 14:05", "yesterday 14:05", "24/11/2026 14:05"
[[nodiscard]] QString whenText(base::UtcMs at, base::UtcMs now);

} // namespace indaro::ui::roads
