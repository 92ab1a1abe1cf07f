// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/casework/attachments/unfiled_papers.h"
#include "core/casework/audit/audit.h"
#include "core/casework/plans/record_rows.h"
#include "core/casework/referrals/incoming.h"
#include "core/casework/referrals/package_rows.h"
#include "core/casework/referrals/referral_course.h"
#include "core/casework/stays/stay_lookup.h"
#include "core/model/field_table.h"
#include "core/model/partial_date.h"

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

const PartnerKey *findPartner(const std::vector<PartnerKey> &partners, const wire::OrganisationKey &key)
{
    const auto found =
        std::ranges::find_if(partners, [&](const PartnerKey &partner) { return partner.isCompared && partner.key == key; });
    return found == partners.end() ? nullptr : &*found;
}

/// A referral waits, with its content, until somebody says whose it is.
Result<RecordId> keepReferral(Desk &desk, const wire::OpenedPackage &opened, const PartnerKey &partner)
{
    INDARO_TRY_ASSIGN(const PackagedReferral referral, decodePackagedReferral(opened.content));
    INDARO_TRY_ASSIGN(auto transaction, desk.db.begin());
    INDARO_TRY_ASSIGN(const RecordId id, rows::bearPackage(desk, {.isIncoming = true,
                                                                  .cover = opened.cover,
                                                                  .hash = opened.hash,
                                                                  .partner = partner,
                                                                  .serial = referral.serial}));
    INDARO_TRY(desk.log.birth({fields::referral_package_content::Table, id},
                              {{fields::referral_package_content::Content, withAnswer(opened.content, {})}}));
    INDARO_TRY(recordAudit(desk, AuditVerb::PackageOpened, id, referral.serial.toStdString()));
    INDARO_TRY(transaction.commit());
    return id;
}

/// A slip belongs to a referral of this house, and is taken in there.
Result<RecordId> keepSlip(Desk &desk, const wire::OpenedPackage &opened, const PartnerKey &partner)
{
    INDARO_TRY_ASSIGN(const PackagedSlip packed, decodePackagedSlip(opened.content));
    INDARO_TRY_ASSIGN(const rows::SentPackage sent, rows::findSentPackage(desk, opened.cover.inReplyTo));
    if (sent.partner != partner.entry)
        return Error(Errc::PackageAnswerStrange);
    INDARO_TRY_ASSIGN(const Referral referral, loadReferral(desk, sent.referral));
    INDARO_TRY_ASSIGN(auto transaction, desk.db.begin());
    INDARO_TRY(rows::bearSlip(desk, referral.id, counterReferralOf(packed)));
    if (!packed.number.isEmpty())
        INDARO_TRY(changeRecord(desk, referral.id, {{fields::referral::PartnerNumber, model::toValue(packed.number)}}));
    INDARO_TRY_ASSIGN(const RecordId id, rows::bearPackage(desk, {.isIncoming = true,
                                                                  .cover = opened.cover,
                                                                  .hash = opened.hash,
                                                                  .partner = partner,
                                                                  .serial = packed.number,
                                                                  .referral = referral.id,
                                                                  .caseFile = referral.caseFile}));
    INDARO_TRY(recordAudit(desk, AuditVerb::PackageOpened, referral.id, referral.serial.toStdString()));
    INDARO_TRY(transaction.commit());
    return id;
}

/// In the caller's transaction: that it came, and what was answered before anybody said whose it is, as they were told it.
Result<void> bearWhatHappened(Desk &desk, const IncomingPackage &package, RecordId id, const std::optional<RecordId> &scan)
{
    INDARO_TRY_ASSIGN(const Referral referral, loadReferral(desk, id));
    const Value came = package.isOnPaper ? "hand" : "package";
    const bool isDecided = package.answer && *package.answer != wire::PackageAnswer::Received;
    const Value note = model::toValue(package.told.note);
    INDARO_TRY(rows::bearStep(desk, referral,
                              {.status = ReferralStatus::Received,
                               .way = came,
                               .evidence = "own",
                               .happenedAt = model::localIsoMinute(package.openedAt).toStdString(),
                               .note = isDecided ? Value() : note,
                               .attachment = scan}));
    if (!isDecided)
        return {};
    const ReferralStatus said =
        *package.answer == wire::PackageAnswer::Accepted ? ReferralStatus::Accepted : ReferralStatus::Refused;
    const std::string then = model::localIsoMinute(package.answeredAt.value_or(package.openedAt)).toStdString();
    const Value way = package.told.way.isEmpty() ? came : model::toValue(package.told.way);
    INDARO_TRY(
        rows::bearStep(desk, referral, {.status = said, .way = way, .evidence = "own", .happenedAt = then, .note = note}));
    return rows::noteAnswered(desk, referral, said);
}

