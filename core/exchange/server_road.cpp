// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/exchange/server_road.h"

namespace indaro::exchange {

using transport::HttpsTransport;

ServerRoad::ServerRoad(transport::RunOnStore store, const base::Clock &clock) : m_store(std::move(store)), m_clock(clock)
{
    qRegisterMetaType<transport::SyncProgress>();
    qRegisterMetaType<transport::SyncReport>();
}

ServerRoad::~ServerRoad() = default;

void ServerRoad::makeRoad()
{
    if (m_road != nullptr)
        return;
    m_road = std::make_unique<HttpsTransport>(m_store); // here, so that network and timers belong to this thread
    connect(m_road.get(), &HttpsTransport::progressed, this, &ServerRoad::progressed);
    connect(m_road.get(), &HttpsTransport::finished, this, &ServerRoad::finished);
}

void ServerRoad::configure(const transport::SyncOptions &options, bool isAutomatic)
{
    makeRoad();
    m_options = options;
    m_automatic.reset(); // a round under way goes on as it was begun
    if (!isAutomatic)
        return;
    m_automatic = std::make_unique<transport::AutoSync>(*m_road, m_clock, options);
    m_automatic->start();
}

void ServerRoad::exchangeNow()
{
    makeRoad();
    if (m_isJoining) {
        transport::SyncReport busy; // whoever asked must hear of an end
        busy.failure = base::Error(base::Errc::Cancelled);
        Q_EMIT finished(busy);
    } else if (!m_road->isRunning()) {
        m_road->start(m_options);
    }
}

void ServerRoad::cancel()
{
    if (m_road != nullptr)
        m_road->cancel();
}

void ServerRoad::noteWritten()
{
    if (m_automatic != nullptr)
        m_automatic->noteWritten();
}

void ServerRoad::join(const HttpsTransport::JoinOptions &options, HttpsTransport::Joined done)
{
    makeRoad();
    if (m_road->isRunning() || m_isJoining)
        return done(base::Error(base::Errc::WrongState));
    m_isJoining = true;
    m_road->join(options, [this, done = std::move(done)](base::Result<std::string> url) {
        m_isJoining = false;
        done(std::move(url));
    });
}

void ServerRoad::admit(const wire::DeviceId &device, HttpsTransport::Admitted done)
{
    if (m_admitting != nullptr)
        return done(base::Error(base::Errc::WrongState));
    m_admitting = std::make_unique<HttpsTransport>(m_store);
    m_admitting->admit({{}, false, device}, [this, done = std::move(done)](base::Result<base::Bytes> secret) {
        m_admitting.release()->deleteLater(); // it is the one that is calling
        done(std::move(secret));
    });
}

void ServerRoad::shutDown()
{
    m_admitting.reset();
    m_automatic.reset();
    if (m_road != nullptr) {
        disconnect(m_road.get(), nullptr, this, nullptr);
        m_road->cancel();
    }
    m_road.reset();
}

} // namespace indaro::exchange
