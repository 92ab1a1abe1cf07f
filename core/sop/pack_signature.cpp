// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sop/pack_signature.h"

#include "core/crypto/hash.h"

#include <QList>

#include <algorithm>
#include <cstring>

namespace indaro::sop {

namespace {

constexpr char Context[] = "indaro/v1/sop-pack";
constexpr char Opening[] = "# signature:";

base::ByteView viewOf(const QByteArray &bytes)
{
    return base::asBytes({bytes.constData(), static_cast<std::size_t>(bytes.size())});
}

/// Where the line of the signature begins, or -1. It must be the last line with anything on it.
qsizetype signatureStart(const QByteArray &file)
{
    qsizetype end = file.size();
    while (end > 0 && (file.at(end - 1) == '\n' || file.at(end - 1) == '\r'))
        --end;
    const qsizetype start = end == 0 ? 0 : file.lastIndexOf('\n', end - 1) + 1;
    return file.mid(start, end - start).startsWith(Opening) ? start : -1;
}

template <std::size_t Size> bool readHex(const QByteArray &text, std::array<std::byte, Size> &into)
{
    const QByteArray bytes = QByteArray::fromHex(text);
    if (text.size() != qsizetype{2 * Size} || bytes.size() != qsizetype{Size} || bytes.toHex() != text.toLower())
        return false;
    std::memcpy(into.data(), bytes.constData(), Size);
    return true;
}

template <std::size_t Size> QByteArray toHex(const std::array<std::byte, Size> &bytes)
{
    return QByteArray(reinterpret_cast<const char *>(bytes.data()), qsizetype{Size}).toHex();
}

} // namespace

PackSignature readSignature(const QByteArray &file)
{
    const qsizetype start = signatureStart(file);
    if (start < 0)
        return {};
    PackSignature found{PackSignature::Standing::Tampered};
    const QList<QByteArray> parts = file.mid(start + qsizetype{sizeof Opening} - 1).simplified().split(' ');
    crypto::Signature signature{};
    if (parts.size() != 2 || !readHex(parts[0], found.key) || !readHex(parts[1], signature))
        return found;
    if (crypto::verify(found.key, Context, viewOf(file.left(start)), signature))
        found.standing = PackSignature::Standing::Signed;
    return found;
}

QByteArray withoutSignature(const QByteArray &file)
{
    const qsizetype start = signatureStart(file);
    return start < 0 ? file : file.left(start);
}

QByteArray signPack(const QByteArray &file, const crypto::SignKeyPair &keys)
{
    QByteArray body = withoutSignature(file);
    if (!body.endsWith('\n'))
        body.append('\n');
    const crypto::Signature signature = crypto::sign(keys, Context, viewOf(body));
    return body + Opening + ' ' + toHex(keys.publicKey) + ' ' + toHex(signature) + '\n';
}

QString keyDigits(const crypto::SignPublicKey &key)
{
    const auto digest = crypto::hash(base::ByteView(key.data(), key.size()));
    QString digits;
    // Five digits of each two and a half bytes would lean; four bytes to a group leave no lean that matters.
    for (std::size_t group = 0; group < 6; ++group) {
        quint32 number = 0;
        for (std::size_t i = 0; i < 4; ++i)
            number = (number << 8) | std::to_integer<quint32>(digest[group * 4 + i]);
        if (group > 0)
            digits += u' ';
        digits += QStringLiteral("%1").arg(number % 100000, 5, 10, QLatin1Char('0'));
    }
    return digits;
}

} // namespace indaro::sop
