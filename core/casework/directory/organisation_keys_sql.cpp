// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/casework/directory/organisation_keys.h"

#include "core/casework/audit/audit.h"
#include "core/casework/plans/record_rows.h"
#include "core/casework/row_values.h"
#include "core/casework/stays/stay_lookup.h"
#include "core/crypto/comparison_code.h"
#include "core/model/field_table.h"
#include "core/model/name_fold.h"
#include "core/model/partial_date.h"

#include <algorithm>

namespace indaro::casework {

namespace fields = model::fields;
using base::Errc;
using base::Error;
using base::Result;
using base::Value;

namespace {

struct OwnSeed
{
    base::SecretBytes seed;
    base::UtcMs madeAt = 0;
};

/// Whatever the role of who asks: the seed leaves this file only as what it signs and opens.
Result<std::vector<OwnSeed>> loadSeeds(Desk &desk)
{
    INDARO_TRY_ASSIGN(auto rows, desk.log.connection().prepare("SELECT seed, made_at FROM organisation_key "
                                                               "WHERE length(seed) = 32 ORDER BY made_at, id"));
    std::vector<OwnSeed> seeds;
    INDARO_TRY(forEachRow(rows, [&]() -> Result<void> {
        seeds.push_back({base::SecretBytes::copyOf(rows.blob(0)), rows.value(1).integerOr(0)});
        return {};
    }));
    return seeds;
}

Result<OwnOrganisationKey> shownKey(const OwnSeed &seed)
{
    INDARO_TRY_ASSIGN(const auto secrets, wire::organisationFromSeed(seed.seed));
    const wire::OrganisationKey key = secrets.publicKey();
    return OwnOrganisationKey{key, QString::fromStdString(wire::organisationKeyText(key)),
                              QString::fromStdString(wire::comparisonCodeOf(key)), seed.madeAt};
}

Value bytesValue(base::ByteView bytes)
{
    return base::Bytes(bytes.begin(), bytes.end());
}

constexpr std::string_view SelectKeys =
    "SELECT e.id, e.name, e.category, e.public_key, e.compared_key, e.compared_on, s.name FROM directory_entry e "
    "LEFT JOIN staff s ON s.id = e.compared_by WHERE length(e.public_key) = 64 AND ";

Result<std::vector<PartnerKey>> readKeys(store::Statement &rows)
{
    std::vector<PartnerKey> keys;
    INDARO_TRY(forEachRow(rows, [&]() -> Result<void> {
        const auto id = rows.id<sync::RecordTag>(0);
        if (!id)
            return Error(Errc::StoreDamaged);
        INDARO_TRY_ASSIGN(const auto key, wire::decodeOrganisationKey(rows.blob(3)));
        const crypto::Digest fingerprint = wire::fingerprintOf(key);
        const auto compared = rows.blob(4);
        PartnerKey partner{.entry = *id, .name = toText(rows, 1), .category = toText(rows, 2), .key = key};
        partner.code = QString::fromStdString(wire::comparisonCodeOf(key));
        partner.isCompared = std::ranges::equal(compared, fingerprint);
        partner.hasChanged = !compared.empty() && !partner.isCompared;
        if (const QDate day = QDate::fromString(toText(rows, 5), Qt::ISODate); day.isValid())
            partner.comparedOn = day;
        partner.comparedBy = toText(rows, 6);
        keys.push_back(std::move(partner));
        return {};
    }));
    return keys;
}

} // namespace

Result<std::optional<OwnOrganisationKey>> ownOrganisationKey(Desk &desk)
{
    INDARO_TRY_ASSIGN(const auto seeds, loadSeeds(desk));
    if (seeds.empty())
        return std::optional<OwnOrganisationKey>();
    INDARO_TRY_ASSIGN(auto key, shownKey(seeds.front()));
    return std::optional(std::move(key));
}

Result<OwnOrganisationKey> makeOrganisationKey(Desk &desk)
{
    if (!desk.access.isDirector())
        return Error(Errc::AccessRefused);
    INDARO_TRY_ASSIGN(const auto present, loadSeeds(desk));
    if (!present.empty())
        return Error(Errc::WrongState);
    const OwnSeed made{wire::makeOrganisationSeed(), desk.clock.nowUtc()};
    INDARO_TRY_ASSIGN(auto key, shownKey(made));
    INDARO_TRY_ASSIGN(auto transaction, desk.db.begin());
    const sync::RecordId id = sync::RecordId::make(desk.random);
    INDARO_TRY(desk.log.birth({fields::organisation_key::Table, id},
                              {{fields::organisation_key::Seed, bytesValue(made.seed.view())},
                               {fields::organisation_key::MadeAt, momentValue(made.madeAt)},
                               {fields::organisation_key::MadeBy, ownAccount(desk)}}));
    INDARO_TRY(recordAudit(desk, AuditVerb::OrganisationKeyMade, id, key.code.toStdString()));
    INDARO_TRY(transaction.commit());
    return key;
}

Result<std::vector<PartnerKey>> listPartnerKeys(Desk &desk)
{
    INDARO_TRY_ASSIGN(auto rows, desk.db.prepare(std::string(SelectKeys) + "coalesce(e.closed, '') <> 'yes'"));
    INDARO_TRY_ASSIGN(auto keys, readKeys(rows));
    std::ranges::stable_sort(keys, {}, [](const PartnerKey &key) { return model::foldName(key.name); });
    return keys;
}

Result<std::optional<PartnerKey>> partnerKeyOf(Desk &desk, DirectoryId entry)
{
    INDARO_TRY_ASSIGN(auto rows, desk.db.prepare(std::string(SelectKeys) + "e.id = ?1"));
    rows.bind(1, entry);
    INDARO_TRY_ASSIGN(auto keys, readKeys(rows));
    return keys.empty() ? std::nullopt : std::optional(std::move(keys.front()));
}

Result<void> setPartnerKey(Desk &desk, DirectoryId entry, const QString &text)
{
    INDARO_TRY(desk.access.checkWrite(fields::directory_entry::Table));
    INDARO_TRY_ASSIGN(const auto key, wire::parseOrganisationKeyText(text.toStdString()));
    INDARO_TRY_ASSIGN(const auto own, ownOrganisationKey(desk));
    if (own && own->key == key)
        return neededField(fields::directory_entry::PublicKey);
    INDARO_TRY(adoptDirectoryEntry(desk, entry));
    INDARO_TRY_ASSIGN(auto transaction, desk.db.begin());
    INDARO_TRY_ASSIGN(const bool isOther, desk.log.edit(fields::directory_entry::PublicKey, entry,
                                                        bytesValue(wire::encodeOrganisationKey(key))));
    if (isOther)
        INDARO_TRY(recordAudit(desk, AuditVerb::PartnerKeyChanged, entry, wire::comparisonCodeOf(key)));
    return transaction.commit();
}

Result<void> notePartnerKeyCompared(Desk &desk, DirectoryId entry, const QString &typedCode)
{
    INDARO_TRY(desk.access.checkWrite(fields::directory_entry::Table));
    INDARO_TRY_ASSIGN(const auto partner, partnerKeyOf(desk, entry));
    if (!partner)
        return Error(Errc::PartnerKeyMissing);
    if (!crypto::isSameCode(partner->code.toStdString(), typedCode.toStdString()))
        return Error(Errc::PartnerCodeWrong);
    const std::string today = model::localDay(desk.clock.nowUtc()).toString(Qt::ISODate).toStdString();
    INDARO_TRY_ASSIGN(auto transaction, desk.db.begin());
    INDARO_TRY(desk.log.edit(fields::directory_entry::ComparedKey, entry, bytesValue(wire::fingerprintOf(partner->key))));
    INDARO_TRY(desk.log.edit(fields::directory_entry::ComparedOn, entry, today));
    INDARO_TRY(desk.log.edit(fields::directory_entry::ComparedBy, entry, ownAccount(desk)));
    INDARO_TRY(recordAudit(desk, AuditVerb::PartnerKeyCompared, entry, partner->code.toStdString()));
    return transaction.commit();
}

Result<std::vector<wire::OrganisationSecrets>> rows::organisationSecrets(Desk &desk)
{
    INDARO_TRY_ASSIGN(const auto seeds, loadSeeds(desk));
    if (seeds.empty())
        return Error(Errc::OrganisationKeyMissing);
    std::vector<wire::OrganisationSecrets> all;
    for (const OwnSeed &seed : seeds) {
        INDARO_TRY_ASSIGN(auto secrets, wire::organisationFromSeed(seed.seed));
        all.push_back(std::move(secrets));
    }
    return all;
}

Result<PartnerKey> rows::comparedPartner(Desk &desk, DirectoryId entry)
{
    INDARO_TRY_ASSIGN(auto partner, partnerKeyOf(desk, entry));
    if (!partner)
        return Error(Errc::PartnerKeyMissing);
    if (!partner->isCompared)
        return Error(Errc::PartnerKeyNotCompared);
    return std::move(*partner);
}

} // namespace indaro::casework
