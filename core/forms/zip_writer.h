// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QByteArray>
#include <QString>

#include <vector>

namespace indaro::forms {

struct ZipEntry
{
    QString name; ///< with its folders, parted by "/"
    QByteArray content;
};

/// A zip file in memory, its entries in this order. Errors: Internal. Thread: any.
[[nodiscard]] base::Result<QByteArray> makeZip(const std::vector<ZipEntry> &entries);

} // namespace indaro::forms
