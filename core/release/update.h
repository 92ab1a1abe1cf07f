// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <filesystem>
#include <functional>

namespace indaro::release {

/// What an update does to the machine, one after the other. The program composes them of the installer (as root) and of the
/// newly installed program; a test composes others.
struct UpdateSteps
{
    /// Checks the stick once more out of anybody's reach, keeps a way back, installs. Answers an error when the machine is
    /// as it was before.
    std::function<base::Result<void>()> install;
    /// The new program opens the vault, which brings it up to date, and closes it.
    std::function<base::Result<void>()> openWithNew;
    /// Installs what was there before.
    std::function<base::Result<void>()> goBack;
};

/// Copies the closed vault, installs while nobody can open it, lets the new program open it. When that fails the former
/// program and the former vault are put back; when all went well the copy goes. The stick has been checked before (stick.h),
/// with the vault opened once by the program that is here, so that a wrong passphrase is no failed update. Errors: of the
/// copy and of `install`, with nothing changed; UpdateFailed (undone=1: everything is as it was; undone=0: the way back
/// failed too, step="program"|"vault", and the copy of the vault stays).
[[nodiscard]] base::Result<void> applyUpdate(const std::filesystem::path &vault, const UpdateSteps &steps);

} // namespace indaro::release
