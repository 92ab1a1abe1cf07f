// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGui/QColor>
#include <QtGui/QIcon>
#include <QtWidgets/QLabel>

#include <cstdint>

QT_BEGIN_NAMESPACE
class QApplication;
QT_END_NAMESPACE

namespace indaro::ui::kit {

enum class ThemeKind : std::uint8_t { Light, Dark };

/// Every colour of the program. Each …Text/…Back pair and text on window/surface/side keep at least 4.5:1,
/// borders and the focus ring 3:1 (WCAG 2 AA); tests/ui/kit computes it.
struct Colors
{
    QColor window, surface, side, text, muted, border, accent, onAccent, focus, selection;
    QColor infoBack, infoText, warningBack, warningText, errorBack, errorText, goodBack, goodText;
};
[[nodiscard]] const Colors &colors(ThemeKind kind);
/// WCAG 2 contrast ratio, 1 … 21.
[[nodiscard]] double contrastRatio(const QColor &one, const QColor &other);

/// The 8-pixel rhythm, in device-independent pixels.
namespace space {
inline constexpr int Half = 4, One = 8, Two = 16, Three = 24, Four = 32, Six = 48;
/// A column of text or a form is never wider than this.
inline constexpr int ReadingWidth = 720;
} // namespace space

/// Palette, font (Noto Sans) and the one stylesheet of the program. Repeat to change at run time.
void applyTheme(QApplication &application, ThemeKind kind);
[[nodiscard]] ThemeKind currentTheme();

/// One of resources/icons ("edit-find"), painted in the palette's text colour (or `color`), sharp at any
/// scale. An unknown name gives an empty icon.
[[nodiscard]] QIcon icon(const QString &name, const QColor &color = {});

/// What a text is, so that the stylesheet decides how it looks: sets the "textRole" property.
enum class TextRole : std::uint8_t { Body, Title, Heading, Muted, Code, FieldLabel, Error };
void setTextRole(QWidget *widget, TextRole role);
/// A wrapping label with a role; text set later by retranslate().
[[nodiscard]] QLabel *makeLabel(TextRole role, QWidget *parent);
/// "primary" (one per screen), "danger" or "quiet" push buttons.
enum class ButtonRole : std::uint8_t { Normal, Primary, Danger, Quiet };
void setButtonRole(QWidget *button, ButtonRole role);
/// A QFrame card surface. A screen reader calls it what stands first in it, unless it has an accessible name.
void setCard(QWidget *frame);

} // namespace indaro::ui::kit
