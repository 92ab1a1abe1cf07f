// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/transport/https_transport.h"
#include "core/transport/packet_box.h"

#include <any>

namespace indaro::transport {

/// What came of opening a packet that was fetched.
struct PacketVerdict
{
    base::Bytes answer{};                 ///< for the sender: the server is given it and lets the packet go
    std::optional<base::Error> refused{}; ///< isAboutPacket(): it is kept apart, and stays at the server
    std::any opened{};                    ///< for who shows it
};
struct FetchedPacket
{
    std::string url;
    wire::ListedPacket packet;
    PacketVerdict verdict;
};

struct CourierReport
{
    std::optional<base::Error> failure; ///< nothing: everything was done. What was done before it stays done.
    std::size_t sent = 0;               ///< the server has signed for them
    std::size_t asked = 0;
    std::vector<FetchedPacket> fetched{};
    std::size_t mailboxes = 0; ///< looked into
    std::uint64_t requests = 0;
};

/// Opens a packet, later, and gives the verdict back on the courier's thread; an error ends the round and leaves the packet
/// where it is.
using OpenPacket = std::function<void(base::Bytes packet, std::function<void(base::Result<PacketVerdict>)> done)>;

struct CourierErrands
{
    /// A person asked: what was kept apart is fetched again, and the server is asked about everything.
    bool isByHand = false;
    OpenPacket open{};     ///< none: nothing is fetched
    unsigned attempts = 4; ///< of one request, while the link comes and goes
    bool allowsPlain = false;
};

/// Carries sealed packets of counts: those of a house to the server it exchanges with, those that wait for a commission to
/// its workstation. One packet after the other, each whole or not at all; what was cut is begun again, or gone on with.
/// Without anything to carry it asks nobody. Lives on a thread with an event loop and never waits.
class PacketCourier final : public QObject
{
    Q_OBJECT
public:
    PacketCourier(RunOnStore store, QObject *parent = nullptr);
    ~PacketCourier() override;

    /// Ends with finished(). Precondition: not running. Failures: those of http_poster.h and packet_box.h; Cancelled;
    /// RoadStopped (an alarm about the server is open).
    void start(CourierErrands errands);
    void cancel();
    [[nodiscard]] bool isRunning() const { return m_isRunning; }

    /// The commission's workstation comes to a server with an invitation: `body` is wire::signReceiverRequest()'s, for
    /// `recipient`. `certificate`: as of HttpsTransport::JoinOptions. Precondition: not running. Failures: as join() there.
    struct MailboxOptions
    {
        QString url;
        std::string certificate;
        crypto::Digest recipient{};
        base::Bytes body;
        bool allowsPlain = false;
    };
    using MailboxJoined = std::function<void(base::Result<std::string> url)>;
    void join(const MailboxOptions &options, MailboxJoined done);
    /// Takes a packet that was kept apart away from the server, for good. Precondition: not running. Failures: as start().
    void remove(const ApartPacket &packet, bool allowsPlain, std::function<void(base::Result<void>)> done);

Q_SIGNALS:
    void finished(const indaro::transport::CourierReport &report);

private:
    struct House;    ///< what it knows of the way to the house's server
    struct Fetching; ///< of the mailbox that is looked into

    template <class T> void onStore(std::function<base::Result<T>(SyncDesk &)> work, std::function<void(T)> then);
    void nextPacket();
    void carry(PacketErrand errand);
    void told(const crypto::Digest &hash, bool wasSent, base::Result<HttpPoster::Answer> answer);
    void nextMailbox();
    void list(std::uint64_t after);
    void nextListed();
    void fetch();
    void arrived(base::Bytes bytes);
    void judged(base::Result<PacketVerdict> verdict);
    void ask(HttpPoster::Verb verb, const QString &path, const base::Bytes &body, HttpPoster::OnDone done);
    void askAgain(HttpPoster::Verb verb, const QString &path, const base::Bytes &body, const HttpPoster::OnDone &done,
                  unsigned attempt);
    [[nodiscard]] bool open(const std::string &url, const wire::Token &token,
                            const std::optional<crypto::Digest> &certificate);
    void end(std::optional<base::Error> failure);

    RunOnStore m_store;
    CourierErrands m_errands;
    CourierReport m_report;
    std::unique_ptr<HttpPoster> m_poster;
    std::string m_token;
    QTimer m_retry;
    std::function<void()> m_again; ///< what m_retry begins
    std::vector<crypto::Digest> m_done;
    std::unique_ptr<House> m_house;
    std::unique_ptr<Fetching> m_fetching;
    std::vector<Mailbox> m_mailboxes; ///< still to be looked into
    base::Bytes m_partial;            ///< of the packet under way
    unsigned m_round = 0;             ///< answers of a round that was cancelled are not heard
    bool m_isRunning = false;
};

} // namespace indaro::transport

Q_DECLARE_METATYPE(indaro::transport::CourierReport)
