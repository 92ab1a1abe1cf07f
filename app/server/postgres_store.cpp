// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/server/postgres_store.h"

#include "app/server/have_bytes.h"
#include "app/server/pg_connection.h"

#include <algorithm>

namespace indaro::server {

using namespace relay;
using base::Errc;
using base::Error;
using base::Result;
using crypto::Digest;

namespace {

/// Advisory lock numbers that are no shelter's (a shelter's has the highest bit set).
constexpr std::int64_t CommonLock = 1;
constexpr std::int64_t MigrationLock = 2;
constexpr std::int64_t PacketLock = 3;

constexpr const char *FirstSchema =
    "CREATE TABLE setting(name text PRIMARY KEY, value bytea NOT NULL);"
    "CREATE TABLE shelter(id bytea PRIMARY KEY, created_at bigint NOT NULL, total bigint NOT NULL DEFAULT 0,"
    " bytes bigint NOT NULL DEFAULT 0, quarantine_bytes bigint NOT NULL DEFAULT 0,"
    " roster_blocks bigint NOT NULL DEFAULT 0, roster_bytes bigint NOT NULL DEFAULT 0);"
    "CREATE TABLE roster_block(shelter bytea NOT NULL, position bigint NOT NULL, hash bytea NOT NULL,"
    " bytes bytea NOT NULL, PRIMARY KEY(shelter, position), UNIQUE(shelter, hash));"
    "CREATE TABLE stream(shelter bytea NOT NULL, device bytea NOT NULL, stream bigint NOT NULL, number "
    "bigint NOT NULL,"
    " hash bytea NOT NULL, dropped bigint NOT NULL DEFAULT 0, PRIMARY KEY(shelter, device, stream));"
    "CREATE TABLE envelope(shelter bytea NOT NULL, device bytea NOT NULL, stream bigint NOT NULL, number "
    "bigint NOT NULL,"
    " hash bytea NOT NULL, bytes bytea, PRIMARY KEY(shelter, device, stream, number));"
    "ALTER TABLE envelope ALTER COLUMN bytes SET STORAGE EXTERNAL;" // sealed: trying to compress it is wasted
    "CREATE TABLE acknowledged(shelter bytea NOT NULL, device bytea NOT NULL, have bytea NOT NULL,"
    " PRIMARY KEY(shelter, device));"
    "CREATE TABLE quarantine(shelter bytea NOT NULL, hash bytea NOT NULL, position bigserial, reason bigint "
    "NOT NULL,"
    " bytes bytea NOT NULL, received_at bigint NOT NULL, PRIMARY KEY(shelter, hash));"
    "CREATE TABLE snapshot(shelter bytea NOT NULL, hash bytea NOT NULL, position bigserial, manifest bytea "
    "NOT NULL,"
    " is_complete bigint NOT NULL, received_at bigint NOT NULL, PRIMARY KEY(shelter, hash));"
    "CREATE TABLE snapshot_part(shelter bytea NOT NULL, snapshot bytea NOT NULL, part bigint NOT NULL,"
    " bytes bytea NOT NULL, PRIMARY KEY(shelter, snapshot, part));"
    "ALTER TABLE snapshot_part ALTER COLUMN bytes SET STORAGE EXTERNAL;"
    "CREATE TABLE token(hash bytea PRIMARY KEY, role bigint NOT NULL, shelter bytea, device bytea,"
    " issued_at bigint NOT NULL);"
    "CREATE TABLE invitation(hash bytea PRIMARY KEY, kind bigint NOT NULL, shelter bytea, expires_at bigint "
    "NOT NULL);"
    "CREATE TABLE mail(recipient bytea NOT NULL, id bytea NOT NULL, position bigserial, bytes bytea NOT NULL,"
    " received_at bigint NOT NULL, expires_at bigint NOT NULL, PRIMARY KEY(recipient, id));"
    "CREATE TABLE aggregate(number bigserial PRIMARY KEY, shelter bytea NOT NULL, bytes bytea NOT NULL,"
    " received_at bigint NOT NULL);"
    "CREATE INDEX aggregate_shelter ON aggregate(shelter, received_at);";

/// The table `aggregate` goes: no laptop has ever sent anything there, and its token opened every receiver's.
constexpr const char *PacketSchema =
    "DROP TABLE aggregate;"
    "DELETE FROM token WHERE role = 2;"
    "ALTER TABLE token ADD COLUMN receiver bytea;"
    "CREATE TABLE receiver(recipient bytea PRIMARY KEY, created_at bigint NOT NULL);"
    "CREATE TABLE packet(number bigserial PRIMARY KEY, shelter bytea NOT NULL, hash bytea NOT NULL,"
    " recipient bytea NOT NULL, size bigint NOT NULL, received_at bigint NOT NULL, expires_at bigint NOT NULL,"
    " state bigint NOT NULL DEFAULT 0, bytes bytea, answer bytea, UNIQUE(shelter, hash));"
    "ALTER TABLE packet ALTER COLUMN bytes SET STORAGE EXTERNAL;" // sealed, as envelopes are
    "CREATE INDEX packet_waiting ON packet(recipient, number) WHERE state = 0;"
    "CREATE INDEX packet_expiry ON packet(expires_at);";

/// Each brings the schema from the version before to its own; never changed once released.
constexpr std::array Migrations{FirstSchema, PacketSchema};

std::int64_t lockOf(const std::optional<ShelterId> &shelter)
{
    if (!shelter)
        return CommonLock;
    std::uint64_t value = 0;
    for (std::size_t i = 0; i < 8; ++i)
        value = (value << 8) | std::to_integer<std::uint64_t>(shelter->bytes()[i]);
    return static_cast<std::int64_t>(value | (std::uint64_t{1} << 63));
}

std::int64_t toSql(std::uint64_t number)
{
    return static_cast<std::int64_t>(number);
}

Error strange()
{
    return Error(Errc::StoreDamaged);
}

Digest digestIn(const PgRows &rows, int row, int column)
{
    Digest out{};
    const base::ByteView bytes = rows.bytes(row, column);
    if (bytes.size() == out.size())
        std::copy(bytes.begin(), bytes.end(), out.begin());
    return out;
}

template <class Id> std::optional<Id> idIn(const PgRows &rows, int row, int column)
{
    return rows.isNull(row, column) ? std::nullopt : Id::fromBytes(rows.bytes(row, column));
}

std::uint64_t countIn(const PgRows &rows, int row, int column)
{
    return static_cast<std::uint64_t>(rows.number(row, column));
}

template <class Id> std::optional<base::ByteView> bytesOf(const std::optional<Id> &id)
{
    return id ? std::optional(id->bytes()) : std::nullopt;
}

class PostgresWork final : public RelayWork
{
public:
    explicit PostgresWork(PgConnection &db) : m_db(db) {}
    ~PostgresWork() override
    {
        if (!m_isCommitted)
            (void)m_db.run("ROLLBACK"); // when the connection is gone, so is the transaction
    }
    PostgresWork(const PostgresWork &) = delete;
    PostgresWork &operator=(const PostgresWork &) = delete;

