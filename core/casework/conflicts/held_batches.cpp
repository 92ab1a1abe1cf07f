// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/casework/conflicts/held_batches.h"

#include "core/casework/audit/audit.h"
#include "core/casework/conflicts/conflicts_sql.h"
#include "core/casework/house/house_only.h"
#include "core/casework/people/erasure.h"
#include "core/model/field_rules.h"
#include "core/model/field_table.h"
#include "core/sync/engine.h"

#include <algorithm>

namespace indaro::casework {

using base::Errc;
using base::Error;
using base::Result;

namespace {

namespace f = model::fields;

constexpr std::string_view HeldReason = "Held"; // what the engine writes down

/// Whole files first; a person's further records say nothing new.
Result<std::vector<HeldBatch::Line>> sampleOf(Desk &desk, std::vector<sync::RecordKey> gone)
{
    std::stable_sort(gone.begin(), gone.end(), [](const auto &a, const auto &b) { return a.table < b.table; });
    std::vector<HeldBatch::Line> lines;
    std::vector<sync::RecordId> known;
    for (const sync::RecordKey &key : gone) {
        if (lines.size() >= HeldSample)
            break;
        INDARO_TRY_ASSIGN(const auto person, desk.log.ownerOf(key));
        if (person && std::find(known.begin(), known.end(), *person) != known.end())
            continue;
        HeldBatch::Line line{key.table, {}, {}};
        if (person) {
            known.push_back(*person);
            const auto code = desk.log.load(f::case_file::CaseCode, *person);
            const auto name = desk.log.load(f::case_file::DisplayName, *person);
            line.caseCode = code ? model::toText(*code) : QString();
            line.displayName = name ? model::toText(*name) : QString();
        }
        lines.push_back(std::move(line));
    }
    return lines;
}

Result<HeldBatch> describe(Desk &desk, sync::Engine &engine, const sync::QuarantineLine &line)
{
    HeldBatch batch{line.id, {}, line.receivedAt};
    const auto preview = engine.preview(line.id);
    if (!preview) // it builds on something that is not here, or a key is missing: it can only wait
        return batch;
    Authors authors(desk);
    const auto time = static_cast<sync::HybridTime>(preview->at) << 16U;
    INDARO_TRY_ASSIGN(batch.author, authors.find(preview->user.value_or(desk.log.user()), preview->device, time));
    if (!preview->user)
        batch.author.staffName.clear();
    batch.losses = preview->losses;
    INDARO_TRY_ASSIGN(batch.sample, sampleOf(desk, preview->gone));
    return batch;
}

Result<std::string> reasonOf(sync::Engine &engine, std::int64_t id)
{
    INDARO_TRY_ASSIGN(const auto aside, engine.quarantine());
    const auto line = std::find_if(aside.begin(), aside.end(), [id](const auto &each) { return each.id == id; });
    if (line == aside.end())
        return Error(Errc::NotFound);
    return line->reason;
}

std::string lineOf(std::int64_t id, const std::string &how)
{
    return "batch " + std::to_string(id) + ' ' + how;
}

} // namespace

Result<std::size_t> countHeldBatches(Desk &desk)
{
    INDARO_TRY_ASSIGN(auto count, desk.db.prepare(sql::HeldBatchCount));
    INDARO_TRY_ASSIGN([[maybe_unused]] const bool row, count.step());
    return static_cast<std::size_t>(count.integer(0));
}

Result<std::vector<HeldBatch>> listHeldBatches(Desk &desk)
{
    std::vector<HeldBatch> batches;
    INDARO_TRY_ASSIGN(const std::size_t count, countHeldBatches(desk));
    if (count == 0)
        return batches;
    INDARO_TRY_ASSIGN(auto trust, sync::Trust::open(desk.db, desk.clock));
    if (!trust.isMember())
        return batches;
    sync::Engine engine(desk.log, trust);
    INDARO_TRY_ASSIGN(const auto aside, engine.quarantine());
    for (const sync::QuarantineLine &line : aside) {
        if (line.reason != HeldReason)
            continue;
        INDARO_TRY_ASSIGN(auto batch, describe(desk, engine, line));
        batches.push_back(std::move(batch));
    }
    return batches;
}

Result<void> letBatchIn(Desk &desk, std::int64_t id, const std::string &agreed)
{
    INDARO_TRY(desk.access.mustDo(Thing::House));
    INDARO_TRY_ASSIGN(auto trust, sync::Trust::open(desk.db, desk.clock));
    sync::Engine engine(desk.log, trust);
    INDARO_TRY_ASSIGN(const std::string reason, reasonOf(engine, id));
    if (reason == HeldReason && agreed.empty())
        return Error(Errc::SecondPersonNeeded);
    INDARO_TRY_ASSIGN(const auto preview, engine.preview(id)); // and whether it can be read now
    if (!preview.losses.empty() && agreed.empty())             // a stolen laptop's deletions too, whatever put them aside
        return Error(Errc::SecondPersonNeeded);
    // First who agreed: after a power cut nothing is gone without its line.
    INDARO_TRY(
        recordAuditNow(desk, AuditVerb::HeldBatchLetIn, std::nullopt, lineOf(id, reason == HeldReason ? agreed : reason)));
    INDARO_TRY_ASSIGN(const auto taken, engine.release(id));
    if (taken.outcome == sync::Outcome::Quarantined || taken.outcome == sync::Outcome::Refused)
        return taken.why.value_or(Error(Errc::OperationDamaged));
    INDARO_TRY(followErasures(desk)); // an order to erase somebody may be among what came, and consents
    INDARO_TRY_ASSIGN(auto transaction, desk.db.begin());
    INDARO_TRY(followCopyOutside(desk));
    return transaction.commit();
}

Result<void> keepBatchOut(Desk &desk, std::int64_t id)
{
    INDARO_TRY(desk.access.mustDo(Thing::House));
    INDARO_TRY_ASSIGN(auto trust, sync::Trust::open(desk.db, desk.clock));
    sync::Engine engine(desk.log, trust);
    INDARO_TRY_ASSIGN(const std::string reason, reasonOf(engine, id));
    INDARO_TRY_ASSIGN(auto transaction, desk.db.begin());
    INDARO_TRY(engine.settle(id));
    INDARO_TRY(recordAudit(desk, AuditVerb::HeldBatchKeptOut, std::nullopt, lineOf(id, reason)));
    return transaction.commit();
}

} // namespace indaro::casework
