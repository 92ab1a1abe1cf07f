// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/casework/audit/audit.h"
#include "core/casework/consents/data_groups.h"
#include "core/casework/consents/passing_on.h"
#include "core/casework/house/house.h"
#include "core/casework/plans/record_rows.h"
#include "core/casework/referrals/incoming.h"
#include "core/casework/referrals/package_rows.h"
#include "core/casework/referrals/referral_course.h"
#include "core/model/field_table.h"
#include "core/model/name_fold.h"

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

Error wrongField(const char *field)
{
    return {Errc::InvalidArgument, {{"field", std::string(field)}}};
}

/// Sealed again while it waits: a stick was lost, a mail came back.
bool maySeal(ReferralStatus status)
{
    return mayFollow(status, ReferralStatus::Sent) || waitsForAnswer(status);
}

/// The referral, and to whom: what both the preview and the sealing look at first.
struct Parcel
{
    Referral referral;
    rows::Addressed to;
    QMap<QString, QString> lines{};
    QStringList namingTheHouse{};
};

Result<Parcel> parcelOf(Desk &desk, RecordId id, const PackageOrder &order)
{
    INDARO_TRY(desk.access.mustDo(Thing::Consents));
    INDARO_TRY(desk.access.mustRead(Thing::Identity)); // else what is shared would silently be missing
    INDARO_TRY_ASSIGN(Referral referral, loadReferral(desk, id));
    if (referral.isIncoming || !maySeal(referral.status))
        return Error(Errc::WrongState);
    INDARO_TRY_ASSIGN(rows::Addressed to, rows::addressOf(desk, order));
    // She agreed to an organisation by its name: a key of another one is another receiver.
    if (model::foldName(to.partner.name) != model::foldName(referral.content.form.value(u"to_agency"_s)))
        return wrongField("to_agency");
    INDARO_TRY_ASSIGN(const HouseDetails house, loadHouse(desk));
    Parcel parcel{std::move(referral), std::move(to)};
    parcel.lines = linesThatLeave(parcel.referral.content, house);
    parcel.namingTheHouse = linesNamingTheHouse(parcel.referral.content, house);
    return parcel;
}

base::Bytes contentOf(const Parcel &parcel)
{
    return encodePackage(PackagedReferral{parcel.referral.serial, parcel.referral.writtenAt, parcel.lines, servicesVersion()});
}

std::vector<PackageLine> shownLines(const QMap<QString, QString> &lines)
{
    std::vector<PackageLine> shown;
    for (auto line = lines.begin(); line != lines.end(); ++line)
        shown.push_back({line.key(), line.value(), personalLines().contains(line.key())});
    return shown;
}

wire::PackageCover coverOf(Desk &desk, wire::PackageKind kind, const rows::Addressed &to)
{
    return {kind, wire::PackageId::make(desk.random), desk.clock.nowUtc(), to.expiresAt, {}, {}};
}

void nameConsent(wire::PackageCover &cover, const Referral &referral, const rows::Leave &leave)
{
    const RecordedConsent *by = leave.rule == ConsentRule::Given ? decisiveConsent(referral.content, leave.facts) : nullptr;
    if (by != nullptr)
        std::ranges::copy(by->id.bytes(), cover.consent.begin());
}

SealedPackage handedOut(base::Bytes bytes, const wire::PackageId &id)
{
    return {std::move(bytes), rows::packageFileName(id, rows::PackageEnding),
            QString::fromStdString(base::toHex(id.bytes()))};
}

/// The package a referral came in by.
Result<std::pair<wire::PackageId, DirectoryId>> cameInBy(Desk &desk, RecordId referral)
{
    INDARO_TRY_ASSIGN(auto find,
                      desk.log.connection().prepare("SELECT package_id, partner FROM referral_package WHERE referral = ?1 "
                                                    "AND direction = 'in' AND kind = 'referral'"));
    find.bind(1, referral);
    INDARO_TRY_ASSIGN(const bool found, find.step());
    const auto package = found ? wire::PackageId::fromBytes(find.blob(0)) : std::nullopt;
    const auto partner = found ? find.id<sync::RecordTag>(1) : std::nullopt;
    if (!package || !partner)
        return Error(Errc::WrongState);
    return std::pair(*package, *partner);
}

