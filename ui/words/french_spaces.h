// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace indaro::ui::words {

/// French has a space before : ; ? ! » and after « at which no line may break. translations/update_ts.py puts it into the
/// catalogues; the sentences of this library are not in them.
[[nodiscard]] QString withFrenchSpaces(QString words);

} // namespace indaro::ui::words
