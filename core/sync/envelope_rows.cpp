// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/envelope_rows.h"

#include <algorithm>

namespace indaro::sync {

using base::Errc;
using base::Error;
using base::Result;

namespace {

constexpr std::int64_t OperationsType = static_cast<std::int64_t>(wire::EnvelopeType::Operations);

std::optional<crypto::Digest> digestAt(store::Statement &row, int column)
{
    const auto bytes = row.blob(column);
    crypto::Digest out{};
    if (bytes.size() != out.size() || std::all_of(bytes.begin(), bytes.end(), [](std::byte b) { return b == std::byte{0}; }))
        return std::nullopt; // all zero: the end of what a snapshot stood for
    std::copy(bytes.begin(), bytes.end(), out.begin());
    return out;
}

void bindKey(store::Statement &statement, const wire::StreamKey &key)
{
    statement.bind(1, key.device);
    statement.bind(2, static_cast<std::int64_t>(key.stream));
}

base::Bytes copyOf(base::ByteView bytes)
{
    return {bytes.begin(), bytes.end()};
}

} // namespace

Result<StreamHead> EnvelopeRows::head(const wire::StreamKey &key)
{
    INDARO_TRY_ASSIGN(auto find,
                      m_db->prepare("SELECT number, hash, last_sequence FROM envelope WHERE device = ?1 AND stream = ?2 "
                                    "ORDER BY number DESC LIMIT 1"));
    bindKey(find, key);
    INDARO_TRY_ASSIGN(const bool found, find.step());
    if (!found)
        return StreamHead();
    return StreamHead{static_cast<std::uint64_t>(find.integer(0)), digestAt(find, 1),
                      static_cast<std::uint64_t>(find.integer(2))};
}

Result<std::map<wire::StreamKey, StreamHead>> EnvelopeRows::heads()
{
    std::map<wire::StreamKey, StreamHead> out;
    std::optional<wire::StreamKey> last;
    for (;;) {
        // From key to key by the index: what this costs does not depend on how many envelopes there are.
        INDARO_TRY_ASSIGN(auto next, m_db->prepare("SELECT device, stream FROM envelope WHERE (device, stream) > (?1, ?2) "
                                                   "ORDER BY device, stream LIMIT 1"));
        if (last) {
            bindKey(next, *last);
        } else {
            next.bind(1, base::ByteView());
            next.bind(2, std::int64_t{-1});
        }
        INDARO_TRY_ASSIGN(const bool found, next.step());
        if (!found)
            return out;
        const auto device = next.id<wire::DeviceTag>(0);
        if (!device)
            return Error(Errc::StoreDamaged);
        last = wire::StreamKey{*device, static_cast<Stream>(next.integer(1))};
        INDARO_TRY_ASSIGN(out[*last], head(*last));
    }
}

Result<std::map<wire::StreamKey, StreamHead>> EnvelopeRows::appliedHeads()
{
    INDARO_TRY_ASSIGN(auto applied, heads());
    // What is put aside and not in the chain (a fork, one from beyond a cut) is no part of what the chain has brought. What
    // somebody decided to keep out is not here either, whatever the others have decided. Of what the chain has let go of
    // only its hash is left: none of a line tells that it was another.
    INDARO_TRY_ASSIGN(auto aside,
                      m_db->prepare("SELECT q.device, q.stream, min(q.number) FROM quarantine q JOIN envelope e ON "
                                    "e.device = q.device AND e.stream = q.stream AND e.number = q.number AND "
                                    "(e.bytes = q.bytes OR (e.bytes IS NULL AND e.hash <> zeroblob(32) AND q.reason <> ?1)) "
                                    "WHERE q.sequence = 0 AND (q.settled_at IS NULL OR EXISTS (SELECT 1 FROM local_meta "
                                    "WHERE key = ?2 || q.id)) GROUP BY 1, 2"));
    aside.bind(1, "Revoked");
    aside.bind(2, KeptOutKey);
    for (;;) {
        INDARO_TRY_ASSIGN(const bool row, aside.step());
        if (!row)
            return applied;
        const auto device = aside.id<wire::DeviceTag>(0);
        if (!device)
            return Error(Errc::StoreDamaged);
        const wire::StreamKey key{*device, static_cast<Stream>(aside.integer(1))};
        INDARO_TRY_ASSIGN(auto before,
                          m_db->prepare("SELECT number, hash, last_sequence FROM envelope WHERE device = ?1 AND "
                                        "stream = ?2 AND number < ?3 ORDER BY number DESC LIMIT 1"));
        bindKey(before, key);
        before.bind(3, aside.integer(2));
        INDARO_TRY_ASSIGN(const bool isThere, before.step());
        if (isThere)
            applied[key] = {static_cast<std::uint64_t>(before.integer(0)), digestAt(before, 1),
                            static_cast<std::uint64_t>(before.integer(2))};
        else
            applied.erase(key);
    }
}

Result<std::optional<crypto::Digest>> EnvelopeRows::hashOf(const wire::StreamKey &key, std::uint64_t number)
{
    INDARO_TRY_ASSIGN(auto find,
                      m_db->prepare("SELECT hash FROM envelope WHERE device = ?1 AND stream = ?2 AND number = ?3"));
    bindKey(find, key);
    find.bind(3, static_cast<std::int64_t>(number));
    INDARO_TRY_ASSIGN(const bool found, find.step());
    return found ? digestAt(find, 0) : std::nullopt;
}

Result<std::optional<base::Bytes>> EnvelopeRows::bytesOf(const wire::StreamKey &key, std::uint64_t number)
{
    INDARO_TRY_ASSIGN(auto find,
                      m_db->prepare("SELECT bytes FROM envelope WHERE device = ?1 AND stream = ?2 AND number = ?3"));
    bindKey(find, key);
    find.bind(3, static_cast<std::int64_t>(number));
    INDARO_TRY_ASSIGN(const bool found, find.step());
    if (!found || find.isNull(0))
        return std::optional<base::Bytes>();
    return std::optional(copyOf(find.blob(0)));
}

Result<void> EnvelopeRows::insert(const EnvelopeRow &row, base::UtcMs now)
{
    INDARO_TRY_ASSIGN(
        auto put, m_db->prepare("INSERT INTO envelope (device, stream, number, type, first_sequence, last_sequence, "
                                "hash, bytes, received_at, from_road) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)"));
    bindKey(put, row.key);
    put.bind(3, static_cast<std::int64_t>(row.number));
    put.bind(4, OperationsType);
    put.bind(5, static_cast<std::int64_t>(row.firstSequence));
    put.bind(6, static_cast<std::int64_t>(row.lastSequence));
    put.bind(7, base::ByteView(row.hash));
    put.bind(8, base::ByteView(row.bytes));
    put.bind(9, now);
    put.bind(10, row.road);
    return put.run();
}

Result<void> EnvelopeRows::startAfter(const wire::StreamKey &key, std::uint64_t number, std::uint64_t lastSequence,
                                      base::UtcMs now)
{
    INDARO_TRY_ASSIGN(auto put,
                      m_db->prepare("INSERT OR IGNORE INTO envelope (device, stream, number, type, first_sequence, "
                                    "last_sequence, hash, bytes, received_at, from_road) "
                                    "VALUES (?1, ?2, ?3, ?4, 0, ?5, zeroblob(32), NULL, ?6, 'snapshot')"));
    bindKey(put, key);
    put.bind(3, static_cast<std::int64_t>(number));
    put.bind(4, OperationsType);
    put.bind(5, static_cast<std::int64_t>(lastSequence));
    put.bind(6, now);
    return put.run();
}

Result<std::uint64_t> EnvelopeRows::lastSequenceOf(const wire::StreamKey &key, std::uint64_t number)
{
    INDARO_TRY_ASSIGN(auto find,
                      m_db->prepare("SELECT last_sequence FROM envelope WHERE device = ?1 AND stream = ?2 AND number = ?3"));
    bindKey(find, key);
    find.bind(3, static_cast<std::int64_t>(number));
    INDARO_TRY_ASSIGN(const bool found, find.step());
    return found ? static_cast<std::uint64_t>(find.integer(0)) : 0;
}

Result<std::uint64_t> EnvelopeRows::numberOf(const Dot &dot)
{
    INDARO_TRY_ASSIGN(
        auto find,
        m_db->prepare("SELECT min(number) FROM envelope WHERE device = ?1 AND stream = ?2 AND last_sequence >= ?3"));
    bindKey(find, {dot.device, dot.stream});
    find.bind(3, static_cast<std::int64_t>(dot.sequence));
    INDARO_TRY_ASSIGN([[maybe_unused]] const bool row, find.step());
    return static_cast<std::uint64_t>(find.integer(0));
}

Result<std::vector<EnvelopeRows::Stored>> EnvelopeRows::after(const wire::StreamKey &key, std::uint64_t number)
{
    INDARO_TRY_ASSIGN(auto rows, m_db->prepare("SELECT rowid, ifnull(length(bytes), 0) FROM envelope "
                                               "WHERE device = ?1 AND stream = ?2 AND number > ?3 ORDER BY number"));
    bindKey(rows, key);
    rows.bind(3, static_cast<std::int64_t>(number));
    std::vector<Stored> out;
    for (;;) {
        INDARO_TRY_ASSIGN(const bool row, rows.step());
        if (!row)
            return out;
        out.push_back({rows.integer(0), static_cast<std::size_t>(rows.integer(1))});
    }
}

Result<base::Bytes> EnvelopeRows::bytesOfRow(std::int64_t row)
{
    INDARO_TRY_ASSIGN(auto find, m_db->prepare("SELECT bytes FROM envelope WHERE rowid = ?1"));
    find.bind(1, row);
    INDARO_TRY_ASSIGN(const bool found, find.step());
    if (!found)
        return Error(Errc::NotFound);
    return copyOf(find.blob(0));
}

Result<void> EnvelopeRows::letGo(const wire::HaveVector &covered)
{
    INDARO_TRY_ASSIGN(auto drop,
                      m_db->prepare("UPDATE envelope SET bytes = NULL WHERE device = ?1 AND stream = ?2 AND number <= ?3 "
                                    "AND bytes IS NOT NULL"));
    for (const auto &[key, number] : covered) {
        bindKey(drop, key);
        drop.bind(3, static_cast<std::int64_t>(number));
        INDARO_TRY(drop.run());
    }
    return {};
}

Result<wire::HaveVector> EnvelopeRows::letGoVector()
{
    INDARO_TRY_ASSIGN(auto rows, m_db->prepare("SELECT device, stream, max(number) FROM envelope WHERE bytes IS NULL "
                                               "GROUP BY device, stream"));
    wire::HaveVector out;
    for (;;) {
        INDARO_TRY_ASSIGN(const bool row, rows.step());
        if (!row)
            return out;
        const auto device = rows.id<wire::DeviceTag>(0);
        if (!device)
            return Error(Errc::StoreDamaged);
        out[{*device, static_cast<Stream>(rows.integer(1))}] = static_cast<std::uint64_t>(rows.integer(2));
    }
}

Result<void> EnvelopeRows::wait(const Waiting &envelope, base::UtcMs now)
{
    INDARO_TRY_ASSIGN(
        auto put, m_db->prepare("INSERT OR IGNORE INTO envelope_inbox (device, stream, number, hash, bytes, received_at, "
                                "from_road) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)"));
    bindKey(put, envelope.key);
    put.bind(3, static_cast<std::int64_t>(envelope.number));
    put.bind(4, base::ByteView(envelope.hash));
    put.bind(5, base::ByteView(envelope.bytes));
    put.bind(6, now);
    put.bind(7, envelope.road);
    return put.run();
}

Result<std::vector<crypto::Digest>> EnvelopeRows::waitingHashes(const wire::StreamKey &key, std::uint64_t number)
{
    INDARO_TRY_ASSIGN(auto rows,
                      m_db->prepare("SELECT hash FROM envelope_inbox WHERE device = ?1 AND stream = ?2 AND number = ?3"));
    bindKey(rows, key);
    rows.bind(3, static_cast<std::int64_t>(number));
    std::vector<crypto::Digest> out;
    for (;;) {
        INDARO_TRY_ASSIGN(const bool row, rows.step());
        if (!row)
            return out;
        if (const auto hash = digestAt(rows, 0))
            out.push_back(*hash);
    }
}

namespace {

/// Rows of device, stream, number, hash, bytes, road.
Result<std::vector<EnvelopeRows::Waiting>> allWaiting(store::Statement &rows)
{
    std::vector<EnvelopeRows::Waiting> out;
    for (;;) {
        INDARO_TRY_ASSIGN(const bool row, rows.step());
        if (!row)
            return out;
        const auto device = rows.id<wire::DeviceTag>(0);
        const auto hash = digestAt(rows, 3);
        if (!device || !hash)
            return Error(Errc::StoreDamaged);
        out.push_back({{*device, static_cast<Stream>(rows.integer(1))},
                       static_cast<std::uint64_t>(rows.integer(2)),
                       *hash,
                       copyOf(rows.blob(4)),
                       rows.text(5)});
    }
}

} // namespace

Result<std::vector<EnvelopeRows::Waiting>> EnvelopeRows::due()
{
    INDARO_TRY_ASSIGN(
        auto rows,
        m_db->prepare("SELECT device, stream, number, hash, bytes, from_road FROM envelope_inbox i WHERE number = "
                      "1 + ifnull((SELECT max(number) FROM envelope e WHERE e.device = i.device "
                      "AND e.stream = i.stream), 0) ORDER BY rowid"));
    return allWaiting(rows);
}

Result<std::vector<EnvelopeRows::Waiting>> EnvelopeRows::waitingAfter(const wire::StreamKey &key, std::uint64_t number)
{
    INDARO_TRY_ASSIGN(auto rows, m_db->prepare("SELECT device, stream, number, hash, bytes, from_road FROM envelope_inbox "
                                               "WHERE device = ?1 AND stream = ?2 AND number > ?3 ORDER BY number"));
    bindKey(rows, key);
    rows.bind(3, static_cast<std::int64_t>(number));
    return allWaiting(rows);
}

Result<void> EnvelopeRows::stopWaiting(const wire::StreamKey &key, std::uint64_t number)
{
    INDARO_TRY_ASSIGN(auto drop,
                      m_db->prepare("DELETE FROM envelope_inbox WHERE device = ?1 AND stream = ?2 AND number <= ?3"));
    bindKey(drop, key);
    drop.bind(3, static_cast<std::int64_t>(number));
    return drop.run();
}

Result<void> EnvelopeRows::stopWaitingAfter(const wire::StreamKey &key, std::uint64_t number)
{
    INDARO_TRY_ASSIGN(auto drop,
                      m_db->prepare("DELETE FROM envelope_inbox WHERE device = ?1 AND stream = ?2 AND number > ?3"));
    bindKey(drop, key);
    drop.bind(3, static_cast<std::int64_t>(number));
    return drop.run();
}

Result<std::size_t> EnvelopeRows::waitingCount()
{
    INDARO_TRY_ASSIGN(auto count, m_db->prepare("SELECT count(*) FROM envelope_inbox"));
    INDARO_TRY_ASSIGN([[maybe_unused]] const bool row, count.step());
    return static_cast<std::size_t>(count.integer(0));
}

} // namespace indaro::sync
