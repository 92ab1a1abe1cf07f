// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/exchange/house_road.h"

namespace indaro::exchange {

using base::Errc;
using base::Error;

namespace {
constexpr int LookAgainMs = 5'000;
constexpr unsigned VisitAttempts = 2; // people stand beside both laptops: they hear soon that an address is wrong
} // namespace

HouseRoad::HouseRoad(transport::RunOnStore store, transport::HouseBeacon::Reach reach)
    : m_store(std::move(store)), m_reach(reach)
{
}

HouseRoad::~HouseRoad() = default;

void HouseRoad::makeServer()
{
    m_server = std::make_unique<transport::HouseServer>(m_store); // here, so that sockets and timers belong to this thread
    connect(m_server.get(), &transport::HouseServer::visited, this, &HouseRoad::visited);
    connect(m_server.get(), &transport::HouseServer::received, this, &HouseRoad::received);
    m_watch = std::make_unique<QTimer>();
    connect(m_watch.get(), &QTimer::timeout, this, &HouseRoad::lookAgain);
}

/// What is said on the air is made from the shelter's id; nothing happens where there is none.
void HouseRoad::withShelter(std::function<void(const wire::ShelterId &)> then)
{
    if (m_beacon == nullptr) {
        m_beacon = std::make_unique<transport::HouseBeacon>(m_reach);
        connect(m_beacon.get(), &transport::HouseBeacon::found, this, &HouseRoad::found);
    }
    auto shelter = std::make_shared<std::optional<wire::ShelterId>>();
    m_store(
        [shelter](transport::SyncDesk &desk) {
            if (desk.trust.isMember())
                *shelter = desk.trust.shelter();
        },
        [this, shelter, then = std::move(then)] {
            if (m_beacon != nullptr && *shelter)
                then(**shelter);
        });
}

void HouseRoad::look(bool isWanted)
{
    m_isLooking = isWanted;
    if (!isWanted) {
        if (m_beacon != nullptr)
            m_beacon->stopLooking();
        return;
    }
    withShelter([this](const wire::ShelterId &shelter) {
        if (m_isLooking)
            m_beacon->look(shelter);
    });
}

void HouseRoad::offer(bool isOffered)
{
    if (m_beacon != nullptr)
        m_beacon->withdraw();
    m_watch.reset();
    m_server.reset();
    m_addresses.clear();
    std::optional<Error> problem;
    if (isOffered) {
        makeServer();
        auto started = m_server->start();
        if (!started && started.error().code == Errc::NetworkUnreachable)
            started = m_server->start(0);
        if (started) {
            m_addresses = m_server->addresses();
            m_watch->start(LookAgainMs);
            announce();
        } else {
            problem = started.error();
        }
    }
    Q_EMIT offering(m_addresses, problem);
}

void HouseRoad::announce()
{
    withShelter([this](const wire::ShelterId &shelter) {
        if (m_server != nullptr)
            m_beacon->announce(shelter, m_server->port());
    });
}

void HouseRoad::lookAgain()
{
    QStringList addresses = m_server->addresses();
    if (addresses == m_addresses)
        return;
    m_addresses = std::move(addresses);
    announce(); // to the network it has come to
    Q_EMIT offering(m_addresses, std::nullopt);
}

void HouseRoad::makeVisitor()
{
    if (m_visitor != nullptr)
        return;
    m_visitor = std::make_unique<transport::HttpsTransport>(m_store);
    connect(m_visitor.get(), &transport::HttpsTransport::progressed, this, &HouseRoad::progressed);
    connect(m_visitor.get(), &transport::HttpsTransport::finished, this, [this](transport::SyncReport report) {
        if (report.failure)
            report.failure->args.push_back({"road", std::string("house")}); // its sentences do not speak of a server
        Q_EMIT finished(report);
    });
}

void HouseRoad::visit(const QString &address)
{
    makeVisitor();
    transport::SyncOptions options;
    options.url = address.toStdString();
    options.isNeighbour = true;
    options.attempts = VisitAttempts;
    m_visitor->start(options);
}

void HouseRoad::cancel()
{
    if (m_visitor != nullptr)
        m_visitor->cancel();
}

void HouseRoad::shutDown()
{
    m_beacon.reset(); // says goodbye
    m_watch.reset();
    m_server.reset();
    if (m_visitor != nullptr) {
        disconnect(m_visitor.get(), nullptr, this, nullptr);
        m_visitor->cancel();
    }
    m_visitor.reset();
}

} // namespace indaro::exchange
