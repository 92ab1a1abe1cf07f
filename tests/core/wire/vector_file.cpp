// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/wire/vectors.h"

#include <QtCore/QJsonArray>
#include <QtCore/QJsonDocument>
#include <QtCore/QJsonObject>

namespace indaro::tests {

namespace {

QString hexOf(const QByteArray &bytes)
{
    return QString::fromLatin1(bytes.toHex());
}

QByteArray bytesOf(const QJsonValue &value)
{
    return QByteArray::fromHex(value.toString().toLatin1());
}

QByteArray lineOf(const QJsonObject &object)
{
    return QJsonDocument(object).toJson(QJsonDocument::Compact) + '\n';
}

QByteArray toArray(const base::Bytes &bytes)
{
    return QByteArray(reinterpret_cast<const char *>(bytes.data()), static_cast<qsizetype>(bytes.size()));
}

base::Bytes toBytes(const QByteArray &bytes)
{
    const auto *data = reinterpret_cast<const std::byte *>(bytes.constData());
    return {data, data + bytes.size()};
}

QByteArray applyEdits(QByteArray bytes, const Vector &vector)
{
    if (vector.keep >= 0)
        bytes.truncate(vector.keep);
    for (const auto &[offset, edit] : vector.edits)
        bytes.replace(offset, edit.size(), edit);
    return bytes + vector.append;
}

} // namespace

QByteArray writeVectors(const VectorSet &set)
{
    QJsonObject keys;
    for (auto it = set.keys.begin(); it != set.keys.end(); ++it)
        keys[it.key()] = hexOf(it.value());
    QByteArray out = lineOf({{QStringLiteral("keys"), keys}});
    for (const Vector &vector : set.vectors) {
        QJsonObject line{{QStringLiteral("name"), vector.name},
                         {QStringLiteral("kind"), vector.kind},
                         {QStringLiteral("expect"), vector.expect}};
        if (!vector.signKey.isEmpty())
            line[QStringLiteral("sign")] = vector.signKey;
        if (!vector.openKeys.isEmpty())
            line[QStringLiteral("open")] = QJsonArray::fromStringList(vector.openKeys);
        if (!vector.asked.empty())
            line[QStringLiteral("asked")] = hexOf(toArray(vector.asked));
        if (vector.base.isEmpty()) {
            line[QStringLiteral("bytes")] = hexOf(toArray(vector.bytes));
        } else {
            line[QStringLiteral("base")] = vector.base;
            if (vector.keep >= 0)
                line[QStringLiteral("keep")] = vector.keep;
            QJsonArray edits;
            for (const auto &[offset, bytes] : vector.edits)
                edits.append(QJsonArray{offset, hexOf(bytes)});
            if (!edits.isEmpty())
                line[QStringLiteral("edits")] = edits;
            if (!vector.append.isEmpty())
                line[QStringLiteral("append")] = hexOf(vector.append);
        }
        out += lineOf(line);
    }
    return out;
}

VectorSet readVectors(const QByteArray &text)
{
    VectorSet set;
    QMap<QString, QByteArray> known;
    for (const QByteArray &raw : text.split('\n')) {
        if (raw.isEmpty())
            continue;
        const QJsonObject line = QJsonDocument::fromJson(raw).object();
        const QJsonObject keys = line[QStringLiteral("keys")].toObject();
        for (auto it = keys.begin(); it != keys.end(); ++it)
            set.keys[it.key()] = bytesOf(it.value());
        if (!keys.isEmpty())
            continue;
        Vector vector;
        vector.name = line[QStringLiteral("name")].toString();
        vector.kind = line[QStringLiteral("kind")].toString();
        vector.expect = line[QStringLiteral("expect")].toString();
        vector.signKey = line[QStringLiteral("sign")].toString();
        const auto open = line[QStringLiteral("open")].toArray();
        for (const QJsonValue &name : open)
            vector.openKeys << name.toString();
        vector.asked = toBytes(bytesOf(line[QStringLiteral("asked")]));
        vector.base = line[QStringLiteral("base")].toString();
        vector.keep = line.contains(QStringLiteral("keep")) ? line[QStringLiteral("keep")].toInt() : -1;
        const auto edits = line[QStringLiteral("edits")].toArray();
        for (const QJsonValue &edit : edits)
            vector.edits.push_back({edit.toArray()[0].toInt(), bytesOf(edit.toArray()[1])});
        vector.append = bytesOf(line[QStringLiteral("append")]);
        const QByteArray bytes =
            vector.base.isEmpty() ? bytesOf(line[QStringLiteral("bytes")]) : applyEdits(known.value(vector.base), vector);
        known[vector.name] = bytes;
        vector.bytes = toBytes(bytes);
        set.vectors.push_back(vector);
    }
    return set;
}

} // namespace indaro::tests
