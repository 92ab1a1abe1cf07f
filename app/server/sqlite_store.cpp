// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/server/sqlite_store.h"

#include "app/server/have_bytes.h"
#include "core/base/file.h"
#include "core/crypto/system_random.h"
#include "core/store/migration.h"

#include <system_error>

namespace indaro::server {

using namespace relay;
using base::Errc;
using base::Error;
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

constexpr std::array Migrations{store::Migration{1, "first", createSchema}};

Digest digestIn(const store::Statement &row, int column)
{
    Digest out{};
    const base::ByteView bytes = row.blob(column);
    if (bytes.size() == out.size())
        std::copy(bytes.begin(), bytes.end(), out.begin());
    return out;
}

base::Bytes bytesIn(const store::Statement &row, int column)
{
    const base::ByteView bytes = row.blob(column);
    return {bytes.begin(), bytes.end()};
}

std::uint64_t numberIn(const store::Statement &row, int column)
{
    return static_cast<std::uint64_t>(row.integer(column));
}

std::int64_t toSql(std::uint64_t number)
{
    return static_cast<std::int64_t>(number);
}

template <class T> void bindOptional(store::Statement &statement, int index, const std::optional<T> &id)
{
    if (id)
        statement.bind(index, *id);
    else
        statement.bindNull(index);
}

Error strange()
{
    return Error(Errc::StoreDamaged);
}

class SqliteWork final : public RelayWork
{
public:
    SqliteWork(store::Connection &db, std::optional<store::Transaction> transaction)
        : m_db(db), m_transaction(std::move(transaction))
    {
    }

    Result<void> commit() override
    {
        INDARO_CHECK(m_transaction.has_value());
        return m_transaction->commit();
    }

    Result<std::vector<ShelterId>> shelters() override
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
    Result<std::optional<ShelterRow>> shelter(const ShelterId &id) override
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
    Result<void> addShelter(const ShelterId &id, base::UtcMs now) override
    {
        INDARO_TRY_ASSIGN(auto add, m_db.prepare("INSERT INTO shelter(id, created_at) VALUES (?1, ?2)"));
        add.bind(1, id);
        add.bind(2, now);
        return add.run();
    }
    Result<std::vector<base::Bytes>> rosterBlocks(const ShelterId &id) override
    {
        INDARO_TRY_ASSIGN(auto rows, m_db.prepare("SELECT bytes FROM roster_block WHERE shelter = ?1 ORDER BY position"));
        rows.bind(1, id);
        return allBytes(rows);
    }
    Result<void> addRosterBlock(const ShelterId &id, const Digest &hash, base::ByteView block) override
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

    Result<std::map<StreamKey, StreamRow>> streams(const ShelterId &id) override
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
    Result<std::optional<Digest>> envelopeHash(const ShelterId &id, const StreamKey &key, std::uint64_t number) override
    {
        INDARO_TRY_ASSIGN(const auto stream, streamId(id, key));
        INDARO_TRY_ASSIGN(auto row, m_db.prepare("SELECT hash FROM envelope WHERE stream = ?1 AND number = ?2"));
        row.bind(1, stream.value_or(0));
        row.bind(2, toSql(number));
        INDARO_TRY_ASSIGN(const bool found, row.step());
        return found ? std::optional(digestIn(row, 0)) : std::nullopt;
    }
    Result<void> append(const ShelterId &id, const StreamKey &key, std::span<const NewEnvelope> envelopes) override
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
        INDARO_TRY_ASSIGN(auto add,
                          m_db.prepare("INSERT INTO envelope(stream, number, hash, bytes) VALUES (?1, ?2, ?3, ?4)"));
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
    Result<std::vector<base::Bytes>> envelopes(const ShelterId &id, const StreamKey &key, std::uint64_t from,
                                               std::uint64_t to, std::size_t bytes) override
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
    Result<void> drop(const ShelterId &id, const StreamKey &key, std::uint64_t through) override
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
    Result<std::map<DeviceId, wire::HaveVector>> acknowledged(const ShelterId &id) override
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
    Result<void> setAcknowledged(const ShelterId &id, const DeviceId &device, const wire::HaveVector &have) override
    {
        INDARO_TRY_ASSIGN(auto set, m_db.prepare("INSERT OR REPLACE INTO acknowledged(shelter, device, have)"
                                                 " VALUES (?1, ?2, ?3)"));
        set.bind(1, id);
        set.bind(2, device);
        set.bind(3, base::ByteView(haveToBytes(have)));
        return set.run();
    }
    Result<void> addQuarantined(const ShelterId &id, const Digest &hash, const QuarantinedRow &row) override
    {
        INDARO_TRY_ASSIGN(auto add,
                          m_db.prepare("INSERT OR IGNORE INTO quarantine(shelter, hash, reason, bytes, received_at)"
                                       " VALUES (?1, ?2, ?3, ?4, ?5)"));
        add.bind(1, id);
        add.bind(2, hash);
        add.bind(3, static_cast<int>(row.reason));
        add.bind(4, base::ByteView(row.bytes));
        add.bind(5, row.receivedAt);
        INDARO_TRY(add.run());
        return m_db.changedRows() == 0 ? Result<void>() : count(id, 0, 0, toSql(row.bytes.size()));
    }
    Result<std::vector<QuarantinedRow>> quarantined(const ShelterId &id) override
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

