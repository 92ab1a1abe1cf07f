// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/server/http_server.h"
#include "app/server/metrics.h"
#include "app/server/workers.h"
#include "core/relay/rate_limiter.h"

#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/ssl/context.hpp>
#include <boost/asio/ssl/stream.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/core/tcp_stream.hpp>
#include <boost/beast/http/buffer_body.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/read.hpp>

#include <algorithm>
#include <charconv>
#include <chrono>
#include <list>

/// One connection of the server, from its first byte to its last. For http_server.cpp alone: Boost.Beast costs a minute of
/// compiling.
namespace indaro::server {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = boost::beast::http;
using asio::ip::tcp;
using boost::system::error_code;
using TlsStream = asio::ssl::stream<beast::tcp_stream>;
using Clock = std::chrono::steady_clock;

inline constexpr std::size_t HeaderLimit = 8 * 1024;
inline constexpr std::size_t ReadSize = 16 * 1024;
inline constexpr std::size_t WriteSize = 64 * 1024;

inline std::int64_t nowMs()
{
    return std::chrono::duration_cast<std::chrono::milliseconds>(Clock::now().time_since_epoch()).count();
}

/// What a connection is doing; while the table is full, who has not got far goes first, in this order.
enum class Phase { Idle, Header, Body, Answering };

class Connection
{
public:
    virtual ~Connection() = default;
    virtual void close() = 0;
    Phase phase = Phase::Header;
    Clock::time_point since = Clock::now();
    std::size_t received = 0;
    bool isClosing = false;
};

/// What all connections share; used on the one network thread only.
struct Shared
{
    const HttpOptions &options;
    Workers &workers;
    Metrics &metrics;
    relay::RateLimiter addresses;
    relay::RateLimiter tokens;
    std::list<Connection *> connections;
    std::function<void()> onEmpty;
    bool isDraining = false;

