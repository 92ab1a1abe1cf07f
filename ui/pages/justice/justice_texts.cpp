// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/justice/justice_texts.h"

#include "ui/kit/date_text.h"
#include "ui/models/code_label.h"

using namespace Qt::StringLiterals;

namespace indaro::ui::pages {

using casework::HearingStage;
using casework::JusticeNextKind;
using casework::JusticeStage;

namespace {

QString measureLabels(const QString &list, const QStringList &codes, const QString &language)
{
    QStringList labels;
    for (const QString &code : codes)
        labels << models::codeLabel(list, code, language);
    return labels.join(u", "_s);
}

} // namespace

QString JusticeTexts::money(std::int64_t amount)
{
    return kit::amountText(amount);
}

QString JusticeTexts::stage(JusticeStage stage)
{
    switch (stage) {
    case JusticeStage::None:
        return tr("nothing was written down yet");
    case JusticeStage::Complaint:
        return tr("complaint lodged");
    case JusticeStage::Investigation:
        return tr("under investigation");
    case JusticeStage::Prosecution:
        return tr("prosecuted");
    case JusticeStage::Hearings:
        return tr("before the court");
    case JusticeStage::Judgment:
        return tr("judged");
    case JusticeStage::Appeal:
        return tr("on appeal");
    case JusticeStage::Ended:
        return tr("judged for good");
    case JusticeStage::Dismissed:
        return tr("closed without prosecution");
    }
    return {};
}

QString JusticeTexts::next(const casework::JusticeNext &next)
{
    const QString day = kit::dateText(next.day);
    switch (next.kind) {
    case JusticeNextKind::AskReference:
        return tr("Ask for the number of the file: a complaint without one cannot be followed.");
    case JusticeNextKind::AskInvestigation:
        return tr("Ask what the prosecutor does with the complaint of %1.").arg(day);
    case JusticeNextKind::AskProsecution:
        return tr("Ask whether there will be a prosecution: the investigation was opened on %1.").arg(day);
    case JusticeNextKind::AskHearing:
        return tr("Ask for the day of the hearing.");
    case JusticeNextKind::Hearing:
        return tr("At court on %1.").arg(day);
    case JusticeNextKind::NoteOutcome:
        return tr("Write down what came of %1.").arg(day);
    case JusticeNextKind::AskJudgment:
        return tr("Ask for the next day, or for the judgment.");
    case JusticeNextKind::ExplainJudgment:
        return tr("Explain the judgment of %1, and ask the lawyer for the last day of an appeal.").arg(day);
    case JusticeNextKind::ClaimCompensation:
        return tr("Ask the person whether compensation is to be claimed.");
    case JusticeNextKind::AskAward:
        return tr("Ask what becomes of the compensation claimed on %1.").arg(day);
    case JusticeNextKind::FollowPayment:
        return tr("Follow the money until it is in the person’s hands.");
    case JusticeNextKind::AskProtection:
        return tr("Ask again for the protection requested on %1: nobody has answered.").arg(day);
    case JusticeNextKind::TellOfAccused:
        return tr("An accused is free since %1: tell the person at once, and assess the risks again.").arg(day);
    }
    return {};
}

QString JusticeTexts::course(const casework::JusticeCourse &course, const QString &language)
{
    QStringList head{stage(course.stage)};
    if (!course.since.isEmpty())
        head << tr("since %1").arg(kit::dateText(course.since));
    if (!course.authority.isEmpty())
        head << models::codeLabel(u"justice_authority"_s, course.authority, language);
    head << course.authorityName;
    if (!course.reference.isEmpty())
        head << tr("number %1").arg(course.reference);
    if (!course.result.isEmpty())
        head << models::codeLabel(u"justice_result"_s, course.result, language);
    head.removeAll(QString());
    QStringList lines{head.join(u"  ·  "_s)};
    if (course.hasLegalAid)
        lines << tr("Somebody gives legal aid.");
    if (!course.accused.isEmpty())
        lines << tr("%1 on %2")
                     .arg(models::codeLabel(u"justice_event"_s, course.accused, language), kit::dateText(course.accusedOn));
    const auto addMeasures = [&](const QString &text, const QStringList &measures) {
        if (!measures.isEmpty())
            lines << text.arg(measureLabels(u"protection_measure"_s, measures, language));
    };
    addMeasures(tr("Protection asked for: %1"), course.protectionAsked);
    addMeasures(tr("Protection granted: %1"), course.protectionGranted);
    addMeasures(tr("Protection refused: %1"), course.protectionRefused);
    QStringList sums;
    if (course.hasClaim)
        sums << tr("claimed %1").arg(money(course.claimed));
    if (course.hasAward)
        sums << tr("awarded %1").arg(money(course.awarded));
    if (course.paid > 0)
        sums << tr("paid %1").arg(money(course.paid));
    if (!sums.isEmpty())
        lines << tr("Compensation: %1").arg(sums.join(u", "_s));
    return lines.join(u'\n');
}

QString JusticeTexts::consent(const casework::UseAnswer &consent)
{
    const QString day = kit::dateText(consent.day);
    switch (consent.why) {
    case casework::ConsentWhy::None:
        return day.isEmpty() ? tr("The person agrees to cooperate with justice.")
                             : tr("The person agrees to cooperate with justice, since %1.").arg(day);
    case casework::ConsentWhy::Withdrawn:
        return tr("The person took back the agreement to cooperate on %1. Nothing more is done in the person’s name; danger "
                  "is still told.")
            .arg(day);
    case casework::ConsentWhy::Refused:
        return tr("The person does not want to cooperate with justice (%1). Help stays the same.").arg(day);
    case casework::ConsentWhy::Expired:
        return tr("The agreement to cooperate has ended on its day. Ask again.");
    case casework::ConsentWhy::Guardian:
    case casework::ConsentWhy::Child:
        return tr("Of a child the guardian or the authority must agree, and the child itself.");
    default:
        break;
    }
    return tr("Nobody has asked yet whether the person agrees to cooperate with justice.");
}

QString JusticeTexts::due(const casework::DueHearing &due, const QString &language)
{
    const QString what = models::codeLabel(u"justice_event"_s, due.kind, language);
    const QString when = due.hour.isEmpty() ? kit::dateText(due.day) : tr("%1 at %2").arg(kit::dateText(due.day), due.hour);
    switch (due.stage) {
    case HearingStage::Prepare:
        return tr("prepare the person: %1, %2").arg(what, when);
    case HearingStage::Accompany:
        return due.isNoted ? tr("go along: %1, %2").arg(what, when)
                           : tr("write down what came of it: %1, %2").arg(what, when);
    case HearingStage::Debrief:
        return tr("talk it over: %1, %2").arg(what, when);
    case HearingStage::Withdrawn:
        break;
    }
    return tr("no longer agrees to cooperate, and days at court are planned");
}

QString JusticeTexts::when(const casework::JusticeEvent &event)
{
    const QString day = kit::dateText(event.happenedOn);
    return event.happenedAt.isEmpty() ? day : tr("%1 at %2").arg(day, event.happenedAt);
}

QString JusticeTexts::where(const casework::JusticeEvent &event, const QString &language)
{
    QStringList facts{event.authority.isEmpty() ? QString()
                                                : models::codeLabel(u"justice_authority"_s, event.authority, language),
                      event.authorityName, event.reference};
    facts.removeAll(QString());
    return facts.join(u"  ·  "_s);
}

QString JusticeTexts::told(const casework::JusticeEvent &event, const QString &language)
{
    QStringList facts;
    if (!event.state.isEmpty())
        facts << models::codeLabel(u"hearing_state"_s, event.state, language);
    if (!event.result.isEmpty())
        facts << models::codeLabel(u"justice_result"_s, event.result, language);
    if (event.amount)
        facts << money(*event.amount);
    if (!event.protection.isEmpty())
        facts << measureLabels(u"protection_measure"_s, event.protection, language);
    facts << event.legalAid << event.what;
    if (!event.whyWithoutConsent.isEmpty() && event.kind != casework::justice_kinds::NoConsent)
        facts << tr("without agreement: %1").arg(event.whyWithoutConsent);
    facts.removeAll(QString());
    return facts.join(u"  ·  "_s);
}

} // namespace indaro::ui::pages
