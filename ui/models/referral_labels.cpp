// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/referral_labels.h"

#include "core/model/field_table.h"

#include <QCoreApplication>

#include <map>

namespace indaro::ui::models {

namespace fields = model::fields;

QString referralFieldLabel(sync::FieldId field)
{
    static const std::map<sync::FieldId, const char *> labels{
        {fields::referral::PartnerNumber, QT_TRANSLATE_NOOP("Field", "Their own number")},
        {fields::referral::SenderAgency, QT_TRANSLATE_NOOP("Field", "Organisation that refers")},
        {fields::referral::ToRole, QT_TRANSLATE_NOOP("Field", "For whom in the house")},
        {fields::referral::PaperOn, QT_TRANSLATE_NOOP("Field", "Written on paper on")},
        {fields::referral::ExpiresOn, QT_TRANSLATE_NOOP("Field", "May be used until")},
        {fields::referral_step::Status, QT_TRANSLATE_NOOP("Field", "What happened")},
        {fields::referral_step::Way, QT_TRANSLATE_NOOP("Field", "How it went, or how you heard")},
        {fields::referral_step::Evidence, QT_TRANSLATE_NOOP("Field", "What proves it")},
        {fields::referral_step::HappenedAt, QT_TRANSLATE_NOOP("Field", "When it happened")},
        {fields::referral_step::SpokeTo, QT_TRANSLATE_NOOP("Field", "With whom over there")},
        {fields::referral_step::Note, QT_TRANSLATE_NOOP("Field", "Note")},
        {fields::referral_step::PaperOn, QT_TRANSLATE_NOOP("Field", "Written on paper on")},
        {fields::referral_service::Service, QT_TRANSLATE_NOOP("Field", "Service asked for")},
        {fields::referral_service::Answer, QT_TRANSLATE_NOOP("Field", "Their answer")},
        {fields::referral_service::Reason, QT_TRANSLATE_NOOP("Field", "Why not")},
        {fields::referral_service::AnsweredOn, QT_TRANSLATE_NOOP("Field", "Day of the answer")},
        {fields::referral_service::Note, QT_TRANSLATE_NOOP("Field", "Note")},
        {fields::referral_slip::Content, QT_TRANSLATE_NOOP("Field", "Counter-referral slip")},
        {fields::referral_slip::Decision, QT_TRANSLATE_NOOP("Field", "Decision")},
        {fields::referral_slip::Refusal, QT_TRANSLATE_NOOP("Field", "Why not")},
        {fields::referral_slip::Came, QT_TRANSLATE_NOOP("Field", "The person came")},
        {fields::referral_slip::Cost, QT_TRANSLATE_NOOP("Field", "Was asked to pay")},
        {fields::referral_slip::Evidence, QT_TRANSLATE_NOOP("Field", "How the slip came")},
        {fields::referral_slip::PaperOn, QT_TRANSLATE_NOOP("Field", "Day on the slip")},
        {fields::referral_slip_health::Result, QT_TRANSLATE_NOOP("Field", "Result in one line")},
        {fields::referral_slip_health::Recommendations, QT_TRANSLATE_NOOP("Field", "Recommendations")},
        {fields::referral_call::Rung, QT_TRANSLATE_NOOP("Field", "Who was asked")},
        {fields::referral_call::Result, QT_TRANSLATE_NOOP("Field", "What came of it")},
        {fields::referral_call::SpokeTo, QT_TRANSLATE_NOOP("Field", "Whom you spoke to")},
        {fields::referral_call::Phone, QT_TRANSLATE_NOOP("Field", "Number that was called")},
        {fields::referral_call::PromisedOn, QT_TRANSLATE_NOOP("Field", "They promised to answer by")},
        {fields::referral_call::Note, QT_TRANSLATE_NOOP("Field", "Note")},
        {fields::unmet_need::Service, QT_TRANSLATE_NOOP("Field", "What could not be had")},
        {fields::unmet_need::Reason, QT_TRANSLATE_NOOP("Field", "Why nobody could")},
        {fields::unmet_need::NotedOn, QT_TRANSLATE_NOOP("Field", "Since")},
        {fields::unmet_need::Alternative, QT_TRANSLATE_NOOP("Field", "What is done instead")},
        {fields::unmet_need::Told, QT_TRANSLATE_NOOP("Field", "The person was told")},
        {fields::unmet_need::MetOn, QT_TRANSLATE_NOOP("Field", "Found after all on")},
        {fields::referral_package::Direction, QT_TRANSLATE_NOOP("Field", "From or to the house")},
        {fields::referral_package::Kind, QT_TRANSLATE_NOOP("Field", "What was in the package")},
        {fields::referral_package::PartnerName, QT_TRANSLATE_NOOP("Field", "Other organisation")},
        {fields::referral_package::Serial, QT_TRANSLATE_NOOP("Field", "Number of the sender")},
        {fields::referral_package::MadeAt, QT_TRANSLATE_NOOP("Field", "Sealed")},
        {fields::referral_package::ExpiresAt, QT_TRANSLATE_NOOP("Field", "May be opened until")},
        {fields::referral_package::Answer, QT_TRANSLATE_NOOP("Field", "What was answered")},
        {fields::referral_package::AnsweredAt, QT_TRANSLATE_NOOP("Field", "Day of the answer")},
        {fields::referral_package::Reason, QT_TRANSLATE_NOOP("Field", "Reason of a refusal")},
    };
    const auto found = labels.find(field);
    return found != labels.end() ? QCoreApplication::translate("Field", found->second) : QString();
}

QString referralTableLabel(std::uint16_t table)
{
    static const std::map<std::uint16_t, const char *> labels{
        {fields::referral_step::Table, QT_TRANSLATE_NOOP("Record", "Step of a referral")},
        {fields::referral_service::Table, QT_TRANSLATE_NOOP("Record", "Answer about a service")},
        {fields::referral_slip::Table, QT_TRANSLATE_NOOP("Record", "Counter-referral slip")},
        {fields::referral_slip_health::Table, QT_TRANSLATE_NOOP("Record", "Counter-referral slip, health")},
        {fields::referral_call::Table, QT_TRANSLATE_NOOP("Record", "Call about a referral")},
        {fields::unmet_need::Table, QT_TRANSLATE_NOOP("Record", "What nobody could do")},
        {fields::referral_package::Table, QT_TRANSLATE_NOOP("Record", "Sealed package")},
        {fields::referral_package_content::Table, QT_TRANSLATE_NOOP("Record", "Content of a sealed package")},
    };
    const auto found = labels.find(table);
    return found != labels.end() ? QCoreApplication::translate("Record", found->second) : QString();
}

} // namespace indaro::ui::models
