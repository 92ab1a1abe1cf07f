// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/transport/http_poster.h"

#include "core/transport/house_certificate.h"
#include "core/wire/limits.h"

#include <QDeadlineTimer>
#include <QIODevice>
#include <QSslCertificate>
#include <QSslConfiguration>

#include <algorithm>
#include <chrono>

using namespace Qt::StringLiterals;

namespace indaro::transport {

using base::Errc;
using base::Error;

namespace {

constexpr std::size_t LargestAnswer = wire::MaxAnswer + wire::MaxEnvelope + wire::MiB;
constexpr qsizetype LongestWord = 40;

qint64 nowMs()
{
    return std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now().time_since_epoch())
        .count();
}

bool isAboutDates(QSslError::SslError error)
{
    return error == QSslError::CertificateNotYetValid || error == QSslError::CertificateExpired;
}

/// The word of a plain error answer; never more than letters.
std::string wordOf(base::ByteView body)
{
    std::string word;
    for (const std::byte b : body.first(std::min<std::size_t>(body.size(), LongestWord))) {
        const char c = static_cast<char>(b);
        if ((c < 'a' || c > 'z') && c != '-')
            break;
        word += c;
    }
    return word;
}

Error errorOfStatus(int status, const std::string &word, std::int64_t retryAfterMs)
{
    switch (status) {
    case 401:
        return Error(Errc::AccessRefused);
    case 403:
        if (word == "invitation")
            return Error(Errc::InvitationInvalid);
        return Error(word == "revoked" ? Errc::DeviceRevoked : Errc::AccessRefused);
    case 408:
    case 429:
    case 500:
    case 502:
    case 503:
    case 504:
        return Error(Errc::ServerBusy, {{"status", std::int64_t{status}}, {"retryAfterMs", retryAfterMs}});
    case 507:
        return Error(Errc::QuotaFull);
    default:
        return Error(Errc::ServerRefused, {{"status", std::int64_t{status}}, {"word", word}});
    }
}

QNetworkRequest requestFor(const QUrl &url, const std::optional<std::string> &token, int timeout)
{
    QNetworkRequest request(url);
    // Qt's own header lines are longer than an idle exchange should be.
    request.setRawHeader("User-Agent", "i");
    request.setRawHeader("Accept-Encoding", "identity");
    request.setRawHeader("Accept-Language", "*");
    request.setHeader(QNetworkRequest::ContentTypeHeader, u"application/octet-stream"_s);
    if (token)
        request.setRawHeader("Authorization", QByteArray::fromStdString("Bearer " + *token));
    request.setAttribute(QNetworkRequest::RedirectPolicyAttribute, QNetworkRequest::ManualRedirectPolicy);
    request.setAttribute(QNetworkRequest::CacheLoadControlAttribute, QNetworkRequest::AlwaysNetwork);
    request.setAttribute(QNetworkRequest::CacheSaveControlAttribute, false);
    request.setAttribute(QNetworkRequest::CookieLoadControlAttribute, QNetworkRequest::Manual);
    request.setAttribute(QNetworkRequest::CookieSaveControlAttribute, QNetworkRequest::Manual);
    request.setAttribute(QNetworkRequest::Http2AllowedAttribute, false);
    request.setTransferTimeout(timeout); // without any byte going either way
    QSslConfiguration tls = QSslConfiguration::defaultConfiguration();
    tls.setProtocol(QSsl::TlsV1_3OrLater);
    request.setSslConfiguration(tls);
    return request;
}

/// A body that leaves once. Qt would send a request again by itself, from its first byte, when the connection breaks; what
/// part of it the server has taken in must be asked first (HttpsTransport does). No QBuffer: Qt looks behind those.
class OnceOnly final : public QIODevice
{
public:
    explicit OnceOnly(QByteArray bytes) : m_bytes(std::move(bytes)) { open(QIODevice::ReadOnly | QIODevice::Unbuffered); }
    bool reset() override { return m_at == 0; }
    [[nodiscard]] qint64 size() const override { return m_bytes.size(); }

protected:
    qint64 readData(char *data, qint64 most) override
    {
        const qint64 count = std::min<qint64>(most, m_bytes.size() - m_at);
        std::copy_n(m_bytes.constData() + m_at, count, data);
        m_at += count;
        return count > 0 || most == 0 ? count : -1;
    }
    qint64 writeData(const char *, qint64) override { return -1; }

private:
    QByteArray m_bytes;
    qint64 m_at = 0;
};

} // namespace

HttpPoster::HttpPoster(QUrl server, std::optional<crypto::Digest> certificate, QObject *parent)
    : QObject(parent), m_server(std::move(server)), m_certificate(certificate)
{
}

