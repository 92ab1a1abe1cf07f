// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/casework/consents/consent_rule.h"

#include "core/casework/consents/data_groups.h"
#include "core/model/name_fold.h"

#include <algorithm>

namespace indaro::casework {

using namespace Qt::StringLiterals;

namespace {

bool isSameBody(const QString &one, const QString &other)
{
    return model::foldName(one) == model::foldName(other);
}

bool isForReferral(const ConsentRequest &asked)
{
    return asked.purpose == QLatin1StringView(consent_purposes::Referral);
}

bool isSharing(const ConsentRequest &asked)
{
    return isForReferral(asked) || asked.purpose == QLatin1StringView(consent_purposes::Share);
}

/// The kind of receiver an act is about; empty: any.
QString kindOf(const RecordedConsent &consent)
{
    return consent.purpose.startsWith("share_"_L1) ? consent.purpose.mid(6) : consent.recipientKind;
}

/// The name of one body, where the act is about one alone; interviews write the kind there.
QString bodyOf(const RecordedConsent &consent)
{
    return consent.recipient == kindOf(consent) ? QString() : consent.recipient;
}

/// Whoever is not named may be the very body that was refused.
bool mayBeRefusedBody(const RecordedConsent &consent, const ConsentRequest &asked)
{
    return asked.receiver.name.isEmpty() && !asked.receiver.kind.isEmpty() && kindOf(consent) == asked.receiver.kind &&
           (consent.decision != "yes"_L1 || !consent.withdrawnOn.isEmpty());
}

bool speaksOfReferral(const RecordedConsent &consent, const ConsentRequest &asked, bool isNamed)
{
    if (mayBeRefusedBody(consent, asked))
        return true;
    if (!isForReferral(asked))
        return isNamed && consent.decision != "yes"_L1; // a yes to a referral is none to anything else
    return consent.recipient.isEmpty() || isNamed;
}

ConsentWhy whyOf(ConsentStanding standing)
{
    switch (standing) {
    case ConsentStanding::Given:
        return ConsentWhy::None;
    case ConsentStanding::Refused:
        return ConsentWhy::Refused;
    case ConsentStanding::Withdrawn:
        return ConsentWhy::Withdrawn;
    case ConsentStanding::Expired:
        return ConsentWhy::Expired;
    case ConsentStanding::Undecided:
        break;
    }
    return ConsentWhy::NotAsked;
}

/// Of a child [domain.md 3.3]: somebody who may speak for it gave it, and it agrees itself or is too young to be asked. What
/// was not written down is no yes. A printed referral calls the guardian "caregiver".
ConsentWhy whyOfChild(const RecordedConsent &consent)
{
    if (consent.givenBy != "guardian"_L1 && consent.givenBy != "caregiver"_L1 && consent.givenBy != "authority"_L1)
        return ConsentWhy::Guardian;
    const bool isItsYes = consent.childAssent == "yes"_L1 || consent.childAssent == "too_young"_L1;
    return isItsYes ? ConsentWhy::None : ConsentWhy::Child;
}

void addItems(Withheld &withheld, const ConsentFacts &facts, const RecordedConsent &consent)
{
    for (const QString &code : consent.withheldItems) {
        const auto known = facts.items.find(code);
        withheld.add(known == facts.items.end() ? WithheldItem{.code = code} : known->second);
    }
}

/// What nobody may have: the last such act alone, so that a thing can be let go again.
const RecordedConsent *lastWithholding(const ConsentFacts &facts)
{
    const RecordedConsent *last = nullptr;
    for (const RecordedConsent &consent : facts.consents) {
        if (consent.purpose == QLatin1StringView(consent_purposes::Withhold))
            last = &consent;
    }
    return last;
}

} // namespace

bool coversGroup(const RecordedConsent &consent, const ConsentRequest &asked)
{
    if (asked.group.isEmpty() || asked.group == QLatin1StringView(NoGroup) || asked.group == QLatin1StringView(CodeGroup) ||
        consent.dataGroups.contains(asked.group))
        return true;
    if (!consent.dataGroups.isEmpty())
        return false;
    return isForReferral(asked) || !isSharing(asked) ||
           offeredGroups(asked.receiver.kind, Offer::First).contains(asked.group);
}

bool speaksAbout(const RecordedConsent &consent, const ConsentRequest &asked)
{
    const QString body = bodyOf(consent);
    const bool isNamed = !body.isEmpty() && isSameBody(body, asked.receiver.name);
    if (consent.purpose == "register"_L1)
        return true;
    if (consent.purpose == "referral"_L1)
        return speaksOfReferral(consent, asked, isNamed);
    if (consent.purpose == "police_notes"_L1)
        return asked.receiver.kind == "police"_L1;
    if (asked.receiver.kind.isEmpty() || consent.purpose != "share_"_L1 + asked.receiver.kind)
        return false;
    if (asked.receiver.kind == "other_ngo"_L1) // a yes to one other organisation is no yes to the next
        return consent.decision != "yes"_L1 || isNamed;
    return body.isEmpty() || isNamed || mayBeRefusedBody(consent, asked);
}

std::vector<const RecordedConsent *> lastActs(const ConsentFacts &facts)
{
    std::map<QString, const RecordedConsent *> last;
    for (const auto *all : {&facts.consents, &facts.uses}) {
        for (const RecordedConsent &consent : *all)
            last[consent.purpose + u'/' + model::foldName(bodyOf(consent))] = &consent;
    }
    std::vector<const RecordedConsent *> acts;
    for (const auto &[key, consent] : last)
        acts.push_back(consent);
    return acts;
}

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

QString toCode(ConsentWhy why)
{
    switch (why) {
    case ConsentWhy::None:
        return {};
    case ConsentWhy::NotAsked:
        return u"missing"_s;
    case ConsentWhy::Refused:
        return u"refused"_s;
    case ConsentWhy::Withdrawn:
        return u"withdrawn"_s;
    case ConsentWhy::Expired:
        return u"expired"_s;
    case ConsentWhy::Guardian:
        return u"guardian"_s;
    case ConsentWhy::Child:
        return u"child"_s;
    case ConsentWhy::Group:
        return u"group"_s;
    case ConsentWhy::Item:
        return u"withheld"_s;
    }
    return {};
}

const RecordedConsent *decisiveConsent(const ConsentFacts &facts, const ConsentRequest &asked)
{
    const RecordedConsent *last = nullptr;
    const bool isAboutSharing = isSharing(asked);
    for (const RecordedConsent &consent : isAboutSharing ? facts.consents : facts.uses) {
        if (standingOf(consent, facts.today) == ConsentStanding::Undecided)
            continue;
        if (isAboutSharing ? speaksAbout(consent, asked) : consent.purpose == asked.purpose)
            last = &consent;
    }
    return last;
}

ConsentAnswer may(const ConsentFacts &facts, const ConsentRequest &asked)
{
    const RecordedConsent *last = nullptr;
    if (!isSharing(asked) || !asked.receiver.isHouse()) {
        last = decisiveConsent(facts, asked);
        if (last == nullptr)
            return {ConsentWhy::NotAsked};
        if (const ConsentWhy why = whyOf(standingOf(*last, facts.today)); why != ConsentWhy::None)
            return {why, last};
        if (const ConsentWhy why = facts.isChild ? whyOfChild(*last) : ConsentWhy::None; why != ConsentWhy::None)
            return {why, last};
        if (!coversGroup(*last, asked))
            return {ConsentWhy::Group, last};
    }
    if (asked.item.isEmpty() || !isSharing(asked))
        return {ConsentWhy::None, last};
    const Withheld withheld = withheldFrom(facts, asked);
    return {withheld.hides(asked.item) ? ConsentWhy::Item : ConsentWhy::None, last};
}

Withheld withheldFrom(const ConsentFacts &facts, const ConsentRequest &asked)
{
    Withheld withheld;
    if (const RecordedConsent *nobody = lastWithholding(facts))
        addItems(withheld, facts, *nobody);
    if (asked.receiver.isHouse()) {
        for (const RecordedConsent *last : lastActs(facts))
            addItems(withheld, facts, *last);
        return withheld;
    }
    if (const RecordedConsent *last = decisiveConsent(facts, asked))
        addItems(withheld, facts, *last);
    if (asked.receiver.name.isEmpty()) { // it may be any of them
        for (const RecordedConsent *last : lastActs(facts)) {
            if (kindOf(*last) == asked.receiver.kind)
                addItems(withheld, facts, *last);
        }
    }
    return withheld;
}

} // namespace indaro::casework
