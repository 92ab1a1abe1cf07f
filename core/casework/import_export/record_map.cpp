// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/casework/import_export/record_map.h"

#include "core/model/csv.h"
#include "core/model/field_table.h"

#include <algorithm>

namespace indaro::casework {

namespace {

RecordMap readMap()
{
    RecordMap map;
    map.parts.push_back(model::fields::case_file::Table);
    for (const QStringList &row : model::readCsvResource(QStringLiteral(":/indaro/codelists/import-map.csv"))) {
        const sync::TableDefinition *table = model::schema().findTable(row.at(1).toStdString());
        INDARO_CHECK(table != nullptr);
        const std::string column = row.at(2).toStdString();
        const auto field = std::find_if(table->fields.begin(), table->fields.end(),
                                        [&](const sync::FieldDefinition &f) { return f.column == column; });
        INDARO_CHECK(field != table->fields.end());
        if (std::find(map.parts.begin(), map.parts.end(), table->table) == map.parts.end())
            map.parts.push_back(table->table);
        const sync::FieldId id{table->table, field->field};
        map.indexByKey.insert(row.at(0), map.keys.size());
        map.keys.push_back({row.at(0).toStdString(), id, model::limitsOf(id), map.partOf(table->table)});
    }
    return map;
}

} // namespace

const RecordMap &RecordMap::people()
{
    static const RecordMap map = readMap();
    return map;
}

std::size_t RecordMap::partOf(std::uint16_t table) const
{
    return static_cast<std::size_t>(std::find(parts.begin(), parts.end(), table) - parts.begin());
}

std::string_view missingName(base::Missing reason) noexcept
{
    switch (reason) {
    case base::Missing::NotAsked:
        return "not_asked";
    case base::Missing::Refused:
        return "refused";
    case base::Missing::DoesNotKnow:
        return "does_not_know";
    case base::Missing::Stopped:
        return "stopped";
    }
    return "not_asked";
}

} // namespace indaro::casework
