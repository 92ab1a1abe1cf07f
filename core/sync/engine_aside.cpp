// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/engine_layout.h"
#include "core/sync/hidden_births.h"
#include "core/sync/local_meta.h"
#include "core/sync/ownership.h"

#include <algorithm>

namespace indaro::sync {

using base::Errc;
using base::Error;
using base::Result;

namespace {

std::string copyKey(std::int64_t line)
{
    return "sync.aside." + std::to_string(line);
}

void writeDots(base::ByteWriter &out, std::span<const Dot> dots)
{
    out.u32(static_cast<std::uint32_t>(dots.size()));
    for (const Dot &dot : dots) {
        out.raw(dot.device.bytes());
        out.u8(static_cast<std::uint8_t>(dot.stream));
        out.u64(dot.sequence);
    }
}

std::vector<Dot> readDots(base::ByteReader &in)
{
    std::vector<Dot> dots;
    for (std::uint32_t left = in.u32(); left > 0 && in.isValid(); --left) {
        const auto device = DeviceId::fromBytes(in.raw(DeviceId::Size));
        const auto stream = static_cast<Stream>(in.u8());
        const auto sequence = in.u64();
        if (device)
            dots.push_back({*device, stream, sequence});
    }
    return dots;
}

/// What is kept of an envelope that was put aside once its keys go, and how many had been erased when it was written.
struct Copy
{
    std::uint64_t erased = 0;
    DecodedSegment segment;
};

/// Every record is written with its id, so that it can be read whatever the log has let go of.
Result<base::Bytes> toBytes(const Copy &copy, const DeviceId &writer, const Schema &schema)
{
    const RecordNames none{[](std::uint16_t, const RecordId &) { return std::optional<Dot>(); },
                           [](const RecordId &) { return std::optional<Dot>(); }};
    INDARO_TRY_ASSIGN(const auto sections, encodeSegment(copy.segment.operations, writer, schema, none, Fastest));
    base::ByteWriter out;
    out.u64(copy.erased);
    for (const auto &section : sections) {
        out.u8(section ? 1 : 0);
        out.blob(section ? base::ByteView(*section) : base::ByteView());
    }
    writeDots(out, copy.segment.hidden);
    writeDots(out, copy.segment.gone);
    out.u32(static_cast<std::uint32_t>(copy.segment.hiddenBirths.size()));
    for (const auto &[dot, record] : copy.segment.hiddenBirths) {
        writeDots(out, std::span(&dot, 1));
        out.raw(record.bytes());
    }
    return std::move(out).take();
}

Result<Copy> fromBytes(base::ByteView bytes, const DeviceId &writer, const Schema &schema)
{
    base::ByteReader in(bytes);
    Copy copy;
    copy.erased = in.u64();
    SectionViews sections;
    for (auto &section : sections) {
        const bool isThere = in.u8() != 0;
        const auto view = in.blob();
        if (isThere)
            section = view;
    }
    const RecordLookup none{[](const Dot &) { return std::optional<RecordId>(); }, {}};
    if (!in.isValid())
        return Error(Errc::StoreDamaged);
    INDARO_TRY_ASSIGN(copy.segment, decodeSegment(sections, writer, schema, none));
    copy.segment.hidden = readDots(in);
    copy.segment.gone = readDots(in);
    for (std::uint32_t left = in.u32(); left > 0 && in.isValid(); --left) {
        const auto dots = readDots(in);
        const auto record = RecordId::fromBytes(in.raw(RecordId::Size));
        if (dots.size() != 1 || !record)
            return Error(Errc::StoreDamaged);
        copy.segment.hiddenBirths.emplace_back(dots.front(), *record);
    }
    return in.isValid() ? Result<Copy>(std::move(copy)) : Error(Errc::StoreDamaged);
}

/// Takes out what is of somebody who was erased: her records, her notes, the pages of her notes.
void dropErased(DecodedSegment &segment, std::set<RecordId> erased, const Schema &schema)
{
    for (bool goesOn = true; goesOn;) {
        goesOn = false;
        for (const Operation &operation : segment.operations) {
            const auto *table = schema.findTable(operation.table);
            if (table == nullptr)
                continue;
            for (const RecordId &owner : ownersNamed(*table, operation))
                goesOn = (erased.contains(owner) && erased.insert(operation.record).second) || goesOn;
        }
    }
    const auto isHers = [&](const Operation &operation) {
        return operation.kind != OperationKind::Erase && erased.contains(operation.record);
    };
    for (const Operation &operation : segment.operations) {
        if (isHers(operation))
            segment.gone.push_back(operation.dot);
    }
    std::erase_if(segment.operations, isHers);
}

Result<std::set<RecordId>> erasedRecords(store::Connection &db)
{
    INDARO_TRY_ASSIGN(auto rows, db.prepare("SELECT record FROM erased"));
    std::set<RecordId> out;
    for (;;) {
        INDARO_TRY_ASSIGN(const bool row, rows.step());
        if (!row)
            return out;
        if (const auto record = rows.id<RecordTag>(0))
            out.insert(*record);
    }
}

std::vector<std::pair<Dot, RecordId>> birthsIn(const DecodedSegment &segment)
{
    auto births = segment.hiddenBirths;
    for (const Operation &operation : segment.operations) {
        if (operation.kind == OperationKind::Birth)
            births.emplace_back(operation.dot, operation.record);
    }
    return births;
}

struct AsideLine
{
    std::int64_t id;
    DeviceId device;
    base::Bytes bytes;
    bool isDecided;
};

/// Nobody has decided about yet; and of laptops shut out all: what others wrote may name what is in it.
Result<std::vector<AsideLine>> linesToKeep(store::Connection &db)
{
    INDARO_TRY_ASSIGN(auto rows, db.prepare("SELECT id, device, bytes, settled_at FROM quarantine WHERE sequence = 0 AND "
                                            "device IS NOT NULL AND (settled_at IS NULL OR reason = ?1) ORDER BY id"));
    rows.bind(1, RevokedReason);
    std::vector<AsideLine> lines;
    for (;;) {
        INDARO_TRY_ASSIGN(const bool row, rows.step());
        if (!row)
            return lines;
        const auto device = rows.id<DeviceTag>(1);
        if (!device)
            return Error(Errc::StoreDamaged);
        lines.push_back({rows.integer(0), *device, {rows.blob(2).begin(), rows.blob(2).end()}, !rows.isNull(3)});
    }
}

} // namespace

/// Somebody has decided: which records it speaks of is all that is still asked of it, and only of a laptop shut out.
Result<void> Engine::forgetCopy(std::int64_t line)
{
    INDARO_TRY_ASSIGN(const auto kept, findMeta(db(), copyKey(line)));
    if (!kept || kept->empty())
        return {};
    INDARO_TRY_ASSIGN(auto find, db().prepare("SELECT device FROM quarantine WHERE id = ?1 AND reason = ?2"));
    find.bind(1, line);
    find.bind(2, RevokedReason);
    INDARO_TRY_ASSIGN(const bool isOfLost, find.step());
    const auto device = isOfLost ? find.id<DeviceTag>(0) : std::nullopt;
    if (device) {
        INDARO_TRY_ASSIGN(const auto copy, fromBytes(*kept, *device, m_log->schema()));
        INDARO_TRY(keepHiddenBirths(db(), birthsIn(copy.segment)));
    }
    return setMeta(db(), copyKey(line), {});
}

/// As open(); when its keys are gone, what was kept of it.
Result<Engine::Opened> Engine::openAside(std::int64_t line, const wire::EnvelopeView &view)
{
    auto opened = open(view);
    if (opened || opened.error().code != Errc::SyncKeyMissing)
        return opened;
    INDARO_TRY_ASSIGN(const auto bytes, findMeta(db(), copyKey(line)));
    if (!bytes || bytes->empty())
        return opened;
    INDARO_TRY_ASSIGN(auto copy, fromBytes(*bytes, view.header.device, m_log->schema()));
    // It was opened beside others that were put aside: what those bring must be let in first.
    std::set<RecordId> born;
    for (const Operation &operation : copy.segment.operations) {
        if (operation.kind == OperationKind::Birth || operation.kind == OperationKind::Erase)
            born.insert(operation.record);
    }
    INDARO_TRY_ASSIGN(auto find, db().prepare("SELECT 1 FROM operation WHERE record = ?1 UNION ALL "
                                              "SELECT 1 FROM hidden_birth WHERE record = ?1 UNION ALL "
                                              "SELECT 1 FROM erased WHERE record = ?1 LIMIT 1"));
    for (const Operation &operation : copy.segment.operations) {
        find.reset();
        find.bind(1, operation.record);
        INDARO_TRY_ASSIGN(const bool isKnown, find.step());
        if (!isKnown && !born.contains(operation.record))
            copy.segment.missing.push_back(operation.dot);
    }
    return Opened{{}, std::move(copy.segment)};
}

Result<void> Engine::keepPutAsideReadable(KeysThatGo which)
{
    INDARO_TRY_ASSIGN(const auto lines, linesToKeep(db()));
    if (lines.empty())
        return {};
    const auto state = m_trust->state();
    const auto goes = [&](const wire::SectionView &section) {
        const auto *newest = state.newestEpoch(section.group);
        return which == KeysThatGo::DroppedByRoster ? state.epochOf(section.keyId) == nullptr
                                                    : newest == nullptr || newest->keyId != section.keyId;
    };
    INDARO_TRY_ASSIGN(const auto erased, erasedRecords(db()));
    std::map<Dot, RecordId> births; // of what is put aside itself: another one builds on it
    INDARO_TRY_ASSIGN(auto transaction, db().begin());
    for (const AsideLine &line : lines) {
        INDARO_TRY_ASSIGN(const auto kept, findMeta(db(), copyKey(line.id)));
        const auto view = wire::parseEnvelope(line.bytes);
        const bool isGoing = view && std::any_of(view->sections.begin(), view->sections.end(), goes);
        if (!(kept ? !kept->empty() : isGoing))
            continue;
        Copy copy;
        if (kept) {
            INDARO_TRY_ASSIGN(copy, fromBytes(*kept, line.device, m_log->schema()));
        } else {
            auto opened = open(*view, births);
            if (!opened || !opened->segment.missing.empty())
                continue; // what cannot be read now is not readable later either
            copy.segment = std::move(opened->segment);
        }
        const auto named = birthsIn(copy.segment);
        births.insert(named.begin(), named.end());
        if (line.isDecided) {
            INDARO_TRY(keepHiddenBirths(db(), named));
            INDARO_TRY(setMeta(db(), copyKey(line.id), {}));
        } else if (!kept || copy.erased != erased.size()) {
            copy.erased = erased.size();
            dropErased(copy.segment, erased, m_log->schema());
            INDARO_TRY_ASSIGN(const auto bytes, toBytes(copy, line.device, m_log->schema()));
            INDARO_TRY(setMeta(db(), copyKey(line.id), bytes));
        }
    }
    return transaction.commit();
}

} // namespace indaro::sync