    Result<std::vector<SnapshotRow>> snapshots(const ShelterId &id) override
    {
        INDARO_TRY_ASSIGN(auto rows,
                          m_db.prepare("SELECT hash, manifest, (SELECT count(*) FROM snapshot_part p WHERE p.snapshot ="
                                       " s.position), is_complete, received_at FROM snapshot s WHERE shelter = ?1"
                                       " ORDER BY position DESC"));
        rows.bind(1, id);
        std::vector<SnapshotRow> out;
        for (;;) {
            INDARO_TRY_ASSIGN(const bool found, rows.step());
            if (!found)
                return out;
            out.push_back({digestIn(rows, 0), bytesIn(rows, 1), static_cast<std::uint32_t>(rows.integer(2)),
                           rows.integer(3) != 0, rows.integer(4)});
        }
    }
    Result<void> addSnapshot(const ShelterId &id, const SnapshotRow &row) override
    {
        INDARO_TRY_ASSIGN(auto add, m_db.prepare("INSERT INTO snapshot(shelter, hash, manifest, is_complete, received_at)"
                                                 " VALUES (?1, ?2, ?3, 0, ?4)"));
        add.bind(1, id);
        add.bind(2, row.hash);
        add.bind(3, base::ByteView(row.manifest));
        add.bind(4, row.receivedAt);
        return add.run();
    }
    Result<void> addSnapshotPart(const ShelterId &id, const Digest &snapshot, std::uint32_t part,
                                 base::ByteView bytes) override
    {
        INDARO_TRY_ASSIGN(auto add, m_db.prepare("INSERT OR IGNORE INTO snapshot_part(snapshot, part, bytes)"
                                                 " SELECT position, ?3, ?4 FROM snapshot WHERE shelter = ?1 AND hash = ?2"));
        add.bind(1, id);
        add.bind(2, snapshot);
        add.bind(3, static_cast<std::int64_t>(part));
        add.bind(4, bytes);
        INDARO_TRY(add.run());
        return m_db.changedRows() == 0 ? Result<void>() : count(id, 0, toSql(bytes.size()), 0);
    }
    Result<std::optional<base::Bytes>> snapshotPart(const ShelterId &id, const Digest &snapshot, std::uint32_t part) override
    {
        INDARO_TRY_ASSIGN(auto row, m_db.prepare("SELECT p.bytes FROM snapshot s JOIN snapshot_part p ON p.snapshot ="
                                                 " s.position WHERE s.shelter = ?1 AND s.hash = ?2 AND p.part = ?3"));
        row.bind(1, id);
        row.bind(2, snapshot);
        row.bind(3, static_cast<std::int64_t>(part));
        return oneBytes(row);
    }
    Result<void> setSnapshotComplete(const ShelterId &id, const Digest &snapshot) override
    {
        INDARO_TRY_ASSIGN(auto set, m_db.prepare("UPDATE snapshot SET is_complete = 1 WHERE shelter = ?1 AND hash = ?2"));
        set.bind(1, id);
        set.bind(2, snapshot);
        return set.run();
    }
    Result<void> removeSnapshot(const ShelterId &id, const Digest &snapshot) override
    {
        INDARO_TRY_ASSIGN(auto find, m_db.prepare("SELECT position FROM snapshot WHERE shelter = ?1 AND hash = ?2"));
        find.bind(1, id);
        find.bind(2, snapshot);
        INDARO_TRY_ASSIGN(const bool found, find.step());
        if (!found)
            return {};
        const std::int64_t position = find.integer(0);
        find.reset();
        return removeSnapshotAt(id, position);
    }

