// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/casework/desk.h"
#include "core/casework/row_values.h"
#include "core/model/partial_date.h"
#include "core/reports/counting.h"
#include "core/reports/facts.h"
#include "core/sync/log_lines.h"

#include <algorithm>

namespace indaro::reports {

using base::Result;
using casework::Desk;
using casework::forEachRow;

namespace {

/// What is overdue, or was not yet done in time, is so at an hour, and it is known until when.
bool holdsNow(const Table &table, base::UtcMs now)
{
    return !table.holdsUntil || (now >= table.countedAt && now < *table.holdsUntil);
}

} // namespace

/// Brings `m_changed` up to where the log is. Whatever was written, merged in or let go since is a line of its chain; a line
/// whose operation is gone again (compacted, erased) says no table any more, and then nothing that was counted before holds.
Result<void> CountCache::follow(Desk &desk)
{
    store::Connection &db = desk.log.connection();
    INDARO_TRY_ASSIGN(const sync::LogPosition now, sync::logPosition(db));
    const auto headOf = [](const sync::LogPosition &at) { return std::vector<std::byte>(at.head.begin(), at.head.end()); };
    bool isSameLog = now.lines >= m_line;
    if (isSameLog && m_line > 0) { // a rollback, or another vault: the line we know is not there, or another one
        INDARO_TRY_ASSIGN(const sync::LogPosition known, sync::logPosition(db, m_line));
        isSameLog = headOf(known) == m_head;
    }
    if (!isSameLog) {
        m_tables.clear();
        m_changed.clear();
        m_late.forget();
    } else if (now.lines > m_line && (!m_tables.empty() || !m_late.isEmpty())) {
        INDARO_TRY_ASSIGN(auto rows, db.prepare("SELECT DISTINCT l.removes IS NOT NULL, o.record_table, o.record FROM "
                                                "operation_line l LEFT JOIN operation o "
                                                "ON o.device = l.device AND o.stream = l.stream AND o.sequence = l.sequence "
                                                "WHERE l.number > ?1"));
        rows.bind(1, std::int64_t(m_line));
        bool isGone = false;
        std::set<sync::RecordKey> written;
        INDARO_TRY(forEachRow(rows, [&]() -> Result<void> {
            const auto record = rows.id<sync::RecordTag>(2);
            if (rows.integer(0) != 0 || rows.isNull(1) || !record) {
                isGone = true;
                return {};
            }
            m_changed[std::uint16_t(rows.integer(1))] = now.lines;
            written.insert({std::uint16_t(rows.integer(1)), *record});
            return {};
        }));
        if (isGone) {
            m_tables.clear();
            m_late.forget();
        } else {
            INDARO_TRY(m_late.touch(desk, written));
        }
    }
    m_line = now.lines;
    m_head = headOf(now);
    return {};
}

/// A step may wait for nearly any record of a person, by the words of a procedure that a house can change: for what is
/// overdue every table counts.
bool CountCache::isUnchanged(const Question &question, std::uint64_t line) const
{
    if (question.indicator == Indicator::OverdueSteps)
        return std::ranges::all_of(m_changed, [line](const auto &changed) { return changed.second <= line; });
    const auto dimensions = question.dimensions();
    return std::ranges::all_of(tablesOf(question.indicator, dimensions), [&](std::uint16_t table) {
        const auto changed = m_changed.find(table);
        return changed == m_changed.end() || changed->second <= line;
    });
}

Result<Table> CountCache::count(Desk &desk, const Question &question)
{
    INDARO_TRY(mayCount(desk, question));
    INDARO_TRY(follow(desk));
    const QDate today = model::localDay(desk.clock.nowUtc());
    const QString key = question.key();
    const auto kept = m_tables.find(key);
    if (kept != m_tables.end() && kept->second.today == today && holdsNow(kept->second.table, desk.clock.nowUtc()) &&
        isUnchanged(question, kept->second.line))
        return kept->second.table;
    INDARO_TRY_ASSIGN(Table table, countWith(desk, question, &m_late));
    ++m_counted;
    m_tables.insert_or_assign(key, Kept{table, m_line, today});
    return table;
}

} // namespace indaro::reports
