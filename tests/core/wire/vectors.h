// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/bytes.h"
#include "core/crypto/sign.h"

#include <QtCore/QByteArray>
#include <QtCore/QList>
#include <QtCore/QMap>
#include <QtCore/QString>
#include <QtCore/QStringList>

#include <vector>

namespace indaro::tests {

/// One line of tests/fixtures/wire/vectors.jsonl: bytes, what they claim to be, the keys to try, and the
/// verdict.
struct Vector
{
    QString name;
    QString kind;
    base::Bytes bytes;
    QString signKey;      ///< name of the public key the signature is checked with
    QStringList openKeys; ///< names of the keys tried on the sections, in order
    base::Bytes asked;    ///< sync-answer: the encoded vector of the request
    QString expect;       ///< "ok ..." with everything decoded, or the name of the error code
    // How the line in the file gets its bytes: whole when `base` is empty.
    QString base;
    qsizetype keep = -1; ///< first so many bytes of the base
    QList<QPair<qsizetype, QByteArray>> edits;
    QByteArray append;
};

using Keys = QMap<QString, QByteArray>; ///< 32 bytes each

/// What this implementation says of a vector, in words the Python decoder says too.
[[nodiscard]] QString judge(const Vector &vector, const Keys &keys);

struct VectorSet
{
    Keys keys;
    QList<Vector> vectors;
};
/// Always the same set: fixed seeds, fixed nonces. Every vector is judged.
[[nodiscard]] VectorSet makeVectors();
[[nodiscard]] QByteArray writeVectors(const VectorSet &set);
[[nodiscard]] VectorSet readVectors(const QByteArray &text);

} // namespace indaro::tests
