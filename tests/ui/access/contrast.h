// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QStringList>
#include <QtGui/QImage>
#include <QtWidgets/QMainWindow>

namespace indaro::tests {

/// The colours a line of words is painted in, as they are on the screen.
struct PaintedLine
{
    QRect place; ///< in points of the picture
    QColor words, back;
    double ratio = 21; ///< WCAG 2 contrast ratio
};
/// The lines of words inside `room` of the picture: the background is the most frequent colour, of a box within it (a badge)
/// that of the box; and in each line the words are, of the colours that are frequent there, the one furthest from it: the
/// edges of letters are mixtures. Empty: nothing is painted there.
[[nodiscard]] QList<PaintedLine> paintedLines(const QImage &picture, const QRect &room);

/// What is too pale to be read, measured from pixels in the theme that is applied. The window is made so tall that nothing
/// scrolls, and keeps that size. At least 4.5:1 for words, 3:1 for large ones (24 pixels, or 19 in bold) and for what bounds
/// a field or a box to tick [WCAG 2 AA 1.4.3, 1.4.11]; what is switched off is exempt. Words of labels, buttons, fields with
/// their examples, boxes, heads and cells. One line each, beginning with `name`.
[[nodiscard]] QStringList contrastFaults(QMainWindow &window, const QString &name);

} // namespace indaro::tests
