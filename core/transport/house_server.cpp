// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/transport/house_server.h"

#include "core/transport/house_connection.h"

#include <QNetworkInterface>
#include <QSslConfiguration>

using namespace Qt::StringLiterals;

namespace indaro::transport {

namespace {
constexpr std::size_t MostConnections = 16; // a house has ten laptops
}

HouseServer::HouseServer(RunOnStore store, QObject *parent) : QObject(parent), m_store(std::move(store))
{
    connect(&m_listener, &QTcpServer::pendingConnectionAvailable, this, &HouseServer::accept);
}

HouseServer::~HouseServer()
{
    stop();
}

base::Result<void> HouseServer::start(std::uint16_t port, const QHostAddress &address)
{
    stop();
    INDARO_TRY_ASSIGN(const auto made, makeHouseCertificate());
    QSslConfiguration tls = QSslConfiguration::defaultConfiguration();
    tls.setLocalCertificate(made.certificate);
    tls.setPrivateKey(made.key);
    tls.setPeerVerifyMode(QSslSocket::VerifyNone); // the visitor proves who it is by the roster's key
    tls.setProtocol(QSsl::TlsV1_3OrLater);
    m_listener.setSslConfiguration(tls);
    m_fingerprint = fingerprintOf(made.certificate);
    if (!m_listener.listen(address, port))
        return base::Error(base::Errc::NetworkUnreachable, {{"port", static_cast<std::int64_t>(port)}});
    return {};
}

void HouseServer::stop()
{
    m_listener.close();
    m_visitors.clear();
    const auto connections = findChildren<HouseConnection *>(QString(), Qt::FindDirectChildrenOnly);
    for (HouseConnection *connection : connections)
        connection->close();
}

QStringList HouseServer::addresses() const
{
    const QString port = u':' + QString::number(m_listener.serverPort());
    if (const QHostAddress own = m_listener.serverAddress();
        own != QHostAddress(QHostAddress::Any) && own != QHostAddress(QHostAddress::AnyIPv4))
        return {own.toString() + port};
    QStringList out;
    for (const QHostAddress &address : QNetworkInterface::allAddresses()) {
        if (!address.isLoopback() && address.protocol() == QAbstractSocket::IPv4Protocol) // short enough to be typed
            out << address.toString() + port;
    }
    if (out.isEmpty()) // on no network: only this machine itself can come
        out << u"127.0.0.1"_s + port;
    return out;
}

void HouseServer::accept()
{
    while (QTcpSocket *socket = m_listener.nextPendingConnection()) {
        if (m_connections >= MostConnections) {
            socket->abort();
            socket->deleteLater();
            continue;
        }
        ++m_connections;
        auto *connection = new HouseConnection(*this, socket);
        connect(connection, &QObject::destroyed, this, [this] { --m_connections; });
    }
}

} // namespace indaro::transport
