// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/casework/consents/consents.h"

#include "core/casework/audit/audit.h"
#include "core/casework/consents/data_groups.h"
#include "core/casework/house/house_only.h"
#include "core/casework/people/queries.h"
#include "core/casework/plans/record_rows.h"
#include "core/model/field_table.h"
#include "core/model/partial_date.h"

#include <algorithm>

namespace indaro::casework {

namespace fields = model::fields;
using namespace Qt::StringLiterals;
using base::Result;
using base::Value;

namespace {

QStringList codesOf(const Value &set)
{
    return model::toText(set).split(u' ', Qt::SkipEmptyParts);
}

QString purposeOf(const ConsentAct &act)
{
    return act.use.isKnown() ? model::toText(act.use) : u"share_"_s + model::toText(act.recipientKind);
}

Result<void> needed(const Value &value, sync::FieldId field)
{
    if (!value.isKnown())
        return neededField(field);
    return {};
}

/// A yes that could be disputed is none: who explained it, in which language, who gave it and how is part of it.
Result<void> checkYes(const ConsentAct &act, bool isChild)
{
    for (const auto &[value, field] :
         {std::pair(&act.explainedBy, fields::consent::ExplainedBy), std::pair(&act.language, fields::consent::Language),
          std::pair(&act.givenBy, fields::consent::GivenBy), std::pair(&act.way, fields::consent::GivenHow)})
        INDARO_TRY(needed(*value, field));
    if (model::toText(act.way) == "oral_witness"_L1)
        INDARO_TRY(needed(act.witness, fields::consent::Witness));
    const bool isByHerself = model::toText(act.givenBy) == "person"_L1;
    if (!isByHerself)
        INDARO_TRY(needed(act.giverLink, fields::consent::GiverLink));
    if (!isChild)
        return {};
    if (isByHerself)
        return neededField(fields::consent::GivenBy);
    INDARO_TRY(needed(act.childAssent, fields::consent::ChildAssent));
    if (model::toText(act.childAssent) == "no"_L1) // whatever the adults say
        return neededField(fields::consent::ChildAssent);
    if (model::toText(act.childAssent) == "too_young"_L1)
        INDARO_TRY(needed(act.assentWords, fields::consent::AssentWords));
    return {};
}

Result<void> checkReceiver(const ConsentAct &act)
{
    if (act.use.isKnown())
        return {};
    INDARO_TRY(needed(act.recipientKind, fields::consent::RecipientKind));
    if (model::toText(act.decision) != "yes"_L1)
        return {};
    const QString kind = model::toText(act.recipientKind);
    if (kind == "other_ngo"_L1) // a yes to one is no yes to the next
        INDARO_TRY(needed(act.recipient, fields::consent::Recipient));
    const QStringList offered =
        offeredGroups(kind, Offer::First) + offeredGroups(kind, Offer::Ask) + QStringList{QString::fromLatin1(CodeGroup)};
    const QStringList groups = codesOf(act.dataGroups);
    if (groups.isEmpty() || !std::ranges::all_of(groups, [&](const QString &group) { return offered.contains(group); }))
        return neededField(fields::consent::DataGroups);
    return {};
}

Result<void> checkAct(const ConsentAct &act, const ConsentFacts &facts)
{
    INDARO_TRY(needed(act.decision, fields::consent::Decision));
    INDARO_TRY(checkReceiver(act));
    const QString decision = model::toText(act.decision);
    if (decision != "yes"_L1 && decision != "no"_L1 && decision != "later"_L1)
        return neededField(fields::consent::Decision);
    if (decision == "yes"_L1)
        INDARO_TRY(checkYes(act, facts.isChild));
    const QDate end = QDate::fromString(model::toText(act.expiresOn), Qt::ISODate);
    if (act.expiresOn.isKnown() && (!end.isValid() || end < facts.today))
        return neededField(fields::consent::ExpiresOn);
    return {};
}

/// What was withheld from this receiver so far.
QStringList itemsBefore(const ConsentAct &act, const ConsentFacts &facts)
{
    const ConsentRequest asked{.receiver = {model::toText(act.recipientKind), model::toText(act.recipient)}};
    const RecordedConsent *before = act.use.isKnown() ? nullptr : decisiveConsent(facts, asked);
    return before == nullptr ? QStringList() : before->withheldItems;
}

} // namespace

Result<sync::RecordId> recordConsent(Desk &desk, CaseId person, const ConsentAct &act)
{
    INDARO_TRY(desk.access.mustDo(Thing::Consents));
    INDARO_TRY_ASSIGN(const ConsentFacts facts, rows::loadFactsForRule(desk, person));
    INDARO_TRY(checkAct(act, facts));
    QStringList items = act.withheldItems;
    if (!act.areItemsAll)
        items += itemsBefore(act, facts);
    items.removeDuplicates();
    const std::string today = facts.today.toString(Qt::ISODate).toStdString();
    const bool isYes = model::toText(act.decision) == "yes"_L1;
    INDARO_TRY_ASSIGN(auto transaction, desk.db.begin());
    INDARO_TRY_ASSIGN(const auto id,
                      bearRecord(desk, fields::consent::Table,
                                 {{fields::consent::CaseFile, idValue(person)},
                                  {fields::consent::Purpose, purposeOf(act).toStdString()},
                                  {fields::consent::Decision, act.decision},
                                  {fields::consent::RecipientKind, act.recipientKind},
                                  {fields::consent::Recipient, act.recipient},
                                  {fields::consent::DataGroups, act.dataGroups},
                                  {fields::consent::WithheldItems, model::toValue(items.join(u' '))},
                                  {fields::consent::Withheld, act.withheld},
                                  {fields::consent::ExplainedBy, act.explainedBy},
                                  {fields::consent::Language, act.language},
                                  {fields::consent::ReadAloud, act.readAloud},
                                  {fields::consent::Interpreter, act.interpreter},
                                  {fields::consent::GivenBy, act.givenBy},
                                  {fields::consent::GiverLink, act.giverLink},
                                  {fields::consent::ChildAssent, act.childAssent},
                                  {fields::consent::AssentWords, act.assentWords},
                                  {fields::consent::GivenHow, act.way},
                                  {fields::consent::Witness, act.witness},
                                  {fields::consent::GivenOn, act.givenOn.isKnown() ? act.givenOn : Value(today)},
                                  {fields::consent::ExpiresOn, act.expiresOn},
                                  {fields::consent::RecordedAt, desk.clock.nowUtc()},
                                  {fields::consent::RecordedBy, ownAccount(desk)}}));
    INDARO_TRY(recordAudit(desk, isYes ? AuditVerb::ConsentGiven : AuditVerb::ConsentRefused, person,
                           purposeOf(act).toStdString()));
    INDARO_TRY(transaction.commit());
    return id;
}

Result<void> withholdItems(Desk &desk, CaseId person, const QStringList &items, const Value &words)
{
    INDARO_TRY(desk.access.mustDo(Thing::Consents));
    INDARO_TRY(checkPerson(desk, person));
    const std::string today = model::localDay(desk.clock.nowUtc()).toString(Qt::ISODate).toStdString();
    INDARO_TRY_ASSIGN(auto transaction, desk.db.begin());
    INDARO_TRY(bearRecord(desk, fields::consent::Table,
                          {{fields::consent::CaseFile, idValue(person)},
                           {fields::consent::Purpose, consent_purposes::Withhold},
                           {fields::consent::Decision, "no"},
                           {fields::consent::WithheldItems, model::toValue(items.join(u' '))},
                           {fields::consent::Withheld, words},
                           {fields::consent::GivenOn, today},
                           {fields::consent::RecordedAt, desk.clock.nowUtc()},
                           {fields::consent::RecordedBy, ownAccount(desk)}}));
    INDARO_TRY(recordAudit(desk, AuditVerb::ConsentRefused, person, consent_purposes::Withhold));
    return transaction.commit();
}

} // namespace indaro::casework
