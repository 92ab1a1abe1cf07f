// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/forms/zip_reader.h"

#include "core/forms/form_package.h"
#include "core/forms/zip_archive.h"

#include <algorithm>

namespace indaro::forms {

base::Result<std::vector<ZipEntry>> readZip(const QByteArray &bytes, const QStringList &endings)
{
    constexpr qint64 MaxBytes = qint64{200} * 1024 * 1024;
    constexpr int MaxNames = 20'000; // an export has one for each picture, too
    ZipArchive archive(bytes, MaxBytes);
    if (!archive.isOpen())
        return base::Error(base::Errc::FormDamaged);
    INDARO_TRY_ASSIGN(const QStringList names, archive.names(MaxNames));
    std::vector<ZipEntry> entries;
    for (const QString &name : names) {
        const bool isWanted = std::any_of(endings.begin(), endings.end(), [&name](const QString &ending) {
            return name.endsWith(ending, Qt::CaseInsensitive);
        });
        if (!isWanted)
            continue;
        INDARO_TRY_ASSIGN(QByteArray content, archive.read(name));
        entries.push_back({plainFileName(name), std::move(content)});
    }
    return entries;
}

} // namespace indaro::forms
