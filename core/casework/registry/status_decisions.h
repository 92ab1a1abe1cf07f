// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/casework/desk.h"
#include "core/casework/people/person_draft.h"
#include "core/sop/schedule.h"

#include <QString>

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

struct StatusDecisionDraft
{
    StatusAuthor author = StatusAuthor::House;
    TraffickingStatus status = TraffickingStatus::Presumed;
    base::Value organ{}; ///< codelist status_organ; of an authority needed, and never NGO; of the house always NGO
    base::Value organName{};
    base::Value decidedOn{}; ///< a whole day; needed
    base::Value reference{};
    base::Value reasons{}; ///< of the house needed [domain.md 5: 3.4]
};

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
    bool isWrong = false;     ///< another one corrects it, or takes it back
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
    /// What the procedure goes by: identified once an authority has said so, else what the house says, else what an
    /// authority says. Nothing: nobody has decided.
    [[nodiscard]] std::optional<TraffickingStatus> status() const;
};

/// Store thread; each is one transaction. Errors of all: AccessRefused (procedure), model::checkField's, the store's, and
/// where said.

/// The procedure counts from it as from an event: what is due after a conclusion, a presumption or an identification is due,
/// and the recovery and reflection period runs. Errors: UnknownRecord, InvalidArgument (a status that author does not
/// decide; no day, no reasons, no or a wrong organ), DateInFuture.
[[nodiscard]] base::Result<sync::RecordId> recordStatusDecision(Desk &desk, CaseId person, const StatusDecisionDraft &draft);
/// As it is right, by the same author. Errors: as above, and WrongState (corrected already, of the other author, or an
/// event: those have no reasons to correct).
[[nodiscard]] base::Result<sync::RecordId> correctStatusDecision(Desk &desk, sync::RecordId wrong,
                                                                 const StatusDecisionDraft &right);
/// It never was. `why` is needed. Errors: as above.
[[nodiscard]] base::Result<sync::RecordId> takeBackStatusDecision(Desk &desk, sync::RecordId wrong, const base::Value &why);
[[nodiscard]] base::Result<StatusHistory> listStatusOf(Desk &desk, CaseId person);

namespace rows {
/// The same, whoever is signed in.
[[nodiscard]] base::Result<StatusHistory> statusOf(Desk &desk, CaseId person);
/// What the decisions say happened, once each: beside what was recorded as an event, and the status they come to. Nothing
/// where there is no decision but events.
[[nodiscard]] base::Result<void> addStatusHappenings(Desk &desk, CaseId person, sop::Situation &situation);
} // namespace rows

} // namespace indaro::casework
