// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/casework/workspace.h"
#include "core/exchange/folder_road.h"
#include "core/exchange/house_road.h"
#include "core/exchange/packets.h"
#include "core/exchange/standing.h"
#include "core/transport/https_transport.h"

#include <QThread>
#include <QTimer>

#include <functional>
#include <memory>
#include <optional>

namespace indaro::exchange {

class PacketRoad;
class ServerRoad;

/// The exchange of an open vault with the other laptops of its house: what the screens see of it and ask of it. Vault work
/// runs on the workspace's thread beside every save, the network on a thread of its own; the GUI thread, where this lives,
/// waits for neither, but in stop(). What comes in reaches the pages by Workspace::changed().
class Exchange final : public QObject
{
    Q_OBJECT
public:
    /// `workspace` outlives it. `reach`: of the search for neighbours.
    explicit Exchange(casework::Workspace &workspace, transport::HouseBeacon::Reach reach = {}, QObject *parent = nullptr);
    /// As stop().
    ~Exchange() override;

    /// Does what is due at an unlock (ExchangeDesk::open), then exchanges by itself where a server is known.
    void start();
    /// Ends every road at the next whole envelope or file and drops the keys from the store thread. What was taken in or
    /// signed for stays. After it nothing is asked of the workspace any more; call it before the workspace is drained.
    void stop();

    /// As Workspace::ask, with the exchange's desk beside the change log: `job(casework::Desk &, ExchangeDesk &)`.
    template <class Job, class Done> void ask(QObject *context, Job job, Done done)
    {
        using Answer = std::invoke_result_t<Job, casework::Desk &, ExchangeDesk &>;
        m_workspace.ask(
            context,
            [side = m_side, job = std::move(job)](casework::Desk &desk) mutable -> Answer {
                if (side->desk == nullptr) {
                    INDARO_TRY_ASSIGN(side->desk, ExchangeDesk::open(desk));
                }
                return job(desk, *side->desk);
            },
            std::move(done));
    }
    /// The same for what changes the standing, which is read again before `done`.
    template <class Job, class Done> void change(QObject *context, Job job, Done done)
    {
        ask(context, std::move(job), [this, done = std::move(done)](auto answer) mutable {
            refresh();
            done(std::move(answer));
        });
    }

    /// Nothing before it was read for the first time.
    [[nodiscard]] const std::optional<Standing> &standing() const noexcept { return m_standing; }
    /// Why the standing could not be read; nothing when it could.
    [[nodiscard]] const std::optional<base::Error> &problem() const noexcept { return m_problem; }
    /// Reads it again soon; several wishes at once are one.
    void refresh();

    // The server.
    [[nodiscard]] bool isServerBusy() const noexcept { return m_isServerBusy; }
    void exchangeNow();
    void cancelServer();
    /// `done` on this thread: the server's address, or why not (HttpsTransport::join).
    void joinServer(transport::HttpsTransport::JoinOptions options, QObject *context,
                    std::function<void(base::Result<std::string>)> done);
    /// The access of a laptop that was just let in, for addAccess(); `done` on this thread (HttpsTransport::admit).
    void admitAtServer(const sync::DeviceId &device, QObject *context, std::function<void(base::Result<base::Bytes>)> done);
    void setSlow(bool isSlow);
    void setAutomatic(bool isAutomatic);
    /// The last round of this sitting, whoever began it.
    [[nodiscard]] const std::optional<transport::SyncReport> &lastReport() const noexcept { return m_report; }
    [[nodiscard]] const transport::SyncProgress &progress() const noexcept { return m_progress; }

    // Sealed packets of counts by way of a server.
    /// How a packet that was fetched is opened, on the store thread. A verdict is of the packet; an error leaves it where it
    /// is. Without one nothing is fetched.
    using PacketOpener = std::function<base::Result<transport::PacketVerdict>(casework::Desk &, base::ByteView)>;
    void openPacketsBy(PacketOpener open);
    /// Nothing before it was read for the first time.
    [[nodiscard]] const std::optional<PacketStanding> &packets() const noexcept { return m_packets; }
    /// A round somebody asked for is under way.
    [[nodiscard]] bool isCarrying() const noexcept { return m_isCarrying; }
    /// Keeps a sealed packet and sends it when there is a road. Errors: AccessRefused (thing=numbers), and those of
    /// transport::queuePacket.
    void queuePacket(base::Bytes packet, QObject *context, std::function<void(base::Result<void>)> done);
    /// Sends what waits, asks what became of it, fetches what waits for a commission. Ends with packetsCarried().
    void carryPacketsNow();
    struct MailboxWish
    {
        QString url;
        std::string code;        ///< as typed
        std::string certificate; ///< hex, or empty
    };
    /// The commission's workstation comes to a server; `done` on this thread: its address, or why not
    /// (PacketCourier::join; OrganisationKeyMissing).
    void joinMailbox(MailboxWish wish, QObject *context, std::function<void(base::Result<std::string>)> done);
    /// A packet that was kept apart goes from the server, for good. Errors: WrongState (a round is under way), and the
    /// courier's.
    void takePacketAway(const transport::ApartPacket &packet, QObject *context,
                        std::function<void(base::Result<void>)> done);

