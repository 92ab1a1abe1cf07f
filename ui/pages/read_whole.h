// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/casework/workspace.h"
#include "ui/kit/page.h"
#include "ui/kit/widgets.h"

#include <memory>
#include <utility>

namespace indaro::ui::pages {

/// For a page that shows one value, read anew as a whole: `load(desk)` gives it on the store thread, `take(it)` has it on
/// the GUI thread while the page is there. An error stands in the banner, and what was shown stays. `banner` is the page's.
template <class Whole, class Load, class Take>
void readWhole(const kit::PageContext &context, QObject *page, kit::Banner *banner, Load load, Take take)
{
    context.workspace->ask(
        page,
        [load = std::move(load)](casework::Desk &desk) -> base::Result<std::shared_ptr<const Whole>> {
            INDARO_TRY_ASSIGN(auto whole, load(desk));
            return std::make_shared<const Whole>(std::move(whole));
        },
        [banner, take = std::move(take)](const base::Result<std::shared_ptr<const Whole>> &whole) {
            if (whole)
                take(*whole);
            else
                banner->showError(whole.error());
        });
}

} // namespace indaro::ui::pages
