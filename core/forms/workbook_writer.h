// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QByteArray>
#include <QStringList>

#include <vector>

namespace indaro::forms {

/// A sheet to be written: texts, the first row being the head.
struct TextSheet
{
    QString name; ///< cut to 31 characters; signs a sheet's name may not have become "_"
    std::vector<QStringList> rows;
};

/// An .xlsx workbook in memory: cells are texts, those that read as plain numbers are numbers, and nothing is a formula.
/// Not by libxlsxwriter: read in its source (packager.c, utility.c), it writes every sheet and the table of strings into a
/// temporary file (lxw_tmpfile), in the clear, and an export holds what people said. `output_buffer` and building with
/// USE_MEM_FILE (where fmemopen() is: not on Windows) keep all of it in memory from 1.1.5 on; Debian 12 has 1.1.4, and `tmpdir`
/// only moves the files.
/// Errors: Internal. Thread: any.
[[nodiscard]] base::Result<QByteArray> makeWorkbook(const std::vector<TextSheet> &sheets);

} // namespace indaro::forms
