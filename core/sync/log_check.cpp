// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/log_check.h"

#include <algorithm>

namespace indaro::sync {

using base::Result;
using Kind = ChainFault::Kind;

struct LogCheck::Line
{
    std::int64_t number;
    std::int64_t device;
    Stream stream;
    std::uint64_t sequence;
    std::optional<std::int64_t> removes;
    base::Bytes salt, commitment, chain;
};

Result<std::vector<LogCheck::Line>> LogCheck::read(std::size_t limit)
{
    INDARO_TRY_ASSIGN(auto rows,
                      m_db->prepare("SELECT number, device, stream, sequence, removes, salt, commitment, chain FROM "
                                    "operation_line WHERE number > ?1 ORDER BY number LIMIT ?2"));
    rows.bind(1, static_cast<std::int64_t>(m_last));
    rows.bind(2, static_cast<std::int64_t>(limit));
    std::vector<Line> lines;
    const auto bytesOf = [&rows](int column) { return base::Bytes(rows.blob(column).begin(), rows.blob(column).end()); };
    for (;;) {
        INDARO_TRY_ASSIGN(const bool row, rows.step());
        if (!row)
            return lines;
        lines.push_back({rows.integer(0), rows.integer(1), static_cast<Stream>(rows.integer(2)),
                         static_cast<std::uint64_t>(rows.integer(3)),
                         rows.isNull(4) ? std::optional<std::int64_t>() : rows.integer(4), bytesOf(5), bytesOf(6),
                         bytesOf(7)});
    }
}

Result<void> LogCheck::step(std::size_t limit)
{
    INDARO_TRY_ASSIGN(const auto lines, read(limit));
    for (const Line &line : lines) {
        INDARO_TRY_ASSIGN(const auto kind, judge(line));
        if (kind)
            return found(*kind, m_last + 1);
        m_last = static_cast<std::uint64_t>(line.number);
        m_chain = line.chain;
    }
    if (lines.size() < limit)
        return finish();
    return {};
}

Result<std::optional<Kind>> LogCheck::judge(const Line &line)
{
    if (line.number != static_cast<std::int64_t>(m_last) + 1)
        return std::optional(Kind::LineMissing);
    if (lineHash(line.number, m_chain, line.removes, line.commitment) != line.chain)
        return std::optional(Kind::LineChanged);
    if (line.removes)
        return judgeRemoval(line);
    if (line.salt.empty()) {
        m_letGo.insert(line.number);
        return std::optional<Kind>();
    }
    INDARO_TRY_ASSIGN(const auto operation, operationOf(line));
    if (!operation)
        return std::optional(Kind::ContentMissing);
    if (operationCommitment(*operation, line.salt) != line.commitment)
        return std::optional(Kind::ContentChanged);
    return std::optional<Kind>();
}

/// The line it names must have lost its salt: when we passed it, or since.
Result<std::optional<Kind>> LogCheck::judgeRemoval(const Line &line)
{
    if (m_letGo.erase(*line.removes) > 0)
        return std::optional<Kind>();
    INDARO_TRY_ASSIGN(auto find, m_db->prepare("SELECT length(salt) FROM operation_line WHERE number = ?1"));
    find.bind(1, *line.removes);
    INDARO_TRY_ASSIGN(const bool isThere, find.step());
    return isThere && find.integer(0) == 0 ? std::optional<Kind>() : std::optional(Kind::LineChanged);
}

/// None: it is not there, or it is no operation any more.
Result<std::optional<Operation>> LogCheck::operationOf(const Line &line)
{
    const auto none = [](const base::Error &error) -> Result<std::optional<Operation>> {
        if (error.code == base::Errc::OperationDamaged)
            return std::optional<Operation>();
        return error;
    };
    auto device = m_rows->device(line.device);
    if (!device)
        return none(device.error());
    auto operations = m_rows->ofDevice(*device, line.stream, line.sequence, 1);
    if (!operations)
        return none(operations.error());
    if (operations->empty() || operations->front().dot.sequence != line.sequence)
        return std::optional<Operation>();
    return std::optional(std::move(operations->front()));
}

Result<void> LogCheck::finish()
{
    if (!m_letGo.empty()) // its content went, and no line ever said so
        return found(Kind::ContentMissing, static_cast<std::uint64_t>(*m_letGo.begin()));
    INDARO_TRY_ASSIGN(auto unknown,
                      m_db->prepare("SELECT time FROM operation o WHERE NOT EXISTS (SELECT 1 FROM operation_line l WHERE "
                                    "l.device = o.device AND l.stream = o.stream AND l.sequence = o.sequence AND "
                                    "length(l.salt) > 0) ORDER BY time LIMIT 1"));
    INDARO_TRY_ASSIGN(const bool isUnknown, unknown.step());
    m_isDone = true;
    if (isUnknown) {
        const auto at = utcMsOf(static_cast<HybridTime>(unknown.integer(0)));
        m_fault = ChainFault{Kind::ContentUnknown, 0, at, at};
    }
    return {};
}

Result<void> LogCheck::found(Kind kind, std::uint64_t line)
{
    INDARO_TRY_ASSIGN(const auto before, timeBeside(line, true));
    INDARO_TRY_ASSIGN(const auto after, timeBeside(line, false));
    m_fault = ChainFault{kind, line, before, after};
    m_last = std::min(m_last, line - 1);
    m_isDone = true;
    return {};
}

/// When the nearest operation that is still there was written.
Result<std::optional<base::UtcMs>> LogCheck::timeBeside(std::uint64_t line, bool isBefore)
{
    INDARO_TRY_ASSIGN(
        auto beside,
        m_db->prepare(isBefore
                          ? "SELECT o.time FROM operation_line l JOIN operation o ON o.device = l.device AND o.stream = "
                            "l.stream AND o.sequence = l.sequence WHERE l.number < ?1 ORDER BY l.number DESC LIMIT 1"
                          : "SELECT o.time FROM operation_line l JOIN operation o ON o.device = l.device AND o.stream = "
                            "l.stream AND o.sequence = l.sequence WHERE l.number > ?1 ORDER BY l.number LIMIT 1"));
    beside.bind(1, static_cast<std::int64_t>(line));
    INDARO_TRY_ASSIGN(const bool row, beside.step());
    return row ? std::optional(utcMsOf(static_cast<HybridTime>(beside.integer(0)))) : std::nullopt;
}

} // namespace indaro::sync