    Result<void> commit() override
    {
        INDARO_TRY(m_db.run("COMMIT"));
        m_isCommitted = true;
        return {};
    }

    Result<std::vector<ShelterId>> shelters() override
    {
        INDARO_TRY_ASSIGN(const auto rows, m_db.ask("SELECT id FROM shelter ORDER BY created_at, id"));
        std::vector<ShelterId> out;
        for (int i = 0; i < rows.count(); ++i) {
            const auto id = idIn<ShelterId>(rows, i, 0);
            if (!id)
                return strange();
            out.push_back(*id);
        }
        return out;
    }
    Result<std::optional<ShelterRow>> shelter(const ShelterId &id) override
    {
        INDARO_TRY_ASSIGN(const auto rows, m_db.ask("SELECT total, bytes, quarantine_bytes, roster_blocks, roster_bytes"
                                                    " FROM shelter WHERE id = $1",
                                                    PgParams().bytes(id.bytes())));
        if (rows.count() == 0)
            return std::optional<ShelterRow>();
        return std::optional(ShelterRow{countIn(rows, 0, 0), countIn(rows, 0, 1), countIn(rows, 0, 2), countIn(rows, 0, 3),
                                        countIn(rows, 0, 4)});
    }
    Result<void> addShelter(const ShelterId &id, base::UtcMs now) override
    {
        return change("INSERT INTO shelter(id, created_at) VALUES ($1, $2)", PgParams().bytes(id.bytes()).number(now));
    }
    Result<std::vector<base::Bytes>> rosterBlocks(const ShelterId &id) override
    {
        INDARO_TRY_ASSIGN(const auto rows, m_db.ask("SELECT bytes FROM roster_block WHERE shelter = $1 ORDER BY position",
                                                    PgParams().bytes(id.bytes())));
        return firstColumn(rows);
    }
    Result<void> addRosterBlock(const ShelterId &id, const Digest &hash, base::ByteView block) override
    {
        INDARO_TRY(change("INSERT INTO roster_block(shelter, position, hash, bytes) SELECT id, roster_blocks + 1, $2, $3"
                          " FROM shelter WHERE id = $1",
                          PgParams().bytes(id.bytes()).bytes(hash).bytes(block)));
        return change("UPDATE shelter SET roster_blocks = roster_blocks + 1, roster_bytes = roster_bytes + "
                      "$2 WHERE id = $1",
                      PgParams().bytes(id.bytes()).number(toSql(block.size())));
    }

