// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/forms/function_table.h"

#include "core/forms/evaluator.h"

namespace indaro::forms {

namespace {

const std::vector<Function> &allFunctions()
{
    static const std::vector<Function> all = [] {
        std::vector<Function> list;
        for (const auto part : {textFunctions(), numberFunctions(), dateFunctions(), nodeFunctions()})
            list.insert(list.end(), part.begin(), part.end());
        return list;
    }();
    return all;
}

} // namespace

int findFunction(const QString &name)
{
    static const QHash<QString, int> indexByName = [] {
        QHash<QString, int> index;
        int next = 0;
        for (const Function &function : allFunctions())
            index.insert(QString::fromLatin1(function.name), next++);
        return index;
    }();
    return indexByName.value(name, -1);
}

const QStringList &functionNames()
{
    static const QStringList names = [] {
        QStringList list;
        for (const Function &function : allFunctions())
            list.append(QString::fromLatin1(function.name));
        return list;
    }();
    return names;
}

XValue callFunction(Evaluator &evaluator, const SyntaxNode &call)
{
    if (call.function < 0)
        return evaluator.fail(call);
    const Function &function = allFunctions()[static_cast<std::size_t>(call.function)];
    const int count = static_cast<int>(call.operands.size());
    if (count < function.minimum || (function.maximum >= 0 && count > function.maximum))
        return evaluator.fail(call);
    return function.call(evaluator, call);
}

} // namespace indaro::forms
