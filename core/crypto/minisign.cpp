// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/crypto/minisign.h"

#include <sodium.h>

#include <algorithm>
#include <optional>

namespace indaro::crypto {

using base::Errc;
using base::Error;
using base::Result;

namespace {

constexpr std::string_view UntrustedComment = "untrusted comment: ";
constexpr std::string_view TrustedComment = "trusted comment: ";
constexpr std::size_t LargestComment = 8192; // minisign's own limit

/// Takes the next line off; a line end of either kind. Nothing when there is no line left.
std::optional<std::string_view> takeLine(std::string_view &text)
{
    if (text.empty())
        return std::nullopt;
    const std::size_t end = std::min(text.find('\n'), text.size());
    std::string_view line = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    if (line.ends_with('\r'))
        line.remove_suffix(1);
    return line;
}

/// Canonical base64 of exactly `out.size()` bytes.
bool decode(std::string_view line, std::span<std::byte> out)
{
    std::size_t length = 0;
    return sodium_base642bin(reinterpret_cast<unsigned char *>(out.data()), out.size(), line.data(), line.size(), nullptr,
                             &length, nullptr, sodium_base64_VARIANT_ORIGINAL) == 0 &&
           length == out.size();
}

bool isSignatureOf(const SignPublicKey &key, base::ByteView message, const Signature &signature)
{
    return crypto_sign_verify_detached(reinterpret_cast<const unsigned char *>(signature.data()),
                                       reinterpret_cast<const unsigned char *>(message.data()), message.size(),
                                       reinterpret_cast<const unsigned char *>(key.data())) == 0;
}

template <std::size_t Size> void take(base::ByteView &from, std::array<std::byte, Size> &to)
{
    std::ranges::copy(from.first(Size), to.begin());
    from = from.subspan(Size);
}

} // namespace

Result<MinisignKey> readMinisignKey(std::string_view file)
{
    const auto comment = takeLine(file);
    const auto line = takeLine(file);
    std::array<std::byte, 42> bytes{}; // algorithm, key id, key
    if (!comment || !comment->starts_with(UntrustedComment) || !line || !file.empty() || !decode(*line, bytes))
        return Error(Errc::CryptoBadInput);
    base::ByteView rest(bytes);
    if (base::asText(rest.first(2)) != "Ed")
        return Error(Errc::CryptoBadInput);
    rest = rest.subspan(2);
    MinisignKey out;
    take(rest, out.id);
    take(rest, out.key);
    return out;
}

Result<MinisignSignature> readMinisignSignature(std::string_view file)
{
    const auto comment = takeLine(file);
    const auto line = takeLine(file);
    const auto trusted = takeLine(file);
    const auto last = takeLine(file);
    std::array<std::byte, 74> bytes{}; // algorithm, key id, signature
    MinisignSignature out;
    if (!comment || !comment->starts_with(UntrustedComment) || !line || !decode(*line, bytes) || !trusted ||
        !trusted->starts_with(TrustedComment) || trusted->size() > LargestComment || !last ||
        !decode(*last, out.commentSignature) || !file.empty())
        return Error(Errc::CryptoBadInput);
    base::ByteView rest(bytes);
    if (base::asText(rest.first(2)) != "ED")
        return Error(Errc::CryptoBadInput);
    rest = rest.subspan(2);
    take(rest, out.id);
    take(rest, out.signature);
    out.trustedComment = trusted->substr(TrustedComment.size());
    return out;
}

Result<void> verifyMinisign(const MinisignKey &key, const MinisignSignature &signature, base::ByteView file)
{
    if (key.id != signature.id)
        return Error(Errc::CryptoAuthFailed);
    std::array<std::byte, crypto_generichash_BYTES_MAX> digest{};
    crypto_generichash(reinterpret_cast<unsigned char *>(digest.data()), digest.size(),
                       reinterpret_cast<const unsigned char *>(file.data()), file.size(), nullptr, 0);
    base::Bytes commented(signature.signature.begin(), signature.signature.end());
    const auto comment = base::asBytes(signature.trustedComment);
    commented.insert(commented.end(), comment.begin(), comment.end());
    if (!isSignatureOf(key.key, digest, signature.signature) ||
        !isSignatureOf(key.key, commented, signature.commentSignature))
        return Error(Errc::CryptoAuthFailed);
    return {};
}

} // namespace indaro::crypto
