// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/checklist/step_texts.h"

#include "core/model/partial_date.h"
#include "core/sop/pack_rules.h"
#include "ui/kit/date_text.h"

#include <QStringList>

namespace indaro::ui::pages {

QString StepTexts::words(const sop::Words &words, sop::Kirundi kirundi, kit::Language language)
{
    if (language == kit::Language::English)
        return words.en;
    if (language == kit::Language::French || words.rn.isEmpty())
        return words.fr;
    if (kirundi == sop::Kirundi::Reviewed)
        return words.rn;
    return words.rn + QChar(kit::UnreviewedMark) + QStringLiteral(" · ") + words.fr;
}

QString StepTexts::firstWords(const QString &words)
{
    constexpr qsizetype Longest = 80, LongestHalf = 38;
    const auto cut = [](const QString &line, qsizetype longest) {
        if (line.size() <= longest)
            return line;
        const qsizetype end = line.lastIndexOf(u' ', longest);
        QString first = line.left(end > 0 ? end : longest);
        while (!first.isEmpty() && (first.back().isPunct() || first.back().isSpace()))
            first.chop(1);
        return first + QStringLiteral("…");
    };
    const QString line = words.section(u'\n', 0, 0);
    const QString parted = QChar(kit::UnreviewedMark) + QStringLiteral(" · ");
    const auto at = line.indexOf(parted);
    if (at < 0 || line.size() <= Longest)
        return cut(line, Longest);
    return cut(line.left(at), LongestHalf) + parted + cut(line.mid(at + parted.size()), LongestHalf);
}

QString StepTexts::due(const sop::Line &line)
{
    if (line.urgency == sop::Urgency::Waiting) {
        const sop::Due &due = *line.step->due;
        return due.step.isEmpty() ? tr("Waits for: %1").arg(event(due.event)) : tr("Waits for step %1").arg(due.step);
    }
    if (!line.due || !line.isOpen())
        return {};
    const QString day = kit::dateText(model::localTime(*line.due).date());
    const QString moment = line.isWholeDay ? day : kit::dateTimeText(*line.due);
    switch (line.urgency) {
    case sop::Urgency::Late:
        return tr("Late since %1").arg(moment);
    case sop::Urgency::Today:
        return line.isWholeDay ? tr("Today") : tr("Today until %1").arg(kit::timeText(*line.due));
    default:
        return tr("Until %1").arg(moment);
    }
}

QString StepTexts::state(sop::StepState state)
{
    switch (state) {
    case sop::StepState::Open:
        return tr("Open");
    case sop::StepState::Done:
        return tr("Done");
    case sop::StepState::NotApplicable:
        return tr("Does not apply");
    case sop::StepState::Refused:
        return tr("The person did not want it");
    case sop::StepState::Waived:
        return tr("Waived by the director");
    }
    return {};
}

QString StepTexts::recordText(const QString &kind)
{
    const std::pair<QLatin1StringView, QString> texts[] = {
        {QLatin1StringView("bed"), tr("In the program: a place to sleep")},
        {QLatin1StringView("bed-without-warning"), tr("In the program: a place to sleep nothing speaks against")},
        {QLatin1StringView("incident"), tr("In the program: the incident, and who was told")},
        {QLatin1StringView("child-track"), tr("In the program: the age, treated as a child")},
        {QLatin1StringView("consent-file"), tr("In the program: consent to keep a file")},
        {QLatin1StringView("consent-stay"), tr("In the program: consent to stay")},
        {QLatin1StringView("custody"), tr("In the program: belongings kept, and the signature")},
        {QLatin1StringView("custody-settled"), tr("In the program: belongings given back, and the signature")},
        {QLatin1StringView("hold"), tr("In the program: a place held for the person")},
        {QLatin1StringView("interview"), tr("In the program: a signed interview")},
        {QLatin1StringView("plan"), tr("In the program: a plan that was agreed and signed")},
        {QLatin1StringView("plan-approval"), tr("In the program: the approval of the plan")},
        {QLatin1StringView("referral-answer"), tr("In the program: the answer to the referral")},
        {QLatin1StringView("referral-printed"), tr("In the program: the referral has left, or is on paper")},
        {QLatin1StringView("referral-settled"), tr("In the program: they accepted, or the gap is noted")},
        {QLatin1StringView("register"), tr("In the program: the arrival in the register")},
        {QLatin1StringView("retention"), tr("In the program: until when the file is kept")},
        {QLatin1StringView("risk"), tr("In the program: an assessment of the risks")},
        {QLatin1StringView("risk-return"), tr("In the program: an assessment of the risks of going back")},
        {QLatin1StringView("risk-with-person"), tr("In the program: an assessment of the risks with the person")},
        {QLatin1StringView("safety-plan"), tr("In the program: a safety plan")},
        {QLatin1StringView("status-authority"), tr("In the program: an authority’s decision on the status")},
        {QLatin1StringView("status-house"), tr("In the program: the house’s conclusion on the status")},
    };
    for (const auto &[name, text] : texts) {
        if (sop::recordNamedBy(kind) == name)
            return text;
    }
    return kind;
}

QString StepTexts::evidence(const QString &kind)
{
    if (kind == QLatin1String("tick"))
        return tr("Tick");
    if (kind == QLatin1String("note"))
        return tr("Note");
    if (kind == QLatin1String("call-note"))
        return tr("Note of a call");
    if (kind == QLatin1String("form"))
        return tr("Form");
    if (kind == QLatin1String("document"))
        return tr("Document");
    if (kind == QLatin1String("signature"))
        return tr("Signature");
    if (kind == QLatin1String("record"))
        return tr("Record in the program");
    return recordText(kind);
}

QString StepTexts::event(sop::Event event)
{
    switch (event) {
    case sop::Event::Announcement:
        return tr("Call that announces somebody");
    case sop::Event::Arrival:
        return tr("Arrival");
    case sop::Event::Admission:
        return tr("Admission");
    case sop::Event::Disclosure:
        return tr("She tells of sexual violence");
    case sop::Event::ConsentData:
        return tr("Consent about her data");
    case sop::Event::Interview:
        return tr("Signed interview");
    case sop::Event::StatusDecision:
        return tr("Decision about her status");
    case sop::Event::Presumption:
        return tr("Presumed to be a victim");
    case sop::Event::Identification:
        return tr("Identified by an authority");
    case sop::Event::NotVictim:
        return tr("The conclusion: no trafficking");
    case sop::Event::ReflectionStart:
        return tr("Reflection period begins");
    case sop::Event::ReflectionEnd:
        return tr("Reflection period ends");
    case sop::Event::Plan:
        return tr("Support plan");
    case sop::Event::ReferralDraft:
        return tr("Referral begun");
    case sop::Event::ReferralSent:
        return tr("Referral sent");
    case sop::Event::ReferralAnswered:
        return tr("Referral answered");
    case sop::Event::Hearing:
        return tr("Hearing");
    case sop::Event::Judgment:
        return tr("Judgment");
    case sop::Event::AccusedFree:
        return tr("An accused is free again");
    case sop::Event::Complaint:
        return tr("Complaint to the police or a court");
    case sop::Event::Incident:
        return tr("Incident");
    case sop::Event::RiskAssessment:
        return tr("Risk assessment");
    case sop::Event::ExitPlanned:
        return tr("Planned day of leaving");
    case sop::Event::Exit:
        return tr("Exit");
    case sop::Event::Closure:
        return tr("File closed");
    case sop::Event::Birthday18:
        return tr("18th birthday");
    case sop::Event::House:
        return tr("Beginning of the house's checklist");
    case sop::Event::Always:
        return tr("Opening of the file");
    }
    return {};
}

QString StepTexts::action(sop::Action action)
{
    switch (action) {
    case sop::Action::Registration:
        return tr("entry in the register");
    case sop::Action::Allocation:
        return tr("giving a bed");
    case sop::Action::InterviewStart:
        return tr("beginning an interview");
    case sop::Action::InterviewSign:
        return tr("signing an interview");
    case sop::Action::ReferralPrint:
        return tr("printing a referral");
    case sop::Action::ReferralSend:
        return tr("sending a referral");
    case sop::Action::PlanApprove:
        return tr("approving the plan");
    case sop::Action::FamilyContact:
        return tr("contact with the family");
    case sop::Action::JusticeComplaint:
        return tr("complaint");
    case sop::Action::IdentificationRefer:
        return tr("referral for formal identification");
    case sop::Action::Exit:
        return tr("planned exit");
    case sop::Action::Closure:
        return tr("closing the file");
    case sop::Action::Erasure:
        return tr("erasure");
    }
    return {};
}

QString StepTexts::who(const sop::Pack &pack, const sop::Step &step, kit::Language language)
{
    QStringList names;
    for (const QString &code : step.who) {
        const sop::Role *role = pack.findRole(code);
        names.append(role == nullptr ? code : words(role->title, pack.kirundi, language));
    }
    return names.join(QStringLiteral(", "));
}

QString StepTexts::notNoted()
{
    return tr("Which steps of the procedure were missing could not be written into the journal: look at the procedure.");
}

QString StepTexts::source(const sop::Pack &pack, const sop::Step &step)
{
    QStringList titles;
    for (const QString &key : step.sources) {
        const sop::Source *source = pack.findSource(key);
        titles.append(source == nullptr ? key : source->title);
    }
    if (step.isToConfirm)
        titles.append(tr("to be confirmed by CCSPRTP"));
    return titles.join(QStringLiteral(" · "));
}

} // namespace indaro::ui::pages
