// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/casework/htcds/exchange_table.h"

#include <map>

namespace indaro::casework {

/// What the headings of a table mean (htcdsColumnNamed). Thread: any.
struct HtcdsHeading
{
    std::map<QString, qsizetype> columns{}; ///< the standard's name, or a number's, and where it stands
    QStringList headings{};                 ///< as the file has them; a missing one is its label
    qsizetype width = 0;
    QStringList notRead{};     ///< headings that mean nothing, or a field that stood there before
    QStringList disagreeing{}; ///< headings whose label is of another field

    [[nodiscard]] bool isRead(qsizetype at) const;
    [[nodiscard]] QString headingOf(const QString &column) const;
};

/// Takes a line of labels under the headings, as the toolkit's workbook has one, out of the table: where a heading is
/// missing its label counts, where both are there and disagree the heading does [domain.md 2.9].
[[nodiscard]] HtcdsHeading readHtcdsHeading(ExchangeTable &table);

} // namespace indaro::casework
