// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/transport/house_server.h"
#include "core/transport/https_round.h"

using namespace Qt::StringLiterals;

namespace indaro::transport {

using base::Errc;
using base::Error;
using base::Result;

/// The certificate is nobody's: that it belongs to a laptop of the house is proved by that laptop's signature over it, and
/// before that nothing is said.
void HttpsTransport::greet()
{
    if (m_options.url.find(':') == std::string::npos) // read aloud without the number that is always the same
        m_options.url += ':' + std::to_string(HouseServer::UsualPort);
    const auto url = serverUrl(QString::fromStdString(m_options.url), false);
    if (!url)
        return end(url.error());
    m_poster = std::make_unique<HttpPoster>(*url, std::nullopt);
    m_poster->setTimeout(Patience);
    m_poster->learnCertificate();
    m_poster->send(HttpPoster::Verb::Get, u"/v1/house"_s, std::nullopt, {}, {}, [this](Result<HttpPoster::Answer> answer) {
        const auto certificate = m_poster->certificateSeen();
        if (!answer || !certificate)
            return attemptFailed(answer ? Error(Errc::AddressNotSecure) : answer.error());
        onStore<Meeting>([url = m_options.url, certificate = *certificate, offer = std::move(answer->body)](
                             SyncDesk &desk) { return meetNeighbour(desk, url, offer, certificate); },
                         [this](Meeting meeting) { visit(std::move(meeting)); });
    });
}

void HttpsTransport::visit(Meeting meeting)
{
    const auto url = serverUrl(QString::fromStdString(meeting.access.url), false);
    m_poster.release()->deleteLater(); // it may be the one that is calling
    m_poster = std::make_unique<HttpPoster>(*url, meeting.access.certificate);
    m_poster->setTimeout(Patience);
    m_poster->post(u"/v1/house"_s, std::nullopt, meeting.visit, {},
                   [this, access = std::move(meeting.access)](Result<HttpPoster::Answer> answer) mutable {
                       if (!answer)
                           return attemptFailed(answer.error());
                       const auto joined = wire::decodeJoinAnswer(answer->body);
                       if (!joined)
                           return attemptFailed(joined.error());
                       if (joined->serverKey != access.serverKey)
                           return attemptFailed(Error(Errc::SyncUnknownDevice));
                       access.token = joined->token;
                       m_neighbour = std::move(access);
                       begin();
                   });
}

} // namespace indaro::transport
