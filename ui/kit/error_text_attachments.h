// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/kit/error_text.h"

namespace indaro::ui::kit {

/// Parts of errorText: of pictures, recordings and files, and of listening to a recording. Empty for any other error.
[[nodiscard]] ErrorText attachmentErrorText(const base::Error &error);
[[nodiscard]] ErrorText listeningErrorText(const base::Error &error);

} // namespace indaro::ui::kit
