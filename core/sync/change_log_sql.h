// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sync/schema.h"

#include <string>

namespace indaro::sync::sql {

/// The change log's own tables. Devices and users are numbered locally so that an operation stays small.
extern const char CreateLog[];
extern const char InsertOperation[];
extern const char OperationsOfRecord[];
extern const char HeadOfField[];
extern const char HeadOfCode[];

[[nodiscard]] std::string insertRow(const TableDefinition &table);
[[nodiscard]] std::string updateField(const TableDefinition &table, const FieldDefinition &field);
[[nodiscard]] std::string selectField(const TableDefinition &table, const FieldDefinition &field);
[[nodiscard]] std::string deleteRow(const TableDefinition &table);

} // namespace indaro::sync::sql
