// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/referrals/course_texts.h"

#include "core/model/partial_date.h"
#include "ui/kit/date_text.h"
#include "ui/models/code_label.h"
#include "ui/pages/referrals/referrals_page.h"

using namespace Qt::StringLiterals;

namespace indaro::ui::pages {

namespace {

QString inOneLine(QStringList parts)
{
    parts.removeAll(QString());
    return parts.join(u"  ·  "_s);
}

} // namespace

QString CourseTexts::step(const casework::ReferralStep &step, const QString &language)
{
    using casework::ReferralStatus;
    const QString how = step.status == ReferralStatus::Sent
                            ? models::codeLabel(u"referral_way"_s, step.way, language)
                            : models::codeLabel(u"referral_evidence"_s, step.evidence, language);
    return inOneLine({kit::dateText(step.happenedAt), referralStatusText(step.status), how, step.spokeTo, step.note,
                      step.recordedBy.isEmpty() ? QString() : tr("noted by %1").arg(step.recordedBy),
                      step.paperOn.isEmpty() ? QString() : tr("on paper on %1").arg(kit::dateText(step.paperOn))});
}

QString CourseTexts::call(const casework::ReferralCall &call, const QString &language)
{
    return inOneLine({kit::dateTimeText(call.recordedAt),
                      models::codeLabel(u"referral_rung"_s, casework::toCode(call.rung), language),
                      models::codeLabel(u"referral_call"_s, call.result, language), call.spokeTo, call.phone,
                      call.promisedOn.isEmpty() ? QString() : tr("by %1").arg(kit::dateText(call.promisedOn)), call.note,
                      call.recordedBy.isEmpty() ? QString() : tr("noted by %1").arg(call.recordedBy)});
}

QString CourseTexts::service(const casework::ServiceAnswer &answer, const QString &language)
{
    const QString name = models::codeLabel(u"referral_service"_s, answer.service, language);
    if (answer.answer.isEmpty())
        return tr("%1: no answer yet").arg(name);
    return inOneLine({tr("%1: %2").arg(name, models::codeLabel(u"referral_answer"_s, answer.answer, language)),
                      models::codeLabel(u"referral_refusal"_s, answer.reason, language), kit::dateText(answer.answeredOn),
                      answer.note});
}

QString CourseTexts::slip(const casework::ReceivedSlip &slip, const QString &language)
{
    const auto said = [&](const char *field) { return slip.form.value(QLatin1StringView(field)); };
    return inOneLine(
        {tr("Slip of %1").arg(slip.paperOn.isEmpty() ? kit::dateTimeText(slip.recordedAt) : kit::dateText(slip.paperOn)),
         models::codeLabel(u"referral_decision"_s, said("slip_decision"), language),
         models::codeLabels(u"referral_refusal"_s, said("slip_refusal"), language), said("slip_received_by"),
         slip.isHealthHidden ? tr("what it says of health is in a part of the file your role does not open")
                             : inOneLine({slip.result, slip.recommendations}),
         said("slip_next").isEmpty() ? QString() : tr("next appointment %1").arg(kit::dateText(said("slip_next"))),
         said("slip_risks"), slip.recordedBy.isEmpty() ? QString() : tr("typed by %1").arg(slip.recordedBy)});
}

QString CourseTexts::ladder(const casework::WaitingReferral &waiting, const QString &language)
{
    if (waiting.promised && !waiting.rung)
        return tr("No answer yet. One was promised by %1.").arg(kit::dateText(model::localDay(*waiting.promised)));
    if (!waiting.rung)
        return tr("No answer yet. One is expected by %1.").arg(kit::dateTimeText(waiting.due));
    const QString whom = models::codeLabel(u"referral_rung"_s, casework::toCode(*waiting.rung), language);
    if (waiting.isAsked)
        return tr("No answer. Asked already: %1. If nothing comes, the next one is asked from %2.")
            .arg(whom, kit::dateTimeText(waiting.nextAt));
    return tr("No answer since %1. To be asked now: %2.").arg(kit::dateTimeText(waiting.due), whom);
}

QString CourseTexts::contact(const casework::LadderContact &contact)
{
    return contact.phone.isEmpty() ? tr("%1: no telephone is known").arg(contact.name)
                                   : tr("%1: %2").arg(contact.name, contact.phone);
}

} // namespace indaro::ui::pages
