// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/forms/row_index.h"

namespace indaro::forms {

const NodeSet *RowIndexes::find(const Node &rows, const QString &column, const QString &key)
{
    constexpr std::size_t Large = 64;
    if (rows.children.size() < Large)
        return nullptr;
    auto &index = m_indexes[{&rows, column}];
    if (index == nullptr)
        index = make(rows, column);
    if (!index->isUsable)
        return nullptr;
    static const NodeSet Nothing;
    const auto found = index->rows.constFind(key);
    return found != index->rows.constEnd() ? &*found : &Nothing;
}

std::unique_ptr<RowIndexes::Index> RowIndexes::make(const Node &rows, const QString &column)
{
    auto index = std::make_unique<Index>();
    for (const auto &row : rows.children) {
        QString text;
        int count = 0;
        for (const auto &cell : row->children) {
            if (cell->kind == NodeKind::Element && cell->name == column) {
                text = cell->stringValue();
                ++count;
            }
        }
        index->isUsable = index->isUsable && count <= 1;
        index->rows[text].push_back(row.get());
    }
    return index;
}

} // namespace indaro::forms
