// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/news.h"

#include "core/sync/envelope_rows.h"

#include <algorithm>

namespace indaro::sync {

using base::Result;

namespace {

/// The operations up to an envelope of which the first `number` are held by somebody.
Result<std::uint64_t> sequenceUpTo(store::Connection &db, const DeviceId &device, Stream stream, std::uint64_t number)
{
    if (number == 0)
        return std::uint64_t{0};
    EnvelopeRows rows(db);
    return rows.lastSequenceOf({device, stream}, number);
}

Result<std::uint64_t> numberHeldBy(store::Connection &db, const DeviceId &laptop, const DeviceId &device, Stream stream)
{
    INDARO_TRY_ASSIGN(auto find, db.prepare("SELECT number FROM peer_head WHERE peer = ?1 AND device = ?2 AND stream = ?3"));
    find.bind(1, laptop);
    find.bind(2, device);
    find.bind(3, static_cast<std::int64_t>(stream));
    INDARO_TRY_ASSIGN(const bool found, find.step());
    return found ? static_cast<std::uint64_t>(find.integer(0)) : std::uint64_t{0};
}

} // namespace

Result<StreamProof> proofOf(store::Connection &db, const DeviceId &self, Stream stream, std::uint64_t written,
                            const std::set<DeviceId> &live)
{
    StreamProof proof;
    proof.written = written;
    INDARO_TRY_ASSIGN(auto signedFor,
                      db.prepare("SELECT ifnull(max(number), 0) FROM receipt WHERE device = ?1 AND stream = ?2"));
    signedFor.bind(1, self);
    signedFor.bind(2, static_cast<std::int64_t>(stream));
    INDARO_TRY_ASSIGN([[maybe_unused]] const bool row, signedFor.step());
    INDARO_TRY_ASSIGN(proof.stored, sequenceUpTo(db, self, stream, static_cast<std::uint64_t>(signedFor.integer(0))));
    for (const DeviceId &laptop : live) {
        INDARO_TRY_ASSIGN(const auto received, receivedBy(db, laptop, self, stream));
        proof.received = std::max(proof.received, received);
    }
    return proof;
}

Result<std::uint64_t> receivedBy(store::Connection &db, const DeviceId &laptop, const DeviceId &self, Stream stream)
{
    INDARO_TRY_ASSIGN(const auto number, numberHeldBy(db, laptop, self, stream));
    return sequenceUpTo(db, self, stream, number);
}

Result<std::map<DeviceId, base::UtcMs>> lastNews(store::Connection &db)
{
    std::map<DeviceId, base::UtcMs> news;
    INDARO_TRY_ASSIGN(auto told,
                      db.prepare("SELECT peer, max(seen_at) FROM peer_head WHERE length(peer) = 16 GROUP BY peer"));
    INDARO_TRY_ASSIGN(auto wrote, db.prepare("SELECT device, max(received_at) FROM envelope GROUP BY device"));
    for (auto *rows : {&told, &wrote}) {
        for (;;) {
            INDARO_TRY_ASSIGN(const bool row, rows->step());
            if (!row)
                break;
            if (const auto laptop = rows->id<DeviceTag>(0)) {
                auto &at = news[*laptop];
                at = std::max(at, rows->integer(1));
            }
        }
    }
    return news;
}

Result<std::optional<base::UtcMs>> lastReceipt(store::Connection &db, base::ByteView serverKey)
{
    INDARO_TRY_ASSIGN(auto find, db.prepare("SELECT max(at) FROM receipt WHERE server = ?1"));
    find.bind(1, serverKey);
    INDARO_TRY_ASSIGN(const bool found, find.step());
    return found && !find.isNull(0) ? std::optional<base::UtcMs>(find.integer(0)) : std::nullopt;
}

Result<std::set<UserId>> writersOn(store::Connection &db, const DeviceId &laptop)
{
    std::set<UserId> writers;
    INDARO_TRY_ASSIGN(auto rows, db.prepare("SELECT DISTINCT u.id FROM operation o JOIN log_device d ON d.number = o.device "
                                            "JOIN log_user u ON u.number = o.user WHERE d.id = ?1"));
    rows.bind(1, laptop);
    for (;;) {
        INDARO_TRY_ASSIGN(const bool row, rows.step());
        if (!row)
            return writers;
        if (const auto user = rows.id<UserTag>(0))
            writers.insert(*user);
    }
}

Result<std::set<RecordId>> heldOn(store::Connection &db, const DeviceId &laptop, std::uint16_t table)
{
    std::map<std::pair<DeviceId, Stream>, std::uint64_t> upTo;
    std::set<RecordId> held;
    INDARO_TRY_ASSIGN(auto births, db.prepare("SELECT o.record, d.id, o.stream, o.sequence FROM operation o "
                                              "JOIN log_device d ON d.number = o.device "
                                              "WHERE o.record_table = ?1 AND o.kind = ?2"));
    births.bind(1, std::int64_t{table});
    births.bind(2, static_cast<std::int64_t>(OperationKind::Birth));
    for (;;) {
        INDARO_TRY_ASSIGN(const bool row, births.step());
        if (!row)
            return held;
        const auto record = births.id<RecordTag>(0);
        const auto writer = births.id<DeviceTag>(1);
        if (!record || !writer)
            continue;
        const auto stream = static_cast<Stream>(births.integer(2));
        const auto [known, isNew] = upTo.try_emplace({*writer, stream}, 0);
        if (isNew) {
            INDARO_TRY_ASSIGN(known->second, receivedBy(db, laptop, *writer, stream));
        }
        if (*writer == laptop || static_cast<std::uint64_t>(births.integer(3)) <= known->second)
            held.insert(*record);
    }
}

} // namespace indaro::sync
