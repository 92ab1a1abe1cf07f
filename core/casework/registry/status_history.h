// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/sync/operation.h"

#include <QString>
#include <QStringList>

#include <functional>
#include <optional>
#include <vector>

namespace indaro::casework {

/// Whether she is a victim of trafficking, by two authors: the house presumes, an authority identifies or rejects. Each
/// decision is dated and kept, neither author overwrites the other, and no help depends on the second [domain.md 4.16]. What
/// was written down wrongly is corrected by another record.
enum class StatusAuthor : std::uint8_t { House, Authority };
enum class TraffickingStatus : std::uint8_t { Presumed, Identified, NotVictim, Unclear };
/// Codes of status_author and trafficking_status.
[[nodiscard]] QLatin1StringView toCode(StatusAuthor author) noexcept;
[[nodiscard]] QLatin1StringView toCode(TraffickingStatus status) noexcept;
[[nodiscard]] std::optional<StatusAuthor> statusAuthorFromCode(QStringView code) noexcept;
[[nodiscard]] std::optional<TraffickingStatus> traffickingStatusFromCode(QStringView code) noexcept;

/// What each author can decide: the house never identifies.
[[nodiscard]] bool mayDecide(StatusAuthor author, TraffickingStatus status) noexcept;

struct StatusDecision
{
    sync::RecordId id;
    StatusAuthor author = StatusAuthor::House;
    std::optional<TraffickingStatus> status{}; ///< none: it takes back the one it corrects, or a newer program wrote it
    QString organ{};
    QString organName{};
    QString decidedOn{}; ///< ISO
    QString reference{};
    QString reasons{};
    std::optional<sync::RecordId> corrects{};
    bool isWrong = false;     ///< another one corrects it, or takes it back (makeStatusHistory)
    bool isTakenBack = false; ///< it only says that the one it corrects never was; `reasons` says why
    bool isEvent = false;     ///< recorded as an event of the procedure and nowhere else: it has no reasons
    base::UtcMs recordedAt = 0;
    QString recordedBy{};

    [[nodiscard]] bool holds() const { return !isWrong && !isTakenBack && status; }
};

/// In the order they were decided, with what was wrong, and what was recorded as an event of the procedure.
struct StatusHistory
{
    std::vector<StatusDecision> all{};

    /// The last one of this author that holds; null: it has decided nothing.
    [[nodiscard]] const StatusDecision *current(StatusAuthor author) const;
    /// The one the procedure, the numbers and every table go by: an authority's once it has identified, else the house's,
    /// else an authority's. Null: nobody has decided.
    [[nodiscard]] const StatusDecision *deciding() const;
    [[nodiscard]] std::optional<TraffickingStatus> status() const;
};

/// An event of the procedure, of whatever kind.
struct StatusEvent
{
    sync::RecordId id;
    QString kind{};
    QString happenedAt{}; ///< ISO
    QString note{};
    base::UtcMs recordedAt = 0;
    QString recordedBy{};
};

/// The one rule by which decisions and events of one person become her history: what another decision corrects is wrong,
/// whatever else is left out; an event counts where no decision of that day says the same; a conclusion of which nobody
/// recorded what it was counts only where the house has said nothing. `isTaken`: what is looked at; empty: everything.
[[nodiscard]] StatusHistory makeStatusHistory(std::vector<StatusDecision> decisions, const std::vector<StatusEvent> &events,
                                              const std::function<bool(const StatusDecision &)> &isTaken = {});
/// The kinds of events that say something of it.
[[nodiscard]] QStringList statusEventKinds();

} // namespace indaro::casework
