// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QStringList>
#include <QtWidgets/QMainWindow>

namespace indaro::ui::kit {
class Translations;
}

/// What a person sees of a window that works but does not fit: words that are cut, pages that scroll sideways, widgets that
/// stand outside of what can be scrolled to.
namespace indaro::tests {

/// 1366 × 768 pixels, and the same screen at 200 %.
inline constexpr QSize WholeScreen(1366, 768), HalfScreen(683, 384);

/// Resizes, and lets everything that follows from it happen.
void settleAt(QMainWindow &window, const QSize &size);

/// At its present size: what makes the window larger than `size`, scrolls sideways, or is cut without a tooltip that says it
/// in full. One line each, with the words.
[[nodiscard]] QStringList cutWords(QMainWindow &window, const QSize &size);

/// cutWords() on half the screen and on the whole; each line begins with `page`, language and width. Writes pictures into
/// the folder INDARO_PICTURES names.
[[nodiscard]] QStringList cutWordsOnBothScreens(QMainWindow &window, const ui::kit::Translations &translations,
                                                const QString &page);

/// The same in French, Kirundi and English, where it ends.
[[nodiscard]] QStringList cutWordsEverywhere(QMainWindow &window, ui::kit::Translations &translations, const QString &page);

} // namespace indaro::tests
