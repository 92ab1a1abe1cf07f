// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/kit/page.h"

namespace indaro::ui::pages {

/// Shift+F9 (F9 alone hides an interview) in `frame` opens the page on which the Kirundi is reviewed, with the texts that stand on the screen now, what the
/// mouse or the keyboard points at first. `frame` owns the shortcut. GUI thread.
void addWordingKey(QWidget &frame, kit::Translations &translations, kit::Navigator &navigator);

/// Shows the corrections kept on this laptop in place of the drafts, from the next moment on.
void showCorrections(casework::Workspace &workspace, QObject *context, kit::Translations &translations);

} // namespace indaro::ui::pages
