// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/transport/https_transport.h"
#include "core/transport/packet_courier.h"
#include "tests/year/year_laptop.h"

#include <QProcess>

#include <optional>

namespace indaro::tests {

/// The central server: the real program as a process of its own, its data in the PostgreSQL that INDARO_TEST_POSTGRES names
/// (tests/server/postgres_cluster.py), reached over the network of this machine as a laptop reaches it.
class YearServer
{
public:
    explicit YearServer(QString scratch) : m_scratch(std::move(scratch)) {}
    ~YearServer();
    YearServer(const YearServer &) = delete;
    YearServer &operator=(const YearServer &) = delete;

    void start();
    /// As a power cut ends it.
    void kill();
    [[nodiscard]] bool isRunning() const { return m_process != nullptr; }
    [[nodiscard]] QString url() const { return QStringLiteral("http://127.0.0.1:%1").arg(m_port); }
    /// What an administrator of the server reads out.
    [[nodiscard]] std::string invitation(const QStringList &command);
    /// Of its whole database.
    [[nodiscard]] std::uint64_t bytes();

    /// A laptop comes with an invitation.
    [[nodiscard]] base::Result<std::string> join(YearLaptop &laptop, const std::string &code);
    /// The access of a laptop that `admin` has just let in.
    [[nodiscard]] base::Result<base::Bytes> admit(YearLaptop &admin, const sync::DeviceId &device);
    /// One exchange. What fails is in the report.
    [[nodiscard]] transport::SyncReport exchange(YearLaptop &laptop);
    /// Carries sealed packets; `open`: of a commission.
    [[nodiscard]] transport::CourierReport carry(YearLaptop &laptop, const transport::OpenPacket &open = {});
    [[nodiscard]] base::Result<std::string> joinMailbox(YearLaptop &commission, const std::string &code);

private:
    QString m_scratch;
    std::unique_ptr<QProcess> m_process;
    quint16 m_port = 0; ///< the same after a restart
};

} // namespace indaro::tests
