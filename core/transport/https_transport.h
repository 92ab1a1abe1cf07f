// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/transport/http_poster.h"
#include "core/transport/link_estimate.h"
#include "core/transport/snapshot_side.h"
#include "core/wire/exchange.h"

#include <QObject>
#include <QTimer>

#include <functional>
#include <memory>

namespace indaro::transport {

/// Runs `work` on the thread that owns the vault, then `done` on the transport's thread: at once, or later. The program
/// gives Workspace::ask; a program without a window calls both.
using RunOnStore = std::function<void(std::function<void(SyncDesk &)> work, std::function<void()> done)>;

struct SyncOptions
{
    std::string url; ///< as serverUrl(); empty: the server used last
    bool allowsPlain = false;
    unsigned attempts = 6;    ///< without any progress in between, then it gives up
    bool isSlow = false;      ///< metered or very slow link: smaller pieces, more patience, no snapshot is given
    bool isNeighbour = false; ///< `url` is the address a laptop of the house shows (house_server.h): "192.168.1.23:8437"
    /// A snapshot is given when a newcomer would fetch more than this, and twice the last one (PROTOCOL.md).
    std::uint64_t snapshotAfter = wire::MiB;
};

struct SyncProgress
{
    enum class Step : std::uint8_t {
        Preparing,
        Receiving,
        Sending,
        Waiting ///< for the next attempt: secondsLeft says how long
    } step = Step::Preparing;
    std::uint64_t changesToSend = 0, changesSent = 0; ///< operations; "sent" only with the server's receipt
    std::uint64_t bytesToSend = 0, bytesSent = 0;
    std::uint64_t envelopesToReceive = 0, envelopesReceived = 0; ///< of the answer that is coming
    std::optional<std::int64_t> secondsLeft;                     ///< an estimate, once there is one
};

struct SyncReport
{
    std::optional<base::Error> failure; ///< nothing: everything is exchanged. What was done before it stays done.
    Intake intake;
    std::uint64_t envelopesReceived = 0, envelopesSent = 0, changesSent = 0;
    std::size_t receipts = 0;
    std::uint64_t bytesUp = 0, bytesDown = 0, requests = 0; ///< of bodies
    unsigned mail = 0;                                      ///< sealed packages waiting at the server
    bool needsSnapshot = false; ///< the server has let go of envelopes this laptop lacks, and no snapshot could be taken
    std::size_t snapshotPartsTaken = 0, snapshotPartsGiven = 0;
};

/// The road of the internet, and of the house's own network: one round with one server, or with a laptop that offers itself,
/// begun again by itself when the link drops. Envelope by envelope: what has arrived whole is in the vault, and what the
/// server has signed for is not sent again. Lives on a thread with an event loop and never waits; the vault's part runs
/// through RunOnStore. One round at a time.
class HttpsTransport final : public QObject
{
    Q_OBJECT
public:
    explicit HttpsTransport(RunOnStore store, QObject *parent = nullptr);
    ~HttpsTransport() override;

    /// Ends with finished(). Precondition: not running. Failures: those of local_side.h and http_poster.h;
    /// Cancelled; WireDamaged, WireTooNew, WireTooLarge (an answer that is none).
    void start(const SyncOptions &options);
    void cancel();
    [[nodiscard]] bool isRunning() const { return m_isRunning; }
    /// It may work by itself later.
    [[nodiscard]] static bool isPassing(base::Errc code);

    /// With an invitation: the shelter's first laptop brings its roster; any other must be in the roster already. Keeps the
    /// access and, by the right of `author`, writes the server into the roster. `certificate`: hex of the key people
    /// compared, or empty. `done` gets an error or success; failures as above, InvitationInvalid, NotEnrolled,
    /// RosterRefused (the roster does not name this server, and this laptop may not change it).
    struct JoinOptions
    {
        QString url;
        std::string code; ///< as typed
        std::string certificate;
        bool allowsPlain = false;
        sync::UserId author;
    };
    using Joined = std::function<void(base::Result<std::string> url)>;
    void join(const JoinOptions &options, Joined done);