    Result<std::map<StreamKey, StreamRow>> streams(const ShelterId &id) override
    {
        INDARO_TRY_ASSIGN(const auto rows, m_db.ask("SELECT device, stream, number, hash, dropped FROM stream"
                                                    " WHERE shelter = $1",
                                                    PgParams().bytes(id.bytes())));
        std::map<StreamKey, StreamRow> out;
        for (int i = 0; i < rows.count(); ++i) {
            const auto device = idIn<DeviceId>(rows, i, 0);
            if (!device)
                return strange();
            out.emplace(StreamKey{*device, static_cast<wire::Stream>(rows.number(i, 1))},
                        StreamRow{countIn(rows, i, 2), digestIn(rows, i, 3), countIn(rows, i, 4)});
        }
        return out;
    }
    Result<std::optional<Digest>> envelopeHash(const ShelterId &id, const StreamKey &key, std::uint64_t number) override
    {
        INDARO_TRY_ASSIGN(const auto rows, m_db.ask("SELECT hash FROM envelope WHERE shelter = $1 AND device = $2 AND"
                                                    " stream = $3 AND number = $4",
                                                    of(id, key).number(toSql(number))));
        return rows.count() == 0 ? std::nullopt : std::optional(digestIn(rows, 0, 0));
    }
    Result<void> append(const ShelterId &id, const StreamKey &key, std::span<const NewEnvelope> envelopes) override
    {
        if (envelopes.empty())
            return {};
        std::vector<std::int64_t> numbers;
        std::vector<base::ByteView> hashes;
        std::vector<base::ByteView> contents;
        std::uint64_t bytes = 0;
        for (const NewEnvelope &envelope : envelopes) {
            numbers.push_back(toSql(envelope.number));
            hashes.emplace_back(envelope.hash);
            contents.push_back(envelope.bytes);
            bytes += envelope.bytes.size();
        }
        INDARO_TRY(change("INSERT INTO envelope(shelter, device, stream, number, hash, bytes)"
                          " SELECT $1, $2, $3, * FROM unnest($4::bigint[], $5::bytea[], $6::bytea[])",
                          of(id, key).numbers(numbers).byteList(hashes).byteList(contents)));
        INDARO_TRY(change("INSERT INTO stream(shelter, device, stream, number, hash) VALUES ($1, $2, $3, $4, $5)"
                          " ON CONFLICT (shelter, device, stream) DO UPDATE SET number = excluded.number,"
                          " hash = excluded.hash",
                          of(id, key).number(numbers.back()).bytes(hashes.back())));
        return count(id, static_cast<std::int64_t>(envelopes.size()), toSql(bytes), 0);
    }
    Result<std::vector<base::Bytes>> envelopes(const ShelterId &id, const StreamKey &key, std::uint64_t from,
                                               std::uint64_t to, std::size_t bytes) override
    {
        // The sum before a row says whether it still fits; the database reads no more than is sent.
        INDARO_TRY_ASSIGN(
            const auto rows,
            m_db.ask("SELECT e.bytes FROM (SELECT number, sum(octet_length(bytes)) OVER (ORDER BY number) AS upto"
                     " FROM (SELECT number, bytes FROM envelope WHERE shelter = $1 AND device = $2 AND stream = "
                     "$3 AND"
                     " number BETWEEN $4 AND $5 AND bytes IS NOT NULL ORDER BY number LIMIT $7) r) s"
                     " JOIN envelope e ON e.shelter = $1 AND e.device = $2 AND e.stream = $3 AND e.number = "
                     "s.number"
                     " WHERE s.upto <= $6 OR s.number = $4 ORDER BY s.number",
                     of(id, key).number(toSql(from)).number(toSql(to)).number(toSql(bytes)).number(MostAtOnce)));
        return firstColumn(rows);
    }
    Result<void> drop(const ShelterId &id, const StreamKey &key, std::uint64_t through) override
    {
        INDARO_TRY_ASSIGN(const auto sum, m_db.ask("SELECT coalesce(sum(octet_length(bytes)), 0)::bigint FROM envelope WHERE"
                                                   " shelter = $1 AND device = $2 AND stream = $3 AND number <= $4",
                                                   of(id, key).number(toSql(through))));
        INDARO_TRY(change("UPDATE envelope SET bytes = NULL WHERE shelter = $1 AND device = $2 AND stream = $3 AND"
                          " number <= $4 AND bytes IS NOT NULL",
                          of(id, key).number(toSql(through))));
        INDARO_TRY(change("UPDATE stream SET dropped = greatest(dropped, $4) WHERE shelter = $1 AND device = "
                          "$2 AND stream = $3",
                          of(id, key).number(toSql(through))));
        return count(id, 0, -sum.number(0, 0), 0);
    }
    Result<std::map<DeviceId, wire::HaveVector>> acknowledged(const ShelterId &id) override
    {
        INDARO_TRY_ASSIGN(const auto rows, m_db.ask("SELECT device, have FROM acknowledged WHERE shelter = $1",
                                                    PgParams().bytes(id.bytes())));
        std::map<DeviceId, wire::HaveVector> out;
        for (int i = 0; i < rows.count(); ++i) {
            const auto device = idIn<DeviceId>(rows, i, 0);
            INDARO_TRY_ASSIGN(auto have, haveFromBytes(rows.bytes(i, 1)));
            if (!device)
                return strange();
            out.emplace(*device, std::move(have));
        }
        return out;
    }
    Result<void> setAcknowledged(const ShelterId &id, const DeviceId &device, const wire::HaveVector &have) override
    {
        return change("INSERT INTO acknowledged(shelter, device, have) VALUES ($1, $2, $3)"
                      " ON CONFLICT (shelter, device) DO UPDATE SET have = excluded.have",
                      PgParams().bytes(id.bytes()).bytes(device.bytes()).bytes(haveToBytes(have)));
    }
    Result<void> addQuarantined(const ShelterId &id, const Digest &hash, const QuarantinedRow &row) override
    {
        INDARO_TRY_ASSIGN(const auto added, m_db.ask("INSERT INTO quarantine(shelter, hash, reason, bytes, received_at)"
                                                     " VALUES ($1, $2, $3, $4, $5) ON CONFLICT DO NOTHING",
                                                     PgParams()
                                                         .bytes(id.bytes())
                                                         .bytes(hash)
                                                         .number(static_cast<std::int64_t>(row.reason))
                                                         .bytes(row.bytes)
                                                         .number(row.receivedAt)));
        return added.affected() == 0 ? Result<void>() : count(id, 0, 0, toSql(row.bytes.size()));
    }
    Result<std::vector<QuarantinedRow>> quarantined(const ShelterId &id) override
    {
        INDARO_TRY_ASSIGN(const auto rows, m_db.ask("SELECT reason, bytes, received_at FROM quarantine WHERE shelter = $1"
                                                    " ORDER BY position",
                                                    PgParams().bytes(id.bytes())));
        std::vector<QuarantinedRow> out;
        for (int i = 0; i < rows.count(); ++i)
            out.push_back({static_cast<wire::ItemStatus>(rows.number(i, 0)), rows.copy(i, 1), rows.number(i, 2)});
        return out;
    }

