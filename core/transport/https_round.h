// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/transport/https_transport.h"

#include <QPointer>

/// For the sources of HttpsTransport alone.
namespace indaro::transport {

inline constexpr int Patience = 60'000; // without a byte either way

inline QString pathOf(const wire::ShelterId &shelter, std::string_view what)
{
    return QStringLiteral("/v1/s/") + QString::fromStdString(base::toHex(shelter.bytes())) + QLatin1Char('/') +
           QString::fromUtf8(what.data(), static_cast<qsizetype>(what.size()));
}

struct HttpsTransport::Round
{
    Opening opening;
    wire::SyncAnswerReader reader;
    bool isHeadTaken = false, isTaking = false, hasEnded = false;
    std::optional<base::Error> cutBy; ///< the link was cut; what came before still counts
    std::vector<base::Bytes> inbox;
    wire::HaveVector theirs;
    std::optional<wire::KeptUpload> kept; ///< until something was sent
    std::size_t partsSeen = 0;            ///< of the snapshot that comes with the news
    bool isSnapshotTaken = false;
    bool wasRosterSentNow = false;

    explicit Round(Opening opened) : opening(std::move(opened)), reader(opening.have) {}
};

template <class T> void HttpsTransport::onStore(std::function<base::Result<T>(SyncDesk &)> work, std::function<void(T)> then)
{
    auto answer = std::make_shared<std::optional<base::Result<T>>>();
    m_store([answer, work = std::move(work)](SyncDesk &desk) { answer->emplace(work(desk)); },
            [guard = QPointer<HttpsTransport>(this), answer, then = std::move(then)] {
                if (guard == nullptr || !guard->m_isRunning)
                    return; // cancelled meanwhile: what the job did stays done
                if (!*answer)
                    return guard->end(base::Error(base::Errc::Cancelled)); // the vault was closed
                if (!**answer)
                    return guard->attemptFailed((*answer)->error());
                then(std::move(**answer).value());
            });
}

} // namespace indaro::transport