    /// On an admin laptop that has just let `device` in: tells the server of it and asks a token for it. Gives what goes
    /// into the enrolment's answer as `secret` (encodeAdmission). One attempt, because two people stand and wait: without
    /// network, or before any server was joined, the answer goes without, and the new laptop needs an invitation.
    /// Precondition: not running. Failures: as join(), NotFound (no access to a server here).
    struct AdmitOptions
    {
        std::string url; ///< empty: the server used last
        bool allowsPlain = false;
        wire::DeviceId device;
    };
    using Admitted = std::function<void(base::Result<base::Bytes> secret)>;
    void admit(const AdmitOptions &options, Admitted done);

Q_SIGNALS:
    void progressed(const indaro::transport::SyncProgress &progress);
    void finished(const indaro::transport::SyncReport &report);

private:
    struct Round; ///< what one attempt knows

    /// Runs on the store thread; `then` here, with the value; an error ends the attempt.
    template <class T> void onStore(std::function<base::Result<T>(SyncDesk &)> work, std::function<void(T)> then);
    struct Admission; ///< what admit() knows
    void sendAdmission(std::shared_ptr<Admission> admission);
    void askToken(std::shared_ptr<Admission> admission);
    void sendJoin(const JoinOptions &options, const QUrl &url, const base::Bytes &body, Joined done);
    void begin();
    void openWith(Opening opening);
    void askNews();
    void takeNews();
    void newsTaken();
    void sendRoster(std::function<void()> then);
    void sendPiece();
    void sendUpload(Upload upload);
    void answered(std::vector<Upload::Item> items, std::uint64_t changes, base::Result<HttpPoster::Answer> answer,
                  std::size_t bytes);
    void fetchRest();
    void greet();
    void visit(Meeting meeting);
    void askSnapshot();
    void resumeLoading();
    void load(std::function<base::Result<std::shared_ptr<SnapshotLoading>>(SyncDesk &)> open);
    void loadWithNews();
    void takePart();
    void partTaken(const Intake &intake);
    void goOnLoading();
    void snapshotUnusable();
    void giveSnapshot();
    void makeSnapshot(std::shared_ptr<sync::SnapshotMaker> maker);
    void offerSnapshot(sync::SealedSnapshot snapshot);
    void givePart(std::shared_ptr<const sync::SealedSnapshot> snapshot, std::string there, std::size_t part);
    void endWell();
    void acknowledged(const std::vector<Upload::Item> &items, std::uint64_t changes, Acknowledged result);
    void attemptFailed(const base::Error &error);
    void succeed();
    void end(std::optional<base::Error> failure);
    [[nodiscard]] HttpPoster::OnData collect();
    void post(std::string_view what, const base::Bytes &body, HttpPoster::OnData onData, HttpPoster::OnDone done);
    void send(HttpPoster::Verb verb, const std::string &what, const base::Bytes &body, HttpPoster::OnDone done);
    void show(SyncProgress::Step step);
    [[nodiscard]] std::size_t pieceSize() const;

    RunOnStore m_store;
    SyncOptions m_options;
    SyncReport m_report;
    SyncProgress m_progress;
    LinkEstimate m_link;
    QTimer m_retry;
    std::unique_ptr<HttpPoster> m_poster;
    std::unique_ptr<Round> m_round;
    std::shared_ptr<SnapshotLoading> m_loading; ///< the vault's half of it is touched on the store thread only
    bool m_triedSnapshot = false;
    base::Bytes m_partial;                   ///< the beginning of the envelope or part that was coming when the link was cut
    std::optional<ServerAccess> m_neighbour; ///< who was met, for this round
    std::optional<wire::HaveVector> m_askedWith; ///< the time before, when the server had more
    unsigned m_attempt = 0;
    bool m_isRunning = false;
    bool m_hasAdvanced = false; ///< since the last attempt
};

} // namespace indaro::transport

Q_DECLARE_METATYPE(indaro::transport::SyncProgress)
Q_DECLARE_METATYPE(indaro::transport::SyncReport)
