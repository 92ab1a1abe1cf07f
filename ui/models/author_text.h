// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/casework/people/authors.h"

#include <QString>

namespace indaro::ui::models {

/// "Aline, office laptop": who, on which laptop, in the language of the screens.
[[nodiscard]] QString writerText(const casework::Author &author);
/// The same with date and time.
[[nodiscard]] QString authorText(const casework::Author &author);

} // namespace indaro::ui::models
