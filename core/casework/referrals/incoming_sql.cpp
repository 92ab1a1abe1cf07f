// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/casework/referrals/incoming.h"

#include "core/casework/audit/audit.h"
#include "core/casework/audit/openings.h"
#include "core/casework/people/erasure.h"
#include "core/casework/plans/record_rows.h"
#include "core/casework/referrals/package_rows.h"
#include "core/casework/retention/retention_rules.h"
#include "core/casework/stays/holds.h"
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
using sync::RecordId;

namespace {

constexpr base::UtcMs UnfiledDayMs = 86'400'000;
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

Result<sync::RecordKey> attachIncomingScan(Desk &desk, RecordId id, const UnfiledPaper &scan)
{
    INDARO_TRY(desk.access.mustDo(Thing::Consents));
    INDARO_TRY(desk.access.checkWrite(fields::attachment_identity::Table));
    INDARO_TRY_ASSIGN(const IncomingPackage package, loadIncomingPackage(desk, id));
    if (package.kind != wire::PackageKind::Referral || package.referral || package.content.lines.isEmpty())
        return Error(Errc::WrongState);
    INDARO_TRY_ASSIGN(auto transaction, desk.db.begin());
    INDARO_TRY_ASSIGN(const KeptAttachment kept, rows::addUnfiledPaper(desk, rows::scansOf(id), scan));
    INDARO_TRY(transaction.commit());
    return kept.key;
}

Result<std::vector<KeptPaper>> listIncomingScans(Desk &desk, RecordId package)
{
    INDARO_TRY(desk.access.mustRead(Thing::Consents));
    return listUnfiledPapers(desk, rows::scansOf(package));
}

Result<QByteArray> openIncomingScan(Desk &desk, RecordId id, const sync::RecordKey &scan)
{
    INDARO_TRY_ASSIGN(const auto waiting, listIncomingScans(desk, id));
    if (std::ranges::find(waiting, scan, &KeptPaper::key) == waiting.end())
        return Error(Errc::UnknownRecord);
    INDARO_TRY_ASSIGN(const IncomingPackage package, loadIncomingPackage(desk, id));
    INDARO_TRY_ASSIGN(auto content, loadAttachment(desk, scan));
    INDARO_TRY(noteUnfiledScanOpened(desk, scan.record, package.serial.toStdString()));
    return content;
}

std::optional<base::UtcMs> forgetDueAt(const IncomingPackage &package)
{
    if (package.kind != wire::PackageKind::Referral || package.referral || package.content.lines.isEmpty())
        return std::nullopt;
    const bool isAccepted = package.answer == wire::PackageAnswer::Accepted;
    const base::UtcMs ends = package.expiresAt > 0 ? package.expiresAt : answerDueAt(package);
    return (isAccepted ? package.answeredAt.value_or(ends) : ends) + daysUnfiledIsKept() * UnfiledDayMs;
}

Result<std::vector<IncomingPackage>> listIncomingToForget(Desk &desk)
{
    INDARO_TRY_ASSIGN(auto all, listIncomingPackages(desk));
    std::erase_if(all, [now = desk.clock.nowUtc()](const IncomingPackage &each) {
        const auto due = forgetDueAt(each);
        return !due || now < *due;
    });
    std::ranges::stable_sort(all, {}, [](const IncomingPackage &each) { return *forgetDueAt(each); });
    return all;
}

Result<void> forgetIncoming(Desk &desk, RecordId id)
{
    INDARO_TRY(desk.access.mustDo(Thing::Consents));
    INDARO_TRY(desk.access.checkWrite(fields::referral_package_content::Table));
    INDARO_TRY_ASSIGN(const IncomingPackage package, loadIncomingPackage(desk, id));
    const auto due = forgetDueAt(package);
    if (!due || desk.clock.nowUtc() < *due)
        return Error(Errc::WrongState);
    INDARO_TRY_ASSIGN(auto transaction, desk.db.begin());
    INDARO_TRY(rows::forgetContent(desk, id));
    INDARO_TRY(recordAudit(desk, AuditVerb::IncomingForgotten, id, package.serial.toStdString()));
    INDARO_TRY(transaction.commit());
    return followErasures(desk); // no page of the file keeps what was on it
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
