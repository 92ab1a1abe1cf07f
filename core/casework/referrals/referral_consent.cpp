// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/casework/referrals/referral_consent.h"

#include "core/model/code_list.h"
#include "core/model/name_fold.h"
#include "core/model/partial_date.h"

#include <algorithm>

namespace indaro::casework {

using namespace Qt::StringLiterals;
using base::Errc;
using base::Error;
using base::Result;

namespace {

QString formText(const ReferralContent &content, const char *field)
{
    return content.form.value(QLatin1StringView(field)).trimmed();
}

bool isSameBody(const QString &one, const QString &other)
{
    return model::foldName(one) == model::foldName(other);
}

bool isBlocking(ConsentStanding standing)
{
    return standing == ConsentStanding::Refused || standing == ConsentStanding::Withdrawn ||
           standing == ConsentStanding::Expired;
}

/// Whether an act is about the receiver written on the form.
bool speaksAbout(const RecordedConsent &consent, const ReferralContent &content)
{
    const QString kind = formText(content, "to_kind");
    const bool isNamed = !consent.recipient.isEmpty() && isSameBody(consent.recipient, formText(content, "to_agency"));
    if (consent.purpose == "register"_L1)
        return true;
    if (consent.purpose == "referral"_L1)
        return consent.recipient.isEmpty() || isNamed;
    if (consent.purpose == "police_notes"_L1)
        return kind == "police"_L1;
    if (consent.purpose != "share_"_L1 + kind)
        return false;
    // A yes to one other organisation is no yes to the next.
    return kind != "other_ngo"_L1 || consent.decision != "yes"_L1 || isNamed;
}

Error lacking(const char *field)
{
    return Error(Errc::ConsentMissing, {{"field", std::string(field)}});
}

Error refused(const char *field, const QString &standing, const RecordedConsent *consent)
{
    return Error(Errc::ConsentMissing, {{"field", std::string(field)},
                                        {"standing", standing.toStdString()},
                                        {"purpose", consent == nullptr ? std::string() : consent->purpose.toStdString()},
                                        {"day", consent == nullptr ? std::string() : consent->day().toStdString()}});
}

/// A body was refused and the form does not say of which kind its receiver is.
bool needsKind(const ReferralContent &content, const ConsentFacts &facts)
{
    return formText(content, "to_kind").isEmpty() &&
           std::ranges::any_of(facts.consents, [&](const RecordedConsent &consent) {
               return consent.purpose.startsWith("share_"_L1) && isBlocking(standingOf(consent, facts.today));
           });
}

Result<void> checkWrittenConsent(const ReferralContent &content, const ConsentFacts &facts)
{
    for (const char *field : {"consent_explained_by", "consent_language", "consent_given_by"}) {
        if (formText(content, field).isEmpty())
            return lacking(field);
    }
    const bool isByHerself = formText(content, "consent_given_by") == "person"_L1;
    if (facts.isChild && isByHerself)
        return refused("consent_given_by", u"guardian"_s, nullptr);
    if (!isByHerself && formText(content, "consent_giver").isEmpty())
        return lacking("consent_giver");
    if (!facts.isChild)
        return {};
    const QString assent = formText(content, "child_assent");
    if (assent.isEmpty())
        return lacking("child_assent");
    if (assent == "no"_L1)
        return refused("child_assent", u"child"_s, nullptr);
    return {};
}

} // namespace

QString RecordedConsent::day() const
{
    return std::max(givenOn, withdrawnOn); // ISO days sort as text
}

ConsentStanding standingOf(const RecordedConsent &consent, QDate today)
{
    if (consent.decision == "no"_L1)
        return ConsentStanding::Refused;
    if (consent.decision != "yes"_L1)
        return ConsentStanding::Undecided;
    if (!consent.withdrawnOn.isEmpty())
        return ConsentStanding::Withdrawn;
    if (consent.expiresOn.isEmpty())
        return ConsentStanding::Given;
    const QDate last = QDate::fromString(consent.expiresOn.left(10), Qt::ISODate);
    return last.isValid() && last >= today ? ConsentStanding::Given : ConsentStanding::Expired;
}

QString toCode(ConsentStanding standing)
{
    switch (standing) {
    case ConsentStanding::Given:
        return u"given"_s;
    case ConsentStanding::Refused:
        return u"refused"_s;
    case ConsentStanding::Undecided:
        return u"undecided"_s;
    case ConsentStanding::Withdrawn:
        return u"withdrawn"_s;
    case ConsentStanding::Expired:
        return u"expired"_s;
    }
    return {};
}

const RecordedConsent *decisiveConsent(const ReferralContent &content, const ConsentFacts &facts)
{
    const RecordedConsent *last = nullptr;
    for (const RecordedConsent &consent : facts.consents) {
        if (standingOf(consent, facts.today) != ConsentStanding::Undecided && speaksAbout(consent, content))
            last = &consent;
    }
    return last;
}

Result<ConsentRule> checkReferralConsent(const ReferralContent &content, const ConsentFacts &facts)
{
    if (!formText(content, "no_consent_ground").isEmpty()) {
        if (formText(content, "no_consent_approver").isEmpty())
            return lacking("no_consent_approver");
        return ConsentRule::LawfulException;
    }
    if (needsKind(content, facts))
        return lacking("to_kind");
    if (const RecordedConsent *last = decisiveConsent(content, facts)) {
        const ConsentStanding standing = standingOf(*last, facts.today);
        if (isBlocking(standing))
            return refused("to_agency", toCode(standing), last);
    }
    if (facts.isNameWithheld && content.shared.contains("person_name"_L1))
        return refused("person_name", u"name"_s, nullptr);
    INDARO_TRY(checkWrittenConsent(content, facts));
    return ConsentRule::Given;
}

bool mustTellReceiver(const Referral &referral, const ConsentFacts &facts)
{
    if (referral.status == ReferralStatus::Draft || referral.status == ReferralStatus::Revoked || !referral.printedAt ||
        !formText(referral.content, "no_consent_ground").isEmpty())
        return false;
    const RecordedConsent *last = decisiveConsent(referral.content, facts);
    if (last == nullptr)
        return false;
    const ConsentStanding standing = standingOf(*last, facts.today);
    return (standing == ConsentStanding::Refused || standing == ConsentStanding::Withdrawn) &&
           last->day() >= model::localDay(*referral.printedAt).toString(Qt::ISODate);
}

ReferralContent withRecordedConsent(ReferralContent content, const ConsentFacts &facts)
{
    const RecordedConsent *last = decisiveConsent(content, facts);
    if (last == nullptr || standingOf(*last, facts.today) != ConsentStanding::Given)
        return content;
    const auto fill = [&](const char *field, const QString &value) {
        if (!value.isEmpty() && formText(content, field).isEmpty())
            content.form.insert(QLatin1StringView(field), value);
    };
    const QString french = u"fr"_s; // the language the form is filled in
    fill("consent_explained_by", model::CodeList::byName(u"consent_explained_by"_s).label(last->explainedBy, french));
    fill("consent_language", model::CodeList::byName(u"consent_language"_s).label(last->language, french));
    fill("consent_given_by", last->givenBy == "guardian"_L1 ? u"caregiver"_s : last->givenBy);
    fill("consent_withheld", last->withheld);
    fill("consent_recipient", formText(content, "to_agency"));
    return content;
}

} // namespace indaro::casework
