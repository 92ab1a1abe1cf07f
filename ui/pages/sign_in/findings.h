// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/session/vault.h"

#include <QtCore/QString>

namespace indaro::ui::pages {

/// In plain words what opening the vault noticed: an older copy in its place, a lost anchor, a copied vault.
/// Empty when there is nothing to say. `series`: of this laptop from now on.
[[nodiscard]] QString findingsText(const session::UnlockReport &report, const QString &series);

/// What the sign-in page says after a lock that could not save everything.
[[nodiscard]] QString unsavedText(base::Errc why);

} // namespace indaro::ui::pages