constexpr std::string_view SelectPackages =
    "SELECT p.id, p.kind, p.partner, p.partner_name, p.serial, p.recorded_at, s.name, p.expires_at, p.referral, "
    "p.case_file, p.answer, p.answered_at, c.content, EXISTS (SELECT 1 FROM referral_step t WHERE t.referral = p.referral "
    "AND t.status NOT IN ('sent', 'received')), r.priority FROM referral_package p "
    "LEFT JOIN referral r ON r.id = p.referral "
    "LEFT JOIN referral_package_content c ON c.id = p.id LEFT JOIN staff s ON s.id = p.recorded_by "
    "WHERE p.direction = 'in' AND ";

std::optional<wire::PackageAnswer> answerFromCode(const QString &code)
{
    if (code == "received"_L1)
        return wire::PackageAnswer::Received;
    if (code == "accepted"_L1)
        return wire::PackageAnswer::Accepted;
    return code == "refused"_L1 ? std::optional(wire::PackageAnswer::Refused) : std::nullopt;
}

Result<std::vector<IncomingPackage>> readPackages(store::Statement &row)
{
    std::vector<IncomingPackage> packages;
    INDARO_TRY(forEachRow(row, [&]() -> Result<void> {
        const auto id = row.id<sync::RecordTag>(0);
        if (!id)
            return Error(Errc::StoreDamaged);
        const QString kind = toText(row, 1);
        IncomingPackage package{.id = *id,
                                .kind = kind == "counter_referral"_L1 ? wire::PackageKind::CounterReferral
                                                                      : wire::PackageKind::Referral,
                                .isOnPaper = kind == rows::PaperKind,
                                .partner = row.id<sync::RecordTag>(2),
                                .partnerName = toText(row, 3),
                                .serial = toText(row, 4),
                                .openedAt = row.value(5).integerOr(0),
                                .openedBy = toText(row, 6),
                                .expiresAt = row.value(7).integerOr(0),
                                .referral = row.id<sync::RecordTag>(8),
                                .caseFile = row.id<sync::RecordTag>(9),
                                .answer = answerFromCode(toText(row, 10))};
        if (!row.isNull(11))
            package.answeredAt = row.integer(11);
        if (auto content = decodePackagedReferral(row.blob(12))) {
            package.content = std::move(content).value();
            package.told = answerIn(row.blob(12));
        }
        package.hasGoneOn = row.integer(13) != 0;
        package.priority = package.referral ? toText(row, 14) : package.content.lines.value(u"priority"_s);
        packages.push_back(std::move(package));
        return {};
    }));
    return packages;
}

} // namespace

Result<IncomingPackage> openPackage(Desk &desk, base::ByteView file)
{
    INDARO_TRY(desk.access.mustDo(Thing::Consents));
    INDARO_TRY(desk.access.checkWrite(fields::referral_package_content::Table));
    INDARO_TRY_ASSIGN(const auto partners, listPartnerKeys(desk));
    std::optional<Error> broken; // of the look-up, which must not read as "never opened"
    const wire::PackageRules rules{desk.clock.nowUtc(),
                                   [&](const wire::OrganisationKey &key) { return findPartner(partners, key) != nullptr; },
                                   [&](const wire::PackageId &id) {
                                       const auto was = rows::wasPackageOpened(desk, id);
                                       if (!was)
                                           broken = was.error();
                                       return !was || *was;
                                   }};
    auto opened = rows::openWithOwnKeys(
        desk, [&](const wire::OrganisationSecrets &own) { return wire::openPackage(file, own, rules); });
    if (broken)
        return *broken;
    if (!opened)
        return opened.error();
    if (opened->cover.kind == wire::PackageKind::Counts)
        return Error(Errc::PackageNotOne); // numbers of a house, for the commission's own door (core/reports)
    const PartnerKey &partner = *findPartner(partners, opened->sender);
    auto id = opened->cover.kind == wire::PackageKind::Referral ? keepReferral(desk, *opened, partner)
                                                                : keepSlip(desk, *opened, partner);
    if (!id)
        return id.error();
    return loadIncomingPackage(desk, *id);
}

