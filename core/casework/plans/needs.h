// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/casework/desk.h"
#include "core/casework/people/person_draft.h"

#include <QDate>

#include <optional>
#include <vector>

namespace indaro::casework {

/// What somebody needs in one area of life, as she says it, and what is aimed at [domain.md 5: 2.13, 4.4]. Needs of health
/// and mind, and all that is done for them, are in the health compartment.
struct NeedDraft
{
    base::Value area{};  ///< codelist plan_area; needed, and the same for ever
    base::Value state{}; ///< codelist need_state; Null: not asked yet
    base::Value what{};
    base::Value goal{}; ///< codelist plan_goal
    base::Value goalWords{};
};

/// What is done for a need: somebody, until a day.
struct ActionDraft
{
    base::Value what{};                      ///< needed
    base::Value responsible{};               ///< in words; one of these three is needed
    std::optional<sync::UserId> account{};   ///< a member of staff
    base::Value provider{};                  ///< codelist service_provider
    base::Value dueOn{};                     ///< a date
    std::optional<sync::RecordId> meeting{}; ///< the conference that decided it
};

struct PlanAction
{
    sync::RecordId id;
    bool isHidden = false; ///< in a part of the file this account may not open: all texts are empty
    QString what{};
    QString responsible{};
    std::optional<sync::UserId> account{};
    QString provider{};
    QString dueOn{}; ///< ISO, whole or partial
    QString state{}; ///< codelist plan_result; empty: planned
    QString result{};
    QString endedOn{};
    std::optional<sync::RecordId> meeting{};
    base::UtcMs changedAt = 0;

    [[nodiscard]] bool isOpen() const;
    /// Open, and its day has passed.
    [[nodiscard]] bool isLate(QDate today) const;
};

struct Need
{
    sync::RecordId id;
    bool isHidden = false;
    QString area{};
    QString state{};
    QString what{};
    QString goal{};
    QString goalWords{};
    base::UtcMs changedAt = 0;
    std::vector<PlanAction> actions{}; ///< by day, those without one last
};

/// Store thread; each is one transaction. Errors of all: model::checkField's, the store's, and where said.

/// Errors: UnknownRecord (no such person), InvalidArgument (no such area).
[[nodiscard]] base::Result<sync::RecordId> addNeed(Desk &desk, CaseId person, const NeedDraft &draft);
/// What differs is changed; the area is not. Errors: UnknownRecord.
[[nodiscard]] base::Result<void> changeNeed(Desk &desk, sync::RecordId need, const NeedDraft &draft);
/// Written by mistake. Errors: UnknownRecord, WrongState (something is done for it).
[[nodiscard]] base::Result<void> dropNeed(Desk &desk, sync::RecordId need);

/// Errors: UnknownRecord (no such need, conference), InvalidArgument (nothing to do, or nobody who does it).
[[nodiscard]] base::Result<sync::RecordId> addAction(Desk &desk, sync::RecordId need, const ActionDraft &draft);
/// Another way, person or day: what was agreed changes, so that a plan approved before is not this one any more.
/// Errors: as addAction, and WrongState (it has ended).
[[nodiscard]] base::Result<void> changeAction(Desk &desk, sync::RecordId action, const ActionDraft &draft);
/// How it goes. `state`: codelist plan_result; `endedOn` Null: today, of what has ended. Errors: UnknownRecord,
/// InvalidArgument (no such state; not done, and no word why), DateInFuture.
[[nodiscard]] base::Result<void> reportAction(Desk &desk, sync::RecordId action, const base::Value &state,
                                              const base::Value &result, const base::Value &endedOn = {});

/// By the order of the code list of areas; one this account may not read has no area and comes last.
[[nodiscard]] base::Result<std::vector<Need>> listNeedsOf(Desk &desk, CaseId person);

/// Whether an area of the plan, or a service, is a matter of body or mind.
[[nodiscard]] bool isHealthArea(std::string_view area) noexcept;
[[nodiscard]] bool isHealthService(std::string_view service) noexcept;

} // namespace indaro::casework
