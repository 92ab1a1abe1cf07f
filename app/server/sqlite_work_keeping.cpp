// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/server/sqlite_rows.h"
#include "app/server/sqlite_work.h"

namespace indaro::server {

using namespace relay;
using base::Result;
using crypto::Digest;

Result<std::vector<SnapshotRow>> SqliteWork::snapshots(const ShelterId &id)
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

Result<void> SqliteWork::addSnapshot(const ShelterId &id, const SnapshotRow &row)
{
    INDARO_TRY_ASSIGN(auto add, m_db.prepare("INSERT INTO snapshot(shelter, hash, manifest, is_complete, received_at)"
                                             " VALUES (?1, ?2, ?3, 0, ?4)"));
    add.bind(1, id);
    add.bind(2, row.hash);
    add.bind(3, base::ByteView(row.manifest));
    add.bind(4, row.receivedAt);
    return add.run();
}

Result<void> SqliteWork::addSnapshotPart(const ShelterId &id, const Digest &snapshot, std::uint32_t part,
                                         base::ByteView bytes)
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

Result<std::optional<base::Bytes>> SqliteWork::snapshotPart(const ShelterId &id, const Digest &snapshot, std::uint32_t part)
{
    INDARO_TRY_ASSIGN(auto row, m_db.prepare("SELECT p.bytes FROM snapshot s JOIN snapshot_part p ON p.snapshot ="
                                             " s.position WHERE s.shelter = ?1 AND s.hash = ?2 AND p.part = ?3"));
    row.bind(1, id);
    row.bind(2, snapshot);
    row.bind(3, static_cast<std::int64_t>(part));
    return oneBytes(row);
}

Result<void> SqliteWork::setSnapshotComplete(const ShelterId &id, const Digest &snapshot)
{
    INDARO_TRY_ASSIGN(auto set, m_db.prepare("UPDATE snapshot SET is_complete = 1 WHERE shelter = ?1 AND hash = ?2"));
    set.bind(1, id);
    set.bind(2, snapshot);
    return set.run();
}

Result<void> SqliteWork::removeSnapshot(const ShelterId &id, const Digest &snapshot)
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

Result<void> SqliteWork::addToken(const Digest &hash, const TokenRow &row)
{
    INDARO_TRY_ASSIGN(auto add, m_db.prepare("INSERT INTO token(hash, role, shelter, device, issued_at, receiver)"
                                             " VALUES (?1, ?2, ?3, ?4, ?5, ?6)"));
    add.bind(1, hash);
    add.bind(2, static_cast<int>(row.role));
    bindOptional(add, 3, row.shelter);
    bindOptional(add, 4, row.device);
    add.bind(5, row.issuedAt);
    bindOptional(add, 6, row.receiver);
    return add.run();
}

Result<std::optional<TokenRow>> SqliteWork::token(const Digest &hash)
{
    INDARO_TRY_ASSIGN(auto row,
                      m_db.prepare("SELECT role, shelter, device, issued_at, receiver FROM token WHERE hash = ?1"));
    row.bind(1, hash);
    INDARO_TRY_ASSIGN(const bool found, row.step());
    return found ? std::optional(tokenIn(row)) : std::nullopt;
}

Result<std::vector<TokenRow>> SqliteWork::tokens()
{
    INDARO_TRY_ASSIGN(auto rows, m_db.prepare("SELECT role, shelter, device, issued_at, receiver FROM token"));
    std::vector<TokenRow> out;
    for (;;) {
        INDARO_TRY_ASSIGN(const bool found, rows.step());
        if (!found)
            return out;
        out.push_back(tokenIn(rows));
    }
}

Result<std::uint64_t> SqliteWork::removeTokens(const std::optional<DeviceId> &device)
{
    INDARO_TRY_ASSIGN(auto remove,
                      m_db.prepare(device ? "DELETE FROM token WHERE device = ?1" : "DELETE FROM token WHERE role = ?1"));
    if (device)
        remove.bind(1, *device);
    else
        remove.bind(1, static_cast<int>(Role::Commission));
    INDARO_TRY(remove.run());
    return static_cast<std::uint64_t>(m_db.changedRows());
}

Result<void> SqliteWork::addInvitation(const Digest &hash, const InvitationRow &row)
{
    INDARO_TRY_ASSIGN(auto add, m_db.prepare("INSERT INTO invitation(hash, kind, shelter, expires_at)"
                                             " VALUES (?1, ?2, ?3, ?4)"));
    add.bind(1, hash);
    add.bind(2, static_cast<int>(row.kind));
    bindOptional(add, 3, row.shelter);
    add.bind(4, row.expiresAt);
    return add.run();
}

Result<std::optional<InvitationRow>> SqliteWork::takeInvitation(const Digest &hash)
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

Result<void> SqliteWork::addMail(const ShelterId &recipient, const MailRow &row, base::ByteView bytes)
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

Result<std::vector<MailRow>> SqliteWork::mail(const ShelterId &recipient)
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

Result<std::optional<base::Bytes>> SqliteWork::mailBytes(const ShelterId &recipient, const MailId &id)
{
    INDARO_TRY_ASSIGN(auto row, m_db.prepare("SELECT bytes FROM mail WHERE recipient = ?1 AND id = ?2"));
    row.bind(1, recipient);
    row.bind(2, id);
    return oneBytes(row);
}

Result<bool> SqliteWork::removeMail(const ShelterId &recipient, const MailId &id)
{
    INDARO_TRY_ASSIGN(auto remove, m_db.prepare("DELETE FROM mail WHERE recipient = ?1 AND id = ?2"));
    remove.bind(1, recipient);
    remove.bind(2, id);
    INDARO_TRY(remove.run());
    return m_db.changedRows() > 0;
}

Result<void> SqliteWork::removeExpired(base::UtcMs now, base::UtcMs staleBefore)
{
    INDARO_TRY_ASSIGN(auto mails, m_db.prepare("DELETE FROM mail WHERE expires_at <= ?1"));
    mails.bind(1, now);
    INDARO_TRY(mails.run());
    INDARO_TRY_ASSIGN(auto packets, m_db.prepare("DELETE FROM packet WHERE expires_at <= ?1"));
    packets.bind(1, now);
    INDARO_TRY(packets.run());
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

Result<std::optional<base::SecretBytes>> SqliteWork::identitySeed()
{
    INDARO_TRY_ASSIGN(auto row, m_db.prepare("SELECT value FROM setting WHERE name = 'identity-seed'"));
    INDARO_TRY_ASSIGN(const bool found, row.step());
    std::optional<base::SecretBytes> out;
    if (found)
        out = base::SecretBytes::copyOf(row.blob(0));
    return out;
}

Result<void> SqliteWork::setIdentitySeed(const base::SecretBytes &seed)
{
    INDARO_TRY_ASSIGN(auto add, m_db.prepare("INSERT INTO setting(name, value) VALUES ('identity-seed', ?1)"));
    add.bind(1, seed.view());
    return add.run();
}

Result<void> SqliteWork::removeSnapshotAt(const ShelterId &id, std::int64_t position)
{
    std::int64_t freed = 0;
    {
        INDARO_TRY_ASSIGN(auto sum, m_db.prepare("SELECT coalesce(sum(length(bytes)), 0) FROM snapshot_part"
                                                 " WHERE snapshot = ?1"));
        sum.bind(1, position);
        INDARO_TRY(sum.step());
        freed = sum.integer(0);
    }
    for (const char *sql : {"DELETE FROM snapshot_part WHERE snapshot = ?1", "DELETE FROM snapshot WHERE position = ?1"}) {
        INDARO_TRY_ASSIGN(auto remove, m_db.prepare(sql));
        remove.bind(1, position);
        INDARO_TRY(remove.run());
    }
    return count(id, 0, -freed, 0);
}

TokenRow SqliteWork::tokenIn(const store::Statement &row)
{
    return {static_cast<Role>(row.integer(0)), row.id<wire::ShelterTag>(1), row.id<wire::DeviceTag>(2), row.integer(3),
            row.isNull(4) ? std::nullopt : std::optional(digestIn(row, 4))};
}

} // namespace indaro::server