    Result<void> addToken(const Digest &hash, const TokenRow &row) override
    {
        INDARO_TRY_ASSIGN(auto add, m_db.prepare("INSERT INTO token(hash, role, shelter, device, issued_at)"
                                                 " VALUES (?1, ?2, ?3, ?4, ?5)"));
        add.bind(1, hash);
        add.bind(2, static_cast<int>(row.role));
        bindOptional(add, 3, row.shelter);
        bindOptional(add, 4, row.device);
        add.bind(5, row.issuedAt);
        return add.run();
    }
    Result<std::optional<TokenRow>> token(const Digest &hash) override
    {
        INDARO_TRY_ASSIGN(auto row, m_db.prepare("SELECT role, shelter, device, issued_at FROM token WHERE hash = ?1"));
        row.bind(1, hash);
        INDARO_TRY_ASSIGN(const bool found, row.step());
        return found ? std::optional(tokenIn(row)) : std::nullopt;
    }
    Result<std::vector<TokenRow>> tokens() override
    {
        INDARO_TRY_ASSIGN(auto rows, m_db.prepare("SELECT role, shelter, device, issued_at FROM token"));
        std::vector<TokenRow> out;
        for (;;) {
            INDARO_TRY_ASSIGN(const bool found, rows.step());
            if (!found)
                return out;
            out.push_back(tokenIn(rows));
        }
    }
    Result<std::uint64_t> removeTokens(const std::optional<DeviceId> &device) override
    {
        INDARO_TRY_ASSIGN(
            auto remove, m_db.prepare(device ? "DELETE FROM token WHERE device = ?1" : "DELETE FROM token WHERE role = ?1"));
        if (device)
            remove.bind(1, *device);
        else
            remove.bind(1, static_cast<int>(Role::Commission));
        INDARO_TRY(remove.run());
        return static_cast<std::uint64_t>(m_db.changedRows());
    }
    Result<void> addInvitation(const Digest &hash, const InvitationRow &row) override
    {
        INDARO_TRY_ASSIGN(auto add, m_db.prepare("INSERT INTO invitation(hash, kind, shelter, expires_at)"
                                                 " VALUES (?1, ?2, ?3, ?4)"));
        add.bind(1, hash);
        add.bind(2, static_cast<int>(row.kind));
        bindOptional(add, 3, row.shelter);
        add.bind(4, row.expiresAt);
        return add.run();
    }
    Result<std::optional<InvitationRow>> takeInvitation(const Digest &hash) override
    {
        std::optional<InvitationRow> out;
        {
            INDARO_TRY_ASSIGN(auto row, m_db.prepare("SELECT kind, shelter, expires_at FROM invitation WHERE hash = ?1"));
            row.bind(1, hash);
            INDARO_TRY_ASSIGN(const bool found, row.step());
            if (!found)
                return out;
            out = InvitationRow{static_cast<InvitationKind>(row.integer(0)), row.id<wire::ShelterTag>(1), row.integer(2)};
        }
        INDARO_TRY_ASSIGN(auto remove, m_db.prepare("DELETE FROM invitation WHERE hash = ?1"));
        remove.bind(1, hash);
        INDARO_TRY(remove.run());
        return out;
    }

