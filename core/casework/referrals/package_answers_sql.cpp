// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/casework/audit/audit.h"
#include "core/casework/first_values.h"
#include "core/casework/plans/record_rows.h"
#include "core/casework/referrals/incoming.h"
#include "core/casework/referrals/package_rows.h"
#include "core/casework/referrals/referral_course.h"
#include "core/casework/stays/stay_lookup.h"
#include "core/model/code_list.h"
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

ReferralStatus statusOf(wire::PackageAnswer answer)
{
    switch (answer) {
    case wire::PackageAnswer::Accepted:
        return ReferralStatus::Accepted;
    case wire::PackageAnswer::Refused:
        return ReferralStatus::Refused;
    case wire::PackageAnswer::Received:
        break;
    }
    return ReferralStatus::Received;
}

/// What the answer is about, as it was opened here.
struct OpenedHere
{
    wire::PackageId package;
    crypto::Digest hash{};
    wire::OrganisationKey sender;
};

Result<OpenedHere> openedHere(Desk &desk, RecordId id)
{
    INDARO_TRY_ASSIGN(auto find, desk.log.connection().prepare("SELECT package_id, hash, partner_key FROM referral_package "
                                                               "WHERE id = ?1 AND direction = 'in' AND kind = 'referral'"));
    find.bind(1, id);
    INDARO_TRY_ASSIGN(const bool found, find.step());
    const auto package = found ? wire::PackageId::fromBytes(find.blob(0)) : std::nullopt;
    if (!package)
        return Error(Errc::WrongState);
    INDARO_TRY_ASSIGN(const auto sender, wire::decodeOrganisationKey(find.blob(2)));
    OpenedHere opened{*package, {}, sender};
    const auto hash = find.blob(1);
    if (hash.size() != opened.hash.size())
        return Error(Errc::StoreDamaged);
    std::ranges::copy(hash, opened.hash.begin());
    return opened;
}

/// Another answer than the last is given only while it goes on from it, or while nobody has filed the referral.
Result<void> checkGoesOn(const IncomingPackage &package, const std::optional<Referral> &referral, wire::PackageAnswer answer)
{
    if (!package.answer || *package.answer == answer)
        return {};
    const bool goesOn = referral ? mayFollow(referral->status, statusOf(answer)) : !package.content.lines.isEmpty();
    return goesOn ? Result<void>() : Error(Errc::WrongState);
}

/// In the caller's transaction: how they were told, until the referral has a step that says it.
Result<void> keepAnswer(Desk &desk, const IncomingPackage &package, const AnswerBeforeFiling &answer)
{
    FirstValues checked(model::localDay(desk.clock.nowUtc())); // by the rules of the step it will stand in
    INDARO_TRY(checked.add(fields::referral_step::Way, model::toValue(answer.way)));
    INDARO_TRY(checked.add(fields::referral_step::Note, model::toValue(answer.note)));
    INDARO_TRY_ASSIGN(const bool isKept, desk.log.exists({fields::referral_package_content::Table, package.id}));
    if (!isKept) // forgotten
        return {};
    INDARO_TRY_ASSIGN(const Value kept, desk.log.load(fields::referral_package_content::Content, package.id));
    if (kept.bytes() == nullptr || package.told == answer)
        return {};
    INDARO_TRY(desk.log.edit(fields::referral_package_content::Content, package.id, withAnswer(*kept.bytes(), answer)));
    return {};
}

/// In the caller's transaction: what was answered, and what it makes of the referral it became.
Result<void> noteOwnAnswer(Desk &desk, const IncomingPackage &package, const PackageAnswerDraft &draft,
                           const std::optional<Referral> &referral, const Value &way)
{
    const ReferralStatus status = statusOf(draft.answer);
    if (model::CodeList::byName(u"referral_way"_s).find(model::toText(way)) == nullptr)
        return Error(Errc::InvalidArgument, {{"field", std::string("way")}});
    INDARO_TRY(changeRecord(desk, package.id,
                            {{fields::referral_package::Answer, toCode(status).toStdString()},
                             {fields::referral_package::AnsweredAt, momentValue(desk.clock.nowUtc())},
                             {fields::referral_package::Reason, draft.reason}}));
    if (referral && mayFollow(referral->status, status)) {
        INDARO_TRY(rows::bearStep(desk, *referral,
                                  {.status = status, .way = way, .evidence = "own", .note = model::toValue(draft.note)}));
        INDARO_TRY(rows::noteAnswered(desk, *referral, status));
    }
    if (!referral && draft.answer == wire::PackageAnswer::Refused) // nobody of this house, and nobody's business
        INDARO_TRY(rows::forgetContent(desk, package.id));
    else if (!referral)
        INDARO_TRY(keepAnswer(desk, package, {model::toText(way), draft.note.trimmed()}));
    return recordAudit(desk, AuditVerb::PackageAnswered, package.id,
                       QStringList{package.serial, toCode(status), model::toText(way)}.join(u' ').toStdString());
}

