// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/transport/house_certificate.h"

#include <QCryptographicHash>

#include <openssl/bio.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/x509.h>

#include <algorithm>
#include <memory>

namespace indaro::transport {

namespace {

constexpr long Day = 24 * 60 * 60;

template <class T, void (*Free)(T *)> struct Freer
{
    void operator()(T *object) const { Free(object); }
};
using Key = std::unique_ptr<EVP_PKEY, Freer<EVP_PKEY, EVP_PKEY_free>>;
using Certificate = std::unique_ptr<X509, Freer<X509, X509_free>>;
using Memory = std::unique_ptr<BIO, Freer<BIO, BIO_free_all>>;

QByteArray textOf(BIO *memory)
{
    char *data = nullptr;
    const long size = BIO_get_mem_data(memory, &data);
    return size > 0 ? QByteArray(data, size) : QByteArray();
}

bool fill(X509 *certificate, EVP_PKEY *key)
{
    X509_NAME *name = X509_get_subject_name(certificate);
    static constexpr unsigned char Common[] = "indaro";
    return X509_set_version(certificate, X509_VERSION_3) == 1 &&
           ASN1_INTEGER_set(X509_get_serialNumber(certificate), 1) == 1 &&
           X509_gmtime_adj(X509_getm_notBefore(certificate), -Day) != nullptr &&
           X509_gmtime_adj(X509_getm_notAfter(certificate), 365 * Day) != nullptr &&
           X509_NAME_add_entry_by_txt(name, "CN", MBSTRING_ASC, Common, -1, -1, 0) == 1 &&
           X509_set_issuer_name(certificate, name) == 1 && X509_set_pubkey(certificate, key) == 1 &&
           X509_sign(certificate, key, EVP_sha256()) > 0;
}

} // namespace

crypto::Digest fingerprintOf(const QSslCertificate &certificate)
{
    const QByteArray hash = QCryptographicHash::hash(certificate.publicKey().toDer(), QCryptographicHash::Sha256);
    crypto::Digest out{};
    std::transform(hash.begin(), hash.end(), out.begin(), [](char c) { return static_cast<std::byte>(c); });
    return out;
}

base::Result<HouseCertificate> makeHouseCertificate()
{
    const Key key(EVP_PKEY_Q_keygen(nullptr, nullptr, "EC", "P-256"));
    const Certificate certificate(X509_new());
    const Memory certificateText(BIO_new(BIO_s_mem())), keyText(BIO_new(BIO_s_mem()));
    const bool isMade =
        key && certificate && certificateText && keyText && fill(certificate.get(), key.get()) &&
        PEM_write_bio_X509(certificateText.get(), certificate.get()) == 1 &&
        PEM_write_bio_PrivateKey_traditional(keyText.get(), key.get(), nullptr, nullptr, 0, nullptr, nullptr) == 1;
    if (!isMade)
        return base::Error(base::Errc::CryptoBadInput, {{"what", std::string("certificate")}});
    HouseCertificate out{QSslCertificate(textOf(certificateText.get()), QSsl::Pem),
                         QSslKey(textOf(keyText.get()), QSsl::Ec, QSsl::Pem)};
    if (out.certificate.isNull() || out.key.isNull())
        return base::Error(base::Errc::CryptoBadInput, {{"what", std::string("certificate")}});
    return out;
}

} // namespace indaro::transport
