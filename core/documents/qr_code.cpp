// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/documents/document.h"

#include <qrencode.h>

#include <memory>

namespace indaro::documents {

base::Result<QrCode> makeQrCode(const QString &text)
{
    const QByteArray bytes = text.toUtf8();
    const std::unique_ptr<QRcode, decltype(&QRcode_free)> code(
        bytes.isEmpty() ? nullptr : QRcode_encodeString8bit(bytes.constData(), 0, QR_ECLEVEL_M), &QRcode_free);
    if (!code)
        return base::Error(base::Errc::InvalidArgument, {{"field", "qr"}});
    QrCode out;
    out.size = code->width;
    out.modules.reserve(out.size * out.size);
    for (int i = 0; i < out.size * out.size; ++i)
        out.modules.append((code->data[i] & 1) != 0);
    return out;
}

} // namespace indaro::documents