    Result<void> addMail(const ShelterId &recipient, const MailRow &row, base::ByteView bytes) override
    {
        INDARO_TRY_ASSIGN(auto add, m_db.prepare("INSERT INTO mail(id, recipient, bytes, received_at, expires_at)"
                                                 " VALUES (?1, ?2, ?3, ?4, ?5)"));
        add.bind(1, row.id);
        add.bind(2, recipient);
        add.bind(3, bytes);
        add.bind(4, row.receivedAt);
        add.bind(5, row.expiresAt);
        return add.run();
    }
    Result<std::vector<MailRow>> mail(const ShelterId &recipient) override
    {
        INDARO_TRY_ASSIGN(auto rows, m_db.prepare("SELECT id, length(bytes), received_at, expires_at FROM mail"
                                                  " WHERE recipient = ?1 ORDER BY position"));
        rows.bind(1, recipient);
        std::vector<MailRow> out;
        for (;;) {
            INDARO_TRY_ASSIGN(const bool found, rows.step());
            if (!found)
                return out;
            const auto id = rows.id<relay::MailTag>(0);
            if (!id)
                return strange();
            out.push_back({*id, static_cast<std::uint32_t>(rows.integer(1)), rows.integer(2), rows.integer(3)});
        }
    }
    Result<std::optional<base::Bytes>> mailBytes(const ShelterId &recipient, const MailId &id) override
    {
        INDARO_TRY_ASSIGN(auto row, m_db.prepare("SELECT bytes FROM mail WHERE recipient = ?1 AND id = ?2"));
        row.bind(1, recipient);
        row.bind(2, id);
        return oneBytes(row);
    }
    Result<bool> removeMail(const ShelterId &recipient, const MailId &id) override
    {
        INDARO_TRY_ASSIGN(auto remove, m_db.prepare("DELETE FROM mail WHERE recipient = ?1 AND id = ?2"));
        remove.bind(1, recipient);
        remove.bind(2, id);
        INDARO_TRY(remove.run());
        return m_db.changedRows() > 0;
    }
    Result<void> addAggregate(const ShelterId &from, base::ByteView bytes, base::UtcMs now) override
    {
        INDARO_TRY_ASSIGN(auto add, m_db.prepare("INSERT INTO aggregate(shelter, bytes, received_at) VALUES (?1, ?2, ?3)"));
        add.bind(1, from);
        add.bind(2, bytes);
        add.bind(3, now);
        return add.run();
    }
    Result<std::vector<AggregateRow>> aggregates(std::uint64_t number, std::size_t most) override
    {
        INDARO_TRY_ASSIGN(auto rows, m_db.prepare("SELECT number, shelter, received_at, bytes FROM aggregate"
                                                  " WHERE number > ?1 ORDER BY number LIMIT ?2"));
        rows.bind(1, toSql(number));
        rows.bind(2, toSql(most));
        std::vector<AggregateRow> out;
        for (;;) {
            INDARO_TRY_ASSIGN(const bool found, rows.step());
            if (!found)
                return out;
            const auto shelter = rows.id<wire::ShelterTag>(1);
            if (!shelter)
                return strange();
            out.push_back({numberIn(rows, 0), *shelter, rows.integer(2), bytesIn(rows, 3)});
        }
    }
    Result<std::uint64_t> aggregatesSince(const ShelterId &from, base::UtcMs since) override
    {
        INDARO_TRY_ASSIGN(auto row, m_db.prepare("SELECT count(*) FROM aggregate WHERE shelter = ?1 AND received_at >= ?2"));
        row.bind(1, from);
        row.bind(2, since);
        INDARO_TRY(row.step());
        return numberIn(row, 0);
    }