/// Signed with the key it was sealed to, or with the one that was compared since.
Result<bool> isOfRecipient(Desk &desk, const rows::SentPackage &sent, const wire::OrganisationKey &signer)
{
    if (sent.sealedTo == wire::fingerprintOf(signer))
        return true;
    INDARO_TRY_ASSIGN(const auto partner, partnerKeyOf(desk, sent.partner));
    return partner && partner->isCompared && partner->key == signer;
}

QString noteOf(const wire::PackageReply &reply)
{
    return QString::fromStdString(reply.note).trimmed();
}

/// The steps an answer proves, in their order; what was known already is not said again.
Result<void> bearProven(Desk &desk, const Referral &referral, const wire::PackageReply &reply)
{
    std::vector<ReferralStatus> steps{ReferralStatus::Received};
    if (reply.answer != wire::PackageAnswer::Received)
        steps.push_back(statusOf(reply.answer));
    const base::UtcMs at = std::min(reply.at, desk.clock.nowUtc()); // a clock over there may be ahead
    for (const ReferralStatus step : steps) {
        if (!mayFollow(referral.status, step))
            continue;
        ReferralStepDraft draft{.status = step, .way = "package", .evidence = "package"};
        draft.happenedAt = model::localIsoMinute(at).toStdString();
        if (step == steps.back())
            draft.note = model::toValue(noteOf(reply));
        INDARO_TRY(rows::bearStep(desk, referral, draft));
        INDARO_TRY(rows::noteAnswered(desk, referral, step));
    }
    return {};
}

/// The referral it was filed as.
Result<std::optional<Referral>> becameOf(Desk &desk, const IncomingPackage &package)
{
    if (!package.referral)
        return std::optional<Referral>();
    INDARO_TRY_ASSIGN(Referral referral, loadReferral(desk, *package.referral));
    return std::optional(std::move(referral));
}

Result<void> checkAnswer(Desk &desk, const PackageAnswerDraft &draft)
{
    INDARO_TRY(desk.access.mustDo(Thing::Consents));
    INDARO_TRY(desk.access.checkWrite(fields::referral_package_content::Table));
    if (draft.answer == wire::PackageAnswer::Refused && draft.reason.textOr({}).empty())
        return neededField(fields::referral_package::Reason);
    return {};
}

} // namespace

namespace {

/// The package, and the referral it was filed as, where this may be answered.
Result<std::pair<IncomingPackage, std::optional<Referral>>> answerable(Desk &desk, RecordId id,
                                                                       const PackageAnswerDraft &draft)
{
    INDARO_TRY(checkAnswer(desk, draft));
    INDARO_TRY_ASSIGN(IncomingPackage package, loadIncomingPackage(desk, id));
    if (package.kind != wire::PackageKind::Referral)
        return Error(Errc::WrongState);
    INDARO_TRY_ASSIGN(std::optional<Referral> referral, becameOf(desk, package));
    INDARO_TRY(checkGoesOn(package, referral, draft.answer));
    return std::pair(std::move(package), std::move(referral));
}

} // namespace

