// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QString>

QT_BEGIN_NAMESPACE
class QLineEdit;
QT_END_NAMESPACE

namespace indaro::ui::kit {

/// Puts an example into an empty field. Kirundi and French together are often wider than the field: the French stands there
/// alone then, since a draft does not, and both are under the mouse (CutTextTips). Call it again with another text. GUI
/// thread.
void setHint(QLineEdit *field, const QString &text);

/// The whole text, also where only a part of it is shown; the placeholder of a field that setHint() does not know.
[[nodiscard]] QString hintOf(const QLineEdit *field);

} // namespace indaro::ui::kit
