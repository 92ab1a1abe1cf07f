// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/pages/settings/install_window.h"

#include <string>
#include <vector>

namespace indaro::desktop {

/// What a process is started with that installs a new version, and nothing else.
[[nodiscard]] std::vector<std::string> installArguments(const ui::pages::Installation &what);

/// Runs the window that installs; `program` is started when it is closed by its button, over the same vault. The exit code.
/// Precondition: a QApplication, and nobody has the vault open.
[[nodiscard]] int runInstallation(const ui::pages::Installation &what, const QString &program);

} // namespace indaro::desktop
