// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/casework/consents/disclosures.h"

#include "core/casework/consents/data_groups.h"
#include "core/casework/consents/passing_on.h"
#include "core/casework/consents/redaction.h"
#include "core/casework/consents/use_rule.h"
#include "core/casework/plans/record_rows.h"
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

namespace {

Result<void> mustBeAllowed(const ConsentFacts &facts, const ConsentRequest &asked)
{
    const ConsentAnswer answer = may(facts, asked);
    if (answer.isYes())
        return {};
    return Error(Errc::ConsentMissing, {{"field", std::string("for_whom")},
                                        {"standing", toCode(answer.why).toStdString()},
                                        {"purpose", answer.by == nullptr ? std::string() : answer.by->purpose.toStdString()},
                                        {"day", answer.by == nullptr ? std::string() : answer.by->day().toStdString()}});
}

/// Those the law names as who must hear.
bool isAuthority(const QString &kind)
{
    return kind == "child_protection"_L1 || kind == "police"_L1 || kind == "justice"_L1 || kind == "commission"_L1 ||
           kind == "social"_L1;
}

Result<void> checkTold(const ToldDraft &draft)
{
    for (const auto &[value, field] :
         {std::pair(&draft.recipientKind, fields::disclosure::RecipientKind), std::pair(&draft.way, fields::disclosure::Way),
          std::pair(&draft.dataGroups, fields::disclosure::DataGroups)}) {
        if (value->textOr({}).empty())
            return neededField(field);
    }
    if (draft.isNotice && !isAuthority(model::toText(draft.recipientKind)))
        return neededField(fields::disclosure::RecipientKind);
    if (draft.recipientKind == Value("other_ngo") && draft.recipient.textOr({}).empty())
        return neededField(fields::disclosure::Recipient);
    return {};
}

/// A no, whatever it was about.
bool isNo(ConsentWhy why)
{
    return why != ConsentWhy::None && why != ConsentWhy::NotAsked;
}

/// What she said to it: a no to conferences or to the family being told, else the first group that was not agreed to.
ConsentWhy saidTo(const ConsentFacts &facts, const ToldDraft &draft)
{
    const auto use = [&](bool isSuch, const char *code) {
        return isSuch ? may(facts, {.purpose = QString::fromLatin1(code)}).why : ConsentWhy::None;
    };
    for (const ConsentWhy why : {use(draft.way == Value("meeting"), consent_uses::Conference),
                                 use(draft.recipientKind == Value("family"), consent_uses::Family)}) {
        if (isNo(why))
            return why;
    }
    ConsentRequest asked{.receiver = {model::toText(draft.recipientKind), model::toText(draft.recipient)}};
    for (const QString &group : model::toText(draft.dataGroups).split(u' ', Qt::SkipEmptyParts)) {
        asked.group = group;
        if (const ConsentWhy why = may(facts, asked).why; why != ConsentWhy::None)
            return why;
    }
    return ConsentWhy::None;
}

} // namespace

bool isNoticeForm(const QString &form, const Receiver &receiver)
{
    return form == "child_notification"_L1 && isAuthority(receiver.kind);
}

PaperFor formFor(const QString &form, const Receiver &receiver)
{
    const bool isNotice = isNoticeForm(form, receiver);
    return {.receiver = receiver, .kind = isNotice ? u"notice"_s : u"form"_s, .what = form, .isNotice = isNotice};
}

Result<Withheld> withheldOnPaper(Desk &desk, CaseId person, const PaperFor &paper)
{
    INDARO_TRY_ASSIGN(const ConsentFacts facts, rows::loadFactsForRule(desk, person));
    ConsentRequest asked{.receiver = paper.receiver, .group = paper.group};
    Withheld withheld = withheldFrom(facts, asked);
    if (paper.receiver.isHouse())
        return withheld;
    if (!paper.isNotice)
        INDARO_TRY(mustBeAllowed(facts, asked));
    withheld.add({.code = QString::fromLatin1(HouseNotes)});
    for (const model::Code &group : model::CodeList::byName(u"consent_data_group"_s).codes()) {
        asked.group = group.code;
        if (!may(facts, asked).isYes() && !(paper.isNotice && group.code == QLatin1StringView(CodeGroup)))
            withheld.add({.code = withheldGroup(group.code)});
    }
    return withheld;
}

Result<void> notePaper(Desk &desk, CaseId person, const PaperFor &paper)
{
    if (paper.receiver.isHouse())
        return {};
    INDARO_TRY(desk.access.mustDo(Thing::Consents));
    INDARO_TRY_ASSIGN(const ConsentFacts facts, rows::loadFactsForRule(desk, person));
    if (!paper.isNotice)
        INDARO_TRY(mustBeAllowed(facts, {.receiver = paper.receiver, .group = paper.group}));
    QStringList groups = PassingOn(facts, paper.receiver).groups();
    if (groups.isEmpty())
        groups << QString::fromLatin1(CodeGroup);
    INDARO_TRY(noteDisclosure(desk, person, paper.kind.toLatin1().constData(), paper.receiver, groups, paper.what));
    return paper.isNotice ? recordAudit(desk, AuditVerb::DisclosureNoted, person, paper.what.toStdString()) : Result<void>();
}

Result<void> notePaperPrinted(Desk &desk, CaseId person, AuditVerb verb, std::string_view detail, const PaperFor &paper)
{
    INDARO_TRY_ASSIGN(auto transaction, desk.db.begin());
    INDARO_TRY(notePaper(desk, person, paper));
    INDARO_TRY(recordAudit(desk, verb, person, detail));
    return transaction.commit();
}

Result<ToldResult> recordTold(Desk &desk, CaseId person, const ToldDraft &draft)
{
    INDARO_TRY(desk.access.mustDo(Thing::Consents));
    INDARO_TRY(checkTold(draft));
    INDARO_TRY_ASSIGN(const ConsentFacts facts, rows::loadFactsForRule(desk, person));
    const Value today = facts.today.toString(Qt::ISODate).toStdString();
    INDARO_TRY_ASSIGN(auto transaction, desk.db.begin());
    INDARO_TRY_ASSIGN(const auto id,
                      bearRecord(desk, fields::disclosure::Table,
                                 {{fields::disclosure::CaseFile, idValue(person)},
                                  {fields::disclosure::Kind, draft.isNotice ? "notice" : "told"},
                                  {fields::disclosure::RecipientKind, draft.recipientKind},
                                  {fields::disclosure::Recipient, draft.recipient},
                                  {fields::disclosure::DataGroups, draft.dataGroups},
                                  {fields::disclosure::Way, draft.way},
                                  {fields::disclosure::HappenedOn, draft.happenedOn.isKnown() ? draft.happenedOn : today},
                                  {fields::disclosure::What, draft.what},
                                  {fields::disclosure::SentAt, desk.clock.nowUtc()},
                                  {fields::disclosure::SentBy, ownAccount(desk)}}));
    const ToldResult told{id, draft.isNotice ? ConsentWhy::None : saidTo(facts, draft)};
    INDARO_TRY(recordAudit(desk, AuditVerb::DisclosureNoted, person, model::toText(draft.way).toStdString()));
    if (isNo(told.why))
        INDARO_TRY(recordAudit(desk, AuditVerb::AgainstConsent, person,
                               "share_" + model::toText(draft.recipientKind).toStdString()));
    INDARO_TRY(transaction.commit());
    return told;
}

} // namespace indaro::casework
