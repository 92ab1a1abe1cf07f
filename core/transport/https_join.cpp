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

constexpr int AdmissionPatience = 15'000;

QString shelterPath(const wire::ShelterId &shelter)
{
    return u"/v1/s/"_s + QString::fromStdString(base::toHex(shelter.bytes()));
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

struct HttpsTransport::Admission
{
    AdmitOptions options;
    Admitted done;
    Result<ServerAccess> access = Error(Errc::Cancelled); // if the vault is closed meanwhile
    QString path{};                                       ///< of the shelter
    base::Bytes roster{};
};

void HttpsTransport::admit(const AdmitOptions &options, Admitted done)
{
    INDARO_CHECK(!m_isRunning && m_poster == nullptr);
    auto admission = std::make_shared<Admission>(Admission{options, std::move(done)});
    m_store(
        [admission](SyncDesk &desk) {
            if (!desk.trust.isMember()) {
                admission->access = Error(Errc::NotEnrolled);
                return;
            }
            auto found = findServer(desk.db, admission->options.url);
            if (!found || !*found) {
                admission->access = found ? Error(Errc::NotFound) : found.error();
                return;
            }
            admission->path = shelterPath(desk.trust.shelter());
            admission->roster = wire::encodeRosterBlocks(desk.trust.blocksAfter({}));
            admission->access = std::move(**found);
        },
        [guard = QPointer<HttpsTransport>(this), admission] {
            if (guard == nullptr)
                return;
            if (!admission->access)
                return admission->done(admission->access.error());
            guard->sendAdmission(admission);
        });
}

/// The server has to know the new laptop before it gives a token for it.
void HttpsTransport::sendAdmission(std::shared_ptr<Admission> admission)
{
    const ServerAccess &access = *admission->access;
    const auto url = serverUrl(QString::fromStdString(access.url), admission->options.allowsPlain);
    if (!url)
        return admission->done(url.error());
    m_poster = std::make_unique<HttpPoster>(*url, access.certificate);
    m_poster->setTimeout(AdmissionPatience);
    m_poster->post(admission->path + u"/roster"_s, wire::tokenText(access.token), admission->roster, {},
                   [this, admission](Result<HttpPoster::Answer> answer) {
                       std::optional<Error> bad;
                       if (!answer) {
                           bad = answer.error();
                       } else if (const auto statuses = wire::decodeUploadAnswer(answer->body); !statuses) {
                           bad = statuses.error();
                       } else {
                           for (const auto status : statuses->items) {
                               if (status != wire::ItemStatus::Stored && status != wire::ItemStatus::AlreadyThere)
                                   bad = Error(Errc::ServerRefused, {{"word", std::string(wire::itemStatusName(status))}});
                           }
                       }
                       if (!bad)
                           return askToken(admission);
                       m_poster.release()->deleteLater(); // it is the one that is calling
                       admission->done(*bad);
                   });
}

void HttpsTransport::askToken(std::shared_ptr<Admission> admission)
{
    const QString path =
        admission->path + u"/devices/"_s + QString::fromStdString(base::toHex(admission->options.device.bytes()));
    m_poster->post(path, wire::tokenText(admission->access->token), {}, {},
                   [this, admission](Result<HttpPoster::Answer> answer) {
                       m_poster.release()->deleteLater(); // it is the one that is calling
                       if (!answer)
                           return admission->done(answer.error());
                       const auto joined = wire::decodeJoinAnswer(answer->body);
                       if (!joined)
                           return admission->done(joined.error());
                       if (joined->serverKey != admission->access->serverKey)
                           return admission->done(Error(Errc::ServerRefused, {{"word", std::string("key")}}));
                       ServerAccess theirs = *admission->access;
                       theirs.token = joined->token;
                       admission->done(encodeAdmission(theirs));
                   });
}

} // namespace indaro::transport
