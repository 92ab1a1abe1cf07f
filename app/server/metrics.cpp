// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/server/metrics.h"

#include <algorithm>

namespace indaro::server {

namespace {

void start(std::string &out, const char *name, const char *kind, const char *help)
{
    out += std::string("# HELP indaro_") + name + " " + help + "\n# TYPE indaro_" + name + " " + kind + "\n";
}

template <class Number> void single(std::string &out, const char *name, const char *kind, const char *help, Number value)
{
    start(out, name, kind, help);
    out += std::string("indaro_") + name + " " + std::to_string(value) + "\n";
}

} // namespace

void Metrics::countReply(int status)
{
    ++m_replies.at(static_cast<std::size_t>(std::clamp(status / 100, 0, 5)));
}

void Metrics::countItem(wire::ItemStatus status)
{
    ++m_items.at(static_cast<std::size_t>(status));
}

std::string Metrics::text() const
{
    std::string out;
    start(out, "replies_total", "counter", "Answers by class of status.");
    for (std::size_t i = 1; i < m_replies.size(); ++i)
        out += "indaro_replies_total{class=\"" + std::to_string(i) + "xx\"} " + std::to_string(m_replies[i]) + "\n";
    start(out, "envelopes_received_total", "counter", "Uploaded envelopes by what became of them.");
    for (std::size_t i = 0; i < m_items.size(); ++i)
        out += "indaro_envelopes_received_total{status=\"" +
               std::string(wire::itemStatusName(static_cast<wire::ItemStatus>(i))) + "\"} " + std::to_string(m_items[i]) +
               "\n";
    single(out, "envelopes_sent_total", "counter", "Envelopes sent to laptops.", m_sent.load());
    single(out, "connections_open", "gauge", "Connections now.", connectionsOpen.load());
    single(out, "connections_total", "counter", "Connections accepted.", connections.load());
    single(out, "connections_evicted_total", "counter", "Slow connections closed to make room.", evicted.load());
    single(out, "connections_timed_out_total", "counter", "Connections closed because they were too slow.", timedOut.load());
    single(out, "rate_limited_total", "counter", "Requests answered 429.", rateLimited.load());
    single(out, "overloaded_total", "counter", "Requests answered 503 because too much was waiting.", overloaded.load());
    single(out, "body_bytes", "gauge", "Bytes of request bodies in memory.", bodyBytes.load());
    single(out, "bytes_in_total", "counter", "Bytes of request bodies.", bytesIn.load());
    single(out, "bytes_out_total", "counter", "Bytes of answer bodies.", bytesOut.load());
    return out;
}

} // namespace indaro::server
