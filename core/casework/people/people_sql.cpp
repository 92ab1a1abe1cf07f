// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/casework/people/people_sql.h"

namespace indaro::casework::sql {

const char CodeTaken[] = "SELECT 1 FROM case_file WHERE case_code = ?1";
const char PersonByCode[] = "SELECT id FROM case_file WHERE case_code = ?1";
const char OpenStay[] = "SELECT id, arrived_at FROM stay WHERE case_file = ?1 AND left_at IS NULL "
                        "AND register_number IS NOT NULL ORDER BY arrived_at DESC LIMIT 1";
const char FamilyMembers[] = "SELECT id, case_code, display_name, family_role, is_minor, status FROM case_file "
                             "WHERE family_unit = ?1 AND id <> ?2 ORDER BY is_minor, display_name";
const char PeopleInHouse[] =
    "SELECT c.id, s.id, c.case_code, c.display_name, s.register_number, s.arrived_at, c.is_minor, c.family_unit "
    "FROM case_file c JOIN stay s ON s.case_file = c.id "
    "WHERE c.status = 'present' AND s.left_at IS NULL AND s.register_number IS NOT NULL "
    "ORDER BY c.family_unit IS NULL, c.family_unit, c.is_minor = 'yes', c.display_name";
const char StaffName[] = "SELECT name FROM staff WHERE id = ?1";
const char LaptopName[] = "SELECT name, series FROM laptop WHERE id = ?1";

// The list in memory is built from plain scans in one order each; joins would decrypt the same pages again and again.
const char IndexRows[] =
    "SELECT c.id, c.case_code, c.display_name, c.external_number, c.status, c.sex, c.estimated_age, c.estimated_on, "
    "c.is_minor, c.family_unit, i.family_name, i.given_names, i.known_as, i.birth_date, i.origin_commune, "
    "i.origin_colline FROM case_file c LEFT JOIN identity i ON i.id = c.id ORDER BY c.id";
const char IndexStays[] = "SELECT case_file, register_number, arrived_at FROM stay";
const char IndexNotes[] = "SELECT case_file, title FROM note WHERE title IS NOT NULL";
const char IndexChanges[] = "SELECT record, max(time) FROM operation GROUP BY record";
const char IndexOfPerson[] =
    "SELECT c.id, c.case_code, c.display_name, c.external_number, c.status, c.sex, c.estimated_age, c.estimated_on, "
    "c.is_minor, c.family_unit, i.family_name, i.given_names, i.known_as, i.birth_date, i.origin_commune, "
    "i.origin_colline FROM case_file c LEFT JOIN identity i ON i.id = c.id WHERE c.id = ?1";
const char IndexStaysOfPerson[] = "SELECT case_file, register_number, arrived_at FROM stay WHERE case_file = ?1";
const char IndexNotesOfPerson[] = "SELECT case_file, title FROM note WHERE case_file = ?1 AND title IS NOT NULL";
const char IndexChangeOfPerson[] = "SELECT record, max(time) FROM operation WHERE record = ?1 GROUP BY record";

std::string selectRecords(const sync::TableDefinition &table, std::string_view column)
{
    std::string sql = "SELECT id";
    for (const auto &field : table.fields)
        sql += ", " + std::string(field.column);
    return sql + " FROM " + std::string(table.name) + " WHERE " + std::string(column) + " = ?1";
}

} // namespace indaro::casework::sql
