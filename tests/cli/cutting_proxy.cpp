// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/cli/cutting_proxy.h"

#include <QHostAddress>

namespace indaro::tests {

namespace {
constexpr qint64 Step = 4096; // small, so that a cut falls inside an envelope
}

CuttingProxy::CuttingProxy(quint16 serverPort) : m_port(serverPort)
{
    if (!m_server.listen(QHostAddress::LocalHost))
        qFatal("no port");
    connect(&m_server, &QTcpServer::newConnection, this, &CuttingProxy::accept);
}

void CuttingProxy::accept()
{
    ++m_connections;
    QTcpSocket *laptop = m_server.nextPendingConnection();
    auto *server = new QTcpSocket(laptop);
    laptop->setReadBufferSize(Step);
    connect(laptop, &QTcpSocket::disconnected, laptop, &QObject::deleteLater);
    connect(server, &QTcpSocket::disconnected, laptop, &QTcpSocket::disconnectFromHost);
    connect(server, &QTcpSocket::errorOccurred, laptop, [laptop] { laptop->disconnectFromHost(); });
    connect(server, &QTcpSocket::readyRead, this, [this, laptop, server] {
        const QByteArray piece = server->readAll();
        m_down += piece.size();
        laptop->write(piece);
    });
    const auto up = [this, laptop, server] {
        if (server->state() != QAbstractSocket::ConnectedState)
            return;
        const QByteArray piece = laptop->read(Step);
        m_up += piece.size();
        server->write(piece);
        if (m_then && m_up >= m_limit)
            std::exchange(m_then, {})();
    };
    connect(laptop, &QTcpSocket::readyRead, this, up);
    connect(server, &QTcpSocket::connected, this, up);
    connect(server, &QTcpSocket::bytesWritten, this, [laptop, up] {
        if (laptop->bytesAvailable() > 0)
            up();
    });
    server->connectToHost(QHostAddress::LocalHost, m_port);
}

} // namespace indaro::tests
