// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/casework/consents/consent_rule.h"
#include "core/wire/organisation_key.h"

#include <QByteArray>
#include <QStringList>

#include <filesystem>

namespace indaro::casework {

/// What is said of a table that leaves, beside it and signed with the key of the house [domain.md 3.7, contracts.md 9]: a
/// JSON file whose "content" is signed in Qt's compact writing of it, keys in order. It names no person and no account by
/// name.

struct ManifestFacts
{
    QString standard{}; ///< "HTCDS 2.0", "CTDC 2024"
    QString fileHash{}; ///< BLAKE2b-256, hex
    qint64 fileSize = 0;
    int rows = 0;
    QStringList columns{};
    QString from{}, until{}; ///< the period, ISO days; empty: open
    Receiver receiver{};
    QString agreement{};    ///< what the receiver and the house have signed, where it matters
    QString madeAt{};       ///< ISO, local
    QString account{};      ///< its id
    QString secondPerson{}; ///< as the journal keeps it: an id, or that nobody else could agree
    wire::OrganisationKey key{};
    QString keyDigits{}; ///< the 30 digits of the key, to compare
    int k = 0;           ///< every row stands there at least so often; 0: nothing is promised
};

namespace rows {
/// Completes hash, size and key, and signs. Makes the key of the house when it has none. Errors: AccessRefused (no key, and
/// who is there may not make one), the store's. Thread: the store's; no transaction is open.
[[nodiscard]] base::Result<QByteArray> signManifest(Desk &desk, ManifestFacts facts, const QByteArray &file);
} // namespace rows

/// Whether a file is the one its manifest speaks of, and the manifest as it was signed. Whose the key is, the digits tell.
/// Errors: WireDamaged (what=manifest, hash), CryptoAuthFailed. Thread: any.
[[nodiscard]] base::Result<ManifestFacts> verifyManifest(const QByteArray &file, const QByteArray &manifest);

/// "table.csv" -> "table.csv.manifest.json"
[[nodiscard]] std::filesystem::path manifestPath(const std::filesystem::path &file);
/// Both durably, the manifest first: a table never stands there without it. When the table cannot be written, what stood
/// there before is there again. Errors: FileNotWritable, DiskFull. Thread: any.
[[nodiscard]] base::Result<void> writeWithManifest(const std::filesystem::path &path, const QByteArray &file,
                                                   const QByteArray &manifest);

} // namespace indaro::casework
