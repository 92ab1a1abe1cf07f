// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/bytes.h"
#include "core/wire/exchange.h"

#include <list>
#include <mutex>
#include <optional>
#include <string>

namespace indaro::server {

/// The beginnings of envelopes whose uploads were cut, so that on a bad link only what is missing travels again. In memory,
/// of this process alone: who finds nothing sends the envelope anew. The newest few; a laptop has at most one. Any thread.
class PartialUploads
{
public:
    /// Of an upload that was authenticated; in place of what was kept for that caller. Nothing is kept of what does not
    /// begin as an envelope.
    void keep(const std::string &authorization, base::ByteView beginning);
    void forget(const std::string &authorization);
    [[nodiscard]] std::optional<wire::KeptUpload> find(const std::string &authorization) const;
    /// Its first `size` bytes, which are kept no longer; nothing when there are not as many.
    [[nodiscard]] std::optional<base::Bytes> take(const std::string &authorization, std::size_t size);

private:
    struct Kept
    {
        std::string authorization;
        base::Bytes bytes;
    };
    [[nodiscard]] std::list<Kept>::const_iterator at(const std::string &authorization) const;
    mutable std::mutex m_mutex;
    std::list<Kept> m_kept; ///< newest first
    std::size_t m_bytes = 0;
};

} // namespace indaro::server