    Result<std::vector<SnapshotRow>> snapshots(const ShelterId &id) override
    {
        INDARO_TRY_ASSIGN(const auto rows,
                          m_db.ask("SELECT hash, manifest, (SELECT count(*) FROM snapshot_part p WHERE p.shelter ="
                                   " s.shelter AND p.snapshot = s.hash), is_complete, received_at FROM snapshot s"
                                   " WHERE shelter = $1 ORDER BY position DESC",
                                   PgParams().bytes(id.bytes())));
        std::vector<SnapshotRow> out;
        for (int i = 0; i < rows.count(); ++i)
            out.push_back({digestIn(rows, i, 0), rows.copy(i, 1), static_cast<std::uint32_t>(rows.number(i, 2)),
                           rows.number(i, 3) != 0, rows.number(i, 4)});
        return out;
    }
    Result<void> addSnapshot(const ShelterId &id, const SnapshotRow &row) override
    {
        return change("INSERT INTO snapshot(shelter, hash, manifest, is_complete, received_at) VALUES ($1, $2, $3, 0, "
                      "$4)",
                      PgParams().bytes(id.bytes()).bytes(row.hash).bytes(row.manifest).number(row.receivedAt));
    }
    Result<void> addSnapshotPart(const ShelterId &id, const Digest &snapshot, std::uint32_t part,
                                 base::ByteView bytes) override
    {
        INDARO_TRY_ASSIGN(const auto added,
                          m_db.ask("INSERT INTO snapshot_part(shelter, snapshot, part, bytes)"
                                   " VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING",
                                   PgParams().bytes(id.bytes()).bytes(snapshot).number(part).bytes(bytes)));
        return added.affected() == 0 ? Result<void>() : count(id, 0, toSql(bytes.size()), 0);
    }
    Result<std::optional<base::Bytes>> snapshotPart(const ShelterId &id, const Digest &snapshot, std::uint32_t part) override
    {
        INDARO_TRY_ASSIGN(const auto rows,
                          m_db.ask("SELECT bytes FROM snapshot_part WHERE shelter = $1 AND snapshot = $2 AND"
                                   " part = $3",
                                   PgParams().bytes(id.bytes()).bytes(snapshot).number(part)));
        return rows.count() == 0 ? std::nullopt : std::optional(rows.copy(0, 0));
    }
    Result<void> setSnapshotComplete(const ShelterId &id, const Digest &snapshot) override
    {
        return change("UPDATE snapshot SET is_complete = 1 WHERE shelter = $1 AND hash = $2",
                      PgParams().bytes(id.bytes()).bytes(snapshot));
    }
    Result<void> removeSnapshot(const ShelterId &id, const Digest &snapshot) override
    {
        INDARO_TRY_ASSIGN(const auto sum, m_db.ask("SELECT coalesce(sum(octet_length(bytes)), 0)::bigint FROM snapshot_part"
                                                   " WHERE shelter = $1 AND snapshot = $2",
                                                   PgParams().bytes(id.bytes()).bytes(snapshot)));
        INDARO_TRY(change("DELETE FROM snapshot_part WHERE shelter = $1 AND snapshot = $2",
                          PgParams().bytes(id.bytes()).bytes(snapshot)));
        INDARO_TRY(
            change("DELETE FROM snapshot WHERE shelter = $1 AND hash = $2", PgParams().bytes(id.bytes()).bytes(snapshot)));
        return count(id, 0, -sum.number(0, 0), 0);
    }

