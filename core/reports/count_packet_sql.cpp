// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/casework/audit/audit.h"
#include "core/casework/desk.h"
#include "core/casework/directory/organisation_keys.h"
#include "core/casework/row_values.h"
#include "core/model/field_table.h"
#include "core/model/name_fold.h"
#include "core/model/partial_date.h"
#include "core/reports/count_packet.h"
#include "core/reports/counting.h"
#include "core/reports/house_mode.h"
#include "core/reports/report_plans.h"
#include "core/sync/device_secrets.h"
#include "core/sync/training_mark.h"
#include "core/wire/package.h"

#include <algorithm>
#include <set>

namespace indaro::reports {

using base::Errc;
using base::Error;
using base::Result;
using base::UtcMs;
using base::Value;
using casework::AuditVerb;
using casework::Desk;
using casework::forEachRow;
using casework::Thing;
using casework::toText;
using sync::RecordId;
using namespace Qt::StringLiterals;
namespace fields = model::fields;

namespace {

constexpr auto CommissionCategory = "commission"_L1;
constexpr auto SentPacket = "sent"_L1;
constexpr auto ReceivedPacket = "received"_L1;
/// How long the commission may take until it opens one.
constexpr UtcMs PacketLifeMs = UtcMs{366} * 24 * 3600 * 1000;

Value toBlob(base::ByteView bytes)
{
    return base::Bytes(bytes.begin(), bytes.end());
}

QString fileNameOf(const wire::PackageId &id)
{
    return u"indaro-"_s + QString::fromStdString(base::toHex(id.bytes().first(4))) + u".counts"_s;
}

QString houseOf(casework::DirectoryId entry)
{
    return QString::fromStdString(entry.toText());
}

/// Of a key that stands in the directory no more: the entry it stood in once, or, where nobody keeps that, the only one of
/// the name it came under; else the name itself.
Result<QString> houseOfOldKey(Desk &desk, const std::vector<casework::PartnerKey> &partners, const PacketLine &line)
{
    const QString name = model::foldName(line.senderName);
    std::vector<QString> ofTheName;
    for (const casework::PartnerKey &partner : partners) {
        INDARO_TRY_ASSIGN(const auto history, desk.log.history({fields::directory_entry::Table, partner.entry}));
        for (const sync::HistoryEntry &was : history) {
            if (was.field == fields::directory_entry::PublicKey.field && was.value == Value(line.senderKey))
                return houseOf(partner.entry);
        }
        if (model::foldName(partner.name) == name)
            ofTheName.push_back(houseOf(partner.entry));
    }
    return ofTheName.size() == 1 ? ofTheName.front() : name;
}

/// Of which shelter each is: that of the directory whose key signed it. Two shelters may bear one name, and are two.
Result<void> findHouses(Desk &desk, std::vector<PacketLine> &lines)
{
    INDARO_TRY_ASSIGN(const auto partners, casework::listPartnerKeys(desk));
    std::map<base::Bytes, QString> houses;
    for (const casework::PartnerKey &partner : partners)
        houses.emplace(wire::encodeOrganisationKey(partner.key), houseOf(partner.entry));
    std::map<base::Bytes, QString> old;
    for (PacketLine &line : lines) {
        const auto known = houses.find(line.senderKey);
        line.isOfKnownKey = known != houses.end();
        if (!line.isReceived)
            continue;
        if (line.isOfKnownKey) {
            line.house = known->second;
            continue;
        }
        if (!old.contains(line.senderKey)) {
            INDARO_TRY_ASSIGN(old[line.senderKey], houseOfOldKey(desk, partners, line));
        }
        line.house = old[line.senderKey];
    }
    return {};
}

Result<std::vector<PacketLine>> readLines(Desk &desk)
{
    INDARO_TRY_ASSIGN(
        auto rows, desk.db.prepare("SELECT p.id, p.direction, p.sender_name, p.sender_key, p.period, p.revision, p.made_at, "
                                   "p.received_at, p.hash, s.name, (SELECT min(b.published_at) FROM publication b WHERE "
                                   "b.period = substr(p.period, 1, 4)) FROM count_packet p LEFT JOIN staff s ON s.id = "
                                   "p.recorded_by ORDER BY p.made_at, p.id"));
    std::vector<PacketLine> lines;
    INDARO_TRY(forEachRow(rows, [&]() -> Result<void> {
        const auto id = rows.id<sync::RecordTag>(0);
        const auto period = Period::parse(toText(rows, 4));
        if (!id || !period)
            return Error(Errc::StoreDamaged);
        PacketLine line{.id = *id};
        line.isReceived = toText(rows, 1) == ReceivedPacket;
        line.senderName = toText(rows, 2);
        line.senderKey = base::Bytes(rows.blob(3).begin(), rows.blob(3).end());
        line.period = *period;
        line.revision = int(rows.value(5).integerOr(1));
        line.madeAt = rows.value(6).integerOr(0);
        line.receivedAt = rows.value(7).integerOr(0);
        line.hash = base::Bytes(rows.blob(8).begin(), rows.blob(8).end());
        line.recordedBy = toText(rows, 9);
        const UtcMs published = rows.value(10).integerOr(0);
        line.isLate = line.isReceived && published > 0 && line.receivedAt > published;
        lines.push_back(std::move(line));
        return {};
    }));
    INDARO_TRY(findHouses(desk, lines));
    // The last revision of a shelter and period holds, whichever came first. The sender numbers them: its clock may be
    // wrong. One that set itself up anew begins at 1 again, under another key.
    std::ranges::stable_sort(lines, {}, [](const PacketLine &line) { return std::pair(line.isOfKnownKey, line.revision); });
    std::map<std::tuple<bool, QString, QString>, PacketLine *> last;
    for (PacketLine &line : lines) {
        PacketLine *&holds = last[std::tuple(line.isReceived, line.house, line.period.code())];
        if (holds != nullptr)
            holds->holds = false;
        holds = &line;
    }
    std::ranges::stable_sort(lines, {}, &PacketLine::madeAt);
    std::ranges::reverse(lines);
    return lines;
}

/// A year or a quarter that is over. Errors: InvalidArgument.
Result<void> checkPeriod(const Period &period, QDate today)
{
    const bool isKind = period.kind() == PeriodKind::Year || period.kind() == PeriodKind::Quarter;
    return isKind && period.until < today ? Result<void>()
                                          : Error(Errc::InvalidArgument, {{"field", std::string("period")}});
}

struct Opened
{
    wire::OpenedPackage package;
    casework::PartnerKey sender;
};

/// With whichever of the own keys it was sealed to.
Result<Opened> openFile(Desk &desk, base::ByteView file)
{
    INDARO_TRY_ASSIGN(const auto partners, casework::listPartnerKeys(desk));
    INDARO_TRY_ASSIGN(const auto known, readLines(desk));
    const auto hash = wire::packageHash(file);
    const bool wasOpened = std::ranges::any_of(known, [&](const PacketLine &line) {
        return line.isReceived && line.hash == base::Bytes(hash.begin(), hash.end());
    });
    const wire::PackageRules rules{desk.clock.nowUtc(),
                                   [&](const wire::OrganisationKey &key) {
                                       return std::ranges::any_of(partners, [&](const auto &partner) {
                                           return partner.isCompared && partner.key == key;
                                       });
                                   },
                                   [&](const wire::PackageId &) { return wasOpened; }};
    INDARO_TRY_ASSIGN(const auto secrets, casework::rows::organisationSecrets(desk));
    for (std::size_t i = 0; i < secrets.size(); ++i) {
        auto opened = wire::openPackage(file, secrets[i], rules);
        if (!opened && opened.error().code == Errc::PackageWrongRecipient && i + 1 < secrets.size())
            continue;
        if (!opened)
            return opened.error();
        if (opened->cover.kind != wire::PackageKind::Counts)
            return Error(Errc::PackageNotOne);
        const auto sender = std::ranges::find_if(
            partners, [&](const auto &partner) { return partner.isCompared && partner.key == opened->sender; });
        return Opened{std::move(*opened), *sender};
    }
    return Error(Errc::OrganisationKeyMissing);
}

std::vector<PacketChange> changesOf(const CountPacket &before, const CountPacket &after)
{
    std::vector<PacketChange> changes;
    for (const Table &table : after.tables) {
        const auto same = std::ranges::find(before.tables, table.question, &Table::question);
        if (same != before.tables.end() && *same != table)
            changes.push_back({table.question, same->total.count, table.total.count});
    }
    return changes;
}

Result<RecordId> bearPacket(Desk &desk, sync::FieldValues values, const CountPacket &packet)
{
    const auto id = RecordId::make(desk.random);
    const base::Bytes content = packet.toBytes();
    values.push_back({fields::count_packet::Period, Value(packet.period.code().toStdString())});
    values.push_back({fields::count_packet::Content, Value(base::asText(content))});
    values.push_back({fields::count_packet::RecordedBy, toBlob(desk.log.user().bytes())});
    INDARO_TRY(desk.log.birth({fields::count_packet::Table, id}, values));
    return id;
}

} // namespace

Result<std::vector<casework::DirectoryId>> listCommissions(Desk &desk)
{
    INDARO_TRY(desk.access.mustRead(Thing::Numbers));
    INDARO_TRY_ASSIGN(const auto partners, casework::listPartnerKeys(desk));
    std::vector<casework::DirectoryId> commissions;
    for (const casework::PartnerKey &partner : partners) {
        if (partner.isCompared && partner.category == CommissionCategory)
            commissions.push_back(partner.entry);
    }
    return commissions;
}

Result<CountPacket> previewCounts(Desk &desk, const Period &period)
{
    INDARO_TRY(desk.access.mustRead(Thing::Numbers));
    INDARO_TRY(checkPeriod(period, model::localDay(desk.clock.nowUtc())));
    INDARO_TRY_ASSIGN(const auto questions, releaseQuestions(period));
    CountPacket packet{period, {}};
    for (const Question &question : questions) {
        INDARO_TRY_ASSIGN(Table table, countForOutside(desk, question));
        table.countedAt = 0;
        packet.tables.push_back(std::move(table));
    }
    return packet;
}

Result<SealedCounts> sealCounts(Desk &desk, const Period &period, casework::DirectoryId commission)
{
    INDARO_TRY(desk.access.mustDo(Thing::Numbers));
    INDARO_TRY_ASSIGN(const HouseMode mode, houseMode(desk));
    INDARO_TRY(sync::refuseTraining(desk.log.connection()));
    if (mode == HouseMode::Commission)
        return Error(Errc::WrongState);
    INDARO_TRY_ASSIGN(const casework::PartnerKey partner, casework::rows::comparedPartner(desk, commission));
    if (partner.category != CommissionCategory)
        return Error(Errc::PartnerKeyMissing);
    INDARO_TRY_ASSIGN(CountPacket packet, previewCounts(desk, period));
    INDARO_TRY_ASSIGN(const auto before, readLines(desk));
    for (const PacketLine &line : before) {
        if (!line.isReceived && line.period == period)
            packet.revision = std::max(packet.revision, line.revision + 1);
    }
    INDARO_TRY_ASSIGN(const auto secrets, casework::rows::organisationSecrets(desk));
    INDARO_TRY_ASSIGN(const auto device, sync::ensureDeviceSecrets(desk.log.connection()));
    const UtcMs now = desk.clock.nowUtc();
    const wire::PackageCover cover{
        wire::PackageKind::Counts, wire::PackageId::make(desk.random), now, now + PacketLifeMs, {}, {}};
    INDARO_TRY_ASSIGN(base::Bytes bytes,
                      wire::sealPackage(cover, packet.toBytes(), partner.key, secrets.front(), device.sign));
    const auto hash = wire::packageHash(bytes);
    INDARO_TRY_ASSIGN(auto transaction, desk.db.begin());
    INDARO_TRY_ASSIGN(const RecordId id,
                      bearPacket(desk,
                                 {{fields::count_packet::Direction, Value(SentPacket.latin1())},
                                  {fields::count_packet::SenderKey, toBlob(wire::encodeOrganisationKey(partner.key))},
                                  {fields::count_packet::SenderName, Value(partner.name.toStdString())},
                                  {fields::count_packet::MadeAt, Value(std::int64_t(now))},
                                  {fields::count_packet::Hash, toBlob(hash)},
                                  {fields::count_packet::Revision, Value(packet.revision)}},
                                 packet));
    INDARO_TRY(casework::recordAudit(desk, AuditVerb::CountsSealed, id, period.code().toStdString()));
    INDARO_TRY(transaction.commit());
    return SealedCounts{std::move(bytes), fileNameOf(cover.id), packet.revision};
}

Result<std::vector<PacketLine>> listPackets(Desk &desk, const std::optional<Period> &period)
{
    INDARO_TRY(desk.access.mustRead(Thing::Numbers));
    INDARO_TRY_ASSIGN(auto lines, readLines(desk));
    if (period)
        std::erase_if(lines, [&](const PacketLine &line) { return line.period != *period; });
    return lines;
}

Result<CountPacket> loadPacket(Desk &desk, RecordId packet)
{
    INDARO_TRY(desk.access.mustRead(Thing::Numbers));
    INDARO_TRY_ASSIGN(auto find, desk.db.prepare("SELECT content FROM count_packet WHERE id = ?1"));
    find.bind(1, packet);
    INDARO_TRY_ASSIGN(const bool found, find.step());
    if (!found)
        return Error(Errc::UnknownRecord, {{"table", std::int64_t(fields::count_packet::Table)}});
    return CountPacket::fromBytes(base::asBytes(find.textView(0)));
}

Result<OpenedCounts> openCounts(Desk &desk, base::ByteView file)
{
    INDARO_TRY(desk.access.mustDo(Thing::Numbers));
    INDARO_TRY_ASSIGN(const HouseMode mode, houseMode(desk));
    if (mode != HouseMode::Commission)
        return Error(Errc::WrongState);
    INDARO_TRY_ASSIGN(const Opened opened, openFile(desk, file));
    INDARO_TRY_ASSIGN(const CountPacket packet, CountPacket::fromBytes(opened.package.content));
    const base::Bytes key = wire::encodeOrganisationKey(opened.package.sender);
    const UtcMs now = desk.clock.nowUtc();
    INDARO_TRY_ASSIGN(auto transaction, desk.db.begin());
    INDARO_TRY_ASSIGN(const RecordId id,
                      bearPacket(desk,
                                 {{fields::count_packet::Direction, Value(ReceivedPacket.latin1())},
                                  {fields::count_packet::SenderKey, toBlob(key)},
                                  {fields::count_packet::SenderName, Value(opened.sender.name.toStdString())},
                                  {fields::count_packet::MadeAt, Value(std::int64_t(opened.package.cover.madeAt))},
                                  {fields::count_packet::ReceivedAt, Value(std::int64_t(now))},
                                  {fields::count_packet::Hash, toBlob(opened.package.hash)},
                                  {fields::count_packet::Revision, Value(packet.revision)}},
                                 packet));
    INDARO_TRY_ASSIGN(const auto lines, readLines(desk));
    const auto line = std::ranges::find(lines, id, &PacketLine::id);
    INDARO_TRY(casework::recordAudit(desk, AuditVerb::CountsOpened, id,
                                     packet.period.code().toStdString() + " " + std::to_string(line->revision)));
    INDARO_TRY(transaction.commit());
    OpenedCounts out{*line, {}};
    out.missing = packet.missing();
    out.unknown = int(packet.unknown.size());
    const PacketLine *before = nullptr;
    for (const PacketLine &other : lines) {
        const bool isEarlier = other.isReceived && other.id != id && other.house == line->house &&
                               other.period == packet.period &&
                               std::pair(other.isOfKnownKey, other.revision) <= std::pair(true, line->revision);
        if (isEarlier && (before == nullptr ||
                          std::pair(before->isOfKnownKey, before->revision) < std::pair(other.isOfKnownKey, other.revision)))
            before = &other;
    }
    if (before != nullptr) {
        INDARO_TRY_ASSIGN(const CountPacket earlier, loadPacket(desk, before->id));
        out.changes = changesOf(earlier, packet);
    }
    return out;
}

Result<Coverage> coverageOf(Desk &desk, const Period &period)
{
    INDARO_TRY(desk.access.mustRead(Thing::Numbers));
    INDARO_TRY_ASSIGN(const auto lines, readLines(desk));
    Coverage coverage;
    std::set<QString> here;
    for (const PacketLine &line : lines) {
        if (line.isReceived && line.holds && line.period == period) {
            coverage.here.push_back(line);
            here.insert(line.house);
        }
    }
    std::set<QString> missing;
    for (const PacketLine &line : lines) {
        if (line.isReceived && !here.contains(line.house) && missing.insert(line.house).second)
            coverage.missing << line.senderName;
    }
    std::ranges::sort(coverage.here, {}, &PacketLine::senderName);
    coverage.missing.sort();
    return coverage;
}

Result<std::vector<PacketGap>> gapsOf(Desk &desk, const Period &period)
{
    INDARO_TRY_ASSIGN(const Coverage coverage, coverageOf(desk, period));
    std::vector<PacketGap> gaps;
    for (const PacketLine &line : coverage.here) {
        INDARO_TRY_ASSIGN(const CountPacket packet, loadPacket(desk, line.id));
        PacketGap gap{line.id, line.senderName, packet.list, packet.missing(), int(packet.unknown.size())};
        if (!gap.missing.empty() || gap.unknown > 0)
            gaps.push_back(std::move(gap));
    }
    return gaps;
}

Result<std::vector<Table>> sumCounts(Desk &desk, const Period &period)
{
    INDARO_TRY_ASSIGN(const Coverage coverage, coverageOf(desk, period));
    if (coverage.here.empty())
        return Error(Errc::NotFound);
    INDARO_TRY_ASSIGN(const auto questions, releaseQuestions(period));
    std::vector<std::vector<Table>> byQuestion(questions.size());
    for (const PacketLine &line : coverage.here) {
        INDARO_TRY_ASSIGN(CountPacket packet, loadPacket(desk, line.id));
        for (Table &table : packet.tables) {
            const auto asked = std::ranges::find(questions, table.question);
            byQuestion[std::size_t(asked - questions.begin())].push_back(std::move(table));
        }
    }
    std::vector<Table> sums;
    for (const auto &tables : byQuestion) {
        if (tables.empty())
            continue; // no shelter has sent it
        INDARO_TRY_ASSIGN(Table sum, addUp(tables));
        sums.push_back(std::move(sum));
    }
    return sums;
}

} // namespace indaro::reports
