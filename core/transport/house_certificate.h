// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/crypto/hash.h"

#include <QSslCertificate>
#include <QSslKey>

namespace indaro::transport {

/// SHA-256 of the public key (SubjectPublicKeyInfo): what is compared, pinned and signed, never names or dates.
[[nodiscard]] crypto::Digest fingerprintOf(const QSslCertificate &certificate);

/// A certificate nobody else vouches for, with a key of its own, for one run of the program: the laptop signs its
/// fingerprint (wire/house.h). It names nobody, and two offers of one laptop have nothing in common.
struct HouseCertificate
{
    QSslCertificate certificate;
    QSslKey key;
};
/// Errors: CryptoBadInput (OpenSSL could not).
[[nodiscard]] base::Result<HouseCertificate> makeHouseCertificate();

} // namespace indaro::transport
