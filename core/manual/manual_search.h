// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/manual/manual.h"

namespace indaro::manual {

/// Searches the manual: blind to case, accents and apostrophes, in the titles, keywords and texts of the languages that are
/// shown. Built once a language, then asked at each letter. Thread: one.
class ManualIndex
{
public:
    /// `manual` outlives it.
    ManualIndex(const Manual &manual, const QString &language);

    /// Every task all words of `query` are found in, as beginnings of words: first those whose title says it, then those
    /// whose keywords do, then the others; each in the order of the manual. Nothing typed: all of them.
    [[nodiscard]] std::vector<const Task *> find(const QString &query) const;

private:
    struct Entry
    {
        const Task *task;
        QString title, keywords, text; ///< folded, a space before each word
    };
    std::vector<Entry> m_entries;
};

} // namespace indaro::manual
