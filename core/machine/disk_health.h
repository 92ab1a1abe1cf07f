// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/machine/surroundings.h"

namespace indaro::machine {

enum class DiskHealth : std::uint8_t {
    Good,
    Failing,
    FileSystemErrors, ///< the system has found errors in what is written there
    NotKnown
};

/// Of the disks below the folder of the vault, the worst of them. Asked are, in this order: the counter of errors of ext4,
/// what a card or eMMC says of its own wear, smartctl (which needs an administrator), udisks2 by its program. A disk nobody
/// answers for is NotKnown, never Good.
[[nodiscard]] DiskHealth diskHealth(const Surroundings &here);

} // namespace indaro::machine
