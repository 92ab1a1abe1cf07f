// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/exchange/exchange.h"

/// Exchange's part of the house's own network.
namespace indaro::exchange {

void Exchange::makeHouseRoad(const transport::RunOnStore &store)
{
    m_houseRoad = new HouseRoad(store, m_reach);
    m_houseRoad->moveToThread(&m_thread);
    connect(&m_thread, &QThread::finished, m_houseRoad, &QObject::deleteLater);
    connect(m_houseRoad, &HouseRoad::offering, this,
            [this](const QStringList &addresses, const std::optional<base::Error> &problem) {
                m_house.addresses = addresses;
                m_house.problem = problem;
                Q_EMIT houseChanged();
            });
    connect(m_houseRoad, &HouseRoad::found, this, [this](const QStringList &addresses) {
        m_house.found = addresses;
        Q_EMIT houseChanged();
    });
    connect(m_houseRoad, &HouseRoad::progressed, this, [this](const transport::SyncProgress &progress) {
        m_house.progress = progress;
        Q_EMIT houseChanged();
    });
    connect(m_houseRoad, &HouseRoad::visited, this, [this](const wire::DeviceId &visitor) {
        m_house.visitor = visitor;
        m_house.visitedAt = m_workspace.clock().nowUtc();
        Q_EMIT houseChanged();
        exchanged(RoadKind::House, {}, false);
    });
    connect(m_houseRoad, &HouseRoad::received, this, [this](const transport::Intake &intake) {
        m_house.taken += intake.applied;
        Q_EMIT houseChanged();
        exchanged(RoadKind::House, intake, false);
    });
    connect(m_houseRoad, &HouseRoad::finished, this, &Exchange::visitEnded);
}

void Exchange::followHouse()
{
    const bool isWanted = m_standing->membership == Standing::Membership::Member && m_standing->isHouseOffered;
    if (m_isStopped || m_isOffering == isWanted)
        return;
    m_isOffering = isWanted;
    QMetaObject::invokeMethod(
        m_houseRoad, [road = m_houseRoad, isWanted] { road->offer(isWanted); }, Qt::QueuedConnection);
}

void Exchange::setHouseOffered(bool isOffered)
{
    setSwitch(&exchange::setHouseOffered, isOffered);
}

void Exchange::visitNeighbour(const QString &address)
{
    if (m_houseRoad == nullptr || m_house.isVisiting)
        return;
    m_house.isVisiting = true;
    m_house.progress = {};
    m_house.report.reset();
    QMetaObject::invokeMethod(
        m_houseRoad, [road = m_houseRoad, address] { road->visit(address); }, Qt::QueuedConnection);
    Q_EMIT houseChanged();
}

void Exchange::lookForNeighbours(bool isWanted)
{
    if (m_houseRoad != nullptr)
        QMetaObject::invokeMethod(
            m_houseRoad, [road = m_houseRoad, isWanted] { road->look(isWanted); }, Qt::QueuedConnection);
}

void Exchange::cancelVisit()
{
    if (m_houseRoad != nullptr)
        QMetaObject::invokeMethod(m_houseRoad, &HouseRoad::cancel, Qt::QueuedConnection);
}

void Exchange::visitEnded(const transport::SyncReport &report)
{
    m_house.isVisiting = false;
    m_house.report = report;
    Q_EMIT houseChanged();
    exchanged(report.failure ? std::nullopt : std::optional(RoadKind::House), report.intake, report.envelopesSent > 0);
}

} // namespace indaro::exchange
