// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QByteArray>
#include <QStringList>

#include <vector>

namespace indaro::casework {

/// A table of texts, the first line being its columns.
struct CsvTable
{
    QStringList columns;
    std::vector<QStringList> rows; ///< as many cells as there are columns; shorter lines are filled up
};

/// Reads RFC 4180: quoted cells with line breaks and doubled quotes, commas or semicolons (what the first line has more of),
/// UTF-8 with or without a byte order mark. Empty lines are left out. Thread: any.
/// Errors: ImportLineInvalid (line=): a quoted cell that never ends, or more cells than columns; FileTooLarge (more than
/// 64 MiB).
[[nodiscard]] base::Result<CsvTable> readCsv(const QByteArray &bytes);

} // namespace indaro::casework
