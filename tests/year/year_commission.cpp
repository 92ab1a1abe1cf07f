// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/year/year_commission.h"

#include "core/casework/house/house.h"
#include "core/exchange/packets.h"
#include "core/reports/count_packet.h"
#include "core/reports/house_mode.h"
#include "core/reports/publications.h"
#include "core/transport/packet_box.h"

#include <algorithm>
#include <cstdio>

using namespace Qt::StringLiterals;

namespace indaro::tests {

using base::Result;
using namespace reports;

namespace {

/// Opens a fetched packet as the program's screen does, and answers the house that it was read.
Result<transport::PacketVerdict> openFetched(casework::Desk &desk, base::ByteView packet)
{
    INDARO_TRY(openCounts(desk, packet));
    transport::PacketVerdict verdict;
    INDARO_TRY_ASSIGN(verdict.answer, exchange::packetAnswer(desk, packet));
    return verdict;
}

} // namespace

YearCommission::YearCommission(YearHouse &house, YearServer &server)
    : m_house(house), m_server(server), m_workstation("commission", house.path("commission"), 0xc0551),
      m_director{"secretaire", "soleil panier riviere tambour", {}}, m_second{"statisticien",
                                                                              "mangue colline bouteille papier",
                                                                              {}}
{
    m_workstation.clock.setUtc(house.slots[0]->clock.nowUtc());
    m_workstation.create(m_director);
    need(m_workstation.open(m_director), "the commission opens");
    (void)m_workstation.addAccount(m_second, u"data_focal_point"_s, nullptr);
    need(setHouseMode(m_workstation.desk(), HouseMode::Commission), "the workstation is the commission's");
    YearLaptop &first = *house.slots[0];
    house.signIn(first, "directrice");
    const auto own = need(casework::makeOrganisationKey(m_workstation.desk()), "the commission's key");
    const auto theirs = need(casework::ownOrganisationKey(first.desk()), "the key of the house");
    needs(theirs.has_value(), "the house has a key");
    const auto meet = [](casework::Desk &desk, const char *name, const char *category,
                         const casework::OwnOrganisationKey &key) {
        const auto entry = need(casework::addToDirectory(desk, {.name = name, .category = category}), name);
        need(casework::setPartnerKey(desk, entry, key.text), "their key");
        need(casework::notePartnerKeyCompared(desk, entry, key.code), "their key was compared");
        return entry;
    };
    m_entry = meet(first.desk(), "Commission", "commission", own);
    (void)meet(m_workstation.desk(), "Maison Inzira", "shelter", *theirs);
    (void)need(server.joinMailbox(m_workstation, server.invitation({u"invite-commission"_s})), "the commission's mailbox");
}

void YearCommission::takeIn(const Period &period)
{
    YearLaptop &first = *m_house.slots[0];
    m_house.signIn(first, "directrice");
    // The hand's count of this moment: what is found out later about the period is not in this packet.
    std::vector<TrueTable> counted;
    for (const Question &question : need(releaseQuestions(period), "the tables of a packet")) {
        const auto table = countByHand(m_house.truth, question, m_house.today, true);
        needs(table.has_value(), "the truth can count " + question.key().toStdString());
        counted.push_back(*table);
    }
    m_counted[period.code()] = std::move(counted);
    const auto sealed = need(sealCounts(first.desk(), period, *m_entry), "the packet of " + period.code().toStdString());
    need(transport::queuePacket(first.db(), sealed.bytes, first.clock.nowUtc()), "the packet waits");
    const auto sent = m_server.carry(first);
    needs(!sent.failure && sent.sent == 1, "the server has signed for the packet");
    m_workstation.clock.setUtc(first.clock.nowUtc());
    const auto fetched = m_server.carry(
        m_workstation, [this](base::Bytes packet, auto done) { done(openFetched(m_workstation.desk(), packet)); });
    needs(!fetched.failure && fetched.fetched.size() == 1 && !fetched.fetched[0].verdict.refused,
          "the commission has opened the packet");
    const auto heard = m_server.carry(first);
    needs(!heard.failure, "the house asks what became of its packet");
    const auto standing = need(exchange::loadPacketStanding(first.desk(), first.exchange()), "where the packets are");
    needs(!standing.sent.empty() &&
              std::ranges::all_of(standing.sent,
                                  [](const auto &packet) { return packet.state == exchange::PacketOnItsWay::State::Read; }),
          "the commission's word has come back");
    compare(period);
}

void YearCommission::compare(const Period &period)
{
    const auto questions = need(releaseQuestions(period), "the tables of a packet");
    const auto tables = need(sumCounts(m_workstation.desk(), period), "what the commission sums");
    const auto &counted = m_counted.at(period.code());
    QString wrong;
    for (std::size_t i = 0; i < questions.size(); ++i) {
        const auto found = std::ranges::find(tables, questions[i], &Table::question);
        if (found == tables.end())
            wrong += questions[i].key() + u" is missing\n"_s;
        else
            wrong += differenceOf(*found, counted[i]);
    }
    needs(wrong.isEmpty(), "the commission's figures of " + period.code().toStdString() + ":\n" + wrong.toStdString());
}

void YearCommission::publishYear()
{
    casework::Desk &desk = m_workstation.desk();
    const Period year = Period::ofYear(YearOfScript);
    const Release seen = need(previewRelease(desk, year), "what would be published");
    const auto agreed = need(
        m_workstation.vault().approveWith(m_second.label, base::SecretBytes::copyOf(base::asBytes(m_second.passphrase))),
        "a second person agrees");
    const Publication published = need(publish(desk, year, seen, agreed.auditDetail()), "the year is published");
    needs(published.packets == 5, "of a year and four quarters");
    std::size_t shown = 0, small = 0;
    QString wrong;
    for (const PublishedTable &table : published.release.tables) {
        const auto questions = need(releaseQuestions(table.question.period), "the tables of a release");
        const auto found = std::ranges::find(questions, table.question);
        needs(found != questions.end(), table.question.key().toStdString() + " is published and stands in no list");
        const auto &truth = m_counted.at(table.question.period.code())[std::size_t(found - questions.begin())];
        wrong += faultOf(table, truth);
        for (const PublishedCell &cell : table.rowTotals) {
            shown += cell.isNumber() ? 1 : 0;
            small += cell.shown == Shown::Small ? 1 : 0;
        }
    }
    needs(wrong.isEmpty(), "what was published:\n" + wrong.toStdString());
    needs(shown > 5 && small > 5, "the report says something, and hides something");
    const auto report = need(publishedReport(desk, ReportName::AnnualBulletin, year), "the national report");
    needs(!report.empty(), "the national report has tables");
    std::printf("published: %zu tables, %zu figures shown, %zu small\n", published.release.tables.size(), shown, small);
}

/// The rule in the words of security.md 4, of a first release: a figure about 0 to 10 people is never shown; one that is
/// shown is the exact one rounded to 5; of a quarter with fewer than 11 people nothing is shown.
QString faultOf(const PublishedTable &shown, const TrueTable &truth)
{
    QString wrong;
    const auto check = [&](const QString &row, const QString &column, const PublishedCell &cell) {
        const auto found = truth.find({row, column});
        const TrueCell exact = found == truth.end() ? TrueCell() : found->second;
        const IndicatorInfo &info = infoOf(shown.question.indicator);
        const std::int64_t people = info.isOfPersons ? exact.persons : exact.count;
        const QString place = u"%1 [%2, %3]: "_s.arg(shown.question.key(), row, column);
        if (shown.isEmptyQuarter && cell.isNumber())
            wrong += place + u"of a quarter of which nothing may be shown\n"_s;
        if (cell.isNumber() && people <= 10)
            wrong += place + u"%1 people are shown\n"_s.arg(people);
        if (cell.isNumber() && cell.number != (exact.count + 2) / 5 * 5)
            wrong += place + u"%1 is shown of %2\n"_s.arg(cell.number).arg(exact.count);
        if (cell.shown == Shown::Small && people > 10 && !shown.isEmptyQuarter)
            wrong += place + u"%1 are called small\n"_s.arg(people);
    };
    check({}, {}, shown.total);
    // Of countries and the like only those with enough people have a row; the others are together under a code of their own.
    for (std::size_t row = 0; row < shown.rows.codes.size(); ++row) {
        check(shown.rows.codes[row], {}, shown.rowTotals[row]);
        for (std::size_t column = 0; column < shown.columns.codes.size(); ++column)
            check(shown.rows.codes[row], shown.columns.codes[column], shown.at(row, column));
    }
    for (std::size_t column = 0; column < shown.columns.codes.size(); ++column)
        check({}, shown.columns.codes[column], shown.columnTotals[column]);
    return wrong;
}

} // namespace indaro::tests
