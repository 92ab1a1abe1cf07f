// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QHash>
#include <QList>
#include <QObject>
#include <QPointer>
#include <QTcpServer>
#include <QTcpSocket>

#include <cstdint>
#include <functional>
#include <memory>

namespace indaro::tests {

/// A server of plain HTTP/1.1 on this machine that answers as it is told, misbehaviour included.
class ScriptedServer : public QObject
{
    Q_OBJECT
public:
    struct Request
    {
        QByteArray head; ///< request line and headers
        QByteArray path;
        QByteArray body;
    };
    struct Reply
    {
        int status = 200;
        QByteArray body{};
        QByteArray headers{};    ///< further lines, each with its line end
        qsizetype cutAfter = -1; ///< close the connection after so many bytes of the body
    };
    using Answer = std::function<Reply(const Request &)>;

    enum class Speaks : std::uint8_t { Http, Https };
    /// Https: with the self-signed certificate of tests/fixtures/tls.
    explicit ScriptedServer(Answer answer, Speaks speaks = Speaks::Http);
    [[nodiscard]] QString url() const;
    [[nodiscard]] const QList<Request> &requests() const { return m_requests; }
    [[nodiscard]] qint64 bytesIn() const { return m_in; }
    [[nodiscard]] qint64 bytesOut() const { return m_out; }

private:
    void serve(QTcpSocket *socket);
    void answer(QTcpSocket *socket, const Request &request);
    std::unique_ptr<QTcpServer> m_server;
    QString m_scheme;
    Answer m_answer;
    QList<Request> m_requests;
    QHash<QTcpSocket *, QByteArray> m_pending;
    qint64 m_in = 0, m_out = 0;
};

} // namespace indaro::tests
