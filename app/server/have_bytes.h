// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/wire/have_vector.h"

namespace indaro::server {

/// A have vector in a column.
[[nodiscard]] inline base::Bytes haveToBytes(const wire::HaveVector &have)
{
    base::ByteWriter out;
    wire::encodeHaveVector(out, have);
    return std::move(out).take();
}

/// Errors: StoreDamaged.
[[nodiscard]] inline base::Result<wire::HaveVector> haveFromBytes(base::ByteView bytes)
{
    base::ByteReader in(bytes);
    auto have = wire::decodeHaveVector(in);
    if (!have || !in.atEnd())
        return base::Error(base::Errc::StoreDamaged);
    return have;
}

} // namespace indaro::server
