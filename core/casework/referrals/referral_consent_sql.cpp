// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/casework/audit/audit.h"
#include "core/casework/referrals/referral_consent.h"
#include "core/casework/row_values.h"
#include "core/model/field_rules.h"
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
using model::toValue;
using sync::RecordId;

namespace {

/// The last change of a record orders acts of one day: the log's time, not the wall's.
constexpr char ConsentsOfFile[] =
    "SELECT c.id, c.purpose, c.recipient, c.decision, c.explained_by, c.language, c.given_by, c.given_on, "
    "c.expires_on, "
    "c.withdrawn_on, c.withheld, (SELECT max(o.time) FROM operation o WHERE o.record_table = ?2 AND o.record "
    "= c.id) "
    "FROM consent c WHERE c.case_file = ?1 "
    "AND (c.purpose IN ('referral', 'police_notes') OR substr(c.purpose, 1, 6) = 'share_')";

Result<void> readConsents(Desk &desk, RecordId caseFile, ConsentFacts &facts)
{
    INDARO_TRY_ASSIGN(auto rows, desk.db.prepare(ConsentsOfFile));
    rows.bind(1, caseFile);
    rows.bind(2, std::int64_t(fields::consent::Table));
    std::vector<std::pair<std::int64_t, RecordedConsent>> found;
    for (;;) {
        INDARO_TRY_ASSIGN(const bool row, rows.step());
        if (!row)
            break;
        const auto id = rows.id<sync::RecordTag>(0);
        if (!id)
            return Error(Errc::StoreDamaged);
        found.emplace_back(rows.integer(11),
                           RecordedConsent{*id, toText(rows, 1), toText(rows, 2), toText(rows, 3), toText(rows, 4),
                                           toText(rows, 5), toText(rows, 6), toText(rows, 7), toText(rows, 8),
                                           toText(rows, 9), toText(rows, 10)});
    }
    std::ranges::stable_sort(found, [](const auto &one, const auto &other) {
        const QString day = one.second.day(), otherDay = other.second.day();
        return day == otherDay ? one.first < other.first : day < otherDay;
    });
    for (auto &[time, consent] : found)
        facts.consents.push_back(std::move(consent));
    return {};
}

Result<void> bearConsent(Desk &desk, const Referral &referral, bool agrees, QDate today)
{
    const auto form = [&](const char *name) {
        return toValue(referral.content.form.value(QLatin1StringView(name)).trimmed());
    };
    INDARO_TRY(desk.log.birth(
        {fields::consent::Table, RecordId::make(desk.random)},
        {{fields::consent::CaseFile, base::Bytes(referral.caseFile.bytes().begin(), referral.caseFile.bytes().end())},
         {fields::consent::Purpose, "referral"},
         {fields::consent::Decision, agrees ? "yes" : "no"},
         {fields::consent::Recipient, form("to_agency")},
         {fields::consent::ExplainedBy, form("consent_explained_by")},
         {fields::consent::Language, form("consent_language")},
         {fields::consent::GivenBy, form("consent_given_by")},
         {fields::consent::GivenOn, toValue(today.toString(Qt::ISODate))},
         {fields::consent::Withheld, form("consent_withheld")}}));
    return {};
}

} // namespace

Result<ConsentFacts> loadConsentFacts(Desk &desk, RecordId caseFile)
{
    ConsentFacts facts;
    facts.today = model::localDay(desk.clock.nowUtc());
    {
        INDARO_TRY_ASSIGN(auto find, desk.db.prepare("SELECT c.is_minor, c.consent_sharing, i.birth_date FROM case_file c "
                                                     "LEFT JOIN identity i ON i.id = c.id WHERE c.id = ?1"));
        find.bind(1, caseFile);
        INDARO_TRY_ASSIGN(const bool isFound, find.step());
        if (!isFound)
            return Error(Errc::UnknownRecord);
        const QString isMinor = toText(find, 0);
        const auto birth = model::PartialDate::parse(toText(find, 2));
        facts.isChild = isMinor == "in_doubt"_L1 || (birth ? model::ageOn(*birth, facts.today) < 18 : isMinor == "yes"_L1);
        const QString sharing = toText(find, 1);
        facts.isNameWithheld = sharing == "oui_anonyme"_L1;
        if (sharing == "non"_L1) // undated, so any consent given later counts for more
            facts.consents.push_back({caseFile, u"register"_s, {}, u"no"_s, {}, {}, {}, {}, {}, {}, {}});
    }
    INDARO_TRY(readConsents(desk, caseFile, facts));
    return facts;
}

Result<void> recordReferralConsent(Desk &desk, RecordId id, bool agrees)
{
    INDARO_TRY(desk.access.mustDo(Thing::Consents));
    INDARO_TRY_ASSIGN(const Referral referral, loadReferral(desk, id));
    if (referral.status == ReferralStatus::Closed || referral.status == ReferralStatus::Revoked)
        return Error(Errc::WrongState);
    INDARO_TRY_ASSIGN(ConsentFacts facts, loadConsentFacts(desk, referral.caseFile));
    if (agrees) { // judged by what is written on the form: what was said before is what she was asked about
                  // again
        ConsentFacts written = facts;
        written.consents.clear();
        ReferralContent content = referral.content;
        content.form.remove(u"no_consent_ground"_s);
        INDARO_TRY(checkReferralConsent(content, written));
    }
    INDARO_TRY_ASSIGN(auto transaction, desk.db.begin());
    INDARO_TRY(bearConsent(desk, referral, agrees, facts.today));
    INDARO_TRY(
        recordAudit(desk, agrees ? AuditVerb::ConsentGiven : AuditVerb::ConsentRefused, id, referral.serial.toStdString()));
    return transaction.commit();
}

Result<void> keepPrintedConsent(Desk &desk, const Referral &referral, const ConsentFacts &facts)
{
    const RecordedConsent *last = decisiveConsent(referral.content, facts);
    if (last != nullptr && last->purpose == "referral"_L1 && last->givenOn == facts.today.toString(Qt::ISODate))
        return {};
    return bearConsent(desk, referral, true, facts.today);
}

} // namespace indaro::casework