Result<std::vector<IncomingPackage>> listIncomingPackages(Desk &desk)
{
    INDARO_TRY(desk.access.mustRead(Thing::Consents));
    INDARO_TRY_ASSIGN(auto rows, desk.db.prepare(std::string(SelectPackages) + "1 ORDER BY p.recorded_at DESC, p.id"));
    return readPackages(rows);
}

Result<IncomingPackage> loadIncomingPackage(Desk &desk, RecordId package)
{
    INDARO_TRY(desk.access.mustRead(Thing::Consents));
    INDARO_TRY_ASSIGN(auto rows, desk.db.prepare(std::string(SelectPackages) + "p.id = ?1"));
    rows.bind(1, package);
    INDARO_TRY_ASSIGN(auto found, readPackages(rows));
    if (found.empty())
        return Error(Errc::UnknownRecord, {{"table", std::int64_t(fields::referral_package::Table)}});
    return std::move(found.front());
}

Result<RecordId> fileIncomingPackage(Desk &desk, RecordId id, CaseId person)
{
    INDARO_TRY(desk.access.mustDo(Thing::Consents));
    INDARO_TRY(desk.access.checkWrite(fields::referral_person::Table));
    INDARO_TRY(checkPerson(desk, person));
    INDARO_TRY_ASSIGN(const IncomingPackage package, loadIncomingPackage(desk, id));
    if (package.kind != wire::PackageKind::Referral || package.referral || package.content.lines.isEmpty())
        return Error(Errc::WrongState);
    const QString expires = package.expiresAt > 0 ? model::localDay(package.expiresAt - 1).toString(Qt::ISODate) : QString();
    const QDate written = QDate::fromString(package.content.writtenAt.left(10), Qt::ISODate); // yyyy-MM-dd
    const Value paperOn = package.isOnPaper && written.isValid() ? model::toValue(written.toString(Qt::ISODate)) : Value();
    INDARO_TRY_ASSIGN(const auto hold, rows::holdFor(desk, package));
    INDARO_TRY_ASSIGN(auto transaction, desk.db.begin());
    INDARO_TRY_ASSIGN(const RecordId referral,
                      rows::bearReferral(desk, person, incomingContent(package.content),
                                         {{fields::referral::Direction, "in"},
                                          {fields::referral::Status, toCode(ReferralStatus::Received).toStdString()},
                                          {fields::referral::SenderAgency, model::toValue(package.partnerName)},
                                          {fields::referral::PartnerNumber, model::toValue(package.serial)},
                                          {fields::referral::ExpiresOn, model::toValue(expires)},
                                          {fields::referral::PaperOn, paperOn},
                                          {fields::referral::Hold, hold ? idValue(*hold) : Value()},
                                          {fields::referral::Package, idValue(id)}}));
    INDARO_TRY(desk.log.edit(fields::referral_package::Referral, id, idValue(referral)));
    INDARO_TRY(desk.log.edit(fields::referral_package::CaseFile, id, idValue(person)));
    // Hers from now on, so that an erasure finds it; what it says is in the referral.
    INDARO_TRY(desk.log.edit(fields::referral_package_content::CaseFile, id, idValue(person)));
    INDARO_TRY(desk.log.edit(fields::referral_package_content::Content, id, Value()));
    INDARO_TRY_ASSIGN(const auto scan, rows::giveUnfiledPapers(desk, rows::scansOf(id), person));
    INDARO_TRY(bearWhatHappened(desk, package, referral, scan));
    INDARO_TRY(recordAudit(desk, AuditVerb::ReferralFiled, referral, package.serial.toStdString()));
    INDARO_TRY(transaction.commit());
    return referral;
}

} // namespace indaro::casework
