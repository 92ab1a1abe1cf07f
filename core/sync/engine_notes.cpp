// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/engine_layout.h"
#include "core/sync/local_meta.h"

#include <algorithm>

namespace indaro::sync {

using base::Errc;
using base::Error;
using base::Result;

namespace {

struct PeerHead
{
    std::uint64_t number;
    base::Bytes hash; ///< 16 bytes, or none when only a number was told
};

Result<std::optional<PeerHead>> findPeerHead(store::Connection &db, base::ByteView peer, const wire::StreamKey &key)
{
    INDARO_TRY_ASSIGN(auto find,
                      db.prepare("SELECT number, hash FROM peer_head WHERE peer = ?1 AND device = ?2 AND stream = ?3"));
    find.bind(1, peer);
    find.bind(2, key.device);
    find.bind(3, static_cast<std::int64_t>(key.stream));
    INDARO_TRY_ASSIGN(const bool found, find.step());
    if (!found)
        return std::optional<PeerHead>();
    return std::optional(
        PeerHead{static_cast<std::uint64_t>(find.integer(0)), base::Bytes(find.blob(1).begin(), find.blob(1).end())});
}

Result<void> putPeerHead(store::Connection &db, base::ByteView peer, const wire::StreamKey &key, std::uint64_t number,
                         base::ByteView hash, base::UtcMs now, const Road &road)
{
    INDARO_TRY_ASSIGN(
        auto put,
        db.prepare("INSERT INTO peer_head (peer, device, stream, number, hash, seen_at, road) "
                   "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7) ON CONFLICT (peer, device, stream) DO UPDATE SET "
                   "number = excluded.number, hash = excluded.hash, seen_at = excluded.seen_at, road = excluded.road"));
    put.bind(1, peer);
    put.bind(2, key.device);
    put.bind(3, static_cast<std::int64_t>(key.stream));
    put.bind(4, static_cast<std::int64_t>(number));
    put.bind(5, hash);
    put.bind(6, now);
    put.bind(7, toText(road));
    return put.run();
}

Result<wire::HaveVector> peerNumbers(store::Connection &db, base::ByteView peer)
{
    INDARO_TRY_ASSIGN(auto rows, db.prepare("SELECT device, stream, number FROM peer_head WHERE peer = ?1"));
    rows.bind(1, peer);
    wire::HaveVector out;
    for (;;) {
        INDARO_TRY_ASSIGN(const bool row, rows.step());
        if (!row)
            return out;
        const auto device = rows.id<DeviceTag>(0);
        if (!device)
            return Error(Errc::StoreDamaged);
        out[{*device, static_cast<Stream>(rows.integer(1))}] = static_cast<std::uint64_t>(rows.integer(2));
    }
}

} // namespace

Result<wire::HaveVector> Engine::have(bool withHouse)
{
    INDARO_TRY_ASSIGN(const auto heads, m_rows.heads());
    wire::HaveVector out;
    for (const auto &[key, head] : heads) {
        if (withHouse || key.stream == Stream::General)
            out[key] = head.number;
    }
    return out;
}

Result<std::vector<wire::Head>> Engine::heads(bool withHouse)
{
    INDARO_TRY_ASSIGN(const auto heads, m_rows.heads());
    std::vector<wire::Head> out;
    for (const auto &[key, head] : heads) {
        if (head.hash && (withHouse || key.stream == Stream::General))
            out.push_back({key, head.number, wire::prefixOf(*head.hash)});
    }
    return out;
}

Result<Engine::Batch> Engine::envelopesFor(const wire::HaveVector &theirs, std::size_t maxBytes, bool withHouse)
{
    Batch batch;
    INDARO_TRY_ASSIGN(const auto heads, m_rows.heads());
    std::vector<EnvelopeRows::Stored> lacking;
    for (const auto &[key, head] : heads) {
        const auto number = wire::numberIn(theirs, key);
        if (head.number <= number || (!withHouse && key.stream == Stream::House))
            continue;
        INDARO_TRY_ASSIGN(const auto stored, m_rows.after(key, number));
        for (const auto &one : stored) {
            batch.needsSnapshot = batch.needsSnapshot || one.size == 0;
            if (one.size != 0)
                lacking.push_back(one);
        }
    }
    std::sort(lacking.begin(), lacking.end(), [](const auto &a, const auto &b) { return a.row < b.row; });
    std::size_t bytes = 0;
    for (const auto &one : lacking) {
        bytes += one.size;
        if (bytes > maxBytes && !batch.envelopes.empty()) {
            batch.hasMore = true;
            break;
        }
        INDARO_TRY_ASSIGN(auto envelope, m_rows.bytesOfRow(one.row));
        batch.envelopes.push_back(std::move(envelope));
    }
    return batch;
}

Result<void> Engine::noteHeads(base::ByteView peer, const std::vector<wire::Head> &heads, const Road &road)
{
    if (heads.empty())
        return {};
    INDARO_TRY_ASSIGN(auto transaction, beginStep());
    for (const wire::Head &head : heads) {
        // The same number with another hash here is proof that somebody shows two worlds.
        INDARO_TRY_ASSIGN(const auto here, m_rows.hashOf(head.key, head.number));
        if (here && wire::prefixOf(*here) != head.hash)
            INDARO_TRY(alarm(AlarmKind::Fork, head.key, head.number, &road));
        INDARO_TRY_ASSIGN(const auto before, findPeerHead(db(), peer, head.key));
        if (before && head.number < before->number)
            continue; // an older message came late; only what is said now can be a rollback (noteHave)
        if (before && head.number == before->number && before->hash.size() == head.hash.size() &&
            !std::equal(head.hash.begin(), head.hash.end(), before->hash.begin()))
            INDARO_TRY(alarm(AlarmKind::Fork, head.key, head.number, &road));
        INDARO_TRY(putPeerHead(db(), peer, head.key, head.number, head.hash, m_log->nowUtc(), road));
    }
    return transaction.commit();
}

Result<void> Engine::noteHave(base::ByteView peer, const wire::HaveVector &have, const Road &road)
{
    INDARO_TRY_ASSIGN(auto transaction, db().begin());
    INDARO_TRY_ASSIGN(const auto said, peerNumbers(db(), peer));
    for (const auto &[key, before] : said) {
        const auto now = wire::numberIn(have, key);
        const bool isSpoken =
            road.kind != Road::Kind::Server || key.stream == Stream::General; // a server never has the other
        if (!isSpoken || now >= before)
            continue;
        // Of a laptop that was shut out an honest server shows no more than up to the cut, whatever it showed before: the
        // cut it knows, which is the lesser one until it has the branch of the roster with the greater.
        const auto cut = m_trust->chain().leastCut(key);
        if (cut && now >= *cut)
            continue;
        INDARO_TRY(alarm(AlarmKind::Rollback, key, before, &road));
        // What it says now is what it is held to from here on: the fall is told once, the next one again.
        INDARO_TRY(putPeerHead(db(), peer, key, now, {}, m_log->nowUtc(), road));
    }
    for (const auto &[key, number] : have) {
        INDARO_TRY_ASSIGN(const auto before, findPeerHead(db(), peer, key));
        if (before && before->number >= number)
            continue;
        INDARO_TRY(putPeerHead(db(), peer, key, number, {}, m_log->nowUtc(), road));
    }
    return transaction.commit();
}

Result<void> Engine::noteReceipt(base::ByteView bytes, const crypto::SignPublicKey &serverKey)
{
    INDARO_TRY_ASSIGN(const auto receipt, wire::openReceipt(bytes, serverKey));
    if (receipt.shelter != m_trust->shelter())
        return Error(Errc::WireWrongShelter);
    const Road road{Road::Kind::Server, base::toHex(serverKey)};
    INDARO_TRY_ASSIGN(auto transaction, db().begin());
    INDARO_TRY_ASSIGN(const auto here, m_rows.hashOf(receipt.key, receipt.number));
    if (here && *here != receipt.hash) {
        INDARO_TRY(alarm(AlarmKind::ReceiptWrong, receipt.key, receipt.number, &road));
        return transaction.commit();
    }
    {
        // The count never falls. Compared with the newest only: receipts of several uploads may arrive in another order,
        // and a fall that was told is not told again.
        INDARO_TRY_ASSIGN(auto newest, db().prepare("SELECT at, max(server_count) FROM receipt WHERE server = ?1 AND at = "
                                                    "(SELECT max(at) FROM receipt WHERE server = ?1)"));
        newest.bind(1, base::ByteView(serverKey));
        INDARO_TRY_ASSIGN([[maybe_unused]] const bool row, newest.step());
        if (receipt.time > newest.integer(0) && static_cast<std::int64_t>(receipt.total) < newest.integer(1))
            INDARO_TRY(alarm(AlarmKind::Rollback, receipt.key, receipt.number, &road));
    }
    INDARO_TRY_ASSIGN(
        auto put,
        db().prepare("INSERT OR REPLACE INTO receipt (server, device, stream, number, hash, server_count, at, bytes) "
                     "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)"));
    put.bind(1, base::ByteView(serverKey));
    put.bind(2, receipt.key.device);
    put.bind(3, static_cast<std::int64_t>(receipt.key.stream));
    put.bind(4, static_cast<std::int64_t>(receipt.number));
    put.bind(5, base::ByteView(receipt.hash));
    put.bind(6, static_cast<std::int64_t>(receipt.total));
    put.bind(7, receipt.time);
    put.bind(8, bytes);
    INDARO_TRY(put.run());
    return transaction.commit();
}

Result<RecordProgress> Engine::progressOf(const RecordKey &key)
{
    RecordProgress progress;
    INDARO_TRY_ASSIGN(const auto operations, m_log->rows().ofRecord(key));
    std::map<wire::StreamKey, std::uint64_t> last;
    for (const Operation &operation : operations)
        last[{operation.dot.device, operation.dot.stream}] =
            std::max(last[{operation.dot.device, operation.dot.stream}], operation.dot.sequence);
    bool isFirst = true;
    progress.isCut = !last.empty();
    for (const auto &[writer, sequence] : last) {
        INDARO_TRY_ASSIGN(const auto number, m_rows.numberOf({writer.device, writer.stream, sequence}));
        progress.isCut = progress.isCut && number != 0;
        std::set<std::string> servers;
        std::set<DeviceId> laptops;
        if (number != 0) {
            INDARO_TRY_ASSIGN(
                auto signedFor,
                // Its signature stays as evidence; what it has not got any more it does not hold.
                db().prepare("SELECT DISTINCT server FROM receipt r WHERE device = ?1 AND stream = ?2 AND number >= ?3 AND "
                             "NOT EXISTS (SELECT 1 FROM peer_head p WHERE p.peer = r.server AND p.device = ?1 AND "
                             "p.stream = ?2 AND p.number < ?3)"));
            INDARO_TRY_ASSIGN(
                auto told,
                db().prepare(
                    "SELECT peer FROM peer_head WHERE device = ?1 AND stream = ?2 AND number >= ?3 AND length(peer) = 16"));
            for (auto *rows : {&signedFor, &told}) {
                rows->bind(1, writer.device);
                rows->bind(2, static_cast<std::int64_t>(writer.stream));
                rows->bind(3, static_cast<std::int64_t>(number));
                for (;;) {
                    INDARO_TRY_ASSIGN(const bool row, rows->step());
                    if (!row)
                        break;
                    if (rows == &signedFor)
                        servers.insert(base::toHex(rows->blob(0)));
                    else if (const auto laptop = rows->id<DeviceTag>(0))
                        laptops.insert(*laptop);
                }
            }
            laptops.insert(writer.device); // who wrote it has it
        }
        laptops.erase(m_log->device());
        const auto keep = [&](auto &all, const auto &these) {
            if (isFirst)
                all = these;
            else
                std::erase_if(all, [&](const auto &one) { return !these.contains(one); });
        };
        keep(progress.servers, servers);
        keep(progress.laptops, laptops);
        isFirst = false;
    }
    return progress;
}

Result<std::vector<wire::Cut>> Engine::cutsOf(const DeviceId &device)
{
    std::vector<wire::Cut> cuts;
    for (const Stream stream : {Stream::General, Stream::House}) {
        INDARO_TRY_ASSIGN(const auto head, m_rows.head({device, stream}));
        if (head.number != 0 && head.hash)
            cuts.push_back({stream, head.number, *head.hash});
    }
    return cuts;
}

Result<std::vector<QuarantineLine>> Engine::quarantine()
{
    INDARO_TRY_ASSIGN(
        auto rows, db().prepare("SELECT id, reason, detail, device, stream, number, sequence, received_at FROM quarantine "
                                "WHERE settled_at IS NULL ORDER BY id"));
    std::vector<QuarantineLine> lines;
    for (;;) {
        INDARO_TRY_ASSIGN(const bool row, rows.step());
        if (!row)
            return lines;
        QuarantineLine line{rows.integer(0),
                            rows.text(1),
                            rows.text(2),
                            {},
                            static_cast<std::uint64_t>(rows.integer(5)),
                            static_cast<std::uint64_t>(rows.integer(6)),
                            rows.integer(7)};
        if (const auto device = rows.id<DeviceTag>(3))
            line.key = wire::StreamKey{*device, static_cast<Stream>(rows.integer(4))};
        lines.push_back(std::move(line));
    }
}

Result<void> Engine::settle(std::int64_t id)
{
    INDARO_TRY(markSettled(id));
    return setMeta(db(), std::string(KeptOutKey) + std::to_string(id), {});
}

Result<void> Engine::markSettled(std::int64_t id)
{
    INDARO_TRY_ASSIGN(auto settle,
                      db().prepare("UPDATE quarantine SET settled_at = ?2 WHERE id = ?1 AND settled_at IS NULL"));
    settle.bind(1, id);
    settle.bind(2, m_log->nowUtc());
    INDARO_TRY(settle.run());
    return db().changedRows() == 1 ? forgetCopy(id) : Error(Errc::NotFound);
}

Result<base::Bytes> Engine::putAsideBytes(std::int64_t id)
{
    INDARO_TRY_ASSIGN(auto find, db().prepare("SELECT bytes FROM quarantine WHERE id = ?1 AND settled_at IS NULL"));
    find.bind(1, id);
    INDARO_TRY_ASSIGN(const bool found, find.step());
    if (!found)
        return Error(Errc::NotFound);
    return base::Bytes(find.blob(0).begin(), find.blob(0).end());
}

Result<Taken> Engine::release(std::int64_t id)
{
    INDARO_TRY_ASSIGN(const base::Bytes bytes, putAsideBytes(id));
    INDARO_TRY_ASSIGN(const auto view, wire::parseEnvelope(bytes));
    INDARO_TRY_ASSIGN(const auto opened, openAside(id, view));
    if (!opened.segment.missing.empty())
        return Error(Errc::UnknownRecord);
    INDARO_TRY_ASSIGN(const auto head, m_rows.head(view.key()));
    Taken taken{Outcome::Applied, std::nullopt, {}, 0};
    const auto state = m_trust->state();
    const auto *device = state.device(view.header.device);
    const Guard guard = device != nullptr && isAfterCut(*device, view) ? Guard::Adopt : Guard::Off;
    INDARO_TRY_ASSIGN(const auto verdict, apply(view, {Road::Kind::Folder, "quarantine"}, head, opened, guard, taken));
    taken.outcome = verdict.outcome;
    INDARO_TRY(markSettled(id));
    INDARO_TRY(applyDue(taken));
    return taken;
}

} // namespace indaro::sync
