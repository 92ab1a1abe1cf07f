// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/manual/manual.h"

namespace indaro::ui::pages {

/// The manual that comes with the program, with the names of its buttons as the screens have them. Read once, when it is
/// asked for first; a manual that cannot be read is a programmer's mistake, as a missing form is. GUI thread.
[[nodiscard]] const manual::Manual &programManual();

} // namespace indaro::ui::pages
