// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/casework/desk.h"
#include "core/casework/people/person_draft.h"

#include <QString>

#include <optional>
#include <span>
#include <string_view>
#include <vector>

namespace indaro::casework {

/// Five exercises for a vault to practise in [domain.md 3.9]. Each is about the same invented woman, whom the learner admits
/// herself, and each of its steps is a question to the records: nothing remembers that it was done, so what is taken back is
/// open again. Titles, goals and what to do are the code lists exercise, exercise_goal and exercise_step.

/// Her family name: whoever is admitted under it is the one the exercises look at, the newest of them if there are several.
inline constexpr char16_t ExerciseFamilyName[] = u"Apprentie";

struct ExerciseStep
{
    std::string_view code; ///< of the code list exercise_step
    bool isDone = false;
    int has = 0;    ///< how many there are
    int needed = 1; ///< how many there must be
};

struct Exercise
{
    std::string_view code; ///< of the code lists exercise and exercise_goal
    std::string_view task; ///< of the manual, that says how
    std::vector<ExerciseStep> steps{};

    [[nodiscard]] bool isDone() const;
    /// What comes next; null when it is done.
    [[nodiscard]] const ExerciseStep *next() const;
};

struct Exercises
{
    std::optional<CaseId> person{}; ///< whom they are about, once she is admitted
    std::vector<Exercise> all{};
    /// The referral of the fourth, once there is one.
    std::optional<sync::RecordId> referral{};

    [[nodiscard]] int done() const;
};

/// Store thread; reads only. Errors: WrongState (no training vault), and the store's.
[[nodiscard]] base::Result<Exercises> loadExercises(Desk &desk);

} // namespace indaro::casework
