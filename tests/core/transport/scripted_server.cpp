// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/transport/scripted_server.h"

#include <QFile>
#include <QRegularExpression>
#include <QSslConfiguration>
#include <QSslKey>
#include <QSslServer>

using namespace Qt::StringLiterals;

namespace indaro::tests {

namespace {

std::unique_ptr<QTcpServer> makeServer(ScriptedServer::Speaks speaks)
{
    if (speaks == ScriptedServer::Speaks::Http)
        return std::make_unique<QTcpServer>();
    const QString folder = QStringLiteral(INDARO_SOURCE_DIR "/tests/fixtures/tls/");
    QFile key(folder + u"server.key"_s);
    if (!key.open(QIODevice::ReadOnly))
        qFatal("no key");
    QSslConfiguration tls = QSslConfiguration::defaultConfiguration();
    tls.setLocalCertificateChain(QSslCertificate::fromPath(folder + u"server.pem"_s));
    tls.setPrivateKey(QSslKey(&key, QSsl::Ec));
    tls.setProtocol(QSsl::TlsV1_3OrLater);
    auto server = std::make_unique<QSslServer>();
    server->setSslConfiguration(tls);
    return server;
}

} // namespace

ScriptedServer::ScriptedServer(Answer answer, Speaks speaks)
    : m_server(makeServer(speaks)), m_scheme(speaks == Speaks::Http ? u"http"_s : u"https"_s), m_answer(std::move(answer))
{
    if (!m_server->listen(QHostAddress::LocalHost))
        qFatal("no port");
    connect(m_server.get(), &QTcpServer::pendingConnectionAvailable, this, [this] {
        QTcpSocket *socket = m_server->nextPendingConnection();
        connect(socket, &QTcpSocket::readyRead, this, [this, socket] { serve(socket); });
        connect(socket, &QTcpSocket::disconnected, socket, &QObject::deleteLater);
        if (socket->bytesAvailable() > 0)
            serve(socket);
    });
}

QString ScriptedServer::url() const
{
    return u"%1://127.0.0.1:%2"_s.arg(m_scheme).arg(m_server->serverPort());
}

void ScriptedServer::serve(QTcpSocket *socket)
{
    const QByteArray piece = socket->readAll();
    m_in += piece.size();
    QByteArray &pending = m_pending[socket];
    pending += piece;
    const qsizetype end = pending.indexOf("\r\n\r\n");
    if (end < 0)
        return;
    static const QRegularExpression length(u"content-length: *(\\d+)"_s, QRegularExpression::CaseInsensitiveOption);
    const qsizetype size = length.match(QString::fromLatin1(pending.first(end))).captured(1).toLongLong();
    if (pending.size() < end + 4 + size)
        return;
    const Request request{pending.first(end + 4), pending.split(' ').at(1), pending.mid(end + 4, size)};
    pending.clear();
    m_requests.append(request);
    answer(socket, request);
}

void ScriptedServer::answer(QTcpSocket *socket, const Request &request)
{
    const Reply reply = m_answer(request);
    const QByteArray head = "HTTP/1.1 " + QByteArray::number(reply.status) +
                            " X\r\nContent-Length: " + QByteArray::number(reply.body.size()) + "\r\n" + reply.headers +
                            "\r\n";
    const bool isCut = reply.cutAfter >= 0;
    const QByteArray out = head + (isCut ? reply.body.first(reply.cutAfter) : reply.body);
    m_out += out.size();
    socket->write(out);
    if (isCut)
        socket->disconnectFromHost();
}

} // namespace indaro::tests
