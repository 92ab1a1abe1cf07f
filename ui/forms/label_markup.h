// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QString>

namespace indaro::ui::forms {

/// The part of Markdown and HTML that ODK's clients draw in labels and hints: bold, italic, underlined, headings, lists,
/// line breaks, coloured text. Everything else is shown as the characters it is: no label can load a file or a picture,
/// call the network, or change how the page around it looks. A link is shown as its words and its address; it leads
/// nowhere.

/// For a label with rich text. Every tag that is opened is closed.
[[nodiscard]] QString markupToHtml(const QString &text);
/// The words alone, on as many lines: for lists, screen readers and the rail.
[[nodiscard]] QString markupToPlain(const QString &text);
/// An answer to be put into a label by ${name}: its characters stay what they are in both of the above.
[[nodiscard]] QString shielded(const QString &answer);

} // namespace indaro::ui::forms
