// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/roads/server_post.h"

#include "core/reports/count_packet.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace indaro::ui::roads {

namespace {

using base::Errc;
using base::Error;
using base::Result;

using OpenedHere = std::shared_ptr<const reports::OpenedCounts>;

/// As from a stick; then the commission's signed word for the shelter. What was opened before is answered again: the server
/// has not heard of it.
Result<transport::PacketVerdict> openFetched(casework::Desk &desk, base::ByteView packet)
{
    transport::PacketVerdict verdict;
    auto opened = reports::openCounts(desk, packet);
    if (!opened && opened.error().code != Errc::PackageReplayed) {
        if (!transport::isAboutPacket(opened.error().code))
            return opened.error();
        verdict.refused = opened.error();
        return verdict;
    }
    if (opened)
        verdict.opened = OpenedHere(std::make_shared<reports::OpenedCounts>(std::move(opened).value()));
    auto answer = exchange::packetAnswer(desk, packet);
    if (answer)
        verdict.answer = std::move(answer).value();
    else if (transport::isAboutPacket(answer.error().code))
        verdict.refused = answer.error(); // opened before from a stick, and its shelter is in the directory no more
    else
        return answer.error();
    return verdict;
}

pages::PacketPost::State stateOf(exchange::PacketOnItsWay::State state)
{
    using From = exchange::PacketOnItsWay::State;
    using To = pages::PacketPost::State;
    switch (state) {
    case From::Waiting:
        return To::Waiting;
    case From::AtServer:
        return To::AtServer;
    case From::Read:
        return To::Read;
    case From::TakenAway:
        break;
    }
    return To::TakenAway;
}

class ServerPost final : public pages::PacketPost
{
public:
    explicit ServerPost(exchange::Exchange &exchange) : m_exchange(exchange)
    {
        m_exchange.openPacketsBy(&openFetched);
        connect(&m_exchange, &exchange::Exchange::packetsChanged, this, &pages::PacketPost::changed);
        connect(&m_exchange, &exchange::Exchange::packetsCarried, this,
                [this](const transport::CourierReport &report, bool wasByHand) { tell(report, wasByHand); });
    }

    [[nodiscard]] bool canSend() const override { return standing().canSend; }
    [[nodiscard]] std::vector<Sent> sent() const override
    {
        std::vector<Sent> all;
        for (const exchange::PacketOnItsWay &way : standing().sent)
            all.push_back({{way.hash.begin(), way.hash.end()}, stateOf(way.state), way.at, way.problem, way.isAnswerFalse});
        return all;
    }
    void send(const base::Bytes &sealed, QObject *context, std::function<void(const Result<void> &)> done) override
    {
        m_exchange.queuePacket(sealed, context, std::move(done));
    }

    [[nodiscard]] std::vector<Mailbox> mailboxes() const override
    {
        std::vector<Mailbox> all;
        for (const transport::Mailbox &mailbox : standing().mailboxes)
            all.push_back({QString::fromStdString(mailbox.url), mailbox.fetchedAt});
        return all;
    }
    [[nodiscard]] bool hasOtherKey() const override { return standing().hasOtherKey; }
    [[nodiscard]] std::vector<Apart> apart() const override
    {
        std::vector<Apart> all;
        for (const transport::ApartPacket &one : standing().apart)
            all.push_back({QString::fromStdString(one.url), one.packet.number, one.packet.receivedAt, one.why});
        return all;
    }
    [[nodiscard]] bool isBusy() const override { return m_exchange.isCarrying(); }
    void fetchNow() override { m_exchange.carryPacketsNow(); }
    void join(const QString &address, const QString &code, const QString &certificate, QObject *context,
              std::function<void(const Result<void> &)> done) override
    {
        QString number = certificate;
        number = number.remove(u':').remove(u' ').toLower();
        m_exchange.joinMailbox({address, code.toStdString(), number.toStdString()}, context,
                               [done = std::move(done)](const Result<std::string> &url) {
                                   done(url ? Result<void>() : Result<void>(url.error()));
                               });
    }
    void takeAway(const Apart &packet, QObject *context, std::function<void(const Result<void> &)> done) override
    {
        const auto &apart = standing().apart;
        const auto found = std::ranges::find_if(apart, [&](const transport::ApartPacket &one) {
            return one.packet.number == packet.number && one.url == packet.address.toStdString();
        });
        if (found == apart.end())
            return done({});
        m_exchange.takePacketAway(*found, context, std::move(done));
    }

private:
    [[nodiscard]] const exchange::PacketStanding &standing() const
    {
        static const exchange::PacketStanding Nothing;
        return m_exchange.packets() ? *m_exchange.packets() : Nothing;
    }
    void tell(const transport::CourierReport &report, bool wasByHand)
    {
        auto outcomes = std::make_shared<std::vector<pages::PacketOutcome>>();
        for (const transport::FetchedPacket &fetched : report.fetched) {
            pages::PacketOutcome outcome{tr("Packet %1 of the server").arg(fetched.packet.number), {}, {}};
            if (fetched.verdict.refused)
                outcome.refused = fetched.verdict.refused;
            else if (const auto *opened = std::any_cast<OpenedHere>(&fetched.verdict.opened))
                outcome.opened = **opened;
            else
                outcome.refused = Error(Errc::PackageReplayed);
            outcomes->push_back(std::move(outcome));
        }
        Q_EMIT fetched(outcomes, report.failure, wasByHand);
    }
    exchange::Exchange &m_exchange;
};

} // namespace

std::unique_ptr<pages::PacketPost> serverPost(exchange::Exchange &exchange)
{
    return std::make_unique<ServerPost>(exchange);
}

} // namespace indaro::ui::roads