    void makeRoom()
    {
        if (connections.size() < options.connections)
            return;
        const auto victim = std::min_element(connections.begin(), connections.end(), [](const auto *a, const auto *b) {
            if (a->isClosing != b->isClosing)
                return b->isClosing;
            if (a->phase != b->phase)
                return a->phase < b->phase;
            return a->since < b->since;
        });
        ++metrics.evicted;
        (*victim)->close();
    }
};

inline std::string_view reasonOf(int status)
{
    return http::obsolete_reason(static_cast<http::status>(status)).data();
}

/// By hand, because every byte of a small answer counts on a slow link.
inline std::string headOf(const HttpReply &reply, bool keepAlive)
{
    std::string out = "HTTP/1.1 " + std::to_string(reply.status) + " " + std::string(reasonOf(reply.status)) + "\r\n";
    if (reply.status != 204)
        out += "Content-Length: " + std::to_string(reply.body.size()) + "\r\n";
    if (!reply.body.empty() && reply.type != "application/octet-stream")
        out += "Content-Type: " + reply.type + "\r\n";
    if (!reply.contentRange.empty())
        out += "Content-Range: " + reply.contentRange + "\r\n";
    if (reply.retryAfter > 0)
        out += "Retry-After: " + std::to_string(reply.retryAfter) + "\r\n";
    if (reply.status == 401)
        out += "WWW-Authenticate: Bearer\r\n";
    if (!keepAlive)
        out += "Connection: close\r\n";
    return out + "\r\n";
}

inline std::string_view toView(beast::string_view text)
{
    return {text.data(), text.size()};
}

template <class Stream> class Session final : public Connection, public std::enable_shared_from_this<Session<Stream>>
{
public:
    template <class... Args>
    Session(Shared &shared, std::string address, bool isLocal, Args &&...args)
        : m_shared(shared), m_address(std::move(address)), m_isLocal(isLocal), m_stream(std::forward<Args>(args)...)
    {
        m_place = m_shared.connections.insert(m_shared.connections.end(), this);
        ++m_shared.metrics.connections;
        ++m_shared.metrics.connectionsOpen;
    }
    ~Session() override
    {
        forget();
        m_shared.connections.erase(m_place);
        --m_shared.metrics.connectionsOpen;
        if (m_shared.connections.empty() && m_shared.onEmpty)
            m_shared.onEmpty();
    }
    Session(const Session &) = delete;
    Session &operator=(const Session &) = delete;

    void start()
    {
        if constexpr (std::is_same_v<Stream, TlsStream>) {
            expire(m_shared.options.headerSeconds);
            m_stream.async_handshake(asio::ssl::stream_base::server, bind([](Session &s, error_code ec) {
                                         if (!ec)
                                             s.readHeader();
                                     }));
        } else {
            readHeader();
        }
    }

    void close() override
    {
        isClosing = true;
        beast::get_lowest_layer(m_stream).close();
    }

private:
    /// A handler that keeps the session alive.
    template <class F> auto bind(F handler)
    {
        return [self = this->shared_from_this(), handler](error_code ec, auto &&...rest) {
            if (ec == beast::error::timeout)
                ++self->m_shared.metrics.timedOut;
            handler(*self, ec, rest...);
        };
    }
    void expire(int seconds) { beast::get_lowest_layer(m_stream).expires_after(std::chrono::seconds(seconds)); }
    void enter(Phase next)
    {
        phase = next;
        since = Clock::now();
    }
    void forget()
    {
        m_shared.metrics.bodyBytes -= static_cast<std::int64_t>(m_request.body.capacity() + m_body.size());
        m_request = {};
        m_body = {};
        m_refusal.reset();
        m_ending = Ending::NotYet;
        received = 0;
    }
    [[nodiscard]] bool isBudgetSpent() const
    {
        return m_shared.metrics.bodyBytes > static_cast<std::int64_t>(m_shared.options.bodyBudget);
    }

    /// Between two requests a laptop may be quiet for a while; once a request begins it must get on.
    void waitForRequest()
    {
        if (m_shared.isDraining)
            return finish();
        if (m_buffer.size() > 0)
            return readHeader();
        enter(Phase::Idle);
        expire(m_shared.options.idleSeconds);
        m_stream.async_read_some(m_buffer.prepare(4096), bind([](Session &s, error_code ec, std::size_t bytes) {
                                     if (ec)
                                         return;
                                     s.m_buffer.commit(bytes);
                                     s.readHeader();
                                 }));
    }

    void readHeader()
    {
        enter(Phase::Header);
        m_parser.emplace();
        m_parser->header_limit(HeaderLimit);
        m_parser->body_limit(wire::MaxUpload);
        expire(m_shared.options.headerSeconds);
        http::async_read_header(m_stream, m_buffer, *m_parser,
                                bind([](Session &s, error_code ec, std::size_t) { s.onHeader(ec); }));
    }

    void onHeader(error_code ec)
    {
        if (ec == http::error::body_limit)
            return refuse(plainReply(413, "too-large"));
        if (ec == http::error::header_limit)
            return refuse(plainReply(431, "header"));
        if (ec && ec.category() == http::make_error_code(http::error::bad_method).category() &&
            ec != http::error::end_of_stream && ec != http::error::partial_message)
            return refuse(plainReply(400, "http"));
        if (ec)
            return finish();
        const auto &head = m_parser->get();
        m_request.method = std::string(toView(head.method_string()));
        m_request.target = std::string(toView(head.target()));
        m_request.authorization = std::string(toView(head[http::field::authorization]));
        m_request.range = std::string(toView(head[http::field::range]));
        m_keepAlive = head.keep_alive() && !m_shared.isDraining;
        if (m_request.method == "GET" && m_request.target == "/metrics")
            return m_isLocal && head.find("X-Forwarded-For") == head.end() ? answerMetrics()
                                                                           : refuse(plainReply(404, "not-found"));
        const auto limit = bodyLimit(m_request.method, m_request.target);
        if (!limit)
            return refuse(unknownRoute(m_request.target));
        if (!isWithinRate(toView(head["X-Forwarded-For"]))) {
            ++m_shared.metrics.rateLimited;
            HttpReply reply = plainReply(429, "slow-down");
            reply.retryAfter = 5;
            return refuse(std::move(reply));
        }
        if (m_parser->content_length() && *m_parser->content_length() > *limit)
            return refuse(plainReply(413, "too-large"));
        m_limit = *limit;
        if (!takeUpWhereCut(toView(head["Upload-Offset"])))
            return refuse(plainReply(409, "state"));
        if (m_parser->is_done())
            return hand();
        enter(Phase::Body);
        if (beast::iequals(head[http::field::expect], "100-continue"))
            return sayContinue();
        readBody();
    }

    /// The body may go on where a former one was cut: what was kept of that one comes before it.
    bool takeUpWhereCut(std::string_view offset)
    {
        if (offset.empty() || !isUpload())
            return true;
        std::size_t size = 0;
        const auto end = offset.data() + offset.size();
        const auto read = std::from_chars(offset.data(), end, size);
        auto kept = read.ec == std::errc() && read.ptr == end
                        ? m_shared.workers.partials().take(m_request.authorization, size)
                        : std::nullopt;
        if (kept)
            keep(*kept);
        return kept.has_value();
    }

    /// One bucket for the address and one for the token. A wrong token costs the address more, see onReply().
    bool isWithinRate(std::string_view forwarded)
    {
        m_caller = m_address;
        if (m_shared.options.isBehindProxy && !forwarded.empty()) {
            const auto comma = forwarded.find_last_of(", ");
            m_caller = std::string(comma == std::string_view::npos ? forwarded : forwarded.substr(comma + 1)).substr(0, 64);
        }
        const std::int64_t now = nowMs();
        return m_shared.addresses.allows(m_caller, now) &&
               (m_request.authorization.empty() || m_shared.tokens.allows(m_request.authorization, now));
    }

    void sayContinue()
    {
        static constexpr std::string_view line = "HTTP/1.1 100 Continue\r\n\r\n";
        expire(m_shared.options.chunkSeconds);
        asio::async_write(m_stream, asio::buffer(line.data(), line.size()), bind([](Session &s, error_code ec, std::size_t) {
                              if (!ec)
                                  s.readBody();
                          }));
    }

    void readBody()
    {
        m_chunk.resize(ReadSize);
        auto &body = m_parser->get().body();
        body.data = m_chunk.data();
        body.size = m_chunk.size();
        expire(m_shared.options.chunkSeconds);
        http::async_read_some(m_stream, m_buffer, *m_parser,
                              bind([](Session &s, error_code ec, std::size_t) { s.onBody(ec); }));
    }

    void onBody(error_code ec)
    {
        if (ec == http::error::need_buffer)
            ec = {};
        const std::size_t count = m_chunk.size() - m_parser->get().body().size;
        received += count;
        if (received > m_limit || ec == http::error::body_limit) {
            m_refusal = plainReply(413, "too-large");
            return end(Ending::Whole);
        }
        keep(base::ByteView(m_chunk).first(count));
        if (isBudgetSpent())
            return end(Ending::NoRoom);
        if (!ec && m_parser->is_done())
            return end(Ending::Whole);
        if (ec || isTooSlow()) {
            if (!ec)
                ++m_shared.metrics.timedOut;
            return end(Ending::Cut);
        }
        if (m_refusal)
            return end(Ending::Whole);
        handWholeEnvelopes();
        readBody();
    }

    void keep(base::ByteView bytes)
    {
        const std::size_t before = m_request.body.capacity();
        const std::size_t wanted = m_request.body.size() + bytes.size();
        if (before < wanted) // doubles, but never sets aside more than was announced, nor anything for the
                             // mere announcement
            m_request.body.reserve(
                std::max(wanted, std::min<std::size_t>(2 * wanted, m_parser->content_length().value_or(m_limit))));
        m_request.body.insert(m_request.body.end(), bytes.begin(), bytes.end());
        m_shared.metrics.bodyBytes += static_cast<std::int64_t>(m_request.body.capacity() - before);
    }

    [[nodiscard]] bool isTooSlow() const
    {
        const double seconds = std::chrono::duration<double>(Clock::now() - since).count();
        return seconds > m_shared.options.chunkSeconds &&
               static_cast<double>(received) < seconds * m_shared.options.bytesPerSecond;
    }

    [[nodiscard]] bool isUpload() const { return m_request.method == "POST" && m_request.target.ends_with("/envelopes"); }

    /// Envelopes are stored while those after them are still on their way, so that a server that is killed, or a
    /// link that is cut, costs a laptop at most the one that was under way. One part at a time: they build on
    /// each other.
    void handWholeEnvelopes()
    {
        if (m_isPartUnderWay || !isUpload())
            return;
        const std::size_t whole = m_request.body.size() - wire::cutEnvelopes(m_request.body).rest.size();
        if (whole == 0)
            return;
        HttpRequest part = m_request;
        part.body = std::move(m_request.body);
        m_request.body.assign(part.body.begin() + static_cast<std::ptrdiff_t>(whole), part.body.end());
        part.body.resize(whole);
        m_shared.metrics.bodyBytes += static_cast<std::int64_t>(m_request.body.capacity());
        m_isPartUnderWay = postToWorker(std::move(part), [](Session &s, HttpReply reply) { s.onPart(std::move(reply)); });
        if (!m_isPartUnderWay)
            m_refusal = busyReply(); // said with the next bytes that come
    }

    void onPart(HttpReply reply)
    {
        m_isPartUnderWay = false;
        if (reply.status == 200)
            m_request.earlier = std::move(reply.body);
        else
            m_refusal = std::move(reply);
        if (m_ending != Ending::NotYet)
            conclude();
        else if (!m_refusal)
            handWholeEnvelopes();
    }

    /// How reading a body ended.
    enum class Ending { NotYet, Whole, Cut, NoRoom };
    void end(Ending ending)
    {
        m_ending = ending;
        if (m_isPartUnderWay) // then its answer goes on from here
            beast::get_lowest_layer(m_stream).expires_never();
        else
            conclude();
    }

    void conclude()
    {
        if (m_ending != Ending::Whole)
            handRest();
        if (m_ending == Ending::Cut)
            return finish();
        if (m_ending == Ending::NoRoom)
            return refuse(busyReply());
        if (m_refusal)
            return refuse(std::move(*m_refusal));
        hand();
    }

    /// The link was cut in the middle: the envelopes that came whole are taken in all the same, so that a
    /// laptop on a bad link gets on with every attempt.
    void handRest()
    {
        if (!isUpload() || m_request.body.empty() || m_refusal)
            return;
        m_request.isBodyWhole = false;
        (void)postRequest(std::exchange(m_request, {}), [](HttpReply) {});
    }

    void hand()
    {
        enter(Phase::Answering);
        beast::get_lowest_layer(m_stream).expires_never();
        if (!postToWorker(std::exchange(m_request, {}), [](Session &s, HttpReply reply) { s.onReply(std::move(reply)); }))
            answer(busyReply());
    }

    /// `then` runs on the network thread and keeps the session alive.
    template <class Then> bool postToWorker(HttpRequest request, Then then)
    {
        return postRequest(std::move(request), [self = this->shared_from_this(), then](HttpReply reply) mutable {
            auto executor = self->m_stream.get_executor();
            asio::post(executor, [kept = std::move(self), then, answer = std::move(reply)]() mutable {
                then(*kept, std::move(answer));
            });
        });
    }

    /// The body stays in the budget until a worker is done with it.
    bool postRequest(HttpRequest request, Workers::Done done)
    {
        m_shared.metrics.bytesIn += request.body.size();
        const auto size = static_cast<std::int64_t>(request.body.capacity());
        const bool isTaken = m_shared.workers.post(
            std::move(request), [&metrics = m_shared.metrics, size, done = std::move(done)](HttpReply reply) {
                metrics.bodyBytes -= size;
                done(std::move(reply));
            });
        if (!isTaken)
            m_shared.metrics.bodyBytes -= size;
        return isTaken;
    }

    HttpReply busyReply()
    {
        ++m_shared.metrics.overloaded;
        HttpReply reply = plainReply(503, "busy");
        reply.retryAfter = 10;
        return reply;
    }

    void onReply(HttpReply reply)
    {
        if (reply.status == 401)
            m_shared.addresses.charge(m_caller, nowMs(), 20);
        answer(isBudgetSpent() && reply.body.size() > WriteSize ? busyReply() : std::move(reply));
    }

    void answerMetrics()
    {
        const std::string text = m_shared.metrics.text();
        const auto bytes = base::asBytes(text);
        answer({200, "text/plain; version=0.0.4", {bytes.begin(), bytes.end()}, 0});
    }

    /// An answer after which the connection ends, because what follows on it has not been read.
    void refuse(HttpReply reply)
    {
        m_keepAlive = false;
        answer(std::move(reply));
    }

    void answer(HttpReply reply)
    {
        enter(Phase::Answering);
        forget();
        m_shared.metrics.countReply(reply.status);
        m_shared.metrics.bytesOut += reply.body.size();
        m_keepAlive = m_keepAlive && !m_shared.isDraining;
        m_head = headOf(reply, m_keepAlive);
        m_body = std::move(reply.body);
        m_shared.metrics.bodyBytes += static_cast<std::int64_t>(m_body.size());
        m_written = 0;
        writeNext(true);
    }

    /// In pieces, each with its own time, so that a slow laptop gets a long answer and a stuck one is given
    /// up.
    void writeNext(bool withHead)
    {
        const std::size_t count = std::min(WriteSize, m_body.size() - m_written);
        const std::array<asio::const_buffer, 2> buffers{asio::buffer(m_head.data(), withHead ? m_head.size() : 0),
                                                        asio::buffer(m_body.data() + m_written, count)};
        m_written += count;
        expire(m_shared.options.chunkSeconds);
        asio::async_write(m_stream, buffers, bind([](Session &s, error_code ec, std::size_t) {
                              if (ec)
                                  return;
                              if (s.m_written < s.m_body.size())
                                  return s.writeNext(false);
                              s.forget();
                              if (s.m_keepAlive)
                                  s.waitForRequest();
                              else
                                  s.finish();
                          }));
    }

    /// Lets the last answer leave: what the caller still sends is read away for a few seconds, or the answer
    /// would be lost.
    void finish()
    {
        error_code ec;
        auto &socket = beast::get_lowest_layer(m_stream).socket();
        socket.shutdown(tcp::socket::shutdown_send, ec);
        if (ec)
            return;
        enter(Phase::Idle);
        expire(5);
        drain(static_cast<int>(wire::MaxUpload / ReadSize));
    }
    void drain(int rounds)
    {
        m_chunk.resize(ReadSize);
        beast::get_lowest_layer(m_stream).async_read_some(asio::buffer(m_chunk.data(), m_chunk.size()),
                                                          bind([rounds](Session &s, error_code ec, std::size_t) {
                                                              if (!ec && rounds > 0)
                                                                  s.drain(rounds - 1);
                                                          }));
    }

    Shared &m_shared;
    std::string m_address;
    bool m_isLocal;
    Stream m_stream;
    std::list<Connection *>::iterator m_place;
    beast::flat_buffer m_buffer{HeaderLimit + ReadSize};
    std::optional<http::request_parser<http::buffer_body>> m_parser;
    base::Bytes m_chunk;
    HttpRequest m_request;
    std::string m_caller;
    std::size_t m_limit = 0;
    bool m_isPartUnderWay = false;
    Ending m_ending = Ending::NotYet;
    std::optional<HttpReply> m_refusal; ///< what ends this request as soon as nothing of it is under way
    bool m_keepAlive = false;
    std::string m_head;
    base::Bytes m_body;
    std::size_t m_written = 0;
};

} // namespace indaro::server
