// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/casework/htcds/htcds_manifest.h"

#include "core/base/file.h"
#include "core/casework/directory/organisation_keys.h"
#include "core/crypto/hash.h"
#include "core/model/partial_date.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

namespace indaro::casework {

using base::Errc;
using base::Error;
using base::Result;
using namespace Qt::StringLiterals;

namespace {

constexpr char ManifestContext[] = "indaro/v1/exchange-manifest";
constexpr std::size_t LargestManifest = std::size_t{1} << 20U;
constexpr char ManifestFormat[] = "indaro-exchange-1";

base::ByteView exchangeBytes(const QByteArray &bytes)
{
    return base::asBytes({bytes.constData(), static_cast<std::size_t>(bytes.size())});
}

QString exchangeHash(const QByteArray &bytes)
{
    return QString::fromStdString(base::toHex(crypto::hash(exchangeBytes(bytes))));
}

QJsonObject manifestContent(const ManifestFacts &facts)
{
    return {{u"format"_s, QLatin1String(ManifestFormat)},
            {u"standard"_s, facts.standard},
            {u"blake2b_256"_s, facts.fileHash},
            {u"bytes"_s, facts.fileSize},
            {u"rows"_s, facts.rows},
            {u"columns"_s, QJsonArray::fromStringList(facts.columns)},
            {u"from"_s, facts.from},
            {u"until"_s, facts.until},
            {u"receiver_kind"_s, facts.receiver.kind},
            {u"receiver"_s, facts.receiver.name},
            {u"agreement"_s, facts.agreement},
            {u"made_at"_s, facts.madeAt},
            {u"account"_s, facts.account},
            {u"second_person"_s, facts.secondPerson},
            {u"k"_s, facts.k},
            {u"key"_s, QString::fromStdString(wire::organisationKeyText(facts.key))}};
}

Error manifestError(const char *what)
{
    return {Errc::WireDamaged, {{"what", std::string(what)}}};
}

/// The house's, made when there is none.
Result<std::vector<wire::OrganisationSecrets>> signingKeys(Desk &desk)
{
    auto keys = rows::organisationSecrets(desk);
    if (keys || keys.error().code != Errc::OrganisationKeyMissing)
        return keys;
    INDARO_TRY(makeOrganisationKey(desk));
    return rows::organisationSecrets(desk);
}

} // namespace

Result<QByteArray> rows::signManifest(Desk &desk, ManifestFacts facts, const QByteArray &file)
{
    INDARO_TRY_ASSIGN(const auto keys, signingKeys(desk));
    facts.fileHash = exchangeHash(file);
    facts.fileSize = file.size();
    facts.key = keys.front().publicKey();
    facts.madeAt = model::localIsoMinute(desk.clock.nowUtc());
    facts.account = QString::fromStdString(desk.log.user().toText());
    const QJsonObject content = manifestContent(facts);
    const QByteArray bytes = QJsonDocument(content).toJson(QJsonDocument::Compact);
    const crypto::Signature signature = crypto::sign(keys.front().sign, ManifestContext, exchangeBytes(bytes));
    return QJsonDocument(
               QJsonObject{{u"content"_s, content}, {u"signature"_s, QString::fromStdString(base::toHex(signature))}})
        .toJson();
}

Result<ManifestFacts> verifyManifest(const QByteArray &file, const QByteArray &manifest)
{
    const QJsonObject whole = QJsonDocument::fromJson(manifest).object();
    const QJsonObject content = whole.value(u"content"_s).toObject();
    const auto signature = base::fromHex(whole.value(u"signature"_s).toString().toStdString());
    if (content.value(u"format"_s).toString() != QLatin1String(ManifestFormat) || !signature ||
        signature->size() != crypto::Signature{}.size())
        return manifestError("manifest");
    ManifestFacts facts;
    INDARO_TRY_ASSIGN(facts.key, wire::parseOrganisationKeyText(content.value(u"key"_s).toString().toStdString()));
    crypto::Signature signed_{};
    std::ranges::copy(*signature, signed_.begin());
    const QByteArray bytes = QJsonDocument(content).toJson(QJsonDocument::Compact);
    INDARO_TRY(crypto::verify(facts.key.sign, ManifestContext, exchangeBytes(bytes), signed_));
    facts.fileHash = content.value(u"blake2b_256"_s).toString();
    facts.fileSize = content.value(u"bytes"_s).toInteger();
    if (facts.fileHash != exchangeHash(file) || facts.fileSize != file.size())
        return manifestError("hash");
    facts.standard = content.value(u"standard"_s).toString();
    facts.rows = content.value(u"rows"_s).toInt();
    for (const QJsonValue &column : content.value(u"columns"_s).toArray())
        facts.columns << column.toString();
    facts.from = content.value(u"from"_s).toString();
    facts.until = content.value(u"until"_s).toString();
    facts.receiver = {content.value(u"receiver_kind"_s).toString(), content.value(u"receiver"_s).toString()};
    facts.agreement = content.value(u"agreement"_s).toString();
    facts.madeAt = content.value(u"made_at"_s).toString();
    facts.account = content.value(u"account"_s).toString();
    facts.secondPerson = content.value(u"second_person"_s).toString();
    facts.k = content.value(u"k"_s).toInt();
    facts.keyDigits = QString::fromStdString(wire::comparisonCodeOf(facts.key));
    return facts;
}

std::filesystem::path manifestPath(const std::filesystem::path &file)
{
    std::filesystem::path path = file;
    path += ".manifest.json";
    return path;
}

Result<void> writeWithManifest(const std::filesystem::path &path, const QByteArray &file, const QByteArray &manifest)
{
    const std::filesystem::path beside = manifestPath(path);
    const auto before = base::readFile(beside, LargestManifest);
    INDARO_TRY(base::writeFileDurably(beside, exchangeBytes(manifest)));
    const auto written = base::writeFileDurably(path, exchangeBytes(file));
    if (written)
        return {};
    // What stood there before keeps the manifest that is its own.
    if (before) {
        (void)base::writeFileDurably(beside, *before);
    } else {
        std::error_code ignored;
        std::filesystem::remove(beside, ignored);
    }
    return written;
}

} // namespace indaro::casework
