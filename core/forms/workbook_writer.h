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
/// Not by libxlsxwriter, which puts each sheet into a temporary file on the disk, in the clear.
/// Errors: Internal. Thread: any.
[[nodiscard]] base::Result<QByteArray> makeWorkbook(const std::vector<TextSheet> &sheets);

} // namespace indaro::forms
