// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/reports/count_packet.h"

#include <optional>
#include <vector>

namespace indaro::reports {

/// What the commission has of each shelter, and what a corrected packet changed [issue of the registry 6]. Queries only;
/// store thread, where nothing else is said. Errors of all: AccessRefused (thing=numbers), the store's, and where said.

/// One shelter and one period.
struct ShelterStanding
{
    QString name{};
    base::Bytes key{};       ///< 64 bytes
    QString code{};          ///< its 30 digits
    bool isCompared = false; ///< somebody has heard them; what is not, is not opened
    std::optional<QDate> comparedOn{};
    QString comparedBy{};
    bool hasTwin = false;                ///< packets of this period under another key of the same name hold too
    std::vector<PacketLine> revisions{}; ///< newest first; empty: nothing has come

    [[nodiscard]] bool isMissing() const { return revisions.empty(); }
    /// The one that is summed; null: none.
    [[nodiscard]] const PacketLine *holding() const;
};
/// Every shelter of the directory that has a key, and whoever has ever sent a packet, by name.
[[nodiscard]] base::Result<std::vector<ShelterStanding>> listShelters(casework::Desk &desk, const Period &period);
/// The periods packets came of, newest first: years before their quarters.
[[nodiscard]] base::Result<std::vector<Period>> listCountedPeriods(casework::Desk &desk);

/// A figure that another packet has otherwise.
struct FigureChange
{
    Question question{};
    CellPlace place{}; ///< the total, or a row
    std::int64_t before = 0;
    std::int64_t after = 0;
    friend bool operator==(const FigureChange &, const FigureChange &) = default;
};
/// Totals and rows whose counts differ, in the order of the tables. Thread: any.
[[nodiscard]] std::vector<FigureChange> changesBetween(const CountPacket &before, const CountPacket &after);
/// What `later` says otherwise than `earlier`. Errors: UnknownRecord.
[[nodiscard]] base::Result<std::vector<FigureChange>> loadCorrection(casework::Desk &desk, sync::RecordId earlier,
                                                                     sync::RecordId later);

} // namespace indaro::reports
