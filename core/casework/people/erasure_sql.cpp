// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/casework/people/erasure.h"

#include "core/base/log.h"
#include "core/casework/audit/audit.h"
#include "core/casework/retention/forgotten.h"
#include "core/session/former_database.h"
#include "core/sync/local_meta.h"

namespace indaro::casework {

using base::Result;

namespace {

constexpr std::string_view Followed = "casework.erased_followed"; ///< u64: how many records were erased the last time
constexpr std::string_view Cleared =
    "casework.erased_cleared"; ///< u64: and how much was gone when the file was last written anew

Result<std::uint64_t> erasedCount(Desk &desk)
{
    INDARO_TRY_ASSIGN(auto count, desk.log.connection().prepare("SELECT count(*) FROM erased"));
    INDARO_TRY_ASSIGN([[maybe_unused]] const bool row, count.step());
    return static_cast<std::uint64_t>(count.integer(0));
}

Result<std::uint64_t> countIn(Desk &desk, std::string_view key)
{
    INDARO_TRY_ASSIGN(const auto row, sync::findMeta(desk.log.connection(), key));
    if (!row)
        return std::uint64_t{0};
    base::ByteReader in(*row);
    return in.u64();
}

Result<void> keepCount(Desk &desk, std::string_view key, std::uint64_t count)
{
    base::ByteWriter out;
    out.u64(count);
    return sync::setMeta(desk.log.connection(), key, out.bytes());
}

/// Rows that are gone are overwritten where they stood, but pages that were rearranged may keep a copy, and the file from
/// before the last change of the schema keeps all of it. So the file is written anew and that one goes. Not in a
/// transaction.
Result<void> clearPages(Desk &desk, std::uint64_t gone)
{
    INDARO_TRY_ASSIGN(const auto cleared, countIn(desk, Cleared));
    if (cleared == gone)
        return {};
    INDARO_TRY(session::removeFormerDatabase(desk.log.connection()));
    INDARO_TRY(desk.log.connection().execute("VACUUM"));
    return keepCount(desk, Cleared, gone);
}

/// Of whatever account: every draft's key ends with the record it is about (drafts.h).
Result<void> dropDrafts(Desk &desk)
{
    std::vector<std::string> doomed;
    {
        INDARO_TRY_ASSIGN(auto rows, desk.log.connection().prepare("SELECT key FROM draft"));
        INDARO_TRY_ASSIGN(auto find, desk.log.connection().prepare("SELECT 1 FROM erased WHERE record = ?1"));
        for (;;) {
            INDARO_TRY_ASSIGN(const bool row, rows.step());
            if (!row)
                break;
            std::string key = rows.text(0);
            const auto record = sync::RecordId::fromText(std::string_view(key).substr(key.rfind('/') + 1));
            if (!record)
                continue;
            find.bind(1, *record);
            INDARO_TRY_ASSIGN(const bool isErased, find.step());
            find.reset();
            if (isErased)
                doomed.push_back(std::move(key));
        }
    }
    INDARO_TRY_ASSIGN(auto drop, desk.log.connection().prepare("DELETE FROM draft WHERE key = ?1"));
    for (const std::string &key : doomed) {
        drop.bind(1, key);
        INDARO_TRY(drop.run());
    }
    return {};
}

} // namespace

Result<void> followErasures(Desk &desk)
{
    INDARO_TRY_ASSIGN(auto transaction, desk.log.connection().begin());
    INDARO_TRY(letGoOfForgotten(desk));
    INDARO_TRY_ASSIGN(const auto erased, erasedCount(desk));
    INDARO_TRY_ASSIGN(const auto forgotten, forgottenCount(desk));
    if (erased + forgotten == 0)
        return transaction.commit();
    INDARO_TRY(dropDrafts(desk)); // each time: a page that was open when the order came may have kept one since
    INDARO_TRY_ASSIGN(const auto followed, countIn(desk, Followed));
    if (followed != erased) {
        INDARO_TRY(eraseAuditContent(desk));
        INDARO_TRY(keepCount(desk, Followed, erased));
    }
    INDARO_TRY(transaction.commit());
    // A full disk must hold up neither an exchange nor an order: it is tried again the next time.
    if (const auto cleared = clearPages(desk, erased + forgotten); !cleared)
        base::logError("erased_pages", cleared.error());
    return {};
}

Result<ErasureCertificate> certificateOf(Desk &desk, sync::Trust &trust, const sync::ErasureOrder &order)
{
    INDARO_TRY_ASSIGN(auto progress, sync::erasureProgress(desk.log, trust, order));
    const bool isEverywhere = progress.waiting.empty();
    return ErasureCertificate{order.at, std::move(progress), isEverywhere ? order.at : desk.clock.nowUtc()};
}

} // namespace indaro::casework
