// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"

#include <QtCore/QString>

namespace indaro::ui::kit {

/// An error for the person in front of the screen. The only place where errors become sentences.
struct ErrorText
{
    QString what; ///< what happened
    QString lost; ///< whether anything is lost
    QString next; ///< what to do now
    /// The three, one after another.
    [[nodiscard]] QString whole() const { return what + u' ' + lost + u' ' + next; }
};

/// In the current language. Every code has all three parts (a test enumerates base::allErrc()).
[[nodiscard]] ErrorText errorText(const base::Error &error);

} // namespace indaro::ui::kit
