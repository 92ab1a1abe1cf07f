// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/documents/document.h"
#include "core/documents/question_numbers.h"

#include <functional>

namespace indaro::documents {

/// A condition of a form in the words of a paper. What cannot be said in words stands as its formula, with the numbers of
/// the questions in square brackets; the same in both languages.
struct ConditionWords
{
    QString french{};
    QString kirundi{};    ///< a draft of ours
    bool isWhole = false; ///< no formula is in it
    bool isNever = false; ///< it holds for nobody: the others are empty
};

/// The words of a choice, in both languages.
using ChoiceWords = std::function<Label(const forms::FormItem &, const forms::Choice &)>;

/// Says when a question is asked: "la réponse à la question 12 est « Oui »". Nothing for what always holds.
/// A question that is calculated from others by a choice between two values is said by what it is calculated from.
/// Thread: any, as `choice`.
[[nodiscard]] std::optional<ConditionWords> conditionOf(const forms::Expression &condition, const forms::FormItem &item,
                                                        const QuestionNumbers &numbers, const ChoiceWords &choice);

/// What leads into a part of a form that is asked only sometimes: "Si …, continuez ; sinon, allez à la question 18." Where
/// there is no question to go to, or a formula is in it: "Seulement si …"; of what is never asked that. `last`: the last
/// item of that part.
[[nodiscard]] Label skipWords(const ConditionWords &condition, int last, const QuestionNumbers &numbers);

/// What an answer must be, where no words of the form say it: "de 0 à 120". Empty where it cannot be said.
[[nodiscard]] Label ruleWords(const forms::Expression &constraint, const forms::FormItem &item,
                              const QuestionNumbers &numbers, const ChoiceWords &choice);

} // namespace indaro::documents
