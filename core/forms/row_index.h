// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/forms/expression_value.h"

#include <QHash>

#include <map>
#include <memory>
#include <utility>

namespace indaro::forms {

/// Finds rows of large lists by the text of one of their columns, as pulldata() and `instance('l')/root/item[name = ${x}]`
/// ask for them. An index is made when a column is first asked for; the lists must stay and never change. Thread: one.
class RowIndexes
{
public:
    /// The children of `rows` whose child `column` reads `key`, in document order; for an empty key also those without that
    /// child. Null: too few to be worth it, or a row has that child twice: look at each.
    [[nodiscard]] const NodeSet *find(const Node &rows, const QString &column, const QString &key);

private:
    struct Index
    {
        bool isUsable = true;
        QHash<QString, NodeSet> rows;
    };
    static std::unique_ptr<Index> make(const Node &rows, const QString &column);
    std::map<std::pair<const Node *, QString>, std::unique_ptr<Index>> m_indexes;
};

} // namespace indaro::forms
