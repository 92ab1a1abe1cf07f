// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/casework/import_export/csv_table.h"

#include <QHash>
#include <QString>

#include <vector>

namespace indaro::casework {

/// One table of a file of submissions: the submissions themselves, or the rows of one repeat.
struct SubmissionTable
{
    QString name{}; ///< "visit", "visit-child"; of the file, the entry or the sheet, without its ending
    CsvTable table{};
};

/// Reads what the two servers give: a CSV file; ODK Central's archive of CSV files, one for each repeat; a workbook of
/// KoboToolbox with a sheet for each. Told apart by their content. `fileName` names the table of a CSV file. Thread: any.
/// Errors: readCsv()'s; FormOldXls, FormDamaged and FormTooLarge of archives and workbooks; NotFound (no table in it).
[[nodiscard]] base::Result<std::vector<SubmissionTable>> readSubmissionTables(const QByteArray &bytes,
                                                                              const QString &fileName);

/// The pictures, recordings and files of such an archive by their names; nothing of a table or a workbook. Errors:
/// FormDamaged, FormTooLarge (more than an archive may hold: the tables may be read all the same). Thread: any.
[[nodiscard]] base::Result<QHash<QString, QByteArray>> readSubmissionFiles(const QByteArray &bytes);

} // namespace indaro::casework
