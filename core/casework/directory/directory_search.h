// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/casework/directory/directory.h"

namespace indaro::casework {

/// What somebody looks for in the directory. An empty text: anything.
struct DirectoryFilter
{
    QString words;   ///< the beginning of each must be in the entry, with or without accents
    QString service; ///< code
    QString place;   ///< as the entries write it
    bool isToCall = false;
};

/// Those that fit, in their order. Words are looked for in everything that is written of an entry and in what its category
/// and services are called in French, English and Kirundi. Any thread.
[[nodiscard]] std::vector<DirectoryEntry> filterDirectory(const std::vector<DirectoryEntry> &entries,
                                                          const DirectoryFilter &filter, QDate today);
/// The places and services that entries have, each once, as they are to be chosen from.
[[nodiscard]] QStringList placesOf(const std::vector<DirectoryEntry> &entries);
[[nodiscard]] QStringList servicesOf(const std::vector<DirectoryEntry> &entries);

} // namespace indaro::casework
