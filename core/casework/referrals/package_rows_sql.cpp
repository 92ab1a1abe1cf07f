// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/casework/referrals/package_rows.h"

#include "core/casework/attachments/unfiled_papers.h"
#include "core/casework/plans/record_rows.h"
#include "core/casework/retention/forgotten.h"
#include "core/casework/stays/stay_lookup.h"
#include "core/model/field_table.h"
#include "core/model/partial_date.h"
#include "core/sync/device_secrets.h"

#include <algorithm>

namespace indaro::casework {

namespace fields = model::fields;
using namespace Qt::StringLiterals;
using base::Errc;
using base::Error;
using base::Result;
using base::Value;
using sync::RecordId;

namespace {

Value blobOf(base::ByteView bytes)
{
    return base::Bytes(bytes.begin(), bytes.end());
}

Value idOrNothing(const std::optional<RecordId> &id)
{
    return id ? idValue(*id) : Value();
}

bool isZeros(base::ByteView bytes)
{
    return std::ranges::all_of(bytes, [](std::byte one) { return one == std::byte{0}; });
}

} // namespace

Result<RecordId> rows::bearPackage(Desk &desk, const PackageRow &row)
{
    const bool isReply = !isZeros(row.cover.inReplyTo);
    return bearRecord(
        desk, fields::referral_package::Table,
        {{fields::referral_package::CaseFile, idOrNothing(row.caseFile)},
         {fields::referral_package::Referral, idOrNothing(row.referral)},
         {fields::referral_package::Direction, row.isIncoming ? "in" : "out"},
         {fields::referral_package::Kind, row.cover.kind == wire::PackageKind::Referral ? "referral" : "counter_referral"},
         {fields::referral_package::PackageId, blobOf(row.cover.id.bytes())},
         {fields::referral_package::Hash, blobOf(row.hash)},
         {fields::referral_package::Partner, idValue(row.partner.entry)},
         {fields::referral_package::PartnerKey, blobOf(wire::encodeOrganisationKey(row.partner.key))},
         {fields::referral_package::PartnerName, model::toValue(row.partner.name)},
         {fields::referral_package::Serial, model::toValue(row.serial)},
         {fields::referral_package::InReplyTo, isReply ? blobOf(row.cover.inReplyTo) : Value()},
         {fields::referral_package::MadeAt, momentValue(row.cover.madeAt)},
         {fields::referral_package::ExpiresAt, momentValue(row.cover.expiresAt)},
         {fields::referral_package::RecordedAt, momentValue(desk.clock.nowUtc())},
         {fields::referral_package::RecordedBy, ownAccount(desk)}});
}

Result<rows::SentPackage> rows::findSentPackage(Desk &desk, base::ByteView packageId)
{
    INDARO_TRY_ASSIGN(auto find, desk.log.connection().prepare(
                                     "SELECT id, referral, hash, partner_key, partner, partner_name, answer, answered_at "
                                     "FROM referral_package "
                                     "WHERE direction = 'out' AND package_id = ?1"));
    find.bind(1, packageId);
    INDARO_TRY_ASSIGN(const bool found, find.step());
    const auto id = found ? find.id<sync::RecordTag>(0) : std::nullopt;
    const auto referral = found ? find.id<sync::RecordTag>(1) : std::nullopt;
    const auto partner = found ? find.id<sync::RecordTag>(4) : std::nullopt;
    if (!id || !referral || !partner)
        return Error(Errc::PackageAnswerStrange);
    SentPackage sent{.id = *id,
                     .referral = *referral,
                     .partner = *partner,
                     .partnerName = toText(find, 5),
                     .answer = toText(find, 6),
                     .answeredAt = find.value(7).integerOr(0)};
    INDARO_TRY_ASSIGN(const auto key, wire::decodeOrganisationKey(find.blob(3)));
    sent.sealedTo = wire::fingerprintOf(key);
    const auto hash = find.blob(2);
    if (hash.size() != sent.hash.size())
        return Error(Errc::StoreDamaged);
    std::ranges::copy(hash, sent.hash.begin());
    return sent;
}

Result<bool> rows::wasPackageOpened(Desk &desk, const wire::PackageId &id)
{
    INDARO_TRY_ASSIGN(auto find, desk.log.connection().prepare(
                                     "SELECT 1 FROM referral_package WHERE direction = 'in' AND package_id = ?1"));
    find.bind(1, id.bytes());
    return find.step();
}

QString rows::scansOf(RecordId incoming)
{
    return u"incoming/"_s + QString::fromStdString(base::toHex(incoming.bytes()));
}

Result<void> rows::forgetContent(Desk &desk, RecordId incoming)
{
    const sync::RecordKey content{fields::referral_package_content::Table, incoming};
    INDARO_TRY_ASSIGN(const bool isKept, desk.log.exists(content));
    if (isKept)
        INDARO_TRY(desk.log.remove(content));
    INDARO_TRY(rows::dropUnfiledPapers(desk, scansOf(incoming)));
    INDARO_TRY(letGoOfForgotten(desk)); // out of the history, too
    return {};
}

Result<rows::Addressed> rows::addressOf(Desk &desk, const PackageOrder &order)
{
    INDARO_TRY_ASSIGN(auto partner, comparedPartner(desk, order.partner));
    const QDateTime now = model::localTime(desk.clock.nowUtc());
    const QDate lastDay = order.expiresOn.value_or(now.date().addDays(PackageDays));
    if (lastDay < now.date() || lastDay > now.date().addDays(MostPackageDays))
        return Error(Errc::InvalidArgument, {{"field", std::string("expires_on")}});
    const QDateTime end(lastDay.addDays(1), QTime(0, 0), now.timeZone()); // its whole last day, as the house counts days
    return Addressed{std::move(partner), lastDay, end.toMSecsSinceEpoch()};
}

Result<base::Bytes> rows::sealFor(Desk &desk, const PartnerKey &partner, const wire::PackageCover &cover,
                                  base::ByteView content)
{
    INDARO_TRY_ASSIGN(const auto own, organisationSecrets(desk));
    INDARO_TRY_ASSIGN(const auto device, sync::ensureDeviceSecrets(desk.log.connection()));
    return wire::sealPackage(cover, content, partner.key, own.front(), device.sign);
}

QString rows::packageFileName(const wire::PackageId &id, const char *ending)
{
    constexpr std::size_t Digits = 8;
    return u"indaro-"_s + QString::fromStdString(base::toHex(id.bytes()).substr(0, Digits)) + QString::fromLatin1(ending);
}

} // namespace indaro::casework