    Result<void> removeExpired(base::UtcMs now, base::UtcMs staleBefore) override
    {
        INDARO_TRY_ASSIGN(auto mails, m_db.prepare("DELETE FROM mail WHERE expires_at <= ?1"));
        mails.bind(1, now);
        INDARO_TRY(mails.run());
        INDARO_TRY_ASSIGN(auto invitations, m_db.prepare("DELETE FROM invitation WHERE expires_at <= ?1"));
        invitations.bind(1, now);
        INDARO_TRY(invitations.run());
        std::vector<std::pair<ShelterId, std::int64_t>> stale;
        {
            INDARO_TRY_ASSIGN(auto rows, m_db.prepare("SELECT shelter, position FROM snapshot WHERE is_complete = 0 AND"
                                                      " received_at < ?1"));
            rows.bind(1, staleBefore);
            for (;;) {
                INDARO_TRY_ASSIGN(const bool found, rows.step());
                if (!found)
                    break;
                if (const auto id = rows.id<wire::ShelterTag>(0))
                    stale.emplace_back(*id, rows.integer(1));
            }
        }
        for (const auto &[id, position] : stale)
            INDARO_TRY(removeSnapshotAt(id, position));
        return {};
    }

    Result<std::optional<base::SecretBytes>> identitySeed() override
    {
        INDARO_TRY_ASSIGN(auto row, m_db.prepare("SELECT value FROM setting WHERE name = 'identity-seed'"));
        INDARO_TRY_ASSIGN(const bool found, row.step());
        std::optional<base::SecretBytes> out;
        if (found)
            out = base::SecretBytes::copyOf(row.blob(0));
        return out;
    }
    Result<void> setIdentitySeed(const base::SecretBytes &seed) override
    {
        INDARO_TRY_ASSIGN(auto add, m_db.prepare("INSERT INTO setting(name, value) VALUES ('identity-seed', ?1)"));
        add.bind(1, seed.view());
        return add.run();
    }

private:
    Result<std::optional<std::int64_t>> streamId(const ShelterId &id, const StreamKey &key)
    {
        INDARO_TRY_ASSIGN(auto row,
                          m_db.prepare("SELECT id FROM stream WHERE shelter = ?1 AND device = ?2 AND stream = ?3"));
        row.bind(1, id);
        row.bind(2, key.device);
        row.bind(3, static_cast<int>(key.stream));
        INDARO_TRY_ASSIGN(const bool found, row.step());
        return found ? std::optional(row.integer(0)) : std::nullopt;
    }
    Result<void> count(const ShelterId &id, std::int64_t total, std::int64_t bytes, std::int64_t quarantined)
    {
        INDARO_TRY_ASSIGN(auto set, m_db.prepare("UPDATE shelter SET total = total + ?2, bytes = bytes + ?3,"
                                                 " quarantine_bytes = quarantine_bytes + ?4 WHERE id = ?1"));
        set.bind(1, id);
        set.bind(2, total);
        set.bind(3, bytes);
        set.bind(4, quarantined);
        return set.run();
    }
    Result<void> removeSnapshotAt(const ShelterId &id, std::int64_t position)
    {
        std::int64_t freed = 0;
        {
            INDARO_TRY_ASSIGN(auto sum, m_db.prepare("SELECT coalesce(sum(length(bytes)), 0) FROM snapshot_part"
                                                     " WHERE snapshot = ?1"));
            sum.bind(1, position);
            INDARO_TRY(sum.step());
            freed = sum.integer(0);
        }
        for (const char *sql :
             {"DELETE FROM snapshot_part WHERE snapshot = ?1", "DELETE FROM snapshot WHERE position = ?1"}) {
            INDARO_TRY_ASSIGN(auto remove, m_db.prepare(sql));
            remove.bind(1, position);
            INDARO_TRY(remove.run());
        }
        return count(id, 0, -freed, 0);
    }
    static TokenRow tokenIn(const store::Statement &row)
    {
        return {static_cast<Role>(row.integer(0)), row.id<wire::ShelterTag>(1), row.id<wire::DeviceTag>(2), row.integer(3)};
    }
    static Result<std::vector<base::Bytes>> allBytes(store::Statement &rows)
    {
        std::vector<base::Bytes> out;
        for (;;) {
            INDARO_TRY_ASSIGN(const bool found, rows.step());
            if (!found)
                return out;
            out.push_back(bytesIn(rows, 0));
        }
    }
    static Result<std::optional<base::Bytes>> oneBytes(store::Statement &row)
    {
        INDARO_TRY_ASSIGN(const bool found, row.step());
        return found ? std::optional(bytesIn(row, 0)) : std::nullopt;
    }

