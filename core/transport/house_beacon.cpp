// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/transport/house_beacon.h"

#include <QDeadlineTimer>
#include <QNetworkDatagram>
#include <QRandomGenerator>

#include <algorithm>

namespace indaro::transport {

namespace {

constexpr int FirstAskMs = 1'000;
constexpr int LastAskMs = 30'000;
constexpr qint64 ForgetAfterMs = 3 * LastAskMs;
constexpr int LeastWaitMs = 20, MostWaitMs = 120; // RFC 6762 section 6: not everybody at once
constexpr std::size_t MostHeard = 32;             // a house has ten laptops; the rest is somebody's joke

qint64 now()
{
    return QDeadlineTimer::current(Qt::CoarseTimer).deadline();
}

QHostAddress group()
{
    return QHostAddress((quint32(wire::BeaconGroup[0]) << 24U) | (quint32(wire::BeaconGroup[1]) << 16U) |
                        (quint32(wire::BeaconGroup[2]) << 8U) | quint32(wire::BeaconGroup[3]));
}

/// Where messages go, and by which address of ours.
std::vector<std::pair<QNetworkInterface, QHostAddress>> interfaces(bool isThisMachineOnly)
{
    std::vector<std::pair<QNetworkInterface, QHostAddress>> out;
    for (const QNetworkInterface &one : QNetworkInterface::allInterfaces()) {
        const auto flags = one.flags();
        const bool isLoopback = flags.testFlag(QNetworkInterface::IsLoopBack);
        if (!flags.testFlag(QNetworkInterface::IsUp) || isLoopback != isThisMachineOnly ||
            (!isLoopback && !flags.testFlag(QNetworkInterface::CanMulticast)))
            continue;
        for (const QNetworkAddressEntry &entry : one.addressEntries()) {
            if (entry.ip().protocol() == QAbstractSocket::IPv4Protocol) {
                out.emplace_back(one, entry.ip());
                break;
            }
        }
    }
    return out;
}

} // namespace

HouseBeacon::HouseBeacon(Reach reach, QObject *parent) : QObject(parent), m_reach(reach)
{
    m_askAgain.setSingleShot(true);
    m_tellSoon.setSingleShot(true);
    connect(&m_askAgain, &QTimer::timeout, this, &HouseBeacon::ask);
    connect(&m_tellSoon, &QTimer::timeout, this, [this] { tell(false); });
    connect(&m_socket, &QUdpSocket::readyRead, this, &HouseBeacon::read);
}

HouseBeacon::~HouseBeacon()
{
    withdraw();
}

bool HouseBeacon::listen()
{
    if (m_socket.state() != QAbstractSocket::BoundState &&
        !m_socket.bind(QHostAddress(QHostAddress::AnyIPv4), m_reach.port,
                       QUdpSocket::ShareAddress | QUdpSocket::ReuseAddressHint)) // beside the system's own responder
        return false;
    for (const auto &[interface, address] : interfaces(m_reach.isThisMachineOnly))
        m_socket.joinMulticastGroup(group(), interface); // refused where it has joined already, which does no harm
    return true;
}

void HouseBeacon::announce(const wire::ShelterId &shelter, std::uint16_t port)
{
    withdraw();
    m_own = wire::Beacon{wire::makeBeaconName(shelter), port, false};
    if (listen())
        tell(false);
}

void HouseBeacon::withdraw()
{
    m_tellSoon.stop();
    if (m_own && m_socket.state() == QAbstractSocket::BoundState)
        tell(true);
    m_own.reset();
    rest();
}

/// Nobody is listened to without need.
void HouseBeacon::rest()
{
    if (!m_own && !m_lookedFor)
        m_socket.close();
}

void HouseBeacon::look(const wire::ShelterId &shelter)
{
    m_lookedFor = shelter;
    m_asked = 0;
    ask();
}

void HouseBeacon::stopLooking()
{
    m_askAgain.stop();
    m_lookedFor.reset();
    m_heard.clear();
    show();
    rest();
}

void HouseBeacon::ask()
{
    forgetOld();
    if (listen()) // a network may have come meanwhile
        send([](const QHostAddress &) { return wire::encodeBeaconQuestion(); });
    m_askAgain.start(std::min(LastAskMs, FirstAskMs << std::min(m_asked, 5)));
    ++m_asked;
}

void HouseBeacon::tell(bool isGone)
{
    wire::Beacon beacon = *m_own;
    beacon.isGone = isGone;
    send([&beacon](const QHostAddress &own) {
        const quint32 ip = own.toIPv4Address();
        const std::array<std::uint8_t, 4> address{
            static_cast<std::uint8_t>(ip >> 24U), static_cast<std::uint8_t>(ip >> 16U & 0xffU),
            static_cast<std::uint8_t>(ip >> 8U & 0xffU), static_cast<std::uint8_t>(ip & 0xffU)};
        return wire::encodeBeacon(beacon, address);
    });
}

void HouseBeacon::send(const std::function<base::Bytes(const QHostAddress &own)> &message)
{
    for (const auto &[interface, address] : interfaces(m_reach.isThisMachineOnly)) {
        const base::Bytes bytes = message(address);
        m_socket.setMulticastInterface(interface);
        // Lost or refused: it is asked again, and the address can be typed.
        m_socket.writeDatagram(reinterpret_cast<const char *>(bytes.data()), static_cast<qint64>(bytes.size()), group(),
                               m_reach.port);
    }
}

void HouseBeacon::read()
{
    while (m_socket.hasPendingDatagrams()) {
        const QNetworkDatagram datagram = m_socket.receiveDatagram(static_cast<qint64>(wire::MaxBeaconMessage));
        const QByteArray data = datagram.data();
        const auto bytes = base::asBytes({data.constData(), static_cast<std::size_t>(data.size())});
        if (m_own && !m_tellSoon.isActive() && wire::asksForBeacons(bytes))
            m_tellSoon.start(QRandomGenerator::global()->bounded(LeastWaitMs, MostWaitMs));
        if (!m_lookedFor)
            continue;
        for (const wire::Beacon &beacon : wire::decodeBeacons(bytes))
            heard(beacon, datagram.senderAddress());
    }
}

void HouseBeacon::heard(const wire::Beacon &beacon, const QHostAddress &from)
{
    if ((m_own && beacon.name == m_own->name) || !wire::isBeaconOf(*m_lookedFor, beacon.name))
        return;
    bool isIpv4 = false;
    const QHostAddress address(from.toIPv4Address(&isIpv4));
    if (beacon.isGone)
        m_heard.erase(beacon.name);
    else if (isIpv4 && beacon.port != 0 && (m_heard.contains(beacon.name) || m_heard.size() < MostHeard))
        m_heard.insert_or_assign(beacon.name, Heard{address.toString() + u':' + QString::number(beacon.port), now()});
    show();
}

void HouseBeacon::forgetOld()
{
    std::erase_if(m_heard, [at = now()](const auto &one) { return at - one.second.at > ForgetAfterMs; });
    show();
}

void HouseBeacon::show()
{
    QStringList addresses;
    for (const auto &[name, heard] : m_heard)
        addresses << heard.address;
    addresses.sort();
    addresses.removeDuplicates(); // one machine on two networks of ours
    if (addresses == m_shown)
        return;
    m_shown = addresses;
    Q_EMIT found(addresses);
}

} // namespace indaro::transport
