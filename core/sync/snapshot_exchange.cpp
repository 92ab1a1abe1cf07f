// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/snapshot_exchange.h"

#include "core/crypto/aead.h"
#include "core/sync/engine_layout.h"
#include "core/sync/hidden_births.h"
#include "core/sync/local_meta.h"

#include <algorithm>

namespace indaro::sync {

using base::Errc;
using base::Error;
using base::Result;

namespace {

constexpr std::string_view Counter = "sync.snapshot";
constexpr double FirstGuess = 16; ///< bytes an operation takes in a snapshot

Result<std::uint64_t> nextNumber(store::Connection &db)
{
    std::uint64_t number = 1;
    INDARO_TRY_ASSIGN(const auto row, findMeta(db, Counter));
    if (row) {
        base::ByteReader in(*row);
        number = in.u64() + 1;
    }
    base::ByteWriter out;
    out.u64(number);
    INDARO_TRY_ASSIGN(auto transaction, db.begin());
    INDARO_TRY(setMeta(db, Counter, out.bytes()));
    INDARO_TRY(transaction.commit());
    return number;
}

/// Whoever was erased must be in nothing that is made from then on.
Result<std::int64_t> countErased(store::Connection &db)
{
    INDARO_TRY_ASSIGN(auto rows, db.prepare("SELECT count(*) FROM erased"));
    INDARO_TRY_ASSIGN([[maybe_unused]] const bool found, rows.step());
    return rows.integer(0);
}

} // namespace

/// The parts of one snapshot being made.
class SnapshotMaker::Writer
{
public:
    Writer(Stream stream, CoveredSequences covered, std::size_t partBytes, int level)
        : m_stream(stream), m_covered(std::move(covered)), m_partBytes(partBytes), m_level(level)
    {
    }
    /// How many operations fill the next part, about.
    [[nodiscard]] std::size_t nextCount() const
    {
        return std::max<std::size_t>(static_cast<std::size_t>(static_cast<double>(m_partBytes) / m_bytesPerOperation), 1);
    }
    Result<void> write(ChangeLog &log, Trust &trust, std::span<const Operation> batch);
    [[nodiscard]] bool withHouse() const { return m_stream == Stream::House; }
    std::vector<base::Bytes> parts;
    crypto::Digest last{};

private:
    Result<base::Bytes> seal(ChangeLog &log, Trust &trust, std::span<const Operation> batch);
    Stream m_stream;
    CoveredSequences m_covered;
    std::size_t m_partBytes;
    int m_level;
    double m_bytesPerOperation = FirstGuess;
    std::unordered_map<RecordId, Dot> m_origins;
    std::map<std::pair<std::uint16_t, RecordId>, Dot> m_births; ///< of the parts before
};

/// Long texts make parts larger than was guessed: then half of it, as often as needed.
Result<void> SnapshotMaker::Writer::write(ChangeLog &log, Trust &trust, std::span<const Operation> batch)
{
    auto part = seal(log, trust, batch);
    const bool isTooLarge = part ? part->size() > wire::MaxSnapshotPart
                                 : part.error().code == Errc::SegmentTooLarge || part.error().code == Errc::WireTooLarge;
    if (isTooLarge && batch.size() > 1) {
        INDARO_TRY(write(log, trust, batch.first(batch.size() / 2)));
        return write(log, trust, batch.subspan(batch.size() / 2));
    }
    INDARO_TRY(part);
    if (parts.size() == wire::MaxSnapshotParts)
        return Error(Errc::WireTooLarge, {{"parts", static_cast<std::int64_t>(parts.size())}});
    if (isTooLarge)
        return Error(Errc::WireTooLarge, {{"bytes", static_cast<std::int64_t>(part->size())}});
    if (!batch.empty())
        m_bytesPerOperation = std::max(1.0, static_cast<double>(part->size()) / static_cast<double>(batch.size()));
    last = wire::envelopeHash(*part);
    parts.push_back(std::move(*part));
    for (const Operation &operation : batch) {
        if (operation.kind != OperationKind::Birth)
            continue;
        m_origins.emplace(operation.record, operation.dot);
        m_births.emplace(std::pair(operation.table, operation.record), operation.dot);
    }
    return {};
}

Result<base::Bytes> SnapshotMaker::Writer::seal(ChangeLog &log, Trust &trust, std::span<const Operation> batch)
{
    const RecordNames names{[this](std::uint16_t table, const RecordId &record) {
                                const auto found = m_births.find({table, record});
                                return found == m_births.end() ? std::nullopt : std::optional(found->second);
                            },
                            [this](const RecordId &record) {
                                const auto found = m_origins.find(record);
                                return found == m_origins.end() ? std::nullopt : std::optional(found->second);
                            }};
    INDARO_TRY_ASSIGN(auto segment, encodeSegment(batch, log.device(), log.schema(), names, m_level));
    base::ByteWriter first;
    first.u8(SectionVersion);
    first.u16(static_cast<std::uint16_t>(parts.empty() ? m_covered.size() : 0));
    if (parts.empty()) {
        for (const auto &[writer, sequence] : m_covered) {
            first.raw(writer.first.bytes());
            first.u8(static_cast<std::uint8_t>(writer.second));
            first.u64(sequence);
        }
    }
    first.raw(*segment[0]);
    segment[0] = std::move(first).take();
    std::vector<wire::SectionToSeal> sections;
    for (std::size_t group = 0; group < segment.size(); ++group) {
        if (!segment[group])
            continue;
        const auto *key = trust.writingKey(static_cast<wire::Group>(group));
        if (key == nullptr)
            return Error(Errc::SyncKeyMissing, {{"group", static_cast<std::int64_t>(group)}});
        sections.push_back({static_cast<wire::Group>(group), key, *segment[group]});
    }
    const wire::EnvelopeHeader header{
        wire::EnvelopeType::Snapshot, m_stream, trust.shelter(), log.device(), parts.size() + 1, last};
    return wire::sealEnvelope(header, sections, trust.secrets().sign, crypto::randomNonce());
}

SnapshotMaker::SnapshotMaker(std::unique_ptr<Writer> writer, wire::SnapshotManifest manifest, std::int64_t erased)
    : m_writer(std::move(writer)), m_manifest(std::move(manifest)), m_erased(erased)
{
}
SnapshotMaker::SnapshotMaker(SnapshotMaker &&) noexcept = default;
SnapshotMaker &SnapshotMaker::operator=(SnapshotMaker &&) noexcept = default;
SnapshotMaker::~SnapshotMaker() = default;

Result<SnapshotMaker> SnapshotMaker::start(ChangeLog &log, Trust &trust, Engine &engine, bool withHouse,
                                           std::size_t partBytes, int level)
{
    const auto self = trust.self();
    if (!self || self->isRevoked || self->groups != wire::AllGroups) // it cannot stand for what it has never read
        return Error(Errc::WrongState);
    for (const Stream stream : {Stream::General, Stream::House}) {
        INDARO_TRY_ASSIGN(const auto pending, engine.pending(stream));
        if (pending != 0)
            return Error(Errc::WrongState);
    }
    EnvelopeRows rows(log.connection());
    INDARO_TRY_ASSIGN(const auto heads, rows.appliedHeads()); // what waits for a person here must reach others by itself
    CoveredSequences covered;
    wire::SnapshotManifest manifest{trust.shelter(), log.device(), 0, withHouse ? Stream::House : Stream::General,
                                    log.nowUtc(),    {},           {}};
    for (const auto &[key, head] : heads) {
        if (!withHouse && key.stream == Stream::House)
            continue;
        manifest.covers[key] = head.number;
        covered[{key.device, key.stream}] = head.lastSequence;
    }
    INDARO_TRY_ASSIGN(manifest.snapshot, nextNumber(log.connection()));
    INDARO_TRY_ASSIGN(const std::int64_t erased, countErased(log.connection()));
    return SnapshotMaker(std::make_unique<Writer>(manifest.stream, std::move(covered), partBytes, level),
                         std::move(manifest), erased);
}

Result<void> SnapshotMaker::goOn(ChangeLog &log, Trust &trust)
{
    INDARO_TRY_ASSIGN(const std::int64_t erased, countErased(log.connection()));
    if (erased != m_erased || m_isReady)
        return Error(Errc::WrongState);
    INDARO_TRY_ASSIGN(const auto page, snapshotOperations(log, m_writer->withHouse(), m_last, m_writer->nextCount()));
    if (!page.operations.empty() || (!page.last && m_writer->parts.empty())) // the first part says what is covered
        INDARO_TRY(m_writer->write(log, trust, page.operations));
    m_last = page.last;
    m_isReady = !page.last;
    return {};
}

SealedSnapshot SnapshotMaker::take(const Trust &trust)
{
    INDARO_CHECK(m_isReady);
    for (const auto &part : m_writer->parts)
        m_manifest.parts.push_back({wire::envelopeHash(part), static_cast<std::uint32_t>(part.size())});
    return {wire::signSnapshotManifest(m_manifest, trust.secrets().sign), std::move(m_writer->parts)};
}

Result<SealedSnapshot> makeSnapshot(ChangeLog &log, Trust &trust, Engine &engine, bool withHouse, std::size_t partBytes,
                                    int level)
{
    INDARO_TRY_ASSIGN(auto maker, SnapshotMaker::start(log, trust, engine, withHouse, partBytes, level));
    while (!maker.isReady())
        INDARO_TRY(maker.goOn(log, trust));
    return maker.take(trust);
}

Result<SnapshotIntake> SnapshotIntake::start(ChangeLog &log, Trust &trust, base::ByteView bytes)
{
    if (!trust.isMember())
        return Error(Errc::WrongState);
    INDARO_TRY_ASSIGN(auto view, wire::parseSnapshotManifest(bytes));
    if (view.manifest.shelter != trust.shelter())
        return Error(Errc::WireWrongShelter);
    const auto state = trust.state();
    const auto *device = state.device(view.manifest.device);
    if (device == nullptr || device->isRevoked)
        return Error(Errc::SyncUnknownDevice);
    INDARO_TRY(wire::verifySnapshotManifest(view, device->signKey));
    return SnapshotIntake(log, trust, std::move(view.manifest));
}

ApplyOptions SnapshotIntake::options() const
{
    ApplyOptions options;
    options.mayErase = [state = m_trust->state()](const Operation &operation) {
        const auto *user = state.user(operation.user);
        return user != nullptr && (user->rights & wire::rights::Erase) != 0;
    };
    return options;
}

Result<ApplyReport> SnapshotIntake::add(base::ByteView bytes)
{
    if (m_taken == m_manifest.parts.size())
        return Error(Errc::WrongState);
    INDARO_TRY_ASSIGN(const auto view, wire::parseEnvelope(bytes));
    const auto &expected = m_manifest.parts[m_taken];
    // The signed manifest names the hash of each part: whose it is and where it belongs need no second look.
    if (view.hash != expected.hash || bytes.size() != expected.length || view.header.type != wire::EnvelopeType::Snapshot ||
        view.header.number != m_taken + 1 || view.header.prev != m_last || view.header.device != m_manifest.device)
        return Error(Errc::WireDamaged, {{"what", std::string("snapshot part")}});
    SectionBytes plain;
    for (std::size_t i = 0; i < view.sections.size(); ++i) {
        const auto &section = view.sections[i];
        const auto *key = m_trust->findKey(section.keyId);
        const auto self = m_trust->self();
        if (key == nullptr && (section.group == 0 || (self && (self->groups & (1U << section.group)) != 0)))
            return Error(Errc::SyncKeyMissing, {{"group", section.group}});
        if (key == nullptr)
            continue;
        INDARO_TRY_ASSIGN(plain[section.group], wire::openSection(view, i, *key));
    }
    base::ByteReader in(*plain[0]);
    if (const auto version = in.u8(); version != SectionVersion)
        return Error(Errc::SegmentTooNew, {{"version", version}});
    for (std::size_t left = in.u16(); left > 0 && in.isValid(); --left) {
        const auto device = DeviceId::fromBytes(in.raw(DeviceId::Size));
        const auto stream = in.u8();
        const auto sequence = in.u64();
        if (!device || stream > 1 || sequence > wire::MaxNumber || !in.isValid())
            return Error(Errc::SegmentDamaged, {{"what", std::string("covered")}});
        m_covered[{*device, static_cast<Stream>(stream)}] = sequence;
    }
    SectionViews views = viewsOf(plain);
    views[0] = in.raw(in.remaining());
    const RecordLookup lookup{[this](const Dot &dot) {
                                  const auto found = m_records.find(dot);
                                  return found == m_records.end() ? std::nullopt : std::optional(found->second);
                              },
                              {}};
    INDARO_TRY_ASSIGN(auto segment, decodeSegment(views, m_manifest.device, m_log->schema(), lookup));
    if (!segment.missing.empty())
        return Error(Errc::SegmentDamaged, {{"what", std::string("record")}});
    INDARO_TRY_ASSIGN(auto transaction, m_log->connection().begin());
    INDARO_TRY(keepHiddenBirths(m_log->connection(), segment.hiddenBirths));
    INDARO_TRY_ASSIGN(auto report, applyOperations(*m_log, segment.operations, options()));
    INDARO_TRY(transaction.commit());
    m_records.insert(segment.hiddenBirths.begin(), segment.hiddenBirths.end());
    for (auto &operation : segment.operations) {
        m_records.emplace(operation.dot, operation.record);
        m_operations.push_back(std::move(operation));
    }
    ++m_taken;
    m_last = view.hash;
    return report;
}

Result<ApplyReport> SnapshotIntake::finish()
{
    if (m_taken != m_manifest.parts.size())
        return Error(Errc::WrongState);
    EnvelopeRows rows(m_log->connection());
    INDARO_TRY_ASSIGN(auto transaction, m_log->connection().begin());
    INDARO_TRY_ASSIGN(auto report, takeSnapshot(*m_log, m_operations, m_covered, options()));
    for (const auto &[key, number] : m_manifest.covers) {
        INDARO_TRY_ASSIGN(const auto head, rows.head(key));
        if (head.number >= number || key.device == m_log->device())
            continue;
        const auto sequence = m_covered.find({key.device, key.stream});
        INDARO_TRY(rows.startAfter(key, number, sequence != m_covered.end() ? sequence->second : 0, m_log->nowUtc()));
        INDARO_TRY(rows.stopWaiting(key, number));
    }
    INDARO_TRY(transaction.commit());
    return report;
}

} // namespace indaro::sync
