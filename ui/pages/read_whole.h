// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/casework/workspace.h"
#include "ui/kit/page.h"
#include "ui/kit/widgets.h"

#include <memory>
#include <utility>

namespace indaro::ui::pages {

/// For a page that shows one of several, as of a person, read anew as a whole: `load(desk)` gives it on the store thread,
/// `take(it)` has it on the GUI thread while the page is there, if `isStill()` the one that is shown. An error stands in the
/// banner, and what was shown stays. `banner` is the page's.
template <class Whole, class Load, class Still, class Take>
void readWholeOf(const kit::PageContext &context, QObject *page, kit::Banner *banner, Load load, Still isStill, Take take)
{
    context.workspace->ask(
        page,
        [load = std::move(load)](casework::Desk &desk) -> base::Result<std::shared_ptr<const Whole>> {
            INDARO_TRY_ASSIGN(auto whole, load(desk));
            return std::make_shared<const Whole>(std::move(whole));
        },
        [banner, isStill = std::move(isStill),
         take = std::move(take)](const base::Result<std::shared_ptr<const Whole>> &whole) {
            if (!isStill())
                return;
            if (whole)
                take(*whole);
            else
                banner->showError(whole.error());
        });
}

/// The same for a page that always shows one value.
template <class Whole, class Load, class Take>
void readWhole(const kit::PageContext &context, QObject *page, kit::Banner *banner, Load load, Take take)
{
    readWholeOf<Whole>(
        context, page, banner, std::move(load), [] { return true; }, std::move(take));
}

} // namespace indaro::ui::pages
