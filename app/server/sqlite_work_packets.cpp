// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/server/sqlite_rows.h"
#include "app/server/sqlite_work.h"

namespace indaro::server {

using namespace relay;
using base::Result;
using crypto::Digest;

namespace {

constexpr const char *PacketColumns =
    "SELECT number, shelter, recipient, hash, size, received_at, expires_at, state FROM packet ";

Result<WaitingSize> sizeIn(store::Statement &row)
{
    INDARO_TRY(row.step());
    return WaitingSize{numberIn(row, 0), numberIn(row, 1)};
}

} // namespace

Result<void> SqliteWork::addReceiver(const Digest &recipient, base::UtcMs now)
{
    INDARO_TRY_ASSIGN(auto add, m_db.prepare("INSERT OR IGNORE INTO receiver(recipient, created_at) VALUES (?1, ?2)"));
    add.bind(1, recipient);
    add.bind(2, now);
    return add.run();
}

Result<bool> SqliteWork::hasReceiver(const Digest &recipient)
{
    INDARO_TRY_ASSIGN(auto find, m_db.prepare("SELECT 1 FROM receiver WHERE recipient = ?1"));
    find.bind(1, recipient);
    return find.step();
}

Result<void> SqliteWork::addPacket(const PacketRow &row, base::ByteView bytes)
{
    INDARO_TRY_ASSIGN(auto add, m_db.prepare("INSERT INTO packet(shelter, hash, recipient, size, received_at, expires_at,"
                                             " bytes) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)"));
    add.bind(1, row.shelter);
    add.bind(2, row.hash);
    add.bind(3, row.recipient);
    add.bind(4, toSql(bytes.size()));
    add.bind(5, row.receivedAt);
    add.bind(6, row.expiresAt);
    add.bind(7, bytes);
    return add.run();
}

Result<std::vector<PacketRow>> SqliteWork::packetRows(store::Statement &rows)
{
    std::vector<PacketRow> out;
    for (;;) {
        INDARO_TRY_ASSIGN(const bool found, rows.step());
        if (!found)
            return out;
        const auto shelter = rows.id<wire::ShelterTag>(1);
        if (!shelter)
            return strange();
        out.push_back({numberIn(rows, 0), *shelter, digestIn(rows, 2), digestIn(rows, 3),
                       static_cast<std::uint32_t>(rows.integer(4)), rows.integer(5), rows.integer(6),
                       static_cast<wire::PacketState>(rows.integer(7))});
    }
}

Result<std::optional<PacketRow>> SqliteWork::firstPacket(store::Statement &rows)
{
    INDARO_TRY_ASSIGN(const auto found, packetRows(rows));
    return found.empty() ? std::nullopt : std::optional(found.front());
}

Result<std::optional<PacketRow>> SqliteWork::packet(const ShelterId &from, const Digest &hash)
{
    INDARO_TRY_ASSIGN(auto rows, m_db.prepare(std::string(PacketColumns) + "WHERE shelter = ?1 AND hash = ?2"));
    rows.bind(1, from);
    rows.bind(2, hash);
    return firstPacket(rows);
}

Result<std::optional<PacketRow>> SqliteWork::packet(std::uint64_t number)
{
    INDARO_TRY_ASSIGN(auto rows, m_db.prepare(std::string(PacketColumns) + "WHERE number = ?1"));
    rows.bind(1, toSql(number));
    return firstPacket(rows);
}

Result<std::vector<PacketRow>> SqliteWork::packets(const Digest &recipient, std::uint64_t number, std::size_t most)
{
    INDARO_TRY_ASSIGN(auto rows, m_db.prepare(std::string(PacketColumns) + "WHERE recipient = ?1 AND state = 0 AND"
                                                                           " number > ?2 ORDER BY number LIMIT ?3"));
    rows.bind(1, recipient);
    rows.bind(2, toSql(number));
    rows.bind(3, toSql(most));
    return packetRows(rows);
}

Result<std::optional<base::Bytes>> SqliteWork::packetBytes(std::uint64_t number)
{
    INDARO_TRY_ASSIGN(auto row, m_db.prepare("SELECT bytes FROM packet WHERE number = ?1 AND state = 0 AND"
                                             " bytes IS NOT NULL"));
    row.bind(1, toSql(number));
    return oneBytes(row);
}

Result<base::Bytes> SqliteWork::packetAnswer(std::uint64_t number)
{
    INDARO_TRY_ASSIGN(auto row, m_db.prepare("SELECT answer FROM packet WHERE number = ?1 AND answer IS NOT NULL"));
    row.bind(1, toSql(number));
    INDARO_TRY_ASSIGN(auto found, oneBytes(row));
    return found ? std::move(*found) : base::Bytes();
}

Result<void> SqliteWork::closePacket(std::uint64_t number, wire::PacketState state, base::ByteView answer)
{
    INDARO_TRY_ASSIGN(auto close, m_db.prepare("UPDATE packet SET state = ?2, answer = ?3, bytes = NULL WHERE number = ?1"
                                               " AND state = 0"));
    close.bind(1, toSql(number));
    close.bind(2, static_cast<int>(state));
    if (answer.empty())
        close.bindNull(3);
    else
        close.bind(3, answer);
    return close.run();
}

Result<WaitingSize> SqliteWork::waitingFor(const Digest &recipient)
{
    INDARO_TRY_ASSIGN(auto row, m_db.prepare("SELECT count(*), coalesce(sum(size), 0) FROM packet WHERE recipient = ?1"
                                             " AND state = 0"));
    row.bind(1, recipient);
    return sizeIn(row);
}

Result<WaitingSize> SqliteWork::waitingFrom(const ShelterId &from)
{
    INDARO_TRY_ASSIGN(auto row, m_db.prepare("SELECT count(*), coalesce(sum(size), 0) FROM packet WHERE shelter = ?1"
                                             " AND state = 0"));
    row.bind(1, from);
    return sizeIn(row);
}

Result<std::uint64_t> SqliteWork::packetsSince(const ShelterId &from, base::UtcMs since)
{
    INDARO_TRY_ASSIGN(auto row, m_db.prepare("SELECT count(*) FROM packet WHERE shelter = ?1 AND received_at >= ?2"));
    row.bind(1, from);
    row.bind(2, since);
    INDARO_TRY(row.step());
    return numberIn(row, 0);
}

} // namespace indaro::server
