// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/casework/referrals/referral_course.h"

#include "core/casework/audit/audit.h"
#include "core/casework/first_values.h"
#include "core/casework/house/house.h"
#include "core/casework/plans/record_rows.h"
#include "core/casework/referrals/referral_consent.h"
#include "core/casework/row_values.h"
#include "core/casework/stays/stay_lookup.h"
#include "core/model/field_table.h"
#include "core/model/partial_date.h"
#include "core/sync/derived_id.h"

#include <algorithm>
#include <array>

namespace indaro::casework {

namespace fields = model::fields;
using namespace Qt::StringLiterals;
using base::Errc;
using base::Error;
using base::Result;
using base::Value;
using sync::RecordId;

namespace {

bool isAnswer(ReferralStatus status)
{
    return status == ReferralStatus::Accepted || status == ReferralStatus::Refused || status == ReferralStatus::Returned ||
           status == ReferralStatus::FedBack;
}

Result<void> checkStep(const Referral &referral, const ReferralStepDraft &draft)
{
    if (!mayFollow(referral.status, draft.status))
        return Error(Errc::WrongState);
    if (draft.status == ReferralStatus::Sent && !draft.way.isKnown())
        return neededField(fields::referral_step::Way);
    if (needsEvidence(draft.status) && !draft.evidence.isKnown())
        return neededField(fields::referral_step::Evidence);
    return {};
}

QStringList askedServices(const Referral &referral)
{
    return referral.content.form.value(u"services"_s).split(u' ', Qt::SkipEmptyParts);
}

RecordId serviceRecord(RecordId referral, const QString &service)
{
    const std::array<sync::FieldValue, 2> about{
        sync::FieldValue{fields::referral_service::Referral.field, idValue(referral)},
        sync::FieldValue{fields::referral_service::Service.field, service.toStdString()}};
    return *sync::derivedIdOf(model::schema().findTable(fields::referral_service::Table)->derived, about);
}

} // namespace

std::vector<GuardedAction> printingGuards(const Referral &referral)
{
    std::vector<GuardedAction> guards{{sop::Action::ReferralPrint, referral.caseFile, referral.serial}};
    if (askedServices(referral).contains(u"identification"_s))
        guards.push_back({sop::Action::IdentificationRefer, referral.caseFile, referral.serial});
    return guards;
}

Result<void> rows::tellDirectorOf(Desk &desk, const Referral &referral, ConsentRule rule)
{
    const bool isTyped = rule == ConsentRule::LawfulException;
    if (rule == ConsentRule::Given || (isTyped && desk.access.isDirector()))
        return {};
    INDARO_TRY_ASSIGN(const bool isTold,
                      tellOfHaste(desk, {sop::Action::ReferralPrint, referral.caseFile, referral.serial}, referral.serial));
    if (isTold)
        return {};
    return Error(Errc::ConsentMissing,
                 {{"field", std::string("no_consent_approver")}, {"standing", std::string(isTyped ? "untold" : "")}});
}

Result<rows::Leave> rows::leaveOf(Desk &desk, const Referral &referral)
{
    Leave leave;
    INDARO_TRY_ASSIGN(leave.facts, rows::loadFactsForRule(desk, referral.caseFile));
    INDARO_TRY_ASSIGN(leave.rule, checkReferralConsent(referral.content, leave.facts));
    if (referral.status == ReferralStatus::Draft)
        INDARO_TRY(rows::tellDirectorOf(desk, referral, leave.rule));
    return leave;
}

Result<void> rows::fixWithoutPaper(Desk &desk, const Referral &referral, const Leave &leave, const Value &way)
{
    INDARO_TRY(desk.log.edit(fields::referral::PrintedAt, referral.id, desk.clock.nowUtc()));
    if (leave.rule == ConsentRule::Given)
        INDARO_TRY(keepPrintedConsent(desk, referral, leave.facts));
    return recordAudit(desk, AuditVerb::ReferralSent, referral.id, referral.serial.toStdString() + " " + way.textOr({}));
}

Result<void> rows::bearStep(Desk &desk, const Referral &referral, const ReferralStepDraft &draft)
{
    const Value now = model::localIsoMinute(desk.clock.nowUtc()).toStdString();
    INDARO_TRY(bearRecord(desk, fields::referral_step::Table,
                          {{fields::referral_step::CaseFile, idValue(referral.caseFile)},
                           {fields::referral_step::Referral, idValue(referral.id)},
                           {fields::referral_step::Status, toCode(draft.status).toStdString()},
                           {fields::referral_step::Way, draft.way},
                           {fields::referral_step::Evidence, draft.evidence},
                           {fields::referral_step::HappenedAt, draft.happenedAt.isKnown() ? draft.happenedAt : now},
                           {fields::referral_step::SpokeTo, draft.spokeTo},
                           {fields::referral_step::Note, draft.note},
                           {fields::referral_step::PaperOn, draft.paperOn},
                           {fields::referral_step::Attachment, draft.attachment ? idValue(*draft.attachment) : Value()},
                           {fields::referral_step::RecordedAt, momentValue(desk.clock.nowUtc())},
                           {fields::referral_step::RecordedBy, ownAccount(desk)}}));
    return {};
}

Result<void> rows::noteAnswered(Desk &desk, const Referral &referral, ReferralStatus status)
{
    if (isAnswer(status) && !referral.answeredAt)
        INDARO_TRY(desk.log.edit(fields::referral::AnsweredAt, referral.id, desk.clock.nowUtc()));
    return {};
}

Result<RecordId> recordReferralStep(Desk &desk, RecordId id, const ReferralStepDraft &draft)
{
    INDARO_TRY(desk.access.mustDo(Thing::Consents));
    INDARO_TRY_ASSIGN(const Referral referral, loadReferral(desk, id));
    INDARO_TRY(checkStep(referral, draft));
    std::optional<rows::Leave> leave;
    if (draft.status == ReferralStatus::Sent) { // nothing leaves past the consents
        INDARO_TRY_ASSIGN(leave, rows::leaveOf(desk, referral));
    }
    INDARO_TRY_ASSIGN(auto transaction, desk.db.begin());
    if (leave && referral.status == ReferralStatus::Draft)
        INDARO_TRY(rows::fixWithoutPaper(desk, referral, *leave, draft.way));
    INDARO_TRY(rows::bearStep(desk, referral, draft));
    INDARO_TRY(rows::noteAnswered(desk, referral, draft.status));
    INDARO_TRY(transaction.commit());
    return id;
}

Result<std::vector<ReferralStep>> listStepsOf(Desk &desk, RecordId referral)
{
    INDARO_TRY(desk.access.mustRead(Thing::Consents));
    INDARO_TRY_ASSIGN(auto rows,
                      desk.db.prepare("SELECT t.id, t.status, t.way, t.evidence, t.happened_at, t.spoke_to, t.note, "
                                      "t.paper_on, t.attachment, t.recorded_at, s.name FROM referral_step t "
                                      "LEFT JOIN staff s ON s.id = t.recorded_by WHERE t.referral = ?1"));
    rows.bind(1, referral);
    std::vector<ReferralStep> steps;
    INDARO_TRY(forEachRow(rows, [&]() -> Result<void> {
        const auto id = rows.id<sync::RecordTag>(0);
        const auto status = referralStatusFromCode(toText(rows, 1));
        if (!id || !status) // one a newer program wrote
            return {};
        steps.push_back({.id = *id,
                         .status = *status,
                         .way = toText(rows, 2),
                         .evidence = toText(rows, 3),
                         .happenedAt = toText(rows, 4),
                         .spokeTo = toText(rows, 5),
                         .note = toText(rows, 6),
                         .paperOn = toText(rows, 7),
                         .attachment = rows.id<sync::RecordTag>(8),
                         .recordedAt = rows.value(9).integerOr(0),
                         .recordedBy = toText(rows, 10)});
        return {};
    }));
    std::ranges::sort(steps, [](const ReferralStep &a, const ReferralStep &b) {
        return std::tie(a.happenedAt, a.recordedAt, a.status, a.id) < std::tie(b.happenedAt, b.recordedAt, b.status, b.id);
    });
    return steps;
}

Result<void> recordServiceAnswer(Desk &desk, RecordId id, const QString &service, const ServiceAnswerDraft &draft)
{
    INDARO_TRY(desk.access.mustDo(Thing::Consents));
    INDARO_TRY_ASSIGN(const Referral referral, loadReferral(desk, id));
    if (referral.status == ReferralStatus::Draft)
        return Error(Errc::WrongState);
    INDARO_TRY_ASSIGN(auto transaction, desk.db.begin());
    INDARO_TRY(rows::putServiceAnswer(desk, referral, service, draft));
    return transaction.commit();
}

Result<void> rows::putServiceAnswer(Desk &desk, const Referral &referral, const QString &service,
                                    const ServiceAnswerDraft &draft)
{
    if (service.trimmed().isEmpty())
        return neededField(fields::referral_service::Service);
    if (!draft.answer.isKnown())
        return neededField(fields::referral_service::Answer);
    if (draft.answer == Value("refused") && !draft.reason.isKnown())
        return neededField(fields::referral_service::Reason);
    const std::string today = model::localDay(desk.clock.nowUtc()).toString(Qt::ISODate).toStdString();
    const sync::FieldValues said{
        {fields::referral_service::Answer, draft.answer},
        {fields::referral_service::Reason, draft.reason},
        {fields::referral_service::AnsweredOn, draft.answeredOn.isKnown() ? draft.answeredOn : Value(today)},
        {fields::referral_service::Note, draft.note},
        {fields::referral_service::RecordedAt, momentValue(desk.clock.nowUtc())},
        {fields::referral_service::RecordedBy, ownAccount(desk)}};
    const RecordId record = serviceRecord(referral.id, service);
    INDARO_TRY_ASSIGN(const bool isThere, desk.log.exists({fields::referral_service::Table, record}));
    if (isThere) {
        INDARO_TRY(changeRecord(desk, record, said));
        return {};
    }
    FirstValues values(model::localDay(desk.clock.nowUtc()));
    INDARO_TRY(values.add(fields::referral_service::CaseFile, idValue(referral.caseFile)));
    INDARO_TRY(values.add(fields::referral_service::Referral, idValue(referral.id)));
    INDARO_TRY(values.add(fields::referral_service::Service, service.toStdString()));
    for (const auto &[field, value] : said)
        INDARO_TRY(values.add(field, value));
    INDARO_TRY(desk.log.birth({fields::referral_service::Table, record}, values.values()));
    return {};
}

Result<std::vector<ServiceAnswer>> listServiceAnswers(Desk &desk, RecordId id)
{
    INDARO_TRY_ASSIGN(const Referral referral, loadReferral(desk, id));
    std::vector<ServiceAnswer> answers;
    for (const QString &service : askedServices(referral))
        answers.push_back({service, {}});
    INDARO_TRY_ASSIGN(auto rows, desk.db.prepare("SELECT service, answer, reason, answered_on, note FROM referral_service "
                                                 "WHERE referral = ?1 ORDER BY recorded_at, id"));
    rows.bind(1, id);
    INDARO_TRY(forEachRow(rows, [&]() -> Result<void> {
        const QString service = toText(rows, 0);
        auto found = std::ranges::find(answers, service, &ServiceAnswer::service);
        if (found == answers.end())
            found = answers.insert(answers.end(), {service, {}});
        *found = {service, toText(rows, 1), toText(rows, 2), toText(rows, 3), toText(rows, 4)};
        return {};
    }));
    return answers;
}

Result<void> setPartnerNumber(Desk &desk, RecordId id, const QString &number)
{
    INDARO_TRY(desk.access.mustDo(Thing::Consents));
    INDARO_TRY(loadReferral(desk, id));
    INDARO_TRY_ASSIGN(auto transaction, desk.db.begin());
    INDARO_TRY(changeRecord(desk, id, {{fields::referral::PartnerNumber, model::toValue(number)}}));
    return transaction.commit();
}

} // namespace indaro::casework
