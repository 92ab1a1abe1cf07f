// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/casework/referrals/incoming.h"

#include "core/casework/audit/audit.h"
#include "core/casework/plans/record_rows.h"
#include "core/casework/referrals/package_rows.h"
#include "core/casework/stays/holds.h"
#include "core/casework/stays/stay_lookup.h"
#include "core/model/field_table.h"
#include "core/model/partial_date.h"

namespace indaro::casework {

namespace fields = model::fields;
using namespace Qt::StringLiterals;
using base::Errc;
using base::Error;
using base::Result;
using sync::RecordId;

namespace {

constexpr base::UtcMs PlaceKeptFor = 24 * 3'600'000; // until the same hour tomorrow

/// What the board of the house says of who announced somebody: it finds the place of one referral again.
QString announcedBy(const IncomingPackage &package)
{
    return package.serial.isEmpty() ? package.partnerName : package.partnerName + u" · "_s + package.serial;
}

constexpr std::size_t PaperLimit = 200'000; // bytes of one form, all lines together

Result<void> checkPaper(Desk &desk, const PaperReferralDraft &draft)
{
    if (draft.lines.value(u"from_agency"_s).trimmed().isEmpty())
        return Error(Errc::InvalidArgument, {{"field", std::string("from_agency")}});
    const QDate written = QDate::fromString(draft.lines.value(u"referral_date"_s), Qt::ISODate);
    if (written.isValid() && written > model::localDay(desk.clock.nowUtc()))
        return Error(Errc::DateInFuture, {{"field", std::string("referral_date")}});
    return {};
}

} // namespace

Result<RecordId> takeInPaperReferral(Desk &desk, const PaperReferralDraft &draft)
{
    INDARO_TRY(desk.access.mustDo(Thing::Consents));
    INDARO_TRY(desk.access.checkWrite(fields::referral_package_content::Table));
    INDARO_TRY(checkPaper(desk, draft));
    const base::Bytes content =
        encodePackage(PackagedReferral{draft.number.trimmed(), draft.lines.value(u"referral_date"_s), draft.lines});
    if (content.size() > PaperLimit)
        return Error(Errc::TextTooLong, {{"field", std::string("referral")}, {"limit", std::int64_t(PaperLimit)}});
    INDARO_TRY_ASSIGN(auto transaction, desk.db.begin());
    INDARO_TRY_ASSIGN(
        const RecordId id,
        bearRecord(desk, fields::referral_package::Table,
                   {{fields::referral_package::Direction, "in"},
                    {fields::referral_package::Kind, model::toValue(QString(rows::PaperKind))},
                    {fields::referral_package::PartnerName, model::toValue(draft.lines.value(u"from_agency"_s).trimmed())},
                    {fields::referral_package::Serial, model::toValue(draft.number.trimmed())},
                    {fields::referral_package::RecordedAt, momentValue(desk.clock.nowUtc())},
                    {fields::referral_package::RecordedBy, ownAccount(desk)}}));
    INDARO_TRY(desk.log.birth({fields::referral_package_content::Table, id},
                              {{fields::referral_package_content::Content, content}}));
    INDARO_TRY(recordAudit(desk, AuditVerb::ReferralTypedIn, id, draft.number.trimmed().toStdString()));
    INDARO_TRY(transaction.commit());
    return id;
}

base::UtcMs answerDueAt(const IncomingPackage &package) noexcept
{
    return package.openedAt + answerPeriod(package.priority);
}

bool owesAnswer(const IncomingPackage &package) noexcept
{
    return package.kind == wire::PackageKind::Referral && !package.hasGoneOn &&
           (!package.answer || *package.answer == wire::PackageAnswer::Received);
}

Result<std::optional<RecordId>> rows::holdFor(Desk &desk, const IncomingPackage &package)
{
    INDARO_TRY_ASSIGN(auto find, desk.log.connection().prepare("SELECT id FROM hold WHERE from_whom = ?1 "
                                                               "AND announced_at >= ?2 ORDER BY announced_at DESC"));
    find.bind(1, announcedBy(package).toStdString());
    find.bind(2, package.openedAt);
    INDARO_TRY_ASSIGN(const bool found, find.step());
    return found ? find.id<sync::RecordTag>(0) : std::nullopt;
}

Result<RecordId> keepPlaceFor(Desk &desk, RecordId id)
{
    INDARO_TRY(desk.access.mustDo(Thing::Consents));
    INDARO_TRY_ASSIGN(const IncomingPackage package, loadIncomingPackage(desk, id));
    INDARO_TRY_ASSIGN(const auto kept, rows::holdFor(desk, package));
    if (kept || package.kind != wire::PackageKind::Referral || package.referral || package.content.lines.isEmpty())
        return Error(Errc::WrongState);
    HoldDraft draft;
    draft.people = std::int64_t(1);
    const QString sex = package.content.lines.value(u"sex"_s);
    if (sex == "female"_L1)
        draft.women = std::int64_t(1);
    else if (sex == "male"_L1)
        draft.men = std::int64_t(1);
    draft.fromWhom = announcedBy(package).toStdString();
    draft.expiresAt = desk.clock.nowUtc() + PlaceKeptFor;
    return announce(desk, draft);
}

Result<QString> rows::senderOf(Desk &desk, RecordId incoming)
{
    INDARO_TRY_ASSIGN(auto find, desk.log.connection().prepare("SELECT sender_agency FROM referral WHERE id = ?1"));
    find.bind(1, incoming);
    INDARO_TRY_ASSIGN(const bool found, find.step());
    return found ? toText(find, 0) : QString();
}

} // namespace indaro::casework
