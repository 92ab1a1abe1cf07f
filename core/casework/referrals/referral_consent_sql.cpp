// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/casework/audit/audit.h"
#include "core/casework/referrals/referral_consent.h"
#include "core/casework/row_values.h"
#include "core/model/field_rules.h"
#include "core/model/field_table.h"
#include "core/model/partial_date.h"

namespace indaro::casework {

namespace fields = model::fields;
using namespace Qt::StringLiterals;
using base::Errc;
using base::Error;
using base::Result;
using base::Value;
using model::toValue;
using sync::RecordId;

namespace {

/// What was said before of groups and of what is withheld still holds: the page of consents is where that is changed.
Result<void> bearConsent(Desk &desk, const Referral &referral, bool agrees, QDate today, const RecordedConsent *before)
{
    const auto form = [&](const char *name) {
        return toValue(referral.content.form.value(QLatin1StringView(name)).trimmed());
    };
    // The form says "caregiver" where the records say guardian.
    const QString giver = referral.content.form.value(u"consent_given_by"_s).trimmed();
    INDARO_TRY(desk.log.birth(
        {fields::consent::Table, RecordId::make(desk.random)},
        {{fields::consent::CaseFile, base::Bytes(referral.caseFile.bytes().begin(), referral.caseFile.bytes().end())},
         {fields::consent::Purpose, "referral"},
         {fields::consent::Decision, agrees ? "yes" : "no"},
         {fields::consent::Recipient, form("to_agency")},
         {fields::consent::ExplainedBy, form("consent_explained_by")},
         {fields::consent::Language, form("consent_language")},
         {fields::consent::GivenBy, toValue(giver == "caregiver"_L1 ? u"guardian"_s : giver)},
         {fields::consent::GivenOn, toValue(today.toString(Qt::ISODate))},
         {fields::consent::Withheld, form("consent_withheld")},
         {fields::consent::RecipientKind, form("to_kind")},
         {fields::consent::ChildAssent, form("child_assent")},
         {fields::consent::Witness, form("consent_witness")},
         {fields::consent::DataGroups, toValue(before == nullptr ? QString() : before->dataGroups.join(u' '))},
         {fields::consent::WithheldItems, toValue(before == nullptr ? QString() : before->withheldItems.join(u' '))},
         {fields::consent::RecordedAt, desk.clock.nowUtc()},
         {fields::consent::RecordedBy, idValue(RecordId::sameAs(desk.log.user()))}}));
    return {};
}

} // namespace

Result<void> recordReferralConsent(Desk &desk, RecordId id, bool agrees)
{
    INDARO_TRY(desk.access.mustDo(Thing::Consents));
    INDARO_TRY_ASSIGN(const Referral referral, loadReferral(desk, id));
    if (referral.status == ReferralStatus::Closed || referral.status == ReferralStatus::Revoked)
        return Error(Errc::WrongState);
    INDARO_TRY_ASSIGN(ConsentFacts facts, rows::loadFactsForRule(desk, referral.caseFile));
    if (agrees) { // judged by what is written on the form: what was said before is what she was asked about
                  // again
        ConsentFacts written = facts;
        written.consents.clear();
        ReferralContent content = referral.content;
        content.form.remove(u"no_consent_ground"_s);
        INDARO_TRY(checkReferralConsent(content, written));
    }
    INDARO_TRY_ASSIGN(auto transaction, desk.db.begin());
    INDARO_TRY(bearConsent(desk, referral, agrees, facts.today, decisiveConsent(referral.content, facts)));
    INDARO_TRY(
        recordAudit(desk, agrees ? AuditVerb::ConsentGiven : AuditVerb::ConsentRefused, id, referral.serial.toStdString()));
    return transaction.commit();
}

Result<void> keepPrintedConsent(Desk &desk, const Referral &referral, const ConsentFacts &facts)
{
    const RecordedConsent *last = decisiveConsent(referral.content, facts);
    if (last != nullptr && last->purpose == "referral"_L1 && last->givenOn == facts.today.toString(Qt::ISODate))
        return {};
    return bearConsent(desk, referral, true, facts.today, last);
}

} // namespace indaro::casework
