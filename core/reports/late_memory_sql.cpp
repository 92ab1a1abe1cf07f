// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/reports/late_memory.h"

#include "core/casework/conflicts/conflict_fields.h"
#include "core/casework/row_values.h"
#include "core/model/field_table.h"
#include "core/model/partial_date.h"
#include "core/sync/ownership.h"

#include <algorithm>

namespace indaro::reports {

using base::Result;
using casework::CaseId;
using casework::Desk;
using casework::forEachRow;
namespace f = model::fields;

namespace {

/// An exchange that brings more than this is not followed record by record.
constexpr std::size_t MostFollowed = 400;

/// What everybody's steps are made of.
bool isOfEverybody(std::uint16_t table)
{
    return table == f::sop_pack::Table || table == f::sop_pack_part::Table;
}

/// Every record that anything ever written in this one names, and itself: whose it was before counts as well.
Result<void> addNamed(Desk &desk, const sync::RecordId &record, std::set<sync::RecordId> &named)
{
    named.insert(record);
    std::vector<std::uint16_t> tables;
    {
        INDARO_TRY_ASSIGN(auto select,
                          desk.log.connection().prepare("SELECT DISTINCT record_table FROM operation WHERE record = ?1"));
        select.bind(1, record);
        INDARO_TRY(forEachRow(select, [&]() -> Result<void> {
            tables.push_back(std::uint16_t(select.integer(0)));
            return {};
        }));
    }
    for (const std::uint16_t number : tables) {
        const sync::TableDefinition *table = model::schema().findTable(number);
        if (table == nullptr) // of a program that is newer
            continue;
        INDARO_TRY_ASSIGN(const auto history, desk.log.history({number, record}));
        for (const sync::HistoryEntry &entry : history) {
            for (const sync::RecordId &owner : sync::ownersNamed(*table, entry.field, entry.value))
                named.insert(owner);
            const base::Bytes *bytes = entry.value.bytes();
            if (const auto id = bytes != nullptr ? sync::RecordId::fromBytes(*bytes) : std::nullopt)
                named.insert(*id);
        }
    }
    return {};
}

} // namespace

void LateMemory::forget()
{
    m_late.clear();
}

/// Whoever the record names, or a record it names does: an answer its interview, a mark the call she came by.
Result<void> LateMemory::forgetNamed(Desk &desk, const sync::RecordKey &written)
{
    std::set<sync::RecordId> near;
    INDARO_TRY(addNamed(desk, written.record, near));
    std::set<sync::RecordId> all = near;
    for (const sync::RecordId &each : near) {
        if (each != written.record && !m_late.contains(each))
            INDARO_TRY(addNamed(desk, each, all));
    }
    for (const sync::RecordId &each : all)
        m_late.erase(each);
    if (written.table != f::case_file::Table)
        return {};
    for (const sync::RecordId &unit : near) { // of a mother it is asked whether children came with her
        INDARO_TRY_ASSIGN(auto select, desk.log.connection().prepare("SELECT id FROM case_file WHERE family_unit = ?1"));
        select.bind(1, unit);
        INDARO_TRY(forEachRow(select, [&]() -> Result<void> {
            if (const auto person = select.id<sync::RecordTag>(0))
                m_late.erase(*person);
            return {};
        }));
    }
    return {};
}

Result<void> LateMemory::touch(Desk &desk, const std::set<sync::RecordKey> &written)
{
    if (m_late.empty())
        return {};
    const bool isOfAll = written.size() > MostFollowed ||
                         std::ranges::any_of(written, [](const auto &record) { return isOfEverybody(record.table); });
    if (isOfAll) {
        forget();
        return {};
    }
    const sync::ChangeLog::GateLift lift(desk.log); // whose it is depends on nobody's rights
    for (const sync::RecordKey &record : written) {
        const auto followed = forgetNamed(desk, record);
        if (!followed) {
            forget();
            return followed.error();
        }
    }
    return {};
}

Result<void> LateMemory::bringUp(Desk &whole)
{
    const base::UtcMs now = whole.clock.nowUtc();
    const QDate today = model::localDay(now);
    INDARO_TRY_ASSIGN(const auto readable, casework::Readable::of(whole));
    const bool withHealth = readable.allows(f::health::Table) && readable.allows(f::step_mark_health::Table);
    if (today != m_day || now < m_askedAt || withHealth != m_withHealth)
        forget();
    m_day = today;
    m_askedAt = now;
    m_withHealth = withHealth;
    std::map<CaseId, casework::rows::LateSteps> late;
    std::vector<CaseId> unknown;
    {
        INDARO_TRY_ASSIGN(auto select, whole.log.connection().prepare("SELECT id FROM case_file f WHERE EXISTS (SELECT 1 "
                                                                      "FROM stay WHERE case_file = f.id)"));
        INDARO_TRY(forEachRow(select, [&]() -> Result<void> {
            const auto person = select.id<sync::RecordTag>(0);
            if (!person)
                return {};
            const auto known = m_late.find(*person);
            if (known != m_late.end() && now < known->second.holdsUntil)
                late.insert(m_late.extract(known));
            else
                unknown.push_back(*person);
            return {};
        }));
    }
    m_late = std::move(late);
    if (unknown.empty())
        return {};
    INDARO_TRY_ASSIGN(const auto reader, casework::rows::DueReader::of(whole));
    for (const CaseId &person : unknown) {
        INDARO_TRY_ASSIGN(auto steps, reader.lateOf(whole, person));
        m_late.insert_or_assign(person, std::move(steps));
        ++m_asked;
    }
    return {};
}

} // namespace indaro::reports
