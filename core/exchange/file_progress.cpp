// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/casework/house/house.h"
#include "core/exchange/standing.h"
#include "core/sync/news.h"

#include <algorithm>
#include <array>
#include <map>
#include <set>

namespace indaro::exchange {

using base::Result;
using sync::Stream;

namespace {

constexpr std::array Streams{Stream::General, Stream::House};
constexpr std::size_t Page = 500;
constexpr std::size_t LongestTail = 4 * Page; // with more than this unproven, no file is called proven

/// What a laptop, or the servers, are known to hold of this laptop's operations, by stream.
using Bounds = std::array<std::uint64_t, Streams.size()>;

bool covers(const Bounds &proof, const Bounds &needed)
{
    return std::ranges::equal(needed, proof, std::ranges::less_equal());
}

Result<Bounds> storedBounds(casework::Desk &desk)
{
    Bounds out{};
    for (std::size_t i = 0; i < Streams.size(); ++i) {
        INDARO_TRY_ASSIGN(const auto proof, sync::proofOf(desk.log.connection(), desk.log.device(), Streams[i], 0, {}));
        out[i] = proof.stored;
    }
    return out;
}

Result<Bounds> boundsOf(casework::Desk &desk, const sync::DeviceId &laptop)
{
    Bounds out{};
    for (std::size_t i = 0; i < Streams.size(); ++i) {
        INDARO_TRY_ASSIGN(out[i], sync::receivedBy(desk.log.connection(), laptop, desk.log.device(), Streams[i]));
    }
    return out;
}

/// What this laptop wrote last, and whose it is; read as far back as somebody asks.
class Tail
{
public:
    explicit Tail(casework::Desk &desk) : m_desk(desk) {}

