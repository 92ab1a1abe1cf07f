// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <cstdint>
#include <functional>
#include <string>

namespace indaro::server {

class Metrics;
class Workers;

struct HttpOptions
{
    std::string address = "127.0.0.1";
    std::uint16_t port = 8437;   ///< 0 = any that is free
    std::string certificateFile; ///< PEM chain; with it TLS 1.3 and nothing older
    std::string keyFile;
    /// Behind a reverse proxy: the caller's address is the last one in X-Forwarded-For.
    bool isBehindProxy = false;
    std::size_t connections = 512;
    std::size_t bodyBudget = std::size_t{16} * 1024 * 1024; ///< bytes of bodies in memory at a time
    int headerSeconds = 15;
    int idleSeconds = 60;
    int chunkSeconds = 30;         ///< the longest wait for the next bytes of a body, or for 64 KiB of an answer to leave
    double bytesPerSecond = 200;   ///< the slowest body, on average after the first chunkSeconds
    double requestsPerSecond = 20; ///< per address and per token, in the long run
    double requestBurst = 200;
    int drainSeconds = 20;
};

/// Listens, reads requests within the limits, hands them to the workers, and writes the answers; returns
/// after SIGTERM or SIGINT, when what was under way is answered. `onListening` gets the port. No address is
/// logged or stored; rate limits keep them in memory for minutes. Errors: InvalidArgument (address),
/// FileNotReadable (certificate or key), FileNotWritable (the port is taken).
[[nodiscard]] base::Result<void> serveHttp(const HttpOptions &options, Workers &workers, Metrics &metrics,
                                           const std::function<void(std::uint16_t)> &onListening);

} // namespace indaro::server
