// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/transport/auto_sync.h"

#include <memory>

namespace indaro::exchange {

/// The road of the internet on its own thread: network and its answers never meet the screen's loop. Made anywhere, then
/// moved to its thread; everything but the constructor is called there.
class ServerRoad final : public QObject
{
    Q_OBJECT
public:
    ServerRoad(transport::RunOnStore store, const base::Clock &clock);
    ~ServerRoad() override;

    /// Begins or changes the exchange by itself; without `isAutomatic` it ends.
    void configure(const transport::SyncOptions &options, bool isAutomatic);
    /// A round asked for by a person; nothing when one is under way.
    void exchangeNow();
    void cancel();
    void noteWritten();
    void join(const transport::HttpsTransport::JoinOptions &options, transport::HttpsTransport::Joined done);
    /// The new laptop's own access to the server used last; beside a round under way, because people stand and wait.
    void admit(const wire::DeviceId &device, transport::HttpsTransport::Admitted done);
    /// Ends what is under way, and everything by itself.
    void shutDown();

Q_SIGNALS:
    void progressed(const indaro::transport::SyncProgress &progress);
    void finished(const indaro::transport::SyncReport &report);

private:
    void makeRoad();
    transport::RunOnStore m_store;
    const base::Clock &m_clock;
    transport::SyncOptions m_options;
    std::unique_ptr<transport::HttpsTransport> m_road;
    std::unique_ptr<transport::AutoSync> m_automatic;
    std::unique_ptr<transport::HttpsTransport> m_admitting;
    bool m_isJoining = false;
};

} // namespace indaro::exchange
