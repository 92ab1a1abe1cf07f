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

namespace {

constexpr std::int64_t MostDaysMore = 365;

Error extensionError(Errc code, sync::FieldId field)
{
    return {code, {{"table", std::int64_t(field.table)}, {"field", std::int64_t(field.field)}}};
}

} // namespace

Result<std::vector<ClockNow>> loadClocksOf(Desk &desk, CaseId person)
{
    INDARO_TRY_ASSIGN(const Checklist list, loadChecklist(desk, person));
    std::vector<ClockNow> clocks;
    for (const sop::ClockReading &reading : list.clocks)
        clocks.push_back({reading.rule->name, reading.rule->title, reading.start, reading.end, reading.day, reading.length,
                          reading.added, reading.isWarning, reading.isOver, reading.rule->isToConfirm});
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

Result<void> extendClock(Desk &desk, CaseId person, const QString &clock, const Value &untilOn, const Value &reason,
                         const Value &note)
{
    if (reason.textOr({}).empty())
        return extensionError(Errc::InvalidArgument, fields::clock_extension::Reason);
    const base::UtcMs now = desk.clock.nowUtc();
    INDARO_TRY_ASSIGN(const Value checked,
                      model::checkField(fields::clock_extension::UntilOn, untilOn, model::localDay(now)));
    const QDate until = QDate::fromString(model::toText(checked), Qt::ISODate); // a year alone says no day
    if (!until.isValid())
        return extensionError(Errc::InvalidArgument, fields::clock_extension::UntilOn);
    if (!desk.access.isDirector())
        return Error(Errc::AccessRefused);
    INDARO_TRY_ASSIGN(const auto clocks, loadClocksOf(desk, person));
    const auto running = std::ranges::find(clocks, clock, &ClockNow::name);
    if (running == clocks.end())
        return Error(Errc::NotFound, {{"clock", clock.toStdString()}});
    const qint64 days = model::localDay(running->end).daysTo(until);
    if (days < 1 || days > MostDaysMore)
        return Error(Errc::ValueOutOfRange, {{"table", std::int64_t(fields::clock_extension::Table)},
                                             {"field", std::int64_t(fields::clock_extension::UntilOn.field)},
                                             {"min", std::int64_t{1}},
                                             {"max", MostDaysMore}});
    INDARO_TRY_ASSIGN(auto transaction, desk.db.begin());
    INDARO_TRY_ASSIGN(const StayId stay, presentStayOf(desk, person));
    FirstValues values(model::localDay(desk.clock.nowUtc()));
    INDARO_TRY(values.add(fields::clock_extension::CaseFile, idValue(person)));
    INDARO_TRY(values.add(fields::clock_extension::Stay, idValue(stay)));
    INDARO_TRY(values.add(fields::clock_extension::Clock, clock.toStdString()));
    INDARO_TRY(values.add(fields::clock_extension::Days, std::int64_t{days})); // for a program that knows no day yet
    INDARO_TRY(values.add(fields::clock_extension::UntilOn, checked));
    INDARO_TRY(values.add(fields::clock_extension::Reason, reason));
    INDARO_TRY(values.add(fields::clock_extension::Note, note));
    INDARO_TRY(values.add(fields::clock_extension::DecidedAt, momentValue(desk.clock.nowUtc())));
    INDARO_TRY(values.add(fields::clock_extension::DecidedBy, idValue(sync::RecordId::sameAs(desk.log.user()))));
    INDARO_TRY(desk.log.birth({fields::clock_extension::Table, sync::RecordId::make(desk.random)}, values.values()));
    return transaction.commit();
}

Result<QHash<QString, sop::ClockExtension>> clockExtensions(Desk &desk, CaseId person)
{
    INDARO_TRY_ASSIGN(auto rows,
                      desk.log.connection().prepare(
                          "SELECT e.clock, e.days, e.until_on FROM clock_extension e WHERE e.case_file = ?1 AND e.stay = "
                          "(SELECT id FROM stay WHERE case_file = ?1 ORDER BY arrived_at DESC, id LIMIT 1)"));
    rows.bind(1, person);
    QHash<QString, sop::ClockExtension> added;
    INDARO_TRY(forEachRow(rows, [&]() -> Result<void> {
        sop::ClockExtension &more = added[toText(rows, 0)];
        if (const QDate until = QDate::fromString(toText(rows, 2), Qt::ISODate); until.isValid())
            more.until = more.until.isValid() ? std::max(more.until, until) : until;
        else
            more.days += int(rows.value(1).integerOr(0));
        return {};
    }));
    return added;
}

} // namespace indaro::casework
