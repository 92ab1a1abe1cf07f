// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/server/sqlite_work.h"
#include "app/server/have_bytes.h"
#include "app/server/sqlite_rows.h"
#include "core/store/migration.h"

namespace indaro::server {

using namespace relay;
using base::Result;
using crypto::Digest;

namespace {

Result<void> createSchema(store::Connection &db)
{
    // No time of arrival of an envelope and no address is kept: nobody needs them here.
    return db.execute("CREATE TABLE setting(name TEXT NOT NULL PRIMARY KEY, value BLOB NOT NULL) WITHOUT ROWID;"
                      "CREATE TABLE shelter(id BLOB NOT NULL PRIMARY KEY, created_at INTEGER NOT NULL, total INTEGER NOT "
                      "NULL DEFAULT 0,"
                      " bytes INTEGER NOT NULL DEFAULT 0, quarantine_bytes INTEGER NOT NULL DEFAULT 0,"
                      " roster_blocks INTEGER NOT NULL DEFAULT 0, roster_bytes INTEGER NOT NULL DEFAULT 0) WITHOUT ROWID;"
                      "CREATE TABLE roster_block(position INTEGER PRIMARY KEY, shelter BLOB NOT NULL, hash BLOB NOT NULL,"
                      " bytes BLOB NOT NULL, UNIQUE(shelter, hash));"
                      "CREATE TABLE stream(id INTEGER PRIMARY KEY, shelter BLOB NOT NULL, device BLOB NOT NULL, stream "
                      "INTEGER NOT NULL,"
                      " number INTEGER NOT NULL, hash BLOB NOT NULL, dropped INTEGER NOT NULL, UNIQUE(shelter, device, "
                      "stream));"
                      "CREATE TABLE envelope(stream INTEGER NOT NULL, number INTEGER NOT NULL, hash BLOB NOT NULL, bytes "
                      "BLOB,"
                      " UNIQUE(stream, number));"
                      "CREATE TABLE acknowledged(shelter BLOB NOT NULL, device BLOB NOT NULL, have BLOB NOT NULL,"
                      " PRIMARY KEY(shelter, device)) WITHOUT ROWID;"
                      "CREATE TABLE quarantine(position INTEGER PRIMARY KEY, shelter BLOB NOT NULL, hash BLOB NOT NULL,"
                      " reason INTEGER NOT NULL, bytes BLOB NOT NULL, received_at INTEGER NOT NULL, UNIQUE(shelter, hash));"
                      "CREATE TABLE snapshot(position INTEGER PRIMARY KEY, shelter BLOB NOT NULL, hash BLOB NOT NULL,"
                      " manifest BLOB NOT NULL, is_complete INTEGER NOT NULL, received_at INTEGER NOT NULL, "
                      "UNIQUE(shelter, hash));"
                      "CREATE TABLE snapshot_part(snapshot INTEGER NOT NULL, part INTEGER NOT NULL, bytes BLOB NOT NULL,"
                      " UNIQUE(snapshot, part));"
                      "CREATE TABLE token(hash BLOB NOT NULL PRIMARY KEY, role INTEGER NOT NULL, shelter BLOB, device BLOB,"
                      " issued_at INTEGER NOT NULL) WITHOUT ROWID;"
                      "CREATE TABLE invitation(hash BLOB NOT NULL PRIMARY KEY, kind INTEGER NOT NULL, shelter BLOB,"
                      " expires_at INTEGER NOT NULL) WITHOUT ROWID;"
                      "CREATE TABLE mail(position INTEGER PRIMARY KEY, id BLOB NOT NULL UNIQUE, recipient BLOB NOT NULL,"
                      " bytes BLOB NOT NULL, received_at INTEGER NOT NULL, expires_at INTEGER NOT NULL);"
                      "CREATE INDEX mail_recipient ON mail(recipient);"
                      "CREATE TABLE aggregate(number INTEGER PRIMARY KEY AUTOINCREMENT, shelter BLOB NOT NULL, bytes BLOB "
                      "NOT NULL,"
                      " received_at INTEGER NOT NULL);");
}

/// The table `aggregate` goes: no laptop has ever sent anything there, and its token opened every receiver's.
Result<void> createPackets(store::Connection &db)
{
    return db.execute(
        "DROP TABLE aggregate;"
        "DELETE FROM token WHERE role = 2;"
        "ALTER TABLE token ADD COLUMN receiver BLOB;"
        "CREATE TABLE receiver(recipient BLOB NOT NULL PRIMARY KEY, created_at INTEGER NOT NULL) WITHOUT ROWID;"
        "CREATE TABLE packet(number INTEGER PRIMARY KEY AUTOINCREMENT, shelter BLOB NOT NULL,"
        " hash BLOB NOT NULL, recipient BLOB NOT NULL, size INTEGER NOT NULL, received_at INTEGER NOT NULL,"
        " expires_at INTEGER NOT NULL, state INTEGER NOT NULL DEFAULT 0, bytes BLOB, answer BLOB,"
        " UNIQUE(shelter, hash));"
        "CREATE INDEX packet_waiting ON packet(recipient, number) WHERE state = 0;"
        "CREATE INDEX packet_expiry ON packet(expires_at);");
}

constexpr std::array Migrations{store::Migration{1, "first", createSchema}, store::Migration{2, "packets", createPackets}};

} // namespace

Result<void> migrateRelay(store::Connection &connection)
{
    INDARO_TRY(store::migrate(connection, Migrations, {}));
    return {};
}

Result<void> SqliteWork::commit()
{
    INDARO_CHECK(m_transaction.has_value());
    return m_transaction->commit();
}

Result<std::vector<ShelterId>> SqliteWork::shelters()
{
    INDARO_TRY_ASSIGN(auto rows, m_db.prepare("SELECT id FROM shelter ORDER BY created_at, id"));
    std::vector<ShelterId> out;
    for (;;) {
        INDARO_TRY_ASSIGN(const bool found, rows.step());
        if (!found)
            return out;
        const auto id = rows.id<wire::ShelterTag>(0);
        if (!id)
            return strange();
        out.push_back(*id);
    }
}

Result<std::optional<ShelterRow>> SqliteWork::shelter(const ShelterId &id)
{
    INDARO_TRY_ASSIGN(auto row, m_db.prepare("SELECT total, bytes, quarantine_bytes, roster_blocks, roster_bytes"
                                             " FROM shelter WHERE id = ?1"));
    row.bind(1, id);
    INDARO_TRY_ASSIGN(const bool found, row.step());
    if (!found)
        return std::optional<ShelterRow>();
    return std::optional(
        ShelterRow{numberIn(row, 0), numberIn(row, 1), numberIn(row, 2), numberIn(row, 3), numberIn(row, 4)});
}

Result<void> SqliteWork::addShelter(const ShelterId &id, base::UtcMs now)
{
    INDARO_TRY_ASSIGN(auto add, m_db.prepare("INSERT INTO shelter(id, created_at) VALUES (?1, ?2)"));
    add.bind(1, id);
    add.bind(2, now);
    return add.run();
}

Result<std::vector<base::Bytes>> SqliteWork::rosterBlocks(const ShelterId &id)
{
    INDARO_TRY_ASSIGN(auto rows, m_db.prepare("SELECT bytes FROM roster_block WHERE shelter = ?1 ORDER BY position"));
    rows.bind(1, id);
    return allBytes(rows);
}

Result<void> SqliteWork::addRosterBlock(const ShelterId &id, const Digest &hash, base::ByteView block)
{
    INDARO_TRY_ASSIGN(auto add, m_db.prepare("INSERT INTO roster_block(shelter, hash, bytes) VALUES (?1, ?2, ?3)"));
    add.bind(1, id);
    add.bind(2, hash);
    add.bind(3, block);
    INDARO_TRY(add.run());
    INDARO_TRY_ASSIGN(auto count, m_db.prepare("UPDATE shelter SET roster_blocks = roster_blocks + 1,"
                                               " roster_bytes = roster_bytes + ?2 WHERE id = ?1"));
    count.bind(1, id);
    count.bind(2, toSql(block.size()));
    return count.run();
}

Result<std::map<StreamKey, StreamRow>> SqliteWork::streams(const ShelterId &id)
{
    INDARO_TRY_ASSIGN(auto rows,
                      m_db.prepare("SELECT device, stream, number, hash, dropped FROM stream WHERE shelter = ?1"));
    rows.bind(1, id);
    std::map<StreamKey, StreamRow> out;
    for (;;) {
        INDARO_TRY_ASSIGN(const bool found, rows.step());
        if (!found)
            return out;
        const auto device = rows.id<wire::DeviceTag>(0);
        if (!device)
            return strange();
        out.emplace(StreamKey{*device, static_cast<wire::Stream>(rows.integer(1))},
                    StreamRow{numberIn(rows, 2), digestIn(rows, 3), numberIn(rows, 4)});
    }
}

Result<std::optional<Digest>> SqliteWork::envelopeHash(const ShelterId &id, const StreamKey &key, std::uint64_t number)
{
    INDARO_TRY_ASSIGN(const auto stream, streamId(id, key));
    INDARO_TRY_ASSIGN(auto row, m_db.prepare("SELECT hash FROM envelope WHERE stream = ?1 AND number = ?2"));
    row.bind(1, stream.value_or(0));
    row.bind(2, toSql(number));
    INDARO_TRY_ASSIGN(const bool found, row.step());
    return found ? std::optional(digestIn(row, 0)) : std::nullopt;
}

Result<void> SqliteWork::append(const ShelterId &id, const StreamKey &key, std::span<const NewEnvelope> envelopes)
{
    if (envelopes.empty())
        return {};
    INDARO_TRY_ASSIGN(auto stream, streamId(id, key));
    if (!stream) {
        INDARO_TRY_ASSIGN(auto add, m_db.prepare("INSERT INTO stream(shelter, device, stream, number, hash, dropped)"
                                                 " VALUES (?1, ?2, ?3, 0, x'', 0)"));
        add.bind(1, id);
        add.bind(2, key.device);
        add.bind(3, static_cast<int>(key.stream));
        INDARO_TRY(add.run());
        stream = m_db.lastInsertRowId();
    }
    INDARO_TRY_ASSIGN(auto add, m_db.prepare("INSERT INTO envelope(stream, number, hash, bytes) VALUES (?1, ?2, ?3, ?4)"));
    std::uint64_t bytes = 0;
    for (const NewEnvelope &envelope : envelopes) {
        add.bind(1, *stream);
        add.bind(2, toSql(envelope.number));
        add.bind(3, envelope.hash);
        add.bind(4, envelope.bytes);
        INDARO_TRY(add.run());
        bytes += envelope.bytes.size();
    }
    INDARO_TRY_ASSIGN(auto head, m_db.prepare("UPDATE stream SET number = ?2, hash = ?3 WHERE id = ?1"));
    head.bind(1, *stream);
    head.bind(2, toSql(envelopes.back().number));
    head.bind(3, envelopes.back().hash);
    INDARO_TRY(head.run());
    return count(id, static_cast<std::int64_t>(envelopes.size()), toSql(bytes), 0);
}

Result<std::vector<base::Bytes>> SqliteWork::envelopes(const ShelterId &id, const StreamKey &key, std::uint64_t from,
                                                       std::uint64_t to, std::size_t bytes)
{
    INDARO_TRY_ASSIGN(const auto stream, streamId(id, key));
    INDARO_TRY_ASSIGN(auto rows, m_db.prepare("SELECT bytes FROM envelope WHERE stream = ?1 AND number BETWEEN ?2 AND"
                                              " ?3 AND bytes IS NOT NULL ORDER BY number"));
    rows.bind(1, stream.value_or(0));
    rows.bind(2, toSql(from));
    rows.bind(3, toSql(to));
    std::vector<base::Bytes> out;
    for (;;) {
        INDARO_TRY_ASSIGN(const bool found, rows.step());
        if (!found || (!out.empty() && rows.blob(0).size() > bytes))
            return out;
        bytes -= std::min(bytes, rows.blob(0).size());
        out.push_back(bytesIn(rows, 0));
    }
}

Result<void> SqliteWork::drop(const ShelterId &id, const StreamKey &key, std::uint64_t through)
{
    INDARO_TRY_ASSIGN(const auto stream, streamId(id, key));
    std::int64_t freed = 0;
    {
        INDARO_TRY_ASSIGN(auto sum, m_db.prepare("SELECT coalesce(sum(length(bytes)), 0) FROM envelope"
                                                 " WHERE stream = ?1 AND number <= ?2"));
        sum.bind(1, stream.value_or(0));
        sum.bind(2, toSql(through));
        INDARO_TRY(sum.step());
        freed = sum.integer(0);
    }
    INDARO_TRY_ASSIGN(auto forget, m_db.prepare("UPDATE envelope SET bytes = NULL WHERE stream = ?1 AND number <= ?2"
                                                " AND bytes IS NOT NULL"));
    forget.bind(1, stream.value_or(0));
    forget.bind(2, toSql(through));
    INDARO_TRY(forget.run());
    INDARO_TRY_ASSIGN(auto mark, m_db.prepare("UPDATE stream SET dropped = max(dropped, ?2) WHERE id = ?1"));
    mark.bind(1, stream.value_or(0));
    mark.bind(2, toSql(through));
    INDARO_TRY(mark.run());
    return count(id, 0, -freed, 0);
}

Result<std::map<DeviceId, wire::HaveVector>> SqliteWork::acknowledged(const ShelterId &id)
{
    INDARO_TRY_ASSIGN(auto rows, m_db.prepare("SELECT device, have FROM acknowledged WHERE shelter = ?1"));
    rows.bind(1, id);
    std::map<DeviceId, wire::HaveVector> out;
    for (;;) {
        INDARO_TRY_ASSIGN(const bool found, rows.step());
        if (!found)
            return out;
        const auto device = rows.id<wire::DeviceTag>(0);
        INDARO_TRY_ASSIGN(auto have, haveFromBytes(rows.blob(1)));
        if (!device)
            return strange();
        out.emplace(*device, std::move(have));
    }
}

Result<void> SqliteWork::setAcknowledged(const ShelterId &id, const DeviceId &device, const wire::HaveVector &have)
{
    INDARO_TRY_ASSIGN(auto set, m_db.prepare("INSERT OR REPLACE INTO acknowledged(shelter, device, have)"
                                             " VALUES (?1, ?2, ?3)"));
    set.bind(1, id);
    set.bind(2, device);
    set.bind(3, base::ByteView(haveToBytes(have)));
    return set.run();
}

Result<void> SqliteWork::addQuarantined(const ShelterId &id, const Digest &hash, const QuarantinedRow &row)
{
    INDARO_TRY_ASSIGN(auto add, m_db.prepare("INSERT OR IGNORE INTO quarantine(shelter, hash, reason, bytes, received_at)"
                                             " VALUES (?1, ?2, ?3, ?4, ?5)"));
    add.bind(1, id);
    add.bind(2, hash);
    add.bind(3, static_cast<int>(row.reason));
    add.bind(4, base::ByteView(row.bytes));
    add.bind(5, row.receivedAt);
    INDARO_TRY(add.run());
    return m_db.changedRows() == 0 ? Result<void>() : count(id, 0, 0, toSql(row.bytes.size()));
}

Result<std::vector<QuarantinedRow>> SqliteWork::quarantined(const ShelterId &id)
{
    INDARO_TRY_ASSIGN(auto rows, m_db.prepare("SELECT reason, bytes, received_at FROM quarantine WHERE shelter = ?1"
                                              " ORDER BY position"));
    rows.bind(1, id);
    std::vector<QuarantinedRow> out;
    for (;;) {
        INDARO_TRY_ASSIGN(const bool found, rows.step());
        if (!found)
            return out;
        out.push_back({static_cast<wire::ItemStatus>(rows.integer(0)), bytesIn(rows, 1), rows.integer(2)});
    }
}

Result<std::optional<std::int64_t>> SqliteWork::streamId(const ShelterId &id, const StreamKey &key)
{
    INDARO_TRY_ASSIGN(auto row, m_db.prepare("SELECT id FROM stream WHERE shelter = ?1 AND device = ?2 AND stream = ?3"));
    row.bind(1, id);
    row.bind(2, key.device);
    row.bind(3, static_cast<int>(key.stream));
    INDARO_TRY_ASSIGN(const bool found, row.step());
    return found ? std::optional(row.integer(0)) : std::nullopt;
}

Result<void> SqliteWork::count(const ShelterId &id, std::int64_t total, std::int64_t bytes, std::int64_t quarantined)
{
    INDARO_TRY_ASSIGN(auto set, m_db.prepare("UPDATE shelter SET total = total + ?2, bytes = bytes + ?3,"
                                             " quarantine_bytes = quarantine_bytes + ?4 WHERE id = ?1"));
    set.bind(1, id);
    set.bind(2, total);
    set.bind(3, bytes);
    set.bind(4, quarantined);
    return set.run();
}

Result<std::vector<base::Bytes>> SqliteWork::allBytes(store::Statement &rows)
{
    std::vector<base::Bytes> out;
    for (;;) {
        INDARO_TRY_ASSIGN(const bool found, rows.step());
        if (!found)
            return out;
        out.push_back(bytesIn(rows, 0));
    }
}

Result<std::optional<base::Bytes>> SqliteWork::oneBytes(store::Statement &row)
{
    INDARO_TRY_ASSIGN(const bool found, row.step());
    return found ? std::optional(bytesIn(row, 0)) : std::nullopt;
}

} // namespace indaro::server
