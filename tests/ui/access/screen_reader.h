// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QStringList>
#include <QtWidgets/QWidget>

namespace indaro::tests {

/// What a screen reader is not told, found by walking the tree of QAccessible below `root` as a reader walks it. A fault is:
///   - something to use (button, box, field, list, table, tab, link, slider) without a name, with a name without a letter or
///   a
///     digit, with the name of its class or object, or with the “&” of a key in it;
///   - a place of Tab that says of itself no more than that it is some area;
///   - two of one kind that stand beside each other, or in parts beside each other that have no name, and are called alike;
///   - a picture, or an area that paints itself, without a text (the property "isDecoration" says that the words beside it
///     say the same);
///   - a column without a head, a cell that shows a picture only;
///   - a label with a link the keyboard does not reach.
/// One line each, beginning with `name`. GUI thread.
[[nodiscard]] QStringList readerFaults(QWidget &root, const QString &name);

} // namespace indaro::tests
