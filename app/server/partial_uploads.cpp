// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/server/partial_uploads.h"

#include <algorithm>

namespace indaro::server {

namespace {
constexpr std::size_t MostBytes = 8 * wire::MiB; ///< of all; a usual envelope has at most 32 KiB
}

std::list<PartialUploads::Kept>::const_iterator PartialUploads::at(const std::string &authorization) const
{
    return std::find_if(m_kept.begin(), m_kept.end(), [&](const Kept &one) { return one.authorization == authorization; });
}

void PartialUploads::keep(const std::string &authorization, base::ByteView beginning)
{
    forget(authorization);
    if (beginning.size() > wire::MaxEnvelope || !wire::keptOf(beginning))
        return;
    const std::lock_guard lock(m_mutex);
    m_kept.push_front({authorization, {beginning.begin(), beginning.end()}});
    m_bytes += beginning.size();
    while (m_bytes > MostBytes) {
        m_bytes -= m_kept.back().bytes.size();
        m_kept.pop_back();
    }
}

void PartialUploads::forget(const std::string &authorization)
{
    const std::lock_guard lock(m_mutex);
    if (const auto found = at(authorization); found != m_kept.end()) {
        m_bytes -= found->bytes.size();
        m_kept.erase(found);
    }
}

std::optional<wire::KeptUpload> PartialUploads::find(const std::string &authorization) const
{
    const std::lock_guard lock(m_mutex);
    const auto found = at(authorization);
    return found != m_kept.end() ? wire::keptOf(found->bytes) : std::nullopt;
}

std::optional<base::Bytes> PartialUploads::take(const std::string &authorization, std::size_t size)
{
    const std::lock_guard lock(m_mutex);
    const auto found = at(authorization);
    if (found == m_kept.end() || found->bytes.size() < size)
        return std::nullopt;
    base::Bytes bytes(found->bytes.begin(), found->bytes.begin() + static_cast<std::ptrdiff_t>(size));
    m_bytes -= found->bytes.size();
    m_kept.erase(found);
    return bytes;
}

} // namespace indaro::server
