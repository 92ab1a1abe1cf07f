// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/exchange/stoppable_folder.h"
#include "core/transport/folder_exchange.h"
#include "core/transport/https_transport.h"

namespace indaro::exchange {

/// One exchange with a stick or folder. On a thread of its own: the files are read and written here, and what is asked of
/// the vault goes through `store` in short pieces, between which every save has its turn. Errors: as
/// transport::exchangeFolder; Cancelled when the watch was stopped while it read.
[[nodiscard]] base::Result<transport::FolderReport> exchangeWithFolder(const transport::RunOnStore &store,
                                                                       const std::filesystem::path &path,
                                                                       bool erasesConfirmed,
                                                                       const std::shared_ptr<FolderWatch> &watch);

} // namespace indaro::exchange