    // A stick or folder. One at a time.
    [[nodiscard]] bool isFolderBusy() const noexcept { return m_folder != nullptr; }
    /// Precondition: none is under way. Ends with folderFinished().
    void exchangeFolder(const QString &folder, bool erasesConfirmed);
    void cancelFolder();
    /// 0 … 1000 of the part under way; -1: not known yet.
    [[nodiscard]] int folderPermille() const;

    // The house's own network, without internet.
    [[nodiscard]] const HouseNetwork &house() const noexcept { return m_house; }
    /// Whether other laptops of the house may come to this one over the network it is on; kept, and off at first.
    void setHouseOffered(bool isOffered);
    /// Goes to a laptop that offers itself, by the address it shows. Nothing while a visit is under way.
    void visitNeighbour(const QString &address);
    /// While somebody looks at the page: who offers itself is asked for and shown in house().found.
    void lookForNeighbours(bool isWanted);
    void cancelVisit();

Q_SIGNALS:
    void standingChanged();
    void serverProgressed();
    void serverFinished();
    void houseChanged();   ///< something of house()
    void packetsChanged(); ///< something of packets()
    void packetsCarried(const indaro::transport::CourierReport &report, bool wasByHand);
    void folderFinished(const QString &folder, const indaro::base::Result<indaro::transport::FolderReport> &report);

private:
    struct Side
    {
        std::unique_ptr<ExchangeDesk> desk; ///< touched on the store thread only
    };
    void readStanding();
    void followStanding();
    void runForRoad(std::function<void(transport::SyncDesk &)> work, std::function<void()> done);
    void roundEnded(const transport::SyncReport &report);
    void tidyLog();
    void exchanged(
        std::optional<RoadKind> road, const transport::Intake &intake, bool hasSent, std::function<void()> then = [] {});
    void folderEnded(const QString &folder, const base::Result<transport::FolderReport> &report);
    [[nodiscard]] transport::RunOnStore storeOfRoads();
    void makeHouseRoad(const transport::RunOnStore &store);
    void followHouse();
    void makePacketRoad(const transport::RunOnStore &store);
    void followOpening();
    void followPackets();
    void packetsEnded(const transport::CourierReport &report, bool wasByHand);
    void visitEnded(const transport::SyncReport &report);
    void tellChanged(const std::vector<sync::ChangedField> &fields, std::size_t rolledBack);
    void setSwitch(base::Result<void> (*write)(casework::Desk &, bool), bool isOn);

    casework::Workspace &m_workspace;
    std::shared_ptr<Side> m_side = std::make_shared<Side>();
    std::optional<Standing> m_standing;
    std::optional<base::Error> m_problem;
    QTimer m_refreshTimer;
    bool m_isReading = false, m_mustReadAgain = false;
    QTimer m_tidyTimer; ///< to the next step; active or not, at most one step is under way
    bool m_isTidying = false;
    QThread m_thread;
    ServerRoad *m_road = nullptr;       ///< lives on m_thread
    HouseRoad *m_houseRoad = nullptr;   ///< there too
    PacketRoad *m_packetRoad = nullptr; ///< there too
    PacketOpener m_openPacket;
    std::optional<PacketStanding> m_packets;
    struct PacketWish
    {
        bool isAutomatic, isSlow;
        friend bool operator==(const PacketWish &, const PacketWish &) = default;
    };
    std::optional<PacketWish> m_packetWish;
    bool m_isCarrying = false;
    struct Configured
    {
        bool isAutomatic, isSlow;
        friend bool operator==(const Configured &, const Configured &) = default;
    };
    std::optional<Configured> m_configured;
    transport::SyncProgress m_progress;
    std::optional<transport::SyncReport> m_report;
    const transport::HouseBeacon::Reach m_reach;
    HouseNetwork m_house;
    std::optional<bool> m_isOffering;      ///< what m_houseRoad was told
    std::shared_ptr<FolderWatch> m_folder; ///< of the exchange under way
    std::unique_ptr<QThread> m_folderThread;
    bool m_isServerBusy = false;
    bool m_isStopped = false;
};

} // namespace indaro::exchange
