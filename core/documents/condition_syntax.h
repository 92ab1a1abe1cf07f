// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/documents/question_numbers.h"
#include "core/forms/expression_syntax.h"

#include <optional>

namespace indaro::documents {

/// Reading the tree of an expression, for condition_speaker.h.

[[nodiscard]] bool isComparison(forms::Operator op);
/// What holds when `op` does not.
[[nodiscard]] forms::Operator opposite(forms::Operator op);
/// The same with its sides changed over.
[[nodiscard]] forms::Operator turned(forms::Operator op);
[[nodiscard]] QString signOf(forms::Operator op);
[[nodiscard]] bool isCall(const forms::SyntaxNode &node, QLatin1StringView name, std::size_t arguments);
/// A number or a text as it is written, also a negative one.
[[nodiscard]] std::optional<QString> literalOf(const forms::SyntaxNode &node);
/// In French quotes.
[[nodiscard]] QString quoted(const QString &words);
/// The question a path leads to from an item; null for what is no plain path to one.
[[nodiscard]] const forms::FormItem *itemAt(const forms::SyntaxNode &path, const forms::FormItem &from,
                                            const forms::FormDefinition &form);
/// As the form has it, with the numbers of the questions in square brackets.
[[nodiscard]] QString formulaText(const forms::SyntaxNode &node, const forms::FormItem &from,
                                  const QuestionNumbers &numbers);

} // namespace indaro::documents
