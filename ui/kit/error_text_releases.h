// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/kit/error_text.h"

namespace indaro::ui::kit {

/// The part of errorText about new versions of the program on a stick (core/release). Empty for any other error.
[[nodiscard]] ErrorText releaseErrorText(const base::Error &error);

} // namespace indaro::ui::kit
