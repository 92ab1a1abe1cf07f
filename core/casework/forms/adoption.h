// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/casework/interviews/interview_draft.h"
#include "core/forms/form_definition.h"

#include "core/casework/desk.h"

namespace indaro::casework {

/// A newer version of a form takes over a draft that was begun with an older one. Somebody sees this list first.
struct AdoptionPlan
{
    struct Move
    {
        QString from; ///< paths with the positions of rows
        QString to;
        friend bool operator==(const Move &, const Move &) = default;
    };
    int staying = 0;                       ///< answers whose question stands where it stood
    std::vector<Move> moving{};            ///< their question is in another group now, or (from = to) in another compartment
    std::vector<SavedAnswer> homeless{};   ///< no question any more: kept in the vault, shown as such
    std::vector<SavedAnswer> notOffered{}; ///< have a code that the new list of choices has not
    QStringList newQuestions{};            ///< paths of what is asked now and was not before
};
/// Thread: any.
[[nodiscard]] AdoptionPlan planAdoption(const std::vector<SavedAnswer> &answers, const forms::FormDefinition &older,
                                        const forms::FormDefinition &newer);

/// The version that takes over.
struct AdoptingForm
{
    std::optional<sync::RecordId> record{}; ///< unset: shipped
    QString version{};
    const forms::FormDefinition *definition = nullptr; ///< never null; outlives the call
};
/// Moves the answers of the plan, each in the compartment the new version gives it, and names the new version: in one
/// transaction. Texts that are being typed move too. Errors: UnknownRecord; WrongState (signed; a correction, which keeps to
/// the questions it corrects; or its answers are no longer
/// what the plan was made of: look again). Thread: the store's.
[[nodiscard]] base::Result<void> adoptDraft(Desk &desk, InterviewId interview, const AdoptionPlan &plan,
                                            const AdoptingForm &form);

} // namespace indaro::casework
