// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/alarms.h"

#include <array>

namespace indaro::sync {

using base::Result;

namespace {

constexpr std::array<std::string_view, 11> Names = {"fork",         "rollback",        "chain-broken", "forged",
                                                    "copied-vault", "house-on-server", "wrong-key",    "receipt-wrong",
                                                    "clock-ahead",  "contested",       "new-device"};

/// Those that are about one envelope or key: looked at once, it is not news when it comes again. A rollback, a clock and
/// a quarrel can happen anew.
bool isAboutOneThing(AlarmKind kind)
{
    switch (kind) {
    case AlarmKind::Rollback:
    case AlarmKind::ClockAhead:
    case AlarmKind::Contested:
        return false;
    default:
        return true;
    }
}

} // namespace

std::string_view alarmName(AlarmKind kind) noexcept
{
    return Names[static_cast<std::size_t>(kind)];
}

Result<void> raiseAlarm(store::Connection &db, AlarmKind kind, std::string_view detail, base::UtcMs now)
{
    INDARO_TRY_ASSIGN(auto raise,
                      db.prepare("INSERT INTO alarm (kind, detail, raised_at) SELECT ?1, ?2, ?3 WHERE NOT EXISTS "
                                 "(SELECT 1 FROM alarm WHERE kind = ?1 AND detail = ?2 AND (settled_at IS NULL OR ?4))"));
    raise.bind(1, alarmName(kind));
    raise.bind(2, detail);
    raise.bind(3, now);
    raise.bind(4, static_cast<std::int64_t>(isAboutOneThing(kind)));
    return raise.run();
}

Result<std::vector<Alarm>> openAlarms(store::Connection &db)
{
    INDARO_TRY_ASSIGN(auto rows,
                      db.prepare("SELECT id, kind, detail, raised_at FROM alarm WHERE settled_at IS NULL ORDER BY id"));
    std::vector<Alarm> alarms;
    for (;;) {
        INDARO_TRY_ASSIGN(const bool row, rows.step());
        if (!row)
            return alarms;
        const auto name = std::find(Names.begin(), Names.end(), rows.textView(1));
        if (name != Names.end())
            alarms.push_back({rows.integer(0), static_cast<AlarmKind>(name - Names.begin()), rows.text(2), rows.integer(3)});
    }
}

Result<void> settleAlarm(store::Connection &db, std::int64_t id, base::UtcMs now)
{
    INDARO_TRY_ASSIGN(auto settle, db.prepare("UPDATE alarm SET settled_at = ?2 WHERE id = ?1 AND settled_at IS NULL"));
    settle.bind(1, id);
    settle.bind(2, now);
    INDARO_TRY(settle.run());
    return db.changedRows() == 1 ? Result<void>() : base::Error(base::Errc::NotFound);
}

} // namespace indaro::sync
