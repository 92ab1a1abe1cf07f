// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sync/schema.h"

#include <string>

namespace indaro::sync::sql {

/// The change log's own tables. Devices and users are numbered locally so that an operation stays small.
extern const char CreateLog[];
extern const char InsertOperation[];
extern const char InsertBase[];
extern const char DeleteOperation[];
extern const char DeleteBases[];
extern const char UpdateContent[];
extern const char OperationsOfRecord[];
extern const char OperationsOfDevice[];
extern const char NewestDecisions[];
extern const char NewestRepeatedDeletions[];
extern const char AllOperations[];
extern const char OperationsAfter[];
extern const char AnyOfRecord[];
extern const char BasesOfRecord[];
// True only for a record that is not tangled (see ChangeLog): there the newest operation is the one that is
// shown.
extern const char HeadOfField[];
extern const char HeadOfCode[];
extern const char DeletesOfRecord[];
extern const char SeenOfRecord[];
extern const char LastOwnTime[];
extern const char ConflictsOfRecord[];
extern const char DisputedRecords[];
extern const char InsertConflict[];

[[nodiscard]] std::string insertRow(const TableDefinition &table);
[[nodiscard]] std::string updateField(const TableDefinition &table, const FieldDefinition &field);
[[nodiscard]] std::string selectField(const TableDefinition &table, const FieldDefinition &field);
[[nodiscard]] std::string selectRow(const TableDefinition &table);
[[nodiscard]] std::string deleteRow(const TableDefinition &table);

} // namespace indaro::sync::sql
