// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/bytes.h"
#include "core/base/secret_bytes.h"

#include <QFile>

#include <openssl/evp.h>

#include <filesystem>
#include <optional>
#include <string_view>

namespace indaro::tests {

/// Every page of an SQLCipher 4 file as somebody who has the raw key reads it without SQLite: those in use and those that
/// are free, one after the other. Nothing when it is no such file.
inline std::optional<std::string> decryptedPages(const std::filesystem::path &path, const base::SecretBytes &key)
{
    constexpr int PageSize = 4096;
    constexpr int Reserved = 80; // initialisation vector of 16 bytes, MAC of 64
    constexpr int SaltSize = 16; // of the first page alone
    QFile file(QString::fromStdString(path.string()));
    if (!file.open(QIODevice::ReadOnly))
        return std::nullopt;
    const QByteArray all = file.readAll();
    if (all.isEmpty() || all.size() % PageSize != 0)
        return std::nullopt;
    std::string pages;
    for (qsizetype at = 0; at < all.size(); at += PageSize) {
        const int salt = at == 0 ? SaltSize : 0;
        const auto *page = reinterpret_cast<const unsigned char *>(all.constData()) + at;
        const int length = PageSize - Reserved - salt;
        std::string plain(std::size_t(length) + 16, '\0');
        int written = 0;
        EVP_CIPHER_CTX *context = EVP_CIPHER_CTX_new();
        const bool isRead =
            EVP_DecryptInit_ex(context, EVP_aes_256_cbc(), nullptr, reinterpret_cast<const unsigned char *>(key.data()),
                               page + PageSize - Reserved) == 1 &&
            EVP_CIPHER_CTX_set_padding(context, 0) == 1 &&
            EVP_DecryptUpdate(context, reinterpret_cast<unsigned char *>(plain.data()), &written, page + salt, length) == 1;
        EVP_CIPHER_CTX_free(context);
        if (!isRead || written != length)
            return std::nullopt;
        pages.append(plain, 0, std::size_t(length));
    }
    return pages;
}

inline std::size_t countIn(std::string_view text, std::string_view word)
{
    std::size_t found = 0;
    for (std::size_t at = text.find(word); at != std::string_view::npos; at = text.find(word, at + 1))
        ++found;
    return found;
}

} // namespace indaro::tests
