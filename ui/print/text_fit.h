// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFont>
#include <QSizeF>
#include <QString>
#include <QTextLayout>

namespace indaro::ui::print {

/// Fonts are measured and painted at this fixed scale whatever the device, so lines break alike everywhere.
inline constexpr double kUnitsPerMm = 40.0;

[[nodiscard]] QFont fontOf(const QString &family, double points, bool bold, bool italic);

/// Text as it may be laid on paper: control characters out, line ends kept only where they may stand.
[[nodiscard]] QString cleanText(const QString &raw, bool multiline);

/// Breaks the text into lines of at most `width` mm (inside a word if need be) and returns its height in mm.
QSizeF layLines(QTextLayout &layout, double width, Qt::Alignment alignment);

/// Size in mm of the text wrapped to `width` mm.
[[nodiscard]] QSizeF measure(const QString &text, const QFont &font, double width);

} // namespace indaro::ui::print
