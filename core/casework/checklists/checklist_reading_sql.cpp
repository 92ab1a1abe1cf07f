// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/casework/checklists/checklist_reading.h"

#include "core/casework/row_values.h"
#include "core/model/field_table.h"
#include "core/store/read_hold.h"
#include "core/sync/ownership.h"

namespace indaro::casework::rows {

using base::Result;
namespace fields = model::fields;

namespace {

/// Everybody a record of this kind names.
Result<std::set<CaseId>> namedIn(Desk &desk, const char *sql, std::uint16_t table, std::uint16_t others)
{
    const sync::TableDefinition *definition = model::schema().findTable(table);
    INDARO_TRY_ASSIGN(auto select, desk.log.connection().prepare(sql));
    std::set<CaseId> named;
    INDARO_TRY(forEachRow(select, [&]() -> Result<void> {
        if (const auto person = select.id<sync::RecordTag>(0))
            named.insert(*person);
        for (const CaseId &person : sync::ownersNamed(*definition, others, select.value(1)))
            named.insert(person);
        return {};
    }));
    return named;
}

} // namespace

Result<ChecklistReading> ChecklistReading::of(Desk &desk)
{
    INDARO_TRY_ASSIGN(const Readable readable, Readable::of(desk));
    INDARO_TRY_ASSIGN(PackInUse newest, newestPack(desk));
    INDARO_TRY_ASSIGN(store::Statement held, store::holdForReading(desk.log.connection()));
    return ChecklistReading(readable, std::move(newest), std::move(held));
}

Result<ChecklistReading> ChecklistReading::ofMany(Desk &desk)
{
    INDARO_TRY_ASSIGN(ChecklistReading reading, of(desk));
    INDARO_TRY_ASSIGN(reading.m_inCalls,
                      namedIn(desk, "SELECT case_file, others FROM hold", fields::hold::Table, fields::hold::Others.field));
    INDARO_TRY_ASSIGN(reading.m_inIncidents, namedIn(desk, "SELECT case_file, others FROM incident", fields::incident::Table,
                                                     fields::incident::Others.field));
    return reading;
}

} // namespace indaro::casework::rows
