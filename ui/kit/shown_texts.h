// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QStringList>

QT_BEGIN_NAMESPACE
class QWidget;
QT_END_NAMESPACE

namespace indaro::ui::kit {

/// Every text that can be seen in `root` now: labels, buttons, actions, heads and cells of lists, choices, examples in empty
/// fields, tooltips; each once, in the order of the widgets. What was typed into a field is not among them. `first`, when
/// it is inside, comes first: what somebody points at. GUI thread.
[[nodiscard]] QStringList shownTexts(const QWidget &root, const QWidget *first = nullptr);

} // namespace indaro::ui::kit
