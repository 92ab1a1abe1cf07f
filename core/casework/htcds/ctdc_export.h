// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/casework/htcds/htcds_export.h"
#include "core/casework/htcds/k_anonymity.h"

namespace indaro::casework {

/// A table for the Counter-Trafficking Data Collaborative in the columns of its published codebook (Global Synthetic
/// Dataset, February 2024: resources/codelists/ctdc-codebook.csv), worked out from the cells of the HTCDS by
/// htcds-ctdc-map.csv. No number, name, place below the country or day is in it.

/// Every row of a table for CTDC stands there at least so often.
inline constexpr int CtdcK = 11;
/// The columns of the codebook, in its order.
[[nodiscard]] const QStringList &ctdcColumns();
/// How many of them, from the front, count as what somebody may know of a person: year, gender, age band, citizenship,
/// country of exploitation, how long.
[[nodiscard]] qsizetype ctdcQuasiIdentifiers();
/// The row of one person before anything is made anonymous; empty: she is no identified or presumed victim. Thread: any.
[[nodiscard]] QStringList ctdcRow(const ExchangePerson &person);

struct CtdcExport
{
    ExchangePreview counts{}; ///< rows: of the table
    int notVictims = 0;       ///< files nobody has presumed or identified a victim in
    int rowsLeftOut = 0;      ///< that would have stood out
    int cellsLeftOut = 0;
    QByteArray file{}; ///< CSV
    QByteArray manifest{};
};
/// Errors: AccessRefused; InvalidArgument (field=receiver: nobody is named; field=agreement: no agreement is);
/// ValueOutOfRange (min=11: fewer may go, or fewer are left); the store's; signManifest()'s. Otherwise as exportHtcds(): a
/// list of people that needs a second person, is in the journal and is noted for each person in it. Thread: the store's.
[[nodiscard]] base::Result<CtdcExport> exportCtdc(Desk &desk, const ExchangeOrder &order, std::string_view agreed);

} // namespace indaro::casework
