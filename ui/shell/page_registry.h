// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/kit/page.h"

#include <vector>

namespace indaro::ui::shell {

/// Every page of the signed-in program. The frame knows pages only through this list: the composition fills
/// it (app/desktop), so MainWindow never includes a page [architecture.md C6.1].
class PageRegistry
{
public:
    /// A second entry with the same id is a programmer's mistake.
    void add(kit::PageEntry entry);
    /// Null when there is none.
    [[nodiscard]] const kit::PageEntry *find(kit::PageId page) const noexcept;
    /// The entries that have a place in the side navigation, in the order of their places.
    [[nodiscard]] std::vector<const kit::PageEntry *> navigation() const;
    /// The entries that have a button in the header.
    [[nodiscard]] std::vector<const kit::PageEntry *> atHand() const;

private:
    std::vector<kit::PageEntry> m_entries;
};

} // namespace indaro::ui::shell
