// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/forms/expression_value.h"

#include <QString>
#include <QStringList>

#include <span>

namespace indaro::forms {

class Evaluator;
struct SyntaxNode;

/// A function of the language; arguments are counted against the limits before `call` runs.
struct Function
{
    const char *name;
    int minimum;
    int maximum; ///< -1 = any number
    XValue (*call)(Evaluator &, const SyntaxNode &);
};
[[nodiscard]] std::span<const Function> textFunctions();
[[nodiscard]] std::span<const Function> numberFunctions();
[[nodiscard]] std::span<const Function> dateFunctions();
[[nodiscard]] std::span<const Function> nodeFunctions();

/// Index of a function by its name as written ("jr:choice-name"), or -1. Thread: any.
[[nodiscard]] int findFunction(const QString &name);
[[nodiscard]] const QStringList &functionNames();

} // namespace indaro::forms
