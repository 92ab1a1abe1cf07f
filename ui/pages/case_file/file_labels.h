// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sync/schema.h"

#include <QString>

namespace indaro::ui::pages {

/// What fields are called that no screen shows alone, on the paper of the whole file; empty: only the program needs it.
[[nodiscard]] QString fileLabel(sync::FieldId field);

} // namespace indaro::ui::pages
