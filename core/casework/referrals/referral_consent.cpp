// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/casework/referrals/referral_consent.h"

#include "core/casework/consents/data_groups.h"
#include "core/model/code_list.h"
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

bool isBlocking(ConsentStanding standing)
{
    return standing == ConsentStanding::Refused || standing == ConsentStanding::Withdrawn ||
           standing == ConsentStanding::Expired;
}

/// What is asked of each line: that it was agreed to and is not withheld, or the last alone.
enum class Lines { Agreed, NotWithheld };

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

ConsentRequest requestOf(const ReferralContent &content)
{
    return {.purpose = QString::fromLatin1(consent_purposes::Referral),
            .receiver = {formText(content, "to_kind"), formText(content, "to_agency")}};
}

const RecordedConsent *decisiveConsent(const ReferralContent &content, const ConsentFacts &facts)
{
    return decisiveConsent(facts, requestOf(content));
}

namespace {

Result<void> checkLines(const ReferralContent &content, const ConsentFacts &facts, Lines lines)
{
    ConsentRequest asked = requestOf(content);
    const RecordedConsent *last = decisiveConsent(facts, asked);
    const bool hasGroups =
        lines == Lines::Agreed && last != nullptr && standingOf(*last, facts.today) == ConsentStanding::Given;
    const Withheld withheld = withheldFrom(facts, asked);
    const auto check = [&](const QString &name, const QString &text) -> Result<void> {
        if (text.trimmed().isEmpty())
            return {};
        const ReferralLine line = referralLine(name);
        asked.group = line.group;
        const std::string field = name.toStdString();
        if (hasGroups && !coversGroup(*last, asked))
            return refused(field.c_str(), toCode(ConsentWhy::Group), last);
        const bool isHidden =
            std::ranges::any_of(line.fields, [&](sync::FieldId from) { return withheld.hidesField(from); });
        if (isHidden || withheld.isSaidIn(text) || withheld.hides(withheldGroup(line.group)))
            return refused(field.c_str(), toCode(ConsentWhy::Item), last);
        return {};
    };
    for (auto line = content.form.begin(); line != content.form.end(); ++line)
        INDARO_TRY(check(line.key(), line.value()));
    for (const QString &name : content.shared)
        INDARO_TRY(check(name, content.person.value(name)));
    return {};
}

Result<void> checkName(const ReferralContent &content, const ConsentFacts &facts)
{
    if (facts.isNameWithheld && content.shared.contains("person_name"_L1))
        return refused("person_name", u"name"_s, nullptr);
    return {};
}

/// A ground stands in for the agreement that is missing. What the person withholds by name is another word of hers: only a
/// life, or a child that must be protected, counts for more; the house answers an order without it.
Result<ConsentRule> checkLawfulGround(const ReferralContent &content, const ConsentFacts &facts)
{
    const QString ground = formText(content, "no_consent_ground");
    if (formText(content, "no_consent_approver").isEmpty()) {
        // A life does not wait for the director: she looks at it the next day [contracts.md 9].
        const bool isEmergency = ground == "danger"_L1 && formText(content, "priority") == "emergency"_L1;
        return isEmergency ? Result<ConsentRule>(ConsentRule::InHaste) : Result<ConsentRule>(lacking("no_consent_approver"));
    }
    if (ground != "danger"_L1 && ground != "child"_L1) {
        INDARO_TRY(checkName(content, facts));
        INDARO_TRY(checkLines(content, facts, Lines::NotWithheld));
    }
    return ConsentRule::LawfulException;
}

} // namespace

Result<void> checkLinesThatLeave(const ReferralContent &content, const ConsentFacts &facts)
{
    return checkLines(content, facts, Lines::Agreed);
}

Result<ConsentRule> checkReferralConsent(const ReferralContent &content, const ConsentFacts &facts)
{
    if (!formText(content, "no_consent_ground").isEmpty())
        return checkLawfulGround(content, facts);
    if (needsKind(content, facts))
        return lacking("to_kind");
    if (const RecordedConsent *last = decisiveConsent(content, facts)) {
        const ConsentStanding standing = standingOf(*last, facts.today);
        if (isBlocking(standing))
            return refused("to_agency", toCode(standing), last);
    }
    INDARO_TRY(checkName(content, facts));
    INDARO_TRY(checkWrittenConsent(content, facts));
    INDARO_TRY(checkLinesThatLeave(content, facts));
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
    fill("consent_given_by", last->givenBy == "guardian"_L1    ? u"caregiver"_s
                             : last->givenBy == "authority"_L1 ? u"other"_s
                                                               : last->givenBy);
    fill("consent_withheld", last->withheld);
    fill("consent_recipient", formText(content, "to_agency"));
    return content;
}

} // namespace indaro::casework
