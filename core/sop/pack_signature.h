// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/crypto/sign.h"

#include <QByteArray>
#include <QString>

namespace indaro::sop {

/// Who vouches for a pack. The last line of a signed file is a comment, so that the whole stays readable as it is:
///
///     # signature: <public key, 64 hexadecimal digits> <Ed25519 signature of all bytes before this line, 128 digits>
///
/// Thread: any.
struct PackSignature
{
    enum class Standing {
        Unsigned,
        Signed,  ///< the bytes are what `key` signed; whether the house knows that key is for the caller to say
        Tampered ///< there is a line of a signature, and it does not fit the bytes (or is cut)
    };
    Standing standing = Standing::Unsigned;
    crypto::SignPublicKey key{}; ///< of the issuer, where Signed
};
[[nodiscard]] PackSignature readSignature(const QByteArray &file);

/// The file without its signature, if it has one.
[[nodiscard]] QByteArray withoutSignature(const QByteArray &file);
/// The file signed, in place of a signature it had.
[[nodiscard]] QByteArray signPack(const QByteArray &file, const crypto::SignKeyPair &keys);

/// 30 digits in six groups of five, to compare a key by telephone or on paper.
[[nodiscard]] QString keyDigits(const crypto::SignPublicKey &key);

} // namespace indaro::sop