    Result<void> addToken(const Digest &hash, const TokenRow &row) override
    {
        return change("INSERT INTO token(hash, role, shelter, device, issued_at, receiver) VALUES ($1, $2, $3, $4, $5, $6)",
                      PgParams()
                          .bytes(hash)
                          .number(static_cast<std::int64_t>(row.role))
                          .optionalBytes(bytesOf(row.shelter))
                          .optionalBytes(bytesOf(row.device))
                          .number(row.issuedAt)
                          .optionalBytes(row.receiver ? std::optional<base::ByteView>(*row.receiver) : std::nullopt));
    }
    Result<std::optional<TokenRow>> token(const Digest &hash) override
    {
        INDARO_TRY_ASSIGN(const auto rows,
                          m_db.ask("SELECT role, shelter, device, issued_at, receiver FROM token WHERE hash = $1",
                                   PgParams().bytes(hash)));
        return rows.count() == 0 ? std::nullopt : std::optional(tokenIn(rows, 0));
    }
    Result<std::vector<TokenRow>> tokens() override
    {
        INDARO_TRY_ASSIGN(const auto rows, m_db.ask("SELECT role, shelter, device, issued_at, receiver FROM token"));
        std::vector<TokenRow> out;
        for (int i = 0; i < rows.count(); ++i)
            out.push_back(tokenIn(rows, i));
        return out;
    }
    Result<std::uint64_t> removeTokens(const std::optional<DeviceId> &device) override
    {
        const auto removed = device ? m_db.ask("DELETE FROM token WHERE device = $1", PgParams().bytes(device->bytes()))
                                    : m_db.ask("DELETE FROM token WHERE role = $1",
                                               PgParams().number(static_cast<std::int64_t>(Role::Commission)));
        if (!removed)
            return removed.error();
        return removed.value().affected();
    }
    Result<void> addInvitation(const Digest &hash, const InvitationRow &row) override
    {
        return change("INSERT INTO invitation(hash, kind, shelter, expires_at) VALUES ($1, $2, $3, $4)",
                      PgParams()
                          .bytes(hash)
                          .number(static_cast<std::int64_t>(row.kind))
                          .optionalBytes(bytesOf(row.shelter))
                          .number(row.expiresAt));
    }
    Result<std::optional<InvitationRow>> takeInvitation(const Digest &hash) override
    {
        INDARO_TRY_ASSIGN(const auto rows, m_db.ask("DELETE FROM invitation WHERE hash = $1 RETURNING kind, shelter,"
                                                    " expires_at",
                                                    PgParams().bytes(hash)));
        if (rows.count() == 0)
            return std::optional<InvitationRow>();
        return std::optional(
            InvitationRow{static_cast<InvitationKind>(rows.number(0, 0)), idIn<ShelterId>(rows, 0, 1), rows.number(0, 2)});
    }

