// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QRegularExpression>

namespace indaro::forms {

/// A pattern of regex() for the whole text [forms.md 3.4]. A hyphen beside \w, \d, \s in brackets stands for itself, as in
/// Java and JavaScript, where forms are tried out ("[\w-\.]+@…" of many e-mail patterns). Not valid when it is not
/// understood.
[[nodiscard]] QRegularExpression wholePattern(const QString &pattern);

} // namespace indaro::forms
