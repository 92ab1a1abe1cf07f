// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/transport/packet_courier.h"

#include "core/transport/local_side.h"
#include "core/wire/package.h"

#include <QPointer>
#include <QRandomGenerator>

#include <algorithm>
#include <deque>

using namespace Qt::StringLiterals;

namespace indaro::transport {

using base::Errc;
using base::Error;
using base::Result;

namespace {

/// How often a server is asked about a packet nobody has answered yet.
constexpr base::UtcMs AskAboutEvery = base::UtcMs{6} * 3600 * 1000;

/// An errand and the way to the server.
struct Way
{
    ServerAccess access;
    wire::ShelterId shelter;
    PacketErrand errand;
};

Result<std::optional<Way>> findWay(SyncDesk &desk, const std::vector<crypto::Digest> &done, base::UtcMs askEvery)
{
    const auto self = desk.trust.isMember() ? desk.trust.self() : std::nullopt;
    if (!self || self->isRevoked)
        return std::optional<Way>();
    INDARO_TRY_ASSIGN(auto errand, nextErrand(desk.db, done, desk.clock.nowUtc(), askEvery));
    if (!errand)
        return std::optional<Way>();
    INDARO_TRY_ASSIGN(auto access, findServer(desk.db));
    if (!access)
        return std::optional<Way>();
    INDARO_TRY(checkRoad(desk, *access));
    return std::optional(Way{std::move(*access), desk.trust.shelter(), std::move(*errand)});
}

bool isNotThere(const Error &error)
{
    return error.code == Errc::ServerRefused && error.number("status") == 404;
}

/// What a server says of this one packet; nothing: it is about the road.
std::optional<Errc> problemOf(const Error &error)
{
    if (error.code == Errc::QuotaFull)
        return Errc::QuotaFull;
    if (error.code != Errc::ServerRefused)
        return std::nullopt;
    const auto status = error.number("status");
    return status == 404 ? Errc::NotFound : status == 413 ? Errc::WireTooLarge : Errc::ServerRefused;
}

QString packetPath(std::uint64_t number)
{
    return u"/v1/packets/"_s + QString::number(number);
}

} // namespace

struct PacketCourier::House
{
    ServerAccess access;
    wire::ShelterId shelter;
};

struct PacketCourier::Fetching
{
    Mailbox mailbox;
    std::vector<std::uint64_t> apart{}; ///< not fetched again by itself
    std::deque<wire::ListedPacket> packets{};
    std::vector<std::uint64_t> listed{};
    bool hasMore = false;
};

PacketCourier::PacketCourier(RunOnStore store, QObject *parent) : QObject(parent), m_store(std::move(store))
{
    qRegisterMetaType<CourierReport>();
    m_retry.setSingleShot(true);
    m_retry.callOnTimeout(this, [this] {
        if (const auto again = std::exchange(m_again, {}))
            again();
    });
}

PacketCourier::~PacketCourier() = default;

template <class T> void PacketCourier::onStore(std::function<Result<T>(SyncDesk &)> work, std::function<void(T)> then)
{
    auto answer = std::make_shared<Result<T>>(Error(Errc::Cancelled)); // if the vault is closed meanwhile
    m_store([answer, work = std::move(work)](SyncDesk &desk) { *answer = work(desk); },
            [guard = QPointer<PacketCourier>(this), answer, round = m_round, then = std::move(then)] {
                if (guard == nullptr || guard->m_round != round)
                    return;
                if (!*answer)
                    return guard->end(answer->error());
                then(std::move(*answer).value());
            });
}

void PacketCourier::start(CourierErrands errands)
{
    INDARO_CHECK(!m_isRunning);
    m_isRunning = true;
    ++m_round;
    m_errands = std::move(errands);
    m_report = {};
    m_done.clear();
    nextPacket();
}

void PacketCourier::cancel()
{
    if (m_isRunning)
        end(Error(Errc::Cancelled));
}

void PacketCourier::end(std::optional<Error> failure)
{
    ++m_round;
    m_retry.stop();
    m_again = {};
    if (m_poster != nullptr) {
        m_poster->cancel();
        m_poster.release()->deleteLater(); // it may be the one that is calling
    }
    m_house.reset();
    m_fetching.reset();
    m_mailboxes.clear();
    m_partial.clear();
    m_isRunning = false;
    m_report.failure = std::move(failure);
    Q_EMIT finished(std::exchange(m_report, {}));
}

bool PacketCourier::open(const std::string &url, const wire::Token &token, const std::optional<crypto::Digest> &certificate)
{
    const auto address = serverUrl(QString::fromStdString(url), m_errands.allowsPlain);
    if (!address) {
        end(address.error());
        return false;
    }
    if (m_poster != nullptr)
        m_poster.release()->deleteLater();
    m_poster = std::make_unique<HttpPoster>(*address, certificate);
    m_token = wire::tokenText(token);
    return true;
}

void PacketCourier::ask(HttpPoster::Verb verb, const QString &path, const base::Bytes &body, HttpPoster::OnDone done)
{
    askAgain(verb, path, body, done, 1);
}

/// Every request here may be repeated: what was done before changes nothing.
void PacketCourier::askAgain(HttpPoster::Verb verb, const QString &path, const base::Bytes &body,
                             const HttpPoster::OnDone &done, unsigned attempt)
{
    ++m_report.requests;
    m_poster->send(verb, path, m_token, body, {}, [=, this](Result<HttpPoster::Answer> answer) {
        if (answer || !HttpsTransport::isPassing(answer.error().code) || attempt >= m_errands.attempts)
            return done(std::move(answer));
        m_again = [=, this] { askAgain(verb, path, body, done, attempt + 1); };
        m_retry.start(static_cast<int>(
            retryDelayMs(attempt, QRandomGenerator::global()->generateDouble(), answer.error().number("retryAfterMs"))));
    });
}

void PacketCourier::nextPacket()
{
    onStore<std::optional<Way>>(
        [done = m_done, askEvery = m_errands.isByHand ? base::UtcMs{0} : AskAboutEvery](SyncDesk &desk) {
            return findWay(desk, done, askEvery);
        },
        [this](std::optional<Way> way) {
            if (!way) {
                if (m_errands.open == nullptr)
                    return end(std::nullopt);
                return onStore<std::vector<Mailbox>>([](SyncDesk &desk) { return mailboxes(desk.db); },
                                                     [this](std::vector<Mailbox> all) {
                                                         m_mailboxes = std::move(all);
                                                         nextMailbox();
                                                     });
            }
            if (m_house == nullptr || m_house->access.url != way->access.url) {
                if (!open(way->access.url, way->access.token, way->access.certificate))
                    return;
                m_house = std::make_unique<House>(House{std::move(way->access), way->shelter});
            }
            carry(std::move(way->errand));
        });
}

void PacketCourier::carry(PacketErrand errand)
{
    const QString path = u"/v1/s/"_s + QString::fromStdString(base::toHex(m_house->shelter.bytes())) + u"/packets"_s;
    const crypto::Digest hash = errand.packet.hash;
    const bool isSending = !errand.bytes.empty();
    const QString one = isSending ? path : path + u'/' + QString::fromStdString(base::toHex(hash));
    ask(isSending ? HttpPoster::Verb::Post : HttpPoster::Verb::Get, one, errand.bytes,
        [this, hash, isSending](Result<HttpPoster::Answer> answer) { told(hash, isSending, std::move(answer)); });
}

void PacketCourier::told(const crypto::Digest &hash, bool wasSent, Result<HttpPoster::Answer> answer)
{
    using Note = std::function<Result<bool>(SyncDesk &)>;
    Note note;
    if (answer) {
        note = [hash, wasSent, body = std::move(answer->body), shelter = m_house->shelter,
                key = m_house->access.serverKey](SyncDesk &desk) -> Result<bool> {
            if (wasSent) {
                INDARO_TRY(noteReceipt(desk.db, hash, shelter, key, body));
                return true;
            }
            INDARO_TRY_ASSIGN(const auto news, wire::decodePacketNews(body));
            INDARO_TRY(noteNews(desk.db, hash, shelter, key, news, desk.clock.nowUtc()));
            return true;
        };
        (wasSent ? m_report.sent : m_report.asked) += 1;
        m_done.push_back(hash);
    } else if (!wasSent && isNotThere(answer.error())) {
        note = [hash](SyncDesk &desk) -> Result<bool> {
            INDARO_TRY(noteLost(desk.db, hash));
            return true;
        }; // and sent again in this very round
    } else if (const auto problem = problemOf(answer.error())) {
        note = [hash, code = *problem](SyncDesk &desk) -> Result<bool> {
            INDARO_TRY(noteProblem(desk.db, hash, code));
            return true;
        };
        m_done.push_back(hash);
    } else {
        return end(answer.error());
    }
    onStore<bool>(std::move(note), [this](bool) { nextPacket(); });
}

void PacketCourier::nextMailbox()
{
    m_fetching.reset();
    if (m_mailboxes.empty())
        return end(std::nullopt);
    m_fetching = std::make_unique<Fetching>(Fetching{std::move(m_mailboxes.front())});
    m_mailboxes.erase(m_mailboxes.begin());
    const Mailbox &mailbox = m_fetching->mailbox;
    if (!open(mailbox.url, mailbox.token, mailbox.certificate))
        return;
    ++m_report.mailboxes;
    onStore<std::vector<ApartPacket>>([](SyncDesk &desk) { return apartPackets(desk.db); },
                                      [this](const std::vector<ApartPacket> &apart) {
                                          for (const ApartPacket &one : apart)
                                              if (one.url == m_fetching->mailbox.url && !m_errands.isByHand)
                                                  m_fetching->apart.push_back(one.packet.number);
                                          list(0);
                                      });
}

void PacketCourier::list(std::uint64_t after)
{
    ask(HttpPoster::Verb::Get, packetPath(after).replace(u"packets/"_s, u"packets/after/"_s), {},
        [this](Result<HttpPoster::Answer> answer) {
            if (!answer)
                return end(answer.error());
            const auto list = wire::decodePacketList(answer->body);
            if (!list)
                return end(list.error());
            for (const wire::ListedPacket &packet : list->packets) {
                if (!m_fetching->listed.empty() && packet.number <= m_fetching->listed.back())
                    return end(Error(Errc::WireDamaged, {{"what", std::string("number")}})); // it would never end
                m_fetching->listed.push_back(packet.number);
                if (std::ranges::find(m_fetching->apart, packet.number) == m_fetching->apart.end())
                    m_fetching->packets.push_back(packet);
            }
            m_fetching->hasMore = list->hasMore;
            nextListed();
        });
}

void PacketCourier::nextListed()
{
    m_partial.clear();
    if (!m_fetching->packets.empty())
        return fetch();
    if (m_fetching->hasMore)
        return list(m_fetching->listed.back());
    onStore<bool>(
        [mailbox = m_fetching->mailbox, listed = m_fetching->listed](SyncDesk &desk) -> Result<bool> {
            INDARO_TRY(noteFetched(desk.db, mailbox, listed, desk.clock.nowUtc()));
            return true;
        },
        [this](bool) { nextMailbox(); });
}

void PacketCourier::fetch()
{
    struct Attempt
    {
        unsigned number = 1;
        std::size_t had = 0; ///< bytes when it began
        bool isFirst = true;
    };
    auto attempt = std::make_shared<Attempt>();
    auto begin = std::make_shared<std::function<void()>>();
    *begin = [this, attempt, weak = std::weak_ptr(begin)] {
        ++m_report.requests;
        attempt->isFirst = true;
        attempt->had = m_partial.size();
        m_poster->skipBytes(m_partial.size());
        m_poster->send(
            HttpPoster::Verb::Get, packetPath(m_fetching->packets.front().number), m_token, {},
            [this, attempt](base::ByteView piece) {
                if (std::exchange(attempt->isFirst, false) && !m_poster->isPart())
                    m_partial.clear(); // it gives all of it
                // One byte too many is enough to see that it is another one.
                const std::size_t most = m_fetching->packets.front().size + std::size_t{1};
                const auto room = piece.first(std::min(piece.size(), most - std::min(most, m_partial.size())));
                m_partial.insert(m_partial.end(), room.begin(), room.end());
            },
            [this, attempt, again = weak.lock()](Result<HttpPoster::Answer> answer) {
                if (answer && m_partial.size() < m_fetching->packets.front().size)
                    answer = Error(Errc::NetworkUnreachable); // closed politely, but too early
                if (answer)
                    return arrived(std::exchange(m_partial, {}));
                const Error error = answer.error();
                if (isNotThere(error)) { // another workstation was faster
                    m_fetching->packets.pop_front();
                    return nextListed();
                }
                if (m_partial.size() > attempt->had)
                    attempt->number = 1; // it comes nearer
                if (!HttpsTransport::isPassing(error.code) || attempt->number >= m_errands.attempts)
                    return end(error);
                m_again = [again] { (*again)(); };
                m_retry.start(static_cast<int>(retryDelayMs(attempt->number++, QRandomGenerator::global()->generateDouble(),
                                                            error.number("retryAfterMs"))));
            });
    };
    (*begin)();
}

void PacketCourier::arrived(base::Bytes bytes)
{
    if (wire::packageHash(bytes) != m_fetching->packets.front().hash) {
        PacketVerdict verdict;
        verdict.refused = Error(Errc::WireDamaged, {{"what", std::string("hash")}});
        return judged(std::move(verdict));
    }
    m_errands.open(std::move(bytes),
                   [guard = QPointer<PacketCourier>(this), round = m_round](Result<PacketVerdict> verdict) {
                       if (guard != nullptr && guard->m_round == round)
                           guard->judged(std::move(verdict));
                   });
}

void PacketCourier::judged(Result<PacketVerdict> verdict)
{
    if (!verdict)
        return end(verdict.error());
    const std::string url = m_fetching->mailbox.url;
    const wire::ListedPacket packet = m_fetching->packets.front();
    m_fetching->packets.pop_front();
    m_report.fetched.push_back({url, packet, *verdict});
    if (verdict->refused) {
        INDARO_CHECK(isAboutPacket(verdict->refused->code));
        return onStore<bool>(
            [apart = ApartPacket{url, packet, *verdict->refused}](SyncDesk &desk) -> Result<bool> {
                INDARO_TRY(keepApart(desk.db, apart));
                return true;
            },
            [this](bool) { nextListed(); });
    }
    INDARO_CHECK(!verdict->answer.empty());
    ask(HttpPoster::Verb::Post, packetPath(packet.number), verdict->answer,
        [this, url, number = packet.number](const Result<HttpPoster::Answer> &answer) {
            if (!answer && !isNotThere(answer.error()))
                return end(answer.error()); // it comes again, is known, and is answered then
            onStore<bool>(
                [url, number](SyncDesk &desk) -> Result<bool> {
                    INDARO_TRY(forgetApart(desk.db, url, number));
                    return true;
                },
                [this](bool) { nextListed(); });
        });
}

void PacketCourier::join(const MailboxOptions &options, MailboxJoined done)
{
    INDARO_CHECK(!m_isRunning && m_poster == nullptr);
    const auto url = serverUrl(options.url, options.allowsPlain);
    if (!url)
        return done(url.error());
    Mailbox mailbox;
    mailbox.url = url->toString().toStdString();
    mailbox.recipient = options.recipient;
    if (!options.certificate.empty()) {
        const auto bytes = base::fromHex(options.certificate);
        if (!bytes || bytes->size() != sizeof(crypto::Digest))
            return done(Error(Errc::InvalidArgument, {{"what", std::string("certificate")}}));
        std::copy(bytes->begin(), bytes->end(), mailbox.certificate.emplace().begin());
    }
    m_isRunning = true;
    m_poster = std::make_unique<HttpPoster>(*url, mailbox.certificate);
    m_poster->post(u"/v1/receivers"_s, std::nullopt, options.body, {},
                   [this, mailbox, done = std::move(done)](Result<HttpPoster::Answer> answer) mutable {
                       m_poster.release()->deleteLater(); // it is the one that is calling
                       m_isRunning = false;
                       if (!answer)
                           return done(answer.error());
                       const auto joined = wire::decodeJoinAnswer(answer->body);
                       if (!joined)
                           return done(joined.error());
                       mailbox.token = joined->token;
                       auto kept = std::make_shared<Result<void>>(Error(Errc::Cancelled));
                       m_store(
                           [kept, mailbox](SyncDesk &desk) {
                               Mailbox now = mailbox;
                               now.joinedAt = desk.clock.nowUtc();
                               *kept = keepMailbox(desk.db, now);
                           },
                           [kept, url = mailbox.url, done = std::move(done)] {
                               done(*kept ? Result<std::string>(url) : Result<std::string>(kept->error()));
                           });
                   });
}

void PacketCourier::remove(const ApartPacket &packet, bool allowsPlain, std::function<void(Result<void>)> done)
{
    INDARO_CHECK(!m_isRunning && m_poster == nullptr);
    m_isRunning = true;
    auto found = std::make_shared<Result<std::vector<Mailbox>>>(Error(Errc::Cancelled));
    auto failed = [this, done](const Error &error) {
        if (m_poster != nullptr)
            m_poster.release()->deleteLater();
        m_isRunning = false;
        done(error);
    };
    // Whichever key it was for: to the other one it is not there.
    auto next = std::make_shared<std::function<void(std::size_t)>>();
    *next = [this, packet, allowsPlain, done, failed, found, weak = std::weak_ptr(next)](std::size_t place) {
        const std::vector<Mailbox> &all = **found;
        while (place < all.size() && all[place].url != packet.url)
            ++place;
        if (place == all.size()) {
            auto kept = std::make_shared<Result<void>>(Error(Errc::Cancelled));
            return m_store(
                [kept, packet](SyncDesk &desk) { *kept = forgetApart(desk.db, packet.url, packet.packet.number); },
                [guard = QPointer<PacketCourier>(this), kept, done] {
                    if (guard == nullptr)
                        return;
                    if (guard->m_poster != nullptr)
                        guard->m_poster.release()->deleteLater();
                    guard->m_isRunning = false;
                    done(*kept);
                });
        }
        const auto address = serverUrl(QString::fromStdString(all[place].url), allowsPlain);
        if (!address)
            return failed(address.error());
        if (m_poster != nullptr)
            m_poster.release()->deleteLater();
        m_poster = std::make_unique<HttpPoster>(*address, all[place].certificate);
        m_poster->send(HttpPoster::Verb::Delete, packetPath(packet.packet.number), wire::tokenText(all[place].token), {}, {},
                       [failed, place, again = weak.lock()](const Result<HttpPoster::Answer> &answer) {
                           if (!answer && !isNotThere(answer.error()))
                               return failed(answer.error());
                           (*again)(place + 1);
                       });
    };
    m_store([found](SyncDesk &desk) { *found = mailboxes(desk.db); },
            [guard = QPointer<PacketCourier>(this), found, failed, next] {
                if (guard == nullptr)
                    return;
                if (!*found)
                    return failed(found->error());
                (*next)(0);
            });
}

} // namespace indaro::transport
