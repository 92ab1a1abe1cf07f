// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/machine/findings.h"
#include "ui/kit/page.h"

#include <functional>

namespace indaro::ui::pages {

/// What the laptop is read from, for the folder of the vault. A test composes another one. Called beside the GUI thread.
using MakeSurroundings = std::function<machine::Surroundings(const std::filesystem::path &vault)>;

using MachineResults = std::vector<machine::Result>;

/// Looks at the laptop and at the age of the last backup, which the vault knows, beside the screens; `done` is called on the
/// GUI thread unless `receiver` died meanwhile. The clock is compared with the newest moment the vault remembers too.
void lookAtLaptop(const kit::PageContext &context, QObject *receiver, const MakeSurroundings &make,
                  std::function<void(MachineResults)> done);

/// The language of ui/words/machine_words.h: Kirundi has none of it yet, and shows the French.
[[nodiscard]] QString languageOfMachineWords(const kit::PageContext &context);

} // namespace indaro::ui::pages
