// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/crypto/sign.h"

#include <string>
#include <string_view>

namespace indaro::crypto {

/// Signatures as the program `minisign` makes them: Ed25519 over BLAKE2b-512 of the file ("prehashed", algorithm ED), and a
/// second one over the first and the trusted comment. Only verified here; releases are signed by people with minisign
/// itself, on a computer without a network [security.md 1 (14), 2.1 REL]. The older algorithm Ed, over the file itself, is
/// refused.

using MinisignKeyId = std::array<std::byte, 8>;

struct MinisignKey
{
    MinisignKeyId id{};
    SignPublicKey key{};
    friend bool operator==(const MinisignKey &, const MinisignKey &) = default;
};

struct MinisignSignature
{
    MinisignKeyId id{};
    Signature signature{};
    std::string trustedComment;
    Signature commentSignature{};
};

/// The content of a .pub file: an untrusted comment, then the key. Errors: CryptoBadInput.
[[nodiscard]] base::Result<MinisignKey> readMinisignKey(std::string_view file);
/// The content of a .minisig file: four lines, nothing after them. Errors: CryptoBadInput (also for the algorithm Ed).
[[nodiscard]] base::Result<MinisignSignature> readMinisignSignature(std::string_view file);

/// Both signatures, over the file and over the trusted comment. Errors: CryptoAuthFailed (also when the signature names
/// another key).
[[nodiscard]] base::Result<void> verifyMinisign(const MinisignKey &key, const MinisignSignature &signature,
                                                base::ByteView file);

} // namespace indaro::crypto
