// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/crypto/aead.h"
#include "core/sync/engine.h"
#include "core/sync/engine_layout.h"
#include "core/sync/inherited.h"
#include "core/sync/local_meta.h"

#include <algorithm>

namespace indaro::sync {

using base::Errc;
using base::Error;
using base::Result;

namespace {

constexpr std::size_t ManyOperations = 200;
constexpr std::size_t BulkOperations = 1000; ///< from here on the last percents of bytes cost more time than they save
constexpr int BulkLevel = 15;
constexpr double Headroom = 1.25; ///< an envelope may be this much larger than asked before it is cut again, smaller

std::string toldKey(Stream stream)
{
    return stream == Stream::General ? "sync.told.general" : "sync.told.house";
}

/// What is long (a part of a picture or of a form) is not made shorter by packing: an envelope takes this much of it, or
/// every part would be packed once for each envelope before its own.
constexpr std::size_t LongBytes = CutOptions().bytes;
constexpr std::size_t Long = 1024;

std::size_t longBytesOf(const Operation &operation)
{
    std::size_t sum = 0;
    for (const auto &[field, value] : operation.values) {
        if (const base::Bytes *bytes = value.bytes(); bytes != nullptr && bytes->size() > Long)
            sum += bytes->size();
    }
    return sum;
}

/// At most `limit` and about LongBytes, but one. Read in pages, so that what is long is not read in vain.
Result<std::vector<Operation>> readNext(OperationRows &rows, const DeviceId &device, Stream stream, std::uint64_t from,
                                        std::size_t limit)
{
    std::vector<Operation> operations;
    std::size_t longSoFar = 0;
    for (std::size_t page = 4; operations.size() < limit; page *= 8) {
        const std::size_t asked = std::min(page, limit - operations.size());
        INDARO_TRY_ASSIGN(auto some, rows.ofDevice(device, stream, from, asked));
        for (Operation &operation : some) {
            longSoFar += longBytesOf(operation);
            if (longSoFar > LongBytes && !operations.empty())
                return operations;
            from = operation.dot.sequence + 1;
            operations.push_back(std::move(operation));
        }
        if (some.size() < asked)
            break;
    }
    return operations;
}

bool mayName(Stream writer, const Dot &dot)
{
    return writer == Stream::House || dot.stream == Stream::General;
}

} // namespace

Result<void> Engine::inherit(const DeviceId &former)
{
    INDARO_TRY_ASSIGN(auto ranges, readInherited(db()));
    for (const Stream stream : {Stream::General, Stream::House}) {
        INDARO_TRY_ASSIGN(const auto head, m_rows.head({former, stream}));
        INDARO_TRY_ASSIGN(const auto last, m_log->rows().lastSequence(former, stream));
        if (last > head.lastSequence)
            ranges.push_back({former, stream, head.lastSequence + 1, last});
    }
    INDARO_TRY_ASSIGN(auto transaction, db().begin());
    INDARO_TRY(writeInherited(db(), ranges));
    return transaction.commit();
}

/// What of a laptop that was shut out waits for one before it, which may never come, is shown to people now.
Result<void> Engine::putAsideAfter(const wire::StreamKey &key, std::uint64_t number)
{
    INDARO_TRY_ASSIGN(const auto waiting, m_rows.waitingAfter(key, number));
    if (waiting.empty())
        return {};
    INDARO_TRY_ASSIGN(auto transaction, db().begin());
    for (const auto &one : waiting) {
        INDARO_TRY_ASSIGN(const auto view, wire::parseEnvelope(one.bytes));
        INDARO_TRY(putAside(view, RevokedReason, {}, 0));
    }
    INDARO_TRY(m_rows.stopWaitingAfter(key, number));
    return transaction.commit();
}

/// What compaction let go of here goes on with the rest: those who never had it would take what replaced it for a rival of
/// what it replaced. In the caller's transaction.
Result<void> Engine::putBackCompacted(const wire::StreamKey &key, std::uint64_t after)
{
    INDARO_TRY_ASSIGN(const auto stored, m_rows.after(key, after));
    for (const auto &one : stored) {
        INDARO_TRY_ASSIGN(const auto bytes, m_rows.bytesOfRow(one.row));
        const auto view = wire::parseEnvelope(bytes);
        const auto opened = view ? open(*view) : Result<Opened>(view.error());
        if (!opened || !opened->segment.missing.empty())
            continue; // let go of, or of a key that is gone
        INDARO_TRY(applyOperations(*m_log, opened->segment.operations, applyOptions(true)));
    }
    return {};
}

/// What came in somebody else's envelopes, who may have been the only one to hand it on: it was of a laptop shut out before
/// him, or of the vault his was copied from. Whoever has it twice takes it once.
Result<void> Engine::addHandedOn(std::vector<InheritedRange> &ranges, Stream stream)
{
    for (const auto &device : m_trust->state().devices) {
        if (device.id == m_log->device())
            continue;
        INDARO_TRY_ASSIGN(const auto head, m_rows.head({device.id, stream}));
        INDARO_TRY_ASSIGN(const auto last, m_log->rows().lastSequence(device.id, stream));
        const InheritedRange range{device.id, stream, head.lastSequence + 1, last};
        if (range.next <= range.last && std::find(ranges.begin(), ranges.end(), range) == ranges.end())
            ranges.push_back(range);
    }
    return {};
}

Result<void> Engine::followRoster()
{
    const auto state = m_trust->state();
    for (const auto &device : state.devices) {
        if (!device.isRevoked || device.id == m_log->device())
            continue;
        for (const Stream stream : {Stream::General, Stream::House}) {
            const wire::StreamKey key{device.id, stream};
            const auto *cut = cutOf(device, stream);
            INDARO_TRY(putAsideAfter(key, cut != nullptr ? cut->number : 0));
            INDARO_TRY_ASSIGN(const auto head, m_rows.head(key));
            const std::uint64_t cutAt = cut != nullptr ? cut->number : 0;
            const std::string done =
                "sync.followed." + base::toHex(device.id.bytes()) + (stream == Stream::House ? "h" : "g");
            // Of a laptop that was shut out on a branch nobody follows any more, and is now again, there may be more.
            INDARO_TRY_ASSIGN(const auto before, findMeta(db(), done));
            const std::uint64_t from = std::max(cutAt, before ? base::ByteReader(*before).u64() : 0);
            if (head.number <= from)
                continue;
            INDARO_TRY_ASSIGN(const auto kept, m_rows.lastSequenceOf(key, from));
            INDARO_TRY_ASSIGN(auto transaction, db().begin());
            INDARO_TRY(putBackCompacted(key, from));
            INDARO_TRY_ASSIGN(auto ranges, readInherited(db()));
            INDARO_TRY(addHandedOn(ranges, stream));
            if (head.lastSequence > kept)
                ranges.push_back({device.id, stream, kept + 1, head.lastSequence});
            INDARO_TRY(writeInherited(db(), ranges));
            base::ByteWriter followed;
            followed.u64(head.number);
            INDARO_TRY(setMeta(db(), done, followed.bytes()));
            INDARO_TRY(transaction.commit());
        }
    }
    return {};
}

/// Counted as rows: what was erased before it was cut will never be sent.
Result<std::uint64_t> Engine::pending(Stream stream)
{
    INDARO_TRY_ASSIGN(const auto head, m_rows.head({m_log->device(), stream}));
    INDARO_TRY_ASSIGN(auto all, m_log->rows().count(m_log->device(), stream, head.lastSequence + 1, wire::MaxNumber));
    INDARO_TRY_ASSIGN(const auto ranges, readInherited(db()));
    for (const auto &range : ranges) {
        if (range.stream != stream)
            continue;
        INDARO_TRY_ASSIGN(const auto inherited, m_log->rows().count(range.device, stream, range.next, range.last));
        all += inherited;
    }
    return all;
}

Result<std::size_t> Engine::cutPending(const CutOptions &options)
{
    const auto self = m_trust->self();
    if (!self || self->isRevoked)
        return Error(Errc::WrongState);
    if (m_trust->heads().size() > 1 && m_trust->writingKey(0) == nullptr)
        return std::size_t{0}; // until somebody joins the branches of the roster: the exchange goes on without
    std::size_t envelopes = 0;
    for (const Stream stream : {Stream::General, Stream::House}) {
        while (envelopes < options.envelopes) {
            INDARO_TRY_ASSIGN(const bool isCut, cutNext(stream, options));
            if (!isCut)
                break;
            ++envelopes;
        }
    }
    return envelopes;
}

Result<std::vector<Operation>> Engine::nextOperations(Stream stream, std::size_t limit)
{
    INDARO_TRY_ASSIGN(const auto ranges, readInherited(db()));
    for (const auto &range : ranges) {
        if (range.stream != stream)
            continue;
        INDARO_TRY_ASSIGN(auto operations, readNext(m_log->rows(), range.device, stream, range.next, limit));
        std::erase_if(operations, [&](const Operation &operation) { return operation.dot.sequence > range.last; });
        if (!operations.empty())
            return operations;
    }
    INDARO_TRY_ASSIGN(const auto head, m_rows.head({m_log->device(), stream}));
    return readNext(m_log->rows(), m_log->device(), stream, head.lastSequence + 1, limit);
}

RecordNames Engine::namesFor(Stream stream)
{
    // The first birth by the clock is as good as any: the reader only looks up which record it was about. In the general
    // stream no house operation may be a name: those who read it over the internet never get that one.
    const auto find = [this, stream](std::optional<std::uint16_t> table, const RecordId &record) -> std::optional<Dot> {
        auto rows = db().prepare(
            table ? "SELECT d.id, o.stream, o.sequence FROM operation o JOIN log_device d ON d.number = o.device "
                    "WHERE o.record = ?1 AND o.kind = 1 AND o.record_table = ?2 ORDER BY o.time"
                  : "SELECT d.id, o.stream, o.sequence FROM operation o JOIN log_device d ON d.number = o.device "
                    "WHERE o.record = ?1 AND o.kind = 1 ORDER BY o.time");
        if (!rows)
            return std::nullopt; // its 16 bytes name it as well
        rows->bind(1, record);
        if (table)
            rows->bind(2, static_cast<std::int64_t>(*table));
        for (;;) {
            const auto row = rows->step();
            const auto device = row && *row ? rows->id<DeviceTag>(0) : std::nullopt;
            if (!device)
                return std::nullopt;
            const Dot dot{*device, static_cast<Stream>(rows->integer(1)), static_cast<std::uint64_t>(rows->integer(2))};
            if (mayName(stream, dot))
                return dot;
        }
    };
    return {[find](std::uint16_t table, const RecordId &record) { return find(table, record); },
            [find](const RecordId &record) { return find(std::nullopt, record); }};
}

/// What has been written that this stream has not told of yet: how two laptops find out that a server shows them
/// different worlds [security.md 2.12]. The general stream tells of the house stream, too, and of this laptop's own: who
/// drops old keys after an erasure must know that something sealed with them has not come yet.
Result<std::vector<wire::Head>> Engine::newsFor(Stream stream)
{
    std::vector<wire::Head> told;
    INDARO_TRY_ASSIGN(const auto row, findMeta(db(), toldKey(stream)));
    if (row) {
        base::ByteReader in(*row);
        INDARO_TRY_ASSIGN(told, wire::decodeHeads(in));
    }
    INDARO_TRY_ASSIGN(auto now, heads(true));
    std::erase_if(now, [&](const wire::Head &head) {
        return head.key == wire::StreamKey{m_log->device(), stream} ||
               std::find(told.begin(), told.end(), head) != told.end();
    });
    return now;
}

Result<base::Bytes> Engine::seal(std::span<const Operation> operations, Stream stream, const StreamHead &head,
                                 const std::vector<wire::Head> &news, int level)
{
    INDARO_TRY_ASSIGN(auto segment, encodeSegment(operations, m_log->device(), m_log->schema(), namesFor(stream), level));
    base::ByteWriter first;
    first.u8(SectionVersion);
    wire::encodeHeads(first, news);
    first.raw(*segment[0]);
    segment[0] = std::move(first).take();
    std::vector<wire::SectionToSeal> sections;
    for (std::size_t group = 0; group < segment.size(); ++group) {
        if (!segment[group])
            continue;
        const auto *key = m_trust->writingKey(static_cast<wire::Group>(group));
        if (key == nullptr)
            return Error(Errc::SyncKeyMissing, {{"group", static_cast<std::int64_t>(group)}});
        sections.push_back({static_cast<wire::Group>(group), key, *segment[group]});
    }
    wire::EnvelopeHeader header{
        wire::EnvelopeType::Operations, stream, m_trust->shelter(), m_log->device(), head.number + 1, {}};
    if (head.hash)
        header.prev = *head.hash;
    return wire::sealEnvelope(header, sections, m_trust->secrets().sign, crypto::randomNonce());
}

Result<void> Engine::keepCut(std::span<const Operation> operations, Stream stream, const StreamHead &head,
                             base::Bytes envelope, const std::vector<wire::Head> &news)
{
    EnvelopeRow row{{m_log->device(), stream},    head.number + 1,     0,    head.lastSequence,
                    wire::envelopeHash(envelope), std::move(envelope), "own"};
    if (operations.front().dot.device == m_log->device()) {
        row.firstSequence = operations.front().dot.sequence;
        row.lastSequence = operations.back().dot.sequence;
    } else {
        INDARO_TRY_ASSIGN(auto ranges, readInherited(db()));
        for (auto &range : ranges) {
            const Dot &last = operations.back().dot;
            if (range.device == last.device && range.stream == stream && range.next <= last.sequence &&
                last.sequence <= range.last)
                range.next = last.sequence + 1;
        }
        INDARO_TRY(writeInherited(db(), ranges));
    }
    INDARO_TRY(m_rows.insert(row, m_log->nowUtc()));
    if (news.empty())
        return {};
    INDARO_TRY_ASSIGN(auto all, heads(true));
    base::ByteWriter told;
    wire::encodeHeads(told, all);
    return setMeta(db(), toldKey(stream), told.bytes());
}

Result<bool> Engine::cutNext(Stream stream, const CutOptions &options)
{
    auto count = static_cast<std::size_t>(static_cast<double>(options.bytes) / m_bytesPerOperation);
    count = std::clamp<std::size_t>(count, 1, std::max<std::size_t>(options.operations, 1));
    INDARO_TRY_ASSIGN(auto operations, nextOperations(stream, count));
    if (operations.empty())
        return false;
    // An order to erase somebody travels by itself: whoever has its envelope has carried it out. Among other deletions it
    // could be held until a person looks, and would be taken for confirmed.
    const auto order = std::ranges::find(operations, OperationKind::Erase, &Operation::kind);
    operations.erase(order == operations.begin() ? order + 1 : order, operations.end());
    INDARO_TRY_ASSIGN(const auto head, m_rows.head({m_log->device(), stream}));
    INDARO_TRY_ASSIGN(const auto news, newsFor(stream));
    count = operations.size();
    for (;;) {
        const auto some = std::span(operations).first(count);
        const int level = count >= BulkOperations ? std::min(options.level, BulkLevel) : options.level;
        auto envelope = seal(some, stream, head, news, level);
        const bool isTooLarge =
            !envelope && (envelope.error().code == Errc::SegmentTooLarge || envelope.error().code == Errc::WireTooLarge);
        if (isTooLarge && count > 1) {
            count /= 2;
            continue;
        }
        INDARO_TRY(envelope);
        const auto size = static_cast<double>(envelope->size());
        if (count >= ManyOperations) // a few tell nothing about the next thousands
            m_bytesPerOperation = std::max(size / static_cast<double>(count), 1.0);
        if (size > Headroom * static_cast<double>(options.bytes) && count > 1) {
            const double share = static_cast<double>(options.bytes) / size;
            count = std::max<std::size_t>(1, static_cast<std::size_t>(static_cast<double>(count) * share));
            continue;
        }
        INDARO_TRY_ASSIGN(auto transaction, db().begin());
        INDARO_TRY(keepCut(some, stream, head, std::move(*envelope), news));
        INDARO_TRY(transaction.commit());
        return true;
    }
}

} // namespace indaro::sync
