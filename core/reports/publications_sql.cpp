// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/casework/audit/audit.h"
#include "core/casework/desk.h"
#include "core/casework/row_values.h"
#include "core/crypto/hash.h"
#include "core/model/field_table.h"
#include "core/model/partial_date.h"
#include "core/reports/count_packet.h"
#include "core/reports/house_mode.h"
#include "core/reports/publications.h"
#include "core/sync/training_mark.h"

#include <QJsonDocument>

#include <algorithm>
#include <iterator>

namespace indaro::reports {

using base::Errc;
using base::Error;
using base::Result;
using base::Value;
using casework::Desk;
using casework::forEachRow;
using casework::Thing;
using casework::toText;
using sync::RecordId;
using namespace Qt::StringLiterals;
namespace fields = model::fields;

namespace {

constexpr auto NationalKind = "national"_L1;
constexpr auto HouseKind = "house"_L1;

QByteArray textOfRelease(const Release &release)
{
    return QJsonDocument(toJson(release)).toJson(QJsonDocument::Compact);
}

Error notAYear()
{
    return {Errc::InvalidArgument, {{"field", std::string("period")}}};
}

/// Nothing per shelter is published [contracts.md 8 (b)].
Result<void> checkCommission(Desk &desk)
{
    INDARO_TRY_ASSIGN(const HouseMode mode, houseMode(desk));
    return mode == HouseMode::Commission ? Result<void>() : Error(Errc::WrongState, {{"mode", std::string("shelter")}});
}

/// The exact tables of a year and of those of its quarters that are over and that there are figures of.
Result<std::vector<Table>> exactTables(Desk &desk, const Period &year)
{
    const QDate today = model::localDay(desk.clock.nowUtc());
    std::vector<Period> periods{year};
    std::ranges::copy(year.parts(PeriodKind::Quarter), std::back_inserter(periods));
    std::vector<Table> all;
    for (const Period &period : periods) {
        if (period.until >= today)
            continue; // a quarter is handed out before its year is over [domain.md 4.22]
        auto more = sumCounts(desk, period);
        if (!more && more.error().code == Errc::NotFound)
            continue; // no house has sent it
        if (!more)
            return more.error();
        INDARO_TRY_ASSIGN(const auto gaps, gapsOf(desk, period));
        for (Table &table : *more) {
            const bool isEverywhere = std::ranges::none_of(gaps, [&](const PacketGap &gap) {
                return std::ranges::find(gap.missing, table.question) != gap.missing.end();
            });
            if (isEverywhere)
                all.push_back(std::move(table));
        }
    }
    if (all.empty())
        return Error(Errc::NotFound);
    return all;
}

Result<std::vector<Publication>> readPublications(Desk &desk)
{
    INDARO_TRY_ASSIGN(
        auto rows,
        desk.db.prepare("SELECT p.id, p.kind, p.period, p.published_at, s.name, p.content, p.hash, p.packets FROM "
                        "publication p LEFT JOIN staff s ON s.id = p.published_by ORDER BY p.published_at, p.id"));
    std::vector<Publication> all;
    std::map<QString, int> numbers;
    INDARO_TRY(forEachRow(rows, [&]() -> Result<void> {
        const auto id = rows.id<sync::RecordTag>(0);
        const auto period = Period::parse(toText(rows, 2));
        const auto release = releaseFromJson(QJsonDocument::fromJson(toText(rows, 5).toUtf8()).object());
        if (!id || !period || !release)
            return Error(Errc::StoreDamaged);
        Publication one{.id = *id};
        one.kind = toText(rows, 1) == HouseKind ? PublicationKind::House : PublicationKind::National;
        one.period = *period;
        one.publishedAt = rows.value(3).integerOr(0);
        one.publishedBy = toText(rows, 4);
        one.number = ++numbers[period->code()];
        one.packets = int(toText(rows, 7).split(u' ', Qt::SkipEmptyParts).size());
        one.hash = base::Bytes(rows.blob(6).begin(), rows.blob(6).end());
        one.release = *release;
        all.push_back(std::move(one));
        return {};
    }));
    std::ranges::reverse(all);
    return all;
}

/// Hashes of the packets that were summed, as the field holds them.
Result<std::string> packetsOf(Desk &desk, const Period &year)
{
    QStringList hashes;
    std::vector<Period> periods = year.parts(PeriodKind::Quarter);
    periods.push_back(year);
    for (const Period &period : periods) {
        INDARO_TRY_ASSIGN(const Coverage coverage, coverageOf(desk, period));
        for (const PacketLine &line : coverage.here)
            hashes << QString::fromStdString(base::toHex(line.hash));
    }
    hashes.sort();
    hashes.removeDuplicates();
    return hashes.join(u' ').toStdString();
}

} // namespace

Result<Release> previewRelease(Desk &desk, const Period &year)
{
    INDARO_TRY(desk.access.mustRead(Thing::Numbers));
    if (year.kind() != PeriodKind::Year)
        return notAYear();
    INDARO_TRY(checkCommission(desk));
    INDARO_TRY_ASSIGN(const auto exact, exactTables(desk, year));
    INDARO_TRY_ASSIGN(const auto before, listPublications(desk, year)); // newest first
    std::vector<Release> earlier;
    for (auto one = before.rbegin(); one != before.rend(); ++one)
        earlier.push_back(one->release);
    return suppress(year, exact, earlier);
}

Result<Publication> publish(Desk &desk, const Period &year, const Release &seen, const std::string &agreed)
{
    INDARO_TRY(desk.access.mustDo(Thing::Numbers));
    INDARO_TRY(sync::refuseTraining(desk.log.connection()));
    INDARO_TRY(checkCommission(desk));
    if (agreed.empty())
        return Error(Errc::SecondPersonNeeded);
    INDARO_TRY_ASSIGN(const Release release, previewRelease(desk, year));
    if (release != seen)
        return Error(Errc::WrongState);
    INDARO_TRY_ASSIGN(const std::string packets, packetsOf(desk, year));
    const QByteArray content = textOfRelease(release);
    const auto hash = crypto::hash(base::asBytes(std::string_view(content.constData(), std::size_t(content.size()))));
    const auto id = RecordId::make(desk.random);
    INDARO_TRY_ASSIGN(auto transaction, desk.db.begin());
    INDARO_TRY(desk.log.birth({fields::publication::Table, id},
                              {{fields::publication::Kind, Value(NationalKind.latin1())},
                               {fields::publication::Period, Value(year.code().toStdString())},
                               {fields::publication::PublishedAt, Value(std::int64_t(desk.clock.nowUtc()))},
                               {fields::publication::PublishedBy, casework::idValue(RecordId::sameAs(desk.log.user()))},
                               {fields::publication::Content, Value(content.toStdString())},
                               {fields::publication::Hash, Value(base::Bytes(hash.begin(), hash.end()))},
                               {fields::publication::Packets, Value(packets)}}));
    INDARO_TRY(
        casework::recordAudit(desk, casework::AuditVerb::FiguresPublished, id, year.code().toStdString() + " " + agreed));
    INDARO_TRY(transaction.commit());
    INDARO_TRY_ASSIGN(const auto last, lastPublication(desk, year));
    return last ? Result<Publication>(*last) : Error(Errc::NotFound);
}

Result<std::vector<Publication>> listPublications(Desk &desk, const std::optional<Period> &period)
{
    INDARO_TRY(desk.access.mustRead(Thing::Numbers));
    INDARO_TRY_ASSIGN(auto all, readPublications(desk));
    if (period)
        std::erase_if(all, [&](const Publication &one) { return one.period != *period; });
    return all;
}

Result<std::optional<Publication>> lastPublication(Desk &desk, const Period &year)
{
    INDARO_TRY_ASSIGN(const auto all, listPublications(desk, year));
    return all.empty() ? std::nullopt : std::optional(all.front());
}

Result<std::vector<PublishedTable>> publishedReport(Desk &desk, ReportName name, const Period &period)
{
    INDARO_TRY(desk.access.mustRead(Thing::Numbers));
    if (channelOf(name) == Channel::Inside)
        return Error(Errc::InvalidArgument, {{"field", std::string("report")}});
    INDARO_TRY(checkCommission(desk));
    INDARO_TRY_ASSIGN(const auto questions, questionsOf(name, period));
    INDARO_TRY_ASSIGN(const auto last, lastPublication(desk, Period::ofYear(period.from.year())));
    if (!last)
        return Error(Errc::NotFound);
    std::vector<PublishedTable> tables;
    for (const Question &question : questions) {
        const PublishedTable *table = last->release.find(question);
        if (table == nullptr)
            return Error(Errc::NotFound); // a quarter no house had sent by then
        tables.push_back(*table);
    }
    return tables;
}

} // namespace indaro::reports
