// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/casework/checklists/checklists.h"
#include "core/casework/first_values.h"
#include "core/casework/row_values.h"
#include "core/casework/stays/clocks.h"
#include "core/model/field_table.h"
#include "core/model/partial_date.h"

#include <algorithm>

namespace indaro::casework {

namespace fields = model::fields;
using base::Errc;
using base::Error;
using base::Result;
using base::Value;

Result<std::vector<ClockNow>> loadClocksOf(Desk &desk, CaseId person)
{
    INDARO_TRY_ASSIGN(const Checklist list, loadChecklist(desk, person));
    INDARO_TRY_ASSIGN(const auto added, clockExtensions(desk, person));
    std::vector<ClockNow> clocks;
    for (const sop::ClockReading &reading : list.clocks)
        clocks.push_back({reading.rule->name, reading.rule->title, reading.start, reading.end, reading.day, reading.length,
                          added.value(reading.rule->name), reading.isWarning, reading.isOver, reading.rule->isToConfirm});
    return clocks;
}

Result<std::vector<ClocksOf>> loadClocks(Desk &desk)
{
    INDARO_TRY_ASSIGN(auto rows, desk.db.prepare("SELECT id FROM case_file WHERE status = 'present' ORDER BY id"));
    std::vector<ClocksOf> all;
    INDARO_TRY(forEachRow(rows, [&]() -> Result<void> {
        if (const auto id = rows.id<sync::RecordTag>(0))
            all.push_back({*id});
        return {};
    }));
    for (ClocksOf &of : all) {
        if (auto clocks = loadClocksOf(desk, of.person))
            of.clocks = std::move(*clocks);
    }
    return all;
}

Result<void> extendClock(Desk &desk, CaseId person, const QString &clock, int days, const Value &reason, const Value &note)
{
    if (reason.textOr({}).empty())
        return Error(Errc::InvalidArgument, {{"table", std::int64_t(fields::clock_extension::Table)},
                                             {"field", std::int64_t(fields::clock_extension::Reason.field)}});
    if (!desk.access.isDirector())
        return Error(Errc::AccessRefused);
    INDARO_TRY_ASSIGN(const auto running, loadClocksOf(desk, person));
    if (std::none_of(running.begin(), running.end(), [&](const ClockNow &each) { return each.name == clock; }))
        return Error(Errc::NotFound, {{"clock", clock.toStdString()}});
    INDARO_TRY_ASSIGN(auto transaction, desk.db.begin());
    INDARO_TRY_ASSIGN(const StayId stay, presentStayOf(desk, person));
    FirstValues values(model::localDay(desk.clock.nowUtc()));
    INDARO_TRY(values.add(fields::clock_extension::CaseFile, idValue(person)));
    INDARO_TRY(values.add(fields::clock_extension::Stay, idValue(stay)));
    INDARO_TRY(values.add(fields::clock_extension::Clock, clock.toStdString()));
    INDARO_TRY(values.add(fields::clock_extension::Days, std::int64_t{days}));
    INDARO_TRY(values.add(fields::clock_extension::Reason, reason));
    INDARO_TRY(values.add(fields::clock_extension::Note, note));
    INDARO_TRY(values.add(fields::clock_extension::DecidedAt, momentValue(desk.clock.nowUtc())));
    INDARO_TRY(values.add(fields::clock_extension::DecidedBy, idValue(sync::RecordId::sameAs(desk.log.user()))));
    INDARO_TRY(desk.log.birth({fields::clock_extension::Table, sync::RecordId::make(desk.random)}, values.values()));
    return transaction.commit();
}

Result<QHash<QString, int>> clockExtensions(Desk &desk, CaseId person)
{
    INDARO_TRY_ASSIGN(auto rows, desk.log.connection().prepare(
                                     "SELECT e.clock, e.days FROM clock_extension e WHERE e.case_file = ?1 AND e.stay = "
                                     "(SELECT id FROM stay WHERE case_file = ?1 ORDER BY arrived_at DESC, id LIMIT 1)"));
    rows.bind(1, person);
    QHash<QString, int> added;
    INDARO_TRY(forEachRow(rows, [&]() -> Result<void> {
        added[toText(rows, 0)] += int(rows.value(1).integerOr(0));
        return {};
    }));
    return added;
}

} // namespace indaro::casework
