// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/kit/error_text.h"

namespace indaro::ui::kit {

/// The part of errorText about sealed packages between organisations, and the keys they are sealed with. Empty for any other
/// error.
[[nodiscard]] ErrorText packageErrorText(const base::Error &error);

} // namespace indaro::ui::kit
