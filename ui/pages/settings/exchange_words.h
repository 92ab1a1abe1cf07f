// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/casework/htcds/ctdc_export.h"
#include "core/casework/htcds/htcds_import.h"

#include <QtCore/QString>

namespace indaro::ui::pages {

/// What the section about exchanged tables writes and says. No person is named in any of it.

struct WrittenTable
{
    casework::ExchangePreview counts{};
    int notVictims = 0;
    int rowsLeftOut = 0; ///< that would have stood out
    int cellsEmptied = 0;
};
/// The store thread: the table and its manifest, both or neither. Errors: exportHtcds()'s and exportCtdc()'s,
/// FileNotWritable, DiskFull.
[[nodiscard]] base::Result<WrittenTable> writeTable(casework::Desk &desk, const casework::ExchangeOrder &order, bool isCtdc,
                                                    const QString &path, const std::string &agreed);

/// Before: how many would be in it, and who not.
[[nodiscard]] QString previewWords(const casework::ExchangePreview &counts);
[[nodiscard]] QString writtenWords(const WrittenTable &written);
/// How many lines came in.
[[nodiscard]] QString takenWords(const casework::HtcdsImportReport &report);
/// A line for each of the first findings, and how many more there are: the saved report has all.
[[nodiscard]] QString findingWords(const casework::HtcdsImportReport &report);

} // namespace indaro::ui::pages
