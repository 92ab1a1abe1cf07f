// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/log_lines.h"

#include "core/crypto/system_random.h"
#include "core/sync/operation_rows.h"

#include <algorithm>

namespace indaro::sync {

using base::Result;

namespace {

constexpr std::size_t SaltSize = 16;
constexpr std::size_t ChainPage = 500;

base::Bytes shortHash(const base::ByteWriter &out)
{
    const auto digest = crypto::hash(out.bytes());
    return {digest.begin(), digest.begin() + LineHashSize};
}

void putDot(base::ByteWriter &out, const Dot &dot)
{
    out.raw(dot.device.bytes());
    out.u8(static_cast<std::uint8_t>(dot.stream));
    out.u64(dot.sequence);
}

} // namespace

base::Bytes operationCommitment(const Operation &operation, base::ByteView salt)
{
    base::ByteWriter out;
    out.text("indaro/log/operation");
    out.blob(salt);
    putDot(out, operation.dot);
    out.u8(static_cast<std::uint8_t>(operation.kind));
    out.u64(operation.time);
    out.raw(operation.user.bytes());
    out.u16(operation.table);
    out.raw(operation.record.bytes());
    out.u16(operation.field);
    out.blob(encodeContent(operation));
    out.u32(static_cast<std::uint32_t>(operation.bases.size()));
    for (const Dot &base : operation.bases)
        putDot(out, base);
    return shortHash(out);
}

base::Bytes lineHash(std::int64_t number, base::ByteView before, const std::optional<std::int64_t> &removes,
                     base::ByteView commitment)
{
    base::ByteWriter out;
    out.text("indaro/log/line");
    out.u64(static_cast<std::uint64_t>(number));
    out.blob(before);
    out.u64(static_cast<std::uint64_t>(removes.value_or(0)));
    out.blob(commitment);
    return shortHash(out);
}

Result<void> LogLines::append(std::int64_t device, const Dot &dot, std::optional<std::int64_t> removes, base::ByteView salt,
                              base::ByteView commitment)
{
    std::int64_t number = 1;
    base::Bytes before;
    {
        INDARO_TRY_ASSIGN(auto last, m_db->prepare("SELECT number, chain FROM operation_line ORDER BY number DESC LIMIT 1"));
        INDARO_TRY_ASSIGN(const bool found, last.step());
        if (found) {
            number = last.integer(0) + 1;
            before.assign(last.blob(1).begin(), last.blob(1).end());
        }
    }
    INDARO_TRY_ASSIGN(
        auto insert,
        m_db->prepare("INSERT INTO operation_line (number, device, stream, sequence, removes, salt, commitment, "
                      "chain) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)"));
    insert.bind(1, number);
    insert.bind(2, device);
    insert.bind(3, static_cast<std::int64_t>(dot.stream));
    insert.bind(4, static_cast<std::int64_t>(dot.sequence));
    if (removes)
        insert.bind(5, *removes);
    else
        insert.bindNull(5);
    insert.bind(6, salt);
    insert.bind(7, commitment);
    insert.bind(8, base::ByteView(lineHash(number, before, removes, commitment)));
    return insert.run();
}

Result<void> LogLines::wrote(std::int64_t device, const Operation &operation)
{
    base::Bytes salt(SaltSize);
    crypto::SystemRandom().fill(salt);
    return append(device, operation.dot, {}, salt, operationCommitment(operation, salt));
}

Result<void> LogLines::letGo(std::int64_t device, const Dot &dot)
{
    std::int64_t line = 0;
    {
        INDARO_TRY_ASSIGN(auto find,
                          m_db->prepare("SELECT number FROM operation_line WHERE device = ?1 AND stream = ?2 AND sequence = "
                                        "?3 AND length(salt) > 0"));
        find.bind(1, device);
        find.bind(2, static_cast<std::int64_t>(dot.stream));
        find.bind(3, static_cast<std::int64_t>(dot.sequence));
        INDARO_TRY_ASSIGN(const bool found, find.step());
        if (!found)
            return {}; // it was not here
        line = find.integer(0);
    }
    INDARO_TRY_ASSIGN(auto forget, m_db->prepare("UPDATE operation_line SET salt = x'' WHERE number = ?1"));
    forget.bind(1, line);
    INDARO_TRY(forget.run());
    return append(device, dot, line, {}, {});
}

Result<LogPosition> logPosition(store::Connection &db, std::optional<std::uint64_t> atLine)
{
    LogPosition position;
    INDARO_TRY_ASSIGN(auto last, db.prepare("SELECT coalesce(max(number), 0) FROM operation_line"));
    INDARO_TRY(last.step());
    position.lines = static_cast<std::uint64_t>(last.integer(0));
    INDARO_TRY_ASSIGN(auto line, db.prepare("SELECT chain FROM operation_line WHERE number = ?1"));
    line.bind(1, static_cast<std::int64_t>(atLine.value_or(position.lines)));
    INDARO_TRY_ASSIGN(const bool found, line.step());
    if (found && line.blob(0).size() == LineHashSize)
        std::ranges::copy(line.blob(0), position.head.begin());
    return position;
}

Result<void> chainWholeLog(store::Connection &db)
{
    OperationRows rows(db);
    LogLines lines(db);
    std::optional<Dot> last;
    for (;;) {
        INDARO_TRY_ASSIGN(const auto page, rows.after(last, ChainPage));
        for (const Operation &operation : page) {
            INDARO_TRY_ASSIGN(const auto device, rows.deviceNumber(operation.dot.device));
            INDARO_TRY(lines.wrote(device, operation));
            last = operation.dot;
        }
        if (page.size() < ChainPage)
            return {};
    }
}

} // namespace indaro::sync
