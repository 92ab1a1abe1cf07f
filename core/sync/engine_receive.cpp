// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/engine.h"
#include "core/sync/engine_layout.h"

#include <algorithm>

namespace indaro::sync {

using base::Errc;
using base::Error;
using base::Result;

namespace {

/// Of envelopes in one transaction: each commit writes most pages of the indexes anew, whose keys are random.
constexpr std::size_t BatchBytes = 256 * wire::KiB;

} // namespace

Result<std::optional<Engine::Verdict>> Engine::checkOwn(const wire::EnvelopeView &view, const StreamHead &head,
                                                        const Road &road)
{
    if (view.header.device != m_log->device() || view.header.number <= head.number)
        return std::optional<Verdict>();
    INDARO_TRY_ASSIGN(auto transaction, beginStep());
    INDARO_TRY(alarm(AlarmKind::CopiedVault, view.key(), view.header.number, &road));
    INDARO_TRY(putAside(view, alarmName(AlarmKind::CopiedVault), {}, 0));
    INDARO_TRY(transaction.commit());
    return std::optional(Verdict{Outcome::Quarantined, Error(Errc::WrongState)});
}

/// Has this number come before, is its laptop still one of the house, does it follow the one before?
Result<std::optional<Engine::Verdict>> Engine::checkChain(const wire::EnvelopeView &view, const StreamHead &head,
                                                          const Road &road)
{
    const auto number = view.header.number;
    const auto suspicious = [&](AlarmKind kind) -> Result<std::optional<Verdict>> {
        INDARO_TRY_ASSIGN(auto transaction, beginStep());
        INDARO_TRY(alarm(kind, view.key(), number, &road));
        INDARO_TRY(putAside(view, alarmName(kind), {}, 0));
        INDARO_TRY(transaction.commit());
        return std::optional(Verdict{Outcome::Quarantined, std::nullopt});
    };
    if (number <= head.number) {
        INDARO_TRY_ASSIGN(const auto hash, m_rows.hashOf(view.key(), number));
        if (hash && *hash != view.hash)
            return suspicious(AlarmKind::Fork);
        return std::optional(Verdict{Outcome::Known, std::nullopt});
    }
    const auto state = m_trust->state();
    if (const auto *device = state.device(view.header.device); device->isRevoked) {
        if (isAfterCut(*device, view)) {
            INDARO_TRY_ASSIGN(auto transaction, beginStep());
            INDARO_TRY(putAside(view, RevokedReason, {}, 0));
            if (number == head.number + 1) // it waited for another's when the news came
                INDARO_TRY(m_rows.stopWaiting(view.key(), number));
            INDARO_TRY(transaction.commit());
            return std::optional(Verdict{Outcome::Quarantined, std::nullopt});
        }
        const auto *cut = cutOf(*device, view.header.stream);
        if (number == cut->number && view.hash != cut->hash)
            return suspicious(AlarmKind::Fork);
    }
    INDARO_TRY_ASSIGN(const auto waiting, m_rows.waitingHashes(view.key(), number));
    if (std::any_of(waiting.begin(), waiting.end(), [&](const auto &hash) { return hash != view.hash; }))
        INDARO_TRY(alarm(AlarmKind::Fork, view.key(), number, &road));
    if (number == head.number + 1 && head.number != 0 && head.hash && view.header.prev != *head.hash)
        return suspicious(AlarmKind::ChainBroken);
    return std::optional<Verdict>();
}

Result<Engine::Verdict> Engine::take(const wire::EnvelopeView &view, const Road &road, Taken &taken)
{
    if (view.header.shelter != m_trust->shelter())
        return Verdict{Outcome::Refused, Error(Errc::WireWrongShelter)};
    if (view.header.type != wire::EnvelopeType::Operations)
        return Verdict{Outcome::Refused, Error(Errc::WireDamaged, {{"what", std::string("type")}})};
    const auto state = m_trust->state();
    const auto *device = state.device(view.header.device);
    if (device == nullptr)
        return Verdict{Outcome::Refused, Error(Errc::SyncUnknownDevice)};
    if (const auto signedBy = wire::verifyEnvelope(view, device->signKey); !signedBy) {
        INDARO_TRY_ASSIGN(auto transaction, beginStep());
        INDARO_TRY(alarm(AlarmKind::Forged, view.key(), view.header.number, &road));
        INDARO_TRY(transaction.commit());
        return Verdict{Outcome::Refused, signedBy.error()};
    }
    if (road.kind == Road::Kind::Server && view.header.stream == Stream::House) {
        INDARO_TRY_ASSIGN(auto transaction, beginStep());
        INDARO_TRY(alarm(AlarmKind::HouseOnServer, view.key(), view.header.number, &road));
        INDARO_TRY(transaction.commit());
    }
    INDARO_TRY_ASSIGN(const auto head, m_rows.head(view.key()));
    INDARO_TRY_ASSIGN(const auto own, checkOwn(view, head, road));
    if (own)
        return *own;
    INDARO_TRY_ASSIGN(const auto early, checkChain(view, head, road));
    if (early)
        return *early;
    if (view.header.number == head.number + 1)
        return process(view, road, head, taken);
    INDARO_TRY_ASSIGN(auto transaction, beginStep());
    INDARO_TRY(m_rows.wait(
        {view.key(), view.header.number, view.hash, base::Bytes(view.whole.begin(), view.whole.end()), toText(road)},
        m_log->nowUtc()));
    INDARO_TRY(transaction.commit());
    return Verdict{Outcome::Waiting, std::nullopt};
}

/// What was put aside only because it builds on something that was not here.
Result<bool> Engine::retryPutAside(Taken &taken)
{
    std::vector<std::pair<std::int64_t, base::Bytes>> lines;
    {
        INDARO_TRY_ASSIGN(
            auto rows,
            db().prepare("SELECT id, bytes FROM quarantine WHERE reason = ?1 AND sequence = 0 AND settled_at IS NULL"));
        rows.bind(1, base::errcName(Errc::UnknownRecord));
        for (;;) {
            INDARO_TRY_ASSIGN(const bool row, rows.step());
            if (!row)
                break;
            lines.emplace_back(rows.integer(0), base::Bytes(rows.blob(1).begin(), rows.blob(1).end()));
        }
    }
    bool hasMoved = false;
    for (const auto &[id, bytes] : lines) {
        INDARO_TRY_ASSIGN(const auto view, wire::parseEnvelope(bytes));
        const auto opened = openAside(id, view);
        if (!opened || !opened->segment.missing.empty())
            continue;
        INDARO_TRY_ASSIGN(const auto head, m_rows.head(view.key()));
        INDARO_TRY_ASSIGN(const auto verdict,
                          apply(view, {Road::Kind::Folder, "quarantine"}, head, *opened, Guard::Again, taken));
        if (verdict.outcome != Outcome::Applied)
            continue; // held: nobody has looked at what this one takes away
        INDARO_TRY(markSettled(id));
        hasMoved = true;
    }
    return hasMoved;
}

/// Orders to erase whose author had not the right when they came, and has it now.
Result<void> Engine::retryRefusedOrders(Taken &taken)
{
    struct Line
    {
        std::int64_t id;
        std::uint64_t sequence;
        base::Bytes bytes;
    };
    std::vector<Line> lines;
    {
        INDARO_TRY_ASSIGN(auto rows, db().prepare("SELECT id, sequence, bytes FROM quarantine WHERE reason = ?1 AND "
                                                  "sequence <> 0 AND settled_at IS NULL"));
        rows.bind(1, base::errcName(Errc::SecondPersonNeeded));
        for (;;) {
            INDARO_TRY_ASSIGN(const bool row, rows.step());
            if (!row)
                break;
            lines.push_back({rows.integer(0), static_cast<std::uint64_t>(rows.integer(1)),
                             base::Bytes(rows.blob(2).begin(), rows.blob(2).end())});
        }
    }
    const ApplyOptions options = applyOptions(true);
    for (const Line &line : lines) {
        INDARO_TRY_ASSIGN(const auto view, wire::parseEnvelope(line.bytes));
        const auto opened = openAside(line.id, view);
        if (!opened)
            continue;
        const auto &all = opened->segment.operations;
        const auto order = std::ranges::find_if(all, [&line](const Operation &one) {
            return one.kind == OperationKind::Erase && one.dot.sequence == line.sequence;
        });
        if (order == all.end() || !options.mayErase(*order))
            continue;
        INDARO_TRY_ASSIGN(auto transaction, beginStep());
        INDARO_TRY_ASSIGN(const auto report, applyOperations(*m_log, std::span(&*order, 1), options));
        INDARO_TRY(markSettled(line.id));
        INDARO_TRY(transaction.commit());
        taken.changed.insert(taken.changed.end(), report.changed.begin(), report.changed.end());
        ++taken.envelopes;
    }
    return {};
}

/// Those that waited for what has just come, and for those again, until nothing moves.
Result<void> Engine::applyDue(Taken &taken)
{
    for (bool hasMoved = true; hasMoved;) {
        INDARO_TRY_ASSIGN(hasMoved, retryPutAside(taken));
        INDARO_TRY_ASSIGN(const auto due, m_rows.due());
        for (const auto &waiting : due) {
            INDARO_TRY_ASSIGN(const auto view, wire::parseEnvelope(waiting.bytes));
            INDARO_TRY_ASSIGN(const auto before, m_rows.head(view.key()));
            const auto colon = std::min(waiting.road.find(':'), waiting.road.size());
            const Road road{waiting.road.starts_with("server")   ? Road::Kind::Server
                            : waiting.road.starts_with("folder") ? Road::Kind::Folder
                                                                 : Road::Kind::House,
                            waiting.road.substr(std::min(colon + 1, waiting.road.size()))};
            INDARO_TRY_ASSIGN([[maybe_unused]] const auto verdict, take(view, road, taken));
            INDARO_TRY_ASSIGN(const auto after, m_rows.head(view.key()));
            hasMoved = hasMoved || after.number != before.number;
        }
    }
    return {};
}

Result<Engine::Step> Engine::beginStep()
{
    if (m_batch != Batching::None)
        return Step(*this, std::nullopt);
    INDARO_TRY_ASSIGN(auto transaction, db().begin());
    return Step(*this, std::move(transaction));
}

Result<Taken> Engine::takeIn(base::ByteView envelope, const Road &road)
{
    if (!m_trust->isMember())
        return Error(Errc::WrongState);
    return takeOne(envelope, road);
}

Result<std::vector<Taken>> Engine::takeIn(std::span<const base::ByteView> envelopes, const Road &road)
{
    if (!m_trust->isMember())
        return Error(Errc::WrongState);
    std::vector<Taken> taken;
    for (std::size_t from = 0; from < envelopes.size();) {
        std::size_t to = from, bytes = 0;
        do {
            bytes += envelopes[to].size();
            ++to;
        } while (to < envelopes.size() && bytes + envelopes[to].size() <= BatchBytes);
        const auto batch = envelopes.subspan(from, to - from);
        INDARO_TRY_ASSIGN(auto together, takeTogether(batch, road));
        for (std::size_t i = together.size(); i < batch.size(); ++i) {
            INDARO_TRY_ASSIGN(auto one, takeOne(batch[i], road));
            together.push_back(std::move(one));
        }
        taken.insert(taken.end(), std::make_move_iterator(together.begin()), std::make_move_iterator(together.end()));
        from = to;
    }
    return taken;
}

/// All in one transaction; none of them when one had to be given up.
Result<std::vector<Taken>> Engine::takeTogether(std::span<const base::ByteView> envelopes, const Road &road)
{
    std::vector<Taken> taken;
    if (envelopes.size() < 2)
        return taken;
    INDARO_TRY_ASSIGN(auto transaction, db().begin());
    m_batch = Batching::Good;
    bool isGood = true;
    for (std::size_t i = 0; i < envelopes.size() && isGood; ++i) {
        auto one = takeOne(envelopes[i], road);
        isGood = one.hasValue() && m_batch == Batching::Good;
        if (isGood)
            taken.push_back(std::move(*one));
    }
    m_batch = Batching::None;
    if (isGood && transaction.commit())
        return taken;
    return std::vector<Taken>(); // one by one, what can be kept is kept, and the error is that of the one it is about
}

Result<Taken> Engine::takeOne(base::ByteView envelope, const Road &road)
{
    Taken taken{Outcome::Refused, std::nullopt, {}, 0};
    const auto view = wire::parseEnvelope(envelope);
    if (!view) {
        taken.why = view.error();
        return taken;
    }
    INDARO_TRY_ASSIGN(auto verdict, take(*view, road, taken));
    taken.outcome = verdict.outcome;
    taken.why = std::move(verdict.why);
    const bool isStored =
        taken.outcome == Outcome::Applied || taken.outcome == Outcome::Held || taken.outcome == Outcome::Quarantined;
    if (isStored)
        INDARO_TRY(applyDue(taken));
    return taken;
}

Result<Taken> Engine::retryWaiting()
{
    Taken taken{Outcome::Known, std::nullopt, {}, 0};
    INDARO_TRY(retryRefusedOrders(taken));
    INDARO_TRY(applyDue(taken));
    if (taken.envelopes > 0)
        taken.outcome = Outcome::Applied;
    return taken;
}

} // namespace indaro::sync