void HttpPoster::send(Verb verb, const QString &path, const std::optional<std::string> &token, const base::Bytes &body,
                      OnData onData, OnDone onDone)
{
    INDARO_CHECK(m_reply == nullptr);
    m_onData = std::move(onData);
    m_onDone = std::move(onDone);
    m_body.clear();
    m_tlsProblem.reset();
    m_startedAt = nowMs();
    m_up += body.size();
    ++m_requests;
    QUrl url = m_server;
    url.setPath(url.path() + path);
    const QByteArray bytes(reinterpret_cast<const char *>(body.data()), static_cast<qsizetype>(body.size()));
    QNetworkRequest request = requestFor(url, token, m_timeout);
    if (m_skip > 0)
        request.setRawHeader("Range", "bytes=" + QByteArray::number(static_cast<qulonglong>(m_skip)) + '-');
    if (m_offset > 0)
        request.setRawHeader("Upload-Offset", QByteArray::number(static_cast<qulonglong>(m_offset)));
    m_skip = m_offset = 0;
    if (verb == Verb::Get) {
        m_reply = m_network.get(request);
    } else if (verb == Verb::Delete) {
        m_reply = m_network.deleteResource(request);
    } else {
        auto *once = new OnceOnly(bytes);
        m_reply = verb == Verb::Put ? m_network.put(request, once) : m_network.post(request, once);
        once->setParent(m_reply);
    }
    m_reply->setReadBufferSize(0);
    connect(m_reply, &QNetworkReply::readyRead, this, &HttpPoster::read);
    connect(m_reply, &QNetworkReply::sslErrors, this, &HttpPoster::judgeCertificate);
    connect(m_reply, &QNetworkReply::uploadProgress, this, [this](qint64 bytesSent, qint64) { Q_EMIT sent(bytesSent); });
    connect(m_reply, &QNetworkReply::finished, this, &HttpPoster::finish);
}

void HttpPoster::cancel()
{
    if (m_reply == nullptr)
        return;
    QNetworkReply *reply = m_reply;
    m_reply = nullptr;
    m_onDone = {};
    reply->disconnect(this);
    reply->abort();
    reply->deleteLater();
}

void HttpPoster::read()
{
    const QByteArray piece = m_reply->readAll();
    const auto bytes = base::asBytes({piece.constData(), static_cast<std::size_t>(piece.size())});
    m_down += bytes.size();
    const int status = m_reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    m_isPart = status == 206;
    if (m_onData && (status == 200 || m_isPart)) {
        m_onData(bytes);
        return;
    }
    if (m_body.size() + bytes.size() > LargestAnswer) {
        m_reply->abort();
        return;
    }
    m_body.insert(m_body.end(), bytes.begin(), bytes.end());
}

void HttpPoster::judgeCertificate(const QList<QSslError> &errors)
{
    const QSslCertificate certificate = m_reply->sslConfiguration().peerCertificate();
    const std::string fingerprint = certificate.isNull() ? std::string() : base::toHex(fingerprintOf(certificate));
    if (m_isLearning && !certificate.isNull()) {
        m_seen = fingerprintOf(certificate);
        m_reply->ignoreSslErrors(errors);
        return;
    }
    if (m_certificate && fingerprint == base::toHex(*m_certificate)) {
        m_reply->ignoreSslErrors(errors); // people compared this key; it says more than a name, a date or an authority
        return;
    }
    const bool isOnlyDates =
        std::all_of(errors.begin(), errors.end(), [](const QSslError &e) { return isAboutDates(e.error()); });
    if (isOnlyDates)
        m_tlsProblem = Error(Errc::ClockWrong);
    else
        m_tlsProblem = Error(Errc::CertificateNotTrusted,
                             {{"fingerprint", fingerprint}, {"wasPinned", std::int64_t{m_certificate ? 1 : 0}}});
}

std::optional<Error> HttpPoster::problem()
{
    if (m_tlsProblem)
        return m_tlsProblem;
    const int status = m_reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    if (status >= 300) {
        const std::int64_t seconds = m_reply->rawHeader("Retry-After").toInt();
        return errorOfStatus(status, wordOf(m_body), seconds * 1000);
    }
    if (m_reply->error() != QNetworkReply::NoError || status == 0)
        return Error(Errc::NetworkUnreachable, {{"qt", static_cast<std::int64_t>(m_reply->error())}});
    return std::nullopt;
}

void HttpPoster::finish()
{
    if (m_reply->bytesAvailable() > 0)
        read();
    const auto bad = problem();
    m_reply->deleteLater();
    m_reply = nullptr;
    const OnDone done = std::exchange(m_onDone, {});
    m_onData = {};
    if (bad)
        done(*bad);
    else
        done(Answer{std::move(m_body), nowMs() - m_startedAt});
}

} // namespace indaro::transport