    store::Connection &m_db;
    std::optional<store::Transaction> m_transaction;
};

/// The raw key, made with the folder. Errors: FileNotWritable, FileNotReadable, StoreWrongKey (not a key).
Result<base::SecretBytes> keyOf(const std::filesystem::path &folder)
{
    const auto path = folder / "relay.key";
    std::error_code ec;
    if (!std::filesystem::exists(path, ec) && !std::filesystem::exists(folder / "relay.db", ec)) {
        const auto key = crypto::randomSecret(32);
        INDARO_TRY(base::writeFileDurably(path, key.view()));
    }
    INDARO_TRY_ASSIGN(auto bytes, base::readFile(path, 64));
    if (bytes.size() != 32)
        return Error(Errc::StoreWrongKey);
    auto key = base::SecretBytes::copyOf(bytes);
    crypto::wipe(bytes);
    return key;
}

} // namespace

SqliteStore::SqliteStore(store::Connection connection, base::SecretBytes key)
    : m_connection(std::move(connection)), m_key(std::move(key))
{
}

Result<std::unique_ptr<SqliteStore>> SqliteStore::open(const std::filesystem::path &folder)
{
    std::error_code ec;
    if (!std::filesystem::exists(folder, ec)) {
        std::filesystem::create_directories(folder, ec);
        if (!ec)
            std::filesystem::permissions(folder, std::filesystem::perms::owner_all, ec);
    }
    if (ec)
        return Error(Errc::FileNotWritable);
    INDARO_TRY_ASSIGN(auto key, keyOf(folder));
    const auto path = folder / "relay.db";
    const auto mode =
        std::filesystem::exists(path, ec) ? store::Connection::Mode::ReadWrite : store::Connection::Mode::Create;
    INDARO_TRY_ASSIGN(auto connection, store::Connection::open(path, key, mode));
    // The administrator's commands run beside the server: each waits for the other. Wiping every page in
    // memory is for content; here everything but ids is sealed already.
    INDARO_TRY(connection.execute("PRAGMA busy_timeout = 10000; PRAGMA cipher_memory_security = OFF"));
    INDARO_TRY(store::migrate(connection, Migrations, {}));
    return std::unique_ptr<SqliteStore>(new SqliteStore(std::move(connection), std::move(key)));
}

Result<std::unique_ptr<RelayWork>> SqliteStore::read()
{
    // A deferred transaction would keep readers from seeing two states in one unit of work, but an immediate
    // one is as cheap here (one process, one thread) and never fails half way.
    INDARO_TRY_ASSIGN(auto transaction, m_connection.begin());
    return std::unique_ptr<RelayWork>(std::make_unique<SqliteWork>(m_connection, std::move(transaction)));
}

Result<std::unique_ptr<RelayWork>> SqliteStore::write(const std::optional<ShelterId> &)
{
    INDARO_TRY_ASSIGN(auto transaction, m_connection.begin());
    return std::unique_ptr<RelayWork>(std::make_unique<SqliteWork>(m_connection, std::move(transaction)));
}

Result<void> SqliteStore::backupTo(const std::filesystem::path &folder)
{
    std::error_code ec;
    std::filesystem::create_directories(folder, ec);
    if (ec)
        return Error(Errc::FileNotWritable);
    if (std::filesystem::exists(folder / "relay.db", ec) || std::filesystem::exists(folder / "relay.key", ec))
        return Error(Errc::VaultExists);
    INDARO_TRY(m_connection.backupTo(folder / "relay.db", m_key));
    INDARO_TRY(base::writeFileDurably(folder / "relay.key", m_key.view()));
    return base::syncFolder(folder);
}

} // namespace indaro::server
