// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <filesystem>

namespace indaro::base {

/// Makes sure that the folder `path` exists, with those above it, and that only its owner gets in (0700; on Windows a list
/// that names nobody but the user, which what is made in the folder takes over: a database's journal is made by SQLite).
/// What is in a folder that was there keeps its own. Where the file system knows no owners (FAT) the folder is there, and
/// open. Errors: FileNotWritable.
[[nodiscard]] Result<void> ensurePrivateFolder(const std::filesystem::path &path);

} // namespace indaro::base
