// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/model/field_name.h"

#include "core/model/field_table.h"

#include <algorithm>

namespace indaro::model {

namespace {

QString asText(std::string_view view)
{
    return QString::fromLatin1(view.data(), qsizetype(view.size()));
}

const sync::TableDefinition *findTable(const QString &name)
{
    return schema().findTable(std::string_view(name.toStdString()));
}

} // namespace

QString fieldName(sync::FieldId field)
{
    const sync::TableDefinition *table = schema().findTable(field.table);
    const sync::FieldDefinition *column = table != nullptr ? table->findField(field.field) : nullptr;
    return column == nullptr ? QString() : asText(table->name) + u'.' + asText(column->column);
}

std::optional<sync::FieldId> fieldNamed(const QString &name)
{
    const sync::TableDefinition *table = findTable(name.section(u'.', 0, 0));
    if (table == nullptr)
        return {};
    const std::string column = name.section(u'.', 1).toStdString();
    const auto field = std::ranges::find(table->fields, std::string_view(column), &sync::FieldDefinition::column);
    return field == table->fields.end() ? std::nullopt : std::optional(sync::FieldId{table->table, field->field});
}

std::optional<std::uint16_t> tableNamed(const QString &name)
{
    const sync::TableDefinition *table = findTable(name);
    return table == nullptr ? std::nullopt : std::optional(table->table);
}

} // namespace indaro::model
