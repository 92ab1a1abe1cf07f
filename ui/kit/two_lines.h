// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QStringList>
#include <QtGui/QFontMetrics>

namespace indaro::ui::kit {

/// The words of a button that must not be cut: in one line where they fit into `room` pixels, else in two, parted where the
/// two are most alike. What does not fit there either ends in "…".
[[nodiscard]] QString inTwoLines(const QString &text, const QFontMetrics &metrics, int room);

/// The same in as many lines as it takes; a single word that is wider than `room` stays whole. A Kirundi draft and its
/// French
/// ("Ibindi° · Plus") part between the two first.
[[nodiscard]] QString inLines(const QString &text, const QFontMetrics &metrics, int room);

/// The French alone of a Kirundi draft and its French; what is no such pair as it is.
[[nodiscard]] QString withoutDraft(const QString &text);

/// Several such texts as one: with drafts among them, the Kirundi of all stands in one line and the French of all in the
/// next.
[[nodiscard]] QString besideEachOther(const QStringList &texts, const QString &between);

} // namespace indaro::ui::kit
