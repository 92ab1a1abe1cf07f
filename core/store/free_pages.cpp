// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/free_pages.h"

#include "core/store/statement.h"

#include <algorithm>
#include <string>

namespace indaro::store {

using base::Result;

namespace {

Result<std::int64_t> freePages(Connection &db)
{
    INDARO_TRY_ASSIGN(auto count, db.prepare("PRAGMA freelist_count"));
    INDARO_TRY_ASSIGN(const bool found, count.step());
    return found ? count.integer(0) : 0;
}

} // namespace

Result<void> rewriteFreePages(Connection &db)
{
    // Less than any page holds, so that a blob of so many of them leaves some over, which small rows fill one by one: the
    // file hardly grows.
    constexpr std::int64_t InAPage = 3900;
    constexpr std::int64_t MostAtOnce = 100'000;
    INDARO_TRY_ASSIGN(std::int64_t left, freePages(db));
    if (left == 0)
        return {};
    INDARO_TRY_ASSIGN(auto transaction, db.begin());
    INDARO_TRY(db.execute("CREATE TABLE free_pages (filling BLOB)"));
    INDARO_TRY_ASSIGN(left, freePages(db));
    while (left > 0) {
        const std::int64_t bytes = left > 8 ? std::min(left - 8, MostAtOnce) * InAPage : 400;
        INDARO_TRY(db.execute("INSERT INTO free_pages VALUES (zeroblob(" + std::to_string(bytes) + "))"));
        INDARO_TRY_ASSIGN(left, freePages(db));
    }
    // Freed again, they are written with zeros: the connection deletes securely.
    INDARO_TRY(db.execute("DROP TABLE free_pages"));
    return transaction.commit();
}

} // namespace indaro::store
