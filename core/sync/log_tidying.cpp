// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/log_tidying.h"

#include "core/sync/envelope_rows.h"
#include "core/sync/local_meta.h"
#include "core/sync/snapshot.h"

#include <algorithm>
#include <optional>

namespace indaro::sync {

using base::Result;

namespace {

constexpr std::string_view TidyKey = "sync.tidied";

/// Where the way through the log has got to.
struct Place
{
    base::UtcMs begunAt = 0;
    std::optional<base::Bytes> after; ///< the last record that is done, empty before the first; none: all are
};

Result<std::optional<Place>> readPlace(store::Connection &db)
{
    INDARO_TRY_ASSIGN(const auto row, findMeta(db, TidyKey));
    if (!row)
        return std::optional<Place>();
    base::ByteReader in(*row);
    Place place;
    place.begunAt = static_cast<base::UtcMs>(in.u64());
    if (in.u8() != 0) {
        const auto after = in.raw(in.remaining());
        place.after = base::Bytes(after.begin(), after.end());
    }
    return std::optional(place);
}

Result<void> keepPlace(store::Connection &db, const Place &place)
{
    base::ByteWriter out;
    out.u64(static_cast<std::uint64_t>(place.begunAt));
    out.u8(place.after ? 1 : 0);
    if (place.after)
        out.raw(*place.after);
    return setMeta(db, TidyKey, out.bytes());
}

struct Portion
{
    std::vector<RecordKey> old; ///< with something that may be old enough
    base::Bytes last;
    bool isFull = false;
};

/// The next records by their ids. Answered by the index of the log; only what is old and was changed is read.
Result<Portion> nextPortion(store::Connection &db, base::ByteView after, HybridTime keepSince, std::size_t count)
{
    Portion portion;
    std::vector<RecordId> old;
    {
        INDARO_TRY_ASSIGN(auto rows,
                          db.prepare("SELECT o.record, count(*) > 1 AND min(o.time) < ?2 FROM (SELECT DISTINCT record FROM "
                                     "operation WHERE record > ?1 ORDER BY record LIMIT ?3) r JOIN operation o ON "
                                     "o.record = r.record GROUP BY o.record ORDER BY o.record"));
        rows.bind(1, after);
        rows.bind(2, static_cast<std::int64_t>(keepSince));
        rows.bind(3, static_cast<std::int64_t>(count));
        for (std::size_t seen = 1;; ++seen) {
            INDARO_TRY_ASSIGN(const bool found, rows.step());
            if (!found)
                break;
            portion.last.assign(rows.blob(0).begin(), rows.blob(0).end());
            portion.isFull = seen == count;
            if (const auto record = rows.id<RecordTag>(0); record && rows.integer(1) != 0)
                old.push_back(*record);
        }
    }
    INDARO_TRY_ASSIGN(auto tables, db.prepare("SELECT DISTINCT record_table FROM operation WHERE record = ?1"));
    for (const RecordId &record : old) {
        tables.bind(1, record);
        for (;;) {
            INDARO_TRY_ASSIGN(const bool found, tables.step());
            if (!found)
                break;
            portion.old.push_back({static_cast<std::uint16_t>(tables.integer(0)), record});
        }
        tables.reset();
    }
    return portion;
}

/// Of each laptop what came, and was let in, without a gap; of this one what has been cut. What is put aside comes in one
/// day, and must not be taken for something that was let go of.
Result<CoveredSequences> coveredHere(store::Connection &db)
{
    EnvelopeRows rows(db);
    INDARO_TRY_ASSIGN(const auto heads, rows.appliedHeads());
    CoveredSequences covered;
    for (const auto &[key, head] : heads)
        covered[{key.device, key.stream}] = head.lastSequence;
    return covered;
}

/// Whether the clock agrees with what the other laptops have written: one that stands at 2039 would have all history go that
/// was replaced until yesterday. Alone there is nobody to ask.
Result<bool> isClockPlausible(ChangeLog &log, base::UtcMs now)
{
    INDARO_TRY_ASSIGN(
        auto newest,
        log.connection().prepare("SELECT max(time) FROM (SELECT (SELECT o.time FROM operation o WHERE o.device = d.number "
                                 "AND o.stream = s.stream ORDER BY o.sequence DESC LIMIT 1) AS time FROM log_device d, "
                                 "(SELECT 0 AS stream UNION ALL SELECT 1) s WHERE d.id <> ?1)"));
    newest.bind(1, log.device());
    INDARO_TRY_ASSIGN(const bool found, newest.step());
    return !found || newest.isNull(0) || now <= utcMsOf(static_cast<HybridTime>(newest.integer(0))) + HistoryKept;
}

} // namespace

Result<TidyStep> tidyLog(ChangeLog &log, const TidyLimits &limits)
{
    store::Connection &db = log.connection();
    const base::UtcMs now = log.nowUtc();
    INDARO_TRY_ASSIGN(const auto kept, readPlace(db));
    Place place = kept.value_or(Place{now, base::Bytes()});
    if (!place.after) {
        if (now >= place.begunAt && now - place.begunAt < TidyEvery) // a clock that was set back may have it go again
            return TidyStep{};
        place = {now, base::Bytes()};
    }
    INDARO_TRY_ASSIGN(const bool isPlausible, isClockPlausible(log, now));
    if (!isPlausible)
        return TidyStep{};
    INDARO_TRY_ASSIGN(auto transaction, db.begin());
    CompactOptions options{now - HistoryKept, {}, limits.dropped};
    INDARO_TRY_ASSIGN(options.covered, coveredHere(db));
    const auto keepSince = static_cast<HybridTime>(std::max<base::UtcMs>(options.keepSinceUtc, 0)) << 16;
    INDARO_TRY_ASSIGN(const Portion portion, nextPortion(db, *place.after, keepSince, limits.records));
    TidyStep step;
    INDARO_TRY_ASSIGN(step.dropped, compactRecords(log, options, portion.old));
    const bool isCutShort = step.dropped >= limits.dropped; // the same records once more: there may be more in them
    step.hasMore = isCutShort || portion.isFull;
    if (!isCutShort)
        place.after = portion.isFull ? std::optional(portion.last) : std::nullopt;
    INDARO_TRY(keepPlace(db, place));
    INDARO_TRY(transaction.commit());
    return step;
}

} // namespace indaro::sync
