// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/cli/cutting_proxy.h"

#include <QHostAddress>
#include <QTimer>

#include <limits>
#include <memory>

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
    const auto left = std::make_shared<qint64>(m_every > 0 ? m_every : std::numeric_limits<qint64>::max());
    const auto carry = [left](QTcpSocket *from, QTcpSocket *to, qint64 most) {
        const QByteArray piece = from->read(std::min(most, *left));
        *left -= piece.size();
        to->write(piece);
        if (*left == 0) {
            from->disconnectFromHost();
            to->disconnectFromHost(); // after what it has been given
        }
        return piece.size();
    };
    connect(server, &QTcpSocket::readyRead, this,
            [this, laptop, server, carry] { m_down += carry(server, laptop, server->bytesAvailable()); });
    const auto up = [this, laptop, server, carry] {
        if (server->state() != QAbstractSocket::ConnectedState)
            return;
        m_up += carry(laptop, server, Step);
        if (m_then && m_up >= m_limit)
            std::exchange(m_then, {})();
    };
    if (m_rate > 0) {
        auto *clock = new QTimer(laptop);
        clock->callOnTimeout(this, up);
        clock->start(static_cast<int>(Step * 1000 / m_rate));
    } else {
        connect(laptop, &QTcpSocket::readyRead, this, up);
        connect(server, &QTcpSocket::connected, this, up);
        connect(server, &QTcpSocket::bytesWritten, this, [laptop, up] {
            if (laptop->bytesAvailable() > 0)
                up();
        });
    }
    server->connectToHost(QHostAddress::LocalHost, m_port);
}

} // namespace indaro::tests
