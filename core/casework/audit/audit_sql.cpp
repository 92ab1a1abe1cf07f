// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/casework/audit/audit.h"

#include "core/crypto/hash.h"

#include <algorithm>
#include <limits>

namespace indaro::casework {

using base::Errc;
using base::Error;
using base::Result;

namespace {

constexpr std::size_t SaltSize = 16;

base::Bytes toBytes(const crypto::Digest &digest)
{
    return {digest.begin(), digest.end()};
}

crypto::Digest commitmentOf(const AuditEntry &entry, base::ByteView salt)
{
    base::ByteWriter out;
    out.text("indaro/audit/content");
    out.blob(salt);
    out.u64(static_cast<std::uint64_t>(entry.at));
    out.raw(entry.user.bytes());
    out.text(entry.verb);
    out.blob(entry.object ? entry.object->bytes() : base::ByteView());
    out.text(entry.detail);
    return crypto::hash(out.bytes());
}

crypto::Digest chainOf(std::int64_t sequence, base::ByteView before, base::ByteView commitment)
{
    base::ByteWriter out;
    out.text("indaro/audit/chain");
    out.u64(static_cast<std::uint64_t>(sequence));
    out.blob(before);
    out.blob(commitment);
    return crypto::hash(out.bytes());
}

Result<AuditEntry> readEntry(const store::Statement &row)
{
    const auto user = row.id<sync::UserTag>(2);
    if (!user)
        return Error(Errc::StoreDamaged, {{"sequence", row.integer(0)}});
    return AuditEntry{row.integer(0), row.integer(1), *user, row.text(3), row.id<sync::RecordTag>(4), row.text(5)};
}

Result<std::vector<AuditEntry>> readEntries(store::Statement &rows)
{
    std::vector<AuditEntry> entries;
    for (;;) {
        INDARO_TRY_ASSIGN(const bool row, rows.step());
        if (!row)
            return entries;
        INDARO_TRY_ASSIGN(auto entry, readEntry(rows));
        entries.push_back(std::move(entry));
    }
}

} // namespace

Result<void> recordAudit(Desk &desk, AuditVerb verb, const std::optional<sync::RecordId> &object, std::string_view detail)
{
    INDARO_CHECK(desk.db.isInTransaction());
    AuditEntry entry{1, desk.clock.nowUtc(), desk.log.user(), std::string(auditVerbName(verb)), object, std::string(detail)};
    base::Bytes before;
    {
        INDARO_TRY_ASSIGN(auto last,
                          desk.log.connection().prepare("SELECT sequence, chain FROM audit ORDER BY sequence DESC LIMIT 1"));
        INDARO_TRY_ASSIGN(const bool found, last.step());
        if (found) {
            entry.sequence = last.integer(0) + 1;
            before.assign(last.blob(1).begin(), last.blob(1).end());
        }
    }
    base::Bytes salt(SaltSize);
    desk.random.fill(salt);
    const auto commitment = commitmentOf(entry, salt);
    INDARO_TRY_ASSIGN(auto insert,
                      desk.log.connection().prepare("INSERT INTO audit (sequence, at, user, verb, object, detail, salt, "
                                                    "commitment, chain) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)"));
    insert.bind(1, entry.sequence);
    insert.bind(2, entry.at);
    insert.bind(3, entry.user);
    insert.bind(4, entry.verb);
    if (entry.object)
        insert.bind(5, *entry.object);
    insert.bind(6, entry.detail);
    insert.bind(7, base::ByteView(salt));
    insert.bind(8, base::ByteView(commitment));
    insert.bind(9, base::ByteView(chainOf(entry.sequence, before, toBytes(commitment))));
    return insert.run();
}

Result<void> recordAuditNow(Desk &desk, AuditVerb verb, const std::optional<sync::RecordId> &object, std::string_view detail)
{
    INDARO_TRY_ASSIGN(auto transaction, desk.db.begin());
    INDARO_TRY(recordAudit(desk, verb, object, detail));
    return transaction.commit();
}

namespace {

std::string_view findingName(session::AnchorFinding finding)
{
    using enum session::AnchorFinding;
    switch (finding) {
    case Good:
        return {};
    case Missing:
        return "missing";
    case Damaged:
        return "damaged";
    case Older:
        return "older";
    case OtherHistory:
        return "other_history";
    }
    return {};
}

} // namespace

Result<void> recordFindings(Desk &desk, const session::UnlockReport &report)
{
    if (report.anchor != session::AnchorFinding::Good)
        INDARO_TRY(recordAuditNow(desk, AuditVerb::OlderThanAnchor, std::nullopt, findingName(report.anchor)));
    if (!report.formerSeries.empty())
        INDARO_TRY(recordAuditNow(desk, AuditVerb::BecameNewDevice, std::nullopt, report.formerSeries));
    return {};
}

std::string signInDetail(std::string_view how, const session::UnlockReport &report)
{
    std::string detail(how);
    if (report.failuresBefore > 0)
        detail += (detail.empty() ? "wrong before: " : ", wrong before: ") + std::to_string(report.failuresBefore);
    return detail;
}

Result<std::vector<AuditEntry>> listAudit(Desk &desk, int limit)
{
    INDARO_TRY_ASSIGN(auto rows, desk.db.prepare("SELECT sequence, at, user, verb, object, detail FROM audit "
                                                 "ORDER BY sequence DESC LIMIT ?1"));
    rows.bind(1, limit);
    return readEntries(rows);
}

Result<std::vector<AuditEntry>> listAuditOf(Desk &desk, AuditVerb verb)
{
    INDARO_TRY_ASSIGN(auto rows, desk.db.prepare("SELECT sequence, at, user, verb, object, detail FROM audit "
                                                 "WHERE verb = ?1 ORDER BY sequence"));
    rows.bind(1, auditVerbName(verb));
    return readEntries(rows);
}

namespace {

/// What of an opened thing names: her file, or a record of it.
constexpr std::string_view AboutHer =
    "(object = ?1 OR object IN (SELECT id FROM interview WHERE case_file = ?1 UNION ALL SELECT id FROM referral WHERE "
    "case_file = ?1 UNION ALL SELECT id FROM attachment_case WHERE case_file = ?1 UNION ALL SELECT id FROM "
    "attachment_identity "
    "WHERE case_file = ?1 UNION ALL SELECT id FROM attachment_health WHERE case_file = ?1 UNION ALL SELECT id FROM "
    "attachment_perpetrator WHERE case_file = ?1))";

std::string sqlOf(const AuditFilter &filter)
{
    std::string sql =
        "SELECT sequence, at, user, verb, object, detail FROM audit WHERE sequence < ?2 AND at >= ?3 AND at < ?4";
    if (filter.person)
        sql.append(" AND ").append(AboutHer);
    if (filter.user)
        sql += " AND user = ?5";
    if (!filter.detail.empty())
        sql += " AND substr(detail, 1, length(?7)) = ?7";
    for (std::size_t i = 0; i < filter.verbs.size(); ++i) // names are our own words, no values
        sql.append(i == 0 ? " AND verb IN ('" : "', '").append(auditVerbName(filter.verbs[i]));
    if (!filter.verbs.empty())
        sql += "')";
    return sql + " ORDER BY sequence DESC LIMIT ?6";
}

} // namespace

Result<std::vector<AuditEntry>> findAudit(Desk &desk, const AuditFilter &filter)
{
    INDARO_TRY(desk.access.mustRead(Thing::Journal));
    constexpr std::int64_t Never = std::numeric_limits<std::int64_t>::max();
    INDARO_TRY_ASSIGN(auto found, desk.log.connection().prepare(sqlOf(filter)));
    if (filter.person)
        found.bind(1, *filter.person);
    found.bind(2, filter.below > 0 ? filter.below : Never);
    found.bind(3, filter.from.value_or(std::numeric_limits<std::int64_t>::min()));
    found.bind(4, filter.until.value_or(Never));
    if (filter.user)
        found.bind(5, *filter.user);
    found.bind(6, filter.limit);
    if (!filter.detail.empty())
        found.bind(7, filter.detail);
    return readEntries(found);
}

Result<session::HistoryPosition> readHistory(store::Connection &db, const std::optional<session::HistoryPosition> &at)
{
    session::HistoryPosition position;
    {
        // Per device and stream, so that each maximum is one look into the index. The last operation of one may have been
        // compacted or erased: then its envelope, or of this laptop what was written down before, says how far it was.
        INDARO_TRY_ASSIGN(auto count,
                          db.prepare("SELECT coalesce(sum(max("
                                     "coalesce((SELECT max(o.sequence) FROM operation o WHERE o.device = d.number AND "
                                     "o.stream = s.stream), 0), "
                                     "coalesce((SELECT c.sequence FROM compacted c WHERE c.device = d.id AND "
                                     "c.stream = s.stream), 0), "
                                     "coalesce((SELECT e.last_sequence FROM envelope e WHERE e.device = d.id AND "
                                     "e.stream = s.stream ORDER BY e.number DESC LIMIT 1), 0))), 0) FROM log_device d, "
                                     "(SELECT 0 AS stream UNION ALL SELECT 1) s"));
        INDARO_TRY(count.step());
        position.operations = static_cast<std::uint64_t>(count.integer(0));
    }
    INDARO_TRY_ASSIGN(auto last, db.prepare("SELECT coalesce(max(sequence), 0) FROM audit"));
    INDARO_TRY(last.step());
    position.auditLines = static_cast<std::uint64_t>(last.integer(0));
    INDARO_TRY_ASSIGN(auto line, db.prepare("SELECT chain FROM audit WHERE sequence = ?1"));
    line.bind(1, static_cast<std::int64_t>(at ? at->auditLines : position.auditLines));
    INDARO_TRY_ASSIGN(const bool found, line.step());
    if (found && line.blob(0).size() == position.auditHead.size())
        std::ranges::copy(line.blob(0), position.auditHead.begin());
    INDARO_TRY_ASSIGN(const auto log, sync::logPosition(db, at ? std::optional(at->logLines) : std::nullopt));
    position.logLines = log.lines;
    position.logHead = log.head;
    return position;
}

Result<void> eraseAuditContent(Desk &desk)
{
    // Without the salt nobody can find out by trying what the commitment that stays was made of.
    INDARO_TRY_ASSIGN(auto erase,
                      desk.log.connection().prepare("UPDATE audit SET detail = '', salt = x'' WHERE length(salt) > 0 AND "
                                                    "object IN (SELECT record FROM erased)"));
    return erase.run();
}

namespace {

/// A line as it is in the file, which need not be one we wrote.
struct RawLine
{
    std::int64_t sequence;
    std::optional<AuditEntry> entry; ///< none: it is no line any more
    base::Bytes salt, commitment, chain;
    bool mayBeErased; ///< it is about a record of somebody who was
};

RawLine readRaw(const store::Statement &row)
{
    const auto bytesOf = [&row](int column) { return base::Bytes(row.blob(column).begin(), row.blob(column).end()); };
    RawLine line{row.integer(0), {}, bytesOf(6), bytesOf(7), bytesOf(8), row.integer(9) != 0};
    if (auto entry = readEntry(row))
        line.entry = std::move(*entry);
    return line;
}

std::optional<sync::ChainFault::Kind> judge(const RawLine &line, std::int64_t expected, const base::Bytes &before)
{
    if (line.sequence != expected)
        return sync::ChainFault::Kind::LineMissing;
    const bool isErased = line.entry && line.mayBeErased && line.salt.empty() && line.entry->detail.empty();
    if (!line.entry || toBytes(chainOf(expected, before, line.commitment)) != line.chain ||
        (!isErased && toBytes(commitmentOf(*line.entry, line.salt)) != line.commitment))
        return sync::ChainFault::Kind::LineChanged;
    return {};
}

} // namespace

Result<ChainCheck> checkAuditChain(Desk &desk)
{
    INDARO_TRY_ASSIGN(auto rows,
                      desk.log.connection().prepare(
                          "SELECT sequence, at, user, verb, object, detail, salt, "
                          "commitment, chain, object IN (SELECT record FROM erased) FROM audit ORDER BY sequence"));
    ChainCheck check;
    base::Bytes before;
    std::optional<base::UtcMs> lastAt;
    for (;;) {
        INDARO_TRY_ASSIGN(const bool row, rows.step());
        if (!row)
            return check;
        const RawLine line = readRaw(rows);
        if (const auto kind = judge(line, static_cast<std::int64_t>(check.lines) + 1, before)) {
            check.fault = sync::ChainFault{*kind, check.lines + 1, lastAt, {}};
            break;
        }
        ++check.lines;
        lastAt = line.entry->at;
        before = line.chain;
    }
    INDARO_TRY_ASSIGN(auto after, desk.log.connection().prepare("SELECT at FROM audit WHERE sequence > ?1 ORDER BY sequence "
                                                                "LIMIT 1"));
    after.bind(1, static_cast<std::int64_t>(check.fault->line));
    INDARO_TRY_ASSIGN(const bool isAfter, after.step());
    if (isAfter)
        check.fault->after = after.integer(0);
    return check;
}

Result<void> verifyAuditChain(Desk &desk)
{
    INDARO_TRY_ASSIGN(const ChainCheck check, checkAuditChain(desk));
    if (check.fault)
        return Error(Errc::StoreDamaged, {{"sequence", static_cast<std::int64_t>(check.fault->line)}});
    return {};
}

Result<ChainCheck> checkChangeLog(Desk &desk)
{
    constexpr std::size_t AtOnce = 5000;
    sync::LogCheck check(desk.log.rows(), desk.log.connection());
    while (!check.isDone())
        INDARO_TRY(check.step(AtOnce));
    return ChainCheck{check.lines(), check.fault()};
}

Result<std::string> auditDigits(Desk &desk, std::int64_t line)
{
    constexpr std::uint64_t TenDigits = 10'000'000'000;
    INDARO_TRY_ASSIGN(auto find, desk.log.connection().prepare("SELECT chain FROM audit WHERE sequence = ?1"));
    find.bind(1, line);
    INDARO_TRY_ASSIGN(const bool found, find.step());
    base::ByteReader in(found ? find.blob(0) : base::ByteView());
    std::string digits = std::to_string(in.u64() % TenDigits);
    return std::string(10 - digits.size(), '0') + digits;
}

} // namespace indaro::casework
