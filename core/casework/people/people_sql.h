// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sync/schema.h"

#include <string>

namespace indaro::casework::sql {

extern const char CodeTaken[];
extern const char PersonByCode[];
extern const char OpenStay[];
extern const char FamilyMembers[];
extern const char PeopleInHouse[];
extern const char StaffName[];
extern const char LaptopName[];
extern const char IndexRows[];
extern const char IndexStays[];
extern const char IndexNotes[];
extern const char IndexChanges[];
extern const char IndexOfPerson[];
extern const char IndexStaysOfPerson[];
extern const char IndexNotesOfPerson[];
extern const char IndexChangeOfPerson[];

/// `SELECT id, every field … FROM table WHERE column = ?1`.
[[nodiscard]] std::string selectRecords(const sync::TableDefinition &table, std::string_view column);

} // namespace indaro::casework::sql
