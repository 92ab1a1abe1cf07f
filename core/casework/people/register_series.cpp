// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/casework/people/register_series.h"

#include "core/casework/people/people_sql.h"
#include "core/model/case_code.h"
#include "core/sync/local_meta.h"

#include <charconv>

namespace indaro::casework {

using base::Errc;
using base::Error;
using base::Result;

Result<std::string> takeRegisterNumber(Desk &desk)
{
    INDARO_CHECK(desk.db.isInTransaction());
    INDARO_TRY_ASSIGN(const auto seriesBytes, sync::findMeta(desk.db, sync::meta::Series));
    if (!seriesBytes)
        return Error(Errc::NotFound, {{"what", std::string("series")}});
    const std::string series(base::asText(*seriesBytes));
    const std::string key = "register_number." + series;
    INDARO_TRY_ASSIGN(const auto stored, sync::findMeta(desk.db, key));
    std::uint64_t last = 0;
    if (stored) {
        const std::string_view digits = base::asText(*stored);
        std::from_chars(digits.data(), digits.data() + digits.size(), last);
    }
    std::string number = std::to_string(last + 1);
    INDARO_TRY(sync::setMeta(desk.db, key, base::asBytes(number)));
    if (number.size() < 4)
        number.insert(0, 4 - number.size(), '0');
    return series + "-" + number;
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
