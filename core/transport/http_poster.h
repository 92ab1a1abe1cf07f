// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/bytes.h"
#include "core/base/result.h"
#include "core/crypto/hash.h"

#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QPointer>
#include <QUrl>

#include <functional>
#include <optional>
#include <string>

namespace indaro::transport {

/// One request at a time to one server: small headers, TLS 1.3, no redirects, no cookies, no cache. Thread: its own; the
/// event loop of that thread runs it.
class HttpPoster final : public QObject
{
    Q_OBJECT
public:
    /// `certificate`: the key to accept where the system does not trust the certificate (server_access.h).
    explicit HttpPoster(QUrl server, std::optional<crypto::Digest> certificate, QObject *parent = nullptr);

    struct Answer
    {
        base::Bytes body;    ///< what onData has not been given
        std::int64_t ms = 0; ///< from the first byte sent to the last received
    };
    using OnData = std::function<void(base::ByteView piece)>;
    using OnDone = std::function<void(base::Result<Answer>)>;

    /// Precondition: none is under way. `onDone` is called once, later; not after cancel(). Errors: NetworkUnreachable (no
    /// link, no such server, cut on the way), ServerBusy (retryAfterMs=…), ServerRefused (status=…, word=…),
    /// AccessRefused, DeviceRevoked, InvitationInvalid, QuotaFull, CertificateNotTrusted (fingerprint=… in hex, and
    /// wasPinned=1 when another one was expected), ClockWrong (the certificate is not valid on the date of this computer).
    void post(const QString &path, const std::optional<std::string> &token, const base::Bytes &body, OnData onData,
              OnDone onDone)
    {
        send(Verb::Post, path, token, body, std::move(onData), std::move(onDone));
    }
    enum class Verb : std::uint8_t { Get, Post, Put, Delete };
    void send(Verb verb, const QString &path, const std::optional<std::string> &token, const base::Bytes &body,
              OnData onData, OnDone onDone);
    void cancel();
    [[nodiscard]] bool isBusy() const { return m_reply != nullptr; }
    /// Only what comes after so many bytes, of the next request; the answer is all of it when the server does not know how.
    void skipBytes(std::uint64_t count) { m_skip = count; }
    [[nodiscard]] bool isPart() const { return m_isPart; } ///< what is coming is only what was asked for
    /// The body of the next request goes on at this byte of an envelope that was cut before; 0: it begins one.
    void goOnAt(std::uint64_t offset) { m_offset = offset; }
    void setTimeout(int ms) { m_timeout = ms; }
    /// Accepts any certificate and says which it was: for the first words with a laptop that signs for its own. No secret
    /// may be sent this way.
    void learnCertificate() { m_isLearning = true; }
    [[nodiscard]] const std::optional<crypto::Digest> &certificateSeen() const { return m_seen; }
    [[nodiscard]] std::uint64_t bytesUp() const { return m_up; }
    [[nodiscard]] std::uint64_t bytesDown() const { return m_down; }
    [[nodiscard]] std::uint64_t requests() const { return m_requests; }

Q_SIGNALS:
    /// Bytes of the body under way that have left.
    void sent(qint64 bytes);

private:
    void read();
    void judgeCertificate(const QList<QSslError> &errors);
    void finish();
    [[nodiscard]] std::optional<base::Error> problem();

    QNetworkAccessManager m_network;
    QUrl m_server;
    std::optional<crypto::Digest> m_certificate;
    std::optional<crypto::Digest> m_seen; ///< while learning
    bool m_isLearning = false;
    bool m_isPart = false;
    std::uint64_t m_skip = 0, m_offset = 0;
    QPointer<QNetworkReply> m_reply;
    std::optional<base::Error> m_tlsProblem;
    OnData m_onData;
    OnDone m_onDone;
    base::Bytes m_body;
    qint64 m_startedAt = 0;
    int m_timeout = 60'000;
    std::uint64_t m_up = 0, m_down = 0, m_requests = 0;
};

} // namespace indaro::transport
