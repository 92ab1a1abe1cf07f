// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/casework/desk.h"
#include "core/casework/people/person_draft.h"

#include <QStringList>

#include <optional>
#include <vector>

namespace indaro::casework {

/// What she does when it becomes dangerous, made with her and in her words [domain.md 5: 4.2]. It names people and places of
/// help, so it is in the location compartment.
struct SafetyPlanDraft
{
    base::Value signs{};
    base::Value steps{}; ///< needed
    base::Value people{};
    base::Value places{};
    base::Value codeWord{};
    base::Value measures{};   ///< Set, codelist safety_measure: what the house does
    base::Value safeText{};   ///< what she may carry; dangerousWordsIn() (risk_levels.h) says what must not stand there
    base::Value withPerson{}; ///< codelist yes_no
    base::Value whyNew{};     ///< what has happened since the last version; needed from the second on
};

/// One version; the former ones stay readable and are never changed.
struct SafetyPlan
{
    sync::RecordId id;
    bool isHidden = false; ///< in a part of the file this account may not open: all texts are empty
    int number = 0;
    std::optional<sync::RecordId> assessment{}; ///< the last risk assessment when it was written
    QString signs{};
    QString steps{};
    QString people{};
    QString places{};
    QString codeWord{};
    QStringList measures{};
    QString safeText{};
    QString withPerson{};
    QString whyNew{};
    base::UtcMs writtenAt = 0;
    std::optional<sync::UserId> writtenBy{};
};

/// Store thread. Errors: model::checkField's, the store's, and where said.

/// One transaction. Errors: UnknownRecord, InvalidArgument (no steps; a new version without what has happened).
[[nodiscard]] base::Result<sync::RecordId> writeSafetyPlan(Desk &desk, CaseId person, const SafetyPlanDraft &draft);
/// The version that counts first. Two laptops may both have written one of the same number: the later one counts.
[[nodiscard]] base::Result<std::vector<SafetyPlan>> listSafetyPlansOf(Desk &desk, CaseId person);

} // namespace indaro::casework
