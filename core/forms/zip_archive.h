// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QBuffer>
#include <QByteArray>
#include <QString>
#include <QStringList>

#include <quazip.h>

namespace indaro::forms {

/// A zip file in memory, read entry by entry; what its entries hold together may not exceed a limit, whatever sizes they
/// claim to have. Nothing is written to disk. Thread: the one that made it.
class ZipArchive
{
public:
    ZipArchive(const QByteArray &bytes, qint64 maxUnpacked);

    [[nodiscard]] bool isOpen() const { return m_open; }
    /// Without regard to case.
    [[nodiscard]] bool has(const QString &name) { return m_zip.setCurrentFile(name, QuaZip::csInsensitive); }
    /// As they are written in the archive, folders included.
    /// Errors: FormTooLarge (more than `limit` entries), FormDamaged.
    [[nodiscard]] base::Result<QStringList> names(int limit);
    /// Errors: FormDamaged (no such entry, encrypted, cut off, or its checksum is wrong), FormTooLarge.
    [[nodiscard]] base::Result<QByteArray> read(const QString &name);

private:
    QBuffer m_buffer;
    QuaZip m_zip;
    bool m_open = false;
    qint64 m_unpacked = 0;
    qint64 m_maxUnpacked;
};

} // namespace indaro::forms
