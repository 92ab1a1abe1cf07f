// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/transport/house_beacon.h"
#include "core/transport/house_server.h"

#include <QTimer>

#include <functional>
#include <memory>
#include <optional>

namespace indaro::exchange {

/// The road of the house's own network, as the page shows it. Of this sitting: nothing of it is kept but the switch.
struct HouseNetwork
{
    QStringList found;                  ///< addresses of laptops of the house that offer themselves: hints, not proofs
    QStringList addresses;              ///< what is typed on another laptop; empty: this one does not offer itself
    std::optional<base::Error> problem; ///< why it does not, though it should
    std::optional<wire::DeviceId> visitor;
    base::UtcMs visitedAt = 0; ///< when that one asked last
    std::size_t taken = 0;     ///< envelopes visitors have brought
    bool isVisiting = false;   ///< this laptop goes to another one
    transport::SyncProgress progress;
    std::optional<transport::SyncReport> report; ///< of the last visit this laptop made
};

/// Answers the laptops that come, and goes to one that offers itself. Made anywhere, then moved to the network's thread;
/// everything but the constructor is called there.
class HouseRoad final : public QObject
{
    Q_OBJECT
public:
    HouseRoad(transport::RunOnStore store, transport::HouseBeacon::Reach reach);
    ~HouseRoad() override;

    /// Begins or ends to answer; offering() says where. When the usual port is taken, any other does.
    void offer(bool isOffered);
    /// `address`: as the other laptop shows it. Precondition: no visit is under way. Ends with finished(), whose failure
    /// carries road=house.
    void visit(const QString &address);
    void cancel();
    /// Looks for laptops that offer themselves, as long as somebody may want to know: found().
    void look(bool isWanted);
    /// Ends what is under way and answers nobody any more.
    void shutDown();

Q_SIGNALS:
    void offering(const QStringList &addresses, const std::optional<indaro::base::Error> &problem);
    void found(const QStringList &addresses);
    void visited(const indaro::wire::DeviceId &visitor);
    void received(const indaro::transport::Intake &intake);
    void progressed(const indaro::transport::SyncProgress &progress);
    void finished(const indaro::transport::SyncReport &report);

private:
    void makeServer();
    void makeVisitor();
    void announce();
    void lookAgain();
    void withShelter(std::function<void(const wire::ShelterId &)> then);
    transport::RunOnStore m_store;
    transport::HouseBeacon::Reach m_reach;
    std::unique_ptr<transport::HouseServer> m_server;
    std::unique_ptr<transport::HttpsTransport> m_visitor;
    std::unique_ptr<transport::HouseBeacon> m_beacon;
    bool m_isLooking = false;
    std::unique_ptr<QTimer> m_watch; ///< a laptop changes its network while it offers itself
    QStringList m_addresses;
};

} // namespace indaro::exchange
