// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/forms/zip_writer.h"

#include <QBuffer>

#include <quazip.h>
#include <quazipfile.h>

namespace indaro::forms {

base::Result<QByteArray> makeZip(const std::vector<ZipEntry> &entries)
{
    QByteArray bytes;
    QBuffer buffer(&bytes);
    QuaZip zip(&buffer);
    zip.setUtf8Enabled(true);
    if (!zip.open(QuaZip::mdCreate))
        return base::Error(base::Errc::Internal);
    for (const ZipEntry &entry : entries) {
        QuaZipFile file(&zip);
        if (!file.open(QIODevice::WriteOnly, QuaZipNewInfo(entry.name)) || file.write(entry.content) != entry.content.size())
            return base::Error(base::Errc::Internal);
        file.close();
        if (file.getZipError() != ZIP_OK)
            return base::Error(base::Errc::Internal);
    }
    zip.close();
    if (zip.getZipError() != ZIP_OK)
        return base::Error(base::Errc::Internal);
    return bytes;
}

} // namespace indaro::forms
