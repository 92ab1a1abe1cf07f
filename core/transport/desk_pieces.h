// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/transport/sync_desk.h"

#include <functional>
#include <optional>
#include <type_traits>

namespace indaro::transport {

/// Runs one short piece of an exchange where the vault is, waits for it, and gives what it gave: so that the files of a
/// slow stick are read and written on another thread, and a save on the vault's waits for one piece at most. A program of
/// one thread calls the piece at once. An error of its own (Cancelled: the vault is being closed) means that the piece has
/// not run and never will.
using OnDesk = std::function<base::Result<void>(const std::function<base::Result<void>(SyncDesk &)> &piece)>;

/// A piece that gives a value.
template <class Piece> auto onDesk(const OnDesk &run, Piece piece) -> std::invoke_result_t<Piece, SyncDesk &>
{
    std::optional<std::invoke_result_t<Piece, SyncDesk &>> answer;
    const base::Result<void> ran = run([&](SyncDesk &desk) -> base::Result<void> {
        answer.emplace(piece(desk));
        return answer->hasValue() ? base::Result<void>() : answer->error();
    });
    if (!ran)
        return ran.error();
    return std::move(*answer);
}

} // namespace indaro::transport
