// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/reports/report_plans.h"
#include "core/reports/suppression.h"
#include "core/sync/change_log.h"

#include <optional>
#include <vector>

namespace indaro::reports {

/// Releases that were published: kept for ever, because every later one must fit them [security.md 4 (5)]. Only the
/// commission publishes, what it summed: nothing per shelter is ever published or handed out, not even suppressed
/// [contracts.md 8 (b)]. Store thread; each command is one transaction. Errors of all: AccessRefused (thing=numbers), the
/// store's, and where said.

enum class PublicationKind : std::uint8_t {
    National, ///< "national": summed by the commission
    House     ///< "house": one house's own, of a program that still allowed it; looked at, and made no more
};
struct Publication
{
    sync::RecordId id;
    PublicationKind kind = PublicationKind::National;
    Period period{}; ///< a year: with its quarters
    base::UtcMs publishedAt = 0;
    QString publishedBy{};
    int number = 1;  ///< 1, 2, … of this period
    int packets = 0; ///< it sums
    base::Bytes hash{};
    Release release{};
};
/// What would be published of a year now: the release, from the packets that hold, fitted to the publications before it. Of
/// a year that goes on, those of its quarters that are over; what nobody has figures of is left out, and so is a table that
/// one of the packets does not have: beside the others it would tell of that shelter alone. Nothing is kept. Errors:
/// sumCounts's, suppress()'s (FiguresNotSafe); WrongState (mode=shelter: this vault is a house's), InvalidArgument
/// (field=period: no year), NotFound (nothing of it is over, or nobody has sent any).
[[nodiscard]] base::Result<Release> previewRelease(casework::Desk &desk, const Period &year);
/// Publishes exactly that; `agreed`: session::Approval::auditDetail of the second person. Journal: FiguresPublished. Errors:
/// as previewRelease; AccessRefused (numbers are only read), SecondPersonNeeded (`agreed` is empty), WrongState (`seen` is
/// no longer what would be published: a packet came meanwhile).
[[nodiscard]] base::Result<Publication> publish(casework::Desk &desk, const Period &year, const Release &seen,
                                                const std::string &agreed);
/// Newest first.
[[nodiscard]] base::Result<std::vector<Publication>> listPublications(casework::Desk &desk,
                                                                      const std::optional<Period> &period = {});
/// The last one of a year; nothing: none yet.
[[nodiscard]] base::Result<std::optional<Publication>> lastPublication(casework::Desk &desk, const Period &year);
/// The tables of a HandedOut report, from the last publication of its year. Errors: NotFound (not published yet),
/// InvalidArgument (the report is for inside, or the period is not of its kind), WrongState (mode=shelter).
[[nodiscard]] base::Result<std::vector<PublishedTable>> publishedReport(casework::Desk &desk, ReportName name,
                                                                        const Period &period);

} // namespace indaro::reports
