// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/casework/desk.h"
#include "core/casework/people/person_draft.h"

#include <QStringList>

#include <optional>

namespace indaro::casework {

/// Something that happened in or to the house [domain.md 5: 6.2]: what the night guard may write too, so no story and no
/// name in it. What somebody writes all the same is a record of its own that goes with each of those concerned; of an
/// incident that is a matter of body or mind it is in the health compartment, and so is of which kind it was.
struct IncidentDraft
{
    std::vector<CaseId> people{}; ///< those concerned; may be nobody
    base::Value kinds;            ///< Set, codelist incident_kind; needed
    base::Value severity;         ///< codelist incident_severity; needed
    base::UtcMs happenedAt = 0;   ///< 0: now
    base::Value what;
    base::Value done; ///< what was done at once
};

struct Incident
{
    sync::RecordId id;
    std::vector<CaseId> people{};
    QStringList kinds{};
    bool isHidden = false; ///< kept with the health record, which this account may not read: no words, not all kinds
    QString severity{};
    base::UtcMs happenedAt = 0;
    QString what{};
    QString done{};
    base::UtcMs reportedAt = 0;
    std::optional<sync::UserId> reportedBy{};
    /// When the director must know: an hour after it was reported, at once when a life is in danger. None: minor.
    std::optional<base::UtcMs> dueAt{};
    std::optional<base::UtcMs> escalatedAt{};
    QString escalatedTo{};
    std::optional<base::UtcMs> closedAt{};
    QString outcome{};

    /// Somebody must still be told.
    [[nodiscard]] bool needsEscalation() const { return dueAt && !escalatedAt; }
    [[nodiscard]] bool isLate(base::UtcMs now) const { return needsEscalation() && *dueAt < now; }
};

/// Store thread; each is one transaction. Errors of all: model::checkField's, the store's, and where said.

/// Whether a kind of incident is a matter of body or mind.
[[nodiscard]] bool isHealthIncident(QStringView kind) noexcept;

/// It belongs to the file of the first of the people, so that it is erased with her; one whose records stay in the house
/// comes first [contracts.md 3]. Errors: InvalidArgument (no kind, no severity), DateInFuture, UnknownRecord.
[[nodiscard]] base::Result<sync::RecordId> recordIncident(Desk &desk, const IncidentDraft &draft);
/// It turned out worse, or less. Errors: UnknownRecord, InvalidArgument (no severity).
[[nodiscard]] base::Result<void> setIncidentSeverity(Desk &desk, sync::RecordId incident, const base::Value &severity);
/// Who was told ("director by telephone"). Errors: UnknownRecord, InvalidArgument (nobody), WrongState (closed).
[[nodiscard]] base::Result<void> escalateIncident(Desk &desk, sync::RecordId incident, const base::Value &to);
/// Errors: UnknownRecord, WrongState (closed, or somebody must still be told).
[[nodiscard]] base::Result<void> closeIncident(Desk &desk, sync::RecordId incident, const base::Value &outcome);
/// Open ones first, those to be escalated before the others; then newest first.
[[nodiscard]] base::Result<std::vector<Incident>> listIncidents(Desk &desk, const std::optional<CaseId> &person = {});

} // namespace indaro::casework
