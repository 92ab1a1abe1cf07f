// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/engine.h"
#include "core/sync/engine_layout.h"
#include "core/sync/hidden_births.h"
#include "core/sync/inherited.h"
#include "core/sync/snapshot.h"

#include <algorithm>

namespace indaro::sync {

using base::Errc;
using base::Error;
using base::Result;

namespace {

constexpr std::string_view HeldReason = "Held";

std::string toText(const wire::StreamKey &key, std::uint64_t number)
{
    return "device=" + base::toHex(key.device.bytes()) + " stream=" + std::to_string(static_cast<int>(key.stream)) +
           " number=" + std::to_string(number);
}

std::string_view reasonOf(const Error &error)
{
    return base::errcName(error.code);
}

} // namespace

std::string toText(const Road &road)
{
    static constexpr std::string_view Kinds[] = {"server", "folder", "house"};
    return std::string(Kinds[static_cast<std::size_t>(road.kind)]) + ":" + road.name;
}

Result<void> Engine::alarm(AlarmKind kind, const wire::StreamKey &key, std::uint64_t number, const Road *road)
{
    std::string detail = toText(key, number);
    if (road != nullptr)
        detail += " road=" + toText(*road);
    return raiseAlarm(db(), kind, detail, m_log->nowUtc());
}

Result<std::optional<RecordId>> Engine::recordOf(const Dot &dot)
{
    INDARO_TRY_ASSIGN(auto find, db().prepare("SELECT o.record FROM operation o JOIN log_device d ON d.number = o.device "
                                              "WHERE d.id = ?1 AND o.stream = ?2 AND o.sequence = ?3"));
    find.bind(1, dot.device);
    find.bind(2, static_cast<std::int64_t>(dot.stream));
    find.bind(3, static_cast<std::int64_t>(dot.sequence));
    INDARO_TRY_ASSIGN(const bool found, find.step());
    if (!found)
        return findHiddenBirth(db(), dot);
    return find.id<RecordTag>(0);
}

namespace {

/// Whether envelope e may hold dot ?3. Of one that was never opened only what came before it is known.
constexpr std::string_view MayHold = "CASE e.first_sequence WHEN 0 THEN ?3 > e.last_sequence ELSE "
                                     "?3 BETWEEN e.first_sequence AND e.last_sequence END";

} // namespace

/// May the operation be in something that was put aside, or be one of a laptop that was shut out and will not come by
/// itself? Then what builds on it is put aside too, instead of holding up its own laptop's chain.
Result<bool> Engine::isPutAside(const Dot &dot)
{
    INDARO_TRY_ASSIGN(
        auto find, db().prepare("SELECT 1 FROM quarantine q JOIN envelope e ON e.device = q.device AND e.stream = q.stream "
                                "AND e.number = q.number AND e.bytes = q.bytes WHERE q.device = ?1 AND q.stream = ?2 "
                                "AND q.sequence = 0 AND q.settled_at IS NULL AND " +
                                std::string(MayHold)));
    find.bind(1, dot.device);
    find.bind(2, static_cast<std::int64_t>(dot.stream));
    find.bind(3, static_cast<std::int64_t>(dot.sequence));
    INDARO_TRY_ASSIGN(const bool isHere, find.step());
    if (isHere)
        return true;
    const auto state = m_trust->state();
    const auto *device = state.device(dot.device);
    if (device == nullptr || !device->isRevoked)
        return false;
    INDARO_TRY_ASSIGN(const auto head, m_rows.head({dot.device, dot.stream}));
    const auto *cut = cutOf(*device, dot.stream);
    // What came up to the cut and is not here any more was erased; nothing waits for that.
    return (cut == nullptr || head.number >= cut->number) && dot.sequence > head.lastSequence;
}

/// Whether it came with what somebody decided to keep out: it is not here, and was not erased either.
Result<bool> Engine::isKeptOut(const Dot &dot)
{
    INDARO_TRY_ASSIGN(
        auto find, db().prepare("SELECT 1 FROM quarantine q JOIN envelope e ON e.device = q.device AND e.stream = q.stream "
                                "AND e.number = q.number AND e.bytes = q.bytes WHERE q.device = ?1 AND q.stream = ?2 AND "
                                "q.sequence = 0 AND q.settled_at IS NOT NULL AND " +
                                std::string(MayHold) + " AND EXISTS (SELECT 1 FROM local_meta WHERE key = ?4 || q.id)"));
    find.bind(1, dot.device);
    find.bind(2, static_cast<std::int64_t>(dot.stream));
    find.bind(3, static_cast<std::int64_t>(dot.sequence));
    find.bind(4, KeptOutKey);
    return find.step();
}

/// Not in the log, though what brought it has been taken in: it was erased, or compacted away with its record.
Result<bool> Engine::isGone(const Dot &dot)
{
    INDARO_TRY_ASSIGN(const auto head, m_rows.head({dot.device, dot.stream}));
    if (dot.sequence <= head.lastSequence)
        return true;
    INDARO_TRY_ASSIGN(const auto compacted, compactedSequences(db()));
    return isCovered(compacted, dot);
}

Result<Engine::Opened> Engine::open(const wire::EnvelopeView &view, const std::map<Dot, RecordId> &beside,
                                    const std::vector<Dot> &passedOver)
{
    // What was put aside may change between two envelopes, and nothing decrypted is kept longer than needed.
    struct Forgetting
    {
        decltype(m_beyond) *opened;
        ~Forgetting()
        {
            if (opened != nullptr)
                opened->clear();
        }
    };
    const Forgetting afterwards{m_stepsBeyond == 0 ? &m_beyond : nullptr};
    SectionBytes plain;
    for (std::size_t i = 0; i < view.sections.size(); ++i) {
        const auto &section = view.sections[i];
        const auto *key = m_trust->findKey(section.keyId);
        if (key == nullptr) {
            const auto self = m_trust->self();
            const bool isMine = self && (self->groups & (1U << section.group)) != 0;
            if (isMine || section.group == 0)
                return Error(Errc::SyncKeyMissing, {{"group", section.group}});
            continue;
        }
        INDARO_TRY_ASSIGN(plain[section.group], wire::openSection(view, i, *key));
    }
    if (!plain[0])
        return Error(Errc::SegmentDamaged, {{"what", std::string("no skeleton")}});
    Opened opened;
    base::ByteReader in(*plain[0]);
    if (const auto version = in.u8(); version != SectionVersion)
        return Error(Errc::SegmentTooNew, {{"version", version}});
    INDARO_TRY_ASSIGN(opened.heads, wire::decodeHeads(in));
    SectionViews views = viewsOf(plain);
    views[0] = in.raw(in.remaining());
    std::optional<Error> failure;
    bool isAnyKeptOut = false;
    const auto asked = [&](auto result, auto otherwise) {
        if (!result && !failure)
            failure = result.error();
        return result ? std::move(result).value() : otherwise;
    };
    const RecordLookup lookup{[&](const Dot &dot) {
                                  if (const auto other = beside.find(dot); other != beside.end())
                                      return std::optional(other->second);
                                  const auto here = asked(recordOf(dot), std::optional<RecordId>());
                                  return here ? here : asked(findBeyondCut(dot), Beyond()).record;
                              },
                              [&](const Dot &dot) {
                                  const bool isGoneHere = std::ranges::find(passedOver, dot) != passedOver.end() ||
                                                          (asked(isGone(dot), false) && !asked(isPutAside(dot), true)) ||
                                                          asked(findBeyondCut(dot), Beyond()).isOfErased;
                                  isAnyKeptOut = isAnyKeptOut || (isGoneHere && asked(isKeptOut(dot), false));
                                  return isGoneHere;
                              }};
    INDARO_TRY_ASSIGN(opened.segment, decodeSegment(views, view.header.device, m_log->schema(), lookup));
    if (failure)
        return *failure;
    if (isAnyKeptOut) // what is left out for that reason is not to be told as erased to whoever takes a snapshot
        opened.segment.goneRecords.clear();
    return opened;
}

Result<void> Engine::putAside(const wire::EnvelopeView &view, std::string_view reason, std::string_view detail,
                              std::uint64_t sequence)
{
    INDARO_TRY_ASSIGN(
        auto put,
        db().prepare("INSERT INTO quarantine (reason, detail, device, stream, number, sequence, bytes, received_at) "
                     "SELECT ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8 WHERE NOT EXISTS (SELECT 1 FROM quarantine WHERE "
                     "device = ?3 AND stream = ?4 AND number = ?5 AND sequence = ?6 AND bytes = ?7)"));
    put.bind(1, reason);
    put.bind(2, detail);
    put.bind(3, view.header.device);
    put.bind(4, static_cast<std::int64_t>(view.header.stream));
    put.bind(5, static_cast<std::int64_t>(view.header.number));
    put.bind(6, static_cast<std::int64_t>(sequence));
    put.bind(7, view.whole);
    put.bind(8, m_log->nowUtc());
    return put.run();
}

/// What waited for something else waits for a person now.
Result<void> Engine::hold(const wire::EnvelopeView &view, std::string_view detail)
{
    INDARO_TRY_ASSIGN(auto change, db().prepare("UPDATE quarantine SET reason = ?1, detail = ?2 WHERE device = ?3 AND "
                                                "stream = ?4 AND number = ?5 AND sequence = 0 AND bytes = ?6 AND "
                                                "settled_at IS NULL"));
    change.bind(1, HeldReason);
    change.bind(2, detail);
    change.bind(3, view.header.device);
    change.bind(4, static_cast<std::int64_t>(view.header.stream));
    change.bind(5, static_cast<std::int64_t>(view.header.number));
    change.bind(6, view.whole);
    return change.run();
}

/// Writes the envelope down as taken: the chain goes on after it, whatever became of what it holds.
Result<void> Engine::store(const wire::EnvelopeView &view, const Road &road, const StreamHead &head, const Opened *opened)
{
    EnvelopeRow row{view.key(),        view.header.number, 0,
                    head.lastSequence, view.hash,          base::Bytes(view.whole.begin(), view.whole.end()),
                    toText(road)};
    const auto note = [&](const Dot &dot) {
        if (dot.device != view.header.device || dot.stream != view.header.stream)
            return;
        row.firstSequence = row.firstSequence == 0 ? dot.sequence : std::min(row.firstSequence, dot.sequence);
        row.lastSequence = std::max(row.lastSequence, dot.sequence);
    };
    if (opened != nullptr) {
        for (const auto &operation : opened->segment.operations)
            note(operation.dot);
        for (const auto *dots : {&opened->segment.hidden, &opened->segment.gone})
            std::for_each(dots->begin(), dots->end(), note);
    }
    INDARO_TRY(m_rows.insert(row, m_log->nowUtc()));
    INDARO_TRY(settleBeyondCut(view));
    return m_rows.stopWaiting(view.key(), view.header.number);
}

/// What was put aside beyond a cut comes in now: another cut, which goes further, holds.
Result<void> Engine::settleBeyondCut(const wire::EnvelopeView &view)
{
    std::vector<std::int64_t> lines;
    {
        INDARO_TRY_ASSIGN(auto find,
                          db().prepare("SELECT id FROM quarantine WHERE device = ?1 AND stream = ?2 AND number = ?3 AND "
                                       "reason = ?4 AND bytes = ?5 AND settled_at IS NULL"));
        find.bind(1, view.header.device);
        find.bind(2, static_cast<std::int64_t>(view.header.stream));
        find.bind(3, static_cast<std::int64_t>(view.header.number));
        find.bind(4, RevokedReason);
        find.bind(5, view.whole);
        for (;;) {
            INDARO_TRY_ASSIGN(const bool row, find.step());
            if (!row)
                break;
            lines.push_back(find.integer(0));
        }
    }
    for (const auto line : lines)
        INDARO_TRY(markSettled(line));
    return {};
}

/// From now on these operations travel in this laptop's envelopes.
Result<void> Engine::adopt(const Opened &opened)
{
    INDARO_TRY_ASSIGN(auto ranges, readInherited(db()));
    for (const auto &operation : opened.segment.operations) {
        const Dot &dot = operation.dot;
        if (!ranges.empty() && ranges.back().device == dot.device && ranges.back().stream == dot.stream &&
            ranges.back().last + 1 == dot.sequence)
            ranges.back().last = dot.sequence;
        else
            ranges.push_back({dot.device, dot.stream, dot.sequence, dot.sequence});
    }
    return writeInherited(db(), ranges);
}

/// Hers, but never here: nothing that comes of it later is wanted. What was born here was never of the erased; what came
/// before the birth, which comes now, goes.
Result<void> Engine::rememberGone(const RecordId &record)
{
    std::vector<RecordKey> early;
    {
        INDARO_TRY_ASSIGN(auto find,
                          db().prepare("SELECT record_table, max(kind = ?2) FROM operation WHERE record = ?1 GROUP BY 1"));
        find.bind(1, record);
        find.bind(2, static_cast<std::int64_t>(OperationKind::Birth));
        for (;;) {
            INDARO_TRY_ASSIGN(const bool row, find.step());
            if (!row)
                break;
            if (find.integer(1) != 0)
                return {};
            early.push_back({static_cast<std::uint16_t>(find.integer(0)), record});
        }
    }
    const store::Connection::WritePermit permit(db());
    for (const RecordKey &key : early)
        INDARO_TRY(eraseRecord(*m_log, key));
    return rememberErased(*m_log, record);
}

Result<std::vector<TableLoss>> Engine::lossesOf(const ApplyReport &report)
{
    std::map<std::uint16_t, std::size_t> present;
    for (const RecordKey &key : report.gone) {
        const auto [entry, isNew] = present.emplace(key.table, 0);
        const auto *table = m_log->schema().findTable(key.table);
        if (isNew && table != nullptr) {
            INDARO_TRY_ASSIGN(auto count, db().prepare("SELECT count(*) FROM " + std::string(table->name)));
            INDARO_TRY_ASSIGN([[maybe_unused]] const bool row, count.step());
            entry->second = static_cast<std::size_t>(count.integer(0));
        }
    }
    for (const RecordKey &key : report.gone)
        ++present[key.table]; // what is left and what went: what there was
    return unusualLosses(report.gone, present);
}

ApplyOptions Engine::applyOptions(bool isSecondTry) const
{
    ApplyOptions options;
    options.isSecondTry = isSecondTry;
    options.mayErase = [state = m_trust->state()](const Operation &operation) {
        const auto *user = state.user(operation.user);
        return user != nullptr && (user->rights & wire::rights::Erase) != 0;
    };
    return options;
}

Result<Engine::Preview> Engine::preview(std::int64_t id)
{
    INDARO_TRY_ASSIGN(const base::Bytes bytes, putAsideBytes(id));
    INDARO_TRY_ASSIGN(const auto view, wire::parseEnvelope(bytes));
    INDARO_TRY_ASSIGN(const auto opened, openAside(id, view));
    if (!opened.segment.missing.empty())
        return Error(Errc::UnknownRecord);
    Preview preview{{}, {}, view.header.device, std::nullopt, 0};
    HybridTime newest = 0;
    for (const Operation &operation : opened.segment.operations) {
        const bool takesAway = operation.kind == OperationKind::Delete || operation.kind == OperationKind::Erase;
        if (!takesAway || operation.time < newest)
            continue;
        newest = operation.time;
        preview.user = operation.user;
        preview.at = utcMsOf(operation.time);
    }
    INDARO_TRY_ASSIGN(auto transaction, db().begin()); // and never committed
    INDARO_TRY_ASSIGN(const auto report, applyOperations(*m_log, opened.segment.operations, applyOptions(true)));
    INDARO_TRY_ASSIGN(preview.losses, lossesOf(report));
    preview.gone = report.gone;
    return preview;
}

/// What of a batch was not taken, and clocks that cannot be right.
Result<void> Engine::noteReport(const wire::EnvelopeView &view, const ApplyReport &report)
{
    for (const Refusal &refusal : report.refused)
        INDARO_TRY(putAside(view, reasonOf(refusal.error), {}, refusal.dot.sequence));
    for (const DeviceId &device : report.clocksAhead)
        INDARO_TRY(raiseAlarm(db(), AlarmKind::ClockAhead, "device=" + base::toHex(device.bytes()), m_log->nowUtc()));
    return {};
}

Result<Engine::Verdict> Engine::apply(const wire::EnvelopeView &view, const Road &road, const StreamHead &head,
                                      const Opened &opened, Guard guard, Taken &taken)
{
    const ApplyOptions options = applyOptions(guard != Guard::Watch);
    std::vector<TableLoss> losses;
    {
        INDARO_TRY_ASSIGN(auto transaction, beginStep());
        for (const RecordId &record : opened.segment.goneRecords)
            INDARO_TRY(rememberGone(record));
        INDARO_TRY(keepHiddenBirths(db(), opened.segment.hiddenBirths));
        INDARO_TRY_ASSIGN(const auto report, applyOperations(*m_log, opened.segment.operations, options));
        if (guard == Guard::Watch || guard == Guard::Again) {
            INDARO_TRY_ASSIGN(losses, lossesOf(report));
        }
        if (losses.empty()) {
            INDARO_TRY(noteReport(view, report));
            if (guard == Guard::Adopt)
                INDARO_TRY(adopt(opened));
            else if (view.header.number == head.number + 1) // not a second try of one that is in the chain already
                INDARO_TRY(store(view, road, head, &opened));
            INDARO_TRY(transaction.commit());
            taken.changed.insert(taken.changed.end(), report.changed.begin(), report.changed.end());
            ++taken.envelopes;
            return Verdict{Outcome::Applied, std::nullopt};
        }
    } // nothing of it happened
    std::string detail;
    for (const TableLoss &loss : losses)
        detail += (detail.empty() ? "" : " ") + std::to_string(loss.table) + ":" + std::to_string(loss.gone) + "/" +
                  std::to_string(loss.present);
    INDARO_TRY_ASSIGN(auto transaction, beginStep());
    if (guard == Guard::Again) {
        INDARO_TRY(hold(view, detail));
    } else {
        INDARO_TRY(putAside(view, HeldReason, detail, 0));
        INDARO_TRY(store(view, road, head, &opened));
    }
    INDARO_TRY(transaction.commit());
    return Verdict{Outcome::Held, std::nullopt};
}

/// Of an envelope that builds on something a person must decide about, or that will never come: all that does not. The
/// envelope is put aside for the rest. False: nothing was done, all of it must wait.
Result<bool> Engine::applyRest(const wire::EnvelopeView &view, const Road &road, const StreamHead &head,
                               const std::vector<Dot> &missing, Taken &taken)
{
    const auto rest = open(view, {}, missing);
    if (!rest || !rest->segment.missing.empty() || rest->segment.operations.empty())
        return false;
    INDARO_TRY_ASSIGN(auto transaction, beginStep());
    INDARO_TRY(keepHiddenBirths(db(), rest->segment.hiddenBirths));
    INDARO_TRY_ASSIGN(const auto report, applyOperations(*m_log, rest->segment.operations, applyOptions(false)));
    INDARO_TRY_ASSIGN(const auto losses, lossesOf(report));
    if (!losses.empty())
        return false;
    INDARO_TRY(noteReport(view, report));
    INDARO_TRY(putAside(view, base::errcName(Errc::UnknownRecord), {}, 0));
    INDARO_TRY(store(view, road, head, nullptr));
    INDARO_TRY(transaction.commit());
    taken.changed.insert(taken.changed.end(), report.changed.begin(), report.changed.end());
    return true;
}

Result<Engine::Verdict> Engine::process(const wire::EnvelopeView &view, const Road &road, const StreamHead &head,
                                        Taken &taken)
{
    auto opened = open(view);
    if (opened && opened->segment.missing.empty()) {
        INDARO_TRY_ASSIGN(const auto verdict, apply(view, road, head, *opened, Guard::Watch, taken));
        if (verdict.outcome == Outcome::Applied)
            INDARO_TRY(noteHeads(view.header.device.bytes(), opened->heads, road));
        return verdict;
    }
    const auto waits = [&](std::optional<Error> why) -> Result<Verdict> {
        INDARO_TRY_ASSIGN(auto transaction, beginStep());
        INDARO_TRY(m_rows.wait(
            {view.key(), view.header.number, view.hash, base::Bytes(view.whole.begin(), view.whole.end()), toText(road)},
            m_log->nowUtc()));
        INDARO_TRY(transaction.commit());
        return Verdict{Outcome::Waiting, std::move(why)};
    };
    if (opened) {
        bool isBlocked = false; // by something that a person must decide first: this one must not hold up the rest
        for (const Dot &dot : opened->segment.missing) {
            INDARO_TRY_ASSIGN(const bool isAside, isPutAside(dot));
            isBlocked = isBlocked || isAside;
        }
        if (!isBlocked)
            return waits(std::nullopt);
        INDARO_TRY_ASSIGN(const bool isDone, applyRest(view, road, head, opened->segment.missing, taken));
        if (isDone)
            return Verdict{Outcome::Quarantined, Error(Errc::UnknownRecord)};
        opened = Error(Errc::UnknownRecord);
    }
    const Error why = opened.error();
    switch (why.code) {
    case Errc::SyncKeyMissing:
        return waits(why);
    case Errc::WireWrongKey:
    case Errc::CryptoAuthFailed:
    case Errc::WireDamaged:
    case Errc::WireTooLarge:
    case Errc::SegmentDamaged:
    case Errc::SegmentTooNew:
    case Errc::UnknownRecord: {
        INDARO_TRY_ASSIGN(auto transaction, beginStep());
        INDARO_TRY(putAside(view, reasonOf(why), {}, 0));
        INDARO_TRY(store(view, road, head, nullptr));
        INDARO_TRY(transaction.commit());
        return Verdict{Outcome::Quarantined, why};
    }
    default:
        return why;
    }
}

} // namespace indaro::sync
