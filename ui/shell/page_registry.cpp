// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/page_registry.h"

#include "core/base/error.h"

#include <algorithm>

namespace indaro::ui::shell {

void PageRegistry::add(kit::PageEntry entry)
{
    INDARO_CHECK(find(entry.id) == nullptr);
    m_entries.push_back(std::move(entry));
}

const kit::PageEntry *PageRegistry::find(kit::PageId page) const noexcept
{
    const auto found =
        std::find_if(m_entries.begin(), m_entries.end(), [page](const kit::PageEntry &entry) { return entry.id == page; });
    return found == m_entries.end() ? nullptr : &*found;
}

std::vector<const kit::PageEntry *> PageRegistry::atHand() const
{
    std::vector<const kit::PageEntry *> entries;
    for (const auto &entry : m_entries) {
        if (entry.isAtHand)
            entries.push_back(&entry);
    }
    return entries;
}

std::vector<const kit::PageEntry *> PageRegistry::navigation() const
{
    std::vector<const kit::PageEntry *> entries;
    for (const auto &entry : m_entries) {
        if (entry.place != kit::PageEntry::Place::None)
            entries.push_back(&entry);
    }
    std::stable_sort(entries.begin(), entries.end(), [](const auto *a, const auto *b) { return a->place < b->place; });
    return entries;
}

} // namespace indaro::ui::shell
