// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/transport/https_transport.h"
#include "tests/cli/cutting_proxy.h"

#include <QProcess>
#include <QTemporaryDir>

#include <memory>

namespace indaro::bench {

/// A real indaro-server on loopback behind a proxy that counts every byte, headers included.
class CountedServer
{
public:
    CountedServer();
    ~CountedServer();
    CountedServer(const CountedServer &) = delete;
    CountedServer &operator=(const CountedServer &) = delete;

    struct Exchange
    {
        transport::SyncReport report;
        qint64 up = 0, down = 0; ///< bytes, headers included
        double ms = 0;
        double processorMs = 0; ///< of the thread of the laptop and the proxy, not of the server
    };
    /// The shelter's first laptop joins with an invitation.
    void join(transport::SyncDesk &desk, sync::UserId author);
    /// What a newly enrolled laptop finds in its answer.
    [[nodiscard]] base::Bytes admit(transport::SyncDesk &desk, const wire::DeviceId &device);
    [[nodiscard]] Exchange sync(transport::SyncDesk &desk, const transport::SyncOptions &options = {});
    [[nodiscard]] tests::CuttingProxy &proxy() { return *m_proxy; }
    /// Of the server's folder, with its write-ahead log.
    [[nodiscard]] qint64 diskBytes() const;
    /// The most it ever had in memory, in MiB.
    [[nodiscard]] double memoryMiB() const;

private:
    [[nodiscard]] QString run(const QStringList &words) const;
    QTemporaryDir m_folder;
    QProcess m_server;
    std::unique_ptr<tests::CuttingProxy> m_proxy;
};

} // namespace indaro::bench
