// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/field_rules.h"
#include "core/sync/schema.h"

#include <QHash>
#include <QString>

#include <string>
#include <vector>

namespace indaro::casework {

/// One key of a person's record in a JSON-lines file and the field it is kept in.
struct MappedKey
{
    std::string key;
    sync::FieldId field;
    model::FieldLimits limits;
    std::size_t part; ///< index into RecordMap::parts
};

/// The checked-in map resources/codelists/import-map.csv [contracts.md 15], read once. Every row a person's record is
/// spread over has the id of her case file, so that an export needs no search. Thread: any.
struct RecordMap
{
    std::vector<MappedKey> keys;      ///< in the order the export writes them
    std::vector<std::uint16_t> parts; ///< the tables, each once; the case file first
    QHash<QString, std::size_t> indexByKey;

    [[nodiscard]] static const RecordMap &people();
    [[nodiscard]] std::size_t partOf(std::uint16_t table) const;
};

/// How a file spells a reason for having no value: null for "not asked", else {"missing": "refused"} and so on.
inline constexpr char MissingKey[] = "missing";
[[nodiscard]] std::string_view missingName(base::Missing reason) noexcept;

} // namespace indaro::casework
