// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/transport/house_certificate.h"
#include "core/transport/house_side.h"
#include "core/transport/https_transport.h"

#include <QHostAddress>
#include <QSslServer>
#include <QStringList>

#include <map>

namespace indaro::transport {

class HouseConnection;

/// The road of the house's own Wi-Fi: this laptop answers the others as a server would (PROTOCOL.md, "In the house"),
/// without internet and without anybody in between. TLS 1.3; who may come is whoever the roster names, proved by a
/// signature. Off until start(). Lives on a thread with an event loop; the vault's part runs through RunOnStore.
class HouseServer final : public QObject
{
    Q_OBJECT
public:
    static constexpr std::uint16_t UsualPort = 8437;

    explicit HouseServer(RunOnStore store, QObject *parent = nullptr);
    ~HouseServer() override;

    /// Port 0: any that is free. Errors: CryptoBadInput (no certificate), NetworkUnreachable (the port is taken).
    [[nodiscard]] base::Result<void> start(std::uint16_t port = UsualPort,
                                           const QHostAddress &address = QHostAddress(QHostAddress::Any));
    void stop();
    [[nodiscard]] bool isRunning() const { return m_listener.isListening(); }
    [[nodiscard]] std::uint16_t port() const { return m_listener.serverPort(); }
    /// What is typed on the other laptops: "192.168.1.23:8437", one for each network this machine is on.
    [[nodiscard]] QStringList addresses() const;

Q_SIGNALS:
    /// Somebody brought something: what it became, and what to show again.
    void received(const indaro::transport::Intake &intake);
    /// Somebody asked: from now on it has what this laptop has.
    void visited(const indaro::wire::DeviceId &device);

private:
    friend class HouseConnection;
    void accept();

    RunOnStore m_store;
    QSslServer m_listener;
    crypto::Digest m_fingerprint{};
    std::map<wire::Token, wire::DeviceId> m_visitors; ///< of this run
    std::size_t m_connections = 0;
};

} // namespace indaro::transport

Q_DECLARE_METATYPE(indaro::transport::Intake)
