// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>

#include <vector>

namespace indaro::model {

/// Rows of a UTF-8 comma-separated text (RFC 4180 quoting), without its heading row and without empty rows.
[[nodiscard]] std::vector<QStringList> parseCsv(const QByteArray &utf8);
/// The same of a file carried in the program, ":/indaro/…"; a missing one is a programmer's mistake.
[[nodiscard]] std::vector<QStringList> readCsvResource(const QString &path);

} // namespace indaro::model
