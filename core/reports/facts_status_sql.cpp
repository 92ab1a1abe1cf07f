// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/casework/desk.h"
#include "core/casework/registry/status_history.h"
#include "core/casework/row_values.h"
#include "core/model/partial_date.h"
#include "core/reports/facts.h"

namespace indaro::reports {

using namespace Qt::StringLiterals;
using base::Result;
using casework::Desk;
using casework::forEachRow;
using casework::toText;

Result<void> People::loadStatuses(Desk &desk, QDate until, Texts &texts)
{
    std::map<int, std::pair<std::vector<casework::StatusDecision>, std::vector<casework::StatusEvent>>> said;
    {
        INDARO_TRY_ASSIGN(auto rows, desk.log.connection().prepare("SELECT id, case_file, author, status, decided_on, "
                                                                   "corrects, recorded_at FROM status_decision"));
        INDARO_TRY(forEachRow(rows, [&]() -> Result<void> {
            const auto id = rows.id<sync::RecordTag>(0);
            const auto who = find(rows.id<sync::RecordTag>(1));
            const auto author = casework::statusAuthorFromCode(toText(rows, 2));
            if (!id || !who || !author)
                return {};
            const QString status = toText(rows, 3);
            const auto corrects = rows.id<sync::RecordTag>(5);
            said[*who].first.push_back({.id = *id,
                                        .author = *author,
                                        .status = casework::traffickingStatusFromCode(status),
                                        .decidedOn = toText(rows, 4),
                                        .corrects = corrects,
                                        .isTakenBack = corrects && status.isEmpty(),
                                        .recordedAt = rows.value(6).integerOr(0)});
            return {};
        }));
    }
    QStringList marks;
    const QStringList kinds = casework::statusEventKinds();
    for (qsizetype i = 1; i <= kinds.size(); ++i)
        marks << u"?%1"_s.arg(i);
    INDARO_TRY_ASSIGN(auto rows, desk.log.connection().prepare(
                                     "SELECT id, case_file, kind, happened_at, recorded_at FROM case_event WHERE kind IN (" +
                                     marks.join(u',').toStdString() + ") ORDER BY recorded_at, id"));
    for (qsizetype i = 0; i < kinds.size(); ++i)
        rows.bind(int(i) + 1, kinds.at(i).toStdString());
    INDARO_TRY(forEachRow(rows, [&]() -> Result<void> {
        const auto id = rows.id<sync::RecordTag>(0);
        if (const auto who = find(rows.id<sync::RecordTag>(1)); id && who)
            said[*who].second.push_back({.id = *id,
                                         .kind = toText(rows, 2),
                                         .happenedAt = toText(rows, 3),
                                         .recordedAt = rows.value(4).integerOr(0)});
        return {};
    }));
    const auto isByThen = [until](const casework::StatusDecision &one) {
        if (const auto day = dayRangeOf(one.decidedOn))
            return day->from <= until;
        return model::localDay(one.recordedAt) <= until; // of a table that came in without a day: known since then
    };
    auto &numbers = column(Dimension::Status);
    for (auto &[who, told] : said) {
        if (const auto status = casework::makeStatusHistory(std::move(told.first), told.second, isByThen).status())
            numbers[std::size_t(who)] = texts.number(QString(casework::toCode(*status)));
    }
    return {};
}

} // namespace indaro::reports
