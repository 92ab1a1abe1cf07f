// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/exchange/exchange.h"
#include "ui/pages/commission/packet_post.h"

#include <memory>

namespace indaro::ui::roads {

/// The server's road for the pages of the commission. `exchange` outlives it; what is fetched from now on is opened with the
/// same checks as from a stick (reports::openCounts).
[[nodiscard]] std::unique_ptr<pages::PacketPost> serverPost(exchange::Exchange &exchange);

} // namespace indaro::ui::roads
