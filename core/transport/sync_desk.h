// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sync/engine.h"
#include "core/sync/trust.h"

namespace indaro::transport {

/// What every road works with, on the store thread. Nothing here may be kept longer than the call.
struct SyncDesk
{
    store::Connection &db;
    sync::Trust &trust;
    sync::Engine &engine;
    const base::Clock &clock;
};

} // namespace indaro::transport
