// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/transport/house_connection.h"

#include <QPointer>

#include <algorithm>
#include <memory>

using namespace Qt::StringLiterals;

namespace indaro::transport {

using base::Errc;
using base::Error;
using base::Result;

namespace {

constexpr qsizetype HeadLimit = 8 * 1024;
constexpr qint64 ReadAhead = 256 * 1024;
constexpr int VisitorPatience = 30'000; // without a byte

base::ByteView viewOf(const QByteArray &bytes)
{
    return base::asBytes({bytes.constData(), static_cast<std::size_t>(bytes.size())});
}

base::Bytes bytesOf(const QByteArray &bytes)
{
    const auto view = viewOf(bytes);
    return {view.begin(), view.end()};
}

/// Of one header line, by its lower-case name; the last one counts.
QByteArray headerOf(const QByteArray &head, const QByteArray &name)
{
    QByteArray value;
    for (const QByteArray &line : head.split('\n')) {
        const qsizetype colon = line.indexOf(':');
        if (colon > 0 && line.first(colon).toLower() == name)
            value = line.mid(colon + 1).trimmed();
    }
    return value;
}

} // namespace

HouseConnection::HouseConnection(HouseServer &server, QTcpSocket *socket)
    : QObject(&server), m_server(server), m_socket(socket)
{
    socket->setParent(this);
    socket->setReadBufferSize(ReadAhead);
    m_patience.setSingleShot(true);
    m_patience.start(VisitorPatience);
    connect(&m_patience, &QTimer::timeout, this, &HouseConnection::close);
    connect(socket, &QTcpSocket::readyRead, this, &HouseConnection::read);
    connect(socket, &QTcpSocket::disconnected, this, &HouseConnection::ended);
    connect(socket, &QTcpSocket::bytesWritten, this, [this] { m_patience.start(VisitorPatience); });
    if (socket->bytesAvailable() > 0)
        read();
}

void HouseConnection::close()
{
    m_socket->abort();
    deleteLater();
}

void HouseConnection::ended()
{
    if (m_request && !m_isAnswering)
        takePart();
    deleteLater();
}

void HouseConnection::read()
{
    if (m_isAnswering)
        return; // what comes next waits in the socket
    m_patience.start(VisitorPatience);
    m_buffer += m_socket->readAll();
    if (!m_request) {
        const qsizetype end = m_buffer.indexOf("\r\n\r\n");
        if (end < 0 && m_buffer.size() > HeadLimit)
            return refuse({431, "header"});
        if (end < 0)
            return;
        readHead(end);
    }
    if (m_request && static_cast<std::size_t>(m_buffer.size()) >= m_request->length)
        answer();
}

void HouseConnection::readHead(qsizetype end)
{
    const QByteArray head = m_buffer.first(end);
    m_buffer.remove(0, end + 4);
    const auto understood = end <= HeadLimit ? understand(head) : std::variant<Request, Refusal>(Refusal{431, "header"});
    if (const auto *refusal = std::get_if<Refusal>(&understood))
        return refuse(*refusal);
    m_request = std::get<Request>(understood);
}

std::variant<HouseConnection::Request, HouseConnection::Refusal> HouseConnection::understand(const QByteArray &head) const
{
    const QByteArrayList line = head.left(head.indexOf("\r\n") < 0 ? head.size() : head.indexOf("\r\n")).split(' ');
    if (line.size() != 3 || !line.at(2).startsWith("HTTP/1.") || !headerOf(head, "transfer-encoding").isEmpty())
        return Refusal{400, "http"};
    bool isNumber = true;
    const QByteArray said = headerOf(head, "content-length");
    const std::size_t length = said.isEmpty() ? 0 : said.toULongLong(&isNumber);
    if (!isNumber)
        return Refusal{400, "http"};
    const bool isPost = line.at(0) == "POST";
    if (line.at(1) == "/v1/house") {
        if (!isPost && line.at(0) != "GET")
            return Refusal{405, "method"};
        if (length > (isPost ? wire::MaxUpload : 0))
            return Refusal{413, "too-large"};
        return Request{isPost ? Route::Visit : Route::Offer, length, std::nullopt};
    }
    static constexpr std::array Routes{std::tuple("sync", Route::Sync, wire::MaxSmallBody),
                                       std::tuple("envelopes", Route::Envelopes, wire::MaxUpload),
                                       std::tuple("roster", Route::Roster, wire::MaxUpload)};
    const QByteArrayList parts = line.at(1).split('/'); // "", v1, s, shelter, what: there is one shelter here
    const auto route = std::find_if(Routes.begin(), Routes.end(),
                                    [&](const auto &one) { return parts.size() == 5 && parts.at(4) == std::get<0>(one); });
    if (route == Routes.end())
        return Refusal{404, "not-found"};
    if (!isPost)
        return Refusal{405, "method"};
    const QByteArray bearer = headerOf(head, "authorization");
    const auto token = bearer.startsWith("Bearer ") ? wire::tokenFromText(bearer.mid(7).toStdString()) : std::nullopt;
    const auto visitor = token ? m_server.m_visitors.find(*token) : m_server.m_visitors.end();
    if (visitor == m_server.m_visitors.end())
        return Refusal{401, "token"};
    if (length > std::get<2>(*route))
        return Refusal{413, "too-large"};
    return Request{std::get<1>(*route), length, visitor->second};
}

template <class T>
void HouseConnection::ask(std::function<Result<T>(SyncDesk &)> work, std::function<void(HouseConnection &, T)> then)
{
    auto result = std::make_shared<Result<T>>(Error(Errc::Cancelled)); // if the vault is closed meanwhile
    m_server.m_store([result, work = std::move(work)](SyncDesk &desk) { *result = work(desk); },
                     [guard = QPointer<HouseConnection>(this), result, then = std::move(then)] {
                         if (guard == nullptr)
                             return;
                         if (*result)
                             return then(*guard, std::move(**result));
                         switch (result->error().code) {
                         case Errc::AccessRefused:
                             return guard->refuse({403, "refused"});
                         case Errc::DeviceRevoked:
                             return guard->refuse({403, "revoked"});
                         case Errc::WireWrongShelter:
                             return guard->refuse({409, "wrong-shelter"});
                         case Errc::WireDamaged:
                             return guard->refuse({400, "damaged"});
                         case Errc::WireTooNew:
                             return guard->refuse({400, "too-new"});
                         case Errc::WireTooLarge:
                             return guard->refuse({413, "too-large"});
                         case Errc::CryptoAuthFailed:
                             return guard->refuse({400, "signature"});
                         default:
                             return guard->refuse({503, "try-again"});
                         }
                     });
}

void HouseConnection::answer()
{
    m_isAnswering = true;
    m_patience.stop();
    const auto fingerprint = m_server.m_fingerprint;
    switch (m_request->route) {
    case Route::Offer:
        return ask<base::Bytes>([fingerprint](SyncDesk &desk) { return houseOffer(desk, fingerprint); },
                                [](HouseConnection &self, const base::Bytes &body) { self.reply(200, body); });
    case Route::Visit: {
        using Welcome = std::pair<wire::DeviceId, crypto::SignPublicKey>;
        return ask<Welcome>(
            [fingerprint,
             body = bytesOf(m_buffer.first(static_cast<qsizetype>(m_request->length)))](SyncDesk &desk) -> Result<Welcome> {
                INDARO_TRY_ASSIGN(const auto device, welcome(desk, body, fingerprint));
                return Welcome{device, desk.trust.secrets().sign.publicKey};
            },
            [](HouseConnection &self, const Welcome &welcome) {
                const wire::Token token = wire::makeToken();
                std::erase_if(self.m_server.m_visitors, [&](const auto &one) { return one.second == welcome.first; });
                self.m_server.m_visitors.emplace(token, welcome.first);
                self.reply(201, wire::encodeJoinAnswer({token, welcome.second}));
            });
    }
    case Route::Sync: {
        using Answer = std::shared_ptr<SyncAnswer>;
        return ask<Answer>(
            [visitor = *m_request->visitor,
             body = bytesOf(m_buffer.first(static_cast<qsizetype>(m_request->length)))](SyncDesk &desk) -> Result<Answer> {
                INDARO_TRY_ASSIGN(auto begun, SyncAnswer::begin(desk, visitor, body));
                return std::make_shared<SyncAnswer>(std::move(begun));
            },
            [visitor = *m_request->visitor](HouseConnection &self, const Answer &answer) {
                self.goOnAnswering(visitor, answer);
            });
    }
    case Route::Envelopes:
        return askUpload(&answerUpload);
    case Route::Roster:
        return askUpload(&answerRoster);
    }
}

/// Each piece is a job of its own, behind the saves that came meanwhile.
void HouseConnection::goOnAnswering(const wire::DeviceId &visitor, std::shared_ptr<SyncAnswer> answer)
{
    if (answer->isReady()) {
        reply(200, answer->take());
        Q_EMIT m_server.visited(visitor);
        return;
    }
    ask<std::shared_ptr<SyncAnswer>>(
        [answer](SyncDesk &desk) -> Result<std::shared_ptr<SyncAnswer>> {
            INDARO_TRY(answer->goOn(desk));
            return answer;
        },
        [visitor](HouseConnection &self, const std::shared_ptr<SyncAnswer> &more) {
            QMetaObject::invokeMethod( // a program of one thread would go deeper with each part
                &self, [&self, visitor, more] { self.goOnAnswering(visitor, more); }, Qt::QueuedConnection);
        });
}

void HouseConnection::askUpload(Result<HouseUpload> (*work)(SyncDesk &, const wire::DeviceId &, base::ByteView))
{
    ask<HouseUpload>(
        [work, visitor = *m_request->visitor, body = bytesOf(m_buffer.first(static_cast<qsizetype>(m_request->length)))](
            SyncDesk &desk) { return work(desk, visitor, body); },
        [](HouseConnection &self, const HouseUpload &upload) {
            self.reply(200, wire::encodeUploadAnswer(upload.answer));
            Q_EMIT self.m_server.received(upload.intake);
        });
}

/// The link was cut in the middle of an upload: what came whole counts.
void HouseConnection::takePart()
{
    if (m_request->route != Route::Envelopes)
        return;
    m_buffer += m_socket->readAll();
    const auto whole = static_cast<std::size_t>(m_buffer.size()) - wire::cutEnvelopes(viewOf(m_buffer)).rest.size();
    auto upload = std::make_shared<Result<HouseUpload>>(Error(Errc::Cancelled));
    m_server.m_store([upload, visitor = *m_request->visitor, body = bytesOf(m_buffer.first(static_cast<qsizetype>(whole)))](
                         SyncDesk &desk) { *upload = answerUpload(desk, visitor, body); },
                     [guard = QPointer<HouseServer>(&m_server), upload] {
                         if (guard != nullptr && *upload)
                             Q_EMIT guard->received((*upload)->intake);
                     });
}

void HouseConnection::reply(int status, base::ByteView body)
{
    const QByteArray head = "HTTP/1.1 " + QByteArray::number(status) +
                            " X\r\nContent-Length: " + QByteArray::number(static_cast<qint64>(body.size())) + "\r\n\r\n";
    m_socket->write(head);
    m_socket->write(reinterpret_cast<const char *>(body.data()), static_cast<qint64>(body.size()));
    m_buffer.remove(0, static_cast<qsizetype>(m_request->length));
    m_request.reset();
    m_isAnswering = false;
    m_patience.start(VisitorPatience);
    if (m_socket->bytesAvailable() > 0)
        QMetaObject::invokeMethod(this, &HouseConnection::read, Qt::QueuedConnection);
}

/// What was not read makes the rest of the connection meaningless: it ends with the answer.
void HouseConnection::refuse(const Refusal &refusal)
{
    const QByteArray word = QByteArray(refusal.word) + '\n';
    m_socket->write("HTTP/1.1 " + QByteArray::number(refusal.status) +
                    " X\r\nContent-Type: text/plain\r\nContent-Length: " + QByteArray::number(word.size()) +
                    "\r\nConnection: close\r\n" + (refusal.status == 503 ? "Retry-After: 5\r\n" : "") + "\r\n" + word);
    m_request.reset();
    m_isAnswering = true; // nothing more is read
    m_patience.start(VisitorPatience);
    m_socket->disconnectFromHost();
}

} // namespace indaro::transport
