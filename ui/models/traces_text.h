// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/kit/ask.h"
#include "ui/models/bare_file.h"

namespace indaro::ui::models {

/// What has become of what a device or a program wrote into a file, as a sentence. GUI thread, as all here.
[[nodiscard]] QString tracesText(Traces traces);
/// Asks whether a file that still has them is kept: 0 is no, KeptAsItIs is yes.
[[nodiscard]] kit::Question tracesQuestion(Traces traces);
inline constexpr int KeptAsItIs = 1;
/// What the file is called in the list from then on, so that whoever gives it away knows. `title` may be empty.
[[nodiscard]] QString titleWithTraces(const QString &title, Traces traces);

} // namespace indaro::ui::models
