// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/server/http_server.h"

#include "app/server/http_session.h"
#include "core/base/log.h"
#include "core/base/process.h"

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/signal_set.hpp>
#include <boost/asio/ssl/context.hpp>
#include <boost/asio/steady_timer.hpp>

#include <openssl/ssl.h>

#include <chrono>
#include <csignal>

namespace indaro::server {

namespace {

class Listener
{
public:
    Listener(asio::io_context &io, Shared &shared, std::optional<asio::ssl::context> &tls)
        : m_io(io), m_shared(shared), m_tls(tls), m_acceptor(io), m_retry(io)
    {
    }

    base::Result<std::uint16_t> listen(const std::string &address, std::uint16_t port)
    {
        error_code ec;
        const auto ip = asio::ip::make_address(address, ec);
        if (ec)
            return base::Error(base::Errc::InvalidArgument);
        const tcp::endpoint endpoint(ip, port);
        m_acceptor.open(endpoint.protocol(), ec);
        if (!ec)
            m_acceptor.set_option(tcp::acceptor::reuse_address(true), ec);
        if (!ec)
            m_acceptor.bind(endpoint, ec);
        if (!ec)
            m_acceptor.listen(1024, ec);
        if (ec)
            return base::Error(base::Errc::FileNotWritable, {{"errno", static_cast<std::int64_t>(ec.value())}});
        accept();
        return m_acceptor.local_endpoint(ec).port();
    }
    void stop()
    {
        error_code ec;
        m_acceptor.close(ec);
    }

private:
    void accept()
    {
        m_acceptor.async_accept([this](error_code ec, tcp::socket socket) {
            if (ec == asio::error::operation_aborted || m_shared.isDraining)
                return;
            if (ec) { // out of descriptors: whoever is there goes on, strangers wait
                m_retry.expires_after(std::chrono::milliseconds(100));
                m_retry.async_wait([this](error_code waited) {
                    if (!waited)
                        accept();
                });
                return;
            }
            begin(std::move(socket));
            accept();
        });
    }
    void begin(tcp::socket socket)
    {
        error_code ec;
        const auto remote = socket.remote_endpoint(ec);
        if (ec)
            return;
        socket.set_option(tcp::no_delay(true), ec);
        m_shared.makeRoom();
        const bool isLocal = remote.address().is_loopback();
        if (m_tls)
            std::make_shared<Session<TlsStream>>(m_shared, remote.address().to_string(), isLocal,
                                                 beast::tcp_stream(std::move(socket)), *m_tls)
                ->start();
        else
            std::make_shared<Session<beast::tcp_stream>>(m_shared, remote.address().to_string(), isLocal, std::move(socket))
                ->start();
    }

    asio::io_context &m_io;
    Shared &m_shared;
    std::optional<asio::ssl::context> &m_tls;
    tcp::acceptor m_acceptor;
    asio::steady_timer m_retry;
};

base::Result<void> loadTls(asio::ssl::context &tls, const HttpOptions &options)
{
    error_code ec;
    tls.use_certificate_chain_file(options.certificateFile, ec);
    if (!ec)
        tls.use_private_key_file(options.keyFile, asio::ssl::context::pem, ec);
    if (ec)
        return base::Error(base::Errc::FileNotReadable);
    SSL_CTX_set_min_proto_version(tls.native_handle(), TLS1_3_VERSION);
    // No resumption: a ticket would tell two visits of one laptop to be the same one's.
    SSL_CTX_set_session_cache_mode(tls.native_handle(), SSL_SESS_CACHE_OFF);
    SSL_CTX_set_num_tickets(tls.native_handle(), 0);
    return {};
}

} // namespace

base::Result<void> serveHttp(const HttpOptions &options, Workers &workers, Metrics &metrics,
                             const std::function<void(std::uint16_t)> &onListening)
{
    std::optional<asio::ssl::context> tls;
    if (!options.certificateFile.empty()) {
        tls.emplace(asio::ssl::context::tls_server);
        INDARO_TRY(loadTls(*tls, options));
    }
    Shared shared{options,
                  workers,
                  metrics,
                  {options.requestBurst, options.requestsPerSecond},
                  {options.requestBurst, options.requestsPerSecond},
                  {},
                  {},
                  false};
    asio::io_context io(1); // after what its handlers use, so that it ends before
    Listener listener(io, shared, tls);
    INDARO_TRY_ASSIGN(const auto port, listener.listen(options.address, options.port));
    asio::signal_set signals(io, SIGTERM, SIGINT);
    asio::steady_timer deadline(io);
    signals.async_wait([&](error_code ec, int) {
        if (ec)
            return;
        base::logEvent("draining", {{"connections", static_cast<std::int64_t>(shared.connections.size())}});
        shared.isDraining = true;
        listener.stop();
        shared.onEmpty = [&] { io.stop(); };
        if (shared.connections.empty())
            return io.stop();
        for (Connection *connection : std::list<Connection *>(shared.connections))
            if (connection->phase == Phase::Idle || connection->phase == Phase::Header)
                connection->close();
        deadline.expires_after(std::chrono::seconds(options.drainSeconds));
        deadline.async_wait([&](error_code waited) {
            if (!waited)
                io.stop();
        });
    });
    onListening(port);
    io.run();
    shared.onEmpty = {};
    workers.finish(); // an answer nobody waits for any more is still work that was accepted
    return {};
}

} // namespace indaro::server