    Result<void> addMail(const ShelterId &recipient, const MailRow &row, base::ByteView bytes) override
    {
        return change("INSERT INTO mail(recipient, id, bytes, received_at, expires_at) VALUES ($1, $2, $3, $4, $5)",
                      PgParams()
                          .bytes(recipient.bytes())
                          .bytes(row.id.bytes())
                          .bytes(bytes)
                          .number(row.receivedAt)
                          .number(row.expiresAt));
    }
    Result<std::vector<MailRow>> mail(const ShelterId &recipient) override
    {
        INDARO_TRY_ASSIGN(const auto rows, m_db.ask("SELECT id, octet_length(bytes), received_at, expires_at FROM mail"
                                                    " WHERE recipient = $1 ORDER BY position",
                                                    PgParams().bytes(recipient.bytes())));
        std::vector<MailRow> out;
        for (int i = 0; i < rows.count(); ++i) {
            const auto id = idIn<MailId>(rows, i, 0);
            if (!id)
                return strange();
            out.push_back({*id, static_cast<std::uint32_t>(rows.number(i, 1)), rows.number(i, 2), rows.number(i, 3)});
        }
        return out;
    }
    Result<std::optional<base::Bytes>> mailBytes(const ShelterId &recipient, const MailId &id) override
    {
        INDARO_TRY_ASSIGN(const auto rows, m_db.ask("SELECT bytes FROM mail WHERE recipient = $1 AND id = $2",
                                                    PgParams().bytes(recipient.bytes()).bytes(id.bytes())));
        return rows.count() == 0 ? std::nullopt : std::optional(rows.copy(0, 0));
    }
    Result<bool> removeMail(const ShelterId &recipient, const MailId &id) override
    {
        INDARO_TRY_ASSIGN(const auto removed, m_db.ask("DELETE FROM mail WHERE recipient = $1 AND id = $2",
                                                       PgParams().bytes(recipient.bytes()).bytes(id.bytes())));
        return removed.affected() > 0;
    }
    Result<void> addReceiver(const Digest &recipient, base::UtcMs now) override
    {
        return change("INSERT INTO receiver(recipient, created_at) VALUES ($1, $2) ON CONFLICT DO NOTHING",
                      PgParams().bytes(recipient).number(now));
    }
    Result<bool> hasReceiver(const Digest &recipient) override
    {
        INDARO_TRY_ASSIGN(const auto rows,
                          m_db.ask("SELECT 1 FROM receiver WHERE recipient = $1", PgParams().bytes(recipient)));
        return rows.count() > 0;
    }
    Result<void> addPacket(const PacketRow &row, base::ByteView bytes) override
    {
        // One after the other: a reader that saw number n must have been able to see everything below.
        INDARO_TRY(m_db.ask("SELECT pg_advisory_xact_lock($1)", PgParams().number(PacketLock)).transform([](PgRows) {
            return true;
        }));
        return change("INSERT INTO packet(shelter, hash, recipient, size, received_at, expires_at, bytes)"
                      " VALUES ($1, $2, $3, $4, $5, $6, $7)",
                      PgParams()
                          .bytes(row.shelter.bytes())
                          .bytes(row.hash)
                          .bytes(row.recipient)
                          .number(toSql(bytes.size()))
                          .number(row.receivedAt)
                          .number(row.expiresAt)
                          .bytes(bytes));
    }
    Result<std::optional<PacketRow>> packet(const ShelterId &from, const Digest &hash) override
    {
        INDARO_TRY_ASSIGN(const auto rows,
                          m_db.ask(std::string("SELECT ") + PacketColumns + " FROM packet WHERE shelter = $1 AND hash = $2",
                                   PgParams().bytes(from.bytes()).bytes(hash)));
        return firstPacket(rows);
    }
    Result<std::optional<PacketRow>> packet(std::uint64_t number) override
    {
        INDARO_TRY_ASSIGN(const auto rows,
                          m_db.ask(std::string("SELECT ") + PacketColumns + " FROM packet WHERE number = $1",
                                   PgParams().number(toSql(number))));
        return firstPacket(rows);
    }
    Result<std::vector<PacketRow>> packets(const Digest &recipient, std::uint64_t number, std::size_t most) override
    {
        INDARO_TRY_ASSIGN(const auto rows, m_db.ask(std::string("SELECT ") + PacketColumns +
                                                        " FROM packet WHERE recipient = $1 AND state = 0 AND number > $2"
                                                        " ORDER BY number LIMIT $3",
                                                    PgParams().bytes(recipient).number(toSql(number)).number(toSql(most))));
        std::vector<PacketRow> out;
        for (int i = 0; i < rows.count(); ++i) {
            INDARO_TRY_ASSIGN(const PacketRow row, packetIn(rows, i));
            out.push_back(row);
        }
        return out;
    }
    Result<std::optional<base::Bytes>> packetBytes(std::uint64_t number) override
    {
        INDARO_TRY_ASSIGN(const auto rows,
                          m_db.ask("SELECT bytes FROM packet WHERE number = $1 AND state = 0 AND bytes IS NOT NULL",
                                   PgParams().number(toSql(number))));
        return rows.count() == 0 ? std::nullopt : std::optional(rows.copy(0, 0));
    }
    Result<base::Bytes> packetAnswer(std::uint64_t number) override
    {
        INDARO_TRY_ASSIGN(const auto rows, m_db.ask("SELECT answer FROM packet WHERE number = $1 AND answer IS NOT NULL",
                                                    PgParams().number(toSql(number))));
        return rows.count() == 0 ? base::Bytes() : rows.copy(0, 0);
    }
    Result<void> closePacket(std::uint64_t number, wire::PacketState state, base::ByteView answer) override
    {
        return change("UPDATE packet SET state = $2, answer = $3, bytes = NULL WHERE number = $1 AND state = 0",
                      PgParams()
                          .number(toSql(number))
                          .number(static_cast<std::int64_t>(state))
                          .optionalBytes(answer.empty() ? std::nullopt : std::optional(answer)));
    }
    Result<WaitingSize> waitingFor(const Digest &recipient) override
    {
        INDARO_TRY_ASSIGN(const auto rows, m_db.ask("SELECT count(*), coalesce(sum(size), 0)::bigint FROM packet"
                                                    " WHERE recipient = $1 AND state = 0",
                                                    PgParams().bytes(recipient)));
        return WaitingSize{countIn(rows, 0, 0), countIn(rows, 0, 1)};
    }
    Result<WaitingSize> waitingFrom(const ShelterId &from) override
    {
        INDARO_TRY_ASSIGN(const auto rows, m_db.ask("SELECT count(*), coalesce(sum(size), 0)::bigint FROM packet"
                                                    " WHERE shelter = $1 AND state = 0",
                                                    PgParams().bytes(from.bytes())));
        return WaitingSize{countIn(rows, 0, 0), countIn(rows, 0, 1)};
    }
    Result<std::uint64_t> packetsSince(const ShelterId &from, base::UtcMs since) override
    {
        INDARO_TRY_ASSIGN(const auto rows, m_db.ask("SELECT count(*) FROM packet WHERE shelter = $1 AND received_at >= $2",
                                                    PgParams().bytes(from.bytes()).number(since)));
        return countIn(rows, 0, 0);
    }

