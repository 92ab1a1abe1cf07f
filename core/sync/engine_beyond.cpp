// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/engine.h"
#include "core/sync/engine_layout.h"

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
    if (isItself || table == nullptr || table->owner.kind != Ownership::Kind::Field)
        return isItself;
    for (const auto &[field, value] : operation.values) {
        const auto owner =
            field == table->owner.field && value.bytes() != nullptr ? RecordId::fromBytes(*value.bytes()) : std::nullopt;
        if (!owner)
            continue;
        INDARO_TRY_ASSIGN(const bool isHers, isErased(db, *owner));
        if (isHers)
            return true;
    }
    return false;
}

} // namespace

/// Which record an operation beyond the cut of a laptop that was shut out is about, by the envelope that was put aside: it
/// is not taken in, but what somebody else wrote about that record is. The record itself comes with the envelopes of who had
/// it in time, or it was erased.
Result<Engine::Beyond> Engine::findBeyondCut(const Dot &dot)
{
    const auto state = m_trust->state();
    const auto *device = state.device(dot.device);
    if (device == nullptr || !device->isRevoked || m_stepsBeyond >= MostSteps)
        return Beyond();
    std::vector<base::Bytes> aside;
    {
        INDARO_TRY_ASSIGN(auto rows, db().prepare("SELECT bytes FROM quarantine WHERE device = ?1 AND stream = ?2 AND "
                                                  "reason = ?3 AND sequence = 0 ORDER BY number"));
        rows.bind(1, dot.device);
        rows.bind(2, static_cast<std::int64_t>(dot.stream));
        rows.bind(3, RevokedReason);
        for (;;) {
            INDARO_TRY_ASSIGN(const bool row, rows.step());
            if (!row)
                break;
            aside.emplace_back(rows.blob(0).begin(), rows.blob(0).end());
        }
    }
    for (const base::Bytes &bytes : aside) {
        const auto view = wire::parseEnvelope(bytes);
        if (!view)
            continue;
        ++m_stepsBeyond;
        const auto opened = open(*view);
        --m_stepsBeyond;
        if (!opened)
            continue; // of a key that is gone
        const auto &operations = opened->segment.operations;
        const auto found =
            std::find_if(operations.begin(), operations.end(), [&](const auto &one) { return one.dot == dot; });
        if (found == operations.end())
            continue;
        INDARO_TRY_ASSIGN(const bool isHers, isOfErased(db(), m_log->schema(), *found));
        return isHers ? Beyond{std::nullopt, true} : Beyond{found->record, false};
    }
    return Beyond();
}

} // namespace indaro::sync
