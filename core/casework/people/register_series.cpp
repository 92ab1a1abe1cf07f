// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/casework/people/register_series.h"

#include "core/casework/house/house.h"
#include "core/casework/people/people_sql.h"
#include "core/model/case_code.h"

namespace indaro::casework {

using base::Result;

Result<std::string> takeRegisterNumber(Desk &desk)
{
    INDARO_TRY_ASSIGN(const QString series, thisSeries(desk));
    INDARO_TRY_ASSIGN(const std::int64_t number, nextNumber(desk, "register"));
    return QStringLiteral("%1-%2").arg(series).arg(number, 4, 10, QLatin1Char('0')).toStdString();
}

Result<std::string> takeCaseCode(Desk &desk)
{
    for (;;) {
        std::string code = model::makeCaseCode(desk.random);
        INDARO_TRY_ASSIGN(auto find, desk.db.prepare(sql::CodeTaken));
        find.bind(1, code);
        INDARO_TRY_ASSIGN(const bool isTaken, find.step());
        if (!isTaken)
            return code;
    }
}

} // namespace indaro::casework
