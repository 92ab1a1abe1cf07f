// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/erasure_order.h"

#include "core/sync/engine_layout.h"
#include "core/sync/local_meta.h"

#include <algorithm>

namespace indaro::sync {

using base::Errc;
using base::Error;
using base::Result;

namespace {

constexpr std::string_view Orders = "sync.erasures";
constexpr std::string_view Heard = "sync.erasures_heard";         ///< those of other laptops
constexpr std::string_view Finished = "sync.erasures_finished";   ///< any of both, with when the old keys went
constexpr std::string_view Confirmed = "sync.erasures_confirmed"; ///< order, laptop, when its word came

void writeDot(base::ByteWriter &out, const Dot &dot)
{
    out.raw(dot.device.bytes());
    out.u8(static_cast<std::uint8_t>(dot.stream));
    out.u64(dot.sequence);
}

std::optional<Dot> readDot(base::ByteReader &in)
{
    const auto device = DeviceId::fromBytes(in.raw(DeviceId::Size));
    const auto stream = in.u8();
    const auto sequence = in.u64();
    if (!device || stream > 1)
        return std::nullopt;
    return Dot{*device, static_cast<Stream>(stream), sequence};
}

Result<void> keepOrder(store::Connection &db, std::string_view list, const Dot &operation, base::UtcMs at)
{
    base::ByteWriter out;
    INDARO_TRY_ASSIGN(const auto before, findMeta(db, list));
    if (before)
        out.raw(*before);
    writeDot(out, operation);
    out.u64(static_cast<std::uint64_t>(at));
    return setMeta(db, list, out.bytes());
}

Result<std::vector<ErasureOrder>> readOrders(store::Connection &db, std::string_view list)
{
    std::vector<ErasureOrder> orders;
    INDARO_TRY_ASSIGN(const auto row, findMeta(db, list));
    if (!row)
        return orders;
    base::ByteReader in(*row);
    while (!in.atEnd() && in.isValid()) {
        const auto operation = readDot(in);
        const auto at = in.u64();
        if (!operation || !in.isValid())
            return Error(Errc::StoreDamaged);
        orders.push_back({*operation, static_cast<base::UtcMs>(at)});
    }
    return orders;
}

Result<std::vector<ErasureOrder>> readWithEnds(store::Connection &db, std::string_view list)
{
    INDARO_TRY_ASSIGN(auto orders, readOrders(db, list));
    INDARO_TRY_ASSIGN(const auto finished, readOrders(db, Finished));
    for (auto &order : orders) {
        const auto found = std::ranges::find(finished, order.operation, &ErasureOrder::operation);
        if (order.isAlone())
            order.finishedAt = order.at;
        else if (found != finished.end())
            order.finishedAt = found->at;
    }
    return orders;
}

Result<void> keepConfirmation(store::Connection &db, const Dot &order, const DeviceId &device, base::UtcMs at)
{
    base::ByteWriter out;
    INDARO_TRY_ASSIGN(const auto before, findMeta(db, Confirmed));
    if (before)
        out.raw(*before);
    writeDot(out, order);
    out.raw(device.bytes());
    out.u64(static_cast<std::uint64_t>(at));
    return setMeta(db, Confirmed, out.bytes());
}

/// Who has said, signed, to hold the order, and when that word came last.
Result<std::map<DeviceId, base::UtcMs>> toldOf(ChangeLog &log, const Dot &order)
{
    std::map<DeviceId, base::UtcMs> told;
    EnvelopeRows rows(log.connection());
    INDARO_TRY_ASSIGN(const auto number, rows.numberOf(order));
    if (number == 0)
        return told;
    INDARO_TRY_ASSIGN(auto find,
                      log.connection().prepare("SELECT peer, seen_at FROM peer_head WHERE device = ?1 AND stream = "
                                               "?2 AND number >= ?3 AND length(peer) = 16"));
    find.bind(1, order.device);
    find.bind(2, static_cast<std::int64_t>(order.stream));
    find.bind(3, static_cast<std::int64_t>(number));
    for (;;) {
        INDARO_TRY_ASSIGN(const bool row, find.step());
        if (!row)
            return told;
        if (const auto device = find.id<DeviceTag>(0))
            told.emplace(*device, find.integer(1));
    }
}

Result<std::optional<Operation>> findOrder(ChangeLog &log, const Dot &order)
{
    INDARO_TRY_ASSIGN(auto found, log.rows().ofDevice(order.device, order.stream, order.sequence, 1));
    const bool isIt = !found.empty() && found.front().dot == order && found.front().kind == OperationKind::Erase;
    return isIt ? std::optional(std::move(found.front())) : std::nullopt;
}

/// Whether the house has let go of every key that is older than the one the order came under.
Result<bool> areOldKeysGone(ChangeLog &log, const wire::RosterState &state, const Dot &order)
{
    const auto isOld = [&state](const wire::RosterEpoch &epoch) {
        return state.newestEpoch(epoch.group)->keyId != epoch.keyId;
    };
    if (std::ranges::none_of(state.epochs, isOld))
        return true;
    EnvelopeRows rows(log.connection());
    INDARO_TRY_ASSIGN(const auto number, rows.numberOf(order));
    if (number == 0)
        return false;
    INDARO_TRY_ASSIGN(const auto stored, rows.after({order.device, order.stream}, number - 1));
    if (stored.empty() || stored.front().size == 0)
        return false; // and known as soon as no old key is left at all
    INDARO_TRY_ASSIGN(const auto bytes, rows.bytesOfRow(stored.front().row));
    INDARO_TRY_ASSIGN(const auto view, wire::parseEnvelope(bytes));
    const auto *under = state.epochOf(view.sections.front().keyId);
    return under == nullptr || std::ranges::none_of(state.epochs, [under](const wire::RosterEpoch &epoch) {
               return epoch.group == under->group && epoch.number < under->number;
           });
}

/// In no house: there is nobody to tell, and no key to change.
Result<ErasureOrder> eraseAlone(ChangeLog &log, const RecordKey &person)
{
    const ErasureOrder order{{log.device(), Stream::General, 0}, log.nowUtc()};
    INDARO_TRY_ASSIGN(auto transaction, log.connection().begin());
    INDARO_TRY(eraseRecords(log, person));
    INDARO_TRY(keepOrder(log.connection(), Orders, order.operation, order.at));
    INDARO_TRY(transaction.commit());
    return ErasureOrder{order.operation, order.at, order.at};
}

/// Envelopes of which a section can no longer be opened: nobody can be helped with them.
Result<void> letGoUnreadable(ChangeLog &log, Trust &trust)
{
    EnvelopeRows rows(log.connection());
    INDARO_TRY_ASSIGN(const auto heads, rows.heads());
    const auto state = trust.state();
    INDARO_TRY_ASSIGN(auto transaction, log.connection().begin());
    for (const auto &[key, head] : heads) {
        INDARO_TRY_ASSIGN(const auto stored, rows.after(key, 0));
        wire::HaveVector unreadable;
        for (const auto &one : stored) {
            if (one.size == 0)
                continue;
            INDARO_TRY_ASSIGN(const auto bytes, rows.bytesOfRow(one.row));
            INDARO_TRY_ASSIGN(const auto view, wire::parseEnvelope(bytes));
            const bool isDropped = std::any_of(view.sections.begin(), view.sections.end(),
                                               [&](const auto &section) { return state.epochOf(section.keyId) == nullptr; });
            if (isDropped)
                unreadable[key] = view.header.number;
        }
        INDARO_TRY(rows.letGo(unreadable));
    }
    return transaction.commit();
}

Result<wire::HaveVector> saidBy(store::Connection &db, const DeviceId &peer)
{
    INDARO_TRY_ASSIGN(auto rows, db.prepare("SELECT device, stream, number FROM peer_head WHERE peer = ?1"));
    rows.bind(1, peer);
    wire::HaveVector said;
    for (;;) {
        INDARO_TRY_ASSIGN(const bool row, rows.step());
        if (!row)
            return said;
        if (const auto device = rows.id<DeviceTag>(0))
            said[{*device, static_cast<Stream>(rows.integer(1))}] = static_cast<std::uint64_t>(rows.integer(2));
    }
}

/// Where the old keys and the newest were used last, as far as the envelopes here say.
struct KeyUse
{
    wire::HaveVector lastOld;     ///< per stream the last envelope that needs a key which would be dropped
    wire::HaveVector firstNewest; ///< and the first that only the newest key of compartment 0 opens
};

Result<KeyUse> findKeyUse(ChangeLog &log, const wire::RosterState &state)
{
    EnvelopeRows rows(log.connection());
    INDARO_TRY_ASSIGN(const auto heads, rows.heads());
    KeyUse use;
    for (const auto &[key, head] : heads) {
        const auto *device = state.device(key.device);
        const auto *cut = device != nullptr && device->isRevoked ? cutOf(*device, key.stream) : nullptr;
        const bool isCut = device != nullptr && device->isRevoked;
        INDARO_TRY_ASSIGN(const auto stored, rows.after(key, 0));
        for (const auto &one : stored) {
            if (one.size == 0)
                continue;
            INDARO_TRY_ASSIGN(const auto bytes, rows.bytesOfRow(one.row));
            INDARO_TRY_ASSIGN(const auto view, wire::parseEnvelope(bytes));
            if (isCut && (cut == nullptr || view.header.number > cut->number))
                break; // nobody else will ever take these
            const bool isOld = std::any_of(view.sections.begin(), view.sections.end(), [&](const auto &section) {
                const auto *newest = state.newestEpoch(section.group);
                return newest != nullptr && newest->keyId != section.keyId;
            });
            if (isOld)
                use.lastOld[key] = view.header.number;
            const auto *newest = state.newestEpoch(0);
            if (newest != nullptr && view.sections.front().keyId == newest->keyId)
                use.firstNewest.emplace(key, view.header.number);
        }
    }
    return use;
}

bool isBehind(const wire::HaveVector &said, const KeyUse &use)
{
    const bool lacksOld = std::any_of(use.lastOld.begin(), use.lastOld.end(),
                                      [&](const auto &entry) { return wire::numberIn(said, entry.first) < entry.second; });
    const bool hasNewest = std::any_of(use.firstNewest.begin(), use.firstNewest.end(),
                                       [&](const auto &entry) { return wire::numberIn(said, entry.first) >= entry.second; });
    return lacksOld || !hasNewest;
}

/// What others wrote, perhaps with the old keys, and has not come here.
bool isMissingHere(const wire::HaveVector &said, const DeviceId &device, const wire::HaveVector &here)
{
    return std::any_of(said.begin(), said.end(), [&](const auto &entry) {
        return entry.first.device == device && wire::numberIn(here, entry.first) < entry.second;
    });
}

} // namespace

Result<ErasureOrder> orderErasure(ChangeLog &log, Trust &trust, Engine &engine, const RecordKey &person,
                                  const CutOptions &cut)
{
    if (!trust.isMember())
        return eraseAlone(log, person);
    const auto self = trust.self();
    if (self && self->isRevoked)
        return Error(Errc::DeviceRevoked); // nobody would follow
    const auto state = trust.state();
    const auto *author = state.user(log.user());
    if (author == nullptr || (author->rights & wire::rights::Erase) == 0)
        return Error(Errc::RosterRefused, {{"why", std::string("the author lacks the right")}});
    // First the new keys: whatever is cut from now on, here or on a laptop that follows, is under them.
    INDARO_TRY(trust.startEpochs(log.user()));
    std::optional<ErasureOrder> order;
    {
        INDARO_TRY_ASSIGN(auto transaction, log.connection().begin());
        INDARO_TRY(eraseRecords(log, person));
        INDARO_TRY_ASSIGN(const Dot dot, log.logErasure(person));
        order = ErasureOrder{dot, log.nowUtc()};
        INDARO_TRY(keepOrder(log.connection(), Orders, order->operation, order->at));
        INDARO_TRY(transaction.commit());
    }
    INDARO_TRY(engine.cutPending(cut));
    return *order;
}

Result<std::vector<ErasureOrder>> erasureOrders(store::Connection &db)
{
    return readWithEnds(db, Orders);
}

Result<std::vector<ErasureOrder>> heardErasures(store::Connection &db)
{
    return readWithEnds(db, Heard);
}

Result<void> noteHeardErasure(ChangeLog &log, const Operation &order)
{
    INDARO_TRY(keepOrder(log.connection(), Heard, order.dot, utcMsOf(order.time)));
    return keepConfirmation(log.connection(), order.dot, log.device(), log.nowUtc());
}

Result<std::optional<RecordKey>> personOf(ChangeLog &log, const ErasureOrder &order)
{
    INDARO_TRY_ASSIGN(const auto operation, findOrder(log, order.operation));
    return operation ? std::optional(RecordKey{operation->table, operation->record}) : std::nullopt;
}

Result<bool> mayStillErase(ChangeLog &log, Trust &trust, const ErasureOrder &order)
{
    if (order.isAlone())
        return true;
    INDARO_TRY_ASSIGN(const auto operation, findOrder(log, order.operation));
    if (!operation)
        return true;
    const auto state = trust.state();
    const auto *author = state.user(operation->user);
    return author != nullptr && (author->rights & wire::rights::Erase) != 0;
}

Result<void> noteConfirmations(ChangeLog &log, Trust &trust)
{
    store::Connection &db = log.connection();
    INDARO_TRY_ASSIGN(auto orders, erasureOrders(db));
    INDARO_TRY_ASSIGN(const auto heard, heardErasures(db));
    const auto own = orders.size();
    orders.insert(orders.end(), heard.begin(), heard.end());
    std::vector<std::pair<Dot, std::pair<DeviceId, base::UtcMs>>> words;
    std::vector<Dot> over;
    for (std::size_t i = 0; i < orders.size(); ++i) {
        const Dot &dot = orders[i].operation;
        if (orders[i].finishedAt)
            continue;
        INDARO_TRY_ASSIGN(const auto known, confirmationsOf(db, orders[i]));
        INDARO_TRY_ASSIGN(const auto told, toldOf(log, dot));
        INDARO_TRY_ASSIGN(const bool isValid, mayStillErase(log, trust, orders[i]));
        for (const auto &word : told) {
            if (isValid && !known.contains(word.first))
                words.emplace_back(dot, word);
        }
        if ((i < own && isValid) || !trust.isMember()) // an own order that counts no more is over with another's
            continue;
        INDARO_TRY_ASSIGN(const bool isOver, areOldKeysGone(log, trust.state(), dot));
        if (isOver)
            over.push_back(dot);
    }
    if (words.empty() && over.empty())
        return {};
    INDARO_TRY_ASSIGN(auto transaction, db.begin());
    for (const auto &[dot, word] : words)
        INDARO_TRY(keepConfirmation(db, dot, word.first, word.second));
    for (const Dot &dot : over)
        INDARO_TRY(keepOrder(db, Finished, dot, log.nowUtc()));
    return transaction.commit();
}

Result<std::map<DeviceId, base::UtcMs>> confirmationsOf(store::Connection &db, const ErasureOrder &order)
{
    std::map<DeviceId, base::UtcMs> confirmed{{order.operation.device, order.at}};
    INDARO_TRY_ASSIGN(const auto row, findMeta(db, Confirmed));
    if (!row || order.isAlone())
        return confirmed;
    base::ByteReader in(*row);
    while (!in.atEnd() && in.isValid()) {
        const auto dot = readDot(in);
        const auto device = DeviceId::fromBytes(in.raw(DeviceId::Size));
        const auto at = in.u64();
        if (!dot || !device || !in.isValid())
            return Error(Errc::StoreDamaged);
        if (*dot == order.operation)
            confirmed.emplace(*device, static_cast<base::UtcMs>(at));
    }
    return confirmed;
}

Result<ErasureProgress> erasureProgress(ChangeLog &log, Trust &trust, const ErasureOrder &order)
{
    ErasureProgress progress;
    if (order.isAlone()) {
        progress.confirmed.push_back(order.operation.device);
        return progress;
    }
    EnvelopeRows rows(log.connection());
    INDARO_TRY_ASSIGN(const auto told, toldOf(log, order.operation));
    INDARO_TRY_ASSIGN(const auto noted, confirmationsOf(log.connection(), order));
    INDARO_TRY_ASSIGN(const bool isValid, mayStillErase(log, trust, order));
    for (const auto &device : trust.state().devices) {
        const bool hasSaid = told.contains(device.id) && (isValid || order.finishedAt || noted.contains(device.id));
        const bool hasIt = device.id == log.device() || device.id == order.operation.device || hasSaid;
        if (hasIt)
            progress.confirmed.push_back(device.id);
        else if (!device.isRevoked && !order.finishedAt)
            progress.waiting.push_back(device.id);
    }
    if (order.finishedAt)
        return progress;
    const auto state = trust.state();
    const bool isOneRoster =
        trust.chain().trustedHeads().size() == 1; // else somebody may write with the newest key of another branch
    INDARO_TRY_ASSIGN(const auto use, findKeyUse(log, state));
    INDARO_TRY_ASSIGN(const auto heads, rows.heads());
    wire::HaveVector here;
    for (const auto &[key, head] : heads)
        here[key] = head.number;
    for (const auto &id : progress.confirmed) {
        const auto *device = state.device(id);
        if (id == log.device() || device == nullptr || device->isRevoked)
            continue;
        INDARO_TRY_ASSIGN(const auto said, saidBy(log.connection(), id));
        if (!isOneRoster || isBehind(said, use) || isMissingHere(said, id, here))
            progress.behind.push_back(id);
    }
    return progress;
}

Result<void> finishErasure(ChangeLog &log, Trust &trust, const ErasureOrder &order)
{
    if (order.finishedAt)
        return {};
    INDARO_TRY_ASSIGN(const auto progress, erasureProgress(log, trust, order));
    if (!progress.isComplete())
        return Error(Errc::WrongState);
    INDARO_TRY(Engine(log, trust).keepPutAsideReadable(Engine::KeysThatGo::AllButNewest));
    INDARO_TRY(trust.dropOldEpochs(log.user()));
    INDARO_TRY(letGoUnreadable(log, trust));
    INDARO_TRY_ASSIGN(auto transaction, log.connection().begin());
    INDARO_TRY(keepOrder(log.connection(), Finished, order.operation, log.nowUtc()));
    return transaction.commit();
}

} // namespace indaro::sync
