// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/casework/desk.h"

#include <QDate>
#include <QMap>
#include <QString>

#include <optional>
#include <vector>

namespace indaro::casework {

/// Something nobody could do [domain.md 5: 7.8]: kept with the person, counted as evidence of the need.
struct UnmetNeedDraft
{
    std::optional<sync::RecordId> referral{}; ///< the last that was tried
    base::Value service{};                    ///< codelist referral_service; needed
    base::Value reason{};                     ///< codelist unmet_reason; needed
    base::Value notedOn{};                    ///< a date; Null: today
    base::Value alternative{};
    base::Value told{}; ///< yes, no: the person was told
};
struct UnmetNeed
{
    sync::RecordId id;
    std::optional<sync::RecordId> referral{};
    QString service{};
    QString reason{};
    QString notedOn{};
    QString alternative{};
    QString told{};
    QString metOn{}; ///< somebody was found after all
};
/// Store thread; each is one transaction. Errors of all: the store's, and where said.

/// Errors: UnknownRecord (person, referral; a referral of somebody else), InvalidArgument (no service, no reason),
/// model::checkField's.
[[nodiscard]] base::Result<sync::RecordId> recordUnmetNeed(Desk &desk, sync::RecordId person, const UnmetNeedDraft &draft);
/// Somebody was found after all. Errors: UnknownRecord, WrongState (met already), model::checkField's.
[[nodiscard]] base::Result<void> meetNeed(Desk &desk, sync::RecordId need, const base::Value &metOn);
/// Newest first.
[[nodiscard]] base::Result<std::vector<UnmetNeed>> listUnmetNeedsOf(Desk &desk, sync::RecordId person);
/// Needs noted in a span of days, by service and by reason; those met since are counted too, and how many they are.
struct UnmetNeedCount
{
    QMap<QString, int> byService;
    QMap<QString, int> byReason;
    int all = 0;
    int met = 0;
};
[[nodiscard]] base::Result<UnmetNeedCount> countUnmetNeeds(Desk &desk, QDate from, QDate until);

} // namespace indaro::casework
