// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/transport/https_transport.h"

#include <QPointer>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace indaro::transport {

using base::Errc;
using base::Error;
using base::Result;

namespace {

/// Before anything is sent: an invitation is good for one time only.
Result<base::Bytes> joinBody(SyncDesk &desk, const std::string &code, const std::string &url)
{
    if (!desk.trust.isMember() || !desk.trust.self())
        return Error(Errc::NotEnrolled);
    const auto state = desk.trust.state();
    const bool isNamed =
        std::any_of(state.servers.begin(), state.servers.end(), [&](const auto &server) { return server.url == url; });
    if (!isNamed && !desk.trust.self()->isAdmin)
        return Error(Errc::RosterRefused, {{"why", std::string("server not in the roster")}});
    return wire::signJoinRequest({code, desk.trust.shelter(), desk.trust.secrets().device, desk.trust.blocksAfter({})},
                                 desk.trust.secrets().sign);
}

Result<std::string> keepJoined(SyncDesk &desk, const ServerAccess &access, sync::UserId author)
{
    const auto state = desk.trust.state();
    const bool isPinned = std::any_of(state.servers.begin(), state.servers.end(),
                                      [&](const auto &server) { return server.signKey == access.serverKey; });
    if (!isPinned)
        INDARO_TRY(desk.trust.addServer({access.serverKey, access.url}, author));
    INDARO_TRY(keepServer(desk.db, access));
    return access.url;
}

} // namespace

void HttpsTransport::join(const JoinOptions &options, Joined done)
{
    INDARO_CHECK(!m_isRunning && m_poster == nullptr);
    const auto url = serverUrl(options.url, options.allowsPlain);
    if (!url)
        return done(url.error());
    const auto code = wire::normalInvitationCode(options.code);
    if (!code)
        return done(Error(Errc::InvitationInvalid));
    auto body = std::make_shared<Result<base::Bytes>>(Error(Errc::Cancelled)); // if the vault is closed meanwhile
    m_store(
        [body, code = *code, text = url->toString().toStdString()](SyncDesk &desk) { *body = joinBody(desk, code, text); },
        [guard = QPointer<HttpsTransport>(this), body, options, url = *url, done = std::move(done)] {
            if (guard == nullptr)
                return;
            if (!*body)
                return done(body->error());
            guard->sendJoin(options, url, **body, done);
        });
}

void HttpsTransport::sendJoin(const JoinOptions &options, const QUrl &url, const base::Bytes &body, Joined done)
{
    ServerAccess access;
    access.url = url.toString().toStdString();
    if (!options.certificate.empty()) {
        const auto bytes = base::fromHex(options.certificate);
        if (!bytes || bytes->size() != sizeof(crypto::Digest))
            return done(Error(Errc::InvalidArgument, {{"what", std::string("certificate")}}));
        std::copy(bytes->begin(), bytes->end(), access.certificate.emplace().begin());
    }
    m_poster = std::make_unique<HttpPoster>(url, access.certificate);
    m_poster->post(
        u"/v1/join"_s, std::nullopt, body, {},
        [this, access, author = options.author, done = std::move(done)](Result<HttpPoster::Answer> answer) mutable {
            m_poster.release()->deleteLater(); // it is the one that is calling
            if (!answer)
                return done(answer.error());
            const auto joined = wire::decodeJoinAnswer(answer->body);
            if (!joined)
                return done(joined.error());
            access.token = joined->token;
            access.serverKey = joined->serverKey;
            auto kept = std::make_shared<Result<std::string>>(Error(Errc::Cancelled));
            m_store([kept, access, author](SyncDesk &desk) { *kept = keepJoined(desk, access, author); },
                    [kept, done = std::move(done)] { done(*kept); });
        });
}

} // namespace indaro::transport
