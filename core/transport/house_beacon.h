// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/wire/beacon.h"

#include <QHostAddress>
#include <QNetworkInterface>
#include <QStringList>
#include <QTimer>
#include <QUdpSocket>

#include <functional>
#include <map>
#include <optional>

namespace indaro::transport {

/// Tells the other laptops of the house on this network where this one answers, and finds those that do (wire/beacon.h). No
/// other program is needed for it. Silent until it is told to announce or to look; where a network carries no multicast,
/// nothing is found and the address is typed. Lives on a thread with an event loop.
class HouseBeacon final : public QObject
{
    Q_OBJECT
public:
    struct Reach
    {
        std::uint16_t port = wire::BeaconPort;
        bool isThisMachineOnly = false; ///< for tests: nothing leaves by a network
    };
    explicit HouseBeacon(Reach reach, QObject *parent = nullptr);
    /// As withdraw().
    ~HouseBeacon() override;

    /// Under a name that was never used before. `port`: of the HouseServer.
    void announce(const wire::ShelterId &shelter, std::uint16_t port);
    /// Says goodbye, once, and is silent.
    void withdraw();
    /// Asks now and every so often from now on; found() says what.
    void look(const wire::ShelterId &shelter);
    void stopLooking();

Q_SIGNALS:
    /// All that are known at the moment, as HttpsTransport takes them: "192.168.1.23:8437".
    void found(const QStringList &addresses);

private:
    [[nodiscard]] bool listen();
    void rest();
    void read();
    void heard(const wire::Beacon &beacon, const QHostAddress &from);
    void ask();
    void tell(bool isGone);
    void send(const std::function<base::Bytes(const QHostAddress &own)> &message);
    void forgetOld();
    void show();

    struct Heard
    {
        QString address;
        qint64 at; ///< of the steady clock, in ms
    };
    Reach m_reach;
    QUdpSocket m_socket;
    QTimer m_askAgain, m_tellSoon;
    std::optional<wire::ShelterId> m_lookedFor;
    std::optional<wire::Beacon> m_own;
    std::map<std::string, Heard> m_heard;
    QStringList m_shown;
    int m_asked = 0;
};

} // namespace indaro::transport
