// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/exchange/exchange.h"

#include "core/exchange/packet_road.h"
#include "core/exchange/server_road.h"
#include "core/sync/erasure_order.h"
#include "core/sync/log_tidying.h"

#include <algorithm>

namespace indaro::exchange {

using base::Errc;
using base::Error;
using base::Result;

namespace {

constexpr int RefreshMs = 300; // one reading for a page of fields, not one for each
constexpr int TidyMs = 200;    // between two steps, so that they never fill the store thread

} // namespace

Exchange::Exchange(casework::Workspace &workspace, transport::HouseBeacon::Reach reach, QObject *parent)
    : QObject(parent), m_workspace(workspace), m_reach(reach)
{
    m_refreshTimer.setSingleShot(true);
    m_refreshTimer.setInterval(RefreshMs);
    connect(&m_refreshTimer, &QTimer::timeout, this, &Exchange::readStanding);
    m_tidyTimer.setSingleShot(true);
    m_tidyTimer.setInterval(TidyMs);
    connect(&m_tidyTimer, &QTimer::timeout, this, &Exchange::tidyLog);
    connect(&m_workspace, &casework::Workspace::changed, this, [this](const casework::Changes &changes) {
        refresh();
        const bool isOurs = std::ranges::any_of(changes, [](const auto &change) { return !change.isForeign; });
        if (isOurs && m_road != nullptr)
            QMetaObject::invokeMethod(m_road, &ServerRoad::noteWritten, Qt::QueuedConnection);
    });
}

Exchange::~Exchange()
{
    stop();
}

void Exchange::start()
{
    INDARO_CHECK(m_road == nullptr && !m_isStopped);
    m_thread.setObjectName(QStringLiteral("exchange"));
    makeHouseRoad(storeOfRoads());
    makePacketRoad(storeOfRoads());
    m_road = new ServerRoad(storeOfRoads(), m_workspace.clock());
    m_road->moveToThread(&m_thread);
    connect(&m_thread, &QThread::finished, m_road, &QObject::deleteLater);
    connect(m_road, &ServerRoad::progressed, this, [this](const transport::SyncProgress &progress) {
        m_isServerBusy = true;
        m_progress = progress;
        Q_EMIT serverProgressed();
    });
    connect(m_road, &ServerRoad::finished, this, &Exchange::roundEnded);
    m_thread.start();
    readStanding();
}

void Exchange::stop()
{
    if (m_isStopped)
        return;
    m_isStopped = true;
    m_refreshTimer.stop();
    m_tidyTimer.stop();
    if (m_folderThread != nullptr) {
        m_folder->close();
        m_folderThread->wait(); // at most for the file under way
        m_folderThread.reset();
    }
    if (m_road != nullptr) {
        QMetaObject::invokeMethod(
            m_road,
            [road = m_road, house = m_houseRoad, packets = m_packetRoad] {
                packets->shutDown();
                house->shutDown();
                road->shutDown();
                road->thread()->quit();
            },
            Qt::QueuedConnection);
        m_thread.wait(); // it waits for nobody: its present event, and the end of its sockets
        m_road = nullptr;
        m_houseRoad = nullptr;
        m_packetRoad = nullptr;
    }
    m_workspace.ask(
        this,
        [side = m_side](casework::Desk &) -> Result<void> {
            side->desk.reset();
            return {};
        },
        [](const Result<void> &) {});
}

/// For every road, from its own thread.
transport::RunOnStore Exchange::storeOfRoads()
{
    return [this](std::function<void(transport::SyncDesk &)> work, std::function<void()> done) {
        QMetaObject::invokeMethod(
            this,
            [this, work = std::move(work), done = std::move(done)]() mutable {
                runForRoad(std::move(work), std::move(done));
            },
            Qt::QueuedConnection);
    };
}

/// The road's own thread asked; the answer goes back there.
void Exchange::runForRoad(std::function<void(transport::SyncDesk &)> work, std::function<void()> done)
{
    if (m_isStopped)
        return;
    ask(
        this,
        [work = std::move(work)](casework::Desk &, ExchangeDesk &exchange) -> Result<void> {
            work(exchange.desk());
            return {};
        },
        [this, done = std::move(done)](const Result<void> &) {
            if (m_road != nullptr)
                QMetaObject::invokeMethod(m_road, done, Qt::QueuedConnection);
        });
}

void Exchange::refresh()
{
    if (!m_isStopped && !m_refreshTimer.isActive())
        m_refreshTimer.start();
}

void Exchange::readStanding()
{
    if (m_isStopped)
        return;
    if (m_isReading) {
        m_mustReadAgain = true;
        return;
    }
    m_isReading = true;
    ask(this, &loadStanding, [this](Result<Standing> standing) {
        m_isReading = false;
        if (standing) {
            m_standing = std::move(standing).value();
            m_problem.reset();
            followStanding();
        } else {
            m_problem = standing.error();
        }
        Q_EMIT standingChanged();
        if (std::exchange(m_mustReadAgain, false))
            readStanding();
    });
}

/// The automatic exchange follows what is known and wished for.
void Exchange::followStanding()
{
    followHouse();
    followPackets();
    const bool hasServer = m_standing->membership == Standing::Membership::Member &&
                           std::ranges::any_of(m_standing->servers, &Server::hasAccess);
    const Configured wanted{hasServer && m_standing->isAutomatic, m_standing->isSlow};
    if (m_isStopped || m_configured == wanted)
        return;
    m_configured = wanted;
    transport::SyncOptions options;
    options.isSlow = wanted.isSlow;
    QMetaObject::invokeMethod(
        m_road, [road = m_road, options, wanted] { road->configure(options, wanted.isAutomatic); }, Qt::QueuedConnection);
}

void Exchange::exchangeNow()
{
    if (m_road == nullptr || m_isServerBusy)
        return;
    m_isServerBusy = true;
    m_progress = {};
    QMetaObject::invokeMethod(m_road, &ServerRoad::exchangeNow, Qt::QueuedConnection);
    Q_EMIT serverProgressed();
}

void Exchange::cancelServer()
{
    if (m_road != nullptr)
        QMetaObject::invokeMethod(m_road, &ServerRoad::cancel, Qt::QueuedConnection);
}

void Exchange::roundEnded(const transport::SyncReport &report)
{
    if (m_isStopped)
        return;
    m_isServerBusy = false;
    m_report = report;
    exchanged(report.failure ? std::nullopt : std::optional(RoadKind::Server), report.intake, report.envelopesSent > 0);
    Q_EMIT serverFinished();
}

/// `road`: everything was exchanged over it; nothing: something came in, but it was not everything.
void Exchange::exchanged(std::optional<RoadKind> road, const transport::Intake &intake, bool hasSent,
                         std::function<void()> then)
{
    if (m_isStopped)
        return;
    tellChanged(intake.changed, intake.held + intake.quarantined + intake.refused);
    change(
        this,
        [road, hasApplied = intake.applied > 0, hasSent](casework::Desk &desk, ExchangeDesk &exchange) -> Result<void> {
            if (hasApplied)
                INDARO_TRY(followConsents(desk));
            INDARO_TRY(sync::noteConfirmations(desk.log, exchange.trust()));
            return road ? noteExchanged(desk, *road, hasApplied || hasSent) : Result<void>();
        },
        [then = std::move(then)](const Result<void> &) { then(); }); // a failure of the disk is told by the workspace
    if (road)
        tidyLog();
}

/// One step of letting go of old history after another (sync::tidyLog), each behind the saves that came meanwhile. Where it
/// stops at a lock it goes on after a later exchange.
void Exchange::tidyLog()
{
    if (m_isStopped || m_isTidying || m_tidyTimer.isActive())
        return;
    m_isTidying = true;
    m_workspace.ask(
        this, [](casework::Desk &desk) { return sync::tidyLog(desk.log); },
        [this](const Result<sync::TidyStep> &step) {
            m_isTidying = false;
            if (step && step->hasMore && !m_isStopped)
                m_tidyTimer.start();
        });
}

/// A job that rolled one envelope back and applied another tells the pages nothing by itself: what it took in is told here.
void Exchange::tellChanged(const std::vector<sync::ChangedField> &fields, std::size_t rolledBack)
{
    if (fields.empty() || rolledBack == 0)
        return;
    casework::Changes changes;
    for (const auto &field : fields)
        changes.push_back({field.key, field.field, true});
    Q_EMIT m_workspace.changed(changes);
}

void Exchange::joinServer(transport::HttpsTransport::JoinOptions options, QObject *context,
                          std::function<void(Result<std::string>)> done)
{
    if (m_road == nullptr)
        return;
    options.author = m_workspace.user();
    auto answer = [this, guard = QPointer<QObject>(context), done = std::move(done)](Result<std::string> url) {
        // On the road's thread; the guard is asked on this one.
        QMetaObject::invokeMethod(
            this,
            [this, guard, done, url = std::move(url)] {
                m_configured.reset(); // the server used last is another one now
                refresh();
                if (guard)
                    done(url);
            },
            Qt::QueuedConnection);
    };
    QMetaObject::invokeMethod(
        m_road,
        [road = m_road, options = std::move(options), answer = std::move(answer)]() mutable {
            road->join(options, std::move(answer));
        },
        Qt::QueuedConnection);
}

void Exchange::admitAtServer(const sync::DeviceId &device, QObject *context, std::function<void(Result<base::Bytes>)> done)
{
    if (m_road == nullptr)
        return;
    auto answer = [this, guard = QPointer<QObject>(context), done = std::move(done)](Result<base::Bytes> secret) {
        QMetaObject::invokeMethod(
            this,
            [guard, done, secret = std::move(secret)] {
                if (guard)
                    done(secret);
            },
            Qt::QueuedConnection);
    };
    QMetaObject::invokeMethod(
        m_road, [road = m_road, device, answer = std::move(answer)]() mutable { road->admit(device, std::move(answer)); },
        Qt::QueuedConnection);
}

void Exchange::setSwitch(Result<void> (*write)(casework::Desk &, bool), bool isOn)
{
    change(
        this, [write, isOn](casework::Desk &desk, ExchangeDesk &) { return write(desk, isOn); },
        [](const Result<void> &) {});
}

void Exchange::setSlow(bool isSlow)
{
    setSwitch(&exchange::setSlow, isSlow);
}

void Exchange::setAutomatic(bool isAutomatic)
{
    setSwitch(&exchange::setAutomatic, isAutomatic);
}

void Exchange::exchangeFolder(const QString &folder, bool erasesConfirmed)
{
    INDARO_CHECK(m_folder == nullptr);
    if (m_isStopped)
        return;
    m_folder = std::make_shared<FolderWatch>();
    using Answer = std::optional<Result<transport::FolderReport>>;
    auto answer = std::make_shared<Answer>();
    m_folderThread.reset(QThread::create([answer, store = storeOfRoads(), erasesConfirmed, watch = m_folder,
                                          path = std::filesystem::path(folder.toStdU16String())] {
        answer->emplace(exchangeWithFolder(store, path, erasesConfirmed, watch));
    }));
    connect(m_folderThread.get(), &QThread::finished, this, [this, answer, folder] {
        if (m_isStopped)
            return;
        m_folderThread->wait(); // it has nothing left to do
        m_folderThread.reset();
        folderEnded(folder, **answer);
    });
    m_folderThread->start();
}

void Exchange::folderEnded(const QString &folder, const Result<transport::FolderReport> &report)
{
    transport::Intake intake;
    std::optional<RoadKind> road;
    if (report) {
        const auto &taken = report->intake;
        intake = {taken.applied, taken.waiting, taken.held, taken.quarantined, taken.refused, taken.changed};
        if (!report->writeFailure)
            road = RoadKind::Folder;
    }
    exchanged(road, intake, report && report->written > 0, [this, folder, report] {
        m_folder.reset();
        Q_EMIT folderFinished(folder, report);
    });
}

void Exchange::cancelFolder()
{
    if (m_folder != nullptr)
        m_folder->isStopped = true;
}

int Exchange::folderPermille() const
{
    if (m_folder == nullptr)
        return -1;
    const auto share = [](std::uint64_t done, std::uint64_t all) {
        return all == 0 ? -1 : static_cast<int>(std::min<std::uint64_t>(1000, done * 1000 / all));
    };
    if (m_folder->bytesToWrite > 0)
        return share(m_folder->bytesWritten, m_folder->bytesToWrite);
    return share(m_folder->filesRead, m_folder->filesToRead);
}

} // namespace indaro::exchange
