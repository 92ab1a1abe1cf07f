// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/casework/entities/entity_draft.h"
#include "core/casework/interviews/interview_draft.h"
#include "core/forms/form_instance.h"

#include <QString>

#include <memory>
#include <vector>

namespace indaro::casework {

/// A value that stands in an imported interview though the form would have it otherwise.
struct OddValue
{
    enum class Why {
        NotUnderstood,      ///< no number where one is asked, no code of the list
        NotOffered,         ///< a code that the answers before rule out
        AgainstConstraint,  ///< the form would have refused it
        NotAsked,           ///< the answers before hide the question
        Unanswered,         ///< required and empty
        CalculatedOtherwise ///< the form works out something else from these answers
    };
    Why why = Why::NotUnderstood;
    QString table{}; ///< of a repeat; empty: the submissions
    int line = 0;    ///< of the table, its head being 1
    QString column{};
    QString value{};
    friend bool operator==(const OddValue &, const OddValue &) = default;
};

/// What the rules of the form make of one submission.
struct RuledSubmission
{
    struct Finding
    {
        OddValue::Why why;
        QString path;
        QString value;
    };
    std::vector<Finding> findings{};
    std::vector<AnswerDraft> calculated{}; ///< what the form works out and the submission did not say
    EntityDrafts entities{};
};

/// Runs the answers through calculations, relevance, constraints, required and choice filters, as of `at`. Nothing is taken
/// away from them: what does not fit is found. Values that depend on chance or on the moment are not compared.
/// `lists` may be null. Thread: any.
[[nodiscard]] RuledSubmission runRules(const forms::FormDefinition &form, const std::vector<AnswerDraft> &answers,
                                       sync::RecordId caseFile, base::UtcMs at, const forms::EntityLists *lists);

} // namespace indaro::casework
