// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/reports/collection.h"

#include "core/casework/directory/organisation_keys.h"
#include "core/wire/organisation_key.h"

#include <algorithm>
#include <map>

namespace indaro::reports {

using base::Result;
using casework::Desk;

namespace {

constexpr QLatin1String ShelterCategory{"shelter"};

/// Of a sender that is in the directory no more, or under another key.
Result<ShelterStanding> strangerOf(const PacketLine &line)
{
    INDARO_TRY_ASSIGN(const auto key, wire::decodeOrganisationKey(line.senderKey));
    ShelterStanding standing;
    standing.name = line.senderName;
    standing.key = line.senderKey;
    standing.code = QString::fromStdString(wire::comparisonCodeOf(key));
    return standing;
}

void addChange(std::vector<FigureChange> &changes, const Table &before, const Table &after, const CellPlace &place)
{
    const std::int64_t was = cellAt(before, place).count;
    const std::int64_t now = cellAt(after, place).count;
    if (was != now)
        changes.push_back({after.question, place, was, now});
}

} // namespace

const PacketLine *ShelterStanding::holding() const
{
    const auto held = std::ranges::find_if(revisions, &PacketLine::holds);
    return held == revisions.end() ? nullptr : &*held;
}

Result<std::vector<ShelterStanding>> listShelters(Desk &desk, const Period &period)
{
    INDARO_TRY_ASSIGN(const auto lines, listPackets(desk)); // asks for the numbers
    INDARO_TRY_ASSIGN(const auto partners, casework::listPartnerKeys(desk));
    std::map<base::Bytes, ShelterStanding> shelters;
    const auto hasSent = [&](const base::Bytes &key) {
        return std::ranges::any_of(lines, [&](const PacketLine &line) { return line.isReceived && line.senderKey == key; });
    };
    for (const casework::PartnerKey &partner : partners) {
        const base::Bytes key = wire::encodeOrganisationKey(partner.key);
        if (partner.category != ShelterCategory && !hasSent(key))
            continue;
        ShelterStanding standing;
        standing.name = partner.name;
        standing.key = key;
        standing.code = partner.code;
        standing.isCompared = partner.isCompared;
        if (partner.isCompared) {
            standing.comparedOn = partner.comparedOn;
            standing.comparedBy = partner.comparedBy;
        }
        shelters.emplace(key, std::move(standing));
    }
    for (const PacketLine &line : lines) {
        if (!line.isReceived)
            continue;
        auto known = shelters.find(line.senderKey);
        if (known == shelters.end()) {
            INDARO_TRY_ASSIGN(auto stranger, strangerOf(line));
            known = shelters.emplace(line.senderKey, std::move(stranger)).first;
        }
        if (line.period == period)
            known->second.revisions.push_back(line);
    }
    std::vector<ShelterStanding> all;
    for (auto &[key, standing] : shelters)
        all.push_back(std::move(standing));
    for (ShelterStanding &one : all) {
        one.hasTwin = one.holding() != nullptr && std::ranges::any_of(all, [&](const ShelterStanding &other) {
                          return other.key != one.key && other.name == one.name && other.holding() != nullptr;
                      });
    }
    std::ranges::stable_sort(all, {}, &ShelterStanding::name);
    return all;
}

Result<std::vector<Period>> listCountedPeriods(Desk &desk)
{
    INDARO_TRY_ASSIGN(const auto lines, listPackets(desk));
    std::vector<Period> periods;
    for (const PacketLine &line : lines) {
        if (line.isReceived && std::ranges::find(periods, line.period) == periods.end())
            periods.push_back(line.period);
    }
    std::ranges::sort(periods, [](const Period &one, const Period &other) {
        return one.until != other.until ? one.until > other.until : one.from < other.from;
    });
    return periods;
}

std::vector<FigureChange> changesBetween(const CountPacket &before, const CountPacket &after)
{
    std::vector<FigureChange> changes;
    for (const Table &table : after.tables) {
        const auto same = std::ranges::find(before.tables, table.question, &Table::question);
        if (same == before.tables.end())
            continue;
        addChange(changes, *same, table, {});
        std::vector<QString> codes = table.rows.codes;
        for (const QString &code : same->rows.codes) {
            if (std::ranges::find(codes, code) == codes.end())
                codes.push_back(code); // nobody is in it any more
        }
        for (const QString &code : codes)
            addChange(changes, *same, table, {code, {}});
    }
    return changes;
}

Result<std::vector<FigureChange>> loadCorrection(Desk &desk, sync::RecordId earlier, sync::RecordId later)
{
    INDARO_TRY_ASSIGN(const CountPacket before, loadPacket(desk, earlier));
    INDARO_TRY_ASSIGN(const CountPacket after, loadPacket(desk, later));
    return changesBetween(before, after);
}

} // namespace indaro::reports
