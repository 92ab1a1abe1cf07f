// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPointer>
#include <QTcpServer>
#include <QTcpSocket>

#include <functional>

namespace indaro::tests {

/// Stands between a laptop and a server on this machine, counts the bytes, tells when so many have gone up, and makes a
/// slow link of it.
class CuttingProxy : public QObject
{
    Q_OBJECT
public:
    explicit CuttingProxy(quint16 serverPort);
    [[nodiscard]] QString url() const { return QStringLiteral("http://127.0.0.1:%1").arg(m_server.serverPort()); }
    [[nodiscard]] qint64 bytesUp() const { return m_up; }
    [[nodiscard]] qint64 bytesDown() const { return m_down; }
    [[nodiscard]] int connections() const { return m_connections; }
    void forget() { m_up = m_down = 0; }
    /// Of the way up, in bytes a second, from the next connection on; 0: as fast as it goes.
    void setRate(qint64 rate) { m_rate = rate; }
    /// Ends each connection after so many bytes, both ways together; 0: never.
    void cutEvery(qint64 bytes) { m_every = bytes; }
    /// Once, when bytesUp() reaches this.
    void whenUp(qint64 bytes, std::function<void()> then)
    {
        m_limit = bytes;
        m_then = std::move(then);
    }

private:
    void accept();
    QTcpServer m_server;
    quint16 m_port;
    qint64 m_up = 0, m_down = 0, m_limit = 0, m_rate = 0, m_every = 0;
    int m_connections = 0;
    std::function<void()> m_then;
};

} // namespace indaro::tests
