// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/forms/zip_archive.h"

#include <quazipfile.h>

namespace indaro::forms {

using base::Errc;
using base::Error;

ZipArchive::ZipArchive(const QByteArray &bytes, qint64 maxUnpacked) : m_maxUnpacked(maxUnpacked)
{
    m_buffer.setData(bytes);
    m_buffer.open(QIODevice::ReadOnly);
    m_zip.setIoDevice(&m_buffer);
    m_open = m_zip.open(QuaZip::mdUnzip);
}

base::Result<QStringList> ZipArchive::names(int limit)
{
    if (m_zip.getEntriesCount() > limit)
        return Error(Errc::FormTooLarge);
    QStringList names;
    for (bool more = m_zip.goToFirstFile(); more; more = m_zip.goToNextFile()) {
        names.append(m_zip.getCurrentFileName());
        if (names.size() > limit) // the count at the end of the archive may lie
            return Error(Errc::FormTooLarge);
    }
    if (m_zip.getZipError() != UNZ_OK)
        return Error(Errc::FormDamaged);
    return names;
}

base::Result<QByteArray> ZipArchive::read(const QString &name)
{
    if (!m_zip.setCurrentFile(name, QuaZip::csSensitive) && !has(name))
        return Error(Errc::FormDamaged);
    QuaZipFile file(&m_zip);
    if (!file.open(QIODevice::ReadOnly))
        return Error(Errc::FormDamaged);
    QByteArray content;
    while (true) {
        const QByteArray block = file.read(1 << 16);
        if (block.isEmpty())
            break;
        m_unpacked += block.size();
        if (m_unpacked > m_maxUnpacked)
            return Error(Errc::FormTooLarge);
        content += block;
    }
    const bool whole = file.getZipError() == UNZ_OK;
    file.close(); // compares the checksum
    if (!whole || file.getZipError() != UNZ_OK)
        return Error(Errc::FormDamaged);
    return content;
}

} // namespace indaro::forms