/// To whom a slip goes back: who sent the referral, and of which kind the directory says it is.
Receiver senderAsReceiver(const std::vector<DirectoryEntry> &directory, const QString &name)
{
    static const QMap<QString, QString> kinds{
        {u"integrated_centre"_s, u"health"_s}, {u"hospital"_s, u"health"_s},      {u"health_centre"_s, u"health"_s},
        {u"mental_health"_s, u"health"_s},     {u"family_centre"_s, u"social"_s}, {u"social_services"_s, u"social"_s},
        {u"police_unit"_s, u"police"_s},       {u"justice"_s, u"justice"_s},      {u"commission"_s, u"commission"_s},
        {u"embassy"_s, u"embassy"_s},          {u"ngo"_s, u"other_ngo"_s},        {u"shelter"_s, u"other_ngo"_s},
        {u"legal_aid"_s, u"other_ngo"_s}};
    for (const DirectoryEntry &entry : directory) {
        if (model::foldName(entry.name) == model::foldName(name))
            return {kinds.value(entry.category), name};
    }
    return {{}, name};
}

/// What would go back, as lines of a form to whom it goes, so that the one rule judges it. What is noted of a service may be
/// of body and mind as the result is.
ReferralContent slipAsContent(const PackagedSlip &slip, const Receiver &sender)
{
    ReferralContent content;
    content.form = slip.lines;
    QStringList said{slip.lines.value(u"slip_result"_s)};
    for (auto service = slip.services.begin(); service != slip.services.end(); ++service)
        said << service.value().value(u"note"_s);
    said.removeIf([](const QString &text) { return text.trimmed().isEmpty(); });
    content.form.insert(u"slip_result"_s, said.join(u'\n'));
    content.form.insert(u"slip_services"_s, QStringList(slip.services.keys()).join(u' '));
    content.form.insert(u"to_agency"_s, sender.name);
    content.form.insert(u"to_kind"_s, sender.kind);
    content.form.removeIf([](const auto &line) { return line.value().trimmed().isEmpty(); });
    return content;
}

/// A no of hers, to this receiver or to its kind, is worth as much on the way back. Where the kind is not known, a no to any
/// kind may be meant.
Result<void> checkNobodySaidNo(const ReferralContent &content, const ConsentFacts &facts)
{
    const auto isNo = [&](const RecordedConsent &consent) {
        const ConsentStanding standing = standingOf(consent, facts.today);
        return standing == ConsentStanding::Refused || standing == ConsentStanding::Withdrawn ||
               standing == ConsentStanding::Expired;
    };
    const RecordedConsent *no = decisiveConsent(content, facts);
    if (no != nullptr && !isNo(*no))
        no = nullptr;
    if (no == nullptr && content.form.value(u"to_kind"_s).isEmpty()) {
        const auto found = std::ranges::find_if(facts.consents, [&](const RecordedConsent &consent) {
            return consent.purpose.startsWith("share_"_L1) && isNo(consent);
        });
        no = found == facts.consents.end() ? nullptr : &*found;
    }
    if (no == nullptr)
        return {};
    return Error(Errc::ConsentMissing, {{"field", std::string("to_agency")},
                                        {"standing", toCode(standingOf(*no, facts.today)).toStdString()},
                                        {"purpose", no->purpose.toStdString()},
                                        {"day", no->day().toStdString()}});
}

/// The groups of data that are in it, for what is noted of it.
QStringList groupsIn(const ReferralContent &content)
{
    QStringList groups;
    for (auto line = content.form.begin(); line != content.form.end(); ++line) {
        const QString group = referralLine(line.key()).group;
        if (group != QLatin1StringView(NoGroup) && group != QLatin1StringView(CodeGroup) && !groups.contains(group))
            groups << group;
    }
    groups.sort();
    return groups;
}

Result<ReferralContent> checkGoingBack(Desk &desk, const Referral &referral, const PackagedSlip &slip,
                                       const QString &partner)
{
    const QString decision = slip.lines.value(u"slip_decision"_s);
    if (decision.isEmpty())
        return wrongField("slip_decision");
    if (decision == "refused"_L1 && slip.lines.value(u"slip_refusal"_s).trimmed().isEmpty())
        return wrongField("slip_refusal");
    if (slip.lines.value(u"slip_agrees"_s) != "yes"_L1)
        return Error(Errc::ConsentMissing, {{"field", std::string("slip_agrees")}});
    INDARO_TRY_ASSIGN(const ConsentFacts facts, rows::loadFactsForRule(desk, referral.caseFile));
    INDARO_TRY_ASSIGN(const auto directory, listDirectory(desk));
    ReferralContent content = slipAsContent(slip, senderAsReceiver(directory, partner));
    INDARO_TRY(checkNobodySaidNo(content, facts));
    INDARO_TRY(checkLinesThatLeave(content, facts));
    return content;
}

/// Of a referral that came in, whoever sent it. Errors: as markCounterReferralPrinted.
Result<ReferralContent> checkSlipOnPaper(Desk &desk, const Referral &referral, const CounterReferral &slip)
{
    if (!referral.isIncoming || !mayFollow(referral.status, ReferralStatus::FedBack))
        return Error(Errc::WrongState);
    INDARO_TRY_ASSIGN(const QString sender, rows::senderOf(desk, referral.id));
    return checkGoingBack(desk, referral, packagedSlip(slip), sender);
}