Result<PreparedAnswer> preparePackageAnswer(Desk &desk, RecordId id, const PackageAnswerDraft &draft)
{
    INDARO_TRY_ASSIGN(const auto about, answerable(desk, id, draft));
    INDARO_TRY_ASSIGN(const OpenedHere opened, openedHere(desk, id));
    const std::optional<Referral> &referral = about.second;
    const wire::PackageReply reply{opened.package,
                                   opened.hash,
                                   draft.answer,
                                   desk.clock.nowUtc(),
                                   draft.reason.textOr({}),
                                   referral ? referral->serial.toStdString() : std::string(),
                                   draft.note.trimmed().toStdString()};
    INDARO_TRY_ASSIGN(const auto own, rows::organisationSecrets(desk));
    INDARO_TRY_ASSIGN(base::Bytes bytes, wire::sealPackageReply(reply, opened.sender, own.front()));
    return PreparedAnswer{{std::move(bytes), rows::packageFileName(opened.package, rows::AnswerEnding),
                           QString::fromStdString(base::toHex(opened.package.bytes()))},
                          id,
                          draft};
}

Result<void> recordPackageAnswerSealed(Desk &desk, const PreparedAnswer &prepared)
{
    return recordIncomingAnswer(desk, prepared.package, prepared.draft, "package");
}

Result<SealedPackage> sealPackageAnswer(Desk &desk, RecordId id, const PackageAnswerDraft &draft)
{
    INDARO_TRY_ASSIGN(PreparedAnswer prepared, preparePackageAnswer(desk, id, draft));
    INDARO_TRY(recordPackageAnswerSealed(desk, prepared));
    return std::move(prepared.sealed);
}

Result<void> recordIncomingAnswer(Desk &desk, RecordId id, const PackageAnswerDraft &draft, const Value &way)
{
    INDARO_TRY_ASSIGN(const auto about, answerable(desk, id, draft));
    INDARO_TRY_ASSIGN(auto transaction, desk.db.begin());
    INDARO_TRY(noteOwnAnswer(desk, about.first, draft, about.second, way));
    return transaction.commit();
}

Result<TakenAnswer> takeInPackageAnswer(Desk &desk, base::ByteView file)
{
    INDARO_TRY(desk.access.mustDo(Thing::Consents));
    INDARO_TRY_ASSIGN(const auto opened, rows::openWithOwnKeys(desk, [&](const wire::OrganisationSecrets &own) {
                          return wire::openPackageReply(file, own);
                      }));
    const wire::PackageReply &reply = opened.reply;
    INDARO_TRY_ASSIGN(const rows::SentPackage sent, rows::findSentPackage(desk, reply.package.bytes()));
    INDARO_TRY_ASSIGN(const bool isTheirs, isOfRecipient(desk, sent, opened.signer));
    if (sent.hash != reply.hash || !isTheirs)
        return Error(Errc::PackageAnswerStrange);
    INDARO_TRY_ASSIGN(const Referral referral, loadReferral(desk, sent.referral));
    const QString code = toCode(statusOf(reply.answer));
    const TakenAnswer taken{
        referral.id, referral.serial, sent.partnerName, reply.answer, QString::fromStdString(reply.reason), noteOf(reply)};
    const base::UtcMs at = std::min(reply.at, desk.clock.nowUtc()); // a clock over there may be ahead
    if (sent.answer == code)
        return taken; // the same file again, or the same answer in another one
    const bool isOlder = !sent.answer.isEmpty() && at < sent.answeredAt;
    if (isOlder || (!sent.answer.isEmpty() && !mayFollow(referral.status, statusOf(reply.answer))))
        return Error(Errc::WrongState);
    INDARO_TRY_ASSIGN(auto transaction, desk.db.begin());
    INDARO_TRY(changeRecord(desk, sent.id,
                            {{fields::referral_package::Answer, code.toStdString()},
                             {fields::referral_package::AnsweredAt, momentValue(at)},
                             {fields::referral_package::Reason, model::toValue(QString::fromStdString(reply.reason))}}));
    INDARO_TRY(bearProven(desk, referral, reply));
    if (!reply.number.empty())
        INDARO_TRY(changeRecord(desk, referral.id,
                                {{fields::referral::PartnerNumber, model::toValue(QString::fromStdString(reply.number))}}));
    INDARO_TRY(recordAudit(desk, AuditVerb::PackageAnswerTaken, referral.id, (referral.serial + u' ' + code).toStdString()));
    INDARO_TRY(transaction.commit());
    return taken;
}

} // namespace indaro::casework
