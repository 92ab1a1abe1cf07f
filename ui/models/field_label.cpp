// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/field_label.h"

#include "core/model/field_table.h"
#include "ui/models/house_labels.h"
#include "ui/models/keeping_labels.h"
#include "ui/models/plan_labels.h"

#include <QCoreApplication>

#include <algorithm>
#include <initializer_list>
#include <map>

namespace indaro::ui::models {

namespace fields = model::fields;

namespace {

/// The first that says something.
QString otherLabel(std::initializer_list<QString> labels)
{
    const auto found = std::find_if(labels.begin(), labels.end(), [](const QString &label) { return !label.isEmpty(); });
    return found != labels.end() ? *found : QString();
}

} // namespace

QString fieldLabel(sync::FieldId field)
{
    static const std::map<sync::FieldId, const char *> labels{
        {fields::case_file::CaseCode, QT_TRANSLATE_NOOP("Field", "Case code")},
        {fields::case_file::DisplayName, QT_TRANSLATE_NOOP("Field", "Name shown in the house")},
        {fields::case_file::ExternalNumber, QT_TRANSLATE_NOOP("Field", "Number in another register")},
        {fields::case_file::Status, QT_TRANSLATE_NOOP("Field", "State of the file")},
        {fields::case_file::Sex, QT_TRANSLATE_NOOP("Field", "Sex")},
        {fields::case_file::EstimatedAge, QT_TRANSLATE_NOOP("Field", "Estimated age")},
        {fields::case_file::IsMinor, QT_TRANSLATE_NOOP("Field", "Under 18")},
        {fields::case_file::FamilyRole, QT_TRANSLATE_NOOP("Field", "Role in the family unit")},
        {fields::case_file::Languages, QT_TRANSLATE_NOOP("Field", "Languages spoken")},
        {fields::case_file::InterpreterNeeded, QT_TRANSLATE_NOOP("Field", "Interpreter needed")},
        {fields::case_file::ConsentSharing, QT_TRANSLATE_NOOP("Field", "Agreement to share")},
        {fields::case_file::OpenedAt, QT_TRANSLATE_NOOP("Field", "File opened")},
        {fields::case_file::CaseWorker, QT_TRANSLATE_NOOP("Field", "Case worker")},
        {fields::case_file::FamilyUnit, QT_TRANSLATE_NOOP("Field", "Family unit")},
        {fields::case_file::EstimatedOn, QT_TRANSLATE_NOOP("Field", "Age estimated on")},
        {fields::identity::FamilyName, QT_TRANSLATE_NOOP("Field", "Family name")},
        {fields::identity::GivenNames, QT_TRANSLATE_NOOP("Field", "Given names")},
        {fields::identity::KnownAs, QT_TRANSLATE_NOOP("Field", "Known as")},
        {fields::identity::BirthDate, QT_TRANSLATE_NOOP("Field", "Date of birth")},
        {fields::identity::Nationality, QT_TRANSLATE_NOOP("Field", "Nationality")},
        {fields::identity::MainLanguage, QT_TRANSLATE_NOOP("Field", "Main language")},
        {fields::identity::MaritalStatus, QT_TRANSLATE_NOOP("Field", "Marital status")},
        {fields::identity::ChildrenCount, QT_TRANSLATE_NOOP("Field", "Number of children")},
        {fields::identity::Education, QT_TRANSLATE_NOOP("Field", "Education")},
        {fields::identity::Occupation, QT_TRANSLATE_NOOP("Field", "Work before")},
        {fields::identity::Phone, QT_TRANSLATE_NOOP("Field", "Telephone")},
        {fields::identity::SafeContact, QT_TRANSLATE_NOOP("Field", "Safe way and time to contact")},
        {fields::identity::OriginPlace, QT_TRANSLATE_NOOP("Field", "Place code")},
        {fields::identity::OriginProvince, QT_TRANSLATE_NOOP("Field", "Province of origin")},
        {fields::identity::OriginCommune, QT_TRANSLATE_NOOP("Field", "Commune of origin")},
        {fields::identity::OriginZone, QT_TRANSLATE_NOOP("Field", "Zone of origin")},
        {fields::identity::OriginColline, QT_TRANSLATE_NOOP("Field", "Colline of origin")},
        {fields::identity::OriginDivision, QT_TRANSLATE_NOOP("Field", "Division of the country")},
        {fields::identity::ContactPerson, QT_TRANSLATE_NOOP("Field", "Contact person")},
        {fields::identity::ContactRelation, QT_TRANSLATE_NOOP("Field", "Link with the contact person")},
        {fields::identity::ContactPhone, QT_TRANSLATE_NOOP("Field", "Telephone of the contact person")},
        {fields::identity::IdentityPapers, QT_TRANSLATE_NOOP("Field", "Identity papers")},
        {fields::identity::PapersHeldBy, QT_TRANSLATE_NOOP("Field", "Papers are held by")},
        {fields::identity::BirthPlace, QT_TRANSLATE_NOOP("Field", "Place of birth")},
        {fields::health::Complaint, QT_TRANSLATE_NOOP("Field", "Health complaint")},
        {fields::health::Pregnant, QT_TRANSLATE_NOOP("Field", "Pregnant")},
        {fields::health::PregnancyWeeks, QT_TRANSLATE_NOOP("Field", "Weeks of pregnancy")},
        {fields::health::Disability, QT_TRANSLATE_NOOP("Field", "Disability")},
        {fields::health::Medicines, QT_TRANSLATE_NOOP("Field", "Medicines taken")},
        {fields::health::ViolenceSuffered, QT_TRANSLATE_NOOP("Field", "Violence suffered")},
        {fields::health::ViolenceOriginal, QT_TRANSLATE_NOOP("Field", "Violence suffered, as imported")},
        {fields::health::SpecialNeeds, QT_TRANSLATE_NOOP("Field", "Special needs")},
        {fields::stay::RegisterNumber, QT_TRANSLATE_NOOP("Field", "Register number")},
        {fields::stay::ArrivedAt, QT_TRANSLATE_NOOP("Field", "Arrived on")},
        {fields::stay::ReferredBy, QT_TRANSLATE_NOOP("Field", "Referred by")},
        {fields::stay::BroughtBy, QT_TRANSLATE_NOOP("Field", "Brought by")},
        {fields::stay::Escort, QT_TRANSLATE_NOOP("Field", "Escort")},
        {fields::stay::Reason, QT_TRANSLATE_NOOP("Field", "Reason for the stay")},
        {fields::stay::UrgentNeeds, QT_TRANSLATE_NOOP("Field", "Urgent needs")},
        {fields::stay::LeftAt, QT_TRANSLATE_NOOP("Field", "Left on")},
        {fields::stay::ExitReason, QT_TRANSLATE_NOOP("Field", "Reason for leaving")},
        {fields::stay::ExitSafety, QT_TRANSLATE_NOOP("Field", "Safety when leaving")},
        {fields::stay::RegisteredBy, QT_TRANSLATE_NOOP("Field", "Registered by")},
        {fields::stay::ImmediateNeeds, QT_TRANSLATE_NOOP("Field", "Immediate needs")},
        {fields::stay::ServiceReferredTo, QT_TRANSLATE_NOOP("Field", "Service referred to")},
        {fields::stay::ServiceReferredOn, QT_TRANSLATE_NOOP("Field", "Referred to the service on")},
        {fields::stay_location::ExitDestination, QT_TRANSLATE_NOOP("Field", "Destination")},
        {fields::stay_location::DestinationDetail, QT_TRANSLATE_NOOP("Field", "Destination in detail")},
        {fields::episode::ExploitationType, QT_TRANSLATE_NOOP("Field", "Kind of exploitation")},
        {fields::episode::RecruitmentMethod, QT_TRANSLATE_NOOP("Field", "How recruited")},
        {fields::episode::RecruitmentPlace, QT_TRANSLATE_NOOP("Field", "Where recruited")},
        {fields::episode::LeftOn, QT_TRANSLATE_NOOP("Field", "Left home on")},
        {fields::episode::ReturnedOn, QT_TRANSLATE_NOOP("Field", "Came back on")},
        {fields::episode::DestinationCountry, QT_TRANSLATE_NOOP("Field", "Country of destination")},
        {fields::episode::TransitCountry, QT_TRANSLATE_NOOP("Field", "Country of transit")},
        {fields::episode::Transport, QT_TRANSLATE_NOOP("Field", "Transport")},
        {fields::episode::DocumentsWithheld, QT_TRANSLATE_NOOP("Field", "Papers taken away")},
        {fields::episode::PayPromised, QT_TRANSLATE_NOOP("Field", "Pay promised, a month")},
        {fields::episode::PayReceived, QT_TRANSLATE_NOOP("Field", "Pay received, a month")},
        {fields::episode::DurationMonths, QT_TRANSLATE_NOOP("Field", "Months it lasted")},
        {fields::note::Title, QT_TRANSLATE_NOOP("Field", "Title")},
        {fields::note::Body, QT_TRANSLATE_NOOP("Field", "Note")},
        {fields::note::Kind, QT_TRANSLATE_NOOP("Field", "Kind of note")},
        {fields::interview::Status, QT_TRANSLATE_NOOP("Field", "State of the interview")},
        {fields::interview::SignedAt, QT_TRANSLATE_NOOP("Field", "Signed")},
        {fields::interview::MainLanguage, QT_TRANSLATE_NOOP("Field", "Language of the interview")},
        {fields::referral::Serial, QT_TRANSLATE_NOOP("Field", "Serial number")},
        {fields::referral::Status, QT_TRANSLATE_NOOP("Field", "State of the referral")},
        {fields::referral::Priority, QT_TRANSLATE_NOOP("Field", "Priority")},
        {fields::referral::ReceiverAgency, QT_TRANSLATE_NOOP("Field", "Receiving service")},
        {fields::referral::PrintedAt, QT_TRANSLATE_NOOP("Field", "Printed")},
        {fields::referral::AnsweredAt, QT_TRANSLATE_NOOP("Field", "Answered")},
        {fields::attachment_case::Title, QT_TRANSLATE_NOOP("Field", "Words for a picture, recording or document")},
        {fields::attachment_identity::Title, QT_TRANSLATE_NOOP("Field", "Words for a picture, recording or document")},
        {fields::attachment_health::Title, QT_TRANSLATE_NOOP("Field", "Words for a picture, recording or document")},
        {fields::attachment_perpetrator::Title, QT_TRANSLATE_NOOP("Field", "Words for a picture, recording or document")},
        {fields::consent::Purpose, QT_TRANSLATE_NOOP("Field", "Purpose")},
        {fields::consent::Decision, QT_TRANSLATE_NOOP("Field", "Decision")},
        {fields::consent::Recipient, QT_TRANSLATE_NOOP("Field", "Recipient")},
        {fields::consent::GivenOn, QT_TRANSLATE_NOOP("Field", "Given on")},
        {fields::consent::RecipientKind, QT_TRANSLATE_NOOP("Field", "Kind of receiver")},
        {fields::consent::DataGroups, QT_TRANSLATE_NOOP("Field", "What may be passed on")},
        {fields::consent::ExplainedBy, QT_TRANSLATE_NOOP("Field", "Explained by")},
        {fields::consent::Language, QT_TRANSLATE_NOOP("Field", "Language it was explained in")},
        {fields::consent::ReadAloud, QT_TRANSLATE_NOOP("Field", "Read aloud")},
        {fields::consent::Interpreter, QT_TRANSLATE_NOOP("Field", "Interpreter of this talk")},
        {fields::consent::GivenBy, QT_TRANSLATE_NOOP("Field", "Answered by")},
        {fields::consent::GiverLink, QT_TRANSLATE_NOOP("Field", "Link with the person, if another one answered")},
        {fields::consent::ChildAssent, QT_TRANSLATE_NOOP("Field", "The child’s own answer")},
        {fields::consent::AssentWords, QT_TRANSLATE_NOOP("Field", "In the child’s words, or why it was not asked")},
        {fields::consent::GivenHow, QT_TRANSLATE_NOOP("Field", "How the answer was given")},
        {fields::consent::Witness, QT_TRANSLATE_NOOP("Field", "Witness")},
        {fields::consent::ExpiresOn, QT_TRANSLATE_NOOP("Field", "Valid until")},
        {fields::consent::Withheld, QT_TRANSLATE_NOOP("Field", "What must not be passed on, in words")},
        {fields::consent::WithheldItems, QT_TRANSLATE_NOOP("Field", "Kept back")},
        {fields::withdrawal::EffectiveOn, QT_TRANSLATE_NOOP("Field", "From which day on")},
        {fields::withdrawal::WithdrawnBy, QT_TRANSLATE_NOOP("Field", "Taken back by")},
        {fields::withdrawal::Way, QT_TRANSLATE_NOOP("Field", "How it was said")},
        {fields::withdrawal::Witness, QT_TRANSLATE_NOOP("Field", "Witness")},
        {fields::withdrawal::Language, QT_TRANSLATE_NOOP("Field", "Language of this talk")},
        {fields::withdrawal::Wish, QT_TRANSLATE_NOOP("Field", "What receivers are asked")},
        {fields::withdrawal::Note, QT_TRANSLATE_NOOP("Field", "Note on this")},
        {fields::withdrawal_letter::Answer, QT_TRANSLATE_NOOP("Field", "Answer of the receiver")},
        {fields::withdrawal_letter::AnsweredOn, QT_TRANSLATE_NOOP("Field", "Answered on")},
        {fields::withdrawal_letter::AnswerNote, QT_TRANSLATE_NOOP("Field", "Note on this")},
        {fields::consent::WithdrawnOn, QT_TRANSLATE_NOOP("Field", "Withdrawn on")},
        {fields::house::Name, QT_TRANSLATE_NOOP("Field", "Name on the forms")},
        {fields::house::CallBackPhone, QT_TRANSLATE_NOOP("Field", "Call-back telephone")},
        {fields::house::Email, QT_TRANSLATE_NOOP("Field", "E-mail")},
        {fields::house_location::Address, QT_TRANSLATE_NOOP("Field", "Address of the house")},
        {fields::staff::Name, QT_TRANSLATE_NOOP("Field", "Name in the history and on forms")},
        {fields::staff::Position, QT_TRANSLATE_NOOP("Field", "Position")},
        {fields::staff::Phone, QT_TRANSLATE_NOOP("Field", "Telephone")},
        {fields::laptop::Name, QT_TRANSLATE_NOOP("Field", "Name of this computer")},
        {fields::laptop::Series, QT_TRANSLATE_NOOP("Field", "Letters of its numbers")},
        {fields::room::Name, QT_TRANSLATE_NOOP("Field", "Name of the room")},
        {fields::room::RoomFor, QT_TRANSLATE_NOOP("Field", "Room for")},
        {fields::room::UsableCapacity, QT_TRANSLATE_NOOP("Field", "People who may sleep there tonight")},
        {fields::room::State, QT_TRANSLATE_NOOP("Field", "State of the room")},
        {fields::room::StateWhy, QT_TRANSLATE_NOOP("Field", "Why")},
        {fields::place::Label, QT_TRANSLATE_NOOP("Field", "Label of the place")},
        {fields::place::Kind, QT_TRANSLATE_NOOP("Field", "Kind of place")},
        {fields::place::Numbered, QT_TRANSLATE_NOOP("Field", "Place with a number of its own")},
        {fields::place::Sleeps, QT_TRANSLATE_NOOP("Field", "How many sleep there")},
        {fields::place::State, QT_TRANSLATE_NOOP("Field", "State of the place")},
        {fields::place::StateWhy, QT_TRANSLATE_NOOP("Field", "Why")},
        {fields::hold::ShownAs, QT_TRANSLATE_NOOP("Field", "What they are called until they come (no real name)")},
        {fields::hold::People, QT_TRANSLATE_NOOP("Field", "How many people")},
        {fields::hold::Women, QT_TRANSLATE_NOOP("Field", "Women")},
        {fields::hold::Men, QT_TRANSLATE_NOOP("Field", "Men")},
        {fields::hold::Girls, QT_TRANSLATE_NOOP("Field", "Girls")},
        {fields::hold::Boys, QT_TRANSLATE_NOOP("Field", "Boys")},
        {fields::hold::Ages, QT_TRANSLATE_NOOP("Field", "Ages, in words")},
        {fields::hold::UrgentNeeds, QT_TRANSLATE_NOOP("Field", "Urgent needs")},
        {fields::hold::ReferredBy, QT_TRANSLATE_NOOP("Field", "Referred by")},
        {fields::hold::FromWhom, QT_TRANSLATE_NOOP("Field", "Service that called")},
        {fields::hold::ExpiresAt, QT_TRANSLATE_NOOP("Field", "Kept until")},
        {fields::allocation::OverrideReason, QT_TRANSLATE_NOOP("Field", "Why it is right all the same")},
        {fields::allocation::OverrideNote, QT_TRANSLATE_NOOP("Field", "In words (no names)")},
        {fields::absence::LeftAt, QT_TRANSLATE_NOOP("Field", "Went out")},
        {fields::absence::ExpectedAt, QT_TRANSLATE_NOOP("Field", "Expected back")},
        {fields::absence::ReturnedAt, QT_TRANSLATE_NOOP("Field", "Came back")},
        {fields::absence::Reason, QT_TRANSLATE_NOOP("Field", "Why out of the house")},
        {fields::absence::WithWhom, QT_TRANSLATE_NOOP("Field", "With whom (a service or a role, no name)")},
        {fields::hold::ReleasedWhy, QT_TRANSLATE_NOOP("Field", "Why the places were let go")},
        {fields::hold::Refusal, QT_TRANSLATE_NOOP("Field", "Why the house could not take them")},
        {fields::hold::Alternatives, QT_TRANSLATE_NOOP("Field", "Where else they were sent")},
        {fields::keep_apart::Why, QT_TRANSLATE_NOOP("Field", "Why they are kept apart")},
        {fields::roll_call_line::Mark, QT_TRANSLATE_NOOP("Field", "Seen at the roll-call")},
        {fields::roll_call_line::Note, QT_TRANSLATE_NOOP("Field", "Note")},
        {fields::incident::Kinds, QT_TRANSLATE_NOOP("Field", "What kind of incident")},
        {fields::incident::What, QT_TRANSLATE_NOOP("Field", "What happened (no names, no story)")},
        {fields::incident::Done, QT_TRANSLATE_NOOP("Field", "What was done at once")},
        {fields::incident::HappenedAt, QT_TRANSLATE_NOOP("Field", "When it happened")},
        {fields::incident::Severity, QT_TRANSLATE_NOOP("Field", "How serious")},
        {fields::incident::EscalatedTo, QT_TRANSLATE_NOOP("Field", "Who was told")},
        {fields::incident::Outcome, QT_TRANSLATE_NOOP("Field", "How it ended")},
        {fields::custody::Move, QT_TRANSLATE_NOOP("Field", "What happens to it")},
        {fields::custody::Kind, QT_TRANSLATE_NOOP("Field", "What is kept")},
        {fields::custody::Description, QT_TRANSLATE_NOOP("Field", "Which one, and its state")},
        {fields::custody::Amount, QT_TRANSLATE_NOOP("Field", "How many (of money: the amount)")},
        {fields::custody::Currency, QT_TRANSLATE_NOOP("Field", "Currency, of money")},
        {fields::custody::HeldWhere, QT_TRANSLATE_NOOP("Field", "Where it is kept")},
        {fields::custody::Signed, QT_TRANSLATE_NOOP("Field", "Signed by the person")},
        {fields::custody::GivenTo, QT_TRANSLATE_NOOP("Field", "Given to which service")},
        {fields::supply::Kind, QT_TRANSLATE_NOOP("Field", "What is given")},
        {fields::supply::Description, QT_TRANSLATE_NOOP("Field", "Which one")},
        {fields::supply::Amount, QT_TRANSLATE_NOOP("Field", "How many (of cash: francs)")},
        {fields::supply::Signed, QT_TRANSLATE_NOOP("Field", "Signed by the person")},
        {fields::visit::Kind, QT_TRANSLATE_NOOP("Field", "Who it was (no name)")},
        {fields::visit::Way, QT_TRANSLATE_NOOP("Field", "Visit or call")},
        {fields::visit::Wanted, QT_TRANSLATE_NOOP("Field", "The person wanted it")},
        {fields::visit::SupervisedBy, QT_TRANSLATE_NOOP("Field", "Who of the house was there (a role)")},
        {fields::visit::Note, QT_TRANSLATE_NOOP("Field", "How it went")},
        {fields::follow_up::Way, QT_TRANSLATE_NOOP("Field", "How contact was made")},
        {fields::follow_up::Result, QT_TRANSLATE_NOOP("Field", "What came of it")},
        {fields::follow_up::Note, QT_TRANSLATE_NOOP("Field", "Note")},
        {fields::follow_up_plan::Agreed, QT_TRANSLATE_NOOP("Field", "Wants to be contacted afterwards")},
        {fields::follow_up_plan::Way, QT_TRANSLATE_NOOP("Field", "Safe way of contact")},
        {fields::follow_up_plan::AgreedWords, QT_TRANSLATE_NOOP("Field", "Safe words, day and hour")},
        {fields::clock_extension::Days, QT_TRANSLATE_NOOP("Field", "Days more")},
        {fields::clock_extension::UntilOn, QT_TRANSLATE_NOOP("Field", "Runs until (last day)")},
        {fields::clock_extension::Reason, QT_TRANSLATE_NOOP("Field", "Why longer")},
        {fields::clock_extension::Note, QT_TRANSLATE_NOOP("Field", "In words (no names)")},
        {fields::file_opening::Reason, QT_TRANSLATE_NOOP("Field", "Why the file is opened")},
        {fields::file_opening::Note, QT_TRANSLATE_NOOP("Field", "In words (no names)")},
        {fields::task::Kind, QT_TRANSLATE_NOOP("Field", "Task")},
        {fields::task::DoneAt, QT_TRANSLATE_NOOP("Field", "Done")},
    };
    const auto found = labels.find(field);
    if (found != labels.end())
        return QCoreApplication::translate("Field", found->second);
    return otherLabel({planFieldLabel(field), keepingFieldLabel(field), houseFieldLabel(field)});
}

QString tableLabel(std::uint16_t table)
{
    static const std::map<std::uint16_t, const char *> labels{
        {fields::case_file::Table, QT_TRANSLATE_NOOP("Record", "File")},
        {fields::identity::Table, QT_TRANSLATE_NOOP("Record", "Identity")},
        {fields::health::Table, QT_TRANSLATE_NOOP("Record", "Health")},
        {fields::perpetrator::Table, QT_TRANSLATE_NOOP("Record", "Alleged perpetrator")},
        {fields::stay::Table, QT_TRANSLATE_NOOP("Record", "Stay")},
        {fields::stay_location::Table, QT_TRANSLATE_NOOP("Record", "Destination")},
        {fields::episode::Table, QT_TRANSLATE_NOOP("Record", "Episode of exploitation")},
        {fields::note::Table, QT_TRANSLATE_NOOP("Record", "Note")},
        {fields::interview::Table, QT_TRANSLATE_NOOP("Record", "Interview")},
        {fields::sitting::Table, QT_TRANSLATE_NOOP("Record", "Sitting")},
        {fields::answer_case::Table, QT_TRANSLATE_NOOP("Record", "Answer")},
        {fields::answer_identity::Table, QT_TRANSLATE_NOOP("Record", "Answer")},
        {fields::answer_health::Table, QT_TRANSLATE_NOOP("Record", "Answer")},
        {fields::answer_perpetrator::Table, QT_TRANSLATE_NOOP("Record", "Answer")},
        {fields::attachment_case::Table, QT_TRANSLATE_NOOP("Record", "Picture, recording or document")},
        {fields::attachment_identity::Table, QT_TRANSLATE_NOOP("Record", "Picture, recording or document")},
        {fields::attachment_health::Table, QT_TRANSLATE_NOOP("Record", "Picture, recording or document")},
        {fields::attachment_perpetrator::Table, QT_TRANSLATE_NOOP("Record", "Picture, recording or document")},
        {fields::consent::Table, QT_TRANSLATE_NOOP("Record", "Consent")},
        {fields::disclosure::Table, QT_TRANSLATE_NOOP("Record", "What has left")},
        {fields::withdrawal::Table, QT_TRANSLATE_NOOP("Record", "Agreement taken back")},
        {fields::withdrawal_letter::Table, QT_TRANSLATE_NOOP("Record", "Letter to a receiver")},
        {fields::referral::Table, QT_TRANSLATE_NOOP("Record", "Referral")},
        {fields::referral_person::Table, QT_TRANSLATE_NOOP("Record", "Referral")},
        {fields::room::Table, QT_TRANSLATE_NOOP("Record", "Room")},
        {fields::place::Table, QT_TRANSLATE_NOOP("Record", "Place to sleep")},
        {fields::hold::Table, QT_TRANSLATE_NOOP("Record", "Announced arrival")},
        {fields::keep_apart::Table, QT_TRANSLATE_NOOP("Record", "Kept apart")},
        {fields::roll_call_line::Table, QT_TRANSLATE_NOOP("Record", "Roll-call")},
        {fields::allocation::Table, QT_TRANSLATE_NOOP("Record", "Where somebody sleeps")},
        {fields::absence::Table, QT_TRANSLATE_NOOP("Record", "Absence")},
        {fields::incident::Table, QT_TRANSLATE_NOOP("Record", "Incident")},
        {fields::custody::Table, QT_TRANSLATE_NOOP("Record", "Belonging in custody")},
        {fields::supply::Table, QT_TRANSLATE_NOOP("Record", "Something given")},
        {fields::visit::Table, QT_TRANSLATE_NOOP("Record", "Visit or call")},
        {fields::follow_up::Table, QT_TRANSLATE_NOOP("Record", "Contact after the exit")},
        {fields::follow_up_plan::Table, QT_TRANSLATE_NOOP("Record", "What was agreed about contact")},
        {fields::clock_extension::Table, QT_TRANSLATE_NOOP("Record", "Longer period")},
        {fields::file_opening::Table, QT_TRANSLATE_NOOP("Record", "Opening of a file")},
        {fields::task::Table, QT_TRANSLATE_NOOP("Record", "Task")},
    };
    const auto found = labels.find(table);
    if (found != labels.end())
        return QCoreApplication::translate("Record", found->second);
    return otherLabel({planTableLabel(table), keepingTableLabel(table), houseTableLabel(table)});
}

QString formLabel(const QString &formId)
{
    static const std::pair<const char *, const char *> Shipped[] = {
        {"indaro_intake", QT_TRANSLATE_NOOP("Form", "Intake interview")},
        {"indaro_indicators", QT_TRANSLATE_NOOP("Form", "Checklist of indicators")},
        {"indaro_first_contact", QT_TRANSLATE_NOOP("Form", "First contact")}};
    for (const auto &[id, text] : Shipped) {
        if (formId == QLatin1StringView(id))
            return QCoreApplication::translate("Form", text);
    }
    return formId;
}

} // namespace indaro::ui::models
