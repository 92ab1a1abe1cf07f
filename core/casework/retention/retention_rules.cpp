// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/casework/retention/retention_rules.h"

#include "core/base/error.h"
#include "core/model/csv.h"

#include <QStringList>

#include <algorithm>
#include <vector>

using namespace Qt::StringLiterals;

namespace indaro::casework {

namespace {

struct RetentionRule
{
    bool isForChild;
    int months;   ///< after the closing
    int untilAge; ///< and at least until this birthday; 0: whatever the age
    bool isToConfirm;
};

const std::vector<RetentionRule> &retentionRules()
{
    static const std::vector<RetentionRule> rules = [] {
        std::vector<RetentionRule> all;
        for (const QStringList &row : model::readCsvResource(u":/indaro/rules/retention.csv"_s)) {
            INDARO_CHECK(row.size() == 4);
            all.push_back({row[0] == "child"_L1, row[1].toInt(), row[2].toInt(), row[3].startsWith("[P]"_L1)});
        }
        return all;
    }();
    return rules;
}

} // namespace

int daysUnfiledIsKept()
{
    static const int days = [] {
        const auto rows = model::readCsvResource(u":/indaro/rules/unfiled.csv"_s);
        INDARO_CHECK(rows.size() == 1 && rows.front().size() == 3);
        const int count = rows.front()[1].toInt();
        INDARO_CHECK(count > 0);
        return count;
    }();
    return days;
}

bool isRetentionToConfirm()
{
    return std::ranges::any_of(retentionRules(), &RetentionRule::isToConfirm);
}

QDate keepUntilBy(QDate closedOn, bool isChild, const std::optional<QDate> &birth)
{
    const auto rule = std::ranges::find(retentionRules(), isChild, &RetentionRule::isForChild);
    INDARO_CHECK(rule != retentionRules().end());
    const QDate afterClosing = closedOn.addMonths(rule->months);
    if (rule->untilAge == 0 || !birth)
        return afterClosing;
    return std::max(afterClosing, birth->addYears(rule->untilAge));
}

} // namespace indaro::casework
