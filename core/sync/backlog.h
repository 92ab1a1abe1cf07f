// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/connection.h"
#include "core/wire/have_vector.h"

namespace indaro::sync {

/// What somebody lacks, for an honest progress.
struct Backlog
{
    std::uint64_t operations = 0;
    std::uint64_t bytes = 0;
    std::uint64_t envelopes = 0;
};

/// Of the envelopes kept here, those somebody with this vector lacks. Errors: the store's.
[[nodiscard]] base::Result<Backlog> backlogFor(store::Connection &db, const wire::HaveVector &theirs, bool withHouse);

} // namespace indaro::sync
