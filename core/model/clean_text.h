// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QString>

namespace indaro::model {

enum class TextShape {
    OneLine, ///< names, places: pasted line breaks and runs of spaces become one space
    Several, ///< notes: line breaks stay (as \n), control characters go
};

/// What is left of typed or pasted text: Unicode NFC, without control characters, half surrogates, invisible spaces and
/// the marks that turn the direction of writing (a name must not be able to reorder the line it is shown in), trimmed.
/// Letters of every script and emoji stay.
[[nodiscard]] QString cleanText(QStringView text, TextShape shape);

/// cleanText with a limit in characters. Errors: TextTooLong(length, limit): nothing is cut off silently.
[[nodiscard]] base::Result<QString> cleanTextWithin(QStringView text, TextShape shape, qsizetype limit);

inline constexpr qsizetype NameLimit = 200;
inline constexpr qsizetype LineLimit = 2000;
inline constexpr qsizetype BodyLimit = 100'000;

} // namespace indaro::model
