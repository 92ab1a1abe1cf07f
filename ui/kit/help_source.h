// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/kit/page.h"

namespace indaro::ui::kit {

/// A page with parts that different tasks of the manual help with. F1 asks it for the part in front; of any other page it is
/// the page itself. GUI thread.
class HelpSource
{
public:
    virtual ~HelpSource() = default;
    /// A name the manual's index knows, as it knows pages.
    [[nodiscard]] virtual PageId helpId() const = 0;
};

} // namespace indaro::ui::kit