    Result<void> removeExpired(base::UtcMs now, base::UtcMs staleBefore) override
    {
        INDARO_TRY(change("DELETE FROM mail WHERE expires_at <= $1", PgParams().number(now)));
        INDARO_TRY(change("DELETE FROM packet WHERE expires_at <= $1", PgParams().number(now)));
        INDARO_TRY(change("DELETE FROM invitation WHERE expires_at <= $1", PgParams().number(now)));
        INDARO_TRY_ASSIGN(const auto stale, m_db.ask("SELECT shelter, hash FROM snapshot WHERE is_complete = 0 AND"
                                                     " received_at < $1",
                                                     PgParams().number(staleBefore)));
        for (int i = 0; i < stale.count(); ++i)
            if (const auto id = idIn<ShelterId>(stale, i, 0))
                INDARO_TRY(removeSnapshot(*id, digestIn(stale, i, 1)));
        return {};
    }

    Result<std::optional<base::SecretBytes>> identitySeed() override
    {
        INDARO_TRY_ASSIGN(const auto rows, m_db.ask("SELECT value FROM setting WHERE name = 'identity-seed'"));
        std::optional<base::SecretBytes> out;
        if (rows.count() > 0)
            out = base::SecretBytes::copyOf(rows.bytes(0, 0));
        return out;
    }
    Result<void> setIdentitySeed(const base::SecretBytes &seed) override
    {
        return change("INSERT INTO setting(name, value) VALUES ('identity-seed', $1)", PgParams().bytes(seed.view()));
    }

private:
    static constexpr std::int64_t MostAtOnce = wire::MaxUploadItems;

