// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/forms/zip_writer.h"

#include <QStringList>

namespace indaro::forms {

/// The entries of a zip file whose names end in one of `endings` (without regard to case), in the order of the archive;
/// names without their folders. Nothing is written to disk. Errors: FormDamaged (no zip, cut off, a checksum is wrong),
/// FormTooLarge (more than 20,000 entries, or 200 MiB of those wanted). Thread: any.
[[nodiscard]] base::Result<std::vector<ZipEntry>> readZip(const QByteArray &bytes, const QStringList &endings);

} // namespace indaro::forms
