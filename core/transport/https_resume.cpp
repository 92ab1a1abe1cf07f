// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/transport/https_round.h"

namespace indaro::transport {

using base::Error;
using base::Result;

/// For the rest of what m_partial is the beginning of.
HttpPoster::OnData HttpsTransport::collect()
{
    m_poster->skipBytes(m_partial.size());
    return [this, isFirst = true](base::ByteView piece) mutable {
        if (std::exchange(isFirst, false) && !m_poster->isPart())
            m_partial.clear(); // from the beginning after all
        if (m_partial.size() + piece.size() > wire::MaxEnvelope)
            return; // no envelope: what is kept of it will not have the right length
        m_partial.insert(m_partial.end(), piece.begin(), piece.end());
        m_hasAdvanced = true;
    };
}

/// The link was cut in the middle of an envelope: what came of it counts too, so that a link that never carries a whole one
/// at a time gets there all the same.
void HttpsTransport::fetchRest()
{
    const auto start = wire::envelopeStart(m_partial);
    if (!start || !*start ||
        (*start)->header.type != wire::EnvelopeType::Operations) { // its header had not come, or is none
        m_partial.clear();
        return askNews();
    }
    const auto &header = (*start)->header;
    const std::string what = "envelopes/" + base::toHex(header.device.bytes()) + "/" +
                             std::to_string(static_cast<int>(header.stream)) + "/" + std::to_string(header.number);
    const auto &opening = m_round->opening;
    show(SyncProgress::Step::Receiving);
    m_poster->send(HttpPoster::Verb::Get, pathOf(opening.shelter, what), wire::tokenText(opening.access.token), {},
                   collect(), [this, length = (*start)->length](Result<HttpPoster::Answer> answer) {
                       if (!answer && isPassing(answer.error().code))
                           return attemptFailed(answer.error()); // and once more, for what is still missing
                       const base::Bytes whole = std::exchange(m_partial, {});
                       if (!answer || whole.size() != length)
                           return askNews(); // it is not there any more, or something else is
                       auto batch = std::make_shared<std::vector<base::Bytes>>(1, whole);
                       onStore<Intake>([access = m_round->opening.access,
                                        batch](SyncDesk &desk) { return takeEnvelopes(desk, access, *batch); },
                                       [this](const Intake &intake) {
                                           ++m_report.envelopesReceived;
                                           m_report.intake.add(intake);
                                           begin(); // the vector says more now
                                       });
                   });
}

} // namespace indaro::transport