    /// The last thing written here in this person's file after `from`, whatever it is: an answer of an interview and a note
    /// that was taken away are in no list of the file. What cannot be looked through is taken for hers.
    Result<Bounds> lastWritten(casework::CaseId person, const Bounds &from)
    {
        Bounds out{};
        for (std::size_t i = 0; i < Streams.size(); ++i) {
            const std::uint64_t end = m_desk.log.lastSequence(Streams[i]);
            if (end > from[i] + LongestTail) {
                out[i] = end;
                continue;
            }
            Part &part = m_parts[i];
            INDARO_TRY(readBack(part, Streams[i], from[i], end));
            for (const auto &[sequence, owner] : part.owners) {
                if (sequence > from[i] && owner == person)
                    out[i] = std::max(out[i], sequence);
            }
        }
        return out;
    }

private:
    struct Part
    {
        std::optional<std::uint64_t> from; ///< read after this one
        std::vector<std::pair<std::uint64_t, casework::CaseId>> owners;
    };
    Result<void> readBack(Part &part, Stream stream, std::uint64_t from, std::uint64_t end)
    {
        const std::uint64_t until = part.from.value_or(end); // what comes after it has been read
        for (std::uint64_t next = from + 1; next <= until;) {
            INDARO_TRY_ASSIGN(const auto operations, m_desk.log.rows().ofDevice(m_desk.log.device(), stream, next, Page));
            if (operations.empty())
                break;
            next = operations.back().dot.sequence + 1;
            for (const auto &operation : operations) {
                if (operation.dot.sequence > until)
                    break;
                INDARO_TRY_ASSIGN(const auto owner, m_desk.log.ownerOf({operation.table, operation.record}));
                if (owner)
                    part.owners.emplace_back(operation.dot.sequence, *owner);
            }
        }
        part.from = std::min(until, from);
        return {};
    }
    casework::Desk &m_desk;
    std::array<Part, Streams.size()> m_parts;
};

std::vector<sync::RecordKey> recordsIn(const casework::CaseFile &file)
{
    std::vector<sync::RecordKey> keys;
    for (const auto *record : {&file.file, &file.identity, &file.health})
        keys.push_back({record->table, record->id});
    for (const auto *records : {&file.stays, &file.stayLocations, &file.episodes, &file.perpetrators, &file.interviews,
                                &file.consents, &file.referrals, &file.notes, &file.tasks}) {
        for (const auto &record : *records)
            keys.push_back({record.table, record.id});
    }
    return keys;
}

/// From the records the file lists, whoever wrote them last.
Result<std::set<sync::DeviceId>> proofByRecord(casework::Desk &desk, ExchangeDesk &exchange, casework::CaseId person,
                                               FileProgress &progress)
{
    INDARO_TRY_ASSIGN(const auto file, casework::loadCaseFile(desk, person));
    std::set<sync::DeviceId> having;
    for (const auto &device : exchange.trust().state().devices) {
        if (!device.isRevoked && device.id != exchange.trust().secrets().device)
            having.insert(device.id);
    }
    progress.isCut = progress.isStored = true;
    for (const auto &key : recordsIn(file)) {
        INDARO_TRY_ASSIGN(const auto one, exchange.engine().progressOf(key));
        if (!one.isCut && one.servers.empty() && one.laptops.empty()) {
            INDARO_TRY_ASSIGN(const bool isThere, desk.log.exists(key));
            if (!isThere)
                continue; // a section nothing was ever written in
        }
        progress.isCut = progress.isCut && one.isCut;
        progress.isStored = progress.isStored && !one.servers.empty();
        std::erase_if(having, [&](const auto &laptop) { return !one.laptops.contains(laptop); });
    }
    return having;
}

/// From everything this laptop wrote of her. Takes away only what is claimed already.
Result<void> proofByWriting(casework::Desk &desk, ExchangeDesk &exchange, Tail &tail, casework::CaseId person,
                            FileProgress &progress, std::set<sync::DeviceId> &having)
{
    INDARO_TRY_ASSIGN(const Bounds stored, storedBounds(desk));
    std::map<sync::DeviceId, Bounds> received;
    Bounds cut{};
    for (std::size_t i = 0; i < Streams.size(); ++i) {
        INDARO_TRY_ASSIGN(const std::uint64_t pending, exchange.engine().pending(Streams[i]));
        const std::uint64_t written = desk.log.lastSequence(Streams[i]);
        cut[i] = written - std::min(written, pending);
    }
    Bounds from = cut;
    const auto claim = [&from](const Bounds &proof) {
        for (std::size_t i = 0; i < from.size(); ++i)
            from[i] = std::min(from[i], proof[i]);
    };
    if (progress.isStored)
        claim(stored);
    for (const auto &laptop : having) {
        INDARO_TRY_ASSIGN(const Bounds proof, boundsOf(desk, laptop));
        received.emplace(laptop, proof);
        claim(proof);
    }
    INDARO_TRY_ASSIGN(const Bounds needed, tail.lastWritten(person, from));
    progress.isCut = progress.isCut && covers(cut, needed);
    progress.isStored = progress.isStored && covers(stored, needed);
    std::erase_if(having, [&](const auto &laptop) { return !covers(received.at(laptop), needed); });
    return {};
}

Result<FileProgress> progressOf(casework::Desk &desk, ExchangeDesk &exchange, Tail &tail, casework::CaseId person)
{
    FileProgress progress;
    const auto self = exchange.trust().isMember() ? exchange.trust().self() : std::nullopt;
    progress.isMember = self && !self->isRevoked;
    if (!progress.isMember)
        return progress;
    progress.isHouseOnly = desk.log.isHouseOnly(person);
    INDARO_TRY_ASSIGN(auto having, proofByRecord(desk, exchange, person, progress));
    INDARO_TRY(proofByWriting(desk, exchange, tail, person, progress, having));
    for (const auto &laptop : having) {
        INDARO_TRY_ASSIGN(const QString name, casework::laptopName(desk, laptop));
        progress.laptops.push_back(name.isEmpty() ? seriesText(laptop) : name);
    }
    std::ranges::sort(progress.laptops);
    return progress;
}

} // namespace

Result<FileProgress> loadFileProgress(casework::Desk &desk, ExchangeDesk &exchange, casework::CaseId person)
{
    Tail tail(desk);
    return progressOf(desk, exchange, tail, person);
}

Result<std::vector<FileProgress>> loadFilesProgress(casework::Desk &desk, ExchangeDesk &exchange,
                                                    const std::vector<casework::CaseId> &people)
{
    Tail tail(desk);
    std::vector<FileProgress> all;
    for (const auto &person : people) {
        auto progress = progressOf(desk, exchange, tail, person);
        if (!progress && progress.error().code != base::Errc::UnknownRecord)
            return progress.error();
        all.push_back(progress ? std::move(*progress) : FileProgress());
    }
    return all;
}

} // namespace indaro::exchange