/// In the caller's transaction: what this house gave back stays with the referral, as one that came back would.
Result<void> keepOwnSlip(Desk &desk, const Referral &referral, CounterReferral slip, const Value &way)
{
    slip.evidence = "own";
    slip.way = way;
    INDARO_TRY(rows::bearSlip(desk, referral.id, slip));
    return {};
}

Result<void> noteSlipLeft(Desk &desk, const Referral &referral, const ReferralContent &left)
{
    const Receiver receiver{left.form.value(u"to_kind"_s), left.form.value(u"to_agency"_s)};
    return noteDisclosure(desk, referral.caseFile, "referral", receiver, groupsIn(left));
}

} // namespace

Result<PackagePreview> previewPackage(Desk &desk, RecordId id, const PackageOrder &order)
{
    INDARO_TRY_ASSIGN(const Parcel parcel, parcelOf(desk, id, order));
    INDARO_TRY_ASSIGN(const ConsentFacts facts, rows::loadFactsForRule(desk, parcel.referral.caseFile));
    INDARO_TRY_ASSIGN(const ConsentRule rule, checkReferralConsent(parcel.referral.content, facts));
    PackagePreview preview{.serial = parcel.referral.serial, .partner = parcel.to.partner};
    preview.lines = shownLines(parcel.lines);
    for (const QString &line : personalLines()) {
        if (!parcel.referral.content.person.value(line).trimmed().isEmpty() && !parcel.lines.contains(line))
            preview.notShared << line;
    }
    preview.namingTheHouse = parcel.namingTheHouse;
    preview.expiresOn = parcel.to.lastDay;
    preview.rule = rule;
    return preview;
}

Result<PreparedPackage> prepareReferral(Desk &desk, RecordId id, const PackageOrder &order)
{
    INDARO_TRY_ASSIGN(const Parcel parcel, parcelOf(desk, id, order));
    const Referral &referral = parcel.referral;
    wire::PackageCover cover = coverOf(desk, wire::PackageKind::Referral, parcel.to);
    INDARO_TRY_ASSIGN(const rows::Leave leave, rows::leaveOf(desk, referral));
    nameConsent(cover, referral, leave);
    base::Bytes content = contentOf(parcel);
    INDARO_TRY_ASSIGN(base::Bytes bytes, rows::sealFor(desk, parcel.to.partner, cover, content));
    return PreparedPackage{handedOut(std::move(bytes), cover.id), referral.id, order, cover, std::move(content)};
}

Result<void> recordReferralSealed(Desk &desk, const PreparedPackage &prepared)
{
    INDARO_TRY_ASSIGN(const Parcel parcel, parcelOf(desk, prepared.referral, prepared.order));
    const Referral &referral = parcel.referral;
    if (contentOf(parcel) != prepared.content) // something else was written meanwhile
        return Error(Errc::WrongState);
    INDARO_TRY_ASSIGN(const rows::Leave leave, rows::leaveOf(desk, referral));
    const Value way = prepared.order.way;
    INDARO_TRY_ASSIGN(auto transaction, desk.db.begin());
    if (referral.status == ReferralStatus::Draft)
        INDARO_TRY(rows::fixWithoutPaper(desk, referral, leave, way));
    if (mayFollow(referral.status, ReferralStatus::Sent))
        INDARO_TRY(rows::bearStep(desk, referral, {.status = ReferralStatus::Sent, .way = way, .evidence = "own"}));
    INDARO_TRY(rows::bearPackage(desk, {.cover = prepared.cover,
                                        .hash = wire::packageHash(prepared.sealed.bytes),
                                        .partner = parcel.to.partner,
                                        .serial = referral.serial,
                                        .referral = referral.id,
                                        .caseFile = referral.caseFile}));
    INDARO_TRY(
        desk.log.edit(fields::referral::ExpiresOn, referral.id, parcel.to.lastDay.toString(Qt::ISODate).toStdString()));
    INDARO_TRY(recordAudit(desk, AuditVerb::PackageSealed, referral.id, referral.serial.toStdString()));
    return transaction.commit();
}

Result<SealedPackage> sealReferral(Desk &desk, RecordId id, const PackageOrder &order)
{
    INDARO_TRY_ASSIGN(PreparedPackage prepared, prepareReferral(desk, id, order));
    INDARO_TRY(recordReferralSealed(desk, prepared));
    return std::move(prepared.sealed);
}

