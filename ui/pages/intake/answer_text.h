// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/value.h"

#include <QtCore/QString>

#include <optional>

namespace indaro::ui::forms {
class FormTexts;
}

namespace indaro::ui::pages {

/// An answer as a reader sees it: the words of its choices, or the reason why there is none; "—" for a cleared one.
[[nodiscard]] QString answerText(const forms::FormTexts &texts, const QString &path, const QString &value,
                                 const std::optional<base::Missing> &missing);

} // namespace indaro::ui::pages
