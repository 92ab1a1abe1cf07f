// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGui/QFontMetrics>

namespace indaro::ui::kit {

/// The words of a button that must not be cut: in one line where they fit into `room` pixels, else in two, parted where the
/// two are most alike. What does not fit there either ends in "…".
[[nodiscard]] QString inTwoLines(const QString &text, const QFontMetrics &metrics, int room);

/// The same in as many lines as it takes; a single word that is wider than `room` stays whole. A Kirundi draft and its
/// French
/// ("Ibindi° · Plus") part between the two first.
[[nodiscard]] QString inLines(const QString &text, const QFontMetrics &metrics, int room);

} // namespace indaro::ui::kit
