// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/relay/relay.h"

#include <optional>
#include <string>
#include <string_view>

namespace indaro::server {

class Metrics;
class PartialUploads;

/// One request without the network around it.
struct HttpRequest
{
    std::string method;
    std::string target;        ///< as in the request line
    std::string authorization; ///< header, or empty
    std::string range;         ///< header, or empty
    base::Bytes body;
    bool isBodyWhole = true; ///< false when the link was cut: what came whole still counts
    base::Bytes earlier;     ///< of an upload whose first envelopes were taken in already: the answer to them
};

struct HttpReply
{
    int status = 200;
    std::string type = "application/octet-stream";
    base::Bytes body;
    int retryAfter = 0;         ///< seconds; 0 = not said
    std::string contentRange{}; ///< of a part, or empty
};

/// The most bytes a body of this request may have, known before it is read; empty when there is no such
/// route.
[[nodiscard]] std::optional<std::size_t> bodyLimit(std::string_view method, std::string_view target);

/// What to say where bodyLimit() is empty: 404, or 405 when the path has another method.
[[nodiscard]] HttpReply unknownRoute(std::string_view target);

/// Answers everything under /v1 and /healthz [core/wire/PROTOCOL.md]. Never fails: what goes wrong is a
/// status. Thread: the relay's.
[[nodiscard]] HttpReply route(const HttpRequest &request, relay::Relay &relay, relay::RelayStore &store, Metrics &metrics,
                              PartialUploads &partials);

/// A short text answer: a word of what was wrong.
[[nodiscard]] HttpReply plainReply(int status, std::string_view word);

} // namespace indaro::server
