// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/casework/directory/organisation_keys.h"
#include "core/exchange/exchange.h"
#include "core/exchange/packet_road.h"
#include "core/wire/invitation.h"

#include <algorithm>

/// The half of Exchange that carries sealed packets of counts.
namespace indaro::exchange {

using base::Errc;
using base::Error;
using base::Result;

void Exchange::makePacketRoad(const transport::RunOnStore &store)
{
    m_packetRoad = new PacketRoad(store, m_workspace.clock());
    m_packetRoad->moveToThread(&m_thread);
    connect(&m_thread, &QThread::finished, m_packetRoad, &QObject::deleteLater);
    connect(m_packetRoad, &PacketRoad::finished, this, &Exchange::packetsEnded);
    if (m_openPacket != nullptr)
        followOpening();
}

void Exchange::openPacketsBy(PacketOpener open)
{
    m_openPacket = std::move(open);
    if (m_packetRoad != nullptr)
        followOpening();
}

/// From the road's thread to the vault's, by way of this one, and back.
void Exchange::followOpening()
{
    auto open = [this](base::Bytes packet, std::function<void(Result<transport::PacketVerdict>)> done) {
        QMetaObject::invokeMethod(
            this,
            [this, packet = std::move(packet), done = std::move(done)]() mutable {
                if (m_isStopped)
                    return;
                m_workspace.ask(
                    this,
                    [open = m_openPacket, packet = std::move(packet)](
                        casework::Desk &desk) -> Result<transport::PacketVerdict> { return open(desk, packet); },
                    [this, done = std::move(done)](Result<transport::PacketVerdict> verdict) {
                        if (m_packetRoad != nullptr)
                            QMetaObject::invokeMethod(
                                m_packetRoad, [done, verdict = std::move(verdict)] { done(verdict); }, Qt::QueuedConnection);
                    });
            },
            Qt::QueuedConnection);
    };
    QMetaObject::invokeMethod(
        m_packetRoad, [road = m_packetRoad, open = std::move(open)]() mutable { road->setOpening(std::move(open)); },
        Qt::QueuedConnection);
}

void Exchange::followPackets()
{
    if (m_isStopped || m_packetRoad == nullptr)
        return;
    ask(this, &loadPacketStanding, [this](Result<PacketStanding> standing) {
        if (!standing) // told by the workspace where it is the disk
            return;
        m_packets = std::move(standing).value();
        const bool isAutomatic = !m_standing || m_standing->isAutomatic;
        const bool hasRoad = m_packets->canSend || !m_packets->mailboxes.empty();
        const PacketWish wanted{isAutomatic && hasRoad, m_standing && m_standing->isSlow};
        if (!m_isStopped && m_packetWish != wanted) {
            m_packetWish = wanted;
            QMetaObject::invokeMethod(
                m_packetRoad, [road = m_packetRoad, wanted] { road->configure(wanted.isAutomatic, wanted.isSlow); },
                Qt::QueuedConnection);
        }
        Q_EMIT packetsChanged();
    });
}

void Exchange::queuePacket(base::Bytes packet, QObject *context, std::function<void(Result<void>)> done)
{
    ask(
        this,
        [packet = std::move(packet)](casework::Desk &desk, ExchangeDesk &) -> Result<void> {
            INDARO_TRY(mayFetchPackets(desk));
            return transport::queuePacket(desk.log.connection(), packet, desk.clock.nowUtc());
        },
        [this, guard = QPointer<QObject>(context), done = std::move(done)](const Result<void> &queued) {
            if (queued && m_packetRoad != nullptr)
                QMetaObject::invokeMethod(m_packetRoad, &PacketRoad::noteQueued, Qt::QueuedConnection);
            followPackets();
            if (guard)
                done(queued);
        });
}

void Exchange::carryPacketsNow()
{
    if (m_packetRoad == nullptr)
        return;
    m_isCarrying = true;
    QMetaObject::invokeMethod(m_packetRoad, &PacketRoad::goNow, Qt::QueuedConnection);
    Q_EMIT packetsChanged();
}

void Exchange::packetsEnded(const transport::CourierReport &report, bool wasByHand)
{
    if (m_isStopped)
        return;
    if (wasByHand)
        m_isCarrying = false;
    followPackets();
    Q_EMIT packetsCarried(report, wasByHand);
}

void Exchange::joinMailbox(MailboxWish wish, QObject *context, std::function<void(Result<std::string>)> done)
{
    struct Body
    {
        crypto::Digest recipient;
        base::Bytes bytes;
    };
    auto code = wire::normalInvitationCode(wish.code);
    if (!code)
        return done(Error(Errc::InvitationInvalid));
    m_workspace.ask(
        this,
        [code = *code](casework::Desk &desk) -> Result<Body> {
            INDARO_TRY(mayFetchPackets(desk));
            INDARO_TRY_ASSIGN(const auto own, casework::rows::organisationSecrets(desk));
            return Body{wire::fingerprintOf(own.front().publicKey()), wire::signReceiverRequest(code, own.front())};
        },
        [this, wish = std::move(wish), guard = QPointer<QObject>(context),
         done = std::move(done)](const Result<Body> &body) {
            if (!guard || m_packetRoad == nullptr)
                return;
            if (!body)
                return done(body.error());
            auto answer = [this, guard, done](Result<std::string> url) {
                QMetaObject::invokeMethod(
                    this,
                    [this, guard, done, url = std::move(url)] {
                        followPackets();
                        if (guard)
                            done(url);
                    },
                    Qt::QueuedConnection);
            };
            QMetaObject::invokeMethod(
                m_packetRoad,
                [road = m_packetRoad, answer = std::move(answer),
                 options = transport::PacketCourier::MailboxOptions{wish.url, wish.certificate, body->recipient,
                                                                    body->bytes}]() mutable {
                    road->join(options, std::move(answer));
                },
                Qt::QueuedConnection);
        });
}

void Exchange::takePacketAway(const transport::ApartPacket &packet, QObject *context, std::function<void(Result<void>)> done)
{
    if (m_packetRoad == nullptr)
        return;
    auto answer = [this, guard = QPointer<QObject>(context), done = std::move(done)](Result<void> removed) {
        QMetaObject::invokeMethod(
            this,
            [this, guard, done, removed = std::move(removed)] {
                followPackets();
                if (guard)
                    done(removed);
            },
            Qt::QueuedConnection);
    };
    QMetaObject::invokeMethod(
        m_packetRoad,
        [road = m_packetRoad, packet, answer = std::move(answer)]() mutable { road->remove(packet, std::move(answer)); },
        Qt::QueuedConnection);
}

} // namespace indaro::exchange
