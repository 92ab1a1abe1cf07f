// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/transport/house_server.h"

#include <QTcpSocket>
#include <QTimer>

#include <functional>
#include <optional>
#include <variant>

namespace indaro::transport {

/// One laptop's connection to a HouseServer, its child: one request at a time, within limits. For house_server.cpp alone.
class HouseConnection final : public QObject
{
    Q_OBJECT
public:
    HouseConnection(HouseServer &server, QTcpSocket *socket);
    void close();

private:
    enum class Route : std::uint8_t { Offer, Visit, Sync, Envelopes, Roster };
    struct Request
    {
        Route route;
        std::size_t length;                    ///< of the body
        std::optional<wire::DeviceId> visitor; ///< of those that need a token
    };
    struct Refusal
    {
        int status;
        const char *word;
    };

    void read();
    void readHead(qsizetype end);
    [[nodiscard]] std::variant<Request, Refusal> understand(const QByteArray &head) const;
    void answer();
    void takePart();
    void ended();
    template <class T>
    void ask(std::function<base::Result<T>(SyncDesk &)> work, std::function<void(HouseConnection &, T)> then);
    void goOnAnswering(const wire::DeviceId &visitor, std::shared_ptr<SyncAnswer> answer);
    void askUpload(base::Result<HouseUpload> (*work)(SyncDesk &, const wire::DeviceId &, base::ByteView));
    void reply(int status, base::ByteView body);
    void refuse(const Refusal &refusal);

    HouseServer &m_server;
    QTcpSocket *m_socket;
    QTimer m_patience;
    QByteArray m_buffer;
    std::optional<Request> m_request;
    bool m_isAnswering = false;
};

} // namespace indaro::transport
