// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/engine.h"
#include "core/sync/engine_layout.h"
#include "core/sync/ownership.h"

#include <algorithm>

namespace indaro::sync {

using base::Result;

namespace {

constexpr int MostSteps = 16; ///< from one envelope that was put aside to the one it builds on

Result<bool> isErased(store::Connection &db, const RecordId &record)
{
    INDARO_TRY_ASSIGN(auto find, db.prepare("SELECT 1 FROM erased WHERE record = ?1"));
    find.bind(1, record);
    return find.step();
}

/// She herself, or what says by its first values that it is hers.
Result<bool> isOfErased(store::Connection &db, const Schema &schema, const Operation &operation)
{
    INDARO_TRY_ASSIGN(const bool isItself, isErased(db, operation.record));
    const auto *table = schema.findTable(operation.table);
    if (isItself || table == nullptr)
        return isItself;
    for (const RecordId &owner : ownersNamed(*table, operation)) {
        INDARO_TRY_ASSIGN(const bool isHers, isErased(db, owner));
        if (isHers)
            return true;
    }
    return false;
}

} // namespace

Result<std::vector<Engine::PutAside>> Engine::loadBeyondCut(const DeviceId &device, Stream stream)
{
    std::vector<PutAside> envelopes;
    INDARO_TRY_ASSIGN(auto rows, db().prepare("SELECT bytes FROM quarantine WHERE device = ?1 AND stream = ?2 AND "
                                              "reason = ?3 AND sequence = 0 ORDER BY number"));
    rows.bind(1, device);
    rows.bind(2, static_cast<std::int64_t>(stream));
    rows.bind(3, RevokedReason);
    for (;;) {
        INDARO_TRY_ASSIGN(const bool row, rows.step());
        if (!row)
            return envelopes;
        envelopes.push_back({PutAside::State::Closed, {rows.blob(0).begin(), rows.blob(0).end()}, {}, {}});
    }
}

/// Which record an operation beyond the cut of a laptop that was shut out is about, by the envelope that was put aside: it
/// is not taken in, but what somebody else wrote about that record is. The record itself comes with the envelopes of who had
/// it in time, or it was erased. They are opened in their order, since a later one builds on the earlier ones.
Result<Engine::Beyond> Engine::findBeyondCut(const Dot &dot)
{
    const auto state = m_trust->state();
    const auto *device = state.device(dot.device);
    if (device == nullptr || !device->isRevoked || m_stepsBeyond >= MostSteps)
        return Beyond();
    const auto key = std::pair(dot.device, dot.stream);
    auto loaded = m_beyond.find(key);
    if (loaded == m_beyond.end()) {
        INDARO_TRY_ASSIGN(auto envelopes, loadBeyondCut(dot.device, dot.stream));
        loaded = m_beyond.emplace(key, std::move(envelopes)).first;
    }
    for (PutAside &aside : loaded->second) {
        if (aside.state == PutAside::State::Closed) {
            aside.state = PutAside::State::Opening;
            const auto view = wire::parseEnvelope(aside.bytes);
            ++m_stepsBeyond;
            auto opened = view ? open(*view) : Result<Opened>(view.error());
            --m_stepsBeyond;
            if (opened) { // else of a key that is gone
                aside.operations = std::move(opened->segment.operations);
                aside.gone = std::move(opened->segment.gone);
            }
            aside.state = PutAside::State::Open;
        }
        const auto found =
            std::find_if(aside.operations.begin(), aside.operations.end(), [&](const auto &one) { return one.dot == dot; });
        if (found == aside.operations.end() && std::ranges::find(aside.gone, dot) != aside.gone.end())
            return Beyond{std::nullopt, true};
        if (found == aside.operations.end())
            continue;
        INDARO_TRY_ASSIGN(const bool isHers, isOfErased(db(), m_log->schema(), *found));
        return isHers ? Beyond{std::nullopt, true} : Beyond{found->record, false};
    }
    return Beyond();
}

} // namespace indaro::sync