    static PgParams of(const ShelterId &id, const StreamKey &key)
    {
        return PgParams().bytes(id.bytes()).bytes(key.device.bytes()).number(static_cast<std::int64_t>(key.stream));
    }
    Result<void> change(const std::string &sql, const PgParams &params)
    {
        const auto done = m_db.ask(sql, params);
        return done ? Result<void>() : Result<void>(done.error());
    }
    Result<void> count(const ShelterId &id, std::int64_t total, std::int64_t bytes, std::int64_t quarantined)
    {
        return change("UPDATE shelter SET total = total + $2, bytes = bytes + $3, quarantine_bytes = "
                      "quarantine_bytes + $4"
                      " WHERE id = $1",
                      PgParams().bytes(id.bytes()).number(total).number(bytes).number(quarantined));
    }
    static constexpr const char *PacketColumns = "number, shelter, recipient, hash, size, received_at, expires_at, state";
    static Result<PacketRow> packetIn(const PgRows &rows, int row)
    {
        const auto shelter = idIn<ShelterId>(rows, row, 1);
        if (!shelter)
            return strange();
        return PacketRow{countIn(rows, row, 0),
                         *shelter,
                         digestIn(rows, row, 2),
                         digestIn(rows, row, 3),
                         static_cast<std::uint32_t>(rows.number(row, 4)),
                         rows.number(row, 5),
                         rows.number(row, 6),
                         static_cast<wire::PacketState>(rows.number(row, 7))};
    }
    static Result<std::optional<PacketRow>> firstPacket(const PgRows &rows)
    {
        if (rows.count() == 0)
            return std::optional<PacketRow>();
        INDARO_TRY_ASSIGN(const PacketRow row, packetIn(rows, 0));
        return std::optional(row);
    }
    static TokenRow tokenIn(const PgRows &rows, int row)
    {
        return {static_cast<Role>(rows.number(row, 0)), idIn<ShelterId>(rows, row, 1), idIn<DeviceId>(rows, row, 2),
                rows.number(row, 3), rows.isNull(row, 4) ? std::nullopt : std::optional(digestIn(rows, row, 4))};
    }
    static std::vector<base::Bytes> firstColumn(const PgRows &rows)
    {
        std::vector<base::Bytes> out;
        for (int i = 0; i < rows.count(); ++i)
            out.push_back(rows.copy(i, 0));
        return out;
    }

    PgConnection &m_db;
    bool m_isCommitted = false;
};

Result<void> migrate(PgConnection &db)
{
    INDARO_TRY(db.run("BEGIN"));
    const auto apply = [&]() -> Result<void> {
        INDARO_TRY(db.ask("SELECT pg_advisory_xact_lock($1)", PgParams().number(MigrationLock)).transform([](PgRows) {
            return true;
        }));
        INDARO_TRY(db.run("CREATE TABLE IF NOT EXISTS schema_version(version bigint NOT NULL)"));
        INDARO_TRY_ASSIGN(const auto rows, db.ask("SELECT coalesce(max(version), 0)::bigint FROM schema_version"));
        const std::int64_t version = rows.number(0, 0);
        const auto newest = static_cast<std::int64_t>(Migrations.size());
        if (version > newest)
            return Error(Errc::StoreTooNew, {{"version", version}, {"known", newest}});
        for (std::int64_t step = version + 1; step <= newest; ++step) {
            if (!db.run(Migrations.at(static_cast<std::size_t>(step - 1))))
                return Error(Errc::StoreMigrationFailed, {{"version", step}});
            INDARO_TRY(
                db.ask("INSERT INTO schema_version(version) VALUES ($1)", PgParams().number(step)).transform([](PgRows) {
                    return true;
                }));
        }
        return db.run("COMMIT");
    };
    auto applied = apply();
    if (!applied)
        (void)db.run("ROLLBACK");
    return applied;
}

} // namespace

PostgresStore::PostgresStore(std::unique_ptr<PgConnection> connection) : m_connection(std::move(connection)) {}
PostgresStore::~PostgresStore() = default;

Result<std::unique_ptr<PostgresStore>> PostgresStore::open(const std::string &conninfo)
{
    auto connection = std::make_unique<PgConnection>(conninfo);
    INDARO_TRY(connection->ensure());
    INDARO_TRY(migrate(*connection));
    return std::unique_ptr<PostgresStore>(new PostgresStore(std::move(connection)));
}

Result<std::unique_ptr<RelayWork>> PostgresStore::read()
{
    INDARO_TRY(m_connection->begin("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"));
    return std::unique_ptr<RelayWork>(std::make_unique<PostgresWork>(*m_connection));
}

Result<std::unique_ptr<RelayWork>> PostgresStore::write(const std::optional<ShelterId> &shelter)
{
    INDARO_TRY(m_connection->begin("BEGIN"));
    std::unique_ptr<RelayWork> work = std::make_unique<PostgresWork>(*m_connection);
    // Read committed: every statement after this one sees what the former holder of the lock committed.
    const auto locked = m_connection->ask("SELECT pg_advisory_xact_lock($1)", PgParams().number(lockOf(shelter)));
    if (!locked)
        return locked.error();
    return work;
}

} // namespace indaro::server