namespace {

/// What a slip would be sealed from, and to whom.
struct Answering
{
    Referral referral;
    rows::Addressed to;
    wire::PackageId inReplyTo;
    PackagedSlip packed{};
    ReferralContent left{};
};

Result<Answering> answeringOf(Desk &desk, RecordId incoming, const CounterReferral &slip, const PackageOrder &order)
{
    INDARO_TRY(desk.access.mustDo(Thing::Consents));
    INDARO_TRY_ASSIGN(Referral referral, loadReferral(desk, incoming));
    INDARO_TRY_ASSIGN(const auto source, cameInBy(desk, incoming));
    if (!mayFollow(referral.status, ReferralStatus::FedBack) || source.second != order.partner)
        return Error(Errc::WrongState);
    INDARO_TRY_ASSIGN(rows::Addressed to, rows::addressOf(desk, order));
    Answering answering{std::move(referral), std::move(to), source.first, packagedSlip(slip), {}};
    answering.packed.serial = answering.referral.partnerNumber;
    answering.packed.number = answering.referral.serial;
    INDARO_TRY_ASSIGN(answering.left, checkGoingBack(desk, answering.referral, answering.packed, answering.to.partner.name));
    return answering;
}

} // namespace

Result<PreparedPackage> prepareCounterReferral(Desk &desk, RecordId incoming, const CounterReferral &slip,
                                               const PackageOrder &order)
{
    INDARO_TRY_ASSIGN(const Answering answering, answeringOf(desk, incoming, slip, order));
    wire::PackageCover cover = coverOf(desk, wire::PackageKind::CounterReferral, answering.to);
    std::ranges::copy(answering.inReplyTo.bytes(), cover.inReplyTo.begin());
    base::Bytes content = encodePackage(answering.packed);
    INDARO_TRY_ASSIGN(base::Bytes bytes, rows::sealFor(desk, answering.to.partner, cover, content));
    return PreparedPackage{handedOut(std::move(bytes), cover.id), incoming, order, cover, std::move(content)};
}

Result<void> recordCounterReferralSealed(Desk &desk, const PreparedPackage &prepared, const CounterReferral &slip)
{
    INDARO_TRY_ASSIGN(const Answering answering, answeringOf(desk, prepared.referral, slip, prepared.order));
    if (encodePackage(answering.packed) != prepared.content)
        return Error(Errc::WrongState);
    const Referral &referral = answering.referral;
    INDARO_TRY_ASSIGN(auto transaction, desk.db.begin());
    INDARO_TRY(keepOwnSlip(desk, referral, slip, prepared.order.way));
    INDARO_TRY(rows::bearPackage(desk, {.cover = prepared.cover,
                                        .hash = wire::packageHash(prepared.sealed.bytes),
                                        .partner = answering.to.partner,
                                        .serial = referral.serial,
                                        .referral = referral.id,
                                        .caseFile = referral.caseFile}));
    INDARO_TRY(noteSlipLeft(desk, referral, answering.left));
    INDARO_TRY(recordAudit(desk, AuditVerb::PackageSealed, referral.id, referral.serial.toStdString()));
    return transaction.commit();
}

Result<SealedPackage> sealCounterReferral(Desk &desk, RecordId incoming, const CounterReferral &slip,
                                          const PackageOrder &order)
{
    INDARO_TRY_ASSIGN(PreparedPackage prepared, prepareCounterReferral(desk, incoming, slip, order));
    INDARO_TRY(recordCounterReferralSealed(desk, prepared, slip));
    return std::move(prepared.sealed);
}

Result<void> checkCounterReferral(Desk &desk, RecordId incoming, const CounterReferral &slip)
{
    INDARO_TRY(desk.access.mustDo(Thing::Consents));
    INDARO_TRY_ASSIGN(const Referral referral, loadReferral(desk, incoming));
    INDARO_TRY(checkSlipOnPaper(desk, referral, slip));
    return {};
}

Result<void> markCounterReferralPrinted(Desk &desk, RecordId incoming, const CounterReferral &slip, const Value &way)
{
    INDARO_TRY(desk.access.mustDo(Thing::Consents));
    INDARO_TRY_ASSIGN(const Referral referral, loadReferral(desk, incoming));
    INDARO_TRY_ASSIGN(const ReferralContent left, checkSlipOnPaper(desk, referral, slip));
    INDARO_TRY_ASSIGN(auto transaction, desk.db.begin());
    INDARO_TRY(keepOwnSlip(desk, referral, slip, way));
    INDARO_TRY(noteSlipLeft(desk, referral, left));
    INDARO_TRY(recordAudit(desk, AuditVerb::CounterReferralPrinted, incoming, referral.serial.toStdString()));
    return transaction.commit();
}

} // namespace indaro::casework
